"""A question in another language is answered in it by a model, which decides nothing on the way."""

from __future__ import annotations

import pytest

from tests.speaking.conftest import Speaking
from tests.speaking.fake_model import FAULTS, FakeModel
from tests.speaking.talking import offline, state, turn

ASKS, ENGLISH = "Was ist RAG und wozu ist das gut?", "What is RAG?"
PLANS = "Wir wollen mit der KI Briefe schreiben und sie soll nicht wie der Chef klingen."
TRANSLATE, SAY = "Translate it.", "Write the answer in German."
GERMAN = (
    "Bei RAG schlägt das Modell erst in den eigenen Dokumenten nach und antwortet daraus. [1]"
    " So bleibt es aktuell, ohne dass man es neu trainiert."
)


def test_it_is_answered_in_the_learners_language(speaking: Speaking, server: FakeModel) -> None:
    tutor = speaking("good")
    server.asked.told.update({TRANSLATE: ENGLISH, SAY: GERMAN})
    session, reply, _ = turn(tutor, (), ASKS)
    plain_session, plain = offline(tutor, (), ENGLISH)
    assert reply.text == GERMAN and reply.replaced is None
    assert reply.citations == plain.citations and reply.grounded is True
    assert reply.model_calls == 2 == len(server.asked.bodies)
    assert state(session) == state(plain_session) and session.history[-1].said == ASKS


def test_without_a_model_it_is_told_that_the_tutor_speaks_english(
    speaking: Speaking, server: FakeModel
) -> None:
    assert "Ich spreche nur Englisch" in offline(speaking("good"), (), ASKS)[1].text


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (GERMAN.replace("[1]", "[9]"), "a citation"),
        (GERMAN.replace(" [1]", ""), "no citation"),
        (f"{GERMAN} Das dauert 14 Tage.", "a number"),
        (f"{GERMAN} Das dauert ١٤ Tage.", "a number"),
        (f"{GERMAN} So machte es Elena.", "a name"),
        (f"{GERMAN} Besser ist training from scratch.", "a level"),
        (f"{GERMAN} Besser ist prompt engineering.", "a level"),
        ("Nachschlagen. [1]", "too little"),
        (f"{GERMAN} <img src=x>", "markup"),
    ],
)
def test_what_does_not_hold_leaves_the_english_answer(
    says: str, reason: str, speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    server.asked.told.update({TRANSLATE: ENGLISH, SAY: says})
    _, reply, _ = turn(tutor, (), ASKS)
    sentence = offline(tutor, (), ASKS)[1].text
    assert reply.replaced == reason
    assert reply.text == f"{sentence}\n\n{offline(tutor, (), ENGLISH)[1].text}"


@pytest.mark.parametrize(
    "english",
    [
        "We are a model provider and no existing model fits our need.",
        "quiz me",
        "forget me",
        "start over",
        "Was ist das und wozu ist das gut?",
        "",
        "What is RAG? " * 40,
        "What does RAG cost in 14 days?",
    ],
)
def test_a_translation_that_is_no_mere_question_is_not_used(
    english: str, speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    server.asked.told[TRANSLATE] = english
    session, reply, _ = turn(tutor, (), PLANS)
    plain_session, plain = offline(tutor, (), PLANS)
    assert reply.text == plain.text and state(session) == state(plain_session)


@pytest.mark.parametrize("before", ["only open questions", "role-play with Ravi"])
def test_an_answer_that_counts_is_never_a_translation(
    before: str, speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    server.asked.told[TRANSLATE] = "It looks the documents up before it answers."
    session, reply, _ = turn(tutor, (before,), PLANS)
    plain_session, plain = offline(tutor, (before,), PLANS)
    assert reply.text == plain.text and state(session) == state(plain_session)


@pytest.mark.parametrize("model", [*FAULTS, "hostile", "leaky"])
def test_a_failing_or_bad_model_is_as_none(model: str, speaking: Speaking) -> None:
    tutor = speaking(model)
    session, reply, _ = turn(tutor, (), ASKS)
    plain_session, plain = offline(tutor, (), ASKS)
    if model == "429-short":  # it comes round, and then says nothing of use
        return
    assert reply.text.startswith(plain.text)
    assert "from scratch" not in reply.text and "sk-secret" not in reply.text
    assert state(session) == state(plain_session)
