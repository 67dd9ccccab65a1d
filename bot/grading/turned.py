"""Sees that an answer says of one thing what the reference says of its counterpart.

Plain code beside the fitted model, which weighs words and so may take a swap of roles for the reference itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.grading.assigned import COARSE, assigned_otherwise, mixed, own, parts_of
from bot.grading.bindings import content
from bot.grading.choosing import chosen_otherwise
from bot.grading.denial import PART, SENTENCE, clause, denies
from bot.grading.features import Things
from bot.grading.ordered import ordered_otherwise
from bot.reading.fractions import as_shares

Stems = frozenset[str]
FIGURE = re.compile(r"[.;!?\n,]+|\b(?:and|at|for|but|while)\b", re.IGNORECASE)
POINTED = re.compile(PART.pattern + r"|,?\s+(?=the (?:former|latter)\b)", re.IGNORECASE)
FORMER, LATTER = re.compile(r"\bthe former\b", re.I), re.compile(r"\bthe latter\b", re.I)
FEWEST = 2  # words said of the wrong one, from which it is no accident
OUTWEIGH = 3  # times more that is said of the wrong one than of the right one
ALIKE = (
    0.8  # share of the words of a sentence and a point from which one is the other in another order
)


def turned(
    question: str, reference: str, points: Sequence[str], answer: str, things: Things
) -> str | None:
    """The part of an answer that turns round what is asked for; None if none does."""
    asked = [reference, *points]
    stems = [_stems(one, things) for one in points]
    sentences = [one for one in SENTENCE.split(reference) if one]
    return (
        assigned_otherwise(parts_of(question, points, things), answer, things)
        or _pointing(question, stems, answer, things)
        or chosen_otherwise(question, reference, points, answer, things)
        or _figures(asked, answer)
        or next(_inside([*points, *sentences], answer, things), None)
        or denies(answer, asked, things)
        or ordered_otherwise(question, asked, answer, things)
    )


def _stems(text: str, things: Things) -> Stems:
    return clause(text, things).stems


def _pieces(text: str, where: re.Pattern[str], things: Things) -> list[tuple[str, Stems]]:
    """The pieces of a text with the stems of each."""
    parts = [one.strip() for one in where.split(text) if one and one.strip()]
    return [(one, _stems(one, things)) for one in parts]


def _pointing(question: str, stems: Sequence[Stems], answer: str, things: Things) -> str | None:
    """The piece in which "the former" is given what belongs to the latter, or the other way round."""
    if len(stems) != 2 or not (FORMER.search(answer) or LATTER.search(answer)):
        return None
    its_own = own(stems)
    order = _order(question, its_own, things)
    if order is None:
        return None
    here: int | None = None
    said: list[tuple[str, int, int]] = []
    for text, its in _pieces(answer, POINTED, things):
        former, latter = FORMER.search(text), LATTER.search(text)
        if former and latter:
            return None
        here = order[0] if former else order[1] if latter else here
        if here is not None:
            said.append((text, len(its_own[here] & its), len(its_own[1 - here] & its)))
    right, wrong = sum(one[1] for one in said), sum(one[2] for one in said)
    if wrong < FEWEST or right * OUTWEIGH > wrong:
        return None
    return max(said, key=lambda one: one[2] - one[1])[0]


def _order(question: str, parts: Sequence[Stems], things: Things) -> tuple[int, int] | None:
    """Which of two points the question speaks of first, and which then: by things, else by words."""
    named = list(things(question))
    for order in ([f"#{one}" for one in named], content(question)):
        first = [
            min((order.index(one) for one in its if one in order), default=None) for its in parts
        ]
        if first[0] is not None and first[1] is not None:
            return (0, 1) if first[0] < first[1] else (1, 0)
    return None


def _figures(asked: Sequence[str], answer: str) -> str | None:
    """The piece in which a figure stands with what another figure stands with, and that with its."""
    known: dict[str, set[str]] = {}
    for text in asked:
        for figure, word, _ in _figured(text):
            known.setdefault(word, set()).add(figure)
    said = [one for one in _figured(answer) if len(known.get(one[1], ())) == 1]
    if any(figure in known[word] for figure, word, _ in said):
        return None
    swaps = {(figure, min(known[word])): piece for figure, word, piece in said}
    return next((piece for (one, other), piece in swaps.items() if (other, one) in swaps), None)


def _figured(text: str) -> Iterator[tuple[str, str, str]]:
    """(figure, a word beside it, the piece) for every piece that holds a single figure."""
    for piece in FIGURE.split(as_shares(text)):
        stems = content(piece)
        figures = [one for one in stems if one.isdigit()]
        if len(figures) == 1:
            yield from ((figures[0], one, piece.strip()) for one in stems if not one.isdigit())


def _inside(points: Sequence[str], answer: str, things: Things) -> Iterator[str]:
    """Sentences with the words of a point whose two halves have exchanged some of them."""
    for point in points:
        halves = [one for one, _ in _pieces(point, COARSE, things)]
        if len(halves) != 2:
            continue
        whole = _stems(point, things)
        for sentence in SENTENCE.split(answer):
            said = _stems(sentence, things)
            if " by " in sentence or len(said & whole) < ALIKE * len(said | whole):
                continue  # a passive puts the same the other way round
            parts = [one for one, _ in _pieces(sentence, COARSE, things)]
            if mixed(own([_stems(one, things) for one in halves]), parts, things):
                yield sentence.strip()
