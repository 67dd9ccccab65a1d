"""Reads a described plan into typed needs, each with the learner's own words.

The needs of a text are decoded together: of all combinations that the decision tree knows, the one
that fits best what each clause tells and which level the text as a whole speaks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import product

import numpy as np

from bot.content import Course
from bot.deciding.tree import closed
from bot.reading.plan_model import PlanModel, level_of, parts_of
from bot.reading.plan_spotter import PlanSpotter
from bot.replies import NeedRead

WHOLE = 1.25  # what the level that a text speaks for counts beside what its clauses tell
FRAGMENT = 0.5  # ... and what it counts in a remark
HINTED, OUTRIGHT = -1.5, 1.0  # logits from which a need is believed in a remark, and in an answer
SLIGHT = 2.0  # by how much needs must fit a text better than none at all
SUGGESTED = 3.0  # what a suggested reading counts beside what the text itself tells, once
PLAUSIBLE = -5.5  # logit from which words may be what tells a suggested need
UNTOLD = -3.0  # logit of a need that a clause can't tell
PART = 1.5  # by how much the whole of a text must tell a need more clearly than a part to be quoted
QUOTED, STEP = 16, 4  # words of the longest quote, and of the steps in which it is looked for
EDGE = re.compile(
    r"^(?:\W|(?:and|but|so|because|while|although|well|then|that|ok|okay|fine|oh|sorry|hm+|actually|"
    r"yes|i forgot|i meant|with)\b)+|[\s,;:.!?-]+$",
    re.I,
)


@dataclass(frozen=True)
class Reading:
    """What a message says of a plan. `kinds` are the chances of what it is, by name."""

    needs: tuple[NeedRead, ...]
    kinds: dict[str, float]


@dataclass(frozen=True)
class Scored:
    """How clearly each clause of a text tells each need, and the whole of it, which stands last.

    `levels` are the log chances of the levels that it speaks for, `kinds` the chances of what it is.
    """

    clauses: list[str]
    told: np.ndarray
    whole: np.ndarray
    levels: np.ndarray
    kinds: dict[str, float]

    @property
    def best(self) -> np.ndarray:
        """How clearly each need is told at its clearest."""
        return np.maximum(self.told.max(axis=0), self.whole)

    @property
    def opinion(self) -> float:
        """How likely a text pushes back if it is no question."""
        return self.kinds["push-back"] / (1 - self.kinds["question"] + 1e-9)


class PlanReader:
    """Reads plans, and remarks on them, with one course's needs."""

    def __init__(
        self,
        course: Course,
        model: PlanModel,
        spotter: PlanSpotter,
        repair: Callable[[str], str],
        not_begun: re.Pattern[str],
    ) -> None:
        """`not_begun` finds clauses which say that nothing has been done yet."""
        self.model = model
        self.spotter = spotter
        self.labels = model.labels
        self.repair = repair
        self.not_begun = not_begun
        self.suggested: tuple[NeedRead, ...] = ()
        self._needs = course.needs
        self._combinations(course)

    def aided(self, suggested: Sequence[NeedRead]) -> PlanReader:
        """A reader to which somebody suggests needs, for texts in which it finds none that decides.

        A suggestion is a hint and no reading: see `_suggested_in`.
        """
        other = copy(self)
        other.suggested = tuple(suggested)
        return other

    def remark(self, text: str, least: float = HINTED) -> Reading:
        """A remark on a plan. `least` is how clearly a need must be told to be believed."""
        return self.read(text, FRAGMENT, least)

    def read(self, text: str, whole: float = WHOLE, least: float = -np.inf) -> Reading:
        """The needs and the kind of a message."""
        scored = self.scored(text)
        best, levels = scored.best, scored.levels * whole
        unsaid = self._unsaid(text) if whole == WHOLE else []
        chosen = self._decoded(best, levels, unsaid)
        if not chosen and self.suggested:
            chosen = self._decoded(best, levels, unsaid, self._suggested_in(text))
        chosen = {one for one in chosen if best[self.labels.needs.index(("yes", one))] > least}
        return Reading(tuple(self._heard(chosen, best, scored)), scored.kinds)

    def scored(self, text: str) -> Scored:
        """How clearly each clause of a text, and the whole of it, tells each need."""
        clauses = [*parts_of(text), text]
        told = self.model.clauses([self.repair(one) for one in clauses])
        whole, levels, kinds = self.model.whole(self.repair(text))
        return Scored(clauses, *self._begun(clauses, told, whole), levels, kinds)

    def _begun(
        self, clauses: Sequence[str], told: np.ndarray, whole: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """The logits where a clause that nothing has begun tells of nothing that was done."""
        idle = np.array([bool(self.not_begun.search(one.lower())) for one in clauses])
        if not idle.any():
            return told, whole
        done = np.array(
            [value == "yes" and self._needs[one].done for value, one in self.labels.needs]
        )
        told = np.where(idle[:, None] & done, np.minimum(told, UNTOLD), told)
        return told, np.where(done, np.minimum(whole, told.max(axis=0)), whole)

    def words(self, value: str, need: str, scored: Scored) -> str | None:
        """The words that tell a need ("yes") or deny it ("no"); None where the course knows no denial of it."""
        if (value, need) not in self.labels.needs:
            return None
        at = self.labels.needs.index((value, need))
        return self._words(at, scored.told[:, at], scored.clauses)

    def plainest(self, text: str) -> float:
        """How clearly the plainest of the deciding needs in a plan is told, as a logit."""
        scored = self.scored(text)
        chosen = self._decoded(scored.best, scored.levels * WHOLE, self._unsaid(text))
        return max((self._said(scored.best, one) for one in chosen), default=-np.inf)

    def kinds(self, text: str) -> dict[str, float]:
        """The chances of what a message is."""
        return self.model.whole(self.repair(text))[2]

    def _suggested_in(self, text: str) -> list[int]:
        """The suggested deciding needs whose words stand in a text and may tell them, with what they imply."""
        found: set[str] = set()
        here = _plain(text)
        for one in self.suggested:
            known = one.value == "said" and one.name in self.labels.deciding
            if known and one.words and _plain(one.words) and _plain(one.words) in here:
                at = self.labels.deciding.index(one.name)
                if self.model.clauses([self.repair(one.words)])[0, at] > PLAUSIBLE:
                    found.add(one.name)
        return [self.labels.deciding.index(one) for one in sorted(closed(found, self._needs))]

    def _unsaid(self, text: str) -> list[int]:
        """The deciding needs that a plan can't tell, as it has none of the words that go with them."""
        said = [one.lower() for one in re.findall(r"\w+", self.repair(text))]
        return [
            at
            for at, need in enumerate(self.labels.deciding)
            if (only := self._needs[need].only_with)
            and not any(one.startswith(only) for one in said)
        ]

    def _decoded(
        self,
        told: np.ndarray,
        levels: np.ndarray,
        unsaid: Sequence[int] = (),
        suggested: Sequence[int] = (),
    ) -> set[str]:
        """The combination of deciding needs that fits best, none of those `unsaid`.

        A combination of suggested needs alone is given something, the same however many they are; one that
        leads to the costliest level never is.
        """
        scores = self.combinations @ told[: len(self.labels.deciding)] + levels[self.ends]
        scores[~self.combinations.any(axis=1)] += SLIGHT
        scores[self.combinations[:, list(unsaid)].any(axis=1)] = -np.inf
        if suggested:
            others = [at for at in range(self.combinations.shape[1]) if at not in suggested]
            hinted = self.combinations.any(axis=1) & ~self.combinations[:, others].any(axis=1)
            scores = scores + SUGGESTED * (hinted & ~self._costliest)
        best = self.combinations[int(scores.argmax())]
        return {one for one, true in zip(self.labels.deciding, best, strict=True) if true}

    def _heard(self, chosen: set[str], best: np.ndarray, scored: Scored) -> list[NeedRead]:
        """Each need that is said or denied, with the clause that tells it most clearly."""
        found: list[NeedRead] = []
        for at, (value, need) in enumerate(self.labels.needs):
            clear = best[at] > 0
            if value == "yes" and (need in chosen if need in self.labels.deciding else clear):
                heard = "said"
            elif (
                value == "no" and clear and need not in chosen and best[at] > self._said(best, need)
            ):
                heard = "denied"
            else:
                continue
            words = self._words(at, scored.told[:, at], scored.clauses)
            found.append(NeedRead(name=need, value=heard, words=words))
        return found

    def _said(self, best: np.ndarray, need: str) -> float:
        """How clearly a need is said."""
        return float(best[self.labels.needs.index(("yes", need))])

    def _words(self, label: int, told: np.ndarray, clauses: list[str]) -> str:
        """The words for a need: the clearest clause rather than all, of a long one its clearest run of words."""
        at = int(told[:-1].argmax()) if len(clauses) > 1 else 0
        best = clauses[at if told[at] > told[-1] - PART else -1]
        spans = [one.span() for one in re.finditer(r"\S+", best)]
        if len(spans) > QUOTED:
            starts = range(0, len(spans) - QUOTED + STEP, STEP)
            ends = [min(at + QUOTED, len(spans)) - 1 for at in starts]
            runs = [
                best[spans[at][0] : spans[end][1]] for at, end in zip(starts, ends, strict=True)
            ]
            scores = self.model.clauses([self.repair(one) for one in runs])[:, label]
            best = runs[int(scores.argmax())]
        return EDGE.sub("", best).strip() or best.strip()

    def _combinations(self, course: Course) -> None:
        """Every consistent combination of deciding needs, and the level where it ends."""
        held: list[tuple[int, ...]] = []
        ends: list[int] = []
        for values in product((0, 1), repeat=len(self.labels.deciding)):
            pairs = zip(self.labels.deciding, values, strict=True)
            true = {one for one, value in pairs if value}
            if closed(true, course.needs) == true:
                held.append(values)
                ends.append(self.labels.levels.index(level_of(course, true)))
        self.combinations, self.ends = np.array(held, bool), np.array(ends, int)
        top = course.levels[-1].id
        tops = [top in one.split("+") for one in self.labels.levels]
        self._costliest = np.array(tops, bool)[self.ends]


def _plain(text: str) -> str:
    """A text without what doesn't matter for whether some words stand in it."""
    return " ".join(re.findall(r"\w+", text.lower()))
