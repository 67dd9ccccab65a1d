"""Checks the quiz: references resolve, every wrong option teaches, the key doesn't show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz

from bot.content.course import Course
from bot.content.formats import Cite
from bot.content.quiz import CHOSEN, QuizItem

LONGEST = 0.3  # share of items whose right option may be the longest
LENGTHS = 2.2  # how many times as long as the shortest the longest option may be
ALIKE = 92  # likeness of two prompts, 0-100, from which they are the same question


def quiz_problems(course: Course) -> Iterator[str]:
    """Every problem of the quiz items."""
    for item in course.quiz.values():
        where = f"quiz, item {item.id}"
        yield from (f"{where}: {one}" for one in _faults(item, course))
    yield from _bank(course)


def quiz_cites(course: Course) -> Iterator[tuple[str, Cite]]:
    """Where each quote of the quiz stands, and the quote."""
    yield from ((f"quiz, item {one.id}", one.cite) for one in course.quiz.values())


def _faults(item: QuizItem, course: Course) -> Iterator[str]:
    if item.objective not in {one.id for one in course.unit.objectives}:
        yield f"{item.objective!r} is no objective of unit.yaml; correct the id"
    yield from (
        f"{one!r} is no fact of unit.yaml; correct the id"
        for one in item.facts
        if one not in course.unit.facts
    )
    yield from (
        f"{one!r} is not in the glossary; correct the id"
        for one in item.about
        if one not in course.terms
    )
    for option in item.options:
        if option.right:
            continue
        if option.misconception not in course.misconceptions or not option.why:
            yield f"the wrong option {option.text[:40]!r} needs a misconception of the list, and a why"
    lengths = [len(one.text) for one in item.options]
    if item.kind in CHOSEN and item.kind != "case" and max(lengths) > LENGTHS * min(lengths):
        yield "its options differ too much in length; make them alike"
    if any("all of the above" in one.text.lower() for one in item.options):
        yield "'all of the above' tests nothing; write another option"


def _bank(course: Course) -> Iterator[str]:
    """What is wrong with the items as a whole."""
    chosen = [one for one in course.quiz.values() if one.kind in ("single", "several")]
    longest = [one for one in chosen if max(one.options, key=lambda option: len(option.text)).right]
    if len(longest) > LONGEST * len(chosen):
        share = len(longest) / len(chosen)
        yield (
            f"quiz: the right option is the longest in {share:.0%} of the items; "
            f"reword some, for example {longest[0].id}"
        )
    for one, other in combinations(course.quiz.values(), 2):
        if fuzz.ratio(one.prompt.lower(), other.prompt.lower()) >= ALIKE:
            yield f"quiz, item {other.id}: asks the same as {one.id}; reword or drop it"
