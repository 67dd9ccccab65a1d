"""Sees that an answer puts the other way round what is asked for in an order: a list, or who does what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.grading.bindings import NEGATION, content
from bot.grading.denial import PART, SENTENCE
from bot.grading.features import Things

FEWEST_LISTED = 3  # things from which they are a list
OPENING = 6  # words in which a list says from which end it goes
ASKED = re.compile(r"\b(?:order|sequence|rank|sort|from the least|from least)\b", re.IGNORECASE)
BACK = re.compile(
    r"\b(?:before|end|last|finally|leave|top|down|>)\b", re.IGNORECASE
)  # may list from the last
ENDS = re.compile(r"\b(least|lowest|smallest|first|most|highest|largest|last)\b", re.IGNORECASE)
# What lets the second stand first and mean the same.
PASSIVE = re.compile(
    r"\bby\b|\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+)?\w+(?:ed|en|ne|lt|nt)\b",
    re.IGNORECASE,
)
# Nor does it matter which end comes first after a preposition, or around a verb that takes no object.
EITHER_WAY = re.compile(
    r"^\W*(?:for|from|of|with|on|to|at)\b|\b(?:what|comes?|goes|go|enough|stands?|belongs?)\b",
    re.IGNORECASE,
)
FEWEST_SHARED = 4  # words of a clause that another has, too, from which they tell of one doing
SAME = 0.75  # ... and their share of the words of either


def ordered_otherwise(
    question: str, asked: Sequence[str], answer: str, things: Things
) -> str | None:
    """The part of an answer that turns an order of what is asked for round; None if none does."""
    return _listed_backwards(question, asked[0], answer, things) or next(
        _done_backwards(asked, answer), None
    )


def _listed_backwards(question: str, reference: str, answer: str, things: Things) -> str | None:
    """The answer, where it lists the things of the reference from the last to the first.

    None where it says itself that it goes the other way: "from the most down".
    """
    if not ASKED.search(question) or BACK.search(answer):
        return None
    asked, said = list(dict.fromkeys(things(reference))), list(dict.fromkeys(things(answer)))
    both = [one for one in said if one in asked]
    if len(both) < FEWEST_LISTED or both[::-1] != [one for one in asked if one in both]:
        return None
    ends = [one.lower() for one in ENDS.findall(question)]
    opening = " ".join(answer.split()[:OPENING])
    named = [one.lower() for one in ENDS.findall(opening)]
    return None if named and ends and named[0] != ends[0] and named[0] in ends else answer.strip()


def _done_backwards(asked: Sequence[str], answer: str) -> Iterator[str]:
    """Clauses in which what stood before a word stands after it, and what stood after it before."""
    known = [content(one) for one in _clauses(asked) if not _either_way(one)]
    for text in _clauses([answer]):
        said = content(text)
        if _either_way(text) or NEGATION.search(text.lower()):
            continue
        if any(_backwards(said, one) for one in known):
            yield text.strip()


def _either_way(text: str) -> bool:
    return bool(PASSIVE.search(text) or EITHER_WAY.search(text))


def _clauses(texts: Sequence[str]) -> list[str]:
    parts = [part for text in texts for one in SENTENCE.split(text) for part in PART.split(one)]
    return [one for one in dict.fromkeys(parts) if one.strip()]


def _backwards(said: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether two clauses of nearly the same words have changed places around one of them."""
    shared = set(said) & set(asked)
    if len(shared) < FEWEST_SHARED or len(shared) < SAME * max(len(set(said)), len(set(asked))):
        return False
    return any(
        _sides(said, one, shared) == tuple(reversed(_sides(asked, one, shared)))
        and all(_sides(asked, one, shared))
        for one in shared
    )


def _sides(
    stems: Sequence[str], word: str, shared: set[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The shared words before and after one."""
    at = stems.index(word)
    return frozenset(stems[:at]) & shared, frozenset(stems[at + 1 :]) & shared
