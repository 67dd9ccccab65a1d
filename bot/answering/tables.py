"""The unit's tables as data: comparisons by rank, and tables shown."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content import Course
from bot.content.formats import Cite, Column, TableUse
from bot.content.markdown import Table
from bot.reading.words import stems


@dataclass(frozen=True)
class Rank:
    """Where a thing stands in a column, or in a row `across` the columns, 0 the least, and the row that says so.

    `ranked_by` says how the whole column or row is ordered.
    """

    place: int
    cite: Cite
    ranked_by: tuple[Cite, ...]
    across: bool = False


class Tables:
    """Look-ups in one course's tables."""

    def __init__(self, course: Course) -> None:
        self.course = course

    def rank(self, thing: str, aspect: str) -> Rank | None:
        """Where `thing` stands on `aspect`, from the first table that orders it."""
        for use, column in self._ordered(aspect):
            table = self.course.table(use)
            at = table.header.index(column.header)
            for cell, one in use.rows.items():
                row = table.row(cell)
                if one == thing and row:
                    place = next(
                        place
                        for place, group in enumerate(column.order)
                        if row[at].startswith(tuple(group))
                    )
                    return Rank(place, Cite(passage=use.section, row=cell), column.ranked_by)
        return self._across(thing, aspect)

    def _across(self, thing: str, aspect: str) -> Rank | None:
        """Where `thing` stands in a row that ranks what the columns are about."""
        for use in self.course.tables.values():
            table = self.course.table(use)
            at = next(
                (table.header.index(one) for one, its in use.subjects.items() if its == thing), 0
            )
            for one in use.ordered if at else ():
                row = table.row(one.cell)
                if one.aspect == aspect and row:
                    places = enumerate(one.order)
                    place = next(
                        place for place, group in places if row[at].startswith(tuple(group))
                    )
                    cite = Cite(passage=use.section, row=one.cell)
                    return Rank(place, cite, one.ranked_by, across=True)
        return None

    def _ordered(self, aspect: str) -> list[tuple[TableUse, Column]]:
        return [
            (use, column)
            for use in self.course.tables.values()
            for column in use.columns
            if column.aspect == aspect and column.order
        ]

    def holding(self, things: list[str]) -> TableUse | None:
        """The table that has most of `things` as rows or columns; None if it has none."""

        def count(use: TableUse) -> float:
            held = len({*use.rows.values(), *use.subjects.values()} & set(things))
            exact = bool(things) and set(things) == set(use.subjects.values())
            return held + 0.5 * exact

        best = max(self.course.tables.values(), key=count, default=None)
        return best if best and count(best) else None

    def titled(self, text: str) -> TableUse | None:
        """The table whose title a text names, be it in other words in between: "all five levels"."""
        said = set(stems(text))
        return next(
            (one for one in self.course.tables.values() if set(stems(one.title)) <= said), None
        )

    def shown(self, use: TableUse, things: list[str]) -> tuple[str, list[Cite]]:
        """A table as Markdown, kept to the rows of `things` if it has two or more of them."""
        table = self.course.table(use)
        wanted = [cell for cell, one in use.rows.items() if one in things and not use.subjects]
        rows = [
            row for row in table.rows if row[0] in (wanted if len(wanted) > 1 else list(use.rows))
        ]
        cites = [Cite(passage=use.section, row=row[0]) for row in rows]
        return Table(table.header, tuple(rows)).markdown, cites
