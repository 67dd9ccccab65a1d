"""What is asked for, and what an answer got."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["correct", "partial", "incorrect", "not-graded"]


@dataclass(frozen=True)
class KeyPoint:
    """A point that a question asks for, and ways in which learners put it."""

    point: str
    wordings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """A point and the learner's own words that show it, copied from the answer."""

    point: str
    words: str


@dataclass(frozen=True)
class Mark:
    """A verdict, the share of the points shown (0-1), and which they are.

    `score` is None where nothing could be graded. `against` is a point that the answer turns round, with the
    words that do.
    """

    verdict: Verdict
    score: float | None
    hit: tuple[Shown, ...] = ()
    missed: tuple[str, ...] = ()
    against: Shown | None = None


NOT_GRADED = Mark("not-graded", None)
