"""Extremely randomised trees (Geurts, Ernst and Wehenkel 2006), small enough to fit at a start.

Whether an answer swaps roles shows only together with how much of the reference it repeats; trees
see such combinations, which a weighted sum of the same features does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TREES, LEAST, TRIED = 100, 3, 0.3  # trees; rows in a leaf; share of the features tried at a node
Node = tuple[int, float, int, np.ndarray]  # feature (-1 a leaf), cut, skip, shares


@dataclass(frozen=True)
class Forest:
    """All trees in one table of nodes; `roots` says where each begins.

    What lies below a cut follows its node, what lies over it comes `skip` nodes later.
    """

    feature: np.ndarray
    cut: np.ndarray
    skip: np.ndarray
    shares: np.ndarray  # (nodes, classes), what the rows in a leaf are; 0 elsewhere
    roots: np.ndarray

    def chances(self, rows: np.ndarray) -> np.ndarray:
        """(len(rows), classes): the mean of what the trees say."""
        at = np.repeat(self.roots[None], len(rows), axis=0)
        number = np.arange(len(rows))[:, None]
        while (inner := self.feature[at] >= 0).any():
            over = rows[number, np.maximum(self.feature[at], 0)] > self.cut[at]
            at = np.where(inner, at + np.where(over, self.skip[at], 1), at)
        return self.shares[at].mean(axis=1)

    def arrays(self, prefix: str) -> dict[str, np.ndarray]:
        """The forest as arrays to keep in a file, under names that begin with `prefix`."""
        return {f"{prefix}{name}": value for name, value in vars(self).items()}


def from_arrays(arrays: dict[str, np.ndarray], prefix: str) -> Forest:
    """The forest that `arrays` made."""
    return Forest(**{name: arrays[prefix + name] for name in Forest.__dataclass_fields__})


def grow(rows: np.ndarray, labels: np.ndarray, classes: int, trees: int = TREES) -> Forest:
    """A forest fitted to (n, features) `rows` and n `labels` 0 to classes-1; always the same one."""
    random = np.random.default_rng(0)
    one_hot = np.eye(classes, dtype=np.float32)[labels]
    nodes: list[Node] = []
    roots = [_grown(nodes, rows, one_hot, np.arange(len(rows)), random) for _ in range(trees)]
    return Forest(
        np.array([one[0] for one in nodes], np.int16),
        np.array([one[1] for one in nodes], np.float32),
        np.array([one[2] for one in nodes], np.int32),
        np.stack([one[3] for one in nodes]).astype(np.float32),
        np.array(roots, np.int32),
    )


def _grown(
    nodes: list[Node],
    rows: np.ndarray,
    one_hot: np.ndarray,
    at: np.ndarray,
    random: np.random.Generator,
) -> int:
    """Add the tree for the rows `at`; its root's number."""
    number = len(nodes)
    shares = one_hot[at].mean(axis=0)
    nodes.append((-1, 0.0, 0, shares))
    split = _split(rows[at], one_hot[at], random) if len(at) >= 2 * LEAST else None
    if split is not None:
        feature, cut = split
        over = rows[at, feature] > cut
        _grown(nodes, rows, one_hot, at[~over], random)
        beyond = _grown(nodes, rows, one_hot, at[over], random)
        nodes[number] = (feature, cut, beyond - number, np.zeros_like(shares))
    return number


def _split(
    rows: np.ndarray, one_hot: np.ndarray, random: np.random.Generator
) -> tuple[int, float] | None:
    """The best of some random cuts, one a feature, by Gini impurity; None where none helps."""
    total = one_hot.sum(axis=0)
    if (total > 0).sum() < 2:
        return None
    tried = random.choice(rows.shape[1], max(1, int(TRIED * rows.shape[1])), replace=False)
    values = rows[:, tried]
    cuts = random.uniform(values.min(axis=0), values.max(axis=0)).astype(np.float32)
    over = (values > cuts).astype(np.float32)
    right = over.T @ one_hot
    left = total - right
    sizes = right.sum(axis=1), left.sum(axis=1)
    fair = np.minimum(*sizes) >= LEAST
    if not fair.any():
        return None
    pure = (right**2).sum(1) / np.maximum(sizes[0], 1) + (left**2).sum(1) / np.maximum(sizes[1], 1)
    best = int(np.where(fair, pure, -1).argmax())
    return int(tried[best]), float(cuts[best])
