"""Hybrid search: BM25 over stems, BM25 over character n-grams, cosine over MiniLM vectors.

The three are scaled over the corpus and mixed; the cosine itself is kept beside the mix because
it alone tells how near a question is to the course at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.kept import ModelFiles
from bot.reading.mentions import Names
from bot.retrieval.embedder import MiniLM
from bot.retrieval.entries import Entry
from bot.retrieval.lexicon import lexicons, tokens_of

WEIGHTS = {"words": 0.20, "ngrams": 0.10, "vectors": 0.70}
WEIGHTS_WITHOUT_VECTORS = {"words": 0.60, "ngrams": 0.40, "vectors": 0.0}
RECENT = 16  # queries whose scores are kept


@dataclass(frozen=True, eq=False)
class Scores:
    """One query against all entries: the mix (0-1) and the three scores it is made of.

    `vectors` are those of the query, one a row: as it was put, and in the course's own names.
    What is derived from scores is kept by their identity, as `HybridSearch.scores` keeps them.
    """

    mix: np.ndarray
    cosine: np.ndarray
    words: np.ndarray
    ngrams: np.ndarray
    vectors: np.ndarray


class HybridSearch:
    """Scores every entry of the course for a query. `embedder` None means words alone."""

    def __init__(
        self,
        entries: list[Entry],
        names: Names,
        embedder: MiniLM | None,
        matrix: np.ndarray | None,
        prepared: ModelFiles | None = None,
    ) -> None:
        """In `prepared`, if there is such a place, what is made of the texts is kept for the next time."""
        texts = [entry.text for entry in entries]
        self.entries = entries
        self.names = names
        self.embedder = embedder
        self.matrix = matrix
        self._at = {text: at for at, text in enumerate(texts)}
        self.words, self.ngrams = lexicons(texts, names, prepared or ModelFiles())
        self.weights = WEIGHTS if embedder else WEIGHTS_WITHOUT_VECTORS
        self.scores = lru_cache(RECENT)(
            self._scores
        )  # a turn asks for those of its text several times

    def _scores(self, query: str) -> Scores:
        """All scores of a query."""
        words = self.words.scores(query)
        ngrams = self.ngrams.scores(query)
        vectors = self._vectors(query)
        cosine = self._cosine(vectors)
        mix = (
            self.weights["words"] * _scaled(words)
            + self.weights["ngrams"] * _scaled(ngrams)
            + self.weights["vectors"] * _scaled(cosine)
        )
        return Scores(mix, cosine, words, ngrams, vectors)

    def similarity(self, query: str, texts: list[str]) -> np.ndarray:
        """How near `query` is to each of `texts`, which are texts of entries or any others."""
        if self.embedder is None or self.matrix is None:
            asked = set(tokens_of(query, self.names))
            cut = [set(tokens_of(one, self.names)) for one in texts]
            return np.array([len(asked & one) / (len(asked | one) or 1) for one in cut])
        known = [self._at.get(one) for one in texts]
        vector = self.embedder.vectors([query])[0]
        missing = [text for text, at in zip(texts, known, strict=True) if at is None]
        fresh = iter(self.embedder.vectors(missing)) if missing else iter(())
        rows = [self.matrix[at] if at is not None else next(fresh) for at in known]
        return np.stack(rows) @ vector

    def _vectors(self, query: str) -> np.ndarray:
        if self.embedder is None:
            return np.zeros((1, 0), np.float32)
        return self.embedder.vectors(list(dict.fromkeys([query, self.names.canonical(query)])))

    def _cosine(self, vectors: np.ndarray) -> np.ndarray:
        if self.matrix is None:
            return np.zeros(len(self.entries), np.float32)
        return (self.matrix @ vectors.T).max(axis=1)


def _scaled(scores: np.ndarray) -> np.ndarray:
    """Min-max over the corpus; all zero where nothing differs."""
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)
