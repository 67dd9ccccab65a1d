"""Hears which activity a message asks for, in whatever words: a role-play, a quiz, a case, the unit itself.

Learnt from the wishes in `knowledge/`, against questions, plans and follow-ups.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.content import Course
from bot.kept import ModelFiles
from bot.reading.sorter import NONE, Embed, Sorter

ASKED = 3  # wordings of each card that stand for questions
EVERY = 3  # of plans, and of what is neither plan nor question, so many are passed over for one that is learnt from


def wishes_of(
    course: Course, repair: Callable[[str], str], embed: Embed | None, files: ModelFiles
) -> Sorter:
    """The wishes that one course teaches."""
    examples = [(one.says, str(one.wish)) for one in course.wishes]
    others = [one for card in course.cards.values() for one in card.wordings[:ASKED]]
    others += [one.says for one in course.follow_ups]
    others += [one.text for one in course.plans[::EVERY]]
    others += [one.text for one in course.no_plans if one.kind == "question"]
    others += [one.text for one in course.no_plans if one.kind != "question"][::EVERY]
    examples += [(one, NONE) for one in others] if examples else []
    return Sorter("wishes", examples, repair, embed, files)
