"""Comparisons in a wording: of two levels, none is put above the other against the unit's tables."""

from __future__ import annotations

import pytest

from bot.speaking.comparing import Comparing
from bot.speech import Speech
from bot.tutor import Tutor

TWO = Speech(
    voice="answer",
    said="What about RAG or fine-tuning?",
    prose="RAG has a moderate cost. Fine-tuning has a significant cost.",
)
ONE = Speech(voice="answer", said="Tell me about cost", prose="RAG has a moderate cost.")


@pytest.fixture(scope="module")
def comparing(tutor: Tutor) -> Comparing:
    return Comparing(tutor.course, tutor.reader.names)


@pytest.mark.parametrize(
    "text",
    [
        "RAG costs more than fine-tuning. [1]",
        "Fine-tuning takes less effort than RAG.",
        "Over the years RAG is therefore the dearer of the two.",
        "Prompt engineering is more expensive than the pretrained model as it is.",
        "RAG looks documents up, and it is true that fine-tuning is cheaper than RAG.",
    ],
)
def test_a_comparison_the_wrong_way_round_is_refused(comparing: Comparing, text: str) -> None:
    assert comparing.problem(TWO, text) == "turned round"


@pytest.mark.parametrize(
    "text",
    [
        "Fine-tuning costs more than RAG. [1]",
        "RAG is cheaper than fine-tuning, and less work.",
        "RAG is the cheaper of the two.",
        "RAG costs no more than fine-tuning.",
        "If RAG costs more than fine-tuning for you, something is wrong with the bill.",
        "Prompt engineering costs more than most people think.",
        "Fine-tuning is dearer than RAG but cheaper than training from scratch.",
    ],
)
def test_a_comparison_that_holds_or_is_left_open_passes(comparing: Comparing, text: str) -> None:
    assert comparing.problem(TWO, text) is None


def test_of_the_two_says_nothing_where_two_are_not_spoken_of(comparing: Comparing) -> None:
    assert comparing.problem(ONE, "RAG is the dearer of the two.") is None
