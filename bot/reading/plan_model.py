"""The fitted models behind the reader of plans, learnt from the course's example plans and remarks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.content import Course
from bot.content.advice import Read
from bot.deciding.tree import closed, decide
from bot.kept import Arrays, ModelFiles, key_of
from bot.reading.loglinear import Features, features, features_of, fit, runs, softmax

VERSION = "6"  # of how the models are fitted; a change of it fits them anew
REMARKS = ("push-back", "new-fact", "replacement", "what-if", "answer")
KINDS = ("plan", "question", *REMARKS)
MODELS = ("clauses", "whole", "levels", "kinds")  # of a clause's needs, and of a whole text
PRIOR = np.array([-3.0, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0], np.float32)  # log odds of KINDS in a talk
EACH = 8  # of what is asked of the course, one in so many is an example of a question in a talk
SHORT = 5  # words up to which a clause is read with its neighbour
MOSTLY = 0.6  # share of a need's words that a clause must hold to be an example of it
PAUSE = re.compile(
    r"(?<=[.!?;:])\s+|,?\s+(?=(?:but|and|because|so|while|although)\b)|,\s+|\s-\s|\n+", re.I
)
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
Embed = Callable[[list[str]], np.ndarray]


@dataclass(frozen=True)
class Questions:
    """Examples of what is asked rather than planned, with their vectors where there are any."""

    texts: list[str]
    vectors: np.ndarray | None


@dataclass(frozen=True)
class Labels:
    """What the models tell apart: needs said or denied, levels ("" for none), kinds of message."""

    deciding: tuple[str, ...]
    wishes: tuple[str, ...]
    denials: tuple[str, ...]
    levels: tuple[str, ...]

    @property
    def needs(self) -> tuple[tuple[str, str], ...]:
        """(yes or no, need), the deciding needs first."""
        said = [("yes", one) for one in (*self.deciding, *self.wishes)]
        return (*said, *(("no", one) for one in self.denials))


@dataclass(frozen=True)
class PlanModel:
    """Scores of a text. Clauses are scored by their words alone, whole texts by vector as well."""

    labels: Labels
    known: Features
    weights: Arrays
    embed: Embed | None

    def clauses(self, texts: list[str]) -> np.ndarray:
        """(texts, needs) logits of each clause."""
        return self.known.design([runs(one) for one in texts], None) @ self.weights["clauses"]

    def whole(self, text: str) -> tuple[np.ndarray, np.ndarray, dict[str, float]]:
        """Logits of the needs, log chances of the levels, chances of the kinds, of a whole text."""
        vector = self.embed([text]) if self.embed else None
        design = self.known.design([runs(text)], vector)[0]
        levels = np.log(softmax(design @ self.weights["levels"]) + 1e-9)
        chances = softmax(design @ self.weights["kinds"] + PRIOR).tolist()
        return design @ self.weights["whole"], levels, dict(zip(KINDS, chances, strict=True))


def labels_of(course: Course) -> Labels:
    """The labels of a course's needs and tree."""
    assert course.tree is not None, "a course without a tree has no plans to read"
    needs = course.needs.values()
    return Labels(
        deciding=tuple(one.id for one in needs if one.decides),
        wishes=tuple(one.id for one in needs if not one.decides),
        denials=tuple(one.id for one in needs if one.deniable),
        levels=("", *dict.fromkeys("+".join(one.levels) for one in course.tree.outcomes)),
    )


def level_of(course: Course, true: set[str]) -> str:
    """Where the tree ends for the needs that hold; "" where none is known."""
    assert course.tree is not None
    return "+".join(decide(course.tree, true).outcome.levels) if true else ""


def plan_model(
    course: Course,
    repair: Callable[[str], str],
    embed: Embed | None,
    questions: Questions,
    files: ModelFiles,
) -> PlanModel:
    """The models, from their file where that still fits. `questions` are no plans."""
    labels = labels_of(course)
    examples = [repr(one) for one in (*course.plans, *course.remarks, course.tree)]
    size = 0 if embed is None else embed(["size"]).shape[1]
    parts = (VERSION, str(size), repr(labels), repr(KINDS), *examples, *questions.texts)
    arrays = files.arrays(
        "plans",
        key_of(one.encode() for one in parts),
        lambda: _fitted(course, labels, repair, embed, questions),
    )
    weights = {name: arrays[name].astype(np.float32) for name in MODELS}
    return PlanModel(labels, features_of(arrays, size), weights, embed)


