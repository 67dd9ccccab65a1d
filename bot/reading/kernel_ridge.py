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
from bot.packing import pack_rows, pack_words, unpack_words

WIDTH = 2.0  # how fast likeness of meaning falls off
RARE = 2  # texts in which a mark must occur to count
SCARCE = 64  # texts up to which a mark is compared text by text, the others all at once
BLOCK = 256  # rows of a triangle that are inverted at once
LEAST, GRID = 0.12, 60  # the lowest score from which a label may count, and how many are tried
Row = tuple[np.ndarray, np.ndarray]  # the numbers of a text's marks, and what each weighs


class KernelRidge:
    """A fitted model, from arrays that `fit` made. Scores lie about between 0 and 1.

    `vectors` are those that it was fitted on, None where it was fitted without.
    """

    def __init__(self, arrays: Arrays, vectors: np.ndarray | None) -> None:
        self.index = {one: at for at, one in enumerate(unpack_words(arrays["marks"]))}
        self.rarity = arrays["rarity"]
        self.wording = float(arrays["wording"])
        self.vectors = vectors
        self.duals = arrays["duals"].astype(np.float32)
        self.weights = arrays["weights"] * arrays["scale"]
        self.mean, self.least = arrays["mean"], arrays["least"]

    def scores(self, marks: Sequence[Set[str]], vectors: np.ndarray | None) -> np.ndarray:
        """(texts, labels): how much speaks for each label."""
        found = np.tile(self.mean, (len(marks), 1))
        rows = _weighted(marks, self.index, self.rarity, self.wording)
        for score, (at, values) in zip(found, rows, strict=True):
            score += values @ self.weights[at]
        if vectors is not None and self.vectors is not None:
            found += likeness(vectors, self.vectors) @ self.duals
        return found

    def labels(self, marks: Sequence[Set[str]], vectors: np.ndarray | None) -> np.ndarray:
        """(texts, labels) bool: which labels a text holds."""
        return self.scores(marks, vectors) > self.least


def fit(
    marks: Sequence[Set[str]],
    meaning: np.ndarray | None,
    labels: np.ndarray,
    wording: float,
    ridge: float,
) -> Arrays:
    """The arrays of a model of (texts, labels) 0 and 1.

    `meaning` is the (texts, texts) likeness of their vectors, None to learn from wording alone;
    `wording` what that weighs beside meaning, `ridge` how much the scores are evened out.
    """
    counts = Counter(one for its in marks for one in its)
    known = sorted(one for one, count in counts.items() if count >= RARE)
    rarity = np.log(len(marks) / np.array([counts[one] for one in known], np.float32))
    index = {one: at for at, one in enumerate(known)}
    worded = _weighted(marks, index, rarity, wording)
    kernel = _alike(worded, len(known))
    if meaning is not None:
        kernel += meaning
    np.fill_diagonal(kernel, kernel.diagonal() + ridge)
    mean = labels.mean(axis=0)
    root = _inverted(np.linalg.cholesky(kernel))  # the inverse of the kernel is root.T @ root
    duals = root.T @ (root @ (labels - mean))
    left_out = labels - duals / (root**2).sum(axis=0)[:, None]
    weights, scale = pack_rows(_summed(worded, duals, len(known)))
    return {
        "marks": pack_words(known),
        "rarity": rarity.astype(np.float32),
        "wording": np.array(wording),
        "duals": duals.astype(np.float16)[: 0 if meaning is None else None],
        "weights": weights,
        "scale": scale,
        "mean": mean.astype(np.float32),
        "least": _thresholds(left_out, labels).astype(np.float32),
    }


def _weighted(
    marks: Sequence[Set[str]], index: dict[str, int], rarity: np.ndarray, wording: float
) -> list[Row]:
    """Which marks each text has, and each by its rarity, together of length sqrt(wording)."""
    rows: list[Row] = []
    for its in marks:
        at = np.array(sorted(index[one] for one in its if one in index), int)
        length = np.linalg.norm(rarity[at]) or 1.0
        rows.append((at, (rarity[at] * (np.sqrt(wording) / length)).astype(np.float32)))
    return rows


def likeness(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """(some, others): likeness of meaning, at most 1, of unit vectors."""
    return np.exp(WIDTH * (some @ others.T - 1))


def _alike(rows: Sequence[Row], size: int) -> np.ndarray:
    """(texts, texts): likeness of wording. `size` is how many marks there are; most are in few texts."""
    texts = np.repeat(np.arange(len(rows)), [len(at) for at, _ in rows])
    marks, values = (np.concatenate(one) for one in zip(*rows, strict=True))
    counts = np.bincount(marks, minlength=size)
    common = counts > SCARCE
    columns = np.cumsum(common) - 1
    those = common[marks]
    dense = np.zeros((len(rows), int(common.sum())), np.float32)
    dense[texts[those], columns[marks[those]]] = values[those]
    found = dense @ dense.T
    order = np.argsort(marks, kind="stable")
    for end, count in zip(np.cumsum(counts), counts, strict=True):
        if count <= SCARCE:
            its = order[end - count : end]
            found[np.ix_(texts[its], texts[its])] += np.outer(values[its], values[its])
    return found


def _summed(rows: Sequence[Row], duals: np.ndarray, size: int) -> np.ndarray:
    """(marks, labels): what each of `size` marks speaks for, by the texts that it is in."""
    found = np.zeros((size, duals.shape[1]), np.float32)
    for (at, values), dual in zip(rows, duals, strict=True):
        found[at] += np.outer(values, dual)
    return found


def _inverted(lower: np.ndarray) -> np.ndarray:
    """The inverse of a lower triangle, by its two smaller triangles."""
    if len(lower) <= BLOCK:
        return np.linalg.inv(lower)
    at = len(lower) // 2
    found = np.zeros_like(lower)
    found[:at, :at] = _inverted(lower[:at, :at])
    found[at:, at:] = _inverted(lower[at:, at:])
    found[at:, :at] = -found[at:, at:] @ (lower[at:, :at] @ found[:at, :at])
    return found


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
