"""A yes or a no in front of an answer: where one is wanted, and which."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.answering.whether import Whether
from bot.content import Course
from bot.conversation import take_turn
from bot.kept import ModelFiles
from bot.session import Session
from bot.tutor import Tutor

OPENLY = [
    "Would you be so kind as to name the models on the list that are language models?",
    "Does Phi come from Meta or from another company?",
    "Is this unit for executives or for technical staff?",
    "Could I trouble you for the number of languages that Whisper takes down?",
    "so we have two bids on the table, and i need the list of points to judge them by, what are they",
]


def said(tutor: Tutor, text: str) -> str:
    return take_turn(Session(), text, tutor).text


@pytest.mark.parametrize("question", OPENLY)
def test_what_is_asked_openly_gets_neither(tutor: Tutor, question: str) -> None:
    assert not said(tutor, question).startswith(("Yes.", "No."))


FOR_ANY = [
    "We need a logo for the summer fair. Is there anything on the list for that?",
    "Our shop may not send customer data anywhere. Anything in here that runs on our own machines?",
    "I've got three hours of interviews on tape. Does any of these models write them down?",
    "My sister can't hear well, how could she follow our calls?",
    "My neighbour is deaf, how could he follow what was said in the talk?",
    "We own hardly any examples, I'm afraid. How do the two kinds of model differ in what data they want?",
]


@pytest.mark.parametrize("question", FOR_ANY)
def test_what_there_is_for_something_is_not_denied(tutor: Tutor, question: str) -> None:
    assert not said(tutor, question).startswith("No.")


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ("I would say that RAG leaves the model as it is. Please confirm", "Yes."),
        ("So RAG gives Ravi a fifth of the benefit for nine tenths of the cost. A poor bargain.", "No."),
        ("Since RAG retrains the model each night, how much compute does that take?", "No."),
    ],
)  # fmt: skip
def test_what_is_claimed_on_the_way_is_judged(tutor: Tutor, claim: str, says: str) -> None:
    assert said(tutor, claim).startswith(says)


def test_every_question_asked_before_is_answered_as_it_holds(tutor: Tutor) -> None:
    asked = tutor.course.yes_no_questions[::40]
    wrong = [
        one for one in asked if said(tutor, one.asks).startswith("No." if one.holds else "Yes.")
    ]
    assert not wrong


def test_the_titles_of_cards_are_answered_rightly(tutor: Tutor) -> None:
    titles = {card.ask for card in tutor.course.cards.values()}
    asked = [one for one in tutor.course.yes_no_questions if one.asks in titles]
    assert asked
    for one in asked:
        assert said(tutor, one.asks).startswith("Yes." if one.holds else "No."), one.asks


def test_a_course_without_such_questions_has_none_to_compare(tiny: Tutor) -> None:
    assert tiny.answerer.premises.whether.before("Is tea hot?", None) == []


def test_without_vectors_only_the_very_same_is_known(tutor: Tutor, tmp_path: Path) -> None:
    course: Course = tutor.course
    whether = Whether(course, None, ModelFiles(tmp_path))
    first = course.yes_no_questions[0]
    known = whether.before(first.asks.upper(), None)
    assert [(one.text, one.same) for one in known] == [(first.asks, True)]
    assert whether.before("Nobody ever asked this?", None) == []


def test_the_nearest_come_first_and_the_same_before_all(tutor: Tutor) -> None:
    premises = tutor.answerer.premises
    asked = tutor.course.yes_no_questions[5].asks
    vector = tutor.search.embedder.vectors([asked])[0] if tutor.search.embedder else np.zeros(384)
    found = premises.whether.before(asked, vector)
    assert (found[0].text, found[0].same) == (asked, True)
    rest = [one.cosine for one in found[1:]]
    assert rest == sorted(rest, reverse=True)
