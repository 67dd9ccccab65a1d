"""The tutor's own server, in which a few agreed messages go wrong or take their time.

Run as `python -m tests.page.odd_server` with the usual TUTOR_ settings.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from bot import responding
from bot.replies import Delta, Reply
from bot.serve import serve
from bot.session import Session
from bot.settings import Settings
from bot.tutor import Tutor

FAILS, FAILS_LATE, LONG = "please fail", "please fail late", "please take long"
WORDS = 200

respond = responding.respond


async def _odd(session: Session, text: str, tutor: Tutor) -> AsyncIterator[Delta | Reply]:
    if text == FAILS:
        raise RuntimeError("a secret of the machine")
    if text == FAILS_LATE:
        yield Delta(text="The first half of an answer ")
        raise RuntimeError("a secret of the machine")
    if text == LONG:
        for number in range(WORDS):
            yield Delta(text=f"Long answer, word {number}. ")
            await asyncio.sleep(0.05)
        yield Reply(text="The long answer is over.")
        return
    async for event in respond(session, text, tutor):
        yield event


if __name__ == "__main__":
    responding.respond = _odd
    serve(Settings())
