"""The weighted sum by itself."""

from __future__ import annotations

import numpy as np

from bot.grading.logistic import fit_logistic, logistic_from

RANDOM = np.random.default_rng(3)
ROWS = RANDOM.normal(size=(600, 5)).astype(np.float32)
LABELS = np.digitize(ROWS[:, 0] + ROWS[:, 1] + RANDOM.normal(size=600) / 4, [-0.8, 0.8])


def test_it_learns_a_sum_and_carries_beyond_what_it_saw() -> None:
    model = fit_logistic(ROWS[:400], LABELS[:400], 3)
    chances = model.chances(ROWS[400:])
    assert (chances.argmax(axis=1) == LABELS[400:]).mean() > 0.8
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)
    far = np.array([[9, 9, 0, 0, 0], [-9, -9, 0, 0, 0]], np.float32)
    assert list(model.chances(far).argmax(axis=1)) == [2, 0]


def test_a_feature_that_never_changes_does_no_harm() -> None:
    flat = np.hstack([ROWS, np.ones((len(ROWS), 1), np.float32)])
    model = fit_logistic(flat, LABELS, 3)
    assert np.isfinite(model.chances(flat)).all()


def test_it_is_the_same_when_kept() -> None:
    model = fit_logistic(ROWS, LABELS, 3)
    kept = logistic_from(model.arrays("x."), "x.")
    assert (kept.chances(ROWS) == model.chances(ROWS)).all()
