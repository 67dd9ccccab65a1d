"""How the clauses of an answer bear on those of what is asked for: agreeing, opposed, or of another thing.

Counts for the fitted models to weigh; `contrary` holds the same signs against a text outright.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.grading.bindings import NEGATION, content
from bot.grading.contrary import CLAUSE, SIDES, Clause, against, clause_of, shared
from bot.grading.features import Numbers
from bot.reading.mentions import Names

NEARNESS = {
    "far": 0.25,
    "near": 0.4,
    "close": 0.6,
}  # share of words from which clauses speak of one thing
ALIKE = 0.34  # ... beside the names, from which they say one thing of something
BEARING = "bearing "  # in front of the names of these numbers
Side = tuple[int, int]


class Bearing:
    """Compares answers with what is asked for, by the names of one course."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._asked = lru_cache(2048)(self._read)
        self._said = lru_cache(64)(self._read)

    def overall(self, answer: str, asked: Sequence[str]) -> Numbers:
        """The whole answer against the reference and its points."""
        sides, asked_sides = _sides([answer]), _sides(asked)
        turned = {(row, 1 - side) for row, side in asked_sides}
        denied, asked_denied = (len(NEGATION.findall(one.lower())) for one in (answer, asked[0]))
        found: Numbers = {
            "sides shared": len(sides & asked_sides),
            "sides turned": len((sides & turned) - asked_sides),
            "sides new": len(sides - asked_sides),
            "denials": denied,
            "denials asked": asked_denied,
            "denials more": denied - asked_denied,
        }
        return self.of_point(answer, asked) | _named(found)

    def of_point(self, answer: str, asked: Sequence[str]) -> Numbers:
        """The clauses of an answer against those of what is asked for."""
        said = self._said(answer)
        known = [one for text in asked for one in self._asked(text)]
        found: Numbers = {}
        for name, share in NEARNESS.items():
            signs = [
                [against(one, other) for other in known if shared(one.stems, other.stems) >= share]
                for one in said
            ]
            found |= {
                f"{name}": sum(1 for one in signs if one),
                f"{name}, agreeing": sum(1 for one in signs if one and not any(one)),
                f"{name}, opposed": sum(1 for one in signs if one and all(one)),
            }
        likened = [
            [
                other
                for other in known
                if len(other.things) == 1 and shared(one.bare, other.bare) >= ALIKE
            ]
            for one in said
            if one.things
        ]
        things = [one.things for one in said if one.things]
        exchanged = [
            bool(its) and not any(mine & other.things for other in its)
            for mine, its in zip(things, likened, strict=True)
        ]
        found["likened"] = sum(1 for one in likened if one)
        found["exchanged"] = sum(exchanged)
        return _named(found)

    def _read(self, text: str) -> list[Clause]:
        """The clauses of a text that say something, and the text as one."""
        parts = dict.fromkeys([text, *CLAUSE.split(text)])
        return [found for one in parts if one and (found := clause_of(one, self.names))]


def _sides(texts: Sequence[str]) -> set[Side]:
    """The rows of opposites that texts take a side of, and which."""
    stems = {one for text in texts for one in content(text)}
    return {(row, sides[one]) for row, sides in enumerate(SIDES) for one in stems if one in sides}


def _named(numbers: Numbers) -> Numbers:
    return {f"{BEARING}{name}": value for name, value in numbers.items()}
