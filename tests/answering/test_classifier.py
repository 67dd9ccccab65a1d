"""The fitted ranking: what it learns."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.answering import classifier as module
from bot.answering.classifier import classifier
from bot.answering.discriminant import Discriminant
from bot.kept import ModelFiles

GROUPS = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
TEXTS = [f"text {number}" for number in range(9)]


@pytest.fixture
def matrix() -> np.ndarray:
    """Nine unit vectors in three groups, each scattered along an axis that means nothing."""
    noise = np.random.default_rng(0).normal(0, 0.05, (9, 8)).astype(np.float32)
    noise[:, 7] += np.tile([-2.0, 0.0, 2.0], 3)
    for group, rows in enumerate(GROUPS):
        noise[rows, group] += 1
    return noise / np.linalg.norm(noise, axis=1, keepdims=True)


def test_a_text_is_likeliest_in_its_own_group(matrix: np.ndarray) -> None:
    fitted = classifier(matrix, GROUPS, TEXTS, ModelFiles())
    for group, rows in enumerate(GROUPS):
        for row in rows:
            assert fitted.log_chances(matrix[row : row + 1]).argmax() == group


def test_chances_add_up_to_one(matrix: np.ndarray) -> None:
    chances = np.exp(classifier(matrix, GROUPS, TEXTS, ModelFiles()).log_chances(matrix[:2]))
    assert chances.sum() == pytest.approx(1)


def test_weights_are_fitted_once_and_read_back(
    matrix: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = ModelFiles(tmp_path / "folder")
    first = classifier(matrix, GROUPS, TEXTS, files)
    monkeypatch.setattr(module, "_fit", lambda *_: pytest.fail("fitted again"))
    again = classifier(matrix, GROUPS, TEXTS, files)
    assert np.array_equal(first.weights, again.weights)


def test_other_groups_and_other_texts_are_fitted_anew(matrix: np.ndarray, tmp_path: Path) -> None:
    files = ModelFiles(tmp_path)
    first = classifier(matrix, GROUPS, TEXTS, files)
    other = classifier(matrix, [GROUPS[1], GROUPS[0], GROUPS[2]], TEXTS, files)
    assert not np.array_equal(first.weights, other.weights)
    classifier(matrix, GROUPS, [*TEXTS[:-1], "another text"], files)
    assert len(files.fitted) == 3


def test_the_discriminant_leaves_meaningless_scatter_aside(matrix: np.ndarray) -> None:
    query = np.zeros((1, 8), np.float32)
    query[0, 1], query[0, 7] = 0.3, 0.95  # of the second group, far out along the noise
    assert Discriminant(matrix, GROUPS).nearness(query).argmax() == 1


def test_without_vectors_nothing_is_nearer_than_anything() -> None:
    assert not Discriminant(None, GROUPS).nearness(np.zeros((1, 0))).any()
    assert not classifier(None, GROUPS, TEXTS, ModelFiles()).log_chances(np.zeros((1, 0))).any()
