"""Checks what advice rests on: the tree is total, its references resolve, its examples are true."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.course import Course
from bot.content.formats import Cite
from bot.content.tree_proof import faults


def advice_problems(course: Course) -> Iterator[str]:
    """Every problem of the needs, the tree, the plans, the remarks and the practice cases."""
    if course.tree is None:
        return
    yield from (f"tree.yaml, {one}" for one in faults(course.tree))
    yield from _references(course)
    yield from _examples(course)


def advice_cites(course: Course) -> Iterator[tuple[str, Cite]]:
    """Where each quote of the advice stands, and the quote."""
    for need in course.needs.values():
        if need.answered:
            yield from ((f"needs.yaml, item {need.id}", one) for one in need.answered.cites)
    for outcome in course.tree.outcomes if course.tree else ():
        for said in (outcome.why, outcome.below, outcome.change, outcome.above):
            yield from ((f"tree.yaml, outcome {outcome.id}", one) for one in said.cites)


def _references(course: Course) -> Iterator[str]:
    assert course.tree is not None
    levels = {one.id for one in course.levels}
    outcomes = {one.id for one in course.tree.outcomes}
    for node in course.tree.nodes:
        for branch in node.branches:
            for need in {one for when in branch.when for one in when}:
                if need not in course.needs:
                    yield f"tree.yaml, node {node.id}: {need!r} is no need; add it to needs.yaml"
                elif not course.needs[need].decides:
                    yield f"tree.yaml, node {node.id}: {need!r} does not decide; ask for another"
    for outcome in course.tree.outcomes:
        for level in (*outcome.levels, *([outcome.in_place] if outcome.in_place else [])):
            if level not in levels:
                yield f"tree.yaml, outcome {outcome.id}: {level!r} is no level; correct the id"
    for need in course.needs.values():
        where = f"needs.yaml, item {need.id}"
        answers = need.asking.answers if need.asking else ()
        for one in (
            *need.implies,
            *need.overrules,
            *need.rests_on,
            *need.gainsaid_by,
            *(name for say in answers for name in say.says),
        ):
            if one not in course.needs:
                yield f"{where}: {one!r} is no need; correct the id"
        if need.leads_to and need.leads_to not in outcomes:
            yield f"{where}: leads to {need.leads_to!r}, which is no outcome; correct the id"
        if need.wish_for and need.wish_for not in levels:
            yield f"{where}: wishes for {need.wish_for!r}, which is no level; correct the id"
    if weights := course.remark_weights:
        for one in {*weights.new, *weights.gone} - set(course.needs):
            yield f"remark-weights.yaml: {one!r} is no need; correct the id"
        for one in weights.level:
            if set(one.split("+")) - levels - {""}:
                yield f"remark-weights.yaml: {one!r} is no level; correct the id"


def _examples(course: Course) -> Iterator[str]:
    """Needs that don't exist, and words that are not in the text they were read from."""
    named = [
        *(("plans", one) for one in course.plans),
        *(("remarks.yaml", one) for one in course.remarks),
        *((f"practice.yaml, item {one.id}", one) for one in course.practice.values()),
    ]
    for where, example in named:
        for need, read in example.needs.items():
            if need not in course.needs:
                yield f"{where}: {need!r} is no need, in {example.text[:60]!r}; correct the id"
            if read.words not in example.text:
                yield f"{where}: {read.words!r} is not in {example.text[:60]!r}; copy the words"
