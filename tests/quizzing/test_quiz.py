"""A quiz in conversation: posing, marking, help, appeals, what goes on beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation import take_turn
from bot.grading.mark import Mark
from bot.memory import Memory
from bot.quizzing.choice import LETTERS
from bot.replies import Reply
from bot.session import Quizzing, Session, opaque
from bot.tutor import Tutor

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
Say = Callable[[str], Reply]


@pytest.fixture
def learner(tutor: Tutor) -> Tutor:
    """The tutor with a learner whom it doesn't know yet."""
    return replace(tutor, memory=Memory.in_memory(), now=lambda: NOW)


def say(session: Session, tutor: Tutor, *lines: str) -> Reply:
    """The reply to the last of some lines."""
    return [take_turn(session, one, tutor) for one in lines][-1]


def right_letter(session: Session, tutor: Tutor, right: bool = True) -> str:
    """The letters that answer the open choice question, or one that doesn't."""
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    item = tutor.bank[str(quiz.item)]
    if item.kind == "order":
        order = [quiz.shown.index(at) for at in range(len(item.steps))]
        return " ".join(LETTERS[at] for at in (order if right else order[::-1]))
    places = [at for at, one in enumerate(quiz.shown) if item.options[one].right == right]
    return " and ".join(LETTERS[at] for at in places) if right else LETTERS[places[0]]


def test_quiz_me_poses_an_item_and_marks_the_answer(learner: Tutor) -> None:
    session = Session(seed=3)
    posed = say(session, learner, "quiz me with multiple choice")
    assert posed.activity == "quiz" and posed.item and posed.item.options and not posed.citations
    assert posed.open and posed.open.item == posed.item.id
    marked = say(session, learner, right_letter(session, learner))
    assert marked.graded and marked.graded.verdict == "correct" and marked.citations
    assert marked.item and marked.item.id != posed.item.id


def test_a_wrong_answer_is_told_why_it_tempts_and_what_is_right(learner: Tutor) -> None:
    session = Session(seed=4)
    say(session, learner, "quiz me with multiple choice")
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    item = learner.bank[str(quiz.item)]
    marked = say(session, learner, right_letter(session, learner, right=False))
    assert marked.graded and marked.graded.verdict in ("incorrect", "partial")
    assert item.why.split(".")[0] in marked.text
    assert any(one.why and one.why in marked.text for one in item.options)


def test_an_answer_that_cannot_be_read_is_asked_back_and_not_marked(learner: Tutor) -> None:
    session = Session(seed=5)
    posed = say(session, learner, "quiz me with multiple choice")
    unread = say(session, learner, "banana pie")
    assert unread.graded is None and unread.open == posed.open
    assert not learner.memory.answers()


def test_a_bare_letter_is_no_free_answer_and_a_later_question_none_either(learner: Tutor) -> None:
    session = Session(seed=5)
    posed = say(session, learner, "only open questions")
    for line in ("B", "RAG or fine-tuning: who has to maintain the latter?"):
        reply = say(session, learner, line)
        assert reply.graded is None and reply.open == posed.open
    assert reply.citations and not learner.memory.answers()


def test_the_right_options_stand_in_the_order_of_their_letters(learner: Tutor) -> None:
    session = Session(seed=5)
    for _ in range(60):
        posed = say(session, learner, "quiz me with multiple choice")
        if posed.item and posed.item.kind == "several":
            break
        session = Session(seed=session.seed + 1)
    wrong = right_letter(session, learner, right=False)
    right = right_letter(session, learner).split(" and ")
    told = re.findall(r"\*\*([A-E])\*\*: ", say(session, learner, wrong).text.split("\n")[0])
    assert len(right) > 1 and told == right


def test_two_hints_then_no_more_and_the_help_is_remembered(learner: Tutor) -> None:
    session = Session(seed=6)
    say(session, learner, "quiz me with multiple choice")
    hints = [say(session, learner, "hint").text for _ in range(3)]
    assert len(set(hints)) == 3
    say(session, learner, right_letter(session, learner))
    assert learner.memory.answers()[0].hints == 2


def test_two_things_weighed_in_mid_quiz_are_a_question_and_no_answer(learner: Tutor) -> None:
    session = Session(seed=3)
    posed = say(session, learner, "quiz me, only open questions")
    reply = say(session, learner, "Whisper or Phi for a phone?")
    assert reply.graded is None and reply.open == posed.open
    assert "Phi" in reply.text and reply.citations


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("phi or llama, which for what", False),
        ("rag, fine-tuning: when which", False),
        ("they need it, but I don't know why", True),
    ],
)
def test_a_line_that_ends_in_what_it_asks_is_no_answer(
    learner: Tutor, text: str, answers: bool
) -> None:
    session = Session(seed=3)
    say(session, learner, "quiz me, only open questions")
    assert (say(session, learner, text).graded is not None) == answers


def test_a_question_in_mid_quiz_is_answered_and_the_item_waits(learner: Tutor) -> None:
    session = Session(seed=7)
    posed = say(session, learner, "quiz me with multiple choice")
    answered = say(session, learner, "What does RAG cost?")
    assert answered.citations and answered.open == posed.open
    assert posed.item and posed.item.prompt in answered.text


def test_a_quiz_gives_way_to_advice_and_comes_back(learner: Tutor) -> None:
    session = Session(seed=8)
    posed = say(session, learner, "quiz me with multiple choice")
    say(session, learner, "which level should I choose?")
    back = say(session, learner, "stop", "go on")
    assert back.open == posed.open
    assert posed.item and posed.item.prompt in back.text


