"""An answer in numbers, from all that is known of it: the question, the course's claims, marked answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grading.evidence import Evidence
from bot.grading.exemplars import Exemplars
from bot.grading.features import Asked, Numbers, best_stretch, of_point, overall
from bot.grading.model import Example
from bot.grading.sight import Seen


@dataclass(frozen=True)
class Describer:
    """Describes answers; for a question of the course with what the course says and shows."""

    evidence: Evidence | None = None
    exemplars: Exemplars | None = None

    def example(
        self, asked: Asked, seen: Seen, enough: int, at: int | None = None
    ) -> tuple[Example, list[int]]:
        """An answer in numbers, and which of its stretches speaks most of each point.

        `enough` is how many points suffice, `at` the number of the marked question that it answers,
        if it is one of these.
        """
        answer = seen.answer
        best = [best_stretch(asked, answer, point) for point in range(len(asked.points))]
        rows = [of_point(asked, answer, point, one) for point, one in enumerate(best)]
        whole = overall(asked, answer)
        if self.evidence:
            whole |= _named("claims", self.evidence.overall(asked, answer))
            for point, (row, one) in enumerate(zip(rows, best, strict=True)):
                row |= _named("claims", self.evidence.of_point(asked, answer, point, one))
        if self.exemplars:
            whole |= _named("marked", self.exemplars.overall(asked, answer, at))
            for point, (row, one) in enumerate(zip(rows, best, strict=True)):
                row |= _named("marked", self.exemplars.of_point(asked, answer, point, one, at))
        return Example(at or 0, enough, whole, tuple(rows)), best


def _named(whence: str, numbers: Numbers) -> Numbers:
    return {f"{whence}: {name}": value for name, value in numbers.items()}
