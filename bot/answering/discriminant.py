"""Linear discriminant over sentence vectors: how near a question is to all that a card says.

Directions in which the texts of one and the same card scatter (tone, length, politeness) say
nothing about which card is meant. They are scaled down by the shrunk within-card covariance before
centres are compared (Fisher's discriminant; Friedman 1989 for the shrinkage).
"""

from __future__ import annotations

import numpy as np

SHRINKAGE = 0.5  # of the covariance towards a multiple of the identity


class Discriminant:
    """Centres of groups of unit vectors, in the space that tells the groups apart."""

    def __init__(self, matrix: np.ndarray | None, members: list[list[int]]) -> None:
        """`matrix` is (texts, size); `members` lists the rows of each group, none empty."""
        self.count = len(members)
        self.known = matrix is not None and bool(members)
        if matrix is None or not members:
            return
        means = np.stack([matrix[one].mean(axis=0) for one in members])
        scatter = np.concatenate([matrix[one] - means[at] for at, one in enumerate(members)])
        covariance = scatter.T @ scatter / len(scatter)
        size = len(covariance)
        covariance += SHRINKAGE * np.trace(covariance) / size * np.eye(size)
        self.axes = np.linalg.cholesky(np.linalg.inv(covariance))
        self.origin = means.mean(axis=0)
        self.centres = self._unit(means)

    def _unit(self, vectors: np.ndarray) -> np.ndarray:
        turned = (vectors - self.origin) @ self.axes
        return turned / np.linalg.norm(turned, axis=1, keepdims=True)

    def nearness(self, vectors: np.ndarray) -> np.ndarray:
        """(groups,): the mean cosine of the query `vectors` (queries, size) to each centre.

        All 0 where there are no vectors.
        """
        if not self.known:
            return np.zeros(self.count)
        return (self._unit(vectors) @ self.centres.T).mean(axis=0)
