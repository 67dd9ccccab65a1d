"""Answers on subjects of which only a reference is known."""

from __future__ import annotations

import pytest

from bot.grading import Grader
from bot.grading.elsewhere import WEIGHTS, features, verdict
from bot.tutor import Tutor

QUESTION = "Why does a pond freeze from the top?"
REFERENCE = "Water is densest at four degrees, so colder water stays on top and ice floats there."
ANSWERS = {
    "Ice floats, as water colder than four degrees is less dense and stays on top.": 2,
    "The fish are asleep in winter, and nobody rings them.": 0,
}


@pytest.fixture(scope="module")
def grader(tutor: Tutor) -> Grader:
    return tutor.grader


@pytest.mark.parametrize(("answer", "expected"), ANSWERS.items())
def test_likeness_to_the_reference_marks(grader: Grader, answer: str, expected: int) -> None:
    assert verdict(QUESTION, REFERENCE, answer, grader.sight.vectors) == expected


def test_there_is_a_feature_for_each_weight(grader: Grader) -> None:
    found = features(QUESTION, REFERENCE, "Ice floats.", grader.sight.vectors)
    assert len(found) == len(WEIGHTS)


def test_more_of_the_reference_is_never_marked_lower(grader: Grader) -> None:
    half = "Ice floats on top."
    marks = [verdict(QUESTION, REFERENCE, one, grader.sight.vectors) for one in (half, REFERENCE)]
    assert marks[0] <= marks[1] == 2


@pytest.mark.parametrize(
    "gap",
    ["The rest has slipped my mind.", "The other reason: blank, sorry.", "There was more, gone from my head.", "The second bit I leave blank.", "There was a second one.", "The rest I never learnt.", "Why -> ?", "I couldnt say more."],
)  # fmt: skip
def test_who_admits_a_gap_has_not_answered_in_full(grader: Grader, gap: str) -> None:
    whole = "It stays on top because water is densest at four degrees, and ice floats there."
    assert grader.grade(QUESTION, REFERENCE, whole).verdict == "correct"
    assert grader.grade(QUESTION, REFERENCE, f"{whole} {gap}").verdict == "partial"
