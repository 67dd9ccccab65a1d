"""Mends a wording sentence by sentence: what doesn't hold is said in the draft's own words, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.content.markdown import ABBREVIATION
from bot.reading.words import words
from bot.speaking.nearness import shares

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
COVERS = 1.15  # ... from which a sentence of the draft that was put in makes another needless


def pieces(text: str) -> list[str]:
    """The sentences of a text, each with the markers that follow it."""
    held = {at for one in ABBREVIATION.finditer(text) for at in range(one.start(), one.end() + 1)}
    ends = [one.end() for one in END.finditer(text) if one.start() not in held]
    return [text[a:b].strip() for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]


@dataclass(frozen=True)
class Mended:
    """A wording as it was mended, and the share of its words that gave way or were struck.

    Where nothing is left of it, all of it counts as lost. `completed` has all of the draft that is then unsaid,
    its first sentence in front.
    """

    text: str
    completed: str
    lost: float


def mended(
    own: Sequence[str],
    holds: Sequence[bool],
    draft: Sequence[str],
    cosines: np.ndarray,
) -> Mended:
    """Sentences, of which those that don't hold give way to the draft's on the same matter.

    Where the draft has none that isn't said already, a sentence is struck, and those that lean on it go with
    it. `cosines` is (own, draft).
    """
    says, speaks = cosines + shares(draft, own).T, cosines + shares(own, draft)
    said: set[int] = set()
    for row, held in zip(says, holds, strict=True):
        said |= set(np.flatnonzero(row >= SAYS).tolist()) if held else set()
    half_said = set(np.flatnonzero(speaks[list(holds)].max(axis=0, initial=0) >= COVERS).tolist())
    places = [
        [] if held else _in_its_place(row, draft, said, half_said)
        for held, row in zip(holds, speaks, strict=True)
    ]
    put = {at for its in places for at in its}
    kept = [held and speaks[at, list(put)].max(initial=0) < COVERS for at, held in enumerate(holds)]
    left, lost = _joined(own, holds, draft, places, kept)
    unsaid = [at for at in range(len(draft)) if at not in said]
    first = [draft[at] for at in unsaid if at == 0]
    rest = [draft[at] for at in unsaid if at]
    share_lost = len(words(" ".join(lost))) / max(len(words(" ".join(own))), 1)
    if not any(kept):
        share_lost = 1.0
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


def _in_its_place(
    row: np.ndarray, draft: Sequence[str], said: set[int], half_said: set[int]
) -> list[int]:
    """The sentences of the draft that say what a sentence should have said, which then are `said`.

    None where they are said already; those that are half said come last. One that leans on the sentence
    before it brings that along.
    """
    free = [at for at in np.argsort(-row).tolist() if at not in said and row[at] >= SPEAKS_OF]
    for at in sorted(free, key=half_said.__contains__):
        first = at
        while first and LEANS.match(draft[first]):
            first -= 1
        put = list(range(first, at + 1))
        if not said & set(put):
            said |= set(put)
            return put
    return []
