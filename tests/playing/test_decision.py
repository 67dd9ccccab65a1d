"""What a learner has decided: which words make it, shake it or put another level in its place."""

from __future__ import annotations

from bot.playing.decision import Decision, decided, speaks_for
from bot.turns import Heard
from tests.playing.given import ORDER

RAG = Decision(now=("rag",))


def piece(
    level: str,
    stance: str = "recommends",
    firm: float = 1.0,
    words: str = "This is what I would do in your place.",
    described: bool = False,
    **clear: float,
) -> Heard:
    """A sentence that does something with one level, named unless `described`. An act has _ for -."""
    acts = {name.replace("_", "-"): value for name, value in clear.items()}
    return Heard(
        words=words,
        acts=list(acts),
        clear=acts,
        levels={level: stance},
        firm={level: firm},
        named=[] if described else [level],
    )


def test_what_is_described_weighs_less_than_what_is_named() -> None:
    assert decided([piece("fine-tuning", firm=0.7)], RAG, ORDER).now == ("fine-tuning",)
    assert decided([piece("fine-tuning", firm=0.7, described=True)], RAG, ORDER).now == ("rag",)


def test_what_is_described_beside_a_named_level_is_what_it_leaves_out() -> None:
    left_out = piece("rag", firm=0.6, described=True)
    prompts = piece("prompt-engineering", firm=0.7)
    assert decided([prompts, left_out], Decision(), ORDER).now == ("prompt-engineering",)
    assert decided([left_out], Decision(), ORDER).now == ("rag",)
    base = piece("pretrained", firm=0.7)  # the model that every level rests on is named beside it
    assert decided([base, left_out], Decision(), ORDER).now == ("rag",)


def test_a_bare_name_only_says_what_is_spoken_of_next_while_a_decision_stands() -> None:
    bare = [piece("fine-tuning", words="Fine-tuning, now.")]
    assert decided(bare, RAG, ORDER).now == ("rag",)
    assert decided(bare, RAG, ORDER, objected=True).now == ("fine-tuning",)
    assert decided(bare, Decision(), ORDER).now == ("fine-tuning",)


def test_a_decision_that_won_the_other_over_gives_way_later() -> None:
    other = [piece("fine-tuning", firm=0.7)]
    assert decided(other, RAG, ORDER).now == ("fine-tuning",)
    assert decided(other, RAG, ORDER, won=True).now == ("rag",)


def test_a_faint_first_word_decides_nothing_yet() -> None:
    assert decided([piece("rag", firm=0.05)], Decision(), ORDER).now == ()
    assert decided([piece("rag", firm=0.3)], Decision(), ORDER).now == ("rag",)


def test_what_only_sounds_like_taking_back_shakes_nothing() -> None:
    faint = [Heard(words="That was it.", acts=["takes-back"], clear={"takes-back": 0.1})]
    assert not decided(faint, RAG, ORDER).shaken
    assert decided(faint, RAG, ORDER, objected=True).shaken
    assert not decided(faint, Decision(), ORDER, objected=True).shaken


def test_what_a_turn_speaks_for_is_what_it_recommends() -> None:
    turn = [piece("rag", firm=0.5, described=True), piece("fine-tuning", "rejects")]
    assert speaks_for(turn, ["rag"]) == 0.3
    assert speaks_for(turn, ["fine-tuning"]) == 0.0


def test_beside_a_model_made_from_nothing_what_is_only_described_is_what_it_is_fed() -> None:
    """ "Raise one of your own from a blank page. Feed it nothing but what your people wrote." """
    own = piece("from-scratch", firm=0.7, described=True)
    fed = piece("rag", firm=0.9, described=True)
    assert decided([own, fed], Decision(), ORDER).now == ("from-scratch",)
    assert decided([own, piece("rag", firm=0.9)], Decision(), ORDER).now == ("rag",)
