"""An answer that turns the reference round is seen, one that merely puts it otherwise isn't."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.grading import Grader, KeyPoint
from bot.grading.exchanged import exchanged
from bot.grading.turned import turned
from bot.tutor import Tutor

QUESTION = "How do green tea and black tea differ in oxidation, and how in their brewing?"
REFERENCE = "Green tea isn't oxidised and brews at 80 degrees. Black tea is oxidised in full and brews at 95 degrees."
POINTS = [
    "Green tea isn't oxidised and brews at 80 degrees.",
    "Black tea is oxidised in full and brews at 95 degrees.",
]
CHOICE = "The kettle or the pan: which one boils without help, and which needs a stove?"
CHOSEN = ["The kettle boils without help.", "The pan needs a stove to boil."]
STATED = ["The leaves must be stored in a dark tin.", "The tin keeps their scent fresh."]
PREFERRED = ["Take spring water rather than tap water."]


def things(text: str) -> list[str]:
    low = text.lower()
    return sorted((one for one in ("green", "black", "kettle", "pan") if one in low), key=low.index)


def seen(question: str, points: list[str], answer: str) -> str | None:
    return turned(question, " ".join(points), points, answer, things)


@pytest.mark.parametrize(
    "answer",
    [
        "Green tea: oxidised in full, 95 degrees. Black tea: brews at 80 degrees.",
        "Green is the one at 95 while black is the one at 80.",
    ],
)
def test_roles_exchanged_are_seen(answer: str) -> None:
    assert turned(QUESTION, REFERENCE, POINTS, answer, things)


@pytest.mark.parametrize(
    ("answer", "round_"),
    [
        ("The former needs a stove to boil, the latter does it without help.", True),
        ("The former does it without help, the latter needs a stove.", False),
    ],
)
def test_the_former_is_what_the_question_names_first(answer: str, round_: bool) -> None:
    assert bool(seen(CHOICE, CHOSEN, answer)) == round_


@pytest.mark.parametrize(
    ("answer", "round_"),
    [
        ("The leaves must not be stored in a dark tin.", True),
        ("The leaves need to be stored in a dark tin, not on the sill.", False),
        ("They are stored in a dark tin. It keeps their scent stale.", False),
        ("The leaves don't get stored on the sill but in a dark tin.", False),
        ("The tin never keeps their scent fresh.", True),
    ],
)
def test_a_denial_is_seen_and_a_contrast_is_none(answer: str, round_: bool) -> None:
    assert bool(seen("How are leaves stored, and why?", STATED, answer)) == round_


def test_the_preferred_one_exchanged_is_seen() -> None:
    question = "Which water do you take?"
    assert seen(question, PREFERRED, "I'd take tap water instead of spring water.") is not None
    assert seen(question, PREFERRED, "Spring water instead of tap water.") is None


def test_what_is_asked_for_turns_nothing_round() -> None:
    for points in (POINTS, CHOSEN, STATED, PREFERRED):
        for answer in (" ".join(points), " ".join(reversed(points)), *points):
            assert seen(QUESTION, points, answer) is None


def test_the_learner_is_shown_the_words_and_the_point(tutor: Tutor) -> None:
    grader: Grader = tutor.grader
    points = [KeyPoint("RAG gives the model documents."), KeyPoint("Fine-tuning gives it a style.")]
    text = "Um, the style is what RAG gives it, and the documents come with fine-tuning."
    mark = grader.grade(
        "What do RAG and fine-tuning give a model?",
        " ".join(one.point for one in points),
        text,
        points,
    )
    assert mark.verdict == "incorrect" and not mark.hit
    assert mark.against is not None
    assert mark.against.words in text and mark.against.point in mark.missed


@pytest.mark.parametrize(
    ("answer", "round_"),
    [
        ("The green one, it keeps its fresh taste at 80 degrees.", True),
        ("Not the green one; the black one keeps its fresh taste at 80 degrees.", False),
        ("For the green one 80 degrees would be too much.", False),
    ],
)
def test_the_other_of_two_is_seen(answer: str, round_: bool) -> None:
    points = ["The black one keeps its fresh taste at 80 degrees."]
    assert bool(seen("Green tea or black tea?", points, answer)) == round_


def test_figures_exchanged_are_seen() -> None:
    points = ["The sack holds 80% of the leaves at 20% of the price."]
    asked = "How much does the sack hold, and at what price?"
    assert seen(asked, points, "It holds a fifth of the leaves for four fifths of the price.")
    assert seen(asked, points, "At a fifth of the price four fifths of the leaves.") is None


def test_points_cut_out_of_another_subject_are_not_set_against_each_other(tutor: Tutor) -> None:
    question = "What do the heart and the lungs do?"
    reference = "The heart pumps the blood. The lungs take in the air."
    answer = "The heart takes in the air. The lungs pump the blood."
    points = [KeyPoint("The heart pumps the blood."), KeyPoint("The lungs take in the air.")]
    assert tutor.grader.grade(question, reference, answer, points).against is not None
    assert tutor.grader.grade(question, reference, answer).against is None


@pytest.mark.parametrize(
    ("answer", "swapped"),
    [
        ("DALL-E types up the recordings, and Whisper draws the cover from an idea.", True),
        ("Whisper types up the recordings, and DALL-E draws the cover from an idea.", False),
        ("A pretrained model is ready in months, a fine-tuned one within a day.", True),
        ("A pretrained model is ready within a day, a fine-tuned one in months.", False),
        ("Whisper types up the recordings.", False),
    ],
)
def test_parts_exchanged_in_other_words_are_seen_by_the_claims(
    tutor: Tutor, answer: str, swapped: bool
) -> None:
    claims = tutor.answerer.premises.claims
    embed = tutor.search.embedder
    assert embed

    def odds(texts: Sequence[str]) -> list[float]:
        vectors = embed.vectors(list(texts))
        return [claims.log_odds(one, its) for one, its in zip(texts, vectors, strict=True)]

    assert bool(exchanged(answer, claims.names, odds)) == swapped
