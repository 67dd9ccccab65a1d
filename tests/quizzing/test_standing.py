"""What is kept of a learner's answers: an open quiz after a restart, where they stand, the plan until the exam."""

from __future__ import annotations

from bot.returning import keep, welcome_back
from bot.session import Session
from bot.tutor import Tutor
from tests.quizzing.test_quiz import learner, right_letter, say

__all__ = ["learner"]


def test_an_open_quiz_comes_back_after_a_restart(learner: Tutor) -> None:
    session = Session(seed=15)
    posed = say(session, learner, "quiz me")
    keep(session, learner)
    found = welcome_back(learner)
    assert found is not None
    again, reply = found
    assert reply.open == posed.open and posed.item and posed.item.prompt in reply.text
    say(again, learner, "stop")
    keep(again, learner)
    assert welcome_back(learner) is None


def test_the_learner_sees_corrects_and_deletes_what_is_kept(learner: Tutor) -> None:
    session = Session(seed=16)
    say(session, learner, "quiz me with multiple choice")
    say(session, learner, right_letter(session, learner), "stop")
    assert "your answers (1)" in say(session, learner, "what do you know about me?").text
    say(session, learner, "I know the five levels well")
    assert [one.objective for one in learner.memory.corrections()] == ["spectrum"]
    say(session, learner, "forget me")
    assert not learner.memory.answers()


def test_an_exam_day_gives_a_plan_for_the_days_left(learner: Tutor) -> None:
    planned = say(Session(), learner, "my exam is on Friday")
    assert "Friday, 6 March" in planned.text and "mock exam" in planned.text
    assert learner.memory.exam is not None and "due" not in planned.text


def test_an_exam_plan_counts_what_is_due_each_day(learner: Tutor) -> None:
    session = Session(seed=18)
    say(session, learner, "flashcards", "turn it", "again", "stop")
    planned = say(session, learner, "my exam is on Friday")
    assert "a question that is due" in planned.text and "0 question" not in planned.text


def test_how_am_i_doing_shows_every_objective(learner: Tutor) -> None:
    session = Session(seed=17)
    say(session, learner, "quiz me with multiple choice")
    say(session, learner, right_letter(session, learner), "stop")
    shown = say(session, learner, "how am I doing?")
    assert len(shown.progress) == len(learner.course.unit.objectives)
