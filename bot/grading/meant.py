"""Sees that an answer gives two things each other's part by what it means, where it shares no word with them.

A piece that names one thing is compared, less the name, with what is asked of each: "the one thrown in at the
deep end" is nearer to one point than to the others. One piece may mislead; several that all point elsewhere
don't.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bot.grading.assigned import LISTED, Parts
from bot.reading.mentions import Names
from bot.reading.words import words

FEWEST = 2  # pieces that name one thing each
NEARER, AT_MOST = (
    0.15,
    0.0,
)  # mean by which they are nearer to the others' parts, and the least of any
Vectors = Callable[[Sequence[str]], np.ndarray]  # (texts, size), each of length 1


def meant_otherwise(parts: Parts, answer: str, names: Names, vectors: Vectors) -> str | None:
    """The first piece of an answer, where all that name a thing say what is asked of another; else None."""
    known = frozenset[str]().union(*parts.own)
    asked = [[less for one in texts if (less := _less(one, known, names))] for texts in parts.texts]
    pieces = [(at, text, less) for at, text, less in _named(parts, answer, known, names) if less]
    if len(asked) < FEWEST or not all(asked) or len(pieces) < FEWEST:
        return None
    rows = vectors([less for *_, less in pieces])
    near = np.stack([(rows @ vectors(texts).T).max(axis=1) for texts in asked])
    more = []
    for at, (place, *_) in enumerate(pieces):
        others = np.delete(near[:, at], place)
        more.append(float(others.max() - near[place, at]))
    return pieces[0][1] if min(more) >= AT_MOST and sum(more) / len(more) >= NEARER else None


def _named(
    parts: Parts, answer: str, known: frozenset[str], names: Names
) -> list[tuple[int, str, str]]:
    """(place, piece, the piece less its names) of every piece that names what belongs to one part alone."""
    found = []
    for text in (one.strip() for one in LISTED.split(answer) if one and one.strip()):
        said = {f"#{one}" for one in names.ids(text)}
        places = [at for at, one in enumerate(parts.own) if one & said]
        if len(places) == 1:
            found.append((places[0], text, _less(text, known, names)))
    return found


def _less(text: str, known: frozenset[str], names: Names) -> str:
    """The words of a text without the names that belong to one of the parts."""
    found = [one for one in names.find(text) if f"#{one.id}" in known]
    gone = {at for one in found for at in range(one.start, one.end)}
    return " ".join(word for at, word in enumerate(words(text)) if at not in gone)
