"""Statements read beside the cards they are nearest to."""

from __future__ import annotations

from bot.answering.contradiction import AGAINST, Contradiction
from bot.retrieval.cross_encoder import load_cross_encoder
from bot.tutor import Tutor

HOLDS = "RAG looks documents up and leaves the model as it is."
TURNED_ROUND = "RAG retrains the model on your documents."


def test_what_says_the_opposite_of_a_card_contradicts_it(tutor: Tutor) -> None:
    assert tutor.search.embedder is not None
    embed = tutor.search.embedder.vectors
    encoder = load_cross_encoder(tutor.settings.knowledge / AGAINST)
    against = Contradiction(encoder, embed)
    cards = [one for one in tutor.course.cards.values() if one.about == ("rag",)]
    good, bad = (against.log_odds(one, embed([one])[0], cards) for one in (HOLDS, TURNED_ROUND))
    assert good < 0 < bad


def test_without_a_model_or_vectors_all_is_left_open(tutor: Tutor) -> None:
    assert tutor.search.embedder is not None
    embed = tutor.search.embedder.vectors
    cards = list(tutor.course.cards.values())
    vector = embed([TURNED_ROUND])[0]
    assert Contradiction(None, embed).log_odds(TURNED_ROUND, vector, cards) == 0
    encoder = load_cross_encoder(tutor.settings.knowledge / AGAINST)
    assert Contradiction(encoder, embed).log_odds(TURNED_ROUND, None, cards) == 0
    assert Contradiction(encoder, embed).log_odds(TURNED_ROUND, vector, []) == 0
