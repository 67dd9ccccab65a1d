"""How far code can vouch for a sentence: the chance that it turns something round of what it words.

A small model that was trained on worded drafts of the course reads it beside what of its draft is nearest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.reading.plan_model import Embed
from bot.retrieval.cross_encoder import CrossEncoder
from bot.speaking.nearness import cosines, shares
from bot.speaking.wordings import without_quoted

TURNED = "fitted/turned.onnx"  # its file among the content
NEAREST = 3  # sources beside which a sentence is read


class Faithfulness:
    """Tells how likely a sentence turns its sources round. Without a model it vouches for all."""

    def __init__(self, encoder: CrossEncoder | None, embed: Embed | None) -> None:
        self._encoder, self._embed = encoder, embed

    def doubts(self, sentences: Sequence[str], sources: Sequence[str], said: str) -> np.ndarray:
        """(sentences,) chances from 0 to 1; `said` are the learner's words, which a sentence may quote."""
        if self._encoder is None or not sentences or not sources:
            return np.zeros(len(sentences))
        own = unquoted(sentences, said)
        odds = self._encoder.odds(sources_of(own, sources, self._embed), own)
        return 1 / (1 + np.exp(-odds))


def unquoted(sentences: Sequence[str], said: str) -> list[str]:
    """Sentences without the learner's words, where anything is left of them then."""
    return [without_quoted(one, said).strip() or one for one in sentences]


def sources_of(sentences: Sequence[str], sources: Sequence[str], embed: Embed | None) -> list[str]:
    """For each sentence the nearest sources as one text, the nearest in front."""
    told = list(dict.fromkeys(sources))
    near = cosines(sentences, told, embed) + shares(sentences, told)
    return [" ".join(told[at] for at in np.argsort(-row)[:NEAREST]) for row in near]
