"""Checks that every sentence of a wording rests on what it may rest on, and turns none of it round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.content.markdown import split_sentences
from bot.grading.bindings import content
from bot.grading.contrary import turned_round
from bot.grading.degrees import degrees_turned
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.reading.plan_model import Embed
from bot.speaking.wordings import MARKER, drawn_on, sentences, without_quoted
from bot.speech import Speech

FEW = {
    "answer": 4,
    "recommendation": 4,
    "feedback": 5,
    "persona": 7,
}  # content words from which a sentence has to rest on something
STRAY = {"answer": 2, "recommendation": 2, "feedback": 2, "persona": 4}
# ... content words of a short sentence that are too many if all of them are new
CLOSE = {"answer": 0.5, "recommendation": 0.5, "feedback": 0.5, "persona": 0.7}
# ... share of their words from which two clauses speak of the same; people talk in fewer and vaguer ones
COVERED, MEANT = 0.6, 0.62  # share of its words, or cosine, by which a sentence rests on a source
TOGETHER = 0.95  # ... or the sum of the two
AGAIN = 0.5  # share of its words from which a sentence says over what stands before it


@dataclass(frozen=True)
class Resting:
    """What sentences rest on: by their words, and by their meaning where there is an embedder."""

    names: Names
    cues: Cues
    embed: Embed | None

    def problem(self, speech: Speech, text: str) -> str | None:
        """Sentences that rest on nothing, or that turn a source round."""
        sources = sentences(speech)
        held = set(content(drawn_on(speech)))
        for sentence in split_sentences(MARKER.sub("", text)):
            if len(set(content(sentence))) < FEW[speech.voice]:
                if self._turned(sentence, sources, speech):
                    return "turned round"
                if self._stray(sentence, held, STRAY[speech.voice]):
                    return "unsupported"
                continue
            if not self._covered(sentence, sources, speech):
                return "unsupported"
            if self._turned(sentence, sources, speech):
                return "turned round"
            if speech.voice == "feedback" and _again(sentence, speech.earlier, sources):
                return "said already"
        return None

    def _turned(self, sentence: str, sources: Sequence[str], speech: Speech) -> bool:
        """Whether a sentence turns a source round; what it quotes of the learner is not its own."""
        mine = without_quoted(sentence, speech.said)
        close = CLOSE[speech.voice]
        return turned_round(mine, sources, self.names, close) is not None or degrees_turned(
            mine, sources, self.names
        )

    def _stray(self, sentence: str, held: set[str], most: int) -> bool:
        """Whether a short sentence speaks of something that nothing before it spoke of."""
        its = {one for one in content(sentence) if not self.cues.hit("of_the_talk", one)}
        return len(its) >= most and not its & held

    def _covered(self, sentence: str, sources: Sequence[str], speech: Speech) -> bool:
        """Whether a sentence rests on what it may rest on, by its words or by its meaning."""
        its = {one for one in content(sentence) if not self.cues.hit("of_the_talk", one)}
        held = set(content(drawn_on(speech)))
        if len(its) < FEW[speech.voice] and not self._stray(sentence, held, STRAY[speech.voice]):
            return True
        share = len(its & held) / max(len(its), 1)
        if share >= COVERED or self.embed is None:
            return share >= COVERED
        vectors = self.embed([sentence, *sources])
        nearest = float(np.max(vectors[1:] @ vectors[0], initial=0.0))
        return nearest >= MEANT or nearest + share >= TOGETHER


def _again(sentence: str, stands: str, sources: Sequence[str]) -> bool:
    """Whether a sentence says over, true or turned round, what stands before it, rather than its sources."""
    its = set(content(sentence))
    near, other = (
        max((len(its & set(content(one))) for one in each), default=0)
        for each in (split_sentences(stands), sources)
    )
    return near >= AGAIN * len(its) and near > other
