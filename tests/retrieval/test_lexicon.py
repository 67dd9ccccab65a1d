"""Lexicons as they are kept: the same scores again, and made anew for anything else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.kept import ModelFiles
from bot.reading.mentions import Names
from bot.retrieval import lexicon
from bot.retrieval.lexicon import lexicons
from bot.tutor import Tutor

TEXTS = ["Green tea is steeped for two minutes.", "What is oolong?", "", "Black tea, black tea!"]
QUERIES = ["black tea", "How long is oolong steeped?", "nothing of it"]


def scores(names: Names, files: ModelFiles, texts: list[str] = TEXTS) -> list[np.ndarray]:
    return [each.scores(query) for each in lexicons(texts, names, files) for query in QUERIES]


@pytest.fixture
def names(tiny: Tutor) -> Names:
    return tiny.search.names


@pytest.fixture
def files(names: Names, tmp_path: Path) -> ModelFiles:
    """Where the lexicons of TEXTS are kept."""
    files = ModelFiles(tmp_path, packed=False)
    scores(names, files)
    return files


def test_what_is_kept_scores_the_same(
    names: Names, files: ModelFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = scores(names, ModelFiles())
    monkeypatch.setattr(lexicon, "_indexed", lambda texts, cut: pytest.fail("it was made again"))
    assert np.array_equal(fresh, scores(names, files))
    assert fresh[0][3] > fresh[0][0] > 0 and not fresh[2].any()


def test_other_texts_are_indexed_anew(names: Names, files: ModelFiles) -> None:
    others = [*TEXTS[:3], "White tea."]
    assert np.array_equal(scores(names, files, others), scores(names, ModelFiles(), others))


def test_other_names_are_found_anew(names: Names, files: ModelFiles, tutor: Tutor) -> None:
    other = tutor.search.names
    assert np.array_equal(scores(other, files), scores(other, ModelFiles()))
    assert files.fitted == ["words", "ngrams"] * 2


@pytest.mark.parametrize("name", ["words", "ngrams"])
def test_a_damaged_file_is_made_anew(names: Names, files: ModelFiles, name: str) -> None:
    assert files.own is not None
    file = files.own / f"{name}.npz"
    held = bytearray(file.read_bytes())
    held[len(held) // 3] ^= 0xFF
    file.write_bytes(held)
    assert np.array_equal(scores(names, files), scores(names, ModelFiles()))
    assert files.fitted == ["words", "ngrams", name]
