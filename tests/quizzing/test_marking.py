"""What is right, partly right and wrong, and what is made from the tables."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from bot.content.quiz import Marking, QuizItem
from bot.quizzing.marking import mark_choice, mark_order
from bot.quizzing.posing import buttons, drawn_order, options_of, posed, question_text
from bot.tutor import Tutor

MARKING = Marking(several=0.6, order=0.6)
DRAWS = 2000
CRITICAL = {3: 11.34, 4: 13.28, 5: 15.09}  # chi-square at p = 0.01 by degrees of freedom
HALF = 0.5


def item(kind: str, right: str) -> QuizItem:
    """An item whose options are right where `right` has a +."""
    options = [
        {"text": f"option {at}", "right": one == "+", "misconception": "m", "why": "w."}
        for at, one in enumerate(right)
    ]
    return QuizItem.model_validate(
        {"id": "x", "kind": kind, "prompt": "p?", "objective": "o", "facts": ["F1"], "why": "w.",
         "options": options, "hints": ["a", "b"], "cite": {"passage": "a#b", "quote": "q"}}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "verdict"),
    [((0, 2), "correct"), ((2, 0), "correct"), ((0,), "partial"), ((0, 2, 1), "partial"),
     ((1, 3), "incorrect"), ((1,), "incorrect"), ((0, 1, 3), "incorrect")],
)  # fmt: skip
def test_several_choice_is_partly_right_by_the_content_s_share(
    chosen: tuple[int, ...], verdict: str
) -> None:
    assert mark_choice(item("several", "+-+--"), chosen, MARKING) == verdict


def test_single_choice_is_never_partly_right() -> None:
    marks = {mark_choice(item("single", "+---"), (at,), MARKING) for at in range(4)}
    assert marks == {"correct", "incorrect"}


@pytest.mark.parametrize(
    ("steps", "verdict"),
    [((0, 1, 2, 3), "correct"), ((1, 0, 2, 3), "partial"), ((3, 2, 1, 0), "incorrect")],
)
def test_an_order_is_partly_right_when_most_pairs_are(steps: tuple[int, ...], verdict: str) -> None:
    assert mark_order(steps, MARKING) == verdict


def test_the_right_option_stands_everywhere_alike() -> None:
    chance = Random(1)
    places = Counter(drawn_order(item("single", "+---"), chance).index(0) for _ in range(DRAWS))
    expected = DRAWS / 4
    chi = sum((places[at] - expected) ** 2 / expected for at in range(4))
    assert chi < CRITICAL[3]


def test_steps_are_never_shown_in_the_right_order(tutor: Tutor) -> None:
    orders = [one for one in tutor.bank.values() if one.kind == "order"]
    assert orders
    for one in orders:
        assert all(
            drawn_order(one, Random(at)) != sorted(range(len(one.steps))) for at in range(50)
        )


def test_the_right_option_is_the_longest_in_few_items(tutor: Tutor) -> None:
    chosen = [one for one in tutor.bank.values() if one.kind in ("single", "case", "several")]
    longest = [one for one in chosen if max(one.options, key=lambda it: len(it.text)).right]
    assert len(longest) / len(chosen) <= 0.3


def test_at_least_half_of_the_bank_applies(tutor: Tutor) -> None:
    bank = tutor.course.quiz.values()
    assert len(bank) >= 100
    assert sum(one.applies for one in bank) >= HALF * len(bank)
    assert sum(one.kind == "free" for one in bank) >= 30
    facts = {fact for one in bank for fact in one.facts}
    assert facts == set(tutor.course.unit.facts)
    assert {one.objective for one in bank} == {one.id for one in tutor.course.unit.objectives}


def test_items_made_from_tables_have_one_right_cell_and_others_of_its_column(tutor: Tutor) -> None:
    made = [one for one in tutor.bank.values() if one.id not in tutor.course.quiz]
    assert made
    for one in made:
        assert sum(it.right for it in one.options) == 1
        assert len({it.text for it in one.options}) == len(one.options)
        assert tutor.course.quote(one.cite)


def test_a_question_shows_nothing_of_its_key(tutor: Tutor) -> None:
    for one in tutor.bank.values():
        shown = drawn_order(one, Random(one.id))
        text = question_text(one, shown, 1, 5, tutor.wording)
        text += (
            " ".join(buttons(one, shown, 0, tutor.wording)) + posed(one, shown).model_dump_json()
        )
        assert one.why not in text
        assert one.id not in text
        assert not any(it.why and it.why in text for it in one.options)
        assert not any(point.point in text for point in one.points)
        assert sorted(options_of(one, shown)) == sorted(
            [it.text for it in one.options] or one.steps
        )
