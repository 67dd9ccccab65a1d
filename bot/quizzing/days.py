"""Reads a day out of a message: "on Friday", "in 5 days", "tomorrow", "4 December", "2026-12-04"."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SPELT = {
    "one": 1,
    "a": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
}
MONTH = rf"({'|'.join(MONTHS)})[a-z]*"
IN = re.compile(rf"\bin (\d+|{'|'.join(SPELT)}) (day|week)s?\b")
ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}\b|\b{MONTH} (\d{{1,2}})(?:st|nd|rd|th)?\b"
)


def day_named(text: str, today: date) -> date | None:
    """The day that a message names, in the future where it gives no year; None if it names none."""
    lower = text.lower()
    if iso := ISO.search(lower):
        with suppress(ValueError):
            return date(*map(int, iso.groups()))
    if "day after tomorrow" in lower:
        return today + timedelta(days=2)
    if "tomorrow" in lower:
        return today + timedelta(days=1)
    if re.search(r"\btoday\b|\btonight\b", lower):
        return today
    if ahead := IN.search(lower):
        number = int(SPELT.get(ahead.group(1), ahead.group(1)))
        return today + timedelta(days=number * (7 if ahead.group(2) == "week" else 1))
    if "next week" in lower:
        return today + timedelta(days=7)
    if found := DAY_MONTH.search(lower):
        day, month = (
            (found.group(1), found.group(2)) if found.group(1) else (found.group(4), found.group(3))
        )
        return _coming(today, MONTHS.index(month) + 1, int(day))
    for at, name in enumerate(WEEKDAYS):
        if re.search(rf"\b{name}\b|\b{name[:3]}\b", lower):
            return today + timedelta(days=(at - today.weekday() - 1) % 7 + 1)
    return None


def _coming(today: date, month: int, day: int) -> date | None:
    """The next such day of a month; None if there is none."""
    for year in (today.year, today.year + 1):
        with suppress(ValueError):
            if date(year, month, day) >= today:
                return date(year, month, day)
    return None
