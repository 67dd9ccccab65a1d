"""The decision as the page draws it: the ladder with its rung, the way through the tree, the facts."""

from __future__ import annotations

from typing import Any

from bot.content import Course
from bot.deciding.tree import Decision, Step
from bot.replies import NeedRead
from bot.session import Case
from bot.wording import Wording


def card(
    case: Case, made: Decision, needs: tuple[NeedRead, ...], course: Course, wording: Wording
) -> dict[str, Any]:
    """The props of the card."""
    outcome = made.outcome
    words = {one.name: one.words for one in needs if one.words}
    first = next(one for one in course.levels if one.id == outcome.levels[0])
    return {
        "rungs": [
            {
                "label": one.label,
                "place": outcome.levels.index(one.id) + 1 if one.id in outcome.levels else None,
                "there": one.id == outcome.in_place,
            }
            for one in course.levels
        ],
        "path": [_step(one, words, wording) for one in made.path],
        "takes": first.takes.model_dump() if first.takes else {},
        "level": first.label,
        "above": outcome.above.text,
        "assumed": [
            str(course.needs[one.name].assumed)
            for one in needs
            if one.value == "assumed" and course.needs[one.name].assumed
        ],
    }


def _step(step: Step, words: dict[str, str], wording: Wording) -> dict[str, Any]:
    """A question of the tree, the answer taken, the words it was read from, and other answers."""
    said = [words[one] for one, true in step.because.items() if true and one in words]
    return {
        "asks": step.node.asks,
        "answer": step.branch.label,
        "words": said[:1],
        "others": [
            {
                "label": one.label,
                "sends": wording.say("change_answer", asks=step.node.asks, label=one.label),
            }
            for one in step.node.branches
            if one is not step.branch
        ],
    }
