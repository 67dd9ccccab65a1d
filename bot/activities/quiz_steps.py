"""The steps of a quiz that its parts share: choose what is next, put it, and end with the score."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from uuid import uuid4

from bot.content.quiz import QuizItem
from bot.drafts import Draft, Point, plain
from bot.memory import Asked, next_item
from bot.quizzing.bank import fitting
from bot.quizzing.posing import buttons, drawn_order, posed, question_text
from bot.replies import Graded, Result
from bot.session import Marked, Quizzing, Session, opaque
from bot.tutor import Tutor

ACTIVITY = "quiz"
NEW_EVERY = 2  # every second question may be a new one (tests/bench/schedule.py)
MISSED = ("incorrect", "partial")
SHOWN = 3  # misconceptions named at the end


def bank(tutor: Tutor) -> dict[str, QuizItem]:
    """Every item that can be asked."""
    return tutor.bank


def joined(first: Draft, second: Draft) -> Draft:
    """Two drafts as one reply: what the second waits for is what the reply waits for."""
    return replace(
        second,
        points=(*first.points, *_apart(second)),
        grounded=first.grounded,
        graded=second.graded or first.graded,
        voice=first.voice,
        stands=first.stands,
        voiced=len(first.points),
    )


def _apart(draft: Draft) -> tuple[Point, ...]:
    """The points of a draft that follows another, set off as a paragraph of their own."""
    first, *rest = draft.points
    return (replace(first, apart=True), *rest)


def next_question(session: Session, tutor: Tutor) -> Draft:
    """Put the next question, or end the quiz where it is through."""
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    if len(quiz.marks) >= quiz.wanted.count:
        return finish(session, tutor)
    item = _next(quiz, session, tutor)
    if item is None:
        return finish(session, tutor)
    chance = session.chance()
    session.activity = quiz.model_copy(
        update={
            "item": item.id,
            "shown": drawn_order(item, chance),
            "attempt": uuid4().hex,
            "hints": 0,
            "sure": None,
        }
    )
    return question(session.activity, tutor)


def _next(quiz: Quizzing, session: Session, tutor: Tutor) -> QuizItem | None:
    """The item to ask next, by the learner's memory and what this quiz has asked."""
    mock = quiz.wanted.mode == "mock"
    asked = [Asked(one.item, missed=one.verdict in MISSED and not mock) for one in quiz.marks]
    items = fitting(bank(tutor), quiz.wanted)
    if mock:
        items = _of_all_objectives(items, quiz, tutor)
    standing = tutor.memory.standing(tutor.now())
    return next_item(items, standing, asked, session.chance(), NEW_EVERY)


def _of_all_objectives(items: list[QuizItem], quiz: Quizzing, tutor: Tutor) -> list[QuizItem]:
    """The items not asked yet of the objectives asked least, so that an exam covers them all."""
    asked = Counter(bank(tutor)[one.item].objective for one in quiz.marks)
    left = [one for one in items if one.id not in {it.item for it in quiz.marks}]
    least = min((asked[one.objective] for one in left), default=0)
    return [one for one in left if asked[one.objective] == least]


def question(quiz: Quizzing, tutor: Tutor) -> Draft:
    """The open question of a quiz."""
    item = bank(tutor)[str(quiz.item)]
    number = len(quiz.marks) + 1
    text = question_text(item, quiz.shown, number, quiz.wanted.count, tutor.wording)
    left = 0 if quiz.wanted.mode == "mock" else len(item.hints) - quiz.hints
    labels = buttons(item, quiz.shown, left, tutor.wording, quiz.sure is None)
    return replace(plain(text, ACTIVITY, labels), item=posed(item, quiz.shown))


def finish(session: Session, tutor: Tutor) -> Draft:
    """The score by objective, the misconceptions seen, and what comes next."""
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    session.quiz = quiz.model_copy(update={"item": None})
    session.activity = type(session)().activity
    say = tutor.wording.say
    if not quiz.marks:
        return plain(say("quiz_ended_unasked"), ACTIVITY, (say("offer_quiz_any"),))
    graded = [one for one in quiz.marks if one.verdict != "not-graded"]
    right = sum(one.verdict == "correct" for one in graded)
    partly = sum(one.verdict == "partial" for one in graded)
    score = say("quiz_score", right=str(right), of=str(len(graded)))
    score += f" {tutor.wording.counted('quiz_score_partly', partly)}" if partly else ""
    parts = [Point(score), *_beliefs(quiz, tutor), Point(_next_step(quiz, tutor), apart=True)]
    block = _by_objective(graded, tutor)
    results = None
    if quiz.wanted.mode == "mock":
        block = f"{block}\n\n{_item_by_item(quiz, tutor)}"
        results = tuple(
            Result(
                item=opaque(one.item),
                objective=bank(tutor)[one.item].objective,
                verdict=one.verdict,
            )
            for one in quiz.marks
        )
    cited = any(one.cites for one in parts)
    return Draft(
        tuple(parts),
        grounded=True if cited else None,
        block=block,
        activity=ACTIVITY,
        choices=(say("offer_quiz_any"), say("offer_progress"), say("offer_revise")),
        graded=Graded(results=results) if results else None,
    )


def _by_objective(marks: list[Marked], tutor: Tutor) -> str:
    """The score of each objective, as a list."""
    names = {one.id: one.short for one in tutor.course.unit.objectives}
    of: dict[str, list[bool]] = defaultdict(list)
    for one in marks:
        of[bank(tutor)[one.item].objective].append(one.verdict == "correct")
    return "\n".join(f"- {names[one]}: {sum(right)} of {len(right)}" for one, right in of.items())


def _item_by_item(quiz: Quizzing, tutor: Tutor) -> str:
    """Every question of a mock exam with its verdict and what is right."""
    say = tutor.wording.say
    lines = []
    for number, mark in enumerate(quiz.marks, 1):
        item = bank(tutor)[mark.item]
        right = "; ".join(item.options[at].text.rstrip(".") for at in item.right)
        verdict = say(f"quiz_word_{mark.verdict.replace('-', '_')}")
        lines.append(
            f"{number}. {item.prompt} {say('quiz_item_by_item', verdict=verdict, right=right, why=item.why)}"
        )
    return "\n".join(lines)


def _beliefs(quiz: Quizzing, tutor: Tutor) -> list[Point]:
    """The misconceptions seen most often, each with its correction."""
    seen = Counter(one for mark in quiz.marks for one in mark.misconceptions)
    found = []
    for name, _ in seen.most_common(SHOWN):
        belief = tutor.course.misconceptions[name]
        says = tutor.wording.say("quiz_belief", belief=belief.belief.rstrip("."))
        found.append(Point(f"{says} {belief.correction}", belief.cites, apart=True))
    return found


def _next_step(quiz: Quizzing, tutor: Tutor) -> str:
    """What to do next, in a sentence."""
    missed = [one for one in quiz.marks if one.verdict in MISSED]
    if not missed:
        return tutor.wording.say("quiz_next_all_right")
    names = {one.id: one.short for one in tutor.course.unit.objectives}
    weakest = Counter(bank(tutor)[one.item].objective for one in missed).most_common(1)[0][0]
    return tutor.wording.say("quiz_next_weak", objective=names[weakest].lower())
