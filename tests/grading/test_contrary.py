"""A text that turns a source round is seen, and one that only says it otherwise is left alone."""

from __future__ import annotations

import pytest

from bot.grading.contrary import misattributed, turned_round
from bot.tutor import Tutor

EFFORT = ("RAG: medium effort. Fine-tuning: high effort.", "RAG: medium effort.", "Fine-tuning: high effort.")  # fmt: skip
SOURCES = (
    "Prompt engineering costs the same as the pretrained model.",
    "RAG connects your documents, so the model looks them up before it answers.",
    "Whoever hosts Llama still has to supply the machines.",
)


@pytest.mark.parametrize(
    ("answer", "piece"),
    [
        ("High effort for RAG, medium effort for fine-tuning.", "High effort for RAG"),
        ("Fine-tuning is medium effort. RAG is high effort.", "Fine-tuning is medium effort"),
    ],
)
def test_an_answer_that_gives_each_thing_the_others_part_is_seen(
    tutor: Tutor, answer: str, piece: str
) -> None:
    assert misattributed(answer, EFFORT, tutor.reader.names) == piece


@pytest.mark.parametrize(
    "answer",
    [
        "Medium effort for RAG, high effort for fine-tuning.",
        "High effort for fine-tuning, not for RAG.",
        "It isn't RAG but fine-tuning that takes high effort.",
        "RAG takes medium effort, but fine-tuning takes no medium effort.",
        "medium, high",
    ],
)
def test_an_answer_that_binds_rightly_or_not_at_all_is_left_alone(
    tutor: Tutor, answer: str
) -> None:
    assert misattributed(answer, EFFORT, tutor.reader.names) is None


@pytest.mark.parametrize(
    "text",
    [
        "With RAG the model looks them up after it answers.",
        "Fine-tuning connects your documents.",
        "Whoever hosts Llama doesn't have to supply the machines.",
    ],
)
def test_the_opposite_of_a_source_is_seen(tutor: Tutor, text: str) -> None:
    assert turned_round(text, SOURCES, tutor.reader.names, 0.5) is not None


@pytest.mark.parametrize(
    "text",
    [
        "With RAG your documents are connected, and the model looks them up first.",
        "Unlike fine-tuning, RAG connects your documents.",
        "The machines are yours to supply where you host Llama.",
        "Nobody else pays.",
    ],
)
def test_other_words_for_a_source_turn_nothing_round(tutor: Tutor, text: str) -> None:
    assert turned_round(text, SOURCES, tutor.reader.names, 0.5) is None
