"""A role-play in conversation: from the wish to play to the debrief, and another try."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.conversation import take_turn
from bot.memory import Memory
from bot.replies import Reply
from bot.returning import keep, welcome_back
from bot.session import Playing, Session
from bot.tutor import Tutor

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
GOOD = (
    "What should the helper do for your developers?",
    "Where do the answers have to come from, your own documentation or general knowledge?",
    "I recommend RAG, because the answers have to come from your own documentation.",
)


@pytest.fixture
def learner(tutor: Tutor, tmp_path: Path) -> Tutor:
    """The tutor with a learner whom it doesn't know yet."""
    return replace(tutor, memory=Memory.in_memory(), now=lambda: NOW, learner_data=tmp_path)


def say(session: Session, tutor: Tutor, *lines: str) -> Reply:
    """The reply to the last of some lines."""
    return [take_turn(session, one, tutor) for one in lines][-1]


@pytest.mark.parametrize(
    ("wish", "scenario"),
    [
        ("role-play with Ravi", "ravi-adviser"),
        ("let me talk to Elena", "elena-adviser"),
        ("Can we do a roleplay with Dr. Patel?", "anisha-adviser"),
        ("I want to defend Ravi's decision to the board", "ravi-defender"),
        ("Let me be Anisha and defend the decision before the board", "anisha-defender"),
        ("Defend Elena's decision", "elena-defender"),
    ],
)
def test_a_wish_to_play_opens_the_scene(wish: str, scenario: str, learner: Tutor) -> None:
    session = Session(seed=1)
    reply = say(session, learner, wish)
    assert isinstance(session.activity, Playing) and session.activity.scenario == scenario
    assert reply.activity == "role-play" and reply.play and not reply.citations
    assert learner.course.scenarios[scenario].persona.name in reply.text


def test_who_names_nobody_is_asked(learner: Tutor) -> None:
    session = Session(seed=1)
    reply = say(session, learner, "Let's do a role-play")
    assert len(reply.choices) == len(learner.course.scenarios)
    assert say(session, learner, reply.choices[-1]).play


def test_a_play_runs_to_its_debrief_and_quotes_the_learner(learner: Tutor) -> None:
    session = Session(seed=1)
    won = say(session, learner, "role-play with Ravi", *GOOD)
    assert won.play and won.play.revealed and "goal is reached" in won.text
    assert "?" in say(session, learner, "stop").text
    debrief = say(session, learner, "I could have asked about the budget.")
    assert debrief.play and debrief.play.objectives and debrief.citations
    assert debrief.level == "rag" and debrief.levels == ("rag",)
    quotes = [one.quote for one in debrief.play.objectives if one.quote]
    assert quotes and all(any(quote in said for said in GOOD) for quote in quotes)
    assert session.activity.kind == "ask" and session.play


def test_what_was_missed_comes_back_in_the_quiz(learner: Tutor) -> None:
    say(Session(seed=1), learner, "role-play with Elena", "Hello", "stop", "skip")
    kept = learner.memory.answers()
    assert kept and all(one.activity == "role-play" and one.verdict == "incorrect" for one in kept)
    assert {one.item for one in kept} & set(learner.course.cards)
    assert {one.item for one in kept} & set(learner.bank)


