"""What the cross-encoder learns from: each sentence behind its sources, and whether it turns them round."""

from __future__ import annotations

from dataclasses import replace

from bot.content.worded import WordedDraft
from bot.retrieval.cross_encoder import Tokens
from bot.speaking.examples import of_claims, of_drafts
from bot.tutor import Tutor

BOATS = WordedDraft(
    draft="Anybody may borrow a boat. It has to be back before dusk.",
    quotes=("A lost oar has to be paid for.",),
    faithful=("Boats are lent to anybody.",),
    unfaithful=("Boats may stay out after dusk.", "Whoever loses an oar pays nothing."),
)


def test_a_sentence_of_a_draft_stands_behind_its_draft_and_quotes(tutor: Tutor) -> None:
    assert tutor.search.embedder is not None
    found = of_drafts([BOATS], tutor.search.embedder)
    assert [label for _, label in found] == [0.0, 1.0, 1.0]
    (ids, parts), _ = found[2]
    own = [one for one, its in zip(ids, parts, strict=True) if its]
    assert own[:-1] == Tokens().encoded("", BOATS.unfaithful[1])[0][2:-1]
    oar = Tokens().encoded("", "oar")[0][2]
    assert oar in [one for one, its in zip(ids, parts, strict=True) if not its]


def test_claims_are_learnt_with_the_cards_that_settle_them(tutor: Tutor) -> None:
    assert tutor.search.embedder is not None
    course = tutor.course
    asked = course.yes_no_questions[:2]
    card = course.cards[asked[0].card]
    few = replace(
        course, cards={one: course.cards[one] for one in {card.id, asked[1].card}},
        yes_no_questions=asked, statements=course.statements[:1], misconceptions={},
    )  # fmt: skip
    found = of_claims(few, tutor.search.embedder)
    claims = [one.claims for one in few.cards.values()]
    false = sum(len(one.wrong) for one in claims) + sum(not one.holds for one in (*asked, *few.statements))  # fmt: skip
    assert len(found) == sum(len(one.right) + len(one.wrong) for one in claims) + 3
    assert sum(label for _, label in found) == false
