"""Swapped roles show in which words stand together."""

from __future__ import annotations

from bot.grading.neighbours import clauses_of, side_by_side

ASKED = clauses_of(
    "It gives 90% of the benefit for 20% of the cost. DALL-E turns text into pictures."
)


def found(answer: str) -> dict[str, float]:
    return side_by_side(clauses_of(answer), ASKED)


def test_numbers_that_change_places_stand_beside_strange_words() -> None:
    right, swapped = (
        found("90% of the benefit, 20% of the cost"),
        found("20% of the benefit, 90% of the cost"),
    )
    assert right["clause strange"] == 0
    assert swapped["clause strange"] > 0 and swapped["clause known"] < right["clause known"]


def test_what_is_turned_round_inside_a_clause_comes_in_another_order() -> None:
    assert found("DALL-E turns text into pictures")["turned"] == 0
    assert found("DALL-E turns pictures into text")["turned"] > 0


def test_nothing_in_common_says_nothing() -> None:
    assert set(found("bananas are yellow").values()) == {0.0}
