"""What a turn may cost: how often a model is asked, and how much it is given to read."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.session import Session
from bot.speaking.client import A_TOKEN
from bot.speech import Speech
from bot.tutor import Tutor
from tests.evals.talks import Talk, advised, answered_freely, chosen, debriefs, others, plays
from tests.speaking.conftest import Speaking
from tests.speaking.fake_model import FakeModel
from tests.speaking.spoken import say
from tests.speaking.test_speaking import TOKENS

FREE = ("quiz, choice", "flashcards", "small talk", "debrief", "outside")
LONGEST = "what does it cost the firm " * 150  # about as long as a message may be
PROBES = (2, 10, 26, 50)  # each after the same question
ABOUT = 120  # tokens by which prompts for the same question may differ, by what was said before


def talk(name: str, tutor: Tutor) -> Talk:
    """One talk of an activity."""
    found = {
        "ask": [Talk("ask", ("What is RAG?",))],
        "outside": [Talk("outside", ("Who won the football last night?",))],
        "advise": [replace(one, before=len(one.turns) - 1) for one in advised()],
        "quiz, free answer": answered_freely(tutor),
        "quiz, choice": chosen(tutor),
        "role-play": [replace(one, turns=one.turns[:8]) for one in plays(tutor)],
        "debrief": debriefs(tutor),
        "flashcards": others(),
        "small talk": others()[1:],
    }[name]
    return found[0]


@pytest.mark.parametrize("name", ["ask", "advise", "quiz, free answer", "role-play", *FREE])
def test_a_turn_asks_a_model_at_most_once(name: str, speaking: Speaking, server: FakeModel) -> None:
    tutor = speaking("good")
    its = talk(name, tutor)
    session = its.session()
    asked = 0
    for number, text in enumerate(its.turns):
        server.asked.bodies.clear()
        said_by = tutor if number >= its.before else replace(tutor, speaker=None)
        reply = say(session, text, said_by)
        calls = int(number >= its.before and name not in FREE)
        if name == "role-play" and not reply.model_calls:  # a fact alone is told as it is
            calls = 0
        assert len(server.asked.bodies) == reply.model_calls == calls, text
        asked += reply.model_calls
    assert asked or name in FREE


@pytest.mark.parametrize("before", [(), ("only open questions",), ("role-play with Ravi",)])
def test_the_longest_message_fits_into_a_prompt(
    before: tuple[str, ...], speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    session = Session(seed=5)
    for one in before:
        say(session, one, replace(tutor, speaker=None))
    say(session, f"What is RAG? {LONGEST}"[: tutor.settings.longest_message], tutor)
    for prompt in server.asked.prompts:
        assert len(prompt) / A_TOKEN < TOKENS


@pytest.mark.parametrize("letter", ["a", "字", "🙂", "ض"])
def test_what_was_said_is_cut_by_its_bytes(
    speaking: Speaking, server: FakeModel, letter: str
) -> None:
    """A letter of another script takes a token or more, so letters are no measure."""
    speaker = speaking("good").speaker
    assert speaker is not None
    speech = Speech(voice="answer", said=letter * 4000, prose="Yes.", earlier=letter * 4000)

    async def worded() -> None:
        async for _ in speaker.word(speech, "one"):
            pass

    asyncio.run(worded())
    (prompt,) = server.asked.prompts
    assert letter in prompt and len(prompt.encode()) / A_TOKEN < TOKENS / 2


def test_prompts_are_as_large_at_turn_50_as_at_turn_2(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    silent = replace(tutor, speaker=None)
    session, sizes = Session(seed=2), []
    fillers = ("Why start simple?", "What is fine-tuning?", "hello", "and what does it cost?")
    for number in range(1, max(PROBES) + 1):
        server.asked.bodies.clear()
        if number in PROBES:
            say(session, "And how does that compare with RAG?", tutor)
            sizes.append(len(server.asked.prompts[0]) // A_TOKEN)
        else:
            say(session, fillers[number % len(fillers)], silent)
    assert max(sizes) < TOKENS and max(sizes) - min(sizes) < ABOUT


def test_a_stable_prefix_comes_first(speaking: Speaking, server: FakeModel) -> None:
    tutor = speaking("good")
    for text in ("What is RAG?", "What is fine-tuning?"):
        say(Session(seed=1), text, tutor)
    first, second = (body["messages"][0] for body in server.asked.bodies)
    assert first["role"] == "system" and first == second
