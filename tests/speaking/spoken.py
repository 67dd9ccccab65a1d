"""The tutor with a fake model over the real protocol, for whoever plays conversations with it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.memory import Memory
from bot.replies import Delta, Reply
from bot.responding import respond
from bot.retrieval.cross_encoder import load_cross_encoder
from bot.session import Session
from bot.settings import Settings
from bot.speaking.cache import Cache
from bot.speaking.checking import Checker
from bot.speaking.client import open_client
from bot.speaking.faithfulness import TURNED
from bot.speaking.limits import Breaker, Budget
from bot.speaking.opening import open_checker
from bot.speaking.prompts import load_prompts
from bot.speaking.speaker import Speaker
from bot.tutor import Tutor


def checker_of(tutor: Tutor) -> Checker:
    """The checks of what a model words, also where the tutor speaks for itself."""
    encoder = load_cross_encoder(tutor.settings.knowledge / TURNED)
    return open_checker(tutor.course, tutor.reader, tutor.search, tutor.cues, tutor.turns, encoder)


def spoken(tutor: Tutor, address: str, model: str, key: str = "sk-secret") -> Tutor:
    """The tutor whose replies the model of a name words, without a budget, and with a memory of its own."""
    settings = Settings(
        data=tutor.settings.data, engine="openai", model=model,
        OPENAI_API_KEY=key, OPENAI_BASE_URL=address,
    )  # fmt: skip
    checker = checker_of(tutor)
    speaker = Speaker(
        open_client(settings), load_prompts(tutor.settings.prompts / "model"), checker,
        Budget(0, 0, (0, 0), 4), model, Breaker(), Cache(),
    )  # fmt: skip
    return replace(tutor, speaker=speaker, memory=Memory.in_memory())


def uncached(tutor: Tutor) -> Tutor:
    """The same tutor with nothing kept of what was worded before."""
    assert tutor.speaker is not None
    return replace(tutor, speaker=replace(tutor.speaker, cache=Cache()))


async def heard(session: Session, text: str, tutor: Tutor) -> tuple[Reply, str]:
    """The reply to a message, and the preview that was streamed before it."""
    preview, reply = "", None
    async for event in respond(session, text, tutor):
        if isinstance(event, Delta):
            preview += event.text
        else:
            reply = event
    assert reply is not None, "a turn ends with its reply"
    return reply, preview


def say(session: Session, text: str, tutor: Tutor) -> Reply:
    """The reply to a message."""
    return asyncio.run(heard(session, text, tutor))[0]
