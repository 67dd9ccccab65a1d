"""An activity is asked for in any words, and what only looks like it is not."""

from __future__ import annotations

import pytest

from bot.conversation import take_turn
from bot.session import Session
from bot.tutor import Tutor

PLAYED = [
    ("Could we do a little rehearsal, you as the lady from the consultancy, Elena?", "Elena"),
    ("put me in the same room as Ravi, I'd like to advise him", "Ravi"),
    ("I need to warm up for a client talk, take Dr. Patel", "Patel"),
]
ASKED = [
    "drill me a bit, I have ten minutes",
    "see whether any of this stuck, ask me things",
    "throw a few tough ones at me about Whisper",
]
NOTHING_OF_THE_KIND = [
    "What did Ravi put before the board?",
    "How would an exam question about Phi be put?",
    "Which case in the unit calls for fine-tuning?",
    "Our riding school wants a bot that quizzes new grooms on the stable rules",
]


@pytest.mark.parametrize(("says", "name"), PLAYED)
def test_a_scene_is_asked_for_in_any_words(tutor: Tutor, says: str, name: str) -> None:
    session = Session(seed=0)
    reply = take_turn(session, says, tutor)
    assert reply.activity == "role-play" and name in reply.text
    assert str(getattr(session.activity, "scenario", "")).endswith("adviser")


def test_whoever_wants_to_face_the_board_defends(tutor: Tutor) -> None:
    session = Session(seed=0)
    take_turn(
        session, "I'd love to have to win over the directors, with me in Elena's shoes", tutor
    )
    assert session.activity.kind == "role-play"
    assert str(session.activity.scenario).endswith("defender")


@pytest.mark.parametrize("says", ASKED)
def test_a_quiz_is_asked_for_in_any_words(tutor: Tutor, says: str) -> None:
    reply = take_turn(Session(seed=0), says, tutor)
    assert reply.activity == "quiz" and reply.item is not None


@pytest.mark.parametrize("says", NOTHING_OF_THE_KIND)
def test_a_look_alike_starts_nothing(tutor: Tutor, says: str) -> None:
    assert take_turn(Session(seed=0), says, tutor).activity in ("ask", "advise")


def test_an_answer_to_an_open_question_is_no_wish(tutor: Tutor) -> None:
    session = Session(seed=0)
    take_turn(session, "quiz me with open questions", tutor)
    reply = take_turn(session, "I'd test it first and then play safe with the plain model", tutor)
    assert reply.graded is not None


def test_a_course_without_wishes_hears_none(tiny: Tutor) -> None:
    assert tiny.wishes.of("let me talk to somebody") is None
