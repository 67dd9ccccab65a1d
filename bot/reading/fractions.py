"""Fractions in words as shares of a hundred, so that "four fifths" and "80%" are read alike."""

from __future__ import annotations

import re

COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
PARTS = {"half": 2, "quarter": 4, "fifth": 5, "tenth": 10}
TENS = {
    "ten": 10, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
COUNT = "|".join(COUNTS)
FRACTION = re.compile(rf"\b({COUNT})[ -]({'|'.join(PARTS)})s?\b", re.IGNORECASE)
OUT_OF = re.compile(rf"\b({COUNT}|\d+) (?:out of|in) (?:every )?({COUNT}|\d+)\b", re.IGNORECASE)
PER_CENT = re.compile(rf"\b({'|'.join(TENS)}) ?(?:%|per ?cent)", re.IGNORECASE)


def as_shares(text: str) -> str:
    """A text with its fractions as shares: "80%" for "four fifths", "four out of five" or "eighty percent"."""
    text = FRACTION.sub(lambda it: _share(it, COUNTS[it[1].lower()], PARTS[it[2].lower()]), text)
    text = OUT_OF.sub(lambda it: _share(it, _count(it[1]), _count(it[2])), text)
    return PER_CENT.sub(lambda it: f"{TENS[it[1].lower()]}%", text)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else COUNTS[word.lower()]


def _share(found: re.Match[str], part: int, whole: int) -> str:
    """A fraction in per cent; as it was where it is more than the whole, or no whole share."""
    shared = 0 < part <= whole and part * 100 % whole == 0
    return f"{part * 100 // whole}%" if shared else found[0]
