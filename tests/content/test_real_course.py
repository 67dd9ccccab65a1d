"""The course that ships: complete, consistent, and in words of its own."""

from __future__ import annotations

from typing import Any

from bot.content.checking import coverage
from bot.passages import view
from bot.tutor import Tutor


def test_every_fact_has_a_passage_and_a_card(tutor: Tutor) -> None:
    assert list(coverage(tutor.course)) == [f"F{number}" for number in range(1, 38)]
    assert all(one.passages and one.cards and one.items for one in coverage(tutor.course).values())


def test_there_are_flashcards_enough_for_every_objective(tutor: Tutor) -> None:
    cards = [card for card in tutor.course.cards.values() if card.flashcard]
    assert len(cards) >= 80
    assert {card.objective for card in cards} == {one.id for one in tutor.course.unit.objectives}


def test_every_quote_of_every_card_is_verbatim(tutor: Tutor) -> None:
    course = tutor.course
    cites = [cite for card in course.cards.values() for cite in card.cites]
    cites += [cite for one in course.misconceptions.values() for cite in one.cites]
    assert len(cites) > 300
    assert all(course.is_verbatim(cite.passage, course.quote(cite)) for cite in cites)


def test_answers_lead_and_stay_short(tutor: Tutor) -> None:
    lengths = {card.id: len(card.answer.split()) for card in tutor.course.cards.values()}
    assert max(lengths.values()) <= 60
    starts = {card.id: card.answer.split()[0].lower() for card in tutor.course.cards.values()}
    assert not [card for card, word in starts.items() if word in ("yes", "yes,", "no", "no,")]


def test_the_levels_stand_in_order_from_least_to_most(tutor: Tutor) -> None:
    table = tutor.course.sections["customisation-spectrum#the-five-levels-at-a-glance"].table
    assert table is not None
    assert [level.label for level in tutor.course.levels] == [row[0] for row in table.rows]


def test_every_quote_of_a_card_is_highlighted_where_it_stands(tutor: Tutor) -> None:
    for card in tutor.course.cards.values():
        for cite in card.cites:
            blocks = view(tutor.course, cite.passage, tutor.course.quote(cite))["blocks"]
            assert any(_marks(block) for block in blocks), (card.id, cite)


def _marks(block: dict[str, Any]) -> bool:
    """Whether a block of a passage has the quote marked in it."""
    if block["kind"] == "table":
        return block["marked"] is not None
    rows = [block["parts"]] if block["kind"] == "paragraph" else block["items"]
    return any(part["marked"] for parts in rows for part in parts)
