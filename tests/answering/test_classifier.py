"""The fitted ranking: what it learns, and what becomes of the file that keeps it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.answering import classifier as module
from bot.answering.classifier import classifier
from bot.answering.discriminant import Discriminant

GROUPS = [[0, 1, 2], [3, 4, 5], [6, 7, 8]]


@pytest.fixture
def matrix() -> np.ndarray:
    """Nine unit vectors in three groups, each scattered along an axis that means nothing."""
    noise = np.random.default_rng(0).normal(0, 0.05, (9, 8)).astype(np.float32)
    noise[:, 7] += np.tile([-2.0, 0.0, 2.0], 3)
    for group, rows in enumerate(GROUPS):
        noise[rows, group] += 1
    return noise / np.linalg.norm(noise, axis=1, keepdims=True)


def test_a_text_is_likeliest_in_its_own_group(matrix: np.ndarray) -> None:
    fitted = classifier(matrix, GROUPS, None)
    for group, rows in enumerate(GROUPS):
        for row in rows:
            assert fitted.log_chances(matrix[row : row + 1]).argmax() == group


def test_chances_add_up_to_one(matrix: np.ndarray) -> None:
    chances = np.exp(classifier(matrix, GROUPS, None).log_chances(matrix[:2]))
    assert chances.sum() == pytest.approx(1)


def test_weights_are_fitted_once_and_read_back(
    matrix: np.ndarray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "folder" / "classifier.npz"
    first = classifier(matrix, GROUPS, kept)
    monkeypatch.setattr(module, "_fit", lambda *_: pytest.fail("fitted again"))
    again = classifier(matrix, GROUPS, kept)
    assert np.array_equal(first.weights, again.weights)


def test_other_texts_are_fitted_anew(matrix: np.ndarray, tmp_path: Path) -> None:
    kept = tmp_path / "classifier.npz"
    first = classifier(matrix, GROUPS, kept)
    other = classifier(matrix, [GROUPS[1], GROUPS[0], GROUPS[2]], kept)
    assert not np.array_equal(first.weights, other.weights)


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty"])
def test_a_damaged_file_is_made_anew(matrix: np.ndarray, tmp_path: Path, damage: str) -> None:
    kept = tmp_path / "classifier.npz"
    first = classifier(matrix, GROUPS, kept)
    held = bytearray(kept.read_bytes())
    if damage == "flipped":
        for at in range(200, len(held), 40):
            held[at] ^= 0xFF
    kept.write_bytes({"cut": held[:100], "flipped": held, "empty": b""}[damage])
    assert np.array_equal(classifier(matrix, GROUPS, kept).weights, first.weights)


def test_a_folder_that_cannot_be_written_costs_only_time(
    matrix: np.ndarray, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    fitted = classifier(matrix, GROUPS, tmp_path / "file" / "classifier.npz")
    assert fitted.weights is not None


def test_the_discriminant_leaves_meaningless_scatter_aside(matrix: np.ndarray) -> None:
    query = np.zeros((1, 8), np.float32)
    query[0, 1], query[0, 7] = 0.3, 0.95  # of the second group, far out along the noise
    assert Discriminant(matrix, GROUPS).nearness(query).argmax() == 1


def test_without_vectors_nothing_is_nearer_than_anything() -> None:
    assert not Discriminant(None, GROUPS).nearness(np.zeros((1, 0))).any()
    assert not classifier(None, GROUPS, None).log_chances(np.zeros((1, 0))).any()
