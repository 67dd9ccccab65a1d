"""What is heard of the levels in a turn: one said to have been chosen is recommended, whatever else is said of it."""

from __future__ import annotations

import pytest

from bot.tutor import Tutor


def stances(tutor: Tutor, text: str) -> dict[str, str]:
    assert tutor.turns
    return {level: its for one in tutor.turns.hear(text) for level, its in one.levels.items()}


@pytest.mark.parametrize(
    "text",
    [
        "I'd like to explain why we go for RAG.",
        "We've settled on RAG, for now.",
        "After three meetings we chose RAG.",
        "So that's what we went for: RAG.",
    ],
)
def test_a_level_that_was_chosen_is_recommended(tutor: Tutor, text: str) -> None:
    assert stances(tutor, text)["rag"] == "recommends"


@pytest.mark.parametrize(
    "text",
    [
        "We didn't go for RAG.",
        "Should we go for RAG?",
        "If we go for RAG we lose half a year.",
    ],
)
def test_what_was_not_chosen_is_not(tutor: Tutor, text: str) -> None:
    assert stances(tutor, text).get("rag") != "recommends"


def test_a_model_of_ones_own_on_own_texts_alone_is_none_that_is_adapted(tutor: Tutor) -> None:
    said = stances(tutor, "I'd train one from zero, only on medical texts.")
    assert said.get("from-scratch") == "recommends" and said.get("fine-tuning") != "recommends"


def test_the_reason_in_a_sentence_is_heard_by_itself(tutor: Tutor) -> None:
    assert tutor.turns
    (heard,) = tutor.turns.hear(
        "I would use RAG for the tenders, since it is quick and costs little."
    )
    assert {"say-cost", "say-time"} <= set(heard.acts)
    assert heard.levels == {"rag": "recommends"}
