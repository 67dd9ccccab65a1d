"""Kernel ridge regression for short texts that may hold several labels at once.

The kernel adds likeness of meaning (a radial one over sentence vectors) and of wording (the cosine of
weighted marks). It learns from few examples of many labels, where a log-linear model has too many
weights. The error that each example would have had if it were left out follows from the solution
itself, and with it the score from which each label counts (Rasmussen and Williams 2006, 5.4.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

import numpy as np

from bot.kept import Arrays

WIDTH = 2.0  # how fast likeness of meaning falls off
RARE = 2  # texts in which a mark must occur to count
LEAST, GRID = 0.12, 60  # the lowest score from which a label may count, and how many are tried


class KernelRidge:
    """A fitted model, from arrays that `fit` made. Scores lie about between 0 and 1."""

    def __init__(self, arrays: Arrays) -> None:
        self.index = {one: at for at, one in enumerate(arrays["marks"].tolist())}
        self.rarity = arrays["rarity"]
        self.wording = float(arrays["wording"])
        self.vectors = arrays["vectors"].astype(np.float32)
        self.duals, self.weights = arrays["duals"], arrays["weights"]
        self.mean, self.least = arrays["mean"], arrays["least"]

    def scores(self, marks: Sequence[Set[str]], vectors: np.ndarray | None) -> np.ndarray:
        """(texts, labels): how much speaks for each label."""
        found = _weighted(marks, self.index, self.rarity, self.wording) @ self.weights + self.mean
        if vectors is not None and len(self.vectors):
            found += _meaning(vectors, self.vectors) @ self.duals
        return found

    def labels(self, marks: Sequence[Set[str]], vectors: np.ndarray | None) -> np.ndarray:
        """(texts, labels) bool: which labels a text holds."""
        return self.scores(marks, vectors) > self.least


def fit(
    marks: Sequence[Set[str]],
    vectors: np.ndarray | None,
    labels: np.ndarray,
    wording: float,
    ridge: float,
) -> Arrays:
    """The arrays of a model of (texts, labels) 0 and 1; `vectors` is (texts, size) or None.

    `wording` is what wording weighs beside meaning, `ridge` how much the scores are evened out.
    """
    counts = Counter(one for its in marks for one in its)
    known = sorted(one for one, count in counts.items() if count >= RARE)
    rarity = np.log(len(marks) / np.array([counts[one] for one in known], np.float32))
    index = {one: at for at, one in enumerate(known)}
    worded = _weighted(marks, index, rarity, wording)
    kernel = worded @ worded.T
    if vectors is not None:
        kernel += _meaning(vectors, vectors)
    mean = labels.mean(axis=0)
    inverse = np.linalg.inv(kernel + ridge * np.eye(len(kernel), dtype=kernel.dtype))
    duals = inverse @ (labels - mean)
    left_out = labels - duals / np.diag(inverse)[:, None]
    return {
        "marks": np.array(known, str),
        "rarity": rarity.astype(np.float32),
        "wording": np.array(wording),
        "vectors": (np.zeros((0, 0)) if vectors is None else vectors).astype(np.float16),
        "duals": duals.astype(np.float32),
        "weights": (worded.T @ duals).astype(np.float32),
        "mean": mean.astype(np.float32),
        "least": _thresholds(left_out, labels).astype(np.float32),
    }


def _weighted(
    marks: Sequence[Set[str]], index: dict[str, int], rarity: np.ndarray, wording: float
) -> np.ndarray:
    """(texts, marks): the marks of each text by their rarity, of length sqrt(wording)."""
    rows = np.zeros((len(marks), len(index)), np.float32)
    for row, its in zip(rows, marks, strict=True):
        at = [index[one] for one in its if one in index]
        row[at] = rarity[at]
        row *= np.sqrt(wording) / (np.linalg.norm(row) or 1.0)
    return rows


def _meaning(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Likeness of meaning, at most 1, of unit vectors."""
    return np.exp(WIDTH * (some @ others.T - 1))


def _thresholds(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """(labels,) scores from which each label counts: where precision and recall are best together."""
    found = np.full(labels.shape[1], 0.5, np.float32)
    for label in range(labels.shape[1]):
        tried = np.linspace(LEAST, 0.6, GRID)
        true = labels[:, label] > 0
        held = scores[:, label][:, None] > tried
        right = (held & true[:, None]).sum(axis=0)
        found[label] = tried[int((2 * right / (held.sum(axis=0) + true.sum() + 1e-9)).argmax())]
    return found
