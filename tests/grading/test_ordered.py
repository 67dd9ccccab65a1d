"""An order turned round is seen: a list from the last to the first, and who does what to whom."""

from __future__ import annotations

import pytest

from bot.grading.ordered import ordered_otherwise

SIZES = ("thimble", "cup", "pot")
QUESTION = "Put cup, pot and thimble in order, from the least to the most."
LIST = "Thimble, cup, pot."
DOING = "Warm steam opens the tight dry leaves."


def things(text: str) -> list[str]:
    low = text.lower()
    return sorted((one for one in SIZES if one in low), key=low.index)


def seen(question: str, asked: str, answer: str) -> str | None:
    return ordered_otherwise(question, [asked], answer, things)


@pytest.mark.parametrize(
    ("answer", "round_"),
    [
        ("pot, cup, thimble", True),
        ("thimble < cup < pot", False),
        ("From the most to the least: pot, cup, thimble.", False),
        ("pot < cup < thimble, so the thimble holds the most", True),
        ("pot last, cup before it, thimble first", False),
        ("pot, cup", False),
    ],
)
def test_a_list_backwards(answer: str, round_: bool) -> None:
    assert bool(seen(QUESTION, LIST, answer)) == round_


def test_a_list_that_no_order_was_asked_of_may_be_given_from_any_end() -> None:
    assert seen("Which vessels are there?", LIST, "pot, cup, thimble") is None


@pytest.mark.parametrize(
    ("answer", "round_"),
    [
        ("The tight dry leaves open warm steam.", True),
        ("The tight dry leaves are opened by warm steam.", False),
        ("Warm steam will open the tight dry leaves.", False),
        ("Dry leaves don't open warm steam.", False),
    ],
)
def test_who_does_what_to_whom(answer: str, round_: bool) -> None:
    assert bool(seen("What does steam do?", DOING, answer)) == round_
