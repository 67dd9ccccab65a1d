"""What of a wording is struck: the sentence at fault and what leans on it, never a reply that breaks its bounds."""

from __future__ import annotations

import numpy as np
import pytest

from bot.speaking.checking import Checker
from bot.speaking.mending import mended, pieces
from tests.speaking.test_checking import ADVICE, ANSWER, FEEDBACK, checker

__all__ = ["checker"]
GOOD = "Because the answers come out of the firm's own files. [1] And as nothing is retrained, the tool is quick to deploy. [2]"


def test_a_sentence_keeps_its_quotation_mark_and_its_markers() -> None:
    text = 'Dr. Patel said "it works." [1][2] So it does. [3] Does it?'
    assert pieces(text) == ['Dr. Patel said "it works." [1][2]', "So it does. [3]", "Does it?"]
    assert " ".join(pieces(text)) == text


def test_what_leans_on_a_struck_sentence_goes_with_it() -> None:
    text = "RAG looks things up in the files of the firm. Llamas live in Peru. They spit. RAG stays quick and needs no retraining."
    own = pieces(text)
    left = mended(own, ["Llamas" not in one for one in own], [], np.zeros((len(own), 0)))
    assert left.text == f"{own[0]} {own[3]}"
    assert left.lost == pytest.approx(6 / 22, abs=0.05)


def test_a_sentence_gives_way_to_the_draft_s_on_the_same_matter() -> None:
    draft = pieces("RAG looks documents up before it answers. [1] Its cost is moderate. [2]")
    own = pieces(
        "RAG answers first and looks documents up afterwards. [1] You pay a middling price. [2]"
    )
    left = mended(own, [False, True], draft, np.array([[0.9, 0.2], [0.1, 0.8]]))
    assert left.text == f"{draft[0]} {own[1]}"
    assert left.lost > 0.4


def test_what_the_draft_says_and_the_wording_said_already_is_not_said_twice() -> None:
    draft = ["RAG looks documents up before it answers."]
    own = [
        "Before it answers, RAG looks documents up for you each time.",
        "RAG answers before documents are looked up.",
    ]
    left = mended(own, [True, False], draft, np.array([[0.9], [0.9]]))
    assert left.text in (own[0], draft[0])


def test_a_sentence_of_the_draft_that_leans_brings_the_one_before_it_along() -> None:
    draft = ["Phi runs on a laptop.", "It has open weights."]
    left = mended(["Its weights are locked away."], [False], draft, np.array([[0.3, 0.9]]))
    assert left.text == " ".join(draft)


def test_what_the_draft_says_in_its_place_makes_another_needless() -> None:
    draft = ["RAG looks things up, and an instruction holds no habit."]
    own = ["RAG looks up the wrong things.", "An instruction holds no habit."]
    left = mended(own, [False, True], draft, np.array([[0.9], [0.6]]))
    assert left.text == draft[0] and left.lost == 1


def test_a_wording_is_completed_with_what_of_the_draft_it_leaves_out() -> None:
    draft = ["RAG is the level for you.", "It looks your documents up.", "Prompts stay in use."]
    left = mended(
        ["Yours is looked up, each document of it."],
        [True],
        draft,
        np.array([[0.1, 0.9, 0.1]]),
    )
    assert left.completed == f"{draft[0]} Yours is looked up, each document of it. {draft[2]}"


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
