"""The trees by themselves."""

from __future__ import annotations

import numpy as np

from bot.grading.forest import from_arrays, grow


def test_trees_learn_what_shows_only_in_combination() -> None:
    random = np.random.default_rng(1)
    rows = random.uniform(-1, 1, (400, 2)).astype(np.float32)
    labels = (rows[:, 0] * rows[:, 1] > 0).astype(int)
    chances = grow(rows[:300], labels[:300], 2, 50).chances(rows[300:])
    assert (chances.argmax(axis=1) == labels[300:]).mean() > 0.8
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)


def test_a_forest_is_the_same_every_time_and_when_kept() -> None:
    rows = np.random.default_rng(2).uniform(size=(60, 3)).astype(np.float32)
    labels = (rows[:, 0] > 0.5).astype(int)
    one, other = grow(rows, labels, 2, 5), grow(rows, labels, 2, 5)
    assert (one.chances(rows) == other.chances(rows)).all()
    assert (from_arrays(one.arrays("x."), "x.").chances(rows) == one.chances(rows)).all()
