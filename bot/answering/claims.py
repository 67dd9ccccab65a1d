"""Whether a statement is true: a kernel model of what the content claims and what it calls false.

Vectors hardly see that "the vendor" is not "you", or "dearer" not "cheaper". So a claim also speaks
by which of its words go with which of the things that it names.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.kept import Arrays, ModelFiles, key_of
from bot.reading.cues import Cues
from bot.reading.kernel_ridge import KernelRidge, fit, likeness
from bot.reading.loglinear import runs
from bot.reading.mentions import Names
from bot.reading.words import STOP_WORDS, stem, words
from bot.retrieval.search import HybridSearch

VERSION = "3"
# What wording weighs beside meaning, and how much is evened out (five-fold over the content's own claims).
WORDING, RIDGE = 1.0, 0.3
EVEN, STEEP = 0.5, 6.0  # the score of a toss-up, and log odds for each point beyond it
NAMED = 3  # things named in a claim that are looked at
TRUE = {"right": 1, "wrong": 0, "belief": 0, "true": 1, "false": 0}  # by the kind of an entry


class Claims:
    """Judges statements by the claims of one course."""

    def __init__(self, cues: Cues, names: Names, search: HybridSearch, files: ModelFiles) -> None:
        self.cues = cues
        self.names = names
        at = [number for number, one in enumerate(search.entries) if one.kind in TRUE]
        texts = [search.entries[number].text for number in at]
        vectors = None if search.matrix is None else search.matrix[at]
        size = 0 if vectors is None else vectors.shape[1]
        true = [TRUE[search.entries[number].kind] for number in at]
        parts = (VERSION, str(size), repr(true), *texts)
        arrays = files.arrays(
            "claims",
            key_of(one.encode() for one in parts),
            lambda: self._fitted(texts, vectors, true),
        )
        self.model = KernelRidge(arrays, vectors)

    def log_odds(self, statement: str, vector: np.ndarray | None) -> float:
        """How much more likely a statement is true than false."""
        row = None if vector is None else vector[None]
        score = self.model.scores([self._marks(statement)], row)[0, 0]
        return float((score - EVEN) * STEEP)

    def _fitted(
        self, texts: Sequence[str], vectors: np.ndarray | None, true: Sequence[int]
    ) -> Arrays:
        marks = [self._marks(one) for one in texts]
        meaning = None if vectors is None else likeness(vectors, vectors)
        return fit(marks, meaning, np.array(true, np.float32)[:, None], WORDING, RIDGE)

    def _marks(self, text: str) -> set[str]:
        """The runs of words in a claim, and each word with each thing that it is said of."""
        found = runs(text)
        said = {stem(one) for one in words(text) if one not in STOP_WORDS}
        first, *others = [*dict.fromkeys(self.names.ids(text)), ""][:NAMED]
        found |= {f"{first}|{one}" for one in said}
        found |= {f"&{other}|{one}" for other in others if other for one in said}
        negated = len(self.cues.one["negation"].findall(text.lower())) % 2
        return found | {f"{first}+{'+'.join(others)}:{negated}"}
