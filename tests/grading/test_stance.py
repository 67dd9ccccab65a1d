from __future__ import annotations

import pytest

from bot.grading import KeyPoint
from bot.grading.stance import is_vague, upholds_error
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


@pytest.mark.parametrize(
    ("answer", "vague"),
    [
        ("no idea, something with data", True),
        ("It was about models, I can't remember.", True),
        ("RAG or something", False),
        ("something with data that the firm curates for training and prepares itself", False),
        ("You connect your data.", False),
    ],
)
def test_a_mere_hint_is_vague(tutor: Tutor, answer: str, vague: bool) -> None:
    question = "How does a firm bring in what it has?"
    assert is_vague(tutor.cues, question, answer, tutor.reader.names.ids) == vague


def test_a_mere_hint_beside_an_admitted_gap_gets_nothing(tutor: Tutor) -> None:
    for item in (one for one in tutor.bank.values() if one.kind == "free"):
        points = [KeyPoint(one.point, one.wordings) for one in item.points]
        mark = tutor.grader.grade(
            item.prompt, str(item.reference), "no idea, something with data", points, item.wrong
        )
        assert mark.verdict == "incorrect", item.id
