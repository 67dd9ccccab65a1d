"""What is learnt from marked answers: whether an answer shows a point, and the verdict on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.grading.features import Numbers
from bot.grading.forest import Forest, from_arrays, grow

VERDICTS = ("incorrect", "partial", "correct")
FOLDS = 5  # parts of the questions; the verdict learns from points judged by models that saw none of them
TREES_OF_FOLD = 100
SOFT = 0.01  # keeps the log odds of a chance finite


@dataclass(frozen=True)
class Example:
    """An answer in numbers: the whole, each point, and how it was marked. `question` groups them."""

    question: int
    whole: Numbers
    points: tuple[Numbers, ...]
    hits: tuple[bool, ...] = ()
    verdict: int = 0


@dataclass(frozen=True)
class Model:
    """Chances of points and of verdicts."""

    point: Forest
    verdict: Forest

    def judged(self, one: Example, asked: int) -> tuple[np.ndarray, np.ndarray]:
        """(points,) chances that each is shown, (3,) chances of the verdicts.

        `asked` is how many of the points suffice.
        """
        points = self.point.chances(point_rows([one]))[:, 1]
        best = np.sort(points)[::-1][:asked]
        return points, self.verdict.chances(verdict_row(one, best)[None])[0]

    def arrays(self, prefix: str) -> dict[str, np.ndarray]:
        """The model as arrays to keep in a file."""
        return self.point.arrays(f"{prefix}point.") | self.verdict.arrays(f"{prefix}verdict.")


def model_of(arrays: dict[str, np.ndarray], prefix: str) -> Model:
    """The model that `arrays` made."""
    return Model(from_arrays(arrays, f"{prefix}point."), from_arrays(arrays, f"{prefix}verdict."))


def point_rows(examples: Sequence[Example]) -> np.ndarray:
    """A row for every point of every example."""
    return np.array(
        [[*p.values(), *one.whole.values()] for one in examples for p in one.points], np.float32
    )


def verdict_row(one: Example, chances: np.ndarray) -> np.ndarray:
    """An example with the chances of the points that are asked for."""
    odds = np.log((chances + SOFT) / (1 - chances + SOFT))
    none, every = float(np.prod(1 - chances)), float(np.prod(chances))
    told = [odds.min(), odds.max(), odds.mean(), every, 1 - none, float(len(chances) == 1)]
    return np.array([*told, *one.whole.values()], np.float32)


def fit(examples: Sequence[Example]) -> Model:
    """A model of the examples; the verdict is fitted on chances of points not learnt from."""
    rows = point_rows(examples)
    owner = np.array([at for at, one in enumerate(examples) for _ in one.points])
    hits = np.array([int(hit) for one in examples for hit in one.hits])
    fold = np.array([one.question for one in examples])[owner] % FOLDS
    chances = np.zeros(len(rows), np.float32)
    for part in np.unique(fold):
        rest = fold != part
        if not rest.any():  # one question alone can't be held back
            rest = ~rest
        forest = grow(rows[rest], hits[rest], 2, TREES_OF_FOLD)
        chances[fold == part] = forest.chances(rows[fold == part])[:, 1]
    table = np.stack([verdict_row(one, chances[owner == at]) for at, one in enumerate(examples)])
    verdicts = np.array([one.verdict for one in examples])
    return Model(grow(rows, hits, 2), grow(table, verdicts, len(VERDICTS)))
