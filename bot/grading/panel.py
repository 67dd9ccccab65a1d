"""Two models of one grading, one of which is not shown how the clauses bear on each other.

Each errs where the other doesn't, as they weigh different signs: their mean confuses fewer answers than either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.grading.bearing import BEARING
from bot.grading.features import Numbers
from bot.grading.model import Example, Model, fit, model_of
from bot.kept import Arrays

SEEING, BLIND = "seeing.", "blind."  # the two in a file


@dataclass(frozen=True)
class Panel:
    """The mean of a model that sees all and of one that doesn't see how clauses bear on each other."""

    seeing: Model
    blind: Model

    def judged(self, one: Example) -> tuple[np.ndarray, np.ndarray]:
        """(points,) chances that each is shown, (3,) chances of the verdicts."""
        points, verdicts = zip(
            self.seeing.judged(one), self.blind.judged(without_bearing(one)), strict=True
        )
        return np.mean(points, axis=0), np.mean(verdicts, axis=0)

    def answers_nothing(self, one: Example) -> float:
        """The chance that a text is no answer: noise, a plea, an order to the grader."""
        blind = self.blind.answers_nothing(without_bearing(one))
        return (self.seeing.answers_nothing(one) + blind) / 2

    def arrays(self, prefix: str) -> Arrays:
        """The panel as arrays to keep in a file."""
        return self.seeing.arrays(f"{prefix}{SEEING}") | self.blind.arrays(f"{prefix}{BLIND}")


def panel_of(arrays: Arrays, prefix: str) -> Panel:
    """The panel that `arrays` made."""
    return Panel(*(model_of(arrays, f"{prefix}{one}") for one in (SEEING, BLIND)))


def fit_panel(examples: Sequence[Example]) -> Panel:
    """A panel of the examples."""
    return Panel(fit(examples), fit([without_bearing(one) for one in examples]))


def without_bearing(one: Example) -> Example:
    """An example less the numbers of how clauses bear on each other."""
    return replace(one, whole=_rest(one.whole), points=tuple(_rest(its) for its in one.points))


def _rest(numbers: Numbers) -> Numbers:
    return {name: value for name, value in numbers.items() if BEARING not in name}
