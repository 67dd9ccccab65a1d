"""What of a wording is struck: the sentence at fault and what leans on it, never a reply that breaks its bounds."""

from __future__ import annotations

import pytest

from bot.speaking.checking import Checker
from bot.speaking.striking import pieces, struck
from tests.speaking.test_checking import ADVICE, ANSWER, FEEDBACK, checker

__all__ = ["checker"]
GOOD = "Because the answers come out of the firm's own files. [1] And as nothing is retrained, the tool is quick to deploy. [2]"


def test_a_sentence_keeps_its_quotation_mark_and_its_markers() -> None:
    text = 'Dr. Patel said "it works." [1][2] So it does. [3] Does it?'
    assert pieces(text) == ['Dr. Patel said "it works." [1][2]', "So it does. [3]", "Does it?"]
    assert " ".join(pieces(text)) == text


def test_what_leans_on_a_struck_sentence_goes_with_it() -> None:
    text = "RAG looks things up in the files of the firm. Llamas live in Peru. They spit. RAG stays quick and needs no retraining."
    kept = struck(text, lambda one: "Llamas" in one, 0.6)
    assert (
        kept
        == "RAG looks things up in the files of the firm. RAG stays quick and needs no retraining."
    )


def test_too_little_left_is_nothing() -> None:
    assert struck("Llamas live in Peru. RAG looks up.", lambda one: "Llamas" in one, 0.6) is None


@pytest.mark.parametrize(
    "stray",
    [
        "The tool was built with Pinecone.",
        "It saves 37 hours.",
        "Accuracy drops in rarer dialects spoken along remote coasts.",
        "That makes the tool slow to deploy.",
    ],
)
def test_a_stray_sentence_is_struck_and_the_others_stay(checker: Checker, stray: str) -> None:
    assert checker.problem(ANSWER, f"{GOOD} {stray}") is not None
    assert checker.mended(ANSWER, f"{GOOD} {stray}") == (GOOD, None)


def test_what_is_good_stays_as_it_is(checker: Checker) -> None:
    assert checker.mended(ANSWER, GOOD) == (GOOD, None)


def test_nothing_is_struck_from_a_reply_that_breaks_its_bounds(checker: Checker) -> None:
    advised = "I recommend RAG: the model answers from your own files. [1] It needs no retraining. [2] Fine-tuning is the right level for you."
    assert checker.mended(ADVICE, advised) == (advised, "a level")
    full = "Your answer is correct. With RAG the model answers from the firm's own files. [1]"
    assert checker.mended(FEEDBACK, full) == (full, "a verdict")
    for more, reason in (("Experts agree. [7]", "a citation"), (GOOD, "said twice")):
        assert checker.mended(ANSWER, f"{GOOD} {more}") == (f"{GOOD} {more}", reason)


def test_a_stray_sentence_does_not_let_another_level_through(checker: Checker) -> None:
    text = "I recommend RAG: the model answers from your own files. [1] It saves 37 hours. Fine-tuning is the right level for you."
    assert checker.mended(ADVICE, text)[1] is not None
