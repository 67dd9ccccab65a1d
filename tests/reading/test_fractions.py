from __future__ import annotations

import pytest

from bot.reading.fractions import as_shares


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("four fifths of the needs", "80% of the needs"),
        ("Nine tenths for a fifth", "90% for 20%"),
        ("about three quarters", "about 75%"),
        ("4 out of 5 firms, one in ten people", "80% firms, 10% people"),
        ("eighty percent, twenty per cent", "80%, 20%"),
    ],
)
def test_fractions_are_shares(text: str, read: str) -> None:
    assert as_shares(text) == read


@pytest.mark.parametrize(
    "text",
    ["two thirds", "five in two days", "one in seven", "half a day", "twenty files", "one in all"],
)
def test_what_is_no_whole_share_stays(text: str) -> None:
    assert as_shares(text) == text
