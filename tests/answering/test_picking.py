"""A question with listed answers gets the right one first; one asked for in a line gets a line."""

from __future__ import annotations

import pytest

from bot.conversation import take_turn
from bot.session import Session
from bot.tutor import Tutor


def said(tutor: Tutor, text: str) -> str:
    return take_turn(Session(), text, tutor).text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Which of these gives a model our documents? A) fine-tuning B) prompt engineering C) RAG", "C: RAG."),
        ("Which model writes down speech? a. Phi b. DALL-E c. Whisper d. Llama", "C: Whisper."),
        ("Which is the dearest of these? A) RAG B) fine-tuning C) prompt engineering", "B: fine-tuning."),
        ("Which of these statements is true? A) Fine-tuning hands the model our documents B) The provider updates a pretrained model", "B is true."),
        ("Which statement is false? A) A fine-tuned model needs a curated training set. B) RAG retrains the model.", "B is false."),
    ],
)  # fmt: skip
def test_the_right_option_leads(tutor: Tutor, question: str, first: str) -> None:
    assert said(tutor, question).startswith(first)


def test_options_are_not_cut_into_several_questions(tutor: Tutor) -> None:
    """Though the question mark stands before them."""
    reply = take_turn(Session(), "Which model makes images? A) Whisper B) DALL-E C) Phi", tutor)
    assert "\n\n" not in reply.text


def test_what_is_to_be_put_in_order_is_not_picked_from(tutor: Tutor) -> None:
    reply = said(tutor, "Sort by cost, cheapest first: fine-tuning, RAG, pretrained.")
    assert "pretrained, RAG, fine-tuning" in reply


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("The five levels from lightest to heaviest, please.", "By effort"),
        ("Put the five levels in order, cheapest first.", "By cost"),
    ],
)
def test_the_whole_scale_is_put_in_order(tutor: Tutor, question: str, order: str) -> None:
    reply = said(tutor, question)
    assert reply.startswith(order)
    assert reply.index("pretrained") < reply.index("RAG") < reply.index("training from scratch")


@pytest.mark.parametrize(
    "question",
    ["RAG in one line please", "In one sentence: what is fine-tuning?", "RAG vs fine-tuning in one sentence"],
)  # fmt: skip
def test_one_line_is_one_sentence(tutor: Tutor, question: str) -> None:
    reply = take_turn(Session(), question, tutor)
    assert reply.citations and reply.text.count(". ") == 1  # the one before its markers


def test_a_yes_stays_before_the_one_line(tutor: Tutor) -> None:
    assert said(tutor, "Does RAG retrain the model? In one sentence.").startswith("No. RAG")


def test_what_the_answer_speaks_against_is_not_picked(tutor: Tutor) -> None:
    text = "With mountains of data, the ready-made model with our files or a model trained from scratch?"
    said = take_turn(Session(), text, tutor).text
    assert not said.startswith("Training from scratch, rather")
