"""A model words what code has decided: freer where it is good, not heard where it isn't, missed by nobody where it fails."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace

import pytest

from bot.replies import Reply
from bot.responding import respond
from bot.session import Quizzing, Session, Wanted
from bot.speaking.limits import FAILURES, Budget
from bot.tutor import Tutor
from tests.speaking.conftest import Speaking
from tests.speaking.fake_model import FAULTS, HOSTILE, FakeModel
from tests.speaking.talking import offline, state, turn

TALKS = {
    "ask": ((), "What is RAG?"),
    "advise": (
        (),
        "Our support people need answers from our own manuals, and nothing else matters.",
    ),
    "quiz": (("only open questions",), "It looks the documents up before it answers."),
    "role-play": (
        ("role-play with Ravi",),
        "So the answers have to come from your own pages, I gather.",
    ),
}
TOKENS = 1500


@pytest.mark.parametrize("activity", TALKS)
def test_a_good_model_is_heard_with_one_call(
    activity: str, speaking: Speaking, server: FakeModel
) -> None:
    before, text = TALKS[activity]
    tutor = speaking("good")
    session, reply, shown = turn(tutor, before, text)
    plain_session, plain = offline(tutor, before, text)
    assert reply.replaced is None and reply.model_calls == 1 and len(server.asked.bodies) == 1
    assert 0 < reply.prompt_tokens < TOKENS
    assert reply.text != plain.text and shown.strip()
    assert (reply.citations, reply.level, reply.levels) == (
        plain.citations,
        plain.level,
        plain.levels,
    )
    assert state(session) == state(plain_session)


@pytest.mark.parametrize("model", ["hostile", "leaky"])
@pytest.mark.parametrize("activity", TALKS)
def test_what_a_bad_model_says_is_not_shown(activity: str, model: str, speaking: Speaking) -> None:
    before, text = TALKS[activity]
    tutor = speaking(model)
    session, reply, _ = turn(tutor, before, text)
    plain_session, plain = offline(tutor, before, text)
    assert reply.replaced and reply.text == plain.text
    assert HOSTILE[:30] not in reply.text
    assert state(session) == state(plain_session)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("activity", TALKS)
def test_a_fault_costs_nothing_but_the_wording(
    activity: str, fault: str, speaking: Speaking
) -> None:
    before, text = TALKS[activity]
    tutor = speaking(fault)
    began = time.monotonic()
    session, reply, _ = turn(tutor, before, text)
    assert time.monotonic() - began < 30
    plain_session, plain = offline(tutor, before, text)
    assert state(session) == state(plain_session)
    if fault == "429-short":
        assert reply.replaced is None and reply.model_calls == 2
        return
    assert reply.replaced and reply.text.startswith(plain.text)
    assert reply.text.count(plain.text) == 1
    outage = fault not in ("length", "content-filter")
    assert ("go on with my own words" in reply.text) == outage
    assert "sk-secret" not in reply.model_dump_json()


def test_the_notice_comes_once_and_the_circuit_breaks(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("500")
    session = Session(seed=1)

    def ask(text: str) -> Reply:
        async def last() -> Reply:
            return [one async for one in respond(session, text, tutor)][-1]  # type: ignore[return-value]

        return asyncio.run(last())

    replies = [
        ask("What is RAG?"),
        ask("What is fine-tuning?"),
        *(ask("Why start simple?") for _ in range(3)),
    ]
    assert sum("go on with my own words" in one.text for one in replies) == 1
    assert [one.model_calls for one in replies[FAILURES:]] == [0] * (len(replies) - FAILURES)
    assert replies[-1].replaced == "circuit open"


def test_a_spent_budget_means_the_offline_wording(speaking: Speaking, server: FakeModel) -> None:
    tutor = speaking("good")
    assert tutor.speaker is not None
    tutor = replace(tutor, speaker=replace(tutor.speaker, budget=Budget(10, 0, (0, 0), 4)))
    first = turn(tutor, (), "What is RAG?")[1]
    second = turn(tutor, (), "What is fine-tuning?")[1]
    assert first.model_calls == 1 and second.model_calls == 0 and second.replaced == "budget"
    assert "is used up" in second.text


def test_the_same_question_is_worded_once(speaking: Speaking, server: FakeModel) -> None:
    tutor = speaking("good")
    first = turn(tutor, (), "What is RAG?")[1]
    again = turn(tutor, (), "what is rag")[1]
    assert again.cached and again.model_calls == 0 and again.text == first.text
    plan = TALKS["advise"][1]
    assert not [one for one in (turn(tutor, (), plan)[1], turn(tutor, (), plan)[1]) if one.cached]


def test_no_prompt_holds_an_open_key_or_an_untold_fact(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    session, _, _ = turn(tutor, ("only open questions",), "It costs less.")
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    item = tutor.bank[str(quiz.item)]
    prompts = " ".join(server.asked.prompts)
    assert item.why not in prompts and str(item.reference) not in prompts
    server.asked.bodies.clear()
    session, reply, _ = turn(tutor, ("role-play with Ravi",), "What have you tried?")
    scenario = tutor.course.scenarios["ravi-adviser"]
    told = set(reply.play.revealed if reply.play else ())
    prompts = " ".join(server.asked.prompts)
    kept_back = [one for one in scenario.facts if one.id not in told]
    assert kept_back and not [line for one in kept_back for line in one.lines if line in prompts]
    assert not [one for one in scenario.objectives if one.better in prompts or one.says in prompts]


def test_prompts_stay_small_however_long_the_talk_is(speaking: Speaking, server: FakeModel) -> None:
    tutor = speaking("good")
    session = Session(seed=2)
    sizes: list[int] = []

    async def talk() -> None:
        for number in range(30):
            async for event in respond(session, f"What is RAG, asked for time {number}?", tutor):
                if isinstance(event, Reply):
                    sizes.append(event.prompt_tokens)

    asyncio.run(talk())
    assert max(sizes) < TOKENS and max(sizes[5:]) - min(one for one in sizes[5:] if one) < 120


def test_the_key_is_in_no_log(speaking: Speaking, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    turn(speaking("401"), (), "What is RAG?")
    assert "sk-secret" not in caplog.text


def test_choice_questions_and_flashcards_ask_no_model(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    session = Session(seed=3, activity=Quizzing(wanted=Wanted(kinds=["single"])))
    for text in (
        "quiz me with multiple choice",
        "b",
        "hint",
        "stop",
        "flashcards",
        "menu",
        "hello",
    ):
        asyncio.run(_drained(session, text, tutor))
    assert server.asked.bodies == []


async def _drained(session: Session, text: str, tutor: Tutor) -> None:
    async for _ in respond(session, text, tutor):
        pass
