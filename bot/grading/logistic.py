"""Logistic regression with ridge, one class against the rest, fitted by Newton's method.

Beside trees, which see combinations but cut each feature coarsely, it weighs all features at once and
carries further to questions that are like none of those it learnt from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RIDGE = 50.0  # for standardised features (one of a few tried on marked answers kept aside)
STEPS, ENOUGH = 30, 1e-4  # of Newton's method at most, and the change at which it ends
FLAT = 1e-6  # spread below which a feature says nothing


@dataclass(frozen=True)
class Logistic:
    """(features + 1, classes) `weights`, the last row the intercepts, for rows less `middle` over `spread`."""

    middle: np.ndarray
    spread: np.ndarray
    weights: np.ndarray

    def chances(self, rows: np.ndarray) -> np.ndarray:
        """(len(rows), classes): chances that sum to 1."""
        scaled = (rows - self.middle) / self.spread
        odds = scaled @ self.weights[:-1] + self.weights[-1]
        found = 1 / (1 + np.exp(-odds))
        return found / found.sum(axis=1, keepdims=True)

    def arrays(self, prefix: str) -> dict[str, np.ndarray]:
        """The model as arrays to keep in a file, under names that begin with `prefix`."""
        return {f"{prefix}{name}": value for name, value in vars(self).items()}


def logistic_from(arrays: dict[str, np.ndarray], prefix: str) -> Logistic:
    """The model that `arrays` made."""
    return Logistic(**{name: arrays[prefix + name] for name in Logistic.__dataclass_fields__})


def fit_logistic(rows: np.ndarray, labels: np.ndarray, classes: int) -> Logistic:
    """A model of (n, features) `rows` and n `labels` 0 to classes-1."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0)
    spread = np.where(spread > FLAT, spread, 1.0)
    scaled = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))])
    weights = [_newton(scaled, labels == one) for one in range(classes)]
    kept = (middle, spread, np.stack(weights, axis=1))
    return Logistic(*(one.astype(np.float32) for one in kept))


def _newton(rows: np.ndarray, held: np.ndarray) -> np.ndarray:
    """(features,) weights of one class; the intercept, the last, is not held down."""
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[-1] = 0.0
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(rows @ weights)))
        slope = rows.T @ (chance - held) + ridge * weights
        curve = (rows * (chance * (1 - chance) + FLAT)[:, None]).T @ rows + np.diag(ridge + FLAT)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < ENOUGH:
            break
    return weights
