"""The vectors of the course, kept in an embedded Chroma collection between starts.

Chroma is safe for threads but not for processes, so one process owns the folder (a lock beside
it says which); others compute what they need in memory. Vectors are read once at the start and
searched in memory: exact, and faster than an index at this size. Every vector is kept under the
hash of its text with a checksum, so a changed course or a damaged file costs a recalculation and
never a wrong answer. A vector that ships with the course need not be read from Chroma at all.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout

from bot.retrieval.embedder import MiniLM
from bot.retrieval.shipped import Vectors, hash_of

log = logging.getLogger(__name__)
# The vectors are kept here and searched in memory, all of them: Chroma's own graph need not be a good one.
GRAPH = {"ef_construction": 8, "max_neighbors": 4}
PAGE = 2000  # rows read or written at once
INCLUDED = ["embeddings", "metadatas"]


class VectorStore:
    """Text to vector, computed once, or `shipped`. `problem` says what went wrong, if anything did."""

    def __init__(self, folder: Path, embedder: MiniLM, shipped: Vectors | None = None) -> None:
        self.folder = folder
        self.embedder = embedder
        self.shipped = shipped or {}
        self.problem: str | None = None
        self.computed = 0
        self._lock = FileLock(str(folder) + ".lock")

    def vectors(self, texts: list[str]) -> np.ndarray:
        """(len(texts), size) unit vectors in the order of `texts`."""
        keys = [hash_of(text) for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        known = self._synchronised(wanted) if self._own() else self._borrowed(wanted)
        return np.stack([known[key] for key in keys])

    def _own(self) -> bool:
        """Take the folder for this process. False, with the reason noted, if that can't be."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            self.problem = "another process holds the index; this one computes its own in memory"
        except OSError as error:
            self.problem = f"the index folder can't be written ({error.strerror})"
        else:
            return True
        log.warning("%s: %s", self.folder, self.problem)
        return False

    def close(self) -> None:
        """Give the folder back, also to a later opening in this process."""
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient.clear_system_cache()
        self._lock.release()

    def _computed(
        self, wanted: dict[str, str], known: dict[str, np.ndarray]
    ) -> dict[str, np.ndarray]:
        """What ships of the wanted vectors, completed with `known` ones and freshly computed ones."""
        known = known | {key: self.shipped[key] for key in wanted if key in self.shipped}
        missing = [key for key in wanted if key not in known]
        self.computed += len(missing)
        fresh = self.embedder.vectors([wanted[key] for key in missing]) if missing else []
        return known | dict(zip(missing, fresh, strict=True))

    def _borrowed(self, wanted: dict[str, str]) -> dict[str, np.ndarray]:
        """The wanted vectors, what doesn't ship from a copy of another process's folder."""
        known: dict[str, np.ndarray] = {}
        if wanted.keys() <= self.shipped.keys():
            return self._computed(wanted, known)
        with tempfile.TemporaryDirectory(prefix="tutor-index-") as copy:
            try:
                shutil.copytree(self.folder, copy, dirs_exist_ok=True)
                collection = self._collection(Path(copy))
                known = self._read(collection, self._kept_alone(_ids(collection), wanted))
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:  # as below: whatever is wrong with it, compute instead
                log.info("the index of the other process can't be read: %s", error)
        return self._computed(wanted, known)

    def _synchronised(self, wanted: dict[str, str]) -> dict[str, np.ndarray]:
        """The wanted vectors, with the folder brought up to date; rebuilt where it is damaged."""
        for attempt in ("open", "rebuild"):
            try:
                return self._exchange(wanted)
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:  # Chroma's Rust part panics past Exception
                self.problem = f"the index was damaged ({type(error).__name__}) and was rebuilt"
                log.warning("%s: cannot %s the index: %s", self.folder, attempt, error)
                self._clear()
        self.problem = "the index can't be kept on this disk; vectors live in memory"
        return self._computed(wanted, {})

    def _exchange(self, wanted: dict[str, str]) -> dict[str, np.ndarray]:
        collection = self._collection(self.folder)
        held = _ids(collection)
        known = self._read(collection, self._kept_alone(held, wanted))
        complete = self._computed(wanted, known)
        sound = known.keys() | (set(held) & wanted.keys() & self.shipped.keys())
        stale = [key for key in held if key not in sound]
        if stale:
            collection.delete(ids=stale)
        fresh = [key for key in complete if key not in sound]
        for page in _pages(fresh):
            collection.add(
                ids=page,
                embeddings=np.stack([complete[key] for key in page]),
                metadatas=[{"checksum": checksum(complete[key])} for key in page],
            )
        return complete

    def _kept_alone(self, held: list[str], wanted: dict[str, str]) -> list[str]:
        """The wanted ones that a collection holds and that don't ship: only these are read from it."""
        return [key for key in held if key in wanted and key not in self.shipped]

    @staticmethod
    def _read(collection: Any, keys: list[str]) -> dict[str, np.ndarray]:
        """The sound ones among some vectors of a collection."""
        sound: dict[str, np.ndarray] = {}
        for page in _pages(keys):
            held = collection.get(ids=page, include=INCLUDED)
            vectors = np.asarray(held["embeddings"], np.float32)
            for key, vector, meta in zip(held["ids"], vectors, held["metadatas"], strict=True):
                if checksum(vector) == meta.get("checksum"):
                    sound[key] = vector
        return sound

    def _collection(self, folder: Path):  # type: ignore[no-untyped-def]  # chromadb is imported late: 2 s
        import chromadb
        from chromadb.config import Settings

        client = chromadb.PersistentClient(
            path=str(folder), settings=Settings(anonymized_telemetry=False)
        )
        return client.get_or_create_collection(
            f"{self.embedder.name}-{self.embedder.size}",
            embedding_function=None,
            configuration={"hnsw": GRAPH},
        )

    def _clear(self) -> None:
        """Forget the damaged folder, also in Chroma's own per-path cache."""
        from chromadb.api.shared_system_client import SharedSystemClient

        SharedSystemClient.clear_system_cache()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)


def _ids(collection: Any) -> list[str]:
    """What a collection holds."""
    return list(collection.get(include=[])["ids"])


def _pages(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + PAGE] for start in range(0, len(keys), PAGE))


def checksum(vector: np.ndarray) -> int:
    """A CRC of a vector's bytes."""
    return zlib.crc32(np.ascontiguousarray(vector, np.float32).tobytes())
