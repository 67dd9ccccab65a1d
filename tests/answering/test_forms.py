"""What is asked of the last answer is heard in whatever words, and served."""

from __future__ import annotations

import pytest

from bot.conversation import take_turn
from bot.session import Session
from bot.tutor import Tutor

HEARD = [
    ("that's a lot of text, could you cut it down for my manager", "shorter"),
    ("only the names please, nothing else", "names"),
    ("I read that twice and I'm still confused, use easy words", "simpler"),
    ("hm, somebody told me the contrary, is that really so?", "sure"),
    ("put that side by side in a grid for my slides", "table"),
    ("what would that look like in real life?", "example"),
    ("How much does fine-tuning cost?", None),
    ("Which models can run on a tablet?", None),
    ("and RAG?", None),
]


@pytest.mark.parametrize(("says", "form"), HEARD)
def test_the_form_is_heard(tutor: Tutor, says: str, form: str | None) -> None:
    assert tutor.answerer.forms.of(says) == form


def after(tutor: Tutor, *turns: str) -> str:
    session = Session(seed=0)
    return [take_turn(session, text, tutor).text for text in turns][-1]


def test_only_the_names(tutor: Tutor) -> None:
    names = after(tutor, "What are the five trade-off factors?", "too much, just the names")
    assert "- Maintenance" in names or "- maintenance" in names.lower()
    assert len(names.split()) < 40


def test_a_doubt_is_answered_from_what_was_asked(tutor: Tutor) -> None:
    doubted = after(
        tutor, "How many languages can Whisper handle?", "sure? my friend says only English"
    )
    assert "90" in doubted


def test_a_case_of_the_course(tutor: Tutor) -> None:
    case = after(
        tutor, "When do I recommend fine-tuning?", "give me a concrete case from the course"
    )
    assert "Patel" in case or "Anisha" in case


def test_a_shorter_answer_is_no_plan(tutor: Tutor) -> None:
    short = after(tutor, "Can you tell me what RAG is?", "too long, one sentence for my boss")
    assert "Recommendation" not in short and "document" in short
