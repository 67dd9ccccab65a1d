"""Mends a wording sentence by sentence: what doesn't hold is said in the draft's own words, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.content.markdown import ABBREVIATION
from bot.grading.bindings import NEGATION, content
from bot.reading.words import STOP_WORDS, stem, words
from bot.speaking.comparing import KINDS, share

# A sentence ends behind its quotation mark and the markers that belong to it.
END = re.compile(r"(?<=[.!?])[\"”’)]?(?:\s*\[\d+\])*\s+(?=[A-Z\"“‘(0-9])")
# The first word of a sentence that can't do without the one before it.
LEANS = re.compile(
    r"(?:it|its|that|this|these|those|they|their|them|he|him|his|she|her|there|so|then|thus|but|and|or|yet"
    r"|also|otherwise|instead|both|neither|either|such|which|even)\b",
    re.IGNORECASE,
)
# Of a sentence's words the share that another has, and the cosine of both, together: from which that one says it;
# ... from which both speak of the same.
SAYS, SPEAKS_OF = 1.3, 0.7
COVERS = 1.0  # ... from which a sentence of the draft that was put in makes another needless
COPY = 0.8  # share of the content words of both from which a sentence is nearly the draft's


def pieces(text: str) -> list[str]:
    """The sentences of a text, each with the markers that follow it."""
    held = {at for one in ABBREVIATION.finditer(text) for at in range(one.start(), one.end() + 1)}
    ends = [one.end() for one in END.finditer(text) if one.start() not in held]
    return [text[a:b].strip() for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]


@dataclass(frozen=True)
class Mended:
    """A wording as it was mended, and the share of its words that gave way or were struck.

    `completed` has all of the draft that is then unsaid, its first sentence in front.
    """

    text: str
    completed: str
    lost: float


def mended(
    own: Sequence[str],
    holds: Sequence[bool],
    draft: Sequence[str],
    cosines: np.ndarray,
    talk: Callable[[str], object],
) -> Mended:
    """Sentences, of which those that don't hold give way to the draft's on the same matter.

    Where the draft has none that isn't said already, a sentence is struck, and those that lean on it go with
    it. One that is nearly the draft's, but for more than `talk`, stems of mere talk, is said as the draft says
    it: a word that was exchanged is then no matter. `cosines` is (own, draft).
    """
    mine, its = ([frozenset(content(one)) for one in texts] for texts in (own, draft))
    says = cosines + _shares(mine, its).reshape(cosines.shape)
    speaks = cosines + _shares(its, mine).T.reshape(cosines.shape)
    copies = [_copied(one, its) if held else None for one, held in zip(mine, holds, strict=True)]
    said = {at for at in copies if at is not None}
    for row, held in zip(says, holds, strict=True):
        said |= set(np.flatnonzero(row >= SAYS).tolist()) if held else set()
    places = [
        [] if held else _in_its_place(row, draft, said)
        for held, row in zip(holds, speaks, strict=True)
    ]
    for at, copy in enumerate(copies):
        if copy is not None and _essence(own[at], talk) != _essence(draft[copy], talk):
            places[at] = [copy]
    put = {at for its in places for at in its}
    kept = [
        held and not places[at] and speaks[at, list(put)].max(initial=0) < COVERS
        for at, held in enumerate(holds)
    ]
    left, lost = _joined(own, holds, draft, places, kept)
    unsaid = [at for at in range(len(draft)) if at not in said]
    first = [draft[at] for at in unsaid if at == 0]
    rest = [draft[at] for at in unsaid if at]
    share_lost = len(words(" ".join(lost))) / max(len(words(" ".join(own))), 1)
    return Mended(" ".join(left), " ".join([*first, *left, *rest]), share_lost)


def _joined(
    own: Sequence[str],
    holds: Sequence[bool],
    draft: Sequence[str],
    places: Sequence[Sequence[int]],
    kept: Sequence[bool],
) -> tuple[list[str], list[str]]:
    """The sentences that are left, and those that don't hold or lean on one that is gone."""
    left: list[str] = []
    lost: list[str] = []
    gone = False
    for at, one in enumerate(own):
        leans = gone and LEANS.match(one) is not None
        gone = leans if holds[at] else not places[at]
        new = [one] if kept[at] else [draft[its] for its in places[at]]
        left += [each for each in new if not (gone or each in left)]
        lost += [one] if gone or not holds[at] else []
    return left, lost


def _shares(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> np.ndarray:
    """(one, other): the share of the words of each other that is in one."""
    return np.array([[share(its, each) for its in other] for each in one], np.float32).reshape(
        len(one), len(other)
    )


def _copied(one: frozenset[str], draft: Sequence[frozenset[str]]) -> int | None:
    """The sentence of the draft that one nearly is, by the content words of both; None if it is none."""
    alike = [2 * len(one & other) / max(len(one) + len(other), 1) for other in draft]
    best = int(np.argmax(alike)) if alike else 0
    return best if alike and alike[best] >= COPY else None


def _essence(text: str, talk: Callable[[str], object]) -> list[str]:
    """The stems of a text on which it hangs what it says, in their order, with how often it denies."""
    told = [one for one in words(text) if one in KINDS or one not in STOP_WORDS]
    stems = [stem(one) for one in told if one in KINDS or not talk(stem(one))]
    return [*stems, str(len(NEGATION.findall(text.lower())))]


def _in_its_place(row: np.ndarray, draft: Sequence[str], said: set[int]) -> list[int]:
    """The sentences of the draft that say what a sentence should have said, which then are `said`.

    None where they are said already. One that leans on the sentence before it brings that along.
    """
    free = [at for at in np.argsort(-row).tolist() if at not in said and row[at] >= SPEAKS_OF]
    for at in free:
        first = at
        while first and LEANS.match(draft[first]):
            first -= 1
        put = list(range(first, at + 1))
        if not said & set(put):
            said |= set(put)
            return put
    return []
