"""How far code can vouch for a sentence: the chance that it turns something round of what it words.

Learnt from sentences that others wrote to drafts of the course, faithful ones and turned ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.content.markdown import split_sentences
from bot.content.worded import WordedDraft
from bot.grading.model import blend_of, fit_blend
from bot.kept import Arrays, ModelFiles, key_of
from bot.reading.mentions import Names
from bot.reading.plan_model import Embed
from bot.speaking.comparing import Comparing
from bot.speaking.wordings import without_quoted

VERSION = "1"  # of how it is fitted; a change of it fits anew


class Faithfulness:
    """Tells how likely a sentence turns its sources round. Without examples it vouches for all."""

    def __init__(
        self,
        worded: Sequence[WordedDraft],
        names: Names,
        embed: Embed | None,
        files: ModelFiles,
    ) -> None:
        self.comparing = Comparing(names, embed)
        self._blend = None
        if worded:
            size = 0 if embed is None else embed(["size"]).shape[1]
            parts = (VERSION, str(size), *(one.model_dump_json() for one in worded))
            arrays = files.arrays(
                "worded", key_of(one.encode() for one in parts), lambda: self._fitted(worded)
            )
            self._blend = blend_of(arrays, "")

    def doubts(self, sentences: Sequence[str], sources: Sequence[str], said: str) -> np.ndarray:
        """(sentences,) chances from 0 to 1; `said` are the learner's words, which a sentence may quote."""
        if self._blend is None or not sentences or not sources:
            return np.zeros(len(sentences))
        own = [without_quoted(one, said).strip() or one for one in sentences]
        return self._blend.chances(self.comparing.rows(own, sources))[:, 1]

    def _fitted(self, worded: Sequence[WordedDraft]) -> Arrays:
        rows, labels = self.examples(worded)
        return fit_blend(rows, labels, 2).arrays("")

    def examples(self, worded: Sequence[WordedDraft]) -> tuple[np.ndarray, np.ndarray]:
        """(n, features) of all sentences, and n times 1 for turned, 0 for faithful."""
        rows, labels = [], []
        for one in worded:
            sources = [each for part in (one.draft, *one.quotes) for each in split_sentences(part)]
            sentences = [*one.faithful, *one.unfaithful]
            own = [without_quoted(each, one.said).strip() or each for each in sentences]
            rows.append(self.comparing.rows(own, sources))
            labels += [0] * len(one.faithful) + [1] * len(one.unfaithful)
        return np.concatenate(rows), np.array(labels)