def test_pause_answers_a_question_and_go_on_returns(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Ravi", GOOD[0])
    answered = say(session, learner, "wait, what is RAG?")
    assert answered.citations and "paused" in answered.text
    assert say(session, learner, "Who is Elena?").citations
    back = say(session, learner, "go on")
    assert "**Ravi:**" in back.text and not back.citations
    assert isinstance(session.activity, Playing) and len(session.activity.turns) == 1


def test_a_question_of_the_course_is_put_to_the_persona(learner: Tutor) -> None:
    session = Session(seed=1)
    reply = say(session, learner, "role-play with Ravi", "What is the customisation spectrum?")
    assert not reply.citations and reply.text.startswith("**Ravi:**")


def test_wait_with_a_remark_stays_in_the_scene(learner: Tutor) -> None:
    session = Session(seed=1)
    reply = say(session, learner, "role-play with Ravi", "Hold on, you have no budget at all?")
    assert reply.text.startswith("**Ravi:**")


@pytest.mark.parametrize("person", ["Ravi", "Anisha", "Dr. Patel", "Elena"])
def test_the_scene_is_with_whom_it_is_asked_for(learner: Tutor, person: str) -> None:
    session = Session(seed=1)
    reply = say(session, learner, f"role-play with {person}")
    assert reply.play is not None and person.split()[-1] in reply.play.persona


def test_a_mistyped_label_finds_its_scene(learner: Tutor) -> None:
    session = Session(seed=1)
    reply = say(session, learner, "role-play", "Role-play with Elenna")
    assert reply.play is not None and reply.play.persona == "Elena"


def test_a_hint_gives_no_level_away(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Anisha")
    labels = [one.label.lower() for one in learner.course.levels]
    for _ in range(8):
        hint = say(session, learner, "hint")
        assert not [one for one in labels if one in hint.text.lower()]


def test_the_turn_limit_ends_the_scene(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Ravi")
    limit = learner.course.scenarios["ravi-adviser"].ends.turns
    last = say(session, learner, *[f"Tell me more, please, number {at}." for at in range(limit)])
    assert isinstance(session.activity, Playing) and session.activity.stage == "assess"
    assert "last turn" in last.text


def test_a_question_on_the_unit_behind_the_scene_is_no_view_of_it(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Ravi", GOOD[0], "stop")
    asked = say(session, learner, "What is prompt engineering?")
    assert asked.citations and "how do you think it went" in asked.text
    viewed = say(session, learner, "How could I have missed RAG?")
    assert not isinstance(session.activity, Playing) and "how I saw it" in viewed.text


def test_another_try_goes_back_to_the_turn_and_compares(learner: Tutor) -> None:
    session = Session(seed=1)
    say(
        session,
        learner,
        "role-play with Ravi",
        *GOOD[:2],
        "Train a model of your own from scratch.",
        "stop",
        "skip",
    )
    back = say(session, learner, "Try again from turn 3")
    assert (
        "Train a model of your own" in back.text and back.text.rstrip().endswith(".")
    ) or "?" in back.text
    assert isinstance(session.activity, Playing) and len(session.activity.turns) == 2
    debrief = say(session, learner, GOOD[2], "stop", "skip")
    assert "Compared with the first time" in debrief.text and "→ met" in debrief.text


def test_the_transcript_is_saved_with_the_debrief(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Ravi", *GOOD, "stop", "skip")
    reply = say(session, learner, "save the transcript")
    (path,) = (learner.learner_data / "export").glob("*.md")
    assert str(path) in reply.text
    saved = path.read_text(encoding="utf-8")
    assert all(one in saved for one in GOOD) and "Debrief" in saved


def test_another_activity_parks_the_scene_and_go_on_brings_it_back(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Ravi", GOOD[0])
    assert say(session, learner, "quiz me").activity == "quiz"
    say(session, learner, "stop")
    back = say(session, learner, "go on")
    assert "**Ravi:**" in back.text and isinstance(session.activity, Playing)


def test_a_scene_is_brought_back_after_a_restart(learner: Tutor) -> None:
    session = Session(seed=1)
    last = say(session, learner, "role-play with Ravi", GOOD[0])
    keep(session, learner)
    found = welcome_back(learner)
    assert found is not None
    again, reply = found
    assert last.text.removeprefix("**Ravi:** ") in reply.text
    assert isinstance(again.activity, Playing) and len(again.activity.turns) == 1


@pytest.mark.parametrize(
    "odd", ["", "...", "👍", "x" * 5000, "\u202eabc", "<script>alert(1)</script>"]
)
def test_odd_input_gets_an_answer_in_character(odd: str, learner: Tutor) -> None:
    session = Session(seed=1)
    reply = say(session, learner, "role-play with Ravi", odd)
    assert (
        reply.text.startswith("**Ravi:**") and odd.strip(". ") not in reply.text
    ) or not odd.strip(". ")


def test_what_was_made_up_for_a_scene_is_said_to_be(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "defend Ravi's decision", "stop")
    name = learner.course.scenarios["ravi-defender"].persona.name
    reply = say(session, learner, f"Who is {name}?")
    assert "belongs to the exercise" in reply.text and not reply.citations


def test_a_pause_in_a_pause_keeps_the_scene(learner: Tutor) -> None:
    session = Session(seed=1)
    for line in ("pause", "pause", "wait", "next"):
        reply = say(
            session, learner, *(() if session.activity.open else ("role-play with Ravi",)), line
        )
        assert "stop" not in reply.text.lower() or "paused" in reply.text.lower()
    assert isinstance(session.activity, Playing) and session.activity.stage == "play"
    assert "**Ravi:**" in say(session, learner, "go on please").text


@pytest.mark.parametrize(
    "view", ["The role-play went well.", "Role-play is hard.", "More questions about their data."]
)
def test_ones_own_view_brings_the_debrief_whatever_it_says(view: str, learner: Tutor) -> None:
    session = Session(seed=1)
    debrief = say(session, learner, "role-play with Ravi", *GOOD, "stop", view)
    assert debrief.play and debrief.play.objectives


@pytest.mark.parametrize(
    "line",
    [
        "How do I keep it up to date?",
        "Does RAG save money and is it faster?",
        "We want to keep our manuals in-house and have it answer.",
    ],
)
def test_a_finished_scene_takes_nothing_from_other_messages(line: str, learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Ravi", *GOOD, "stop", "skip")
    assert say(session, learner, line).activity in ("ask", "advise")
    assert not list(learner.learner_data.glob("export/*"))


def test_another_try_sets_an_open_quiz_aside(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Ravi", *GOOD, "stop", "skip", "quiz me")
    assert say(session, learner, "try it again").activity == "quiz"
    assert "**Ravi:**" in say(session, learner, "try again from turn 2").text
    back = say(session, learner, "stop", "skip", "go on")
    assert back.activity == "quiz" and back.item


def test_go_on_swaps_what_is_open_with_what_is_parked(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Ravi", GOOD[0], "quiz me")
    assert "**Ravi:**" in say(session, learner, "go on").text
    say(session, learner, "stop", "skip")
    assert say(session, learner, "go on").item


def test_a_second_scene_parks_the_first(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Ravi", GOOD[0], "role-play with Elena")
    assert isinstance(session.activity, Playing) and session.activity.scenario == "elena-adviser"
    assert "**Ravi:**" in say(session, learner, "stop", "go on").text


def test_a_scene_that_the_course_has_no_more_does_not_come_back(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Ravi", GOOD[0], "stop")
    assert isinstance(session.activity, Playing)
    session.activity = session.activity.model_copy(update={"scenario": "of-another-course"})
    keep(session, learner)
    assert welcome_back(learner) is None


def test_a_debrief_told_again_counts_nothing_twice(learner: Tutor) -> None:
    session = Session(seed=1)
    say(session, learner, "role-play with Elena", "Hello", "stop")
    before = session.model_copy(deep=True)
    first = say(session, learner, "skip")
    again = say(before, learner, "skip")
    assert again.text == first.text
    attempts = [one.attempt for one in learner.memory.answers()]
    assert len(attempts) == len(set(attempts))


def test_pause_says_where_the_learner_stands(learner: Tutor) -> None:
    scenario = learner.course.scenarios["ravi-adviser"]
    session = Session(seed=1)
    paused = say(session, learner, "role-play with Ravi", "What is it for?", "pause").text
    assert scenario.stages[0].says in paused and "11 turns" in paused
    decided = ("go on", "I recommend RAG over your own documentation.", "pause")
    assert scenario.stages[0].says not in say(session, learner, *decided).text
