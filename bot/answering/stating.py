"""Whether a message states something rather than asks: a log-linear model of its runs of words.

"How does prompt engineering change the weights?" takes for granted what no cue shows, but it is put
as such messages are put.
"""

from __future__ import annotations

import numpy as np

from bot.content import Course
from bot.kept import Arrays, ModelFiles, key_of
from bot.reading.loglinear import features, features_of, fit, runs, softmax

VERSION = "3"
ONCE_MORE = 2  # how often a whole message counts beside the bare claims of the cards


class Stating:
    """Tells what is stated or taken for granted from what is asked openly, for one course."""

    def __init__(self, course: Course, files: ModelFiles) -> None:
        stated, asked = _examples(course)
        key = key_of(one.encode() for one in (VERSION, str(len(stated)), *stated, *asked))
        arrays = files.arrays("stating", key, lambda: _fitted(stated, asked))
        self.known = features_of(arrays, 0)
        self.weights = arrays["weights"].astype(np.float32)

    def chance(self, text: str) -> float:
        """How likely a message states or presupposes something, 0 to 1."""
        logits = self.known.design([_marks(text)], None)[0] @ self.weights
        return float(softmax(logits)[1])


def _examples(course: Course) -> tuple[list[str], list[str]]:
    """What is stated, and what is asked."""
    claims = [
        *(
            one
            for card in course.cards.values()
            for one in (*card.claims.right, *card.claims.wrong)
        ),
        *(one for belief in course.misconceptions.values() for one in belief.wordings),
    ]
    whole = [one.text for one in course.statements]
    asked = [one for card in course.cards.values() for one in card.wordings]
    asked += [one for gap in course.gaps.values() for one in gap.wordings]
    return [*claims, *(whole * ONCE_MORE)], asked


def _fitted(stated: list[str], asked: list[str]) -> Arrays:
    marks = [_marks(one) for one in (*stated, *asked)]
    known = features(marks, 0)
    labels = np.eye(2, dtype=np.float32)[[1] * len(stated) + [0] * len(asked)]
    weights = fit(known, marks, None, labels, one_of=True)
    return known.arrays | {"weights": weights.astype(np.float16)}


def _marks(text: str) -> set[str]:
    """The runs of words, and how the message ends."""
    return runs(text) | {"ends in ?" if text.rstrip().endswith("?") else "ends otherwise"}
