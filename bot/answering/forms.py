"""Hears in which other form a message asks for the answer just given: shorter, in simpler words, as a table.

Learnt from the follow-ups in `knowledge/`, against those that ask something else and against questions.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.content import Course
from bot.kept import ModelFiles
from bot.reading.sorter import NONE, Embed, Sorter

ASKED = 3  # wordings of each card that stand for questions


def forms_of(
    course: Course, repair: Callable[[str], str], embed: Embed | None, files: ModelFiles
) -> Sorter:
    """The forms that one course's follow-ups teach."""
    examples = [(one.says, str(one.form)) for one in course.follow_ups]
    asked = [one for card in course.cards.values() for one in card.wordings[:ASKED]]
    examples += [(one, NONE) for one in asked] if examples else []
    return Sorter("forms", examples, repair, embed, files)
