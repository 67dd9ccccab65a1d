"""How near sentences are to the sources they may word: by meaning, and by their words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.grading.bindings import content
from bot.reading.plan_model import Embed


def cosines(sentences: Sequence[str], sources: Sequence[str], embed: Embed | None) -> np.ndarray:
    """(sentences, sources), all 0 without an embedder."""
    if embed is None:
        return np.zeros((len(sentences), len(sources)), np.float32)
    vectors = embed([*sentences, *sources])
    return vectors[: len(sentences)] @ vectors[len(sentences) :].T


def shares(sentences: Sequence[str], sources: Sequence[str]) -> np.ndarray:
    """(sentences, sources): the share of the words of each sentence that each source has."""
    mine, its = ([frozenset(content(one)) for one in texts] for texts in (sentences, sources))
    found = np.zeros((len(mine), len(its)), np.float32)
    for row, one in zip(found, mine, strict=True):
        row[:] = [len(one & other) / len(one) if one else 0.0 for other in its]
    return found
