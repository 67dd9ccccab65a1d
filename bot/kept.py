"""Fitted models in files, each under the hash of what it was fitted on.

The course ships with its fitted models, so that a start fits nothing. What does not fit the content
any more is fitted at the start and kept beside the index.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np

log = logging.getLogger(__name__)
Arrays = dict[str, np.ndarray]
KEY = "key"


def key_of(parts: Iterable[bytes]) -> str:
    """The hash of everything that weights are fitted on."""
    digest = hashlib.sha256()
    for one in parts:
        digest.update(hashlib.sha256(one).digest())
    return digest.hexdigest()


class ModelFiles:
    """The files of all fitted models: in `shipped` those of the course, in `own` those fitted here.

    Either folder may be None: nothing has shipped, nothing is kept. `stale` names the models of which
    no file that ships fits the content, `fitted` those of them that had to be fitted. What is not
    `packed` is read in less time and takes more room.
    """

    def __init__(
        self, own: Path | None = None, shipped: Path | None = None, packed: bool = True
    ) -> None:
        self.own = own
        self.shipped = shipped
        self.packed = packed
        self.stale: list[str] = []
        self.fitted: list[str] = []

    def arrays(self, name: str, key: str, fit: Callable[[], Arrays]) -> Arrays:
        """What the model `name` is made of, from a file that `key` fits, else fitted anew and kept."""
        found = self._read(self.shipped, name, key)
        if found is None:
            self.stale.append(name)
            found = self._read(self.own, name, key)
        if found is None:
            if self.shipped is not None and self.shipped.exists():
                log.warning("%s/%s.npz is not of this content, so it is fitted now, which may take minutes; `tutor fit` renews it for all", self.shipped.name, name)  # fmt: skip
            self.fitted.append(name)
            found = fit()
            self._write(name, key, found)
        return found

    def read(self, name: str, key: str) -> Arrays | None:
        """What ships under a name, or else is kept; None where neither fits `key`."""
        found = self._read(self.shipped, name, key)
        return self._read(self.own, name, key) if found is None else found

    def write(self, name: str, key: str, arrays: Arrays) -> None:
        """Keep arrays under a name, where anything is kept."""
        self.fitted.append(name)
        self._write(name, key, arrays)

    def _write(self, name: str, key: str, arrays: Arrays) -> None:
        if self.own is not None:
            _write(self.own / f"{name}.npz", key, arrays, self.packed)

    @staticmethod
    def _read(folder: Path | None, name: str, key: str) -> Arrays | None:
        return None if folder is None else _read(folder / f"{name}.npz", key)


def _read(path: Path, key: str) -> Arrays | None:
    """The arrays in the file, None if there is none or it is damaged or of something else."""
    if not path.exists():
        return None
    try:
        with np.load(path, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files if name != KEY}
            return arrays if str(held[KEY]) == _sealed(key, arrays) else None
    except Exception as error:  # a damaged archive raises errors of zipfile, zlib and numpy
        log.warning("%s can't be read and is made anew: %s", path, error)
        return None


def _write(path: Path, key: str, arrays: Arrays, packed: bool) -> None:
    """Keep the arrays; where that can't be they are only made again at the next start."""
    draft = path.with_suffix(f".{os.getpid()}.draft.npz")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save = np.savez_compressed if packed else np.savez
        save(draft, **arrays, **{KEY: np.array(_sealed(key, arrays))})
        draft.replace(path)
    except OSError as error:
        log.warning("%s can't be written: %s", path, error)
        with suppress(OSError):  # there may be no draft, and no folder either
            draft.unlink(missing_ok=True)


def _sealed(key: str, arrays: Arrays) -> str:
    """The key with a hash of the arrays, which tells a damaged file."""
    return key_of([key.encode(), *(arrays[name].tobytes() for name in sorted(arrays))])
