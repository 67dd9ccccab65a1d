"""What proves an answer: the sentence that it turns on, and "are you sure?" answered with it."""

from __future__ import annotations

import pytest

from bot.answering.evidence import turns_on
from bot.conversation import take_turn
from bot.replies import Reply
from bot.session import Session
from bot.tutor import Tutor


def last(tutor: Tutor, *turns: str) -> Reply:
    session = Session()
    for turn in turns:
        reply = take_turn(session, turn, tutor)
    return reply


def test_a_bare_yes_is_not_what_an_answer_turns_on() -> None:
    assert turns_on("No. Black tea brews hotter. Mint does not.") == "Black tea brews hotter."
    assert turns_on("Yes.") == ""


def test_a_rank_is_proved_by_what_orders_it(tutor: Tutor) -> None:
    """Not by a sentence on what one of the two is."""
    reply = last(tutor, "Which is dearer, RAG or prompting?", "Are you sure?")
    quotes = " ".join(one.quote for one in reply.citations)
    assert "cost" in quotes and "better instructions for a model" not in quotes


def test_the_figure_itself_is_in_a_quote(tutor: Tutor) -> None:
    reply = last(tutor, "How long does a pretrained model take to deliver value?", "Are you sure?")
    assert any("hours to days" in one.quote for one in reply.citations)


@pytest.mark.parametrize("doubt", ["Really?", "Where does it say that?", "I doubt it."])
def test_every_doubt_is_met_with_a_quote(tutor: Tutor, doubt: str) -> None:
    reply = last(tutor, "Who maintains a fine-tuned model?", doubt)
    assert "“" in reply.text or '"' in reply.text
    assert reply.citations and reply.grounded


def test_nothing_is_sure_of_what_was_declined(tutor: Tutor) -> None:
    reply = last(tutor, "What is the price of GPT-4o in dollars?", "Are you sure?")
    assert not reply.citations and reply.grounded is not True


def test_what_is_declined_has_the_nearest_thing_beside_it(tutor: Tutor) -> None:
    reply = last(tutor, "How many parameters does Phi have?")
    assert reply.grounded is False and not reply.citations
    assert "Phi" in reply.text and len(reply.choices) > 0


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Phi is from Meta, right?", "No."),
        ("Llama comes from Google, correct?", "No."),
        ("Llama is by Meta, right?", "Yes."),
        ("Phi is Microsoft's, right?", "Yes."),
    ],
)
def test_a_maker_is_checked(tutor: Tutor, claim: str, verdict: str) -> None:
    assert last(tutor, claim).text.startswith(verdict)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("We always begin with fine-tuning, right?", "No."),
        ("One starts with a pretrained model and prompting, right?", "Yes."),
    ],
)
def test_what_one_begins_with_is_checked(tutor: Tutor, claim: str, verdict: str) -> None:
    assert last(tutor, claim).text.startswith(verdict)


def test_a_table_is_found_by_its_title(tutor: Tutor) -> None:
    assert "|" in last(tutor, "As a table: all five levels").text
