"""Reads a described plan into typed needs, each with the learner's own words.

The needs of a text are decoded together: of all combinations that the decision tree knows, the one
that fits best what each clause tells and which level the text as a whole speaks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import product

import numpy as np

from bot.content import Course
from bot.deciding.tree import closed
from bot.reading.plan_model import REMARKS, PlanModel, level_of, parts_of
from bot.reading.plan_spotter import PlanSpotter
from bot.replies import NeedRead

WHOLE = 1.5  # what the level that a text speaks for counts beside what its clauses tell
FRAGMENT = 0.5  # ... and what it counts in a remark
HINTED, OUTRIGHT = -1.5, 1.0  # logits from which a need is believed in a remark, and in an answer
CONTRARY = 1.0  # how much readier a denial is heard of what was said before
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

    @property
    def remark(self) -> str:
        """The likeliest kind of remark, if it is a remark."""
        return max(REMARKS, key=self.kinds.__getitem__)

    @property
    def opinion(self) -> float:
        """How likely a message pushes back if it is no question."""
        return self.kinds["push-back"] / (1 - self.kinds["question"] + 1e-9)


class PlanReader:
    """Reads plans, and remarks on them, with one course's needs."""

    def __init__(
        self, course: Course, model: PlanModel, spotter: PlanSpotter, repair: Callable[[str], str]
    ) -> None:
        self.model = model
        self.spotter = spotter
        self.labels = model.labels
        self.repair = repair
        self._combinations(course)

    def remark(self, text: str, held: set[str], least: float = HINTED) -> Reading:
        """A remark on a plan of which the needs `held` are known: those are what it may deny.

        `least` is how clearly a need must be told to be believed.
        """
        return self.read(text, FRAGMENT, held, least)

    def read(
        self,
        text: str,
        whole: float = WHOLE,
        held: Collection[str] = frozenset(),
        least: float = -np.inf,
    ) -> Reading:
        """The needs and the kind of a message."""
        clauses = [*parts_of(text), text]
        told = self.model.clauses([self.repair(one) for one in clauses])
        at_text, levels, kinds = self.model.whole(self.repair(text))
        best = np.maximum(told.max(axis=0), at_text)
        denials = {("no", one) for one in held}
        contrary = [at for at, label in enumerate(self.labels.needs) if label in denials]
        if contrary:
            at = max(contrary, key=best.__getitem__)
            best[at] += CONTRARY
            said = self.labels.needs.index(("yes", self.labels.needs[at][1]))
            best[said] -= CONTRARY if best[at] > 0 else 0.0
        chosen = self._decoded(best, levels * whole)
        chosen = {one for one in chosen if best[self.labels.needs.index(("yes", one))] > least}
        return Reading(tuple(self._heard(chosen, best, told, clauses)), kinds)

    def kinds(self, text: str) -> dict[str, float]:
        """The chances of what a message is."""
        return self.model.whole(self.repair(text))[2]

    def _decoded(self, told: np.ndarray, levels: np.ndarray) -> set[str]:
        """The combination of deciding needs that fits best."""
        scores = self._held @ told[: len(self.labels.deciding)] + levels[self._ends]
        best = self._held[int(scores.argmax())]
        return {one for one, true in zip(self.labels.deciding, best, strict=True) if true}

    def _heard(
        self, chosen: set[str], best: np.ndarray, told: np.ndarray, clauses: list[str]
    ) -> list[NeedRead]:
        """Each need that is said or denied, with the clause that tells it most clearly."""
        found: list[NeedRead] = []
        for at, (value, need) in enumerate(self.labels.needs):
            clear = best[at] > 0
            if value == "yes" and (need in chosen if need in self.labels.deciding else clear):
                heard = "said"
            elif value == "no" and clear and need not in chosen:
                heard = "denied"
            else:
                continue
            words = self._words(at, told[:, at], clauses)
            found.append(NeedRead(name=need, value=heard, words=words))
        return found

    def _words(self, label: int, told: np.ndarray, clauses: list[str]) -> str:
        """The words for a need: the clearest clause, of a long one its clearest run of words."""
        best = clauses[int(told.argmax())]
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
        self._held, self._ends = np.array(held, np.float32), np.array(ends, int)
