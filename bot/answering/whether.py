"""Questions that want a yes or a no: which messages do, and what was asked so before.

"Is it the big one or the mini?" and "could I trouble you for a list" open like such questions and are
asked openly; a log-linear model of their runs of words tells them apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.content import Course
from bot.kept import Arrays, ModelFiles, key_of
from bot.packing import pack_directions, unpack_directions
from bot.reading.loglinear import features, features_of, fit, runs, softmax
from bot.reading.plan_model import Embed
from bot.reading.words import normalise, words

VERSION = "2"
NEAREST = 12  # questions asked before that are looked at


@dataclass(frozen=True)
class AskedBefore:
    """A question with a known answer, how near it is, and whether it is the same word for word."""

    text: str
    card: str
    holds: bool
    cosine: float
    same: bool


class Whether:
    """Tells what is asked whether from what is asked openly, for one course."""

    def __init__(self, course: Course, embed: Embed | None, files: ModelFiles) -> None:
        self.asked = course.yes_no_questions
        whether = [*(one.asks for one in self.asked), *(one.text for one in course.statements)]
        known = set(whether)
        wordings = (one for card in course.cards.values() for one in card.wordings)
        openly = [one for one in wordings if one not in known]
        size = 0 if embed is None else embed(["size"]).shape[1]
        parts = (VERSION, str(size), str(len(self.asked)), str(len(whether)), *whether, *openly)
        key = key_of(one.encode() for one in parts)
        arrays = files.arrays("whether", key, lambda: self._fitted(whether, openly, embed))
        self.known = features_of(arrays, 0)
        self.weights = arrays["weights"].astype(np.float32)
        self.vectors = unpack_directions(arrays["vectors"]) if embed and self.asked else None
        self._words = [tuple(words(normalise(one.asks))) for one in self.asked]

    def chance(self, text: str) -> float:
        """How likely a message is to be answered by a yes or a no, 0 to 1."""
        logits = self.known.design([_marks(text)], None)[0] @ self.weights
        return float(softmax(logits)[1])

    def before(self, text: str, vector: np.ndarray | None) -> list[AskedBefore]:
        """The nearest questions with a known answer, by the (size,) unit vector; else only the very same."""
        its = tuple(words(normalise(text)))
        same = np.array([one == its for one in self._words], bool)
        cosines = same.astype(np.float32)
        if vector is not None and self.vectors is not None:
            cosines = self.vectors @ vector
        near = np.argsort(-cosines - same, kind="stable")[:NEAREST]
        return [
            AskedBefore(
                self.asked[at].asks,
                self.asked[at].card,
                self.asked[at].holds,
                float(cosines[at]),
                bool(same[at]),
            )
            for at in near.tolist()
            if cosines[at] > 0
        ]

    def _fitted(self, whether: list[str], openly: list[str], embed: Embed | None) -> Arrays:
        marks = [_marks(one) for one in (*whether, *openly)]
        known = features(marks, 0)
        labels = np.eye(2, dtype=np.float32)[[1] * len(whether) + [0] * len(openly)]
        weights = fit(known, marks, None, labels, one_of=True)
        vectors = np.zeros((len(self.asked), 0), np.float32)
        if embed is not None and self.asked:
            vectors = embed([one.asks for one in self.asked])
        return known.arrays | {
            "weights": weights.astype(np.float16),
            "vectors": pack_directions(vectors),
        }


def _marks(text: str) -> set[str]:
    """The runs of words, how the message ends, and whether it names alternatives."""
    ends = "ends in ?" if text.rstrip().endswith("?") else "ends otherwise"
    return runs(text) | {ends} | ({"has or"} if " or " in text.lower() else set())
