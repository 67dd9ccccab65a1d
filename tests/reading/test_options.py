"""Exam questions with listed answers are taken apart; what merely has letters or a colon in it is not."""

from __future__ import annotations

import pytest

from bot.reading.options import Listed, listed

TEAS = (("A", "green tea"), ("B", "black tea"), ("C", "mint"))


@pytest.mark.parametrize(
    ("text", "stem", "options"),
    [
        ("Which brews coolest? A) green tea B) black tea C) mint", "Which brews coolest?", TEAS),
        ("Which brews coolest: a. green tea, b. black tea, c. mint?", "Which brews coolest?", TEAS),
        ("Which brews coolest? (A) green tea; (B) black tea; (C) mint", "Which brews coolest?", TEAS),
        ("Which is it? A green tea, B black tea, C mint", "Which is it?", TEAS),
        ("a) green tea b) black tea c) mint: which brews coolest?", "which brews coolest?", TEAS),
        (
            "Which brews coolest: green tea, black tea or mint?",
            "Which brews coolest?",
            (("", "green tea"), ("", "black tea"), ("", "mint")),
        ),
    ],
)  # fmt: skip
def test_a_list_of_answers_is_read(
    text: str, stem: str, options: tuple[tuple[str, str], ...]
) -> None:
    assert listed(text) == Listed(stem, options)


@pytest.mark.parametrize(
    "text",
    [
        "Is a tea better than a coffee?",
        "Plan A is green tea. Which is cheaper?",
        "Which is cooler: green tea or black tea?",
        "For my notes: tea grows on hills, needs a lot of rain all through the year, and sells well.",
        "A) green tea B) black tea",
        "B) black tea C) mint, which is it?",
    ],
)
def test_other_questions_list_none(text: str) -> None:
    assert listed(text) is None
