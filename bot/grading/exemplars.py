"""What marked answers near an answer say of it: those to like questions, and those that show like points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.grading.features import Answer, Asked, Numbers
from bot.kept import Arrays
from bot.packing import pack_directions, unpack_directions

QUESTIONS, POINTS = 6, 10  # most like ones whose answers are compared
CLOSE, LOOSE = 0.05, 0.1  # how fast an answer's say falls off with its distance
BY_QUESTION, BY_POINT = (
    0.3,
    0.5,
)  # what likeness of question and of point weighs beside the answer's
APART = -9.0  # likeness of what is left out
Scaled = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Marked:
    """A marked answer: the number of its question, its verdict 0 to 2, which points it shows, its vector."""

    question: int
    verdict: int
    hits: tuple[bool, ...]
    vector: np.ndarray


def exemplar_arrays(marked: Sequence[Marked], questions: Sequence[Asked]) -> Arrays:
    """Marked answers and what their questions ask for, as arrays to keep in a file."""
    most = max(len(one.hits) for one in marked)
    hits = [[*one.hits, *[False] * (most - len(one.hits))] for one in marked]
    points = [(at, one.vector) for at, its in enumerate(questions) for one in its.points]
    return {
        "question": np.array([one.question for one in marked], np.int32),
        "verdict": np.array([one.verdict for one in marked], np.int8),
        "hits": np.array(hits),
        "answers": pack_directions(np.stack([one.vector for one in marked])),
        "references": pack_directions(np.stack([one.reference.vector for one in questions])),
        "points": pack_directions(np.stack([vector for _, vector in points])),
        "owners": np.array([at for at, _ in points], np.int32),
    }


class Exemplars:
    """Marked answers, from arrays that `exemplar_arrays` made.

    `scaled` evens out what differs between vectors of texts of one meaning.
    """

    def __init__(self, arrays: Arrays, scaled: Scaled) -> None:
        self.scaled = scaled
        self.question, self.verdict = arrays["question"], arrays["verdict"]
        self.vectors = scaled(unpack_directions(arrays["answers"]))
        self.references = scaled(unpack_directions(arrays["references"]))
        self.points = scaled(unpack_directions(arrays["points"]))
        self.owner = arrays["owners"]
        self.answers = [np.flatnonzero(self.question == at) for at in self.owner]
        first = np.searchsorted(self.owner, self.owner)
        self.shown = [arrays["hits"][its, at - first[at]] for at, its in enumerate(self.answers)]

    def overall(self, asked: Asked, answer: Answer, but: int | None) -> Numbers:
        """The whole answer beside those to the most like questions. `but` is a question left out."""
        alike = self.references @ self.scaled(asked.reference.vector)
        if but is not None:
            alike[but] = APART
        nearest = np.argsort(-alike, kind="stable")[:QUESTIONS]
        its = np.flatnonzero(np.isin(self.question, nearest))
        near = self.vectors[its] @ self.scaled(answer.vectors[0])
        near = near + BY_QUESTION * alike[self.question[its]]
        verdicts = self.verdict[its]
        say = np.exp((near - near.max()) / CLOSE)
        say /= say.sum()
        numbers = {f"nearest {one}": _most(near[verdicts == one]) for one in range(3)}
        votes = {f"vote {one}": float(say[verdicts == one].sum()) for one in (0, 2)}
        return numbers | votes | {"like question": float(alike[nearest[0]])}

    def of_point(
        self, asked: Asked, answer: Answer, at: int, best: int, but: int | None
    ) -> Numbers:
        """The answer beside those that show a point like point `at`, and those that don't."""
        alike = self.points @ self.scaled(asked.points[at].vector)
        if but is not None:
            alike[self.owner == but] = APART
        nearest = np.argsort(-alike, kind="stable")[:POINTS]
        its = np.concatenate([self.answers[one] for one in nearest])
        shown = np.concatenate([self.shown[one] for one in nearest])
        weight = np.concatenate([np.full(len(self.answers[one]), alike[one]) for one in nearest])
        every = self.vectors[its] @ self.scaled(answer.vectors).T + BY_POINT * weight[:, None]
        whole, one, most = every[:, 0], every[:, best], every.max(axis=1)
        numbers = {
            "like point": float(alike[nearest[0]]),
            "vote": _vote(whole, shown, CLOSE), "loose vote": _vote(whole, shown, LOOSE),
            "best vote": _vote(one, shown, CLOSE), "any vote": _vote(most, shown, CLOSE),
        }  # fmt: skip
        for name, near in (("", whole), ("best ", one)):
            yes, no = _most(near[shown]), _most(near[~shown])
            numbers |= {
                f"{name}shown": yes,
                f"{name}not shown": no,
                f"{name}shown or not": yes - no,
            }
        return numbers


def _most(values: np.ndarray) -> float:
    """The greatest of them, 0 of none."""
    return float(values.max()) if len(values) else 0.0


def _vote(near: np.ndarray, shown: np.ndarray, spread: float) -> float:
    """-1 (nothing near shows it) to 1 (all that is near does): the nearer, the weightier."""
    say = np.exp((near - near.max()) / spread)
    return float(say @ np.where(shown, 1.0, -1.0) / say.sum())
