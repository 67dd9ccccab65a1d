"""A turn with a model and the same turn without one."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import take_turn
from bot.memory import Memory
from bot.replies import Delta, Reply
from bot.responding import respond
from bot.session import Session
from bot.tutor import Tutor


def turn(tutor: Tutor, before: Sequence[str], text: str) -> tuple[Session, Reply, str]:
    """The session after a turn, its reply, and what was streamed meanwhile."""
    session = Session(seed=5)
    for one in before:
        take_turn(session, one, tutor)
    shown = ""
    reply: Reply | None = None

    async def run() -> None:
        nonlocal shown, reply
        async for event in respond(session, text, tutor):
            if isinstance(event, Delta):
                shown += event.text
            else:
                reply = event

    asyncio.run(run())
    assert reply is not None
    return session, reply, shown


def offline(tutor: Tutor, before: Sequence[str], text: str) -> tuple[Session, Reply]:
    """The session and the reply of the same turn without a model."""
    tutor = replace(tutor, speaker=None, memory=Memory.in_memory())
    session = Session(seed=5)
    reply = [take_turn(session, one, tutor) for one in (*before, text)][-1]
    return session, reply


def state(session: Session) -> dict[str, object]:
    """A session without what a wording may change."""
    kept = session.model_dump(exclude={"history", "told_offline"})
    return {name: re.sub(r"'attempt': '\w+'", "", str(value)) for name, value in kept.items()}
