"""Quiz items made from the unit's tables: right by construction, wrong options from the same column."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.course import Course
from bot.content.formats import Cite, Column, TableUse
from bot.content.quiz import Option, QuizItem
from bot.wording import Wording

LEAST, MOST = 3, 4  # options of an item
LONGEST = 90  # characters of a cell that can be an option


def generated(course: Course, wording: Wording) -> Iterator[QuizItem]:
    """An item for each cell that no other row of its table shares."""
    for use in course.tables.values():
        for column in use.columns:
            for row in use.rows:
                item = _item(use, column, row, course, wording)
                if item is not None:
                    yield item


def _item(
    use: TableUse, column: Column, row: str, course: Course, wording: Wording
) -> QuizItem | None:
    """The item that asks for one cell; None where it would be ambiguous or has too few options."""
    table = course.table(use)
    at = table.header.index(column.header)
    cells = {one[0]: one[at] for one in table.rows if one[0] in use.rows}
    right = cells[row]
    others = {name: cell for name, cell in cells.items() if cell != right}
    known = course.by_key.get((frozenset([use.rows[row]]), column.aspect))
    distinct = len(set(others.values())) == len(cells) - 1
    if known is None or not distinct or len(others) < LEAST - 1 or len(right) > LONGEST:
        return None
    wrong = [
        Option(text=cell, why=wording.say("quiz_generated_why", cell=cell, row=name))
        for name, cell in list(others.items())[: MOST - 1]
    ]
    facts = known.facts
    return QuizItem(
        id=f"{use.id}-{use.rows[row]}-{column.aspect}",
        kind="single",
        difficulty=1,
        prompt=known.ask,
        objective=known.objective,
        facts=facts,
        about=(use.rows[row],),
        options=(Option(text=right, right=True), *wrong),
        why=known.answer,
        hints=(
            wording.say("quiz_generated_hint", title=use.title),
            wording.say(
                "quiz_generated_hint_more",
                other=next(iter(others)),
                cell=next(iter(others.values())),
            ),
        ),
        cite=Cite(passage=use.section, row=row),
    )
