"""Checks a course across its files: references, quotes, coverage, duplicates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.content.checking_advice import advice_cites, advice_problems
from bot.content.checking_quiz import quiz_cites, quiz_problems
from bot.content.checking_scenarios import scenario_cites, scenario_problems
from bot.content.course import Course
from bot.content.formats import Cite
from bot.content.markdown import collapse

NEAR_DUPLICATE = 94  # token-sort similarity of two questions, 0-100


def problems_of(course: Course) -> list[str]:
    """Every problem of the course as a whole, each naming the item and the remedy."""
    checks = (
        _facts,
        _references,
        _yes_or_no,
        _quotes,
        _wordings,
        _near_duplicates,
        _tables,
        advice_problems,
        quiz_problems,
        scenario_problems,
    )
    return [problem for check in checks for problem in check(course)]


def _cites(course: Course) -> Iterator[tuple[str, Cite]]:
    for card in course.cards.values():
        yield from ((f"card {card.id}", cite) for cite in card.cites)
    for one in course.misconceptions.values():
        yield from ((f"misconception {one.id}", cite) for cite in one.cites)
    for term in course.terms.values():
        yield f"glossary entry {term.id}", term.cite
    yield from advice_cites(course)
    yield from quiz_cites(course)
    yield from scenario_cites(course)
    for level in course.levels:
        yield from ((f"level {level.id}", cite) for cite in level.cites)
    for use in course.tables.values():
        for ordered in (*use.columns, *use.ordered):
            yield from ((f"tables.yaml, item {use.id}", cite) for cite in ordered.ranked_by)


def _quotes(course: Course) -> Iterator[str]:
    for where, cite in _cites(course):
        section = course.sections.get(cite.passage)
        if section is None:
            yield f"{where}: cites {cite.passage}, which is no section; name one of the unit's"
        elif cite.row is not None and not (section.table and section.table.row(cite.row)):
            yield f"{where}: {cite.passage} has no table row {cite.row!r}; copy the row's first cell"
        elif cite.quote is not None and not course.is_verbatim(cite.passage, collapse(cite.quote)):
            yield f"{where}: its quote is not in {cite.passage}; copy it from {section.file}"


def _references(course: Course) -> Iterator[str]:
    objectives = {one.id for one in course.unit.objectives}
    for card in course.cards.values():
        where = f"card {card.id}"
        if card.objective not in objectives:
            yield f"{where}: objective {card.objective!r} is not in unit.yaml; use one of its ids"
        if card.aspect and card.aspect not in course.aspects:
            yield f"{where}: aspect {card.aspect!r} is not in aspects.yaml; add it or use another"
        for fact in card.facts:
            if fact not in course.unit.facts:
                yield f"{where}: fact {fact} is not in unit.yaml; correct the number"
    named = [(f"card {one.id}", one.about) for one in course.cards.values()]
    named += [(f"misconception {one.id}", one.about) for one in course.misconceptions.values()]
    named += [
        (
            f"glossary entry {one.id}",
            (*one.options, *one.related, *([one.contrast] if one.contrast else [])),
        )
        for one in course.terms.values()
    ]
    named += [(f"level {one.id}", (one.id,)) for one in course.levels]
    named += [("thesaurus.yaml", (one.means,)) for one in course.synonyms if one.means]
    for where, ids in named:
        for one in ids:
            if one not in course.terms:
                yield f"{where}: {one!r} is not in the glossary; add an entry or correct the id"
    for gap in course.gaps.values():
        if gap.nearest and gap.nearest not in course.cards:
            yield f"gap {gap.id}: nearest {gap.nearest!r} is no card; name a card's id"


def _yes_or_no(course: Course) -> Iterator[str]:
    held: dict[str, bool] = {}
    for number, one in enumerate(course.yes_no_questions, 1):
        where = f"yes-no-questions.yaml, item {number}"
        if one.card not in course.cards:
            yield f"{where}: {one.card!r} is no card; name a card's id"
        if held.setdefault(_plain(one.asks), one.holds) != one.holds:
            yield f"{where}: {one.asks!r} also stands there with the other answer; keep one of them"


def _facts(course: Course) -> Iterator[str]:
    for section in course.sections.values():
        for fact in section.facts:
            if fact not in course.unit.facts:
                yield f"{section.file}: fact {fact} is not in unit.yaml; correct the number"
    for fact, its in coverage(course).items():
        if not its.passages:
            yield f"unit.yaml, fact {fact}: no section teaches it; add it to a file's front matter"
        if not its.cards:
            yield f"unit.yaml, fact {fact}: no card covers it; write one"


class Coverage(NamedTuple):
    """The ids of the sections that teach a fact, and of the cards and quiz items that cover it."""

    passages: list[str]
    cards: list[str]
    items: list[str]


def coverage(course: Course) -> dict[str, Coverage]:
    """What covers each fact of the unit."""
    table = {fact: Coverage([], [], []) for fact in course.unit.facts}
    elsewhere = Coverage([], [], [])  # of facts that the unit doesn't list, which are reported
    for section in course.sections.values():
        for fact in section.facts:
            table.get(fact, elsewhere).passages.append(section.id)
    for card in course.cards.values():
        for fact in card.facts:
            table.get(fact, elsewhere).cards.append(card.id)
    for item in course.quiz.values():
        for fact in item.facts:
            table.get(fact, elsewhere).items.append(item.id)
    return table


def _wordings(course: Course) -> Iterator[str]:
    owners: dict[str, list[str]] = defaultdict(list)
    for card in course.cards.values():
        for wording in card.wordings:
            owners[_plain(wording)].append(card.id)
    for wording, cards in owners.items():
        if len(cards) > 1:
            yield f"card {cards[-1]}: the wording {wording!r} also stands under {cards[0]}; drop one"


def _near_duplicates(course: Course) -> Iterator[str]:
    cards = list(course.cards.values())
    asks = [_plain(card.ask) for card in cards]
    answers = [_plain(card.answer) for card in cards]
    for at, card in enumerate(cards):
        rest = range(at + 1, len(cards))
        same = {other for other in rest if answers[other] == answers[at]}
        near = process.extract(
            asks[at], asks[at + 1 :], scorer=fuzz.token_sort_ratio, score_cutoff=NEAR_DUPLICATE
        )
        for other in sorted(same | {at + 1 + index for _, _, index in near}):
            twin = cards[other]
            if other in same or (twin.about, twin.aspect) == (card.about, card.aspect):
                yield f"card {twin.id}: asks nearly the same as {card.id}; merge the two"


def _plain(text: str) -> str:
    return collapse(text).lower().rstrip("?.! ")


def _tables(course: Course) -> Iterator[str]:
    for use in course.tables.values():
        section = course.sections.get(use.section)
        table = section.table if section else None
        where = f"tables.yaml, item {use.id}"
        if table is None:
            yield f"{where}: {use.section} holds no table; name a section with one"
            continue
        for cell in use.rows:
            if table.row(cell) is None:
                yield f"{where}: the table has no row {cell!r}; copy its first cell"
        headers = [column.header for column in use.columns] + list(use.subjects)
        for header in headers:
            if header not in table.header:
                yield f"{where}: the table has no column {header!r}; copy its header"
        for column in use.columns:
            if column.order and column.header in table.header:
                at = table.header.index(column.header)
                for row in table.rows:
                    if not any(row[at].startswith(tuple(group)) for group in column.order):
                        yield f"{where}: cell {row[at]!r} fits nowhere in the order of {column.header}"
        for across in use.ordered:
            cells = table.row(across.cell)
            if cells is None:
                yield f"{where}: the table has no row {across.cell!r} to be ordered; copy its first cell"
                continue
            for header in use.subjects:
                cell = cells[table.header.index(header)] if header in table.header else ""
                if not any(cell.startswith(tuple(group)) for group in across.order):
                    yield f"{where}: cell {cell!r} fits nowhere in the order of {across.cell}"
