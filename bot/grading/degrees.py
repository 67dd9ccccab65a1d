"""Sees that a text gives a quantity another degree than its sources do: "the highest cost" for "the lowest cost"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grading.bindings import NEGATION
from bot.grading.contrary import CLAUSE
from bot.reading.mentions import Mention, Names
from bot.reading.words import stem, words

# Words that tell which way a quantity goes, each with its other side.
DEGREES = [
    ("cheap cheaper cheapest inexpensive", "dear dearer dearest expensive costly pricey"),
    (
        "low lower lowest small smaller smallest little less least few fewer no none moderate falls fall",
        "high higher highest big bigger biggest large larger largest more most great extremely significant"
        " rises rise grows",
    ),
    ("fast faster fastest quick quickly quicker", "slow slower slowest slowly"),
    ("first before", "last afterwards after later"),
]
SIDES = {
    word: (row, side)
    for row, sides in enumerate(DEGREES)
    for side, group in enumerate(sides)
    for word in group.split()
}
PRICED = 0  # row of what a named thing itself is said to be
LINKS = frozenset(["is", "are", "was", "were", "stays", "remains"])
BETWEEN = frozenset(["the", "a", "an", "at", "with", "of", "it", "has", "its", "their", "your"])
MOVES = frozenset(["rises", "rise", "falls", "fall", "grows"])
KINDS = ("level", "model", "option")
NEAR = 2  # words after a degree among which stands what it is said of
Degree = tuple[str, int, int]  # a stem or a thing, the row and the side


def degrees_turned(text: str, sources: Sequence[str], names: Names) -> bool:
    """Whether a text says of a quantity the opposite of what the sources say, and none of them agrees."""
    known = {one for source in sources for one in _degrees(source, names)}
    return any((what, row, 1 - side) in known and (what, row, side) not in known for what, row, side in _degrees(text, names))  # fmt: skip


def _degrees(text: str, names: Names) -> Iterator[Degree]:
    """What the clauses of a text say of quantities outright: nothing of a denial, nor of what follows "than"."""
    for clause in CLAUSE.split(text):
        if NEGATION.search(clause.lower().replace(" no ", " ")) or " no more " in clause.lower():
            continue
        tokens = words(clause.split(" than ")[0])
        named = [one for one in names.find(" ".join(tokens)) if names.kinds[one.id] in KINDS]
        for at, word in enumerate(tokens):
            if word in SIDES:
                yield from ((one, *SIDES[word]) for one in _said_of(tokens, at, named))


def _said_of(tokens: Sequence[str], at: int, named: Sequence[Mention]) -> Iterator[str]:
    """What a degree at a place is said of: the noun after it, before its "is", or the thing named before it."""
    after = [one for one in tokens[at + 1 : at + 1 + NEAR] if one not in SIDES]
    yield from (stem(one) for one in after[:1] if one not in BETWEEN)
    linked = at > 1 and tokens[at - 1] in LINKS
    if linked or (at and tokens[at] in MOVES):
        yield stem(tokens[at - 1 - linked])
    before = [one for one in named if one.end <= at]
    if before and SIDES[tokens[at]][0] == PRICED:
        yield f"#{before[-1].id}"
