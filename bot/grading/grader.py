"""Grades free answers on this machine, with no model server; the same answer gets the same mark."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from bot.answering.claims import Claims
from bot.content import Course
from bot.content.graded import GradedQuestion
from bot.grading import elsewhere
from bot.grading.bindings import content
from bot.grading.deciding import Chances
from bot.grading.describing import Describer
from bot.grading.evidence import Evidence
from bot.grading.exemplars import Exemplars
from bot.grading.features import Asked, nearest
from bot.grading.learning import COVERED, EXEMPLARS, GENERAL, learnt
from bot.grading.mark import NOT_GRADED, KeyPoint, Mark, Shown
from bot.grading.model import VERDICTS, Model, model_of
from bot.grading.opposing import opposing
from bot.grading.panel import Panel, panel_of
from bot.grading.picking import picks_rightly
from bot.grading.points import counted, points_of
from bot.grading.sight import Seen, Sight
from bot.grading.stance import admits_gap, is_vague, upholds_error
from bot.kept import Arrays, ModelFiles, key_of
from bot.reading.question import QuestionReader
from bot.retrieval.search import HybridSearch

VERSION = "10"  # raise it when features or spans change: what was kept is then fitted anew
SHOWN = 0.5  # chance from which a point counts as shown
NEAR_WRONG, CLOSER = (
    0.70,
    0.03,
)  # cosine with a given false answer, and by how much it must be nearest
log = logging.getLogger(__name__)


class Grader:
    """Marks answers to questions of the course, and of any other subject by the reference alone."""

    def __init__(
        self,
        sight: Sight,
        evidence: Evidence | None,
        marked: Sequence[GradedQuestion],
        nothings: Sequence[str],
        files: ModelFiles,
    ) -> None:
        self.sight = sight
        self.evidence = evidence
        self._asked = lru_cache(256)(self._read_question)
        self.general: Model | None = None
        if not marked:  # a course without marked answers teaches no grading
            return
        texts = [one.model_dump_json() for one in marked]
        parts = (VERSION, str(sight.size), evidence.key if evidence else "", *texts, *nothings)
        key = key_of(one.encode() for one in parts)
        arrays = files.arrays("grading", key, lambda: learnt(marked, nothings, sight, evidence))
        self.general, self.describer = model_of(arrays, GENERAL), Describer()
        self.covered: Model | Panel = self.general
        self.describer_of_course = self.describer
        if evidence:
            exemplars = Exemplars(_of(EXEMPLARS, arrays), evidence.scaled)
            self.covered = panel_of(arrays, COVERED)
            self.describer_of_course = Describer(evidence, exemplars)

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
        cues = self.evidence.claims.cues if self.evidence else None
        if cues is not None and upholds_error(cues, question, response):
            return Mark("incorrect", 0.0, (), tuple(names), Shown(names[0], seen.words[0]))
        enough = min(counted(question) or len(given), len(given))
        model = self.covered if unit else self.general
        describer = self.describer_of_course if unit else self.describer
        assert model is not None, "grade() asks a grader that has learnt something only"
        example, best = describer.example(asked, seen, enough)
        chances, verdicts = model.judged(example)
        fresh = bool(seen.answer.stretches[0].stems - asked.question.stems)
        gap = cues is not None and admits_gap(cues, response)
        things = self.sight.things(asked.question.text, unit)
        vague = cues is not None and is_vague(cues, question, response, things)
        judged = Chances(chances, verdicts, model.answers_nothing(example), gap, fresh, vague)
        if judged.none or _nearer_to_wrong(asked, seen):
            return Mark("incorrect", 0.0, (), tuple(names))
        verdict = judged.verdict
        if len(given) == 1 and not gap and self._picks_rightly(asked, seen, unit):
            verdict = 2
        # Points merely cut out of a reference of another subject are too rough to mark by, or to set against each other.
        known = unit or bool(points)
        if not known and self.sight.size:
            texts = (asked.question.text, asked.reference.text, seen.answer.stretches[0].text)
            verdict = min(elsewhere.verdict(*texts, self.sight.vectors), judged.most)
        against = self._against(asked, seen, names, unit) if known else None
        if against:  # told to the learner where the model itself saw it, too
            return Mark("incorrect", 0.0, (), tuple(names), against)
        return _mark(names, chances, verdict, [seen.words[at] for at in best], enough)

    def _against(self, asked: Asked, seen: Seen, names: Sequence[str], unit: bool) -> Shown | None:
        """The point that an answer turns round, with the learner's words for it; None if it turns none."""
        whole, *rest = seen.answer.stretches
        piece = opposing(asked, whole.text, self.sight, self.evidence if unit else None)
        if piece is None:
            return None
        stretches = [
            (len(one.text), words)
            for one, words in zip(rest, seen.words[1:], strict=True)
            if piece in one.text
        ]
        said = set(content(piece))
        at = max(range(len(names)), key=lambda one: len(said & asked.points[one].stems))
        return Shown(names[at], min(stretches, default=(0, seen.words[0]))[1])

    def _picks_rightly(self, asked: Asked, seen: Seen, unit: bool) -> bool:
        """Whether an answer is no more than the right one of two things that the question puts."""
        if not (unit and self.evidence):
            return False
        texts = (asked.question.text, asked.reference.text, seen.answer.stretches[0].text)
        cues = self.evidence.claims.cues
        things = self.sight.things(asked.question.text, unit)
        return picks_rightly(*texts, things, lambda one: bool(cues.hit("of_the_talk", one)))

    def _read_question(
        self, question: str, reference: str, points: tuple[KeyPoint, ...], wrong: tuple[str, ...]
    ) -> tuple[Asked, bool]:
        """What is asked for, and whether the course speaks of it."""
        vector = self.sight.vectors([reference])[0]
        unit = bool(self.evidence and self.evidence.covers(vector))
        return self.sight.question(question, reference, points, wrong, unit), unit


def _of(model: str, arrays: Arrays) -> Arrays:
    return {name.removeprefix(model): one for name, one in arrays.items() if name.startswith(model)}


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
    return Grader(Sight(reader, search.embedder), evidence, course.graded, course.no_answers, files)
