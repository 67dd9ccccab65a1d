"""Softmax regression over sentence vectors: which card or gap a question most likely belongs to.

Fitted on every wording, answer and true statement of the course.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.kept import Arrays, ModelFiles, key_of

STEPS, RATE, RIDGE = 120, 0.05, 2e-3  # of Adam (Kingma and Ba 2015) over all texts at once
FIRST, SECOND = 0.9, 0.999  # its two decays


class Classifier:
    """`weights` is (size + 1, groups); None where the course has no vectors."""

    def __init__(self, weights: np.ndarray | None, groups: int) -> None:
        self.weights = weights
        self.groups = groups

    def log_chances(self, vectors: np.ndarray) -> np.ndarray:
        """(groups,): log probability of each group, the logits of the query `vectors` averaged."""
        if self.weights is None:
            return np.zeros(self.groups)
        logits = (_design(vectors) @ self.weights).mean(axis=0)
        logits -= logits.max()
        return logits - np.log(np.exp(logits).sum())


def classifier(
    matrix: np.ndarray | None,
    members: Sequence[Sequence[int]],
    texts: Sequence[str],
    files: ModelFiles,
) -> Classifier:
    """The classifier for groups of rows of `matrix`, which are the vectors of `texts`."""
    if matrix is None or not members:
        return Classifier(None, len(members))
    rows = np.array([row for group in members for row in group], int)
    labels = np.repeat(np.arange(len(members)), [len(group) for group in members])
    # By the texts: their vectors differ in the last digits from one machine to another.
    size = matrix.shape[1]
    parts = (repr((STEPS, RATE, RIDGE, size)), repr(labels.tolist()), *(texts[at] for at in rows))

    def fitted() -> Arrays:
        return {"weights": _fit(matrix[rows], labels, len(members)).astype(np.float16)}

    arrays = files.arrays("classifier", key_of(one.encode() for one in parts), fitted)
    return Classifier(arrays["weights"].astype(np.float32), len(members))


def _design(vectors: np.ndarray) -> np.ndarray:
    """Vectors with unit variance a component, and a constant."""
    size = vectors.shape[1]
    ones = np.ones((len(vectors), 1), np.float32)
    return np.hstack([vectors * np.float32(np.sqrt(size)), ones])


def _fit(vectors: np.ndarray, labels: np.ndarray, groups: int) -> np.ndarray:
    design, right = _design(vectors), (np.arange(len(labels)), labels)
    weights = np.zeros((design.shape[1], groups), np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        chances = design @ weights
        chances -= chances.max(axis=1, keepdims=True)
        np.exp(chances, out=chances)
        chances /= chances.sum(axis=1, keepdims=True)
        chances[right] -= 1
        slope = design.T @ chances / len(labels) + RIDGE * weights
        first = FIRST * first + (1 - FIRST) * slope
        second = SECOND * second + (1 - SECOND) * slope**2
        mean, spread = first / (1 - FIRST**step), second / (1 - SECOND**step)
        weights -= RATE * mean / (np.sqrt(spread) + 1e-8)
    return weights
