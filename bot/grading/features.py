"""An answer against a question and its points, in numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from bot.grading.bindings import agreement, bound, content, negated, numbers, opposed
from bot.grading.neighbours import Clauses, clauses_of, side_by_side
from bot.reading.words import ngrams

Things = Callable[[str], Sequence[str]]
Numbers = dict[str, float]
EMPTY = 1e-9


@dataclass(frozen=True)
class Text:
    """A text as grading sees it. `vector` has length 1, or 0 numbers without an embedder."""

    text: str
    order: tuple[str, ...]  # its stems
    stems: frozenset[str]
    things: frozenset[str]
    grams: frozenset[str]
    numbers: frozenset[str]
    negated: int
    pairs: frozenset[tuple[str, str]]
    vector: np.ndarray
    clauses: Clauses


@dataclass(frozen=True)
class Asked:
    """A question with what it asks for, read once for all its answers.

    `joint` holds the vectors of the question followed by the reference and by each point;
    `ways` those of each point in all its wordings, `wrong` those of false answers.
    """

    question: Text
    reference: Text
    points: tuple[Text, ...]
    joint: np.ndarray
    ways: tuple[np.ndarray, ...]
    wrong: np.ndarray


@dataclass(frozen=True)
class Answer:
    """An answer: its stretches, the whole first, and the vector of the question followed by it."""

    stretches: tuple[Text, ...]
    joint: np.ndarray

    @property
    def vectors(self) -> np.ndarray:
        """(stretches, size)."""
        return np.stack([one.vector for one in self.stretches])


def read(text: str, things: Things, vector: np.ndarray) -> Text:
    """`text`, its spelling repaired already, as grading sees it."""
    order = tuple(content(text))
    return Text(
        text,
        order,
        frozenset(order),
        frozenset(things(text)),
        frozenset(ngrams(text)),
        frozenset(numbers(text)),
        negated(text),
        frozenset(bound(text, things)),
        vector,
        clauses_of(text),
    )


def share(part: frozenset[str], of: frozenset[str]) -> float:
    """The share of `of` that is in `part`; 0 of nothing."""
    return len(part & of) / len(of) if of else 0.0


def without(vectors: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """Vectors less what they have of `direction`, of length 1: what the question said is discounted."""
    rest = vectors - (vectors @ direction)[..., None] * direction
    return rest / (np.linalg.norm(rest, axis=-1, keepdims=True) + EMPTY)


def nearest(vectors: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The cosine of each vector with the nearest of `known`, 0 of nothing."""
    return (vectors @ known.T).max(axis=1) if len(known) else np.zeros(len(vectors), np.float32)


def in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Kendall's tau of the words that two texts share; 0 of fewer than three."""
    places = {word: at for at, word in reversed(list(enumerate(other)))}
    at = [places[word] for word in dict.fromkeys(one) if word in places]
    pairs = list(combinations(at, 2))
    return (
        sum(1 if first < second else -1 for first, second in pairs) / len(pairs)
        if len(at) > 2
        else 0.0
    )


def overall(asked: Asked, answer: Answer) -> Numbers:
    """The whole answer against the reference."""
    question, reference, whole = asked.question, asked.reference, answer.stretches[0]
    vectors = answer.vectors
    known = reference.stems | question.stems
    same, other = agreement(set(whole.pairs), set(reference.pairs))
    near = vectors @ reference.vector
    strange = whole.things - reference.things - question.things
    every = [its for one in (reference, *asked.points) for its in one.clauses]
    return {
        "words": float(np.log1p(len(whole.text.split()))),
        "reference": near[0],
        "reference, best": near.max(),
        "reference, new": (without(vectors, question.vector) @ without(reference.vector, question.vector)).max(),
        "joint": answer.joint @ asked.joint[0],
        "question": whole.vector @ question.vector,
        "question's words": share(question.stems, whole.stems),
        "reference's words": share(whole.stems, reference.stems),
        "reference's new words": share(whole.stems, reference.stems - question.stems),
        "novel": len(whole.stems - known) / (len(whole.stems) + 1),
        "things": share(whole.things, reference.things),
        "strange things": len(strange),
        "bound alike": float(np.log1p(same)),
        "bound otherwise": float(np.log1p(other)),
        "share otherwise": other / (same + other + 1),
        "order": in_order(reference.order, whole.order),
        "other numbers": len(whole.numbers - reference.numbers - question.numbers),
        "numbers": share(whole.numbers, reference.numbers),
        "any numbers": float(bool(reference.numbers)),
        "negation": abs(whole.negated - reference.negated),
        "opposed": opposed(set(whole.stems), set(reference.stems)),
        **side_by_side(whole.clauses, every),
    }  # fmt: skip


def best_stretch(asked: Asked, answer: Answer, at: int) -> int:
    """Which stretch of the answer speaks most of point `at`."""
    point, vectors = asked.points[at], answer.vectors
    words = np.array([share(one.stems, point.stems) for one in answer.stretches])
    new = without(vectors, asked.question.vector) @ without(point.vector, asked.question.vector)
    return int((nearest(vectors, asked.ways[at]) + 0.3 * (words + new)).argmax())


def of_point(asked: Asked, answer: Answer, at: int, best: int) -> Numbers:
    """The answer, and its stretch `best`, against point `at`."""
    question, point = asked.question, asked.points[at]
    whole, stretch, vectors = answer.stretches[0], answer.stretches[best], answer.vectors
    fresh = point.stems - question.stems
    near = nearest(vectors, asked.ways[at])
    new = without(vectors, question.vector) @ without(point.vector, question.vector)
    found: Numbers = {
        "joint": answer.joint @ asked.joint[1 + at],
        "near": near.max(),
        "new": new.max(),
        "points": len(asked.points),
        "length": float(np.log1p(len(point.stems))),
        "question": question.vector @ point.vector,
        "any numbers": float(bool(point.numbers)),
        "numbers missing": float(bool(point.numbers - whole.numbers)),
        "other numbers": float(bool(point.numbers and stretch.numbers - point.numbers)),
        "strange things": len(stretch.things - point.things - question.things),
        "any new things": float(bool(point.things - question.things)),
        **side_by_side(stretch.clauses, point.clauses + question.clauses),
    }
    for name, text, row in (("whole", whole, 0), ("best", stretch, best)):
        same, other = agreement(set(text.pairs), set(point.pairs))
        found |= {
            f"{name} near": near[row],
            f"{name} new": new[row],
            f"{name} words": share(text.stems, point.stems),
            f"{name} new words": share(text.stems, fresh),
            f"{name} letters": share(text.grams, point.grams),
            f"{name} things": share(text.things, point.things),
            f"{name} numbers": share(text.numbers, point.numbers),
            f"{name} bound alike": float(np.log1p(same)),
            f"{name} bound otherwise": float(np.log1p(other)),
            f"{name} share otherwise": other / (same + other + 1),
            f"{name} order": in_order(point.order, text.order),
            f"{name} negation": abs(text.negated - point.negated),
            f"{name} opposed": opposed(set(text.stems), set(point.stems)),
        }
    return found
