"""Numbers and words of fitted models in few bytes, small enough to ship with the course."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

STEPS = 127  # of an int8, to either side of 0


def pack_words(words: Sequence[str]) -> np.ndarray:
    """Words without line breaks as (bytes,) uint8."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def unpack_words(packed: np.ndarray) -> list[str]:
    """The words again."""
    return packed.tobytes().decode().split("\n") if len(packed) else []


def pack_rows(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n, size) as int8 of the same shape, and (n, 1) float32 by which its rows are multiplied."""
    scale = np.abs(rows).max(axis=1, keepdims=True, initial=0.0).astype(np.float32) / STEPS
    return np.rint(rows / np.where(scale > 0, scale, 1.0)).astype(np.int8), scale


def pack_directions(vectors: np.ndarray) -> np.ndarray:
    """(n, size) vectors of length 1 as int8; rounding turns them by less than a degree."""
    return pack_rows(vectors)[0]


def unpack_directions(packed: np.ndarray) -> np.ndarray:
    """The vectors again, float32 of length 1."""
    rows = packed.astype(np.float32)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0)
