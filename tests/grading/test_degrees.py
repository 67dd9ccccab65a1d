"""A quantity given another degree than its sources give it is seen, and so is a denial of their condition."""

from __future__ import annotations

import pytest

from bot.grading.degrees import degrees_turned
from bot.grading.denial import denies
from bot.tutor import Tutor

SOURCES = [
    "A pretrained model handles general work at the lowest cost and with no effort.",
    "Option 3 is the most expensive.",
    "Take it when the volume is high.",
]


@pytest.mark.parametrize(
    ("text", "round_"),
    [
        ("It takes no effort and has the highest cost.", True),
        ("Option 3 is the cheapest of the options.", True),
        ("Take it when volume is low.", True),
        ("It comes at a low cost.", False),
        ("It doesn't have a high cost.", False),
        ("It costs no more than the others.", False),
        ("A high price was never named.", False),
    ],
)
def test_degrees(tutor: Tutor, text: str, round_: bool) -> None:
    assert degrees_turned(text, SOURCES, tutor.reader.names) == round_


def test_a_condition_denied_is_seen() -> None:
    asked = ["Add sugar once the guest needs a sweeter cup instead of a bitter one."]
    assert denies("Add sugar when a sweeter cup isn't needed.", asked, lambda _: [])
    assert denies("Add sugar when a sweeter cup is needed.", asked, lambda _: []) is None
