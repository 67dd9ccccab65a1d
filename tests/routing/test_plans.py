"""What is heard as a plan of the learner's own, and what is not."""

from __future__ import annotations

import pytest

from bot.conversation import take_turn
from bot.routing import route
from bot.session import Session
from bot.tutor import Tutor


def kind(text: str, tutor: Tutor) -> tuple[str, str]:
    first = route(Session(seed=0), text, tutor)[0]
    return first.kind, first.detail


@pytest.mark.parametrize(
    "plan",
    [
        "Call centre for boilers. The note after each call should be four lines long and polite.",
        "Draft of my plan: the parish office gets a chat tool for general letters, in any style.",
        "Order desk of a timber yard. Confirmations in a set layout, three lines, polite.",
    ],
)
def test_a_plan_may_open_with_a_word_that_gives_orders_elsewhere(tutor: Tutor, plan: str) -> None:
    assert kind(plan, tutor) == ("advise", "plan")


@pytest.mark.parametrize(
    "errand",
    ["Write me a poem about the autumn.", "Call a taxi for half past eight.", "Draft the invitation to my birthday party."],
)  # fmt: skip
def test_an_errand_is_no_plan(tutor: Tutor, errand: str) -> None:
    assert kind(errand, tutor)[0] != "advise"


def test_quiz_questions_that_a_model_is_to_write_are_a_plan(tutor: Tutor) -> None:
    plan = "Our riding school wants quiz questions from the model, always three options and a tip. Nobody has told it the format yet."
    assert kind(plan, tutor) == ("advise", "plan")
    assert take_turn(Session(seed=0), plan, tutor).level == "prompt-engineering"


@pytest.mark.parametrize("wish", ["quiz me on RAG", "Give me five hard quiz questions"])
def test_a_quiz_that_is_asked_for_begins(tutor: Tutor, wish: str) -> None:
    assert kind(wish, tutor) == ("quiz", "start")


def test_a_need_stated_in_one_sentence_is_a_plan(tutor: Tutor) -> None:
    reply = take_turn(Session(seed=0), "A canal museum wants answers from its own letters.", tutor)
    assert reply.levels == ("rag",)


@pytest.mark.parametrize(
    ("plan", "line"),
    [
        (
            "The search over our price lists is running and finds the right line. The answers should be three bullets, which nobody has told it yet.",
            "Recommendation: **Prompt engineering** (on top of the RAG you have)",
        ),
        (
            "RAG over our price lists is running fine. But the instruction that goes with each of two million requests is nine pages long, and we can't afford that.",
            "Recommendation: **Fine-tuning** (on top of the RAG you have)",
        ),
    ],
)
def test_what_runs_already_is_not_recommended_again(tutor: Tutor, plan: str, line: str) -> None:
    assert take_turn(Session(seed=0), plan, tutor).text.startswith(line)
