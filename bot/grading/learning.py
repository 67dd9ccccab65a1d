"""Learns grading from the marked answers of a course, for its own questions and for those of any subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.content.graded import GradedQuestion, MarkedAnswer
from bot.grading.describing import Describer
from bot.grading.evidence import Evidence
from bot.grading.exemplars import Exemplars, Marked, exemplar_arrays
from bot.grading.features import Asked
from bot.grading.mark import KeyPoint
from bot.grading.model import VERDICTS, Example, fit
from bot.grading.model_answers import model_answers, no_answers
from bot.grading.panel import fit_panel
from bot.grading.sight import Seen, Sight
from bot.kept import Arrays

GENERAL, COVERED, EXEMPLARS = "general.", "covered.", "exemplars."  # the parts of what is learnt


@dataclass(frozen=True)
class Given:
    """A text as read: to which question, how many points suffice, and where its mark comes from.

    `by_hand`: a person marked it; `answers`: it is an answer at all.
    """

    question: int
    enough: int
    asked: Asked
    seen: Seen
    marked: MarkedAnswer
    by_hand: bool
    answers: bool

    @property
    def hits(self) -> tuple[bool, ...]:
        """For each point whether the answer shows it."""
        return tuple(point + 1 in self.marked.hit for point in range(len(self.asked.points)))

    @property
    def verdict(self) -> int:
        """The number of the verdict."""
        return VERDICTS.index(self.marked.verdict)


def learnt(
    marked: Sequence[GradedQuestion],
    nothings: Sequence[str],
    sight: Sight,
    evidence: Evidence | None,
) -> Arrays:
    """Both models as arrays: with what the course says and shows, and without for any other subject.

    `nothings` are texts that answer nothing, whatever is asked.
    """
    plain: list[Example] = []
    covered: list[Given] = []
    for at, one in enumerate(marked):
        # Question by question, since both readings share their vectors.
        beside = no_answers(at, marked, nothings)
        plain += [_example(Describer(), its) for its in _given(at, one, beside, sight, False)]
        covered += _given(at, one, beside, sight, True) if evidence else []
    arrays = fit(plain).arrays(GENERAL)
    if evidence:
        held = _exemplars(covered)
        describer = Describer(evidence, Exemplars(held, evidence.scaled))
        arrays |= {f"{EXEMPLARS}{name}": value for name, value in held.items()}
        arrays |= fit_panel([_example(describer, one) for one in covered]).arrays(COVERED)
    return arrays


def _given(
    at: int, one: GradedQuestion, beside: Sequence[MarkedAnswer], sight: Sight, unit: bool
) -> list[Given]:
    """The marked answers to a question, its model answers, and what is `beside` it, no answer at all."""
    points = [KeyPoint(text) for text in one.points]
    asked = sight.question(one.question, one.reference, points, (), unit)
    texts = [
        *((its, True, True) for its in one.answers),
        *((its, False, True) for its in model_answers(one)),
        *((its, False, False) for its in beside),
    ]
    read = [(sight.answer(its.text, asked, unit), its, *whence) for its, *whence in texts]
    return [
        Given(at, one.asked, asked, seen, its, by_hand, answers)
        for seen, its, by_hand, answers in read
        if seen is not None
    ]


def _example(describer: Describer, one: Given) -> Example:
    example, _ = describer.example(one.asked, one.seen, one.enough, one.question)
    return replace(example, hits=one.hits, verdict=one.verdict, answers=one.answers)


def _exemplars(covered: Sequence[Given]) -> Arrays:
    """The answers that a person marked with their vectors, for new ones to be compared with."""
    marked = [
        Marked(one.question, one.verdict, one.hits, one.seen.answer.vectors[0])
        for one in covered
        if one.by_hand
    ]
    return exemplar_arrays(marked, list({one.question: one.asked for one in covered}.values()))
