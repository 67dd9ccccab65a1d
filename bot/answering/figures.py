"""The numbers in a text, and what they count: shares, counts, and which share is that of the money."""

from __future__ import annotations

import re

from bot.reading.cues import Cues
from bot.reading.fractions import as_shares
from bot.reading.words import STOP_WORDS, stem, words

TENS = {"eighty": "80", "ninety": "90", "twenty": "20"}
COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# How many there are; "the first two options" tells no more than that there are two.
COUNT = re.compile(
    rf"(?<!first )(?<!last )(?<!next )(?<!other )\b({'|'.join(COUNTED)}) ([a-z]{{4,}}s)\b"
)
SHARE = re.compile(r"(\d+) ?(?:%|per ?cent)")


def spelt(text: str) -> str:
    """A text with its fractions as shares."""
    text = as_shares(text)
    for word, number in TENS.items():
        text = re.sub(rf"\b{word}\b", number, text, flags=re.I)
    return text


def price(text: str, cues: Cues) -> str | None:
    """Which share a text gives as that of the money: 20 in "80% of the power for 20% of the price"."""
    pieces = SHARE.split(spelt(text).lower())
    for number, said in zip(pieces[1::2], pieces[2::2], strict=True):
        if cues.hit("money", said):
            return number
    return None


def shares(text: str) -> set[str]:
    """The shares that a text names, in per cent."""
    return set(SHARE.findall(spelt(text)))


def counts(text: str) -> dict[str, int]:
    """How many of what: {"level": 5} for "there are five levels"; nothing that is counted twice."""
    found: dict[str, list[int]] = {}
    for number, noun in COUNT.findall(text.lower()):
        found.setdefault(stem(noun), []).append(COUNTED.index(number) + 2)
    return {noun: numbers[0] for noun, numbers in found.items() if len(numbers) == 1}


def numbers(text: str) -> dict[str, set[str]]:
    """The numbers of a text, each with the stems between it and the next, which say what it counts."""
    found: dict[str, set[str]] = {}
    last = None
    for one in words(spelt(text)):
        if one.isdigit():
            last = one
            found.setdefault(one, set())
        elif last and one not in STOP_WORDS:
            found[last].add(stem(one))
    return found


def other_numbers(one: dict[str, set[str]], other: dict[str, set[str]]) -> bool:
    """Whether two texts give other numbers, or the same ones for other things."""
    if set(one) != set(other):
        return True
    return any(one[number] and other[number] and not one[number] & other[number] for number in one)
