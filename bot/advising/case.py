"""A learner's case: what has been told of it, and what can be decided from that."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content import Course
from bot.content.advice import Need
from bot.deciding.tree import Decision, closed, decide
from bot.replies import NeedRead
from bot.session import Case

QUESTIONS = 2  # asked back at most


def told(case: Case, course: Course) -> set[str]:
    """The deciding needs that the learner has said, with what they imply."""
    said = [
        one.name for one in case.needs if one.value == "said" and course.needs[one.name].decides
    ]
    return closed(said, course.needs)


def denied(case: Case) -> set[str]:
    """The needs that the learner has denied."""
    return {one.name for one in case.needs if one.value == "denied"}


def with_needs(case: Case, heard: Iterable[NeedRead], course: Course) -> Case:
    """The case with what was heard now; it overrules what was said before of the same need."""
    needs = {one.name: one for one in case.needs}
    for new in heard:
        for gone in _overruled(new, course):
            needs.pop(gone, None)
        known = needs.get(new.name)
        if known is None or known.value != new.value:  # what was said first is quoted
            needs[new.name] = new
    return case.model_copy(update={"needs": list(needs.values())})


def with_change(case: Case, after: set[str], heard: Iterable[NeedRead], course: Course) -> Case:
    """The case when the deciding needs `after` hold, those kept with their own words, the rest as heard now."""
    before = {one.name: one for one in case.needs}
    kept = {
        one.name: one
        for one in case.needs
        if (one.name in after if _decides(one, course) else one.name not in after)
    }
    brought = {
        other: NeedRead(name=other, value="said", words=one.words)
        for one in before.values()
        if one.value == "said"
        for other in closed([one.name], course.needs) & after
    }
    needs = {**brought, **kept, **{one.name: one for one in heard}}
    return case.model_copy(update={"needs": list(needs.values())})


def _decides(heard: NeedRead, course: Course) -> bool:
    """Whether a need is said that decides."""
    return heard.value == "said" and course.needs[heard.name].decides


def _overruled(new: NeedRead, course: Course) -> list[str]:
    """The needs that can't stand beside a new one: without own documents there is no RAG in place."""
    if new.value == "denied":
        return [
            one.id
            for one in course.needs.values()
            if one.id != new.name and new.name in closed([one.id], course.needs)
        ]
    return list(course.needs[new.name].overrules)


def known_enough(case: Case, course: Course) -> bool:
    """Whether a need was told that decides, or all that are asked for were denied."""
    asked = {one.id for one in _askable(course)}
    return bool(told(case, course)) or asked <= denied(case)


def decision(case: Case, course: Course) -> Decision:
    """What the tree makes of the case; what was not told counts as absent."""
    assert course.tree is not None
    return decide(course.tree, told(case, course))


def question(case: Case, course: Course) -> Need | None:
    """The need to ask for next; None when there is nothing left to ask."""
    if len(case.asked) >= QUESTIONS:
        return None
    heard = told(case, course) | denied(case)
    return next((one for one in _askable(course) if one.id not in heard | set(case.asked)), None)


def _askable(course: Course) -> list[Need]:
    return [one for one in course.needs.values() if one.asking]


def shown_needs(case: Case, made: Decision, course: Course) -> tuple[NeedRead, ...]:
    """What was heard, and what was assumed on the way through the tree."""
    heard = {one.name for one in case.needs} | told(case, course)
    assumed = [NeedRead(name=one, value="assumed") for one in made.untrue if one not in heard]
    return (*case.needs, *assumed)