def test_stop_gives_the_score_by_objective(learner: Tutor) -> None:
    session = Session(seed=9)
    say(session, learner, "quiz me with multiple choice")
    say(session, learner, right_letter(session, learner))
    ended = say(session, learner, "stop")
    assert "1 of 1" in ended.text and ended.open is None


def test_nothing_repeats_in_a_quiz_but_what_was_missed(learner: Tutor) -> None:
    session = Session(seed=10)
    say(session, learner, "quiz me, 10 multiple choice questions")
    seen: list[str] = []
    for _ in range(10):
        assert isinstance(session.activity, Quizzing) and session.activity.item
        seen.append(session.activity.item)
        say(session, learner, right_letter(session, learner))
    assert session.open is None
    assert len(seen) == len(set(seen)) == 10


def test_a_mock_exam_keeps_its_verdicts_until_the_end(learner: Tutor) -> None:
    session = Session(seed=11)
    reply = say(session, learner, "mock exam")
    for at in range(20):
        assert reply.graded is None or reply.graded.verdict is None
        reply = say(session, learner, right_letter(session, learner, right=at % 2 == 0))
    assert reply.graded and reply.graded.results and len(reply.graded.results) == 20
    verdicts = [one.verdict for one in reply.graded.results]
    assert verdicts[::2] == ["correct"] * 10
    objectives = {one.objective for one in reply.graded.results}
    assert objectives == {one.id for one in learner.course.unit.objectives}


def test_a_free_answer_is_appealed_once(learner: Tutor) -> None:
    session = Session(seed=12)
    say(session, learner, "only open questions", "no idea what this could be about, sorry")
    first = say(session, learner, "I disagree, I meant the documents")
    assert first.graded is not None
    assert say(session, learner, "I disagree").graded is None


@pytest.mark.parametrize(
    ("line", "objective", "count"),
    [
        ("quiz me on business trade-offs", "trade-offs", 5),
        ("quiz me on the three decisions", "cases", 5),
        ("4 questions on the two kinds of model please", "two-kinds", 4),
        ("quiz me with open questions about the models", "models", 3),
    ],
)
def test_a_quiz_on_an_objective_asks_of_it_alone(
    learner: Tutor, line: str, objective: str, count: int
) -> None:
    session = Session(seed=5)
    say(session, learner, line)
    quiz = session.activity
    assert isinstance(quiz, Quizzing) and quiz.wanted.count >= count
    for _ in range(count):
        quiz = session.activity
        assert isinstance(quiz, Quizzing)
        assert learner.bank[str(quiz.item)].objective == objective
        say(session, learner, "skip")


def test_cards_of_an_objective(learner: Tutor) -> None:
    session = Session(seed=5)
    say(session, learner, "flashcards on the models to know")
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    assert learner.course.cards[str(quiz.item)].objective == "models"


def test_a_skipped_open_question_says_its_answer_once(learner: Tutor) -> None:
    session = Session(seed=12)
    say(session, learner, "only open questions")
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    item = learner.bank[str(quiz.item)]
    skipped = say(session, learner, "skip")
    assert str(item.reference).split(".")[0] in re.sub(r" \[\d\]", "", skipped.text)
    assert item.why not in re.sub(r" \[\d\]", "", skipped.text) and skipped.citations


def test_after_an_appeal_the_open_question_stands_below(learner: Tutor) -> None:
    session = Session(seed=12)
    posed = say(session, learner, "only open questions", "no idea what this could be about, sorry")
    appealed = say(session, learner, "I disagree, I meant the documents")
    assert posed.item and appealed.item and appealed.item.id == posed.item.id
    assert appealed.text.endswith(posed.text[posed.text.rindex("**Question") :])


def test_a_round_of_open_questions_asks_for_no_letters(learner: Tutor) -> None:
    assert "letter" not in say(Session(seed=12), learner, "only open questions").text
    assert "letter" in say(Session(seed=12), learner, "quiz me").text


def test_a_mock_exam_offers_no_hint(learner: Tutor) -> None:
    hint = learner.wording.say("offer_hint")
    assert hint not in say(Session(seed=11), learner, "mock exam").choices
    session = Session(seed=11)
    assert hint in say(session, learner, "quiz me with multiple choice").choices
    assert hint not in say(session, learner, "hint", "hint").choices


def test_a_grader_that_fails_costs_nothing(learner: Tutor) -> None:
    class Broken:
        def grade(self, *_: object) -> Mark:
            raise RuntimeError("out of order")

    session = Session(seed=13)
    broken = replace(learner, grader=Broken())  # type: ignore[arg-type]
    marked = say(session, broken, "only open questions", "RAG fetches documents")
    assert marked.graded and marked.graded.verdict == "not-graded"
    assert learner.memory.due(NOW + timedelta(days=100)) == []


def test_flashcards_are_turned_rated_and_come_back(learner: Tutor) -> None:
    session = Session(seed=14)
    front = say(session, learner, "flashcards")
    assert not front.citations
    back = say(session, learner, "turn it")
    assert back.citations
    say(session, learner, "again")
    assert learner.memory.due(NOW + timedelta(days=2))


def test_the_name_of_an_item_tells_nothing(learner: Tutor) -> None:
    assert all(opaque(one) not in one and len(opaque(one)) == 10 for one in learner.bank)


def test_a_course_without_a_quiz_says_so(tiny: Tutor) -> None:
    assert say(Session(), tiny, "quiz me").open is None
