"""Checks what a wording compares: of two things a table of the unit puts in order, none is put above the other that isn't."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.tables import Tables
from bot.content import Course
from bot.content.formats import Aspect
from bot.content.markdown import split_sentences
from bot.reading.mentions import Names
from bot.speaking.wordings import MARKER
from bot.speech import Speech

PART = re.compile(r"[;:()]|, | (?=(?:and|but|while|whereas|though|although|yet|so)\b)")
# What a sentence with one of these says isn't said outright, or is said of less than the whole.
OPEN = re.compile(
    r"\b(?:not|no|never|neither|nor|cannot|\w+n['’]t|hardly|if|unless|when|where|until|once|whether|or|than ever"
    r"|more and more|would|could|might|may)\b|\?",
    re.IGNORECASE,
)
OF_BOTH = re.compile(r"\b(?:of|between) (?:the|these|those) two\b", re.IGNORECASE)
NEAR = 40  # characters behind "than" within which stands what it is measured by


@dataclass(frozen=True)
class Comparing:
    """The comparisons that the tables of one course settle."""

    course: Course
    names: Names

    def problem(self, speech: Speech, text: str) -> str | None:
        """A comparison the wrong way round, None where there is none."""
        both = self._named(f"{speech.said} {speech.prose}")
        parts = (
            part
            for sentence in split_sentences(MARKER.sub("", text))
            if not OPEN.search(sentence)
            for part in PART.split(sentence)
        )
        return "turned round" if any(self._wrong(one, both) for one in parts) else None

    def _wrong(self, part: str, both: Sequence[str]) -> bool:
        """Whether a part of a sentence puts one of two things above the other against the tables.

        Of "the two" are meant `both`, where they are two.
        """
        put, than, measure = part.partition(" than ")
        things = self._named(put)
        others = self._named(measure[:NEAR]) if than else [one for one in both if one not in things]
        told = than or (len(both) == 2 and OF_BOTH.search(part))
        if not told or len(things) != 1 or len(others) != 1:
            return False
        return any(
            self._against(aspect, said, things[0], others[0])
            for aspect in self.course.aspects.values()
            for said in (_direction(put, aspect),)
            if said
        )

    def _against(self, aspect: Aspect, said: int, one: str, other: str) -> bool:
        """Whether the ranks of two things differ from what is said of them: 1 for more, -1 for less."""
        tables = Tables(self.course)
        ranks = [tables.rank(each, aspect.id) for each in (one, other)]
        if ranks[0] is None or ranks[1] is None:
            return False
        return (ranks[0].place - ranks[1].place) * said <= 0

    def _named(self, text: str) -> list[str]:
        """The levels, each once, that a text names."""
        levels = {one.id for one in self.course.levels}
        found = (
            self.course.stands_for(self.course.terms[one.id]).id for one in self.names.find(text)
        )
        return list(dict.fromkeys(one for one in found if one in levels))


def _direction(put: str, aspect: Aspect) -> int:
    """1 where a text says more of an aspect, -1 where less, 0 where neither or both."""
    more, less = (
        any(re.search(rf"\b{re.escape(one)}\b", put.lower()) for one in phrases)
        for phrases in (aspect.more, aspect.less)
    )
    return int(more) - int(less)
