"""A model reads a plan only where the tutor hears nothing that decides, and what it finds can do no harm."""

from __future__ import annotations

import asyncio
import json

import pytest
import yaml

from bot.conversation import unread
from bot.replies import NeedRead
from bot.session import Session
from bot.speaking.client import Usage
from bot.speaking.needs import suggest_needs
from bot.tutor import Tutor
from tests.evals.run import HERE as EVALS
from tests.speaking.conftest import Speaking
from tests.speaking.fake_model import FAULTS, FakeModel
from tests.speaking.talking import offline, state, turn

FAR = "AI for the tennis club and its birthday speeches."
VAGUE = "We want to do something with AI. Which level is right for us?"
SETS = ("plans", "dialogues")


def reading(need: str, words: str, value: str = "said") -> str:
    return (
        f"```json\n{json.dumps({'needs': [{'need': need, 'value': value, 'words': words}]})}\n```"
    )


def test_a_need_that_only_the_model_hears_decides_in_two_calls(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    server.asked.told["Needs:"] = reading("general", "its birthday speeches")
    _, plain = offline(tutor, (), FAR)
    _, reply, _ = turn(tutor, (), FAR)
    assert plain.level is None and reply.level == "pretrained"
    assert reply.model_calls == 2 == len(server.asked.bodies) and reply.replaced is None
    heard = {one.name: one for one in reply.needs or ()}["general"]
    assert heard.value == "said" and str(heard.words) in FAR


def test_a_plan_that_is_heard_is_not_read_by_the_model(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    turn(tutor, (), "Our support people need answers from our own manuals.")
    assert not [one for one in server.asked.prompts if "Needs:" in one]


@pytest.mark.parametrize("text", ["I'm not sure, you tell me", "no", "General knowledge is enough"])
def test_an_answer_that_can_tell_no_more_is_not_read_either(text: str, speaking: Speaking) -> None:
    tutor = speaking("good")
    session, reply, _ = turn(tutor, (), VAGUE)
    assert reply.model_calls == 1 and unread(session, text, tutor) is None


@pytest.mark.parametrize(
    "says",
    [
        "",
        "I think you need RAG.",
        "{",
        '{"needs": "all"}',
        reading("general", "our secret files in the cellar"),
        reading("general", ""),
        reading("no-such-need", "jolly up birthday cards"),
        reading("own-data", "jolly up birthday cards"),
        reading("provider", "AI for the choir"),
        reading("nothing-fits", "AI for the choir"),
        reading("general", "jolly up birthday cards", "denied"),
    ],
)
def test_a_suggestion_that_the_learners_words_do_not_bear_changes_nothing(
    says: str, speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    server.asked.told["Needs:"] = says
    session, reply, _ = turn(tutor, (), FAR)
    plain_session, plain = offline(tutor, (), FAR)
    assert (reply.text, reply.levels, state(session)) == (
        plain.text,
        None,
        state(plain_session),
    )


def test_the_prompt_stays_small_however_long_the_plan_is(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor, usage = speaking("good"), Usage()
    assert tutor.speaker is not None
    long = "We meet on Mondays and talk about it at length. " * 100
    asyncio.run(suggest_needs(tutor.speaker, long, tutor.course, "local", usage))
    assert usage.calls == 1 and 0 < usage.read < 1500


@pytest.mark.parametrize("fault", FAULTS)
def test_a_reading_that_fails_is_as_none(fault: str, speaking: Speaking) -> None:
    tutor = speaking(fault)
    session, reply, _ = turn(tutor, (), VAGUE)
    plain_session, plain = offline(tutor, (), VAGUE)
    assert reply.text == plain.text and state(session) == state(plain_session)


def vague(tutor: Tutor) -> list[str]:
    """The plans of the eval sets that tell nothing which decides."""
    found: list[str] = []
    for name in SETS:
        for case in yaml.safe_load((EVALS / "advise" / f"{name}.yaml").read_text("utf-8")):
            first = case["turns"] if isinstance(case["turns"], str) else case["turns"][0]
            level = case["levels"]
            alone = isinstance(case["turns"], str) or len(case["turns"]) == 1
            if (level is None and alone) or (isinstance(level, list) and level[:1] == [None]):
                found.append(first)
    return [one for one in found if unread(Session(), one, tutor)]


def test_a_model_that_suggests_everything_moves_no_vague_plan(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("hostile")
    plans = vague(tutor)
    assert len(plans) > 20
    for plan in plans:
        _, reply, _ = turn(tutor, (), plan)
        assert reply.level is None, plan
    assert len(server.asked.bodies) == len(plans)


def test_suggestions_alone_never_lead_to_the_costliest_level(tutor: Tutor) -> None:
    assert tutor.plans is not None
    text = "Perhaps no model that exists fits us, and we sell models to others."
    top = tutor.course.levels[-1].id
    needs = [
        NeedRead(name=one.id, value="said", words=text)
        for one in tutor.course.needs.values()
        if one.decides
    ]
    reader = tutor.plans.aided(needs)
    assert not {top} & {one.name for one in reader.read("We want something.").needs}
