"""Grades free answers on this machine, with no model server; the same answer gets the same mark."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from bot.answering.claims import Claims
from bot.content import Course
from bot.content.graded import GradedQuestion
from bot.grading.bindings import agreement, opposed
from bot.grading.evidence import Evidence
from bot.grading.features import Asked, best_stretch, nearest, of_point, overall, share
from bot.grading.mark import NOT_GRADED, KeyPoint, Mark, Shown
from bot.grading.model import VERDICTS, Example, Model, fit, model_of
from bot.grading.model_answers import model_answers
from bot.grading.points import counted, points_of
from bot.grading.sight import Seen, Sight
from bot.kept import Arrays, ModelFiles, key_of
from bot.reading.question import QuestionReader
from bot.retrieval.search import HybridSearch

VERSION = "4"  # raise it when features or spans change: what was kept is then fitted anew
SHOWN = 0.5  # chance from which a point counts as shown
NEAR_WRONG, CLOSER = (
    0.70,
    0.03,
)  # cosine with a given false answer, and by how much it must be nearest
FAR = 0.3  # cosine below which an answer without a word of the reference is beside it
PLAINLY = 0.6  # share of a point's words from which it is said in much the same words
BOUND = 2  # words of a point that must be said of the very thing
TORN = 0.5  # how likely "incorrect" and "correct" must be beside each other to settle on partial
log = logging.getLogger(__name__)


class Grader:
    """Marks answers to questions of the course, and of any other subject by the reference alone."""

    def __init__(
        self,
        sight: Sight,
        evidence: Evidence | None,
        marked: Sequence[GradedQuestion],
        files: ModelFiles,
    ) -> None:
        self.sight = sight
        self.evidence = evidence
        self._asked = lru_cache(256)(self._read_question)
        self.general: Model | None = None
        if not marked:  # a course without marked answers teaches no grading
            return
        texts = [one.model_dump_json() for one in marked]
        parts = (VERSION, str(sight.size), evidence.key if evidence else "", *texts)
        key = key_of(one.encode() for one in parts)
        arrays = files.arrays("grading", key, lambda: self._fitted(marked))
        self.general = model_of(arrays, "general.")
        self.covered = model_of(arrays, "covered.") if evidence else self.general
        self.evened = _evened(marked)

    def grade(
        self,
        question: str,
        reference: str,
        response: str,
        points: Sequence[KeyPoint] = (),
        wrong: Sequence[str] = (),
    ) -> Mark:
        """The mark of a response. Not graded where it is empty, unreadable, or anything fails."""
        try:
            if self.general is None or not self.sight.readable(response):
                return NOT_GRADED
            return self._grade(question, reference, response, tuple(points), tuple(wrong))
        except Exception:  # a learner is never told "wrong" because something broke
            log.exception("an answer could not be graded")
            return NOT_GRADED

    def _grade(
        self,
        question: str,
        reference: str,
        response: str,
        points: tuple[KeyPoint, ...],
        wrong: tuple[str, ...],
    ) -> Mark:
        given = points or tuple(KeyPoint(one) for one in points_of(question, reference))
        names = [one.point for one in given]
        asked, unit = self._asked(question, reference, given, wrong)
        seen = self.sight.answer(response, asked, unit)
        if seen is None:
            return Mark("incorrect", 0.0, (), tuple(names))
        example, best = self.example(asked, seen, unit)
        enough = min(counted(question) or len(given), len(given))
        model = self.covered if unit else self.general
        assert model is not None, "grade() asks a grader that has learnt something only"
        chances, verdicts = model.judged(example, enough)
        if _nearer_to_wrong(asked, seen) or _beside_it(asked, seen):
            return Mark("incorrect", 0.0, (), tuple(names))
        verdict = 2 if _plainly_right(asked, seen) else settled(verdicts * self.evened, enough)
        return _mark(names, chances, verdict, [seen.words[at] for at in best], enough)

    def example(
        self, asked: Asked, seen: Seen, unit: bool, at: int = 0
    ) -> tuple[Example, list[int]]:
        """An answer in numbers, and which of its stretches speaks most of each point."""
        best = [best_stretch(asked, seen.answer, point) for point in range(len(asked.points))]
        rows = [of_point(asked, seen.answer, point, one) for point, one in enumerate(best)]
        whole = overall(asked, seen.answer)
        if unit and self.evidence:
            held = self.evidence.overall(asked, seen.answer)
            whole |= {f"claims: {name}": value for name, value in held.items()}
            for point, (row, one) in enumerate(zip(rows, best, strict=True)):
                held = self.evidence.of_point(asked, seen.answer, point, one)
                row |= {f"claims: {name}": value for name, value in held.items()}
        return Example(at, whole, tuple(rows)), best

    def examples(self, marked: Sequence[GradedQuestion], unit: bool) -> list[Example]:
        """The marked answers in numbers, with how they were marked; then the model answers."""
        found: list[Example] = []
        questions = [
            self.sight.question(
                one.question, one.reference, [KeyPoint(text) for text in one.points], (), unit
            )
            for one in marked
        ]
        for answers in ([one.answers for one in marked], [model_answers(one) for one in marked]):
            for at, (asked, its) in enumerate(zip(questions, answers, strict=True)):
                for answer in its:
                    seen = self.sight.answer(answer.text, asked, unit)
                    if seen is None:
                        continue
                    example, _ = self.example(asked, seen, unit, at)
                    hits = tuple(at + 1 in answer.hit for at in range(len(asked.points)))
                    verdict = VERDICTS.index(answer.verdict)
                    found.append(Example(at, example.whole, example.points, hits, verdict))
        return found

    def _fitted(self, marked: Sequence[GradedQuestion]) -> Arrays:
        """Both models: with the claims of the course, and without for any other subject."""
        arrays = fit(self.examples(marked, False)).arrays("general.")
        if self.evidence:
            arrays |= fit(self.examples(marked, True)).arrays("covered.")
        return arrays

    def _read_question(
        self, question: str, reference: str, points: tuple[KeyPoint, ...], wrong: tuple[str, ...]
    ) -> tuple[Asked, bool]:
        """What is asked for, and whether the course speaks of it."""
        vector = self.sight.vectors([reference])[0]
        unit = bool(self.evidence and self.evidence.covers(vector))
        return self.sight.question(question, reference, points, wrong, unit), unit


def _evened(marked: Sequence[GradedQuestion]) -> np.ndarray:
    """(3,) by which the chances are multiplied, as if the marked answers held as many of each verdict.

    They hold more wrong ones than learners give: many are right ones with something turned round.
    """
    counts = Counter(answer.verdict for one in marked for answer in one.answers)
    return np.array([1 / max(counts[one], 1) for one in VERDICTS])


def settled(verdicts: np.ndarray, enough: int) -> int:
    """The verdict of (3,) chances. Torn between the ends it is the middle one, if there is a middle."""
    low, _, high = verdicts
    if enough > 1 and min(low, high) > TORN * max(low, high):
        return 1
    return int(verdicts.argmax())


def _plainly_right(asked: Asked, seen: Seen) -> bool:
    """Whether an answer says most words of every point of the same things, and turns nothing round.

    Whoever learns from answers that twist the reference takes closeness to it for a bad sign.
    """
    whole, reference = seen.answer.stretches[0], asked.reference
    known = reference.numbers | asked.question.numbers
    if whole.negated != reference.negated or whole.numbers - known:
        return False
    said = set(whole.pairs)
    _, otherwise = agreement(said, set(reference.pairs))
    if opposed(set(whole.stems), set(reference.stems)) or otherwise or not asked.points:
        return False
    for point in asked.points:
        same, other = agreement(said, set(point.pairs))
        told = share(whole.stems, point.stems) >= PLAINLY and point.numbers <= whole.numbers
        if other or same < BOUND or not told:
            return False
    return True


def _beside_it(asked: Asked, seen: Seen) -> bool:
    """Whether an answer has no word of what is asked for, and lies far from it in meaning too.

    No marked answer is that far off, so what the forests make of one is chance.
    """
    whole = seen.answer.stretches[0]
    known = set(asked.reference.stems).union(*(one.stems for one in asked.points))
    if set(whole.stems) & known:
        return False
    true = np.concatenate([*asked.ways, asked.reference.vector[None]])
    return float(nearest(seen.answer.vectors[:1], true)[0]) < FAR


def _nearer_to_wrong(asked: Asked, seen: Seen) -> bool:
    """Whether an answer is plainly one of the false ones that the question came with."""
    if not len(asked.wrong):
        return False
    whole = seen.answer.vectors[:1]
    true = np.concatenate([*asked.ways, asked.reference.vector[None]])
    false = float(nearest(whole, asked.wrong)[0])
    return false > NEAR_WRONG and false > float(nearest(whole, true)[0]) + CLOSER


def _mark(
    names: Sequence[str], chances: np.ndarray, verdict: int, words: Sequence[str], enough: int
) -> Mark:
    """The mark in which points and verdict agree: all that is asked for, some, or nothing."""
    order = [int(at) for at in np.argsort(-chances, kind="stable")]
    likely = [at for at in order if chances[at] > SHOWN]
    if verdict == 2:
        likely = likely if len(likely) >= enough else order[:enough]
    elif verdict == 1:
        likely = (likely or order[:1])[: max(1, enough - 1)]
    else:
        likely = []
    hit = tuple(Shown(names[at], words[at]) for at in sorted(likely))
    missed = tuple(name for at, name in enumerate(names) if at not in likely)
    share = {0: 0.0, 1: len(likely) / enough if enough > 1 else 0.5, 2: 1.0}[verdict]
    return Mark(VERDICTS[verdict], share, hit, missed)


def open_grader(
    course: Course,
    reader: QuestionReader,
    search: HybridSearch,
    claims: Claims,
    files: ModelFiles,
) -> Grader:
    """The grader of a course."""
    known = search.matrix is not None and course.graded
    evidence = Evidence(claims, search) if known else None
    return Grader(Sight(reader, search.embedder), evidence, course.graded, files)
