"""Which words stand together in an answer and not in what is asked for: how swapped roles show.

"20% of the benefit for 90% of the cost" has every word of what it turns round; but 20 stands with
"benefit" there, and 90 with "cost".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from bot.grading.bindings import content

CLAUSE = re.compile(
    r"[.;:!?\n,()]+|\b(?:and|but|while|whereas|or|because|since|so|for)\b|\s-\s|->|=|/",
    re.IGNORECASE,
)
CLOSE = 2  # words away that stand close together
Clauses = list[list[str]]
Pair = frozenset[str]


def clauses_of(text: str) -> Clauses:
    """The stems that carry meaning, clause by clause."""
    return [its for its in map(content, CLAUSE.split(text)) if its]


def side_by_side(answer: Clauses, asked: Clauses) -> dict[str, float]:
    """What of an answer's neighbours are neighbours in `asked` too, of the words that both have."""
    shared = _words(answer) & _words(asked)
    known = set(_pairs(asked))
    found: dict[str, float] = {}
    for name, close in (("close", CLOSE), ("clause", None)):
        pairs = {one for one in _pairs(answer, close) if one <= shared}
        strange = len(pairs - known)
        found |= {
            f"{name} strange share": strange / (len(pairs) + 1),
            f"{name} strange": float(np.log1p(strange)),
            f"{name} known": float(np.log1p(len(pairs) - strange)),
        }
    same, turned = _order(answer, asked)
    found["turned"] = turned / (turned + same + 1)
    found["in order"] = float(np.log1p(same))
    return found


def _words(clauses: Clauses) -> set[str]:
    return {word for its in clauses for word in its}


def _pairs(clauses: Clauses, close: int | None = None) -> Iterable[Pair]:
    """Two words of a clause, at most `close` apart."""
    for its in clauses:
        for (at, one), (to, other) in combinations(enumerate(its), 2):
            if one != other and (close is None or to - at <= close):
                yield frozenset((one, other))


def _order(answer: Clauses, asked: Clauses) -> tuple[int, int]:
    """Pairs of one clause that come in the same order there, and in the other."""
    places = [{word: at for at, word in enumerate(its)} for its in asked]
    signs = [
        place[one] < place[other]
        for its in answer
        for one, other in combinations(its, 2)
        for place in _holding(places, one, other)
    ]
    return sum(signs), len(signs) - sum(signs)


def _holding(places: Sequence[dict[str, int]], one: str, other: str) -> list[dict[str, int]]:
    return [place for place in places if one != other and one in place and other in place]
