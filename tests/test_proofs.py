"""Where the markers are put: every sentence by the quotes that prove it."""

from __future__ import annotations

import pytest

from bot.content.markdown import split_sentences
from bot.drafts import Draft, Point, cited
from bot.proofs import placed
from bot.tutor import Tutor

OAK = "The oak grows slowly and lives for centuries."
FIR = "The fir grows fast and is felled after eighty years."


def test_a_quote_stands_at_every_sentence_that_it_proves() -> None:
    said = ["Oaks grow slowly.", "They live for centuries.", "A fir is felled after eighty years."]
    assert placed(said, [OAK, FIR]) == [[0], [0], [1]]


def test_a_sentence_on_two_things_takes_both_quotes() -> None:
    said = "An oak lives for centuries, while a fir is felled after eighty years."
    assert placed([said], [OAK, FIR]) == [[0, 1]]


def test_what_a_quote_adds_is_only_counted_once() -> None:
    said = ["The oak grows slowly and lives for centuries.", "So plant it."]
    assert placed(said, [OAK, "Oaks grow slowly."]) == [[0, 1], []]
    assert placed(said[:1], [OAK, "Oaks grow slowly."], part=True) == [[0]]


def test_of_a_part_only_the_evidence_of_that_part_is_shown(tiny: Tutor) -> None:
    card = next(one for one in tiny.course.cards.values() if len(one.cites) > 0)
    first = split_sentences(card.answer)[0]
    _, shown = cited([Draft((Point(first, card.cites, part=True),))], tiny.course)
    assert 1 <= len(shown) <= len(card.cites)


@pytest.mark.parametrize("texts", ["cards", "misconceptions"])
def test_every_sentence_of_the_course_stands_on_a_quote(tutor: Tutor, texts: str) -> None:
    course, bare = tutor.course, []
    for one in getattr(course, texts).values():
        said = split_sentences(one.answer if texts == "cards" else one.correction)
        proofs = placed(said, [course.quote(cite) for cite in one.cites])
        bare += [f"{one.id}: {it}" for it, proof in zip(said, proofs, strict=True) if not proof]
    assert bare == []
