"""Sees that an answer gives two things each other's part, in whatever words: the claims of the course tell.

"The radio draws the posters and the easel types up the talks" shares no word with what is asked for. But the
claims believe it far more once the two are exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.reading.mentions import Mention, Names
from bot.reading.words import words

CLAUSE = re.compile(r"[.;!?\n:,]+|\b(?:while|whereas|but)\b|\band\b", re.IGNORECASE)
FEWEST = 3  # words of a clause that says something of a thing
OPENS = 2  # words before the thing that it is about
DOUBTED, BETTER = -1.0, 2.0  # mean log odds as it stands, and what exchanging adds, for a swap
Odds = Callable[[Sequence[str]], Sequence[float]]  # of each of several claims


def exchanged(answer: str, names: Names, odds: Odds) -> str | None:
    """The first clause of an answer that says of two things what is true of the other; None if it does not."""
    by_thing: dict[str, list[tuple[Mention, str]]] = {}
    for text in map(str.strip, CLAUSE.split(answer)):
        found = names.find(text)
        alone = len({one.id for one in found}) == 1 and found[0].start <= OPENS
        if alone and len(text.split()) >= FEWEST:
            by_thing.setdefault(found[0].id, []).append((found[0], text))
    for kind in dict.fromkeys(names.kinds[one] for one in by_thing):
        things = [one for one in by_thing if names.kinds[one] == kind]
        if len(things) == 2 and _swapped(things, by_thing, names, odds):
            return by_thing[things[0]][0][1]
    return None


def _swapped(
    things: list[str], said: dict[str, list[tuple[Mention, str]]], names: Names, odds: Odds
) -> bool:
    """Whether what is said of two things is doubtful, and far likelier with the two exchanged."""
    other = dict(zip(things, reversed(things), strict=True))
    clauses = [(one, text) for thing in things for one, text in said[thing]]
    stands = odds([_with(text, one, names.names[one.id]) for one, text in clauses])
    turned = odds([_with(text, one, names.names[other[one.id]]) for one, text in clauses])
    mean = sum(stands) / len(clauses)
    return mean < DOUBTED and sum(turned) / len(clauses) - mean > BETTER


def _with(text: str, at: Mention, name: str) -> str:
    """A clause with a name in the place of the one that it has."""
    tokens = words(text)
    return " ".join([*tokens[: at.start], name, *tokens[at.end :]])
