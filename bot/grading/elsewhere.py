"""Marks answers on other subjects, of which a reference alone is known: by the words and the meaning that both have.

A log-linear model of a few readable features, fitted on public sets of marked answers
(`tests/bench/elsewhere.py`). Whether an answer turns its reference round it can't tell.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from bot.content.markdown import split_sentences
from bot.grading.bindings import content
from bot.reading.words import stems

# What each feature counts for an answer that is right, and for one that has something of it.
WEIGHTS = {
    "overlap": (1.83, 3.84),  # share of all stems that both have
    "told": (-2.37, 3.73),  # share of the reference's content words
    "new, told": (2.57, 4.83),  # ... of those that the question doesn't have
    "meaning": (0.43, 5.97),  # cosine of the two
    "sentences told": (3.01, 1.93),  # mean over the reference's sentences of the nearest cosine
    "sentences found": (-1.40, 1.80),  # mean over the answer's
    "longer": (0.42, -0.19),  # log ratio of content words
    "long": (0.21, 0.75),  # log of the answer's
    "always": (-2.23, -7.53),
}
Vectors = Callable[[Sequence[str]], np.ndarray]


def features(question: str, reference: str, response: str, vectors: Vectors) -> list[float]:
    """What reference and response have in common, in the order of `WEIGHTS`."""
    both = [set(stems(reference)), set(stems(response))]
    asked, told = set(content(reference)), set(content(response))
    new = asked - set(content(question))
    parts = [split_sentences(one) or [one] for one in (reference, response)]
    found = vectors([reference, response, *parts[0], *parts[1]])
    near = found[2 : 2 + len(parts[0])] @ found[2 + len(parts[0]) :].T
    return [
        _share(both[0] & both[1], both[0] | both[1]),
        _share(asked & told, asked),
        _share(new & told, new),
        float(found[0] @ found[1]),
        float(near.max(axis=1).mean()),
        float(near.max(axis=0).mean()),
        math.log1p(len(told)) - math.log1p(len(asked)),
        math.log1p(len(told)),
        1.0,
    ]


def verdict(question: str, reference: str, response: str, vectors: Vectors) -> int:
    """0 for an answer that has nothing of the reference, 1 for one that has some of it, 2 for a right one."""
    right, some = np.array(features(question, reference, response, vectors)) @ np.array(
        list(WEIGHTS.values())
    )
    return 2 if right > 0 else int(some > 0)


def _share(some: set[str], of: set[str]) -> float:
    return len(some) / (len(of) or 1)
