"""Marks answers to questions with a fixed key. What counts as partly right is the content's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from bot.content.quiz import Marking, QuizItem
from bot.replies import Verdict


def mark_choice(item: QuizItem, chosen: Sequence[int], marking: Marking) -> Verdict:
    """The verdict on the places of the options chosen, in the item's own order of options."""
    right = set(item.right)
    if set(chosen) == right:
        return "correct"
    if item.kind != "several":
        return "incorrect"
    agree = sum((at in right) == (at in chosen) for at in range(len(item.options)))
    hit = bool(right & set(chosen))
    return "partial" if hit and agree >= marking.several * len(item.options) else "incorrect"


def mark_order(steps: Sequence[int], marking: Marking) -> Verdict:
    """The verdict on an order of the item's steps, which are right as 0, 1, 2, ..."""
    pairs = list(combinations(steps, 2))
    share = sum(one < other for one, other in pairs) / len(pairs)
    if share == 1:
        return "correct"
    return "partial" if share >= marking.order else "incorrect"
