"""Answers: literal, cited, and the same whatever the course is about."""

from __future__ import annotations

import pytest

from bot.conversation import take_turn
from bot.replies import Reply
from bot.session import Session
from bot.tutor import Tutor


def talk(tutor: Tutor, *turns: str) -> Reply:
    """The reply to the last of several turns."""
    session = Session()
    for turn in turns[:-1]:
        take_turn(session, turn, tutor)
    return take_turn(session, turns[-1], tutor)


def test_another_course_is_answered_by_the_same_code(tiny: Tutor) -> None:
    reply = talk(tiny, "how hot must water be for sencha?")
    assert reply.text.startswith("Water for green tea should have 80 degrees.")
    assert reply.citations[0].quote == "Tea: Green tea | Heat: 80 degrees | Time: Two minutes"
    assert reply.citations[0].source == "course/unit/01-brewing.md"


def test_another_course_compares_by_its_own_tables(tiny: Tutor) -> None:
    reply = talk(tiny, "is black tea hotter than green tea?")
    assert reply.text.startswith("Yes. Black tea is hotter than green tea.")


def test_another_course_declines_by_its_own_gaps(tiny: Tutor) -> None:
    reply = talk(tiny, "what is the price of green tea?")
    assert (reply.grounded, reply.citations) == (False, ())
    assert "prices of tea" in reply.text


@pytest.mark.parametrize("request_", ["quiz me", "role-play with the tea master"])
def test_another_course_says_what_it_has_nothing_for(tiny: Tutor, request_: str) -> None:
    reply = talk(tiny, request_)
    assert reply.grounded is None
    assert reply.citations == ()


def test_markers_and_citations_agree(tutor: Tutor) -> None:
    reply = talk(tutor, "Compare RAG with fine-tuning")
    assert reply.citations
    assert all(f"[{one.marker}]" in reply.text for one in reply.citations)
    assert [one.marker for one in reply.citations] == [
        str(at + 1) for at in range(len(reply.citations))
    ]


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Is RAG cheaper than fine-tuning?", "Yes."),
        ("Is RAG dearer than fine-tuning?", "No."),
        ("Is it true that prompt engineering costs no more than the plain model?", "Yes."),
        ("Fine-tuning costs no more than RAG, right?", "No."),
        ("RAG takes no less effort than prompting, right?", "Yes."),
        ("Isn't fine-tuning cheaper than RAG?", "No."),
        ("Prompting costs the same as the bare pretrained model, correct?", "Yes."),
        ("RAG costs the same as fine-tuning, correct?", "No."),
        (
            "You either take it ready-made or have it fine-tuned, there's no third way, right?",
            "No.",
        ),
        ("fine-tuning gives it my documents, right?", "No."),
        ("RAG retrains the model, doesn't it?", "No."),
        ("RAG doesn't retrain the model, does it?", "Yes."),
        ("Phi is made by Meta, isn't it?", "No."),
        ("If money is tight, does RAG cost less than fine-tuning?", "Yes."),
        ("Our papers change weekly. Does RAG have to be retrained?", "No."),
    ],
)
def test_a_premise_is_confirmed_or_corrected_first(
    tutor: Tutor, question: str, opening: str
) -> None:
    reply = talk(tutor, question)
    assert reply.text.startswith(opening), reply.text


def test_a_case_that_the_unit_cannot_know_gets_no_yes(tutor: Tutor) -> None:
    reply = talk(tutor, "Tell me about Dr. Patel's case.", "Wouldn't RAG do the job there?")
    assert not reply.text.startswith("Yes"), reply.text


@pytest.mark.parametrize("question", ["Why is building a model from scratch a trap in the exam?", "Why does RAG come before fine-tuning?"])  # fmt: skip
def test_a_why_is_no_claim(tutor: Tutor, question: str) -> None:
    assert not talk(tutor, question).text.startswith(("No.", "Yes."))


@pytest.mark.parametrize(
    ("job", "model"),
    [
        ("Our choir's committee meetings are recorded and somebody has to type them up. Anything that does it?", "Whisper"),
        ("We need a few striking pictures for the cover of our season brochure.", "DALL-E"),
    ],
)  # fmt: skip
def test_a_job_that_a_model_does_is_answered_with_the_model(
    tutor: Tutor, job: str, model: str
) -> None:
    reply = talk(tutor, job)
    assert reply.activity == "ask"
    assert model in reply.text


FOLLOW_UPS = [
    (["What does fine-tuning cost?", "and RAG?"], "moderate"),
    (["What is fine-tuning?", "how long does that take?"], "weeks to months"),
    (["What options does Ravi have?", "why not the third option?"], "Option 3"),
    (["What is RAG?", "give me an example"], "RAG"),
    (["What is RAG?", "are you sure?"], "The unit puts it like this"),
    (["Compare RAG with fine-tuning", "as a table"], "| RAG | Medium"),
    (["What is RAG?", "in simpler words"], "look"),
]


@pytest.mark.parametrize(("turns", "expected"), FOLLOW_UPS)
def test_a_follow_up_leans_on_what_was_said(tutor: Tutor, turns: list[str], expected: str) -> None:
    reply = talk(tutor, *turns)
    assert expected in reply.text
    assert reply.citations


def test_shorter_is_shorter(tutor: Tutor) -> None:
    long = talk(tutor, "What is RAG?")
    short = talk(tutor, "What is RAG?", "shorter")
    assert len(short.text.split()) < len(long.text.split())
    assert short.citations


@pytest.mark.parametrize(
    "question",
    [
        "what is the weather in Oslo",
        "how many parameters does Phi have",
        "Who founded TechVantage?",
    ],
)
def test_what_is_not_in_the_unit_is_declined_without_a_citation(
    tutor: Tutor, question: str
) -> None:
    reply = talk(tutor, question)
    assert (reply.grounded, reply.citations) == (False, ())


def test_a_declined_question_offers_the_nearest_and_yes_takes_it(tutor: Tutor) -> None:
    session = Session()
    declined = take_turn(session, "How many parameters does Phi have?", tutor)
    assert declined.choices
    answered = take_turn(session, "yes please", tutor)
    assert answered.grounded is True
    assert "Phi" in answered.text


@pytest.mark.parametrize("term", ["every"])
def test_nothing_of_the_unit_is_ever_gated_away(tutor: Tutor, term: str) -> None:
    declined = [
        one.name
        for one in tutor.course.terms.values()
        if talk(tutor, f"What is {one.name}?").grounded is not True
    ]
    assert declined == []


def test_the_questions_of_the_cards_get_grounded_answers(tutor: Tutor) -> None:
    for card in list(tutor.course.cards.values())[::2]:
        reply = talk(tutor, card.ask)
        assert reply.grounded is True, card.ask
        for one in reply.citations:
            assert tutor.course.is_verbatim(one.passage, one.quote)
