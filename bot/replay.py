"""`tutor replay`: conversations in, replies out, one JSON object a line."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.conversation import take_turn
from bot.replies import Reply
from bot.session import Session
from bot.tutor import Tutor


class Conversation(BaseModel):
    """A line of input."""

    model_config = ConfigDict(extra="forbid")
    id: str | int
    turns: list[str] = Field(min_length=1)
    learner: str | None = None


def replay(lines: Iterable[str], tutor: Tutor) -> Iterator[dict[str, Any]]:
    """Play each line's conversation from a fresh start; a bad line gives its error instead."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _played(line, number, tutor)


def _played(line: str, number: int, tutor: Tutor) -> dict[str, Any]:
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
    session = Session()
    replies = [_turn(session, text, tutor) for text in conversation.turns]
    return {"id": conversation.id, "replies": replies}


def _turn(session: Session, text: str, tutor: Tutor) -> dict[str, Any]:
    began = time.perf_counter()
    reply = take_turn(session, text, tutor)
    spent = round((time.perf_counter() - began) * 1000, 1)
    return shown(reply) | {"milliseconds": spent, "model_calls": 0, "prompt_tokens": 0}


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
        "citations": [
            one.model_dump(include={"marker", "source", "heading", "quote"})
            for one in reply.citations
        ],
        "choices": list(reply.choices),
    }