def _fitted(
    course: Course,
    labels: Labels,
    repair: Callable[[str], str],
    embed: Embed | None,
    questions: Questions,
) -> Arrays:
    told = [*course.plans, *course.remarks]
    texts = [repair(one.text) for one in told]
    plans = len(course.plans)
    parts, part_needs = _parts(course, labels, texts)
    asked = questions.texts[::EACH]
    everything = [runs(one) for one in (*texts, *asked)]
    cut = [runs(one) for one in parts]
    vectors = None
    if embed is not None and questions.vectors is not None:
        vectors = np.vstack([embed(texts), questions.vectors[::EACH]])
    size = 0 if vectors is None else vectors.shape[1]
    known = features([*everything[: len(texts)], *cut], size)
    needs = [_told(course, labels, one.needs) for one in told]
    levels = [level_of(course, _true(course, labels, one.needs)) for one in course.plans]
    kinds = ["plan"] * plans + [one.kind for one in course.remarks]
    kinds += ["question"] * len(asked)

    def fitted(count: int, marks: np.ndarray, one_of: bool) -> np.ndarray:
        part = None if vectors is None else vectors[:count]
        return fit(known, everything[:count], part, marks, one_of)

    clauses = [*everything[: len(texts)], *cut]
    weights = {
        "clauses": fit(known, clauses, None, np.array([*needs, *part_needs]), one_of=False),
        "whole": fitted(len(texts), np.array(needs), False),
        "levels": fitted(plans, _one_of(levels, labels.levels), True),
        "kinds": fitted(len(everything), _one_of(kinds, KINDS), True),
    }
    return known.arrays | {name: one.astype(np.float16) for name, one in weights.items()}


def _true(course: Course, labels: Labels, needs: dict[str, Read]) -> set[str]:
    """The deciding needs that an example tells, with those they imply."""
    said = [one for one, read in needs.items() if read.value == "yes"]
    return closed((one for one in said if one in labels.deciding), course.needs)


def _told(course: Course, labels: Labels, needs: dict[str, Read]) -> np.ndarray:
    """Which of the need labels an example has."""
    said = {one for one, read in needs.items() if read.value == "yes"}
    said |= _true(course, labels, needs)
    denied = {one for one, read in needs.items() if read.value == "no"}
    return np.array(
        [need in (said if value == "yes" else denied) for value, need in labels.needs], np.float32
    )


def _parts(course: Course, labels: Labels, texts: list[str]) -> tuple[list[str], list[np.ndarray]]:
    """The clauses and sentences of the plans and remarks as examples of their own."""
    parts: list[str] = []
    told: list[np.ndarray] = []
    for example, text in zip((*course.plans, *course.remarks), texts, strict=True):
        for part in parts_of(text):
            needs = {one: read for one, read in example.needs.items() if _tells(part, read)}
            parts.append(part)
            told.append(_told(course, labels, needs))
    return parts, told


def parts_of(text: str) -> list[str]:
    """The clauses of a text, short ones joined to the one before, and its sentences."""
    found: list[str] = []
    for part in PAUSE.split(text):
        if not part or not part.strip():
            continue
        if found and min(len(part.split()), len(found[-1].split())) < SHORT:
            start = text.index(found[-1])
            found[-1] = text[start : text.index(part, start) + len(part)].strip()
        else:
            found.append(part.strip())
    whole = [one.strip() for one in SENTENCE.split(text)]
    return [one for one in dict.fromkeys([*found, *whole]) if one and one != text]


def _tells(part: str, read: Read) -> bool:
    """Whether a part of a plan holds most of the words that tell a need."""
    said, words = set(re.findall(r"\w+", part.lower())), re.findall(r"\w+", read.words.lower())
    return sum(one in said for one in words) >= MOSTLY * len(words) or said <= set(words)


def _one_of(labels: Sequence[str], kinds: Sequence[str]) -> np.ndarray:
    """(len(labels), len(kinds)) with a 1 in each row."""
    return np.eye(len(kinds), dtype=np.float32)[[kinds.index(one) for one in labels]]
