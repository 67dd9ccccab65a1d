"""Answers for the tests, with everything that a test doesn't care about filled in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.memory import Answer

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
numbers = count()


def day(number: float) -> datetime:
    """So many days after the start."""
    return NOON + timedelta(days=number)


def answer(item: str = "i1", verdict: str = "correct", on: float = 0, **other: Any) -> Answer:
    """An answer on a day, with an attempt of its own."""
    given = {
        "attempt": f"t{next(numbers)}",
        "objectives": ("spectrum",),
        "kind": "single",
        "activity": "quiz",
    }
    return Answer(**{**given, "item": item, "verdict": verdict, "at": day(on), **other})
