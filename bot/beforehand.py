"""What a model is asked before there is a reply to word: to translate a question, to read a plan that tells nothing."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace

from bot.conversation import only_asks, unread
from bot.reading.languages import Language
from bot.reading.words import STOP_WORDS
from bot.session import Session
from bot.speaking.client import Usage
from bot.speaking.faults import Fault
from bot.speaking.needs import suggest_needs
from bot.speaking.speaker import Speaker
from bot.tutor import Tutor

SAID = 2000  # characters of a message that are translated
LONGER = 6  # times as many characters as the message has that its translation may have


@dataclass(frozen=True)
class Help:
    """The message and the tutor for a turn as a model has helped with them.

    `language` is the one to answer in where the message was translated; `failed` says why the endpoint
    can't be had, if it was tried.
    """

    text: str
    tutor: Tutor
    language: Language | None = None
    failed: str | None = None


async def translated(
    session: Session, text: str, tutor: Tutor, speaker: Speaker, learner: str, usage: Usage
) -> Help:
    """A question in English, with the language to answer in; as it is where it is anything but a question.

    A plan, an answer and a line in a scene decide something, and a model's words may decide nothing.
    """
    language = tutor.languages.of(text, STOP_WORDS)
    if language is None:
        return Help(text, tutor)
    try:
        said = await speaker.ask("translate", learner, usage, said=text[:SAID])
    except Fault as fault:
        return Help(text, tutor, failed=fault.reason if fault.outage else None)
    english = " ".join(said.split())
    added = len(english) > LONGER * len(text) or _figures(english) - _figures(text)
    if not english or added or not await asyncio.to_thread(only_asks, session, english, tutor):
        return Help(text, tutor)
    return Help(english, tutor, language)


async def read_again(
    session: Session, text: str, tutor: Tutor, speaker: Speaker, learner: str, usage: Usage
) -> Help:
    """The tutor to whom a model suggests the needs of a plan in which it found nothing that decides."""
    plan = await asyncio.to_thread(unread, session, text, tutor)
    if plan is None or tutor.plans is None:
        return Help(text, tutor)
    try:
        suggested = await suggest_needs(speaker, plan, tutor.course, learner, usage)
    except Fault as fault:
        return Help(text, tutor, failed=fault.reason if fault.outage else None)
    return Help(text, replace(tutor, plans=tutor.plans.aided(suggested)) if suggested else tutor)


def _figures(text: str) -> set[int]:
    """The figures of a text, in whatever digits."""
    return {int(one) for one in re.findall(r"\d+", text)}
