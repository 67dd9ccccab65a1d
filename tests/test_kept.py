"""Fitted models in files: what ships, what is kept, and what becomes of a file that doesn't fit."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest

from bot.kept import Arrays, ModelFiles
from bot.packing import (
    pack_directions,
    pack_rows,
    pack_words,
    unpack_directions,
    unpack_words,
)
from bot.tutor import Tutor

RENEW = "knowledge/ has changed since its models were fitted: run `make fitted` and commit them"


def weights(number: int) -> Arrays:
    return {"weights": np.full(200, number, np.float32), "words": pack_words(["a", "b"])}


def again() -> Arrays:
    raise AssertionError("it was fitted again")


def test_what_ships_fits_the_content(tutor: Tutor) -> None:
    assert not tutor.files.stale, RENEW


def test_what_ships_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    ModelFiles(own=tmp_path / "shipped").arrays("a", "key", lambda: weights(1))
    files = ModelFiles(tmp_path / "own", tmp_path / "shipped")
    found = files.arrays("a", "key", again)
    assert np.array_equal(found["weights"], weights(1)["weights"])
    assert unpack_words(found["words"]) == ["a", "b"]
    assert not files.stale and not files.fitted and not (tmp_path / "own").exists()


def test_what_ships_for_other_content_is_fitted_once_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ModelFiles(own=tmp_path / "shipped").arrays("a", "key", lambda: weights(1))
    with caplog.at_level(logging.WARNING):
        files = ModelFiles(tmp_path / "own", tmp_path / "shipped")
        assert files.arrays("a", "other key", lambda: weights(2))["weights"][0] == 2
    assert "tutor fit" in caplog.text and files.fitted == ["a"]
    files = ModelFiles(tmp_path / "own", tmp_path / "shipped")
    assert files.arrays("a", "other key", again)["weights"][0] == 2
    assert files.stale == ["a"] and not files.fitted


def test_a_course_that_ships_nothing_is_fitted_in_silence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = ModelFiles(tmp_path / "own", tmp_path / "shipped")
    files.arrays("a", "key", lambda: weights(1))
    assert files.fitted == ["a"] and not caplog.text


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: str) -> None:
    files = ModelFiles(tmp_path)
    files.arrays("a", "key", lambda: weights(1))
    held = bytearray((tmp_path / "a.npz").read_bytes())
    if damage == "flipped":
        for at in range(60, len(held), 40):
            held[at] ^= 0xFF
    (tmp_path / "a.npz").write_bytes({"cut": held[:100], "flipped": held, "empty": b""}[damage])
    assert files.arrays("a", "key", lambda: weights(2))["weights"][0] == 2
    assert files.arrays("a", "key", again)["weights"][0] == 2


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    files = ModelFiles(tmp_path / "file" / "folder")
    assert files.arrays("a", "key", lambda: weights(1))["weights"][0] == 1


def test_packing_loses_next_to_nothing() -> None:
    rows = np.random.default_rng(0).normal(size=(50, 384)).astype(np.float32)
    rows[0] = 0
    packed, scale = pack_rows(rows)
    assert np.abs(packed * scale - rows).max() <= np.abs(rows).max() / 250
    vectors = rows[1:] / np.linalg.norm(rows[1:], axis=1, keepdims=True)
    cosines = (unpack_directions(pack_directions(vectors)) * vectors).sum(axis=1)
    assert cosines.min() > 0.9999
    assert unpack_words(pack_words([])) == [] and len(unpack_directions(packed[:0])) == 0
