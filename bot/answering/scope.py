"""Whether the unit covers what is asked. No single signal is enough for a no.

A logistic model weighs how near the question is to what the course says, how near to the named
gaps and the everyday errands in `gaps.yaml`, and how many of its words the course never uses.
Its weights were fitted on the course's own wordings and gaps (`tests/bench/scope.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from bot.answering.discriminant import Discriminant
from bot.answering.ranking import GENERIC, Ranker, Ranking
from bot.content import Course
from bot.content.formats import Gap
from bot.reading.cues import Cues
from bot.reading.question import Question
from bot.reading.words import STOP_WORDS, stem, stems, words
from bot.retrieval.search import HybridSearch, Scores

WEIGHTS = {
    "nearest": 6.51,
    "fifth nearest": 3.05,
    "twentieth nearest": -1.20,
    "nearest centre of a card": 0.78,
    "nearest gap, told apart": 0.60,
    "nearest gap": -6.37,
    "gaps among the nearest": -3.70,
    "odds of a card against a gap": 4.24,
    "on the side of the course": 8.30,
    "share of words the course never uses": -1.23,
    "any word the course never uses": -0.33,
    "hardly any words": 0.39,
    "cue of a gap": -2.59,
    "names something of the course": -0.12,
    "names two of a kind": 0.64,
}
BIAS = -1.45
OWN = 0.85  # cosine from which a question is one of the course's own, or a known one outside
NEARER = 0.03  # ... if it is so much nearer to it than to any that is outside
UNLIKELY, VERBATIM = (
    -1.0,
    0.95,
)  # ... and the log odds of lying inside are no worse, or hardly a letter differs
CLEARLY = 0.0  # by how much a gap must be nearer to be the one that is meant
NAMED_GAP = 0.45  # cosine from which a refusal names the gap
NAMED_NUMBER = 0.6  # ... where a number is asked for that no card gives
FEW_WORDS = 2
TWENTIETH = 20  # entries inside the course that are looked at
NEIGHBOURS = 15  # of a question, among which gaps are counted
RECENT = 8  # questions that are kept
NEAR_CARDS = 2  # cards looked at for a number that is asked for


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
        self,
        course: Course,
        cues: Cues,
        search: HybridSearch,
        ranker: Ranker,
        without: frozenset[int] = frozenset(),
    ) -> None:
        """`without` are entries to be treated as if they were not there."""
        self.course = course
        self.cues = cues
        self.ranker = ranker
        self.has_vectors = search.embedder is not None
        kinds = np.array([entry.kind == "gap" for entry in search.entries], bool)
        there = np.array([at not in without for at in range(len(search.entries))], bool)
        self.is_gap = kinds
        sides = [np.flatnonzero(~kinds & there).tolist(), np.flatnonzero(kinds & there).tolist()]
        self.sides = Discriminant(search.matrix if all(sides) else None, sides)
        self.inside, self.outside = np.array(sides[0], int), np.array(sides[1], int)
        its = [search.entries[at].text for at in self.inside]
        self.vocabulary = {one for text in its for one in stems(text)}
        self.gap_of = np.array([search.entries[at].target for at in self.outside])
        self.gaps = list(course.gaps)
        self._cues = {
            gap.id: re.compile(
                "|".join(rf"(?<!\w){re.escape(cue.lower())}(?!\w)" for cue in gap.cues) or "$^"
            )
            for gap in course.gaps.values()
        }
        self.inwards = lru_cache(RECENT)(self._inwards)  # routing and answering ask for the same

    def place(self, question: Question, scores: Scores, ranking: Ranking) -> Place:
        """Where a question lies."""
        if not self.has_vectors:
            return self._by_words(question, scores)
        if self._number_missing(question, ranking) and ranking.gaps:
            missing = ranking.gaps[0]
            near = missing.cosine >= NAMED_NUMBER
            return Place("gap", self.course.gaps[missing.target]) if near else OUTSIDE
        if self._compares_others(question):
            return OUTSIDE
        nearest = scores.cosine[self.inside].max()
        farther = scores.cosine[self.outside].max(initial=0)
        if self.elsewhere(scores):
            gap_meant = self._nearest_gap(scores, ranking)
            return Place("gap", gap_meant) if gap_meant else OUTSIDE
        own = nearest > farther + NEARER and nearest >= OWN and not self._cued(question)
        if own and nearest >= VERBATIM:
            return INSIDE
        if self.inwards(question, scores) < (UNLIKELY if own else 0.0):
            gap = self._nearest_gap(scores, ranking)
            return Place("gap", gap) if gap else OUTSIDE
        return INSIDE

    def elsewhere(self, scores: Scores) -> bool:
        """Whether a query is, all but in letters, a question that is known to lie outside."""
        gap = scores.cosine[self.outside].max(initial=0)
        return bool(gap >= OWN and gap > scores.cosine[self.inside].max() + CLEARLY)

    def _inwards(self, question: Question, scores: Scores) -> float:
        """How far inside the course a question lies, as log odds; 0 without vectors."""
        if not self.has_vectors:
            return 0.0
        return float(self.features(question, scores) @ np.array(list(WEIGHTS.values())) + BIAS)

    def features(self, question: Question, scores: Scores) -> np.ndarray:
        """One value for each of WEIGHTS."""
        inside = scores.cosine[self.inside]
        few = min(TWENTIETH, len(inside))
        near = np.sort(np.partition(inside, -few)[-few:])[::-1]
        gaps = scores.cosine[self.outside]
        _, gap = self.ranker.nearness(scores)
        kinds = [one.kind for one in self.course.named(question.subjects)]
        content, foreign = stems(question.text), self.foreign(question)
        return np.array(
            [
                near[0],
                near[min(4, len(near) - 1)],
                near[-1],
                self.ranker.centres(scores).max(),
                gap.max(initial=0.0),
                gaps.max(initial=0.0),
                self.is_gap[self._neighbours(scores.cosine)].mean(),
                self._odds(scores),
                self._side(scores),
                len(foreign) / max(1, len(content)),
                bool(foreign),
                len(content) <= FEW_WORDS,
                bool(self._cued(question)),
                bool(question.subjects),
                any(kinds.count(one) > 1 for one in set(kinds)),
            ]
        )

    def _neighbours(self, cosine: np.ndarray) -> np.ndarray:
        """The nearest entries."""
        both = np.concatenate([self.inside, self.outside])
        return both[np.argpartition(-cosine[both], min(NEIGHBOURS, len(both) - 1))[:NEIGHBOURS]]

    def _odds(self, scores: Scores) -> float:
        """How much likelier the likeliest card is than the likeliest gap."""
        cards, gaps = self.ranker.likely(scores)
        return float(cards.max(initial=-1.0) - gaps.max(initial=-1.0))

    def _side(self, scores: Scores) -> float:
        """How far the query lies on the course's side of what parts it from the gaps."""
        if not self.sides.known:
            return 0.0
        inside, outside = self.sides.nearness(scores.vectors)
        return float(inside - outside)

    def foreign(self, question: Question) -> list[str]:
        """The words of a question that the course never uses."""
        return [
            one
            for one in words(question.text)
            if one not in STOP_WORDS and not one.isdigit() and stem(one) not in self.vocabulary
        ]

    def _cued(self, question: Question) -> list[str]:
        lower = question.text.lower()
        return [gap for gap, cue in self._cues.items() if cue.search(lower)]

    def _nearest_gap(self, scores: Scores, ranking: Ranking) -> Gap | None:
        """The gap to name in a refusal, if one is near enough to be what was meant."""
        gaps = scores.cosine[self.outside]
        if not len(gaps) or gaps.max() < NAMED_GAP:
            return None
        return self.course.gaps[str(self.gap_of[int(gaps.argmax())])]

    def _by_words(self, question: Question, scores: Scores) -> Place:
        """Without vectors: cues of a gap, then whose words the question uses."""
        cued = self._cued(question)
        if cued:
            return Place("gap", self.course.gaps[cued[0]])
        content = stems(question.text)
        if question.subjects or not content:
            return INSIDE
        if scores.mix[self.outside].max(initial=0.0) > scores.mix[self.inside].max():
            return OUTSIDE
        return INSIDE if len(self.foreign(question)) * 2 < len(content) else OUTSIDE

    def _compares_others(self, question: Question) -> bool:
        """Whether two things are set side by side that the course has no word for."""
        found = self.cues.hit("between", question.text.lower())
        if found is None or question.subjects:
            return False
        return all(
            any(stem(word) not in self.vocabulary for word in words(one)) for one in found.groups()
        )

    def _number_missing(self, question: Question, ranking: Ranking) -> bool:
        """Whether a number is asked for and no card that is near gives one."""
        asked = self.cues.hit("asks_number", question.text.lower())
        others = (*GENERIC, "example")  # "how many examples ...?" asks for no example
        counted = self.cues.hit("asks_count", question.text.lower())
        if not asked or (any(one not in others for one in question.aspects) and not counted):
            return False
        near = [self.course.cards[one.target].answer for one in ranking.cards[:NEAR_CARDS]]
        return not any(self.cues.hit("number", one.lower()) for one in near)
