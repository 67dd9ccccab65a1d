"""What the course's own claims say for or against an answer, in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from bot.answering.claims import Claims
from bot.grading.assigned import Parts, keeping, parts_of
from bot.grading.bearing import Bearing
from bot.grading.features import Answer, Asked, Numbers
from bot.kept import key_of
from bot.retrieval.search import HybridSearch

RIGHT, WRONG = ("right", "true", "answer"), ("wrong", "false", "belief")
ALIKE = ("right", "wrong", "belief")  # kinds of which a target's texts mean one thing
FEWEST = 3  # texts that mean one thing from which they tell what doesn't matter
SHRINK = 0.3  # how much the spread of what doesn't matter is evened out
NEAREST = 60  # claims near a point that are asked about an answer
SPREAD, SPREAD_PLAIN = 0.05, 0.03  # how fast a claim's say falls off with its distance
SURE = 3.0  # log odds beyond which the truth of a statement counts no more
COVERED = 0.60  # cosine of a reference with a claim from which the course speaks of it


class Evidence:
    """The claims of one course that hold, and those that don't."""

    def __init__(self, claims: Claims, search: HybridSearch) -> None:
        assert search.matrix is not None, "a course without vectors has no evidence"
        self.claims = claims
        # How questions are put says nothing of what is true, and a new wording must not move a mark.
        kinds = [one.kind for one in search.entries]
        self.right = search.matrix[[at for at, kind in enumerate(kinds) if kind in RIGHT]]
        self.wrong = search.matrix[[at for at, kind in enumerate(kinds) if kind in WRONG]]
        self.middle = np.concatenate([self.right, self.wrong]).mean(axis=0)
        self.scale = _scale(search)
        self.right_scaled, self.wrong_scaled = self.scaled(self.right), self.scaled(self.wrong)
        # By the texts: their vectors differ in the last digits from one machine to another.
        told = [one for one in search.entries if one.kind in (*RIGHT, *WRONG)]
        self.key = key_of(f"{one.kind} {one.text}".encode() for one in told)
        self._near = lru_cache(512)(self._claims_near)
        self.bearing = Bearing(claims.names)
        self._parts_of = lru_cache(2048)(
            lambda question, *points: parts_of(question, points, claims.names.ids)
        )

    def covers(self, reference: np.ndarray) -> bool:
        """Whether the course speaks of what a reference of this vector says."""
        return bool((self.right @ reference).max() >= COVERED)

    def scaled(self, vectors: np.ndarray) -> np.ndarray:
        """Vectors in which what differs between texts that mean one thing counts little."""
        turned = (vectors - self.middle) @ self.scale
        return turned / np.linalg.norm(turned, axis=-1, keepdims=True)

    def odds(self, claims: Sequence[str], vectors: np.ndarray) -> list[float]:
        """Log odds that each of several claims is true; `vectors`: (claims, size)."""
        return [self.claims.log_odds(one, its) for one, its in zip(claims, vectors, strict=True)]

    def truths(self, answer: Answer) -> np.ndarray:
        """(stretches,) log odds that each is true, scaled down."""
        odds = [self.claims.log_odds(one.text, one.vector) for one in answer.stretches]
        return np.clip(odds, -SURE, SURE) / SURE

    def overall(self, asked: Asked, answer: Answer) -> Numbers:
        """The whole answer before all claims."""
        vectors = answer.vectors
        scaled = self.scaled(vectors)
        truth = self.truths(answer)
        for_it, against = self.right @ vectors.T, self.wrong @ vectors.T
        right, wrong = for_it.max(axis=0), against.max(axis=0)
        votes = vote(self.right_scaled @ scaled.T, self.wrong_scaled @ scaled.T, SPREAD)
        plain = vote(for_it, against, SPREAD_PLAIN)
        reference = scaled @ self.scaled(asked.reference.vector)
        return {
            "truth": truth[0], "truth, least": truth.min(), "truth, mean": truth.mean(),
            "right": right[0], "wrong claim": wrong[0], "wrong claim, most": wrong.max(),
            "right or wrong": right[0] - wrong[0], "right or wrong, least": (right - wrong).min(),
            "vote": votes[0], "vote, least": votes.min(), "vote, mean": votes.mean(),
            "plain vote": plain[0], "plain vote, least": plain.min(),
            "scaled": reference[0], "scaled, best": reference.max(),
            **keeping(self._parts(asked), answer.stretches[0].text, self.claims.names.ids),
            **self.bearing.overall(answer.stretches[0].text, [one.text for one in (asked.reference, *asked.points)]),
        }  # fmt: skip

    def of_point(self, asked: Asked, answer: Answer, at: int, best: int) -> Numbers:
        """The answer before the claims near point `at`."""
        vectors = answer.vectors
        scaled = self.scaled(vectors)
        vector = asked.points[at].vector
        right, wrong = self._near(vector.tobytes())
        for_it, against = self.right_scaled[right] @ scaled.T, self.wrong_scaled[wrong] @ scaled.T
        votes = vote(for_it, against, SPREAD)
        plain = vote(self.right[right] @ vectors.T, self.wrong[wrong] @ vectors.T, SPREAD_PLAIN)
        near = scaled @ self.scaled(vector)
        agreeing, against_it = for_it.max(axis=0), against.max(axis=0)
        stretch = answer.stretches[best]
        truth = self.claims.log_odds(stretch.text, stretch.vector)
        return {
            "scaled": near.max(), "best scaled": near[best],
            "vote": votes[0], "best vote": votes[best], "vote, most": votes.max(), "vote, least": votes.min(),
            "best plain vote": plain[best], "plain vote, least": plain.min(),
            "claims": agreeing.max(), "best claims": agreeing[best],
            "wrong claims": against_it.max(), "best wrong claims": against_it[best],
            "right or wrong": (agreeing - against_it).max(),
            "best truth": float(np.clip(truth, -SURE, SURE)) / SURE,
            **self.bearing.of_point(answer.stretches[0].text, [asked.points[at].text]),
        }  # fmt: skip

    def _parts(self, asked: Asked) -> Parts:
        """What belongs to each thing that a question asks of."""
        return self._parts_of(asked.question.text, *(one.text for one in asked.points))

    def _claims_near(self, vector: bytes) -> tuple[np.ndarray, np.ndarray]:
        """The right and the wrong claims nearest to a point."""
        point = self.scaled(np.frombuffer(vector, np.float32))
        return (
            np.argsort(-(self.right_scaled @ point), kind="stable")[:NEAREST],
            np.argsort(-(self.wrong_scaled @ point), kind="stable")[:NEAREST],
        )


def vote(right: np.ndarray, wrong: np.ndarray, spread: float) -> np.ndarray:
    """What claims say of each column, -1 (wrong) to 1 (right): the nearer a claim, the weightier."""
    near = np.concatenate([right, wrong])
    signs = np.concatenate([np.ones(len(right)), -np.ones(len(wrong))])
    weights = np.exp((near - near.max(axis=0)) / spread)
    return (signs @ weights) / weights.sum(axis=0)


def _scale(search: HybridSearch) -> np.ndarray:
    """The map that evens out how texts of one meaning differ (relevant component analysis)."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(search.entries):
        if one.kind in ALIKE:
            groups[one.kind, one.target].append(at)
    matrix = search.matrix
    assert matrix is not None
    rest = [matrix[at] - matrix[at].mean(axis=0) for at in groups.values() if len(at) >= FEWEST]
    if not rest:
        return np.eye(matrix.shape[1], dtype=np.float32)
    inside = np.concatenate(rest)
    values, turned = np.linalg.eigh(inside.T @ inside / len(inside))
    return ((turned / np.sqrt(np.maximum(values, 0) + SHRINK * values.mean())) @ turned.T).astype(
        np.float32
    )
