"""Strikes sentences from a wording, so that one that doesn't hold need not cost all the others."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.content.markdown import ABBREVIATION
from bot.reading.words import words

# A sentence ends behind its quotation mark and the markers that belong to it.
END = re.compile(r"(?<=[.!?])[\"”’)]?(?:\s*\[\d+\])*\s+(?=[A-Z\"“‘(0-9])")
# The first word of a sentence that can't do without the one before it.
LEANS = re.compile(
    r"(?:it|its|that|this|these|those|they|their|them|he|him|his|she|her|there|so|then|thus|but|and|or|yet"
    r"|also|otherwise|instead|both|neither|either|such|which|even)\b",
    re.IGNORECASE,
)


def pieces(text: str) -> list[str]:
    """The sentences of a text, each with the markers that follow it."""
    held = {at for one in ABBREVIATION.finditer(text) for at in range(one.start(), one.end() + 1)}
    ends = [one.end() for one in END.finditer(text) if one.start() not in held]
    return [text[a:b].strip() for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]


def struck(text: str, faulty: Callable[[str], bool], least: float) -> str | None:
    """A text without its faulty sentences and those that lean on them.

    None where less than the share `least` of its words is left.
    """
    left: list[str] = []
    gone = False
    for one in pieces(text):
        gone = faulty(one) or (gone and LEANS.match(one) is not None)
        if not gone:
            left.append(one)
    kept = " ".join(left)
    return kept if len(words(kept)) >= least * len(words(text)) else None
