"""How well each objective is mastered, from the evidence alone.

Old answers fade, help makes a success count less, and nothing is called mastered on the strength
of one item or of items that were met just before. What learners say of themselves is one piece
of evidence among the others; it never makes an objective mastered, but it can keep it from being.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.memory.evidence import Answer, Correction, in_utc

State = Literal["new", "learning", "shaky", "mastered"]
Leaning = Literal["over-confident", "under-confident", "fair"]

HALF_LIFE = timedelta(days=14)  # after which an answer counts half
FRESH = timedelta(days=7)  # an item not met for so long shows knowledge, not a remembered answer
HINTED = 0.5  # what a success counts with a hint, again for each further one
EXPLAINED = 0.25  # ... when the answer was just explained
SELF_RATED = 0.5  # ... when learners rated themselves
PARTIAL = 0.5  # what a partly right answer shows where its points weren't counted

PRIOR = 0.5  # the share before any evidence, weighing as much as one answer of today
MASTERED = 0.8  # the least share
SHAKY = 0.6  # the share below which it is
FEWEST_ANSWERS, FEWEST_ITEMS = 3, 2  # for "mastered"
TELLING = 2  # answers from which on an objective can be shaky, or confidence be judged


@dataclass(frozen=True)
class Calibration:
    """How often the learner was sure or unsure, and rightly so. Counts of answers."""

    sure: int = 0
    sure_wrong: int = 0
    unsure: int = 0
    unsure_right: int = 0

    @property
    def leaning(self) -> Leaning | None:
        """Which way confidence errs, by more than a third; None if too little was said."""
        if self.sure + self.unsure < TELLING:
            return None
        over = self.sure_wrong / self.sure if self.sure else 0.0
        under = self.unsure_right / self.unsure if self.unsure else 0.0
        if max(over, under) <= 1 / 3:
            return "fair"
        return "over-confident" if over >= under else "under-confident"


@dataclass(frozen=True)
class Mastery:
    """Where an objective stands. `share` is 0 to 1, the part known, drawn to 0.5 by old age."""

    state: State = "new"
    share: float = PRIOR
    answers: int = 0
    items: int = 0
    calibration: Calibration = Calibration()


def mastery(
    answers: Sequence[Answer], now: datetime, corrections: Iterable[Correction] = ()
) -> dict[str, Mastery]:
    """Mastery of each objective that there is evidence on; `answers` in order of recording."""
    moment = in_utc(now)
    graded = [one for one in answers if one.graded]
    fresh = _fresh(answers)
    of = defaultdict(list)
    for one in graded:
        for objective in dict.fromkeys(one.objectives):
            of[objective].append(one)
    said = defaultdict(list)
    for word in corrections:
        said[word.objective].append(word)
    return {name: _held(of[name], said[name], fresh, moment) for name in sorted({*of, *said})}


def _fresh(answers: Iterable[Answer]) -> set[str]:
    """The attempts that met their item for the first time, or for the first time in a week."""
    met: dict[str, datetime] = {}
    found = set()
    for one in answers:
        if one.item not in met or one.at - met[one.item] >= FRESH:
            found.add(one.attempt)
        met[one.item] = one.at
    return found


def _held(
    answers: Sequence[Answer], said: Sequence[Correction], fresh: set[str], now: datetime
) -> Mastery:
    evidence = [(_weight(one, now), _value(one)) for one in answers]
    evidence += [(_recency(one.at, now), float(one.knows)) for one in said]
    total = 1 + sum(weight for weight, _ in evidence)
    share = (PRIOR + sum(weight * value for weight, value in evidence)) / total
    items = len({one.item for one in answers})
    proofs = [one.at for one in answers if one.attempt in fresh and _unaided(one)]
    denied = max((one.at for one in said if not one.knows), default=None)
    proven = any(denied is None or at > denied for at in proofs)
    enough = len(answers) >= FEWEST_ANSWERS and items >= FEWEST_ITEMS
    if not evidence:
        state: State = "new"
    elif enough and proven and share >= MASTERED:
        state = "mastered"
    elif share < SHAKY and len(evidence) >= TELLING:
        state = "shaky"
    else:
        state = "learning"
    return Mastery(state, share, len(answers), items, _calibration(answers))


def _recency(at: datetime, now: datetime) -> float:
    """1 for today, halved with each half-life; a time to come counts as now."""
    return 0.5 ** (max(now - at, timedelta(0)) / HALF_LIFE)


def _weight(answer: Answer, now: datetime) -> float:
    """How much an answer counts. A miss counts in full: help doesn't excuse it."""
    weight = _recency(answer.at, now)
    if answer.rating:
        weight *= SELF_RATED
    if answer.verdict != "incorrect":
        weight *= HINTED**answer.hints
        weight *= EXPLAINED if answer.help else 1
    return weight


def _value(answer: Answer) -> float:
    """What an answer shows, 0 to 1."""
    if answer.verdict == "partial":
        return PARTIAL if answer.points is None else answer.points
    return float(answer.verdict == "correct")


def _unaided(answer: Answer) -> bool:
    """Whether it was right without help and not only by the learner's own judgement."""
    return answer.verdict == "correct" and not answer.aided and answer.rating is None


def _calibration(answers: Iterable[Answer]) -> Calibration:
    told = [one for one in answers if one.confidence]
    sure = [one for one in told if one.confidence == "sure"]
    unsure = [one for one in told if one.confidence == "unsure"]
    return Calibration(
        sure=len(sure),
        sure_wrong=sum(one.verdict == "incorrect" for one in sure),
        unsure=len(unsure),
        unsure_right=sum(one.verdict == "correct" for one in unsure),
    )
