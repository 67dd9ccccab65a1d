from __future__ import annotations

import pytest

from bot.grading import Grader
from bot.grading.picking import picks_rightly
from bot.tutor import Tutor

QUESTION = "What did the workshop change, the staff's manners or its price list?"
REFERENCE = "The manners, not the price list."


def nothing(text: str) -> list[str]:
    return []


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("The manners", True),
        ("manners, surely. not the list", True),
        ("The price list", False),
        ("Not the manners", False),
        ("the manners and the price list", False),
        ("The manners, because the fish asked for grey weather that year", False),
        ("Manners more than the price list", False),
        ("Neither", False),
    ],
)
def test_a_bare_choice_is_right_where_it_picks_what_the_reference_does(
    answer: str, right: bool
) -> None:
    assert picks_rightly(QUESTION, REFERENCE, answer, nothing, lambda stem: stem == "sure") is right


def test_a_question_that_puts_no_two_things_has_no_choice() -> None:
    assert not picks_rightly("What changed?", REFERENCE, "Manners", nothing, lambda stem: False)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("RAG, I suppose", "correct"), ("fine-tuning, I suppose", "incorrect")],
)
def test_the_grader_takes_a_bare_choice_of_the_course(
    tutor: Tutor, answer: str, verdict: str
) -> None:
    question = "By which of the two does a model get at a firm's papers, by fine-tuning or by RAG?"
    reference = "By RAG, not by fine-tuning."
    grader: Grader = tutor.grader
    assert grader.grade(question, reference, answer).verdict == verdict
