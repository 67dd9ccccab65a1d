"""Keeps fitted models in a file beside the index, under the hash of what they were fitted on."""

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


def kept(
    path: Path | None, key: str, make: Callable[[], Arrays], shipped: Path | None = None
) -> Arrays:
    """What the file at `path` holds if it was made of what `key` names, else made anew and kept.

    `shipped` is a file that came with the course and is looked at first.
    """
    arrays = _read(shipped, key)
    if arrays is None:
        arrays = _read(path, key)
    if arrays is None:
        arrays = make()
        _write(path, key, arrays)
    return arrays


def _read(path: Path | None, key: str) -> Arrays | None:
    """The arrays in the file, None if there is none or it is damaged or of something else."""
    if path is None or not path.exists():
        return None
    try:
        with np.load(path, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files if name != KEY}
            return arrays if str(held[KEY]) == _sealed(key, arrays) else None
    except Exception as error:  # a damaged archive raises errors of zipfile, zlib and numpy
        log.warning("%s can't be read and is made anew: %s", path, error)
        return None


def _write(path: Path | None, key: str, arrays: Arrays) -> None:
    """Keep the arrays; where that can't be they are only made again at the next start."""
    if path is None:
        return
    draft = path.with_suffix(f".{os.getpid()}.draft.npz")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(draft, **arrays, **{KEY: np.array(_sealed(key, arrays))})
        draft.replace(path)
    except OSError as error:
        log.warning("%s can't be written: %s", path, error)
        with suppress(OSError):  # there may be no draft, and no folder either
            draft.unlink(missing_ok=True)


def _sealed(key: str, arrays: Arrays) -> str:
    """The key with a hash of the arrays, which tells a damaged file."""
    return key_of([key.encode(), *(arrays[name].tobytes() for name in sorted(arrays))])
