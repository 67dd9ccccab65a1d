"""Whether the unit covers what is asked. One signal alone is not enough for a no.

The cosine tells how near a question is to anything in the course; gaps are questions that look
near and are not covered; names of the course overrule the cosine; words that the course never
uses speak against.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.answering.ranking import GENERIC, Ranking
from bot.content import Course
from bot.content.formats import Gap
from bot.reading.cues import Cues
from bot.reading.question import Question
from bot.reading.words import STOP_WORDS, stem, stems, words

FAR = 0.40  # below this cosine nothing in the course is meant
CLOSE = 0.70  # from this cosine on the question is one of the course's own
UNCERTAIN = 0.56  # between FAR and this, words that the course never uses decide
GAP_AHEAD = 0.02  # a gap wins when its nearest wording is this much nearer than any card
NEAR_CARDS = 2  # cards looked at for a number that is asked for
GAP_CUED = 0.14  # ... or, if a cue of it was said, up to this much farther


@dataclass(frozen=True)
class Place:
    """Inside, outside, or in a named gap near the unit."""

    where: Literal["inside", "gap", "outside"]
    gap: Gap | None = None


INSIDE = Place("inside")
OUTSIDE = Place("outside")


class Scope:
    """Decides what is inside one course."""

    def __init__(
        self, course: Course, cues: Cues, vocabulary: set[str], has_vectors: bool
    ) -> None:
        self.course = course
        self.cues = cues
        self.vocabulary = vocabulary
        self.has_vectors = has_vectors
        self._cues = {
            gap.id: re.compile(
                "|".join(rf"(?<!\w){re.escape(cue.lower())}(?!\w)" for cue in gap.cues) or "$^"
            )
            for gap in course.gaps.values()
        }

    def place(self, question: Question, ranking: Ranking) -> Place:
        gap = self._gap(question, ranking)
        if gap:
            return Place("gap", gap)
        if not self.has_vectors:
            return self._by_words(question)
        nearest = self._nearest(ranking)
        if nearest >= CLOSE:
            return INSIDE
        foreign = self.foreign(question)
        if nearest < FAR and not question.subjects:
            return OUTSIDE
        if nearest < UNCERTAIN and len(foreign) >= 1 + len(question.subjects):
            return OUTSIDE
        if nearest < FAR and foreign:
            return OUTSIDE
        return INSIDE

    @staticmethod
    def _nearest(ranking: Ranking) -> float:
        """The cosine of the nearest thing that the course says."""
        claims = (*ranking.right[:3], *ranking.wrong[:3], *ranking.beliefs[:3])
        near = (*ranking.cards[:8], *ranking.passages[:3], *claims)
        return max((one.cosine for one in near), default=0.0)

    def _by_words(self, question: Question) -> Place:
        """Without vectors: inside if it names something, or mostly uses the course's words."""
        content = stems(question.text)
        if question.subjects or not content:
            return INSIDE
        return INSIDE if len(self.foreign(question)) * 2 < len(content) else OUTSIDE

    def _gap(self, question: Question, ranking: Ranking) -> Gap | None:
        lower = question.text.lower()
        cued = {one for one, cue in self._cues.items() if cue.search(lower)}
        card = self._nearest(ranking)
        for near in sorted(ranking.gaps, key=lambda one: -one.cosine)[:3]:
            if near.target in cued and (not self.has_vectors or near.cosine > card - GAP_CUED):
                return self.course.gaps[near.target]
            if self.has_vectors and near.cosine > card + GAP_AHEAD and near.cosine > UNCERTAIN:
                return self.course.gaps[near.target]
        if self._number_missing(question, ranking):
            return self.course.gaps[ranking.gaps[0].target] if ranking.gaps else None
        return None

    def _number_missing(self, question: Question, ranking: Ranking) -> bool:
        """Whether a number is asked for and no card that is near gives one."""
        asked = self.cues.hit("asks_number", question.text.lower())
        if not asked or any(one not in GENERIC for one in question.aspects):
            return False
        near = [self.course.cards[one.target].answer for one in ranking.cards[:NEAR_CARDS]]
        return not any(self.cues.hit("number", one.lower()) for one in near)

    def foreign(self, question: Question) -> list[str]:
        """The words of a question that the course never uses."""
        return [
            one
            for one in words(question.text)
            if one not in STOP_WORDS and not one.isdigit() and stem(one) not in self.vocabulary
        ]
