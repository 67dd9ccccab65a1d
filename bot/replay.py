"""`tutor replay`: conversations in, replies out, one JSON object a line."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.conversation import take_turn
from bot.memory import Memory
from bot.replies import Delta, Graded, Reply
from bot.responding import respond
from bot.session import Session
from bot.tutor import Tutor

MORNING = datetime(2026, 1, 1, 9, tzinfo=UTC)


class Conversation(BaseModel):
    """A line of input."""

    model_config = ConfigDict(extra="forbid")
    id: str | int
    turns: list[str] = Field(min_length=1)
    learner: str | None = None


def replay(
    lines: Iterable[str], tutor: Tutor, seed: int = 0, now: datetime = MORNING
) -> Iterator[dict[str, Any]]:
    """Play each line's conversation from a fresh start; a bad line gives its error instead.

    A learner who is named keeps their memory within the run. `now` is the time of every turn.
    """
    memories: dict[str, Memory] = defaultdict(Memory.in_memory)
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _played(line, number, replace(tutor, now=lambda: now), memories, seed)
    for memory in memories.values():
        memory.close()


def _played(
    line: str, number: int, tutor: Tutor, memories: dict[str, Memory], seed: int
) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        return {"id": None, "error": f"line {number} is not JSON: {error}"}
    try:
        conversation = Conversation.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        name = data.get("id") if isinstance(data, dict) else None
        return {"id": name, "error": f"line {number}: {where}: {first['msg']}"}
    own = memories[conversation.learner or f"line {number}"]
    tutor = replace(tutor, memory=own)
    session = Session(seed=seed)
    replies = [_turn(session, text, tutor) for text in conversation.turns]
    if conversation.learner is None:
        memories.pop(f"line {number}").close()
    return {"id": conversation.id, "replies": replies}


def _turn(session: Session, text: str, tutor: Tutor) -> dict[str, Any]:
    began = time.perf_counter()
    reply = (
        asyncio.run(_last(respond(session, text, tutor)))
        if tutor.speaker
        else take_turn(session, text, tutor)
    )
    spent = round((time.perf_counter() - began) * 1000, 1)
    return shown(reply) | {"milliseconds": spent}


async def _last(events: AsyncIterator[Delta | Reply]) -> Reply:
    """The reply that a turn ends with."""
    last: Delta | Reply | None = None
    async for event in events:
        last = event
    assert isinstance(last, Reply), "a turn ends with its reply"
    return last


def shown(reply: Reply) -> dict[str, Any]:
    """A reply as replay shows it."""
    return {
        "text": f"{reply.text}\n\n{reply.details}".strip(),
        "activity": reply.activity,
        "open": reply.open.model_dump() if reply.open else None,
        "level": reply.level,
        "levels": list(reply.levels) if reply.levels else None,
        "needs": [one.model_dump() for one in reply.needs] if reply.needs is not None else None,
        "grounded": reply.grounded,
        "item": reply.item.model_dump() if reply.item else None,
        **_graded(reply),
        **_played_out(reply),
        "citations": [
            one.model_dump(include={"marker", "source", "heading", "quote"})
            for one in reply.citations
        ],
        "choices": list(reply.choices),
        "model_calls": reply.model_calls,
        "prompt_tokens": reply.prompt_tokens,
        "replaced": reply.replaced,
        "cached": reply.cached,
    }


def _graded(reply: Reply) -> dict[str, Any]:
    """The mark that a reply gives: null or empty where it gives none."""
    graded = reply.graded or Graded()
    return {
        "verdict": graded.verdict,
        "hit": [one.model_dump() for one in graded.hit],
        "missed": [{"point": one.point} for one in graded.missed],
        "results": [one.model_dump() for one in graded.results] if graded.results else None,
    }


def _played_out(reply: Reply) -> dict[str, Any]:
    """What a role-play shows: null where there is none, or for the marks until its debrief."""
    play = reply.play
    marks = play.objectives if play else None
    return {
        "persona": play.persona if play else None,
        "revealed": list(play.revealed) if play else None,
        "objectives": None if marks is None else [one.model_dump() for one in marks],
    }
