"""What is learnt from marked answers: whether an answer shows a point, and the verdict on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.grading.features import Numbers
from bot.grading.forest import Forest, from_arrays, grow
from bot.grading.logistic import Logistic, fit_logistic, logistic_from
from bot.kept import Arrays

VERDICTS = ("incorrect", "partial", "correct")
FOLDS = 5  # parts of the questions; the verdict learns from points judged by models that saw none of them
SOFT = 0.01  # keeps the log odds of a chance finite


@dataclass(frozen=True)
class Example:
    """An answer in numbers: the whole, each point, and how it was marked.

    `question` groups them; `asked` is how many of the points suffice; `answers` is false for a text
    that answers nothing whatever.
    """

    question: int
    asked: int
    whole: Numbers
    points: tuple[Numbers, ...]
    hits: tuple[bool, ...] = ()
    verdict: int = 0
    answers: bool = True


@dataclass(frozen=True)
class Blend:
    """Trees and a weighted sum; each errs where the other doesn't, so their mean errs less often."""

    forest: Forest
    logistic: Logistic

    def chances(self, rows: np.ndarray) -> np.ndarray:
        """(len(rows), classes): the mean of both."""
        return (self.forest.chances(rows) + self.logistic.chances(rows)) / 2

    def arrays(self, prefix: str) -> Arrays:
        """The blend as arrays to keep in a file."""
        return self.forest.arrays(f"{prefix}forest.") | self.logistic.arrays(f"{prefix}logistic.")


def blend_of(arrays: Arrays, prefix: str) -> Blend:
    """The blend that `arrays` made."""
    logistic = logistic_from(arrays, f"{prefix}logistic.")
    return Blend(from_arrays(arrays, f"{prefix}forest."), logistic)


def fit_blend(rows: np.ndarray, labels: np.ndarray, classes: int) -> Blend:
    """A blend fitted to (n, features) `rows` and n `labels` 0 to classes-1."""
    return Blend(grow(rows, labels, classes), fit_logistic(rows, labels, classes))


@dataclass(frozen=True)
class Model:
    """Chances of points and of verdicts, and of there being an answer at all."""

    point: Blend
    verdict: Blend
    nothing: Blend

    def judged(self, one: Example) -> tuple[np.ndarray, np.ndarray]:
        """(points,) chances that each is shown, (3,) chances of the verdicts."""
        points = self.point.chances(point_rows([one]))[:, 1]
        return points, self.verdict.chances(verdict_row(one, points)[None])[0]

    def answers_nothing(self, one: Example) -> float:
        """The chance that a text is no answer: noise, a plea, an order to the grader."""
        return float(self.nothing.chances(whole_rows([one]))[0, 1])

    def arrays(self, prefix: str) -> Arrays:
        """The model as arrays to keep in a file."""
        nothing = self.nothing.arrays(f"{prefix}nothing.")
        return (
            nothing
            | self.point.arrays(f"{prefix}point.")
            | self.verdict.arrays(f"{prefix}verdict.")
        )


def model_of(arrays: Arrays, prefix: str) -> Model:
    """The model that `arrays` made."""
    return Model(*(blend_of(arrays, f"{prefix}{one}.") for one in Model.__dataclass_fields__))


def point_rows(examples: Sequence[Example]) -> np.ndarray:
    """A row for every point of every example."""
    return np.array(
        [[*p.values(), *one.whole.values()] for one in examples for p in one.points], np.float32
    )


def whole_rows(examples: Sequence[Example]) -> np.ndarray:
    """A row for every example."""
    return np.array([[*one.whole.values()] for one in examples], np.float32)


def verdict_row(one: Example, chances: np.ndarray) -> np.ndarray:
    """An example with the (points,) chances of those that are likeliest, as many as suffice."""
    chances = np.sort(chances)[::-1][: one.asked]
    odds = np.log((chances + SOFT) / (1 - chances + SOFT))
    none, every = float(np.prod(1 - chances)), float(np.prod(chances))
    told = [odds.min(), odds.max(), odds.mean(), every, 1 - none, float(len(chances) == 1)]
    return np.array([*told, *one.whole.values()], np.float32)


def fit(examples: Sequence[Example]) -> Model:
    """A model of the examples; the verdict is fitted on chances of points not learnt from.

    What is no answer teaches nothing but to be told from answers: it is unlike them in every way, and
    would only teach that whoever is unlike the reference is wrong.
    """
    nothing = fit_blend(
        whole_rows(examples), np.array([not one.answers for one in examples]) * 1, 2
    )
    examples = [one for one in examples if one.answers]
    rows = point_rows(examples)
    owner = np.array([at for at, one in enumerate(examples) for _ in one.points])
    hits = np.array([int(hit) for one in examples for hit in one.hits])
    fold = np.array([one.question for one in examples])[owner] % FOLDS
    chances = np.zeros(len(rows), np.float32)
    for part in np.unique(fold):
        rest = fold != part
        if not rest.any():  # one question alone can't be held back
            rest = ~rest
        blend = fit_blend(rows[rest], hits[rest], 2)
        chances[fold == part] = blend.chances(rows[fold == part])[:, 1]
    table = np.stack([verdict_row(one, chances[owner == at]) for at, one in enumerate(examples)])
    verdicts = np.array([one.verdict for one in examples])
    return Model(fit_blend(rows, hits, 2), fit_blend(table, verdicts, len(VERDICTS)), nothing)
