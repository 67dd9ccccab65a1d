"""How likely a statement says something else than the cards it is nearest to: read beside their sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from bot.content.formats import Card
from bot.content.markdown import split_sentences
from bot.reading.plan_model import Embed
from bot.reading.words import stems
from bot.retrieval.cross_encoder import CrossEncoder

AGAINST = "fitted/against.onnx"  # its file among the content
CARDS = 3  # whose sentences are looked at
NEAREST = 3  # of these, beside which a statement is read
REMEMBERED = 4096  # sentences of cards whose vectors are kept


class Contradiction:
    """Reads statements beside cards. Without a model, or without vectors, it leaves all open."""

    def __init__(self, encoder: CrossEncoder | None, embed: Embed | None) -> None:
        self._encoder = encoder
        self._embed = embed
        self._vector = lru_cache(REMEMBERED)(lambda one: embed([one])[0] if embed else np.zeros(0))

    def log_odds(self, statement: str, vector: np.ndarray | None, cards: Sequence[Card]) -> float:
        """How much more likely a statement contradicts the first few of some cards than says the same; 0 if unknown.

        `vector` is the statement's, (size,) of length 1.
        """
        told = [one for card in cards[:CARDS] for one in split_sentences(card.answer)]
        if self._encoder is None or self._embed is None or vector is None or not told:
            return 0.0
        its = set(stems(statement))
        near = [
            float(self._vector(one) @ vector) + len(its & set(stems(one))) / max(len(its), 1)
            for one in told
        ]
        beside = " ".join(told[at] for at in np.argsort(-np.array(near))[:NEAREST])
        return float(self._encoder.odds([beside], [statement])[0])
