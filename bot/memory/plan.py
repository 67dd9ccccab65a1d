"""What to do on each day that is left until the exam."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import fsrs

from bot.memory.evidence import in_utc
from bot.memory.mastery import Mastery
from bot.memory.reviews import SCHEDULER

FOCUS = 2  # objectives a day
MOCK_BEFORE = (7, 2)  # days before the exam on which to sit a mock exam
FURTHEST = 365  # days planned ahead
NOTHING_KNOWN = Mastery()
EXTRA = {"new": 0.1, "shaky": 0.1, "learning": 0.0, "mastered": -0.3}  # need beyond the share


@dataclass(frozen=True)
class Day:
    """A day's work: how many items are due, which objectives to practise, whether a mock exam."""

    on: date
    due: int
    focus: tuple[str, ...]
    mock: bool


def plan(
    exam: date,
    now: datetime,
    cards: Iterable[fsrs.Card],
    objectives: Sequence[str],
    mastery: Mapping[str, Mastery],
) -> tuple[Day, ...]:
    """The days from today until the day before the exam; today alone if it is today.

    Days are those of `now`'s time zone. The due items are counted as if each was answered
    right on its day. The weakest objectives come first and come most often. Empty if the exam is
    over.
    """
    today = now.date()
    count = min(max((exam - today).days, int(exam == today)), FURTHEST)
    if count <= 0:
        return ()
    days = [today + timedelta(days=one) for one in range(count)]
    due = _due_on(cards, now, days[-1])
    focus = _focus(objectives, mastery, count)
    return tuple(
        Day(day, due[day], chosen, (exam - day).days in MOCK_BEFORE)
        for day, chosen in zip(days, focus, strict=True)
    )


def _due_on(cards: Iterable[fsrs.Card], now: datetime, last: date) -> Counter[date]:
    """How many items are due each day, those overdue today."""
    found: Counter[date] = Counter()
    for card in cards:
        at = max(in_utc(now), in_utc(card.due))
        while (day := at.astimezone(now.tzinfo).date()) <= last:
            found[day] += 1
            card, _ = SCHEDULER.review_card(card, fsrs.Rating.Good, at)
            midnight = datetime.combine(day + timedelta(days=1), time(), now.tzinfo)
            at = max(in_utc(card.due), in_utc(midnight))  # once a day
    return found


def _focus(
    objectives: Sequence[str], mastery: Mapping[str, Mastery], days: int
) -> list[tuple[str, ...]]:
    """Each day's objectives, drawn in turn so that one twice as needy comes twice as often."""
    held = {one: mastery.get(one, NOTHING_KNOWN) for one in objectives}
    need = {one: max(1 - it.share + EXTRA[it.state], 0.05) for one, it in held.items()}
    credit = dict.fromkeys(objectives, 0.0)
    found = []
    for _ in range(days):
        for one in objectives:
            credit[one] += need[one]
        chosen = sorted(objectives, key=lambda one: (-credit[one], -need[one]))[:FOCUS]
        for one in chosen:
            credit[one] -= sum(need.values()) / FOCUS
        found.append(tuple(chosen))
    return found
