"""What the cross-encoder learns from: sentences of worded drafts, and claims on the cards, each behind its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from bot.content import Course
from bot.content.markdown import split_sentences
from bot.content.worded import WordedDraft
from bot.retrieval.cross_encoder import Encoded, Tokens
from bot.retrieval.embedder import MiniLM
from bot.speaking.faithfulness import sources_of, unquoted

# Sources with a sentence, and 1 where it turns something round, else 0.
Example = tuple[Encoded, float]
TAG = re.compile(r",? (?:right|correct|yes|no|agreed|true|or not)\?$", re.IGNORECASE)
AROUND = 12  # sentences of cards nearest to a claim of which it isn't told which card it is on


def of_drafts(worded: Sequence[WordedDraft], embedder: MiniLM) -> list[Example]:
    """All sentences of some drafts, each behind what of its draft is nearest."""
    tokens, found = Tokens(), []
    for one in worded:
        told = [each for part in (one.draft, *one.quotes) for each in split_sentences(part)]
        own = unquoted([*one.faithful, *one.unfaithful], one.said or "")
        labels = [0.0] * len(one.faithful) + [1.0] * len(one.unfaithful)
        for sources, sentence, label in zip(sources_of(own, told, embedder.vectors), own, labels, strict=True):  # fmt: skip
            found.append((tokens.encoded(sources, sentence), label))
    return found


def of_claims(course: Course, embedder: MiniLM) -> list[Example]:
    """All claims of a course, and its questions that want a yes or a no, behind the nearest sentences of its cards."""
    tokens = Tokens()
    cards = {one.id: split_sentences(one.answer) for one in course.cards.values()}
    told = list(dict.fromkeys(one for its in cards.values() for one in its))
    vectors, found = embedder.vectors(told), []
    for claim, holds, its in _claims(course, cards):
        near = vectors @ embedder.vectors([claim])[0]
        own = its or [told[at] for at in np.argsort(-near)[:AROUND]]
        (sources,) = sources_of([claim], own, embedder.vectors)
        found.append((tokens.encoded(sources, claim), float(not holds)))
    return found


def _claims(
    course: Course, cards: dict[str, list[str]]
) -> Iterator[tuple[str, bool, list[str] | None]]:
    """Each claim, whether it holds, and the sentences that say so; None where any card may."""
    for card in course.cards.values():
        yield from ((one, True, cards[card.id]) for one in card.claims.right)
        yield from ((one, False, cards[card.id]) for one in card.claims.wrong)
    for asked in course.yes_no_questions:
        yield TAG.sub("", asked.asks.strip()), asked.holds, cards[asked.card]
    for belief in course.misconceptions.values():
        corrected = split_sentences(belief.correction)
        yield from ((one, False, corrected) for one in (belief.belief, *belief.wordings))
    yield from ((one.claim, one.holds, None) for one in course.statements)
