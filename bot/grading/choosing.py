"""Sees that an answer chooses the thing that the reference leaves, or denies the one that it takes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grading.bindings import NEGATION
from bot.grading.denial import PART, SENTENCE, clause
from bot.grading.features import Things

NAMED = re.compile(PART.pattern + "|:", re.IGNORECASE)
COMPARED = re.compile(r"\b(?:than|unlike|against|as \w+ as)\b", re.IGNORECASE)
BESIDES = re.compile(r"^\W*(?:with|in|for|by|of|on|besides)\b", re.IGNORECASE)
EITHER = re.compile(r"\bor\b", re.IGNORECASE)
SAID_OF_IT = (
    0.5  # share of an answer's words that are asked for, from which it says them of what it chooses
)


def chosen_otherwise(
    question: str, reference: str, points: Sequence[str], answer: str, things: Things
) -> str | None:
    """The piece of an answer that chooses another thing than what is asked for; None if none does."""
    return _denied_for_other(reference, answer, things) or _other_of_two(
        question, [reference, *points], answer, things
    )


def _other_of_two(question: str, asked: Sequence[str], answer: str, things: Things) -> str | None:
    """Where a question puts "this or that", the piece that gives what is asked for to the wrong one."""
    offered = set(things(question))
    sentences = [one for one in SENTENCE.split(answer) if one.strip()]
    if not EITHER.search(question) or not sentences:
        return None
    mine, piece = _leading(answer, things)
    right, _ = _leading(asked[0], things)
    if not mine or not right or mine == right or not {mine, right} <= offered:
        return None
    also = {_leading(one, things)[0] for text in asked for one in SENTENCE.split(text)}
    doubtful = NEGATION.search(sentences[0].lower()) or COMPARED.search(piece)
    if mine in also or doubtful or BESIDES.search(piece):
        return None
    said = clause(answer, things).stems
    known = {stem for text in asked for stem in clause(text, things).stems}
    return piece if len(said & known) >= SAID_OF_IT * len(said) else None


def _leading(text: str, things: Things) -> tuple[str | None, str]:
    """The thing that the first piece of a text names, if it names a single one, and that piece."""
    piece = next((one.strip() for one in NAMED.split(text) if one and one.strip()), "")
    named = list(things(piece))
    return (named[0] if len(named) == 1 else None), piece


def _denied_for_other(reference: str, answer: str, things: Things) -> str | None:
    """The piece that denies the thing which the reference chooses, where the answer chooses what that denies."""
    asked, said = _chosen(reference, things), _chosen(answer, things)
    yes, no = ({one for one in asked if set(asked[one]) == {odd}} for odd in (0, 1))
    mine, not_mine = ({one for one in said if set(said[one]) == {odd}} for odd in (0, 1))
    wrongly = yes & not_mine
    return said[min(wrongly)][1] if wrongly and no & mine else None


def _chosen(text: str, things: Things) -> dict[str, dict[int, str]]:
    """Each thing with the pieces that speak of it alone: 0 one that affirms, 1 one that denies."""
    found: dict[str, dict[int, str]] = {}
    for piece in (one for one in NAMED.split(text) if one):
        named = list(things(piece))
        if len(named) == 1:
            odd = len(NEGATION.findall(piece.lower())) % 2
            found.setdefault(named[0], {})[odd] = piece.strip()
    return found
