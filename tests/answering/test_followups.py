"""Lines that lean on what was said, and claims that are confirmed or corrected."""

from __future__ import annotations

import pytest

from bot.conversation import take_turn
from bot.session import Session
from bot.tutor import Tutor


def last(tutor: Tutor, *turns: str) -> str:
    session = Session()
    for turn in turns:
        reply = take_turn(session, turn, tutor)
    return reply.text


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (("Who maintains a pretrained model?", "And the other kind?"), "retrain"),
        (("What does RAG cost?", "And one level higher?"), "ine-tuning"),
        (("What does RAG cost?", "Is the level just below it as dear?"), "No."),
        (("Compare pretrained and fine-tuned on cost", "Now the same for data"), "curated"),
        (("Which level is the cheapest?", "And the dearest?"), "raining from scratch"),
        (("What is GPT-4o good for?", "Is there a cheaper one?"), "GPT-4o mini"),
        (("What is Phi good for?", "And the one from Meta?"), "Llama"),
    ],
)
def test_a_leaning_line_finds_what_it_leans_on(
    tutor: Tutor, turns: tuple[str, ...], expected: str
) -> None:
    assert expected in last(tutor, *turns)


def test_more_never_says_the_same_twice(tutor: Tutor) -> None:
    session, said = Session(), []
    take_turn(session, "What is RAG?", tutor)
    for _ in range(12):
        said.append(take_turn(session, "more", tutor).text)
    end = tutor.wording.say("more_none")
    told = [one for one in said if one != end]
    assert len(told) > 3
    assert len(told) == len(set(told))
    assert said[-1] == end


@pytest.mark.parametrize(
    ("claim", "opens"),
    [
        ("Phi is made by Meta, right?", "No."),
        ("RAG retrains the model, doesn't it?", "No."),
        ("GPT-4o mini gives 20% of the capability at 80% of the cost, right?", "No."),
        ("GPT-4o mini gives 80% of the capability at 20% of the cost, right?", "Yes."),
        ("Is prompt engineering as cheap as the pretrained model?", "Yes."),
        ("I take it that prompt engineering changes the model itself.", "No."),
        ("A test option says 'fine-tuning is a one-off cost'. Right or wrong?", "No."),
    ],
)
def test_a_claim_is_confirmed_or_corrected_first(tutor: Tutor, claim: str, opens: str) -> None:
    assert last(tutor, claim).startswith(opens)


@pytest.mark.parametrize(
    "request_", ["Can you remind me of the graduate analogy?", "Could you explain RAG, please?"]
)
def test_a_polite_request_gets_no_yes_or_no(tutor: Tutor, request_: str) -> None:
    assert not last(tutor, request_).startswith(("Yes", "No"))


def test_an_exam_question_is_answered_as_the_case_it_describes(tutor: Tutor) -> None:
    asked = "Exam question: staff must get answers from the firm's own handbooks. What do I tick?"
    assert "RAG" in last(tutor, asked)


def test_a_claim_of_its_own_leans_on_nothing(tutor: Tutor) -> None:
    claim = "Is it true that prompt engineering costs no more than the plain model?"
    session = Session()
    take_turn(session, "What is RAG?", tutor)
    assert take_turn(session, claim, tutor).text.startswith("Yes.")
