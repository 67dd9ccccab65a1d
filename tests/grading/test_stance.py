from __future__ import annotations

import pytest

from bot.grading.stance import upholds_error
from bot.reading.cues import Cues
from bot.tutor import Tutor

ASKS = "A grocer says that ice sinks. What is wrong with that?"


@pytest.fixture(scope="module")
def cues(tutor: Tutor) -> Cues:
    return tutor.cues


@pytest.mark.parametrize(
    "answer",
    ["Nothing is wrong with it, ice sinks.", "Well, nothing. Ice does sink.", "He is right, it sinks.", "I quite agree."],
)  # fmt: skip
def test_who_finds_nothing_wrong_upholds_the_error(cues: Cues, answer: str) -> None:
    assert upholds_error(cues, ASKS, answer)
    assert not upholds_error(cues, "A grocer says that ice floats. What do you say to him?", answer)


@pytest.mark.parametrize(
    "answer",
    ["Ice floats.", "Nothing that freezes sinks in water.", "He is right about salt, but ice floats.", "It is not right, ice floats."],
)  # fmt: skip
def test_who_names_the_error_does_not(cues: Cues, answer: str) -> None:
    assert not upholds_error(cues, ASKS, answer)


def test_an_answer_that_upholds_the_error_is_incorrect_and_told_so(tutor: Tutor) -> None:
    reference = "Customisation is a spectrum of five levels, not a choice between two."
    question = (
        'A baker says: "You take a model as it is or you fine-tune it." What is wrong with that?'
    )
    mark = tutor.grader.grade(question, reference, "Nothing. It really is one or the other.")
    assert mark.verdict == "incorrect" and mark.against
