"""The vectors of the course's texts that ship with it, so that a first start embeds nothing.

Each stands under the hash of its text: what an author adds or changes is embedded when it is met.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from bot.kept import ModelFiles
from bot.packing import pack_directions, unpack_directions
from bot.retrieval.embedder import MiniLM

NAME = "vectors"  # of the file
LETTERS = 32  # of a hash that are kept
Vectors = dict[str, np.ndarray]


def hash_of(text: str) -> str:
    """What a text's vector is kept under."""
    return hashlib.sha256(text.encode()).hexdigest()[:LETTERS]


def shipped_vectors(files: ModelFiles) -> Vectors:
    """(size,) unit vectors under the hashes of their texts; none where no file ships."""
    held = files.read(NAME, MiniLM.name)
    if held is None:
        return {}
    hashes = held["hashes"].tobytes().decode("ascii")
    keys = [hashes[at : at + LETTERS] for at in range(0, len(hashes), LETTERS)]
    return dict(zip(keys, unpack_directions(held["vectors"]), strict=True))


def ship_vectors(
    texts: Sequence[str], matrix: np.ndarray, held: Vectors, files: ModelFiles
) -> None:
    """Put the (texts, size) vectors among what ships, if they aren't all there and nothing else is."""
    wanted = {hash_of(text): row for text, row in zip(texts, matrix, strict=True)}
    if wanted.keys() != held.keys():
        hashes = np.frombuffer("".join(wanted).encode("ascii"), np.uint8)
        vectors = pack_directions(np.stack(list(wanted.values())))
        files.write(NAME, MiniLM.name, {"hashes": hashes, "vectors": vectors})
