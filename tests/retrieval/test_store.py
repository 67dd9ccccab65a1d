"""The vectors' folder: filled once, mended when damaged, owned by one process."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from bot.retrieval.embedder import MiniLM, WeightsMissing, load_embedder
from bot.retrieval.shipped import Vectors, hash_of
from bot.retrieval.store import VectorStore

TEXTS = ["a first text", "a second text", "something else entirely"]


@pytest.fixture(scope="module")
def embedder() -> MiniLM:
    return load_embedder()


def opened(
    folder: Path, embedder: MiniLM, texts: list[str] = TEXTS, shipped: Vectors | None = None
) -> tuple[np.ndarray, VectorStore]:
    store = VectorStore(folder, embedder, shipped)
    vectors = store.vectors(texts)
    store.close()
    return vectors, store


def test_vectors_are_of_length_one_and_near_for_near_texts(embedder: MiniLM) -> None:
    cat, kitten, tax = embedder.vectors(["a cat", "a small cat", "corporate tax law"])
    assert np.linalg.norm(cat) == pytest.approx(1, abs=1e-5)
    assert cat @ kitten > cat @ tax + 0.3


def test_a_second_opening_computes_nothing(tmp_path: Path, embedder: MiniLM) -> None:
    first, store = opened(tmp_path / "index", embedder)
    assert store.computed == 3
    second, store = opened(tmp_path / "index", embedder)
    assert (store.computed, store.problem) == (0, None)
    assert np.allclose(first, second, atol=1e-6)


def test_a_changed_course_computes_only_what_changed(tmp_path: Path, embedder: MiniLM) -> None:
    opened(tmp_path / "index", embedder)
    _, store = opened(tmp_path / "index", embedder, [*TEXTS[:2], "a new text"])
    assert store.computed == 1
    _, store = opened(tmp_path / "index", embedder)
    assert store.computed == 1  # what the course no longer held was forgotten


def test_a_truncated_database_is_rebuilt(tmp_path: Path, embedder: MiniLM) -> None:
    folder = tmp_path / "index"
    first, _ = opened(folder, embedder)
    database = folder / "chroma.sqlite3"
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 3])
    second, store = opened(folder, embedder)
    assert store.problem is not None and "rebuilt" in store.problem
    assert np.allclose(first, second, atol=1e-6)
    assert opened(folder, embedder)[1].computed == 0


def test_a_database_of_rubbish_is_rebuilt(tmp_path: Path, embedder: MiniLM) -> None:
    folder = tmp_path / "index"
    first, _ = opened(folder, embedder)
    (folder / "chroma.sqlite3").write_bytes(b"not a database" * 1000)
    second, _ = opened(folder, embedder)
    assert np.allclose(first, second, atol=1e-6)


def test_a_vanished_folder_is_made_again(tmp_path: Path, embedder: MiniLM) -> None:
    opened(tmp_path / "index", embedder)
    shutil.rmtree(tmp_path / "index")
    _, store = opened(tmp_path / "index", embedder)
    assert store.computed == 3


def test_a_second_owner_reads_and_leaves_the_folder_alone(tmp_path: Path, embedder: MiniLM) -> None:
    owner = VectorStore(tmp_path / "index", embedder)
    first = owner.vectors(TEXTS)
    guest = VectorStore(tmp_path / "index", embedder)
    second = guest.vectors([*TEXTS, "one more"])
    assert guest.problem is not None and "another process" in guest.problem
    assert guest.computed == 1
    assert np.allclose(first, second[:3], atol=1e-6)
    owner.close()
    assert opened(tmp_path / "index", embedder)[1].computed == 0


def shipping(texts: list[str]) -> Vectors:
    """Vectors that no embedder makes."""
    return {hash_of(one): np.eye(MiniLM.size, dtype=np.float32)[at] for at, one in enumerate(texts)}


def test_what_ships_is_kept_too_and_the_rest_is_computed(tmp_path: Path, embedder: MiniLM) -> None:
    shipped = shipping(TEXTS[:2])
    for computed in (1, 0):
        found, store = opened(tmp_path / "index", embedder, shipped=shipped)
        assert (store.computed, store.problem) == (computed, None)
        assert np.array_equal(found[:2], np.stack(list(shipped.values())))
    found, store = opened(tmp_path / "index", embedder)
    assert store.computed == 0
    assert np.allclose(found[:2], np.stack(list(shipped.values())))


def test_what_ships_takes_the_place_of_what_was_kept(tmp_path: Path, embedder: MiniLM) -> None:
    first, _ = opened(tmp_path / "index", embedder)
    found, store = opened(tmp_path / "index", embedder, shipped=shipping(TEXTS[:1]))
    assert store.computed == 0
    assert found[0, 0] == 1 and np.allclose(found[1:], first[1:], atol=1e-6)


def test_a_second_owner_of_what_ships_copies_nothing(
    tmp_path: Path, embedder: MiniLM, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = VectorStore(tmp_path / "index", embedder)
    owner.vectors(TEXTS)
    monkeypatch.setattr(shutil, "copytree", None)
    guest = VectorStore(tmp_path / "index", embedder, shipping(TEXTS))
    assert guest.vectors(TEXTS)[2, 2] == 1 and guest.computed == 0
    owner.close()


def test_damaged_weights_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(WeightsMissing, match="damaged"):
        MiniLM(tmp_path / "model.onnx")
