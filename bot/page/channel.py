"""What the page's socket accepts: Chainlit's own protocol, less what this page doesn't use."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from chainlit import socket
from chainlit.context import init_ws_context
from chainlit.server import sio
from chainlit.session import WebsocketSession
from chainlit.user_session import user_sessions

from bot.page.talk import Talk

Listener = Callable[..., Awaitable[Any]]

log = logging.getLogger(__name__)

UNUSED = (
    *("edit_message", "message_favorite", "fetch_favorites", "window_message"),
    *("audio_start", "audio_chunk", "audio_end", "chat_settings_change", "chat_settings_edit"),
)
# A session id becomes a folder name in Chainlit, one that is deleted with the session.
SESSION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{7,63}")
LARGEST_FRAME = 4_000_000  # bytes; an over-long message should get a sentence, not a lost line


def narrow(longest_message: int) -> None:
    """Put our rules in front of Chainlit's listeners. Call once, after they are registered."""
    listeners: dict[str, Listener] = sio.handlers["/"]
    for event in UNUSED:
        listeners.pop(event, None)
    sio.eio.max_http_buffer_size = LARGEST_FRAME
    listeners["connect"] = _connect
    listeners["connection_successful"] = _connected
    listeners["client_message"] = _message_listener(longest_message)
    listeners["stop"] = _stop


async def _connect(sid: str, environ: dict[str, Any], auth: Any) -> bool:
    """Let a page in with a harmless session id, and nothing else of its own choosing."""
    claimed = auth.get("sessionId") if isinstance(auth, dict) else None
    if not isinstance(claimed, str) or not SESSION_ID.fullmatch(claimed):
        raise ConnectionRefusedError("unknown session")
    plain = {"sessionId": claimed, "clientType": "webapp", "userEnv": None}
    return await socket.connect(sid, environ, plain | {"chatProfile": None, "threadId": None})


async def _connected(sid: str, *_: Any) -> None:
    """Start a chat, or bring a page that was away up to date."""
    session = WebsocketSession.get(sid)
    if session is None:
        return
    running = _running(session)
    await socket.connection_successful(sid)
    if not session.restored:
        return
    context = init_ws_context(session)
    if running:
        await context.emitter.task_start()
        return
    talk = user_sessions.get(session.id, {}).get("talk")
    if isinstance(talk, Talk) and talk.last_shown is not None:
        await talk.last_shown.send()


def _message_listener(longest: int) -> Listener:
    async def message(sid: str, payload: Any = None, *_: Any) -> None:
        session = WebsocketSession.get(sid)
        step = _plain_message(payload, longest)
        if session is None or step is None:
            log.warning("a message that no page would send was dropped")
            return
        running = _running(session)
        await socket.message(sid, {"message": step, "fileReferences": None})
        if running:  # Stop is for the answer that is being given, not for the refusal of a second
            session.current_task = running

    return message


def _plain_message(payload: Any, longest: int) -> dict[str, Any] | None:
    """The user's message with only its id and text, cut just past what is refused as too long."""
    said = payload.get("message") if isinstance(payload, dict) else None
    if not isinstance(said, dict) or not isinstance(said.get("output"), str):
        return None
    try:
        if UUID(said.get("id")).version != 4:
            return None
    except (ValueError, TypeError, AttributeError):
        return None
    # Half a character (a lone surrogate) would break whatever encodes the text later on.
    text = said["output"][: longest + 1].encode("utf-8", "replace").decode("utf-8")
    return {
        "id": said["id"],
        "name": "User",
        "type": "user_message",
        "output": text,
        "createdAt": "",
    }


async def _stop(sid: str, *_: Any) -> None:
    """Stop the answer. What is said about it stands in the answer itself."""
    session = WebsocketSession.get(sid)
    if session is not None and (task := _running(session)):
        task.cancel()


def _running(session: WebsocketSession) -> Any:
    task = session.current_task
    return task if task is not None and not task.done() else None
