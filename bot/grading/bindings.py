"""What a text says of what: words bound to the things they are said of, negation, numbers.

By these an answer is seen to swap roles though it has every word of the reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.reading.words import STOP_WORDS, stem, words

Pair = tuple[str, str]  # a thing and the stem of a word that is said of it
PIECE = re.compile(r"[.;:!?\n]+|,\s|\b(?:and|but|while|whereas|or|because|since)\b", re.IGNORECASE)
NEGATION = re.compile(
    r"\b(?:not|no|never|without|neither|nor|cannot|nothing|hardly|none|nobody|rather than"
    r"|instead of|isnt|doesnt|dont|wont|cant|arent|wasnt|\w+n't)\b"
)
SPELT = {
    "zero": "0", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "twenty": "20", "fifty": "50", "eighty": "80",
    "ninety": "90", "hundred": "100", "half": "50", "twice": "2", "double": "2", "fifth": "20",
}  # fmt: skip
OPPOSITES = [
    ("cheap cheaper cheapest low lower lowest less least little small smaller few fewer modest",
     "dear dearer expensive costly high higher highest more most much big bigger large larger huge"),
    ("general broad generic all-purpose everything", "specific specialised special narrow particular"),
    ("increase rise up grow gain expand", "decrease fall down shrink lose contract reduce"),
    ("always every all everything", "never none nothing rarely seldom"),
    ("before first earlier begin start beginning", "after last later end finally"),
    ("same unchanged identical equal", "different differ changed changes change"),
    ("open connected closed-source", "closed disconnected"),
    ("right correct true yes suitable", "wrong incorrect false no unsuitable"),
    ("fast quick quickly days hours", "slow slowly weeks months"),
    ("easy simple simply", "hard difficult complex"),
    ("inside internal own", "outside external public"),
    ("better best improve", "worse worst worsen"),
    ("provider vendor supplier", "company firm yourself customer you"),
]  # fmt: skip
SIDES = {
    stem(word): (row, side)
    for row, sides in enumerate(OPPOSITES)
    for side, group in enumerate(sides)
    for word in group.split()
}


def content(text: str) -> list[str]:
    """The stems of `text` that carry meaning, numbers as digits."""
    return [stem(SPELT.get(one, one)) for one in words(text) if one not in STOP_WORDS]


def numbers(text: str) -> set[str]:
    """The numbers of a text, as digits."""
    return {one for one in (SPELT.get(one, one) for one in words(text)) if one.isdigit()}


def negated(text: str) -> int:
    """1 if a text is negated an odd number of times, else 0."""
    return len(NEGATION.findall(text.lower())) % 2


def opposed(one: set[str], other: set[str]) -> int:
    """Pairs of opposites of which each text has only the other side."""
    sides = [{SIDES[word] for word in text if word in SIDES} for text in (one, other)]
    return sum(
        (row, 1 - side) in sides[1]
        and (row, side) not in sides[1]
        and (row, 1 - side) not in sides[0]
        for row, side in sides[0]
    )


def bound(text: str, things: Callable[[str], Sequence[str]]) -> set[Pair]:
    """Every meaningful word of a text with the thing it is said of: that of its piece or the last."""
    found: set[Pair] = set()
    thing = ""
    for piece in PIECE.split(text):
        named = list(things(piece))
        thing = named[0] if named else thing
        for word in content(piece):
            found |= {(one, word) for one in (named or [thing]) if one}
    return found


def agreement(said: set[Pair], asked: set[Pair]) -> tuple[int, int]:
    """(pairs that both hold, words bound to another thing than in `asked`, that it names too)."""
    things = {one for one, _ in asked}
    held = {word: {thing for thing, other in asked if other == word} for _, word in asked}
    same = other = 0
    for thing, word in said:
        if word in held and thing in things:
            same += thing in held[word]
            other += thing not in held[word]
    return same, other
