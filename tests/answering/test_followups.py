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
        (
            ("How soon is a pretrained model useful?", "Okay, and the other type?"),
            "weeks to months",
        ),
        (("What effort does level 2 take?", "And 4?"), "high effort"),
        (("List the five trade-off factors", "Put the last one in plain words"), "special"),
        (("Which option does Ravi go for?", "What is the drawback of the first?"), "internal APIs"),
        (("Which level do translations need?", "And if it must answer from our files?"), "RAG"),
        (("When should I use RAG?", "An example out of this course, please"), "Elena"),
        (("What is Whisper for?", "Can it draw pictures as well?"), "No."),
        (("What is RAG?", "Fine, and who maintains it?"), "no retraining"),
        (("What is option 2?", "How much of the benefit does he get?"), "90%"),
        (("How soon does fine-tuning pay?", "That's long. And the other one?"), "hours to days"),
        (("What do we recommend first?", "And when the facts sit in our own files?"), "RAG"),
        (("What does the graduate not know?", "And what is she good at?"), "writing"),
        (("Which level is the cheapest?", "And the next one up?"), "Prompt engineering"),
        (("Which level is the most expensive?", "And the one below it?"), "Fine-tuning has"),
        (("List the five levels", "Let's take the third one"), "RAG stands for"),
        (("What does Whisper do?", "And which one is for pictures?"), "DALL-E"),
        (("How much data does a plain model need?", "What if we fine-tune it?"), "curated"),
        (("Which level is Anisha's?", "They own files, so wouldn't RAG be right?"), "Anisha"),
        (("Which of the models draws?", "And the one for spoken words?"), "Whisper"),
        (("What is RAG?", "And is it dearer than the model as it is?"), "Yes."),
        (("Which model types up speech?", "And if I want pictures instead?"), "DALL-E"),
        (("When do I use RAG?", "And if even that is not enough?"), "Fine-tun"),
        (("When do I use prompt engineering?", "What if that doesn't suffice?"), "RAG"),
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
        ("When I word a prompt better, the model gets changed. Is that right?", "No."),
        ("RAG retrains the model on our files. That's how I understand it.", "No."),
        ("So Llama is Amazon's open model, correct?", "No."),
        ("With a tuned model one pays for training and for inference. Am I right?", "Yes."),
        ("Please confirm: DALL-E writes down what is said.", "No."),
    ],
)
def test_a_claim_is_confirmed_or_corrected_first(tutor: Tutor, claim: str, opens: str) -> None:
    assert last(tutor, claim).startswith(opens)


@pytest.mark.parametrize(
    "request_",
    [
        "Can you remind me of the graduate analogy?",
        "Could you explain RAG, please?",
        "Could you introduce Elena to us?",
        "Is fine-tuning worth its price?",
    ],
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


@pytest.mark.parametrize(
    ("claim", "opens"),
    [
        ("GPT-4o mini has 20% of the power for 80% of the price, right?", "No."),
        ("There are four levels of customisation, aren't there?", "No."),
        ("A tuned model delivers value sooner than a pretrained one, correct?", "No."),
        ("A pretrained model delivers value sooner than a tuned one, correct?", "Yes."),
        ("Phi runs locally on a laptop, doesn't it? I ask for our sales people.", "Yes."),
    ],
)
def test_figures_and_ranks_settle_a_claim(tutor: Tutor, claim: str, opens: str) -> None:
    assert last(tutor, claim).startswith(opens)


@pytest.mark.parametrize(
    ("claim", "opens"),
    [
        ("RAG is for missing documents and fine-tuning is for behaviour, right?", "Yes."),
        ("Phi is made by Microsoft and Llama is made by Google, right?", "No."),
        ("Phi is made by Meta and Llama is made by Microsoft, right?", "No."),
        ("Phi comes from Meta and Llama comes from Microsoft, just checking.", "No."),
        ("Llama is from Microsoft and Phi from Meta, yes?", "No."),
    ],
)
def test_a_claim_on_two_things_is_true_if_both_halves_are(
    tutor: Tutor, claim: str, opens: str
) -> None:
    assert last(tutor, claim).startswith(opens)


def test_a_place_on_the_spectrum_is_counted(tutor: Tutor) -> None:
    assert last(tutor, "Which level comes second on the spectrum?").startswith("Prompt engineering")


def test_which_is_which_compares_nothing(tutor: Tutor) -> None:
    said = last(tutor, "A generalist and a specialist: which of the two kinds is which?")
    assert "eneralist" in said
    assert "specialist" in said


def test_figures_of_a_case_are_its_own(tutor: Tutor) -> None:
    said = last(tutor, "What were the figures for RAG and fine-tuning in Ravi's case?")
    assert "90%" in said
    assert "20%" in said


def test_the_options_of_a_practice_question_are_no_part_of_the_case(tutor: Tutor) -> None:
    case = "Sample: a bank's staff need answers from its own rule books."
    reply = take_turn(Session(), f"{case} A) fine-tune B) RAG C) plain model. Which one?", tutor)
    assert "RAG" in reply.text
    assert reply.citations


def test_the_latter_is_what_the_same_message_names_second(tutor: Tutor) -> None:
    assert "retrain" in last(tutor, "RAG or fine-tuning: who has to keep up the latter?")
    loosely = "The model as it comes, or engineering the prompts: what does the latter cost?"
    assert "same" in last(tutor, loosely)


def test_a_claim_on_a_model_is_no_plan(tutor: Tutor) -> None:
    said = last(tutor, "We want our kiosk to speak. Whisper reads texts aloud, doesn't it?")
    assert said.startswith("No.")


def test_a_count_that_no_card_gives_is_declined(tutor: Tutor) -> None:
    session = Session()
    asked = "How many records go into the training data of a fine-tuned model?"
    assert take_turn(session, asked, tutor).grounded is False


def test_two_sides_of_one_thing_are_one_question(tutor: Tutor) -> None:
    said = last(tutor, "What does fine-tuning take, both the effort and what it costs?")
    assert "high effort" in said.lower() and "significant" in said


def test_two_things_asked_when_are_told_side_by_side(tutor: Tutor) -> None:
    lead = " ".join(last(tutor, "When do I take RAG and when fine-tuning?").split()[:60])
    assert "documents" in lead and "style" in lead


def test_a_line_may_go_on_with_the_last_question(tutor: Tutor) -> None:
    said = last(tutor, "What share of the benefit does RAG give Ravi?", "At what part of the cost?")
    assert "20%" in said
