"""Questions that lean on what was said, in talks of two or three lines."""

from __future__ import annotations

import pytest

from bot.conversation import take_turn
from bot.replies import Reply
from bot.session import Session
from bot.tutor import Tutor

PLAN = (
    "Our archivists lose days looking through old estate files. They should ask and get an answer."
)


def last(tutor: Tutor, *lines: str) -> Reply:
    session = Session(seed=1)
    return [take_turn(session, one, tutor) for one in lines][-1]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (("What are the five levels?", "And the last but one?"), "Fine-tuning"),
        (("How fast is a pretrained model up and running?", "And if we want the specialist?"), "weeks to months"),
        (("What data does fine-tuning need?", "And if we use a pretrained model instead?"), "no data of your own"),
        (("So it is ready-made or tuned, and no middle way, right?",), "No. Customisation is a spectrum"),
        (("Llama and Phi, are they good for the same thing?",), "Phi"),
        (("FINETUNE OR RAG FOR OUR FILES? EXAM TOMORROW!",), "RAG"),
    ],
)  # fmt: skip
def test_a_line_is_understood_from_the_one_before(
    tutor: Tutor, lines: tuple[str, ...], says: str
) -> None:
    assert says in last(tutor, *lines).text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("And how heavy is that in effort?", "medium effort"),
        ("We also tape our council sessions and type them up. Is there something for that?", "Whisper"),
    ],
)  # fmt: skip
def test_a_question_after_a_recommendation_is_answered(
    tutor: Tutor, question: str, says: str
) -> None:
    reply = last(tutor, PLAN, question)
    assert reply.activity == "ask" and says in reply.text


def test_such_a_question_leaves_the_case_as_it_was(tutor: Tutor) -> None:
    job = "We also tape our council sessions and type them up. Is there something for that?"
    style = "Besides, our exact archival terms have to be kept to in every single answer."
    assert last(tutor, PLAN, job, style).levels == ("rag", "fine-tuning")


@pytest.mark.parametrize(
    "lines",
    [
        ("How many examples does one need for fine-tuning at the least?",),
        ("What is fine-tuning?", "Would eighty samples be enough for that?"),
    ],
)
def test_a_number_that_the_unit_lacks_is_not_invented(tutor: Tutor, lines: tuple[str, ...]) -> None:
    reply = last(tutor, *lines)
    assert reply.grounded is False and not reply.citations
