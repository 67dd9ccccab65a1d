"""Spots a plan of the learner's own among all that people type: questions, claims, errands, talk.

A log-linear model of the runs of words, and of whether a message lies nearer to plans than to the rest.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bot.content import Course
from bot.kept import Arrays, ModelFiles, key_of
from bot.packing import pack_directions, unpack_directions
from bot.reading.loglinear import features, features_of, fit, runs, softmax
from bot.reading.plan_model import Embed, Questions

VERSION = "3"
NEIGHBOURS = 5  # examples of each sort that a text is compared with
LIKENESS = 15.0  # what being nearer to plans than to the rest counts beside the words


class PlanSpotter:
    """How likely a message is to tell a plan, for one course."""

    def __init__(
        self,
        course: Course,
        repair: Callable[[str], str],
        embed: Embed | None,
        questions: Questions,
        files: ModelFiles,
    ) -> None:
        """`questions` are what is asked about the course and beside it, in a form without vectors anew."""
        self.repair = repair
        self.embed = embed
        plans = [one.text for one in course.plans]
        others = [one.text for one in (*course.no_plans, *course.statements)]
        self.size = 0 if embed is None else embed(["size"]).shape[1]
        parts = (VERSION, str(self.size), *plans, "", *others, *questions.texts)
        arrays = files.arrays(
            "spotter",
            key_of(one.encode() for one in parts),
            lambda: self._fitted(plans, others, questions),
        )
        self.known = features_of(arrays, self.size)
        self.weights = arrays["weights"].astype(np.float32)
        self.plans, left = (unpack_directions(arrays[name]) for name in ("plans", "others"))
        asked = questions.vectors
        self.others = None if asked is None else np.vstack([asked, left])

    def chance(self, text: str) -> float:
        """How likely `text` tells a plan, 0 to 1."""
        repaired = self.repair(text)
        vector = self.embed([repaired]) if self.embed else None
        logits = self.known.design([runs(repaired)], vector)[0] @ self.weights
        if vector is not None and self.others is not None:
            nearer = _likeness(self.plans, vector[0]) - _likeness(self.others, vector[0])
            logits[1] += LIKENESS * nearer
        return float(softmax(logits)[1])

    def _fitted(self, plans: list[str], others: list[str], questions: Questions) -> Arrays:
        told, left = ([self.repair(one) for one in texts] for texts in (plans, others))
        marks = [runs(one) for one in (*told, *left, *questions.texts)]
        known = features(marks[: len(told) + len(left)], self.size)
        labels = np.eye(2, dtype=np.float32)[[1] * len(told) + [0] * (len(marks) - len(told))]
        none = np.zeros((0, self.size), np.float32)
        near, far, vectors = none, none, None
        if self.embed is not None and questions.vectors is not None:
            near, far = self.embed(told), self.embed(left)
            vectors = np.vstack([near, far, questions.vectors])
        weights = fit(known, marks, vectors, labels, one_of=True)
        return known.arrays | {
            "plans": pack_directions(near),
            "others": pack_directions(far),
            "weights": weights.astype(np.float16),
        }


def _likeness(vectors: np.ndarray, vector: np.ndarray) -> float:
    """The mean cosine of the nearest few of `vectors` to `vector`."""
    cosines = vectors @ vector
    few = min(NEIGHBOURS, len(cosines))
    return float(np.partition(cosines, -few)[-few:].mean())
