"""Which part an answer gives to which thing: by names, words, labels, what changes, and what it means."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bot.grading.assigned import assigned_otherwise, keeping, parts_of
from bot.grading.meant import meant_otherwise
from bot.grading.senses import senses_of
from bot.tutor import Tutor

ASKED = "Which leaf is picked young, and which is left to wither on racks?"
POINTS = ["The white leaf is picked young.", "The black leaf is left to wither on racks."]
LABELLED = "A shop stores (a) loose leaves and (b) pressed cakes. What does each want?"
WANTED = ["A dark tin.", "Moving air."]
CHANGED = "What does firing change in a leaf, and what does it leave as it was?"
FIRED = ["It changes the scent.", "It does not change the shape."]


def things(text: str) -> list[str]:
    low = text.lower()
    return sorted((one for one in ("white", "black") if one in low), key=low.index)


def seen(question: str, points: Sequence[str], answer: str) -> str | None:
    return assigned_otherwise(parts_of(question, points, things), answer, things)


@pytest.mark.parametrize(
    "answer",
    [
        "white - withered on racks, black - picked young",
        "white: racks / black: young",
        "black = young | white = racks",
        "The black one they pick young, but the white one lies about on racks.",
    ],
)
def test_parts_exchanged_are_seen_in_every_form(answer: str) -> None:
    assert seen(ASKED, POINTS, answer)


@pytest.mark.parametrize(
    "answer",
    [
        "black - racks, white - young",
        "young: white / racks: black",
        "White is young. The other I forgot.",
        "Picked young, and left on racks.",
    ],
)
def test_parts_in_another_order_are_not(answer: str) -> None:
    assert seen(ASKED, POINTS, answer) is None


def test_labels_stand_for_the_clauses_of_the_question() -> None:
    assert seen(LABELLED, WANTED, "(a) moving air, (b) a dark tin")
    assert seen(LABELLED, WANTED, "(b) moving air, (a) a dark tin") is None


def test_what_changes_and_what_stays_is_told_apart_in_any_words() -> None:
    assert seen(CHANGED, FIRED, "It alters the shape, whereas the scent remains what it was.")
    assert seen(CHANGED, FIRED, "The scent is replaced, the shape stays.") is None
    assert senses_of("the shape is not altered")[0] == senses_of("the shape stays")[0]
    assert senses_of("it stays and it changes")[0] == frozenset()


def test_pieces_that_keep_and_mix_are_counted() -> None:
    parts = parts_of(ASKED, POINTS, things)
    right = keeping(parts, "white - young, black - racks", things)
    wrong = keeping(parts, "white - racks, black - young", things)
    assert right["parts kept, listed"] == 1 and right["pieces mixing, listed"] == 0
    assert wrong["parts kept, listed"] == 0 and wrong["pieces mixing, listed"] == 2


def test_points_that_speak_of_the_same_things_have_no_parts() -> None:
    alike = ["White before black at breakfast.", "White after black at tea."]
    assert parts_of("When is which drunk?", alike, things).own == ()


def test_exchanged_meanings_are_seen_without_a_shared_word(tutor: Tutor) -> None:
    """What is said of two levels, in words that neither the question nor the points have."""
    embedder = tutor.search.embedder
    assert embedder is not None
    names = tutor.reader.names
    points = ["RAG gives it documents to look up.", "Fine-tuning gives it a manner of speaking."]
    question = "What does RAG give a model, and what does fine-tuning?"
    parts = parts_of(question, points, names.ids)
    vectors: dict[str, np.ndarray] = {}

    def vectors_of(texts: Sequence[str]) -> np.ndarray:
        for one in texts:
            vectors.setdefault(one, embedder.vectors([one])[0])
        return np.stack([vectors[one] for one in texts])

    turned = "RAG: its tone of voice. Fine-tuning: files it can search."
    right = "Fine-tuning: its tone of voice. RAG: files it can search."
    assert meant_otherwise(parts, turned, names, vectors_of)
    assert meant_otherwise(parts, right, names, vectors_of) is None
    assert meant_otherwise(parts, "RAG: its tone of voice.", names, vectors_of) is None
