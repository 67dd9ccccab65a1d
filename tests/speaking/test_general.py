"""General knowledge: only where it is switched on, under its label, beneath the usual sentence, and checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.content import load_course
from bot.settings import PROJECT, Settings
from bot.tutor import Tutor
from tests.conftest import TINY
from tests.speaking.conftest import Speaking
from tests.speaking.fake_model import FakeModel
from tests.speaking.talking import offline, turn

NEAR = "How is the vector database inside RAG built?"
OFF = "What is a good recipe for pancakes?"
ASKED = "Answer in general."
SAYS = "A vector database keeps a list of numbers for each text, so that texts of like meaning lie close together."
LABEL = "Outside this unit, in general:"

General = Callable[[str], Tutor]


@pytest.fixture
def general(speaking: Speaking) -> General:
    """The tutor with a model that may tell general knowledge."""

    def of(model: str) -> Tutor:
        tutor = speaking(model)
        on = tutor.settings.model_copy(update={"general_knowledge": True})
        return replace(tutor, settings=on)

    return of


def test_it_stands_under_its_label_beneath_the_usual_sentence(
    general: General, server: FakeModel
) -> None:
    tutor = general("good")
    server.asked.told[ASKED] = SAYS
    _, reply, shown = turn(tutor, (), NEAR)
    plain = offline(tutor, (), NEAR)[1]
    assert reply.text == f"{plain.text}\n\n**{LABEL}** {SAYS}"
    assert reply.text.startswith(
        shown.strip()
    )  # a preview holds back the word that is still coming
    assert reply.grounded is False and reply.citations == () and reply.model_calls == 1


def test_it_is_off_unless_switched_on(speaking: Speaking, server: FakeModel) -> None:
    assert not Settings(engine="offline").general_knowledge
    tutor = speaking("good")
    _, reply, _ = turn(tutor, (), NEAR)
    assert LABEL not in reply.text and server.asked.bodies == []


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ((), OFF),
        ((), "How old is Elena?"),
        ((), "When is the exam?"),
        ((), "How much does GPT-4o cost per token in dollars?"),
        (("quiz me",), NEAR),
        (("role-play with Ravi", "pause"), NEAR),
    ],
)
def test_it_is_not_for_these(
    before: tuple[str, ...], text: str, general: General, server: FakeModel
) -> None:
    tutor = general("good")
    _, reply, _ = turn(tutor, before, text)
    assert LABEL not in reply.text
    assert not [one for one in server.asked.prompts if ASKED in one]


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (f"{SAYS} [1]", "a citation"),
        (f"{SAYS} It costs $20 a month.", "a number"),
        (f"{SAYS} The unit recommends it.", "the unit"),
        (f"{SAYS} That is how Elena did it.", "a name"),
        (f"{SAYS} I recommend fine-tuning for that.", "a level"),
        (f"{SAYS} See https://example.org/x for more.", "markup"),
        (f"{SAYS} " * 8, "too long"),
    ],
)
def test_what_does_not_hold_leaves_the_usual_sentence(
    says: str, reason: str, general: General, server: FakeModel
) -> None:
    tutor = general("good")
    server.asked.told[ASKED] = says
    _, reply, _ = turn(tutor, (), NEAR)
    assert reply.text == offline(tutor, (), NEAR)[1].text
    assert reply.replaced == reason and reply.grounded is False


@pytest.mark.parametrize("model", ["hostile", "leaky", "500", "cut-20", "content-filter"])
def test_a_bad_model_is_not_heard(model: str, general: General) -> None:
    tutor = general(model)
    _, reply, _ = turn(tutor, (), NEAR)
    assert reply.text.startswith(offline(tutor, (), NEAR)[1].text)
    assert LABEL not in reply.text and reply.replaced


def test_what_only_the_course_knows_is_no_general_knowledge() -> None:
    gaps = load_course(PROJECT / "knowledge").gaps
    assert any(one.general for one in gaps.values())
    for name in ("exam-details", "firm-details", "course-logistics", "case-aftermath", "prices"):
        assert not gaps[name].general
    assert not [one for one in gaps.values() if one.general and not one.what]
    assert not [one for one in load_course(TINY).gaps.values() if one.general]
