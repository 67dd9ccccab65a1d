"""Cuts an answer into the stretches that may show a point: clauses, sentences, the whole."""

from __future__ import annotations

import re
from itertools import pairwise

MOST = 8  # stretches of an answer that are looked at; each costs some 2 ms
SHORTEST = 2  # words of a clause
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
CLAUSE = re.compile(
    r"\s*[;:\n]\s*|(?<=[.!?])\s+|\s+-\s+|,\s+(?=(?:and|but|while|whereas|so|because|then|not)\b)"
    r"|,?\s+(?=(?:but|while|whereas|because|since|so that|and then|and)\s+\w+\s+\w+)",
    re.IGNORECASE,
)
Span = tuple[int, int]


def cut(text: str, where: re.Pattern[str]) -> list[Span]:
    """(start, end) of the pieces of `text` between the matches of `where`, trimmed."""
    edges = [0, *(edge for one in where.finditer(text) for edge in one.span()), len(text)]
    pieces = zip(edges[::2], edges[1::2], strict=True)
    return [one for one in (_trimmed(text, *piece) for piece in pieces) if one[1] > one[0]]


def spans(text: str, most: int = MOST) -> list[Span]:
    """Stretches of `text`, the whole first, then sentences, then clauses and pairs of clauses."""
    whole = _trimmed(text, 0, len(text))
    clauses = [one for one in cut(text, CLAUSE) if len(text[slice(*one)].split()) >= SHORTEST]
    pairs = [(one[0], other[1]) for one, other in pairwise(clauses)]
    return list(dict.fromkeys([whole, *cut(text, SENTENCE), *clauses, *pairs]))[:most]


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
