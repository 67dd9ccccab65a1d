"""The points that a question asks for, where none are given: taken from the reference."""

from __future__ import annotations

import re

from bot.grading.bindings import SPELT, content

COUNTED = re.compile(
    r"\b(?:name|give|list|state|mention|which|what)\s+(?:me\s+)?(?:any\s+|at least\s+)?(?:the\s+)?"
    r"(\d|two|three|four|five)\b",
    re.IGNORECASE,
)
BREAK = re.compile(r"(?<=[.!?])\s+|\s*[;●•▪○\n]\s*|\s+-\s+")
LEAD = re.compile(
    r"^(?:any (?:\w+ )?of(?: these)?|one of(?: the following)?|for example)\s*:\s*", re.I
)
MOST = 8  # points taken from one reference
LIST = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", re.IGNORECASE)


def counted(question: str) -> int | None:
    """How many things a question asks for, where it says so: 2 for "name two ..."."""
    found = COUNTED.search(question)
    if not found:
        return None
    number = SPELT.get(found.group(1).lower(), found.group(1))
    return int(number) or None


def points_of(question: str, reference: str) -> tuple[str, ...]:
    """The parts of a reference that say something that the question doesn't say already.

    Sentences and items, not clauses: half of a sentence is seldom a point by itself.
    """
    known = set(content(question))
    listed = LEAD.match(reference)
    where = LIST if listed or (counted(question) and len(BREAK.split(reference)) == 1) else BREAK
    parts = [one.strip() for one in where.split(LEAD.sub("", reference))]
    telling = [one for one in parts if one and set(content(one)) - known]
    return tuple(dict.fromkeys(telling))[:MOST] or (reference.strip(),)
