"""A refused wording is asked for once more, never twice, and only while there is budget for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.speaking.again import load_again
from bot.speaking.limits import Budget
from bot.speaking.mending import pieces
from bot.tutor import Tutor
from tests.speaking.conftest import Speaking
from tests.speaking.fake_model import FakeModel
from tests.speaking.talking import offline, turn

QUESTION, DRAFT, AGAIN = "What is RAG?", "Draft of the answer", "can't be shown"
TOKENS = 1500


def wordings(tutor: Tutor) -> tuple[str, str]:
    """A wording that is refused, for numbers that were not given, and one that is not."""
    text = offline(tutor, (), QUESTION)[1].text
    bad = " ".join(f"In 14 days {one}" for one in pieces(text))
    return bad, f"Put simply: {text}"


def test_a_second_try_that_holds_is_shown(speaking: Speaking, server: FakeModel) -> None:
    tutor = speaking("good")
    bad, good = wordings(tutor)
    server.asked.told.update({AGAIN: good, DRAFT: bad})
    _, reply, shown = turn(tutor, (), QUESTION)
    assert reply.text == good and reply.replaced is None and reply.model_calls == 2
    assert bad.startswith(
        shown.strip()
    )  # the second try is no preview, and the first ends before the figure
    first, second = server.asked.bodies
    assert second["messages"][:2] == first["messages"]  # the same beginning, for caches
    assert (
        second["messages"][2]["content"] == bad and "a number" in second["messages"][3]["content"]
    )
    assert reply.prompt_tokens < 2 * TOKENS


def test_a_stray_sentence_is_struck_without_a_second_try(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    _, good = wordings(tutor)
    server.asked.told[DRAFT] = f"{good} That took 14 days."
    _, reply, _ = turn(tutor, (), QUESTION)
    assert reply.text == good and reply.replaced is None and reply.model_calls == 1


def test_it_is_never_asked_for_twice(speaking: Speaking, server: FakeModel) -> None:
    tutor = speaking("good")
    bad, _ = wordings(tutor)
    server.asked.told[DRAFT] = bad
    _, reply, _ = turn(tutor, (), QUESTION)
    assert reply.text == offline(tutor, (), QUESTION)[1].text
    assert reply.replaced == "a number" and reply.model_calls == 2 == len(server.asked.bodies)


def test_a_second_try_that_fails_leaves_the_offline_wording(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    bad, _ = wordings(tutor)
    server.asked.told.update({AGAIN: "", DRAFT: bad})
    _, reply, _ = turn(tutor, (), QUESTION)
    assert reply.text.startswith(offline(tutor, (), QUESTION)[1].text)
    assert reply.replaced == "a number"


@pytest.mark.parametrize("why", ["switched off", "half of the budget is spent"])
def test_it_is_not_asked_for_again(why: str, speaking: Speaking, server: FakeModel) -> None:
    tutor = speaking("good")
    speaker = tutor.speaker
    assert speaker is not None
    bad, good = wordings(tutor)
    server.asked.told.update({AGAIN: good, DRAFT: bad})
    if why == "switched off":
        speaker = replace(speaker, again=None)
    else:
        budget = Budget(1000, 0, (0, 0), 4)
        budget.refusal("local")  # begins the day
        budget.count("local", 400, 90)
        speaker = replace(speaker, budget=budget)
    _, reply, _ = turn(replace(tutor, speaker=speaker), (), QUESTION)
    assert reply.model_calls == 1 and reply.replaced == "a number"


def test_each_line_is_for_a_reason_of_the_checks_and_names_no_secret(tutor: Tutor) -> None:
    again = load_again(tutor.settings.prompts / "model")
    assert again.message("a secret") is None and again.message("unchecked") is None
    assert all(again.message(one) for one in ("no citation", "a number", "too long", "unsupported"))
