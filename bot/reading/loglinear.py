"""Log-linear models of short texts: their marks (runs of words and the like) and a vector, weighed.

Learnt from some thousand labelled examples in seconds, and readable: a weight says how much a mark
speaks for a label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np

from bot.kept import Arrays
from bot.packing import pack_words, unpack_words
from bot.reading.words import stem

RARE = 6  # texts in which a mark must occur to count
RUN = 3  # words in the longest run
MARKS, VECTOR = 20.0, 0.5  # what the marks and the vector weigh against each other
EPOCHS, BATCH, RATE, RIDGE = 12, 256, 0.02, 1e-3
FIRST, SECOND = 0.9, 0.999  # decays of Adam (Kingma and Ba 2015)
LAST = 0.5  # of the steps, whose weights are averaged (Polyak and Juditsky 1992)
NUMBER = re.compile(r"\d[\d,.]*")


def runs(text: str) -> set[str]:
    """The runs of words in a text, stemmed, numbers alike, with its beginning and end."""
    plain = NUMBER.sub(" num ", text.lower())
    tokens = ["<", *(stem(one) for one in re.findall(r"[a-z0-9']+", plain)), ">"]
    found = set(tokens[1:-1])
    for size in range(2, RUN + 1):
        found |= {" ".join(tokens[at : at + size]) for at in range(len(tokens) - size + 1)}
    return found


@dataclass(frozen=True)
class Features:
    """Which marks count, and how much each tells."""

    index: dict[str, int]
    rarity: np.ndarray
    size: int  # of a sentence vector, 0 without

    @property
    def width(self) -> int:
        """Numbers a text is turned into: marks, vector, a constant."""
        return len(self.index) + self.size + 1

    def design(self, marks: Sequence[Set[str]], vectors: np.ndarray | None) -> np.ndarray:
        """(len(marks), width) float32, a row for the marks of each text."""
        rows = np.zeros((len(marks), self.width), np.float32)
        for row, its in zip(rows, marks, strict=True):
            at = [self.index[one] for one in its if one in self.index]
            row[at] = self.rarity[at]
            row[at] *= MARKS / (np.linalg.norm(row[at]) or 1.0)
        if vectors is not None:
            rows[:, len(self.index) : -1] = vectors * (VECTOR * np.sqrt(self.size))
        rows[:, -1] = 1.0
        return rows

    @property
    def arrays(self) -> Arrays:
        """The marks as arrays to keep in a file."""
        return {"marks": pack_words(list(self.index)), "rarity": self.rarity}


def features_of(arrays: Arrays, size: int) -> Features:
    """The features that were kept as `arrays`; `size` is that of a vector, 0 without."""
    index = {one: at for at, one in enumerate(unpack_words(arrays["marks"]))}
    return Features(index, arrays["rarity"], size)


def features(marks: Sequence[Set[str]], size: int, rare: int = RARE) -> Features:
    """The features that tell texts with such marks apart; `size` is that of a vector, 0 without."""
    counts = Counter(one for its in marks for one in its)
    known = sorted(one for one, count in counts.items() if count >= rare)
    rarity = np.log(len(marks) / np.array([counts[one] for one in known], np.float32))
    return Features({one: at for at, one in enumerate(known)}, rarity.astype(np.float32), size)


def sigmoid(logits: np.ndarray) -> np.ndarray:
    """Chances of labels that may hold together."""
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))


def softmax(logits: np.ndarray) -> np.ndarray:
    """Chances of labels of which one holds, along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def fit(
    known: Features,
    marks: Sequence[Set[str]],
    vectors: np.ndarray | None,
    labels: np.ndarray,
    one_of: bool,
) -> np.ndarray:
    """(width, labels) weights. `labels` is (len(marks), labels) of 0 and 1; `one_of`: each has one."""
    chances = softmax if one_of else sigmoid
    weights = np.zeros((known.width, labels.shape[1]), np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    steps = list(_batches(len(marks)))
    kept = np.zeros_like(weights)
    for step, rows in enumerate(steps, 1):
        part = None if vectors is None else vectors[rows]
        design = known.design([marks[at] for at in rows], part)
        slope = design.T @ (chances(design @ weights) - labels[rows]) / len(rows)
        slope += RIDGE * weights
        first = FIRST * first + (1 - FIRST) * slope
        second = SECOND * second + (1 - SECOND) * slope**2
        mean, spread = first / (1 - FIRST**step), second / (1 - SECOND**step)
        weights -= RATE * mean / (np.sqrt(spread) + 1e-8)
        if step > len(steps) * (1 - LAST):
            kept += weights
    return kept / sum(step > len(steps) * (1 - LAST) for step in range(1, len(steps) + 1))


def _batches(count: int) -> Iterator[np.ndarray]:
    """The rows of each step, shuffled anew in every epoch, always in the same way."""
    random = np.random.default_rng(0)
    for _ in range(EPOCHS):
        order = random.permutation(count)
        yield from (order[at : at + BATCH] for at in range(0, count, BATCH))
