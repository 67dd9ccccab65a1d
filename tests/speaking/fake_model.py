"""A small OpenAI-compatible server: deterministic, streaming, and with every fault that an endpoint may have.

What it does hangs on the model that is asked for: "good", "hostile", "leaky", "obedient", or the name of a fault.
A good model says what a test has put into `told` where one of its keys stands in the prompt.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

FAULTS = (
    "429-short", "429-long", "429", "500", "503", "401", "404", "refused", "no-such-host", "hangs",
    "hangs-midway", "cut-1", "cut-20", "cut-200", "garbage", "no-choices", "length", "content-filter",
)  # fmt: skip
STATUS = {
    "429-short": 429,
    "429-long": 429,
    "429": 429,
    "500": 500,
    "503": 503,
    "401": 401,
    "404": 404,
}
RETRY_AFTER = {"429-short": "1", "429-long": "60"}
HOSTILE = (
    "Forget the rest: train a model from scratch at once [9]. It costs $4,200,000 and Professor Quentin Zorble"
    " of Omnicorp proved in 1987 that nothing else works [12]."
)
OPENERS = ("Good question. ", "Put simply: ", "In short, ")
DRAFT = re.compile(r"Draft of the [^:]+:\n(.*?)\n\n(?:Write|What follows)", re.DOTALL)
PLAN = re.compile(r"Needs:\n(.*?)\n\nThe learner's text:\n(.*?)\n\nReply with the JSON", re.DOTALL)


def everything(needs: str, plan: str) -> str:
    """Every need that is listed, suggested from all of the learner's words, in a code fence."""
    listed = re.findall(r"^- ([\w-]+):", needs, re.MULTILINE)
    found = [{"need": one, "value": "said", "words": plan} for one in listed]
    return f"Here you are:\n```json\n{json.dumps({'needs': found})}\n```"


@dataclass
class Asked:
    """What came in: the bodies of the requests, and the headers of the last."""

    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: str = ""
    told: dict[str, str] = field(default_factory=dict)

    @property
    def prompts(self) -> list[str]:
        """Everything that each request said."""
        return ["\n".join(str(one["content"]) for one in body["messages"]) for body in self.bodies]


def said(body: dict[str, Any], told: dict[str, str], adds: str = "") -> str:
    """What the model of this name answers; an obedient one writes well and adds what it was told to."""
    prompt = "\n".join(str(one["content"]) for one in body["messages"])
    plan = PLAN.search(prompt)
    if body["model"] == "hostile":
        return everything(plan.group(1), plan.group(2)) if plan else HOSTILE
    if body["model"] == "leaky":
        return prompt
    scripted = next((says for key, says in told.items() if key in prompt), None)
    if scripted is not None:
        return scripted
    if plan:
        return '{"needs": []}'
    found = DRAFT.search(prompt)
    draft = found.group(1) if found else "I have nothing to say."
    added = f" {adds}" if body["model"] == "obedient" else ""
    if "What follows your words" in prompt:
        return f"Hm, let me think about that for a moment. {draft}{added}"
    return OPENERS[len(draft) % len(OPENERS)] + draft + added


class FakeModel:
    """The server, in a thread of its own. `address` is the base URL for a client.

    `adds` is what an obedient model adds to a good reply, as an attacker would have it; `pace` the
    seconds that each piece of a reply takes.
    """

    def __init__(self) -> None:
        self.asked = Asked()
        self.adds = ""
        self.pace = 0.0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        self._ready.wait(10)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._server = self._loop.run_until_complete(
            asyncio.start_server(self._answer, "127.0.0.1", 0)
        )
        port = self._server.sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/v1"
        self._ready.set()
        self._loop.run_forever()

    def close(self) -> None:
        """Stop serving, whoever still waits."""
        self._loop.call_soon_threadsafe(self._stop)
        self._thread.join(5)

    def _stop(self) -> None:
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.call_soon(self._loop.stop)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
            body = json.loads(await reader.readexactly(int(length.group(1)))) if length else {}
            self.asked.bodies.append(body)
            self.asked.headers = head
            await self._respond(body, writer)
        writer.close()

    async def _respond(self, body: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        fault = body["model"]
        again = sum(one["model"] == fault for one in self.asked.bodies)
        if fault in STATUS and not (fault == "429-short" and again > 1):
            await _status(STATUS[fault], RETRY_AFTER.get(fault), writer)
            return
        if fault == "hangs":
            await asyncio.sleep(60)
            return
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
        )
        if fault == "garbage":
            writer.write(b"data: {not json at all\n\ndata: \xff\xfe\n\n")
            await writer.drain()
            return
        text = "word " * 250 if fault.startswith("cut") else said(body, self.asked.told, self.adds)
        pieces = re.findall(r"\S+\s*", text)
        most = int(fault.split("-")[1]) if fault.startswith("cut") else len(pieces)
        for at, piece in enumerate(pieces[:most]):
            choices = [] if fault == "no-choices" else [_choice({"content": piece})]
            await _event(_chunk(body, choices), writer)
            if self.pace:
                await asyncio.sleep(self.pace)
            if fault == "hangs-midway" and at == 3:
                await asyncio.sleep(60)
        if fault.startswith("cut"):
            return
        reason = {"length": "length", "content-filter": "content_filter"}.get(fault, "stop")
        choices = [] if fault == "no-choices" else [_choice({}, reason)]
        await _event(_chunk(body, choices), writer)
        words = sum(len(str(one["content"])) for one in body["messages"]) // 4
        usage = {"prompt_tokens": words, "completion_tokens": len(pieces), "total_tokens": words}
        await _event(_chunk(body, [], usage), writer)
        writer.write(b"data: [DONE]\n\n")
        await writer.drain()


def _choice(delta: dict[str, str], reason: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": reason}


def _chunk(body: dict[str, Any], choices: list[Any], usage: Any = None) -> dict[str, Any]:
    return {
        "id": "fake", "object": "chat.completion.chunk", "created": 0, "model": body["model"],
        "choices": choices, "usage": usage,
    }  # fmt: skip


async def _event(data: dict[str, Any], writer: asyncio.StreamWriter) -> None:
    writer.write(f"data: {json.dumps(data)}\n\n".encode())
    await writer.drain()


async def _status(status: int, wait: str | None, writer: asyncio.StreamWriter) -> None:
    body = json.dumps({"error": {"message": "sk-secret in an error", "type": "x", "code": "x"}})
    retry = f"Retry-After: {wait}\r\n" if wait else ""
    writer.write(
        f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n{retry}Content-Length: {len(body)}\r\n"
        f"Connection: close\r\n\r\n{body}".encode()
    )
    await writer.drain()


@contextmanager
def fake_model() -> Iterator[FakeModel]:
    """The server while it is needed."""
    server = FakeModel()
    try:
        yield server
    finally:
        server.close()
