"""What of the course can be found: every wording, answer, belief, gap and passage as an entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.content.course import Course
from bot.content.formats import Cite

Kind = Literal[
    "wording", "answer", "right", "wrong", "belief", "gap", "true", "false", "passage", "row"
]


@dataclass(frozen=True)
class Entry:
    """A searchable text and what it leads to: a card, misconception, fact, gap or section id.

    `cite` is what a sentence or table row of the unit is cited as.
    """

    kind: Kind
    target: str
    text: str
    cite: Cite | None = None


def entries_of(course: Course) -> list[Entry]:
    """Every entry of the course, in a stable order."""
    return list(_entries(course))


def _entries(course: Course) -> Iterator[Entry]:
    for card in course.cards.values():
        yield from (Entry("wording", card.id, one) for one in card.wordings)
        yield Entry("answer", card.id, card.answer)
        if card.simply:
            yield Entry("answer", card.id, card.simply)
        yield from (Entry("right", card.id, one) for one in card.claims.right)
        yield from (Entry("wrong", card.id, one) for one in card.claims.wrong)
    for belief in course.misconceptions.values():
        yield from (Entry("belief", belief.id, one) for one in (belief.belief, *belief.wordings))
    for said in course.statements:
        yield Entry("true" if said.holds else "false", said.fact, said.claim)
    for gap in course.gaps.values():
        yield from (Entry("gap", gap.id, one) for one in gap.wordings)
    for section in course.sections.values():
        for sentence in section.sentences:
            cite = Cite(passage=section.id, quote=sentence)
            yield Entry("passage", section.id, f"{section.heading}: {sentence}", cite)
        if section.table:
            for row in section.table.rows:
                cite = Cite(passage=section.id, row=row[0])
                yield Entry("row", section.id, section.table.quote(row), cite)
