"""From chances to a verdict: what it costs to be wrong, and what an answer must have to count as one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

NOTHING, NOTHING_AT_ALL = 0.2, 0.45  # chance from which a text is no answer; ... with a point in it
SEEN, WRONG = 0.65, 0.45  # chance of a point that is in it, and of being wrong that speaks against
HINTED, PLAIN = 0.03, 0.7  # ... from which it is a full answer only where that is as likely as this
DOUBTED, PLAINER = 0.12, 0.75  # ... or as this
LEFT = 0.4  # chance of a point from which it is shown where others are admitted to be wanting
CERTAIN = 0.8  # ... from which a mere hint shows it, and one in a text that is likely no answer
# What it costs to give each verdict (column) where another (row) is right. To confuse the ends is worse than
# to miss by half, and worst is to confirm what is wrong.
COSTS = np.array([[0, 1, 4], [1, 0, 1], [4.25, 1.5, 0]])


@dataclass(frozen=True)
class Chances:
    """What the models see in an answer.

    `points`: (points,) chances that each is shown; `verdicts`: (3,) chances; `nothing`: the chance that it
    is no answer; `gap`: it says itself that a part is wanting; `fresh`: it says more than the question;
    `vague`: it only hints.
    """

    points: np.ndarray
    verdicts: np.ndarray
    nothing: float
    gap: bool
    fresh: bool
    vague: bool = False

    @property
    def some(self) -> bool:
        """Whether what is left beside an admitted gap shows a point."""
        doubtful = self.vague or self.nothing > NOTHING
        return bool(self.gap and self.points.max() >= (CERTAIN if doubtful else LEFT))

    @property
    def none(self) -> bool:
        """Whether the text is no answer at all."""
        if self.vague and self.points.max() < CERTAIN:
            return True
        seen = self.fresh and self.points.max() >= SEEN and self.verdicts[0] < WRONG
        return not self.some and self.nothing > (NOTHING_AT_ALL if seen else NOTHING)

    @property
    def most(self) -> int:
        """The best verdict that it may get: partial where it admits a gap, or is hardly an answer."""
        plain = PLAINER if self.nothing > DOUBTED else PLAIN
        return 1 if self.gap or (self.nothing > HINTED and self.verdicts[2] < plain) else 2

    @property
    def verdict(self) -> int:
        """The verdict within these bounds that costs least."""
        return max(min(settled(self.verdicts), self.most), int(self.some))


def settled(verdicts: np.ndarray) -> int:
    """The verdict of (3,) chances that costs least."""
    return int((verdicts @ COSTS).argmin())
