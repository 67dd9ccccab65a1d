"""Streams a model's reply through LangChain's ChatOpenAI, within a time; whatever goes wrong is a Fault."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from bot.settings import Settings
from bot.speaking.faults import Fault, fault_of

FIRST, NEXT, WHOLE = 12.0, 8.0, 25.0  # seconds to wait for the first piece, the next, and in all
LONGEST = 320  # tokens of a reply
TRIES = 2
JITTER = (0.1, 0.5)  # seconds before another try
A_TOKEN = 4  # characters, where a server doesn't count
KEYLESS = "none"  # what local servers take for a key


@dataclass
class Usage:
    """What the calls of a turn took, and when the first of them began: they share the time of one."""

    calls: int = 0
    read: int = 0
    written: int = 0
    began: float | None = None


@dataclass
class Client:
    """One model behind one endpoint."""

    model: Any  # a LangChain chat model
    usage: Usage = field(default_factory=Usage)

    async def stream(self, messages: list[tuple[str, str]], usage: Usage) -> AsyncIterator[str]:
        """The pieces of a reply. Raises Fault; before the first piece it is tried once more."""
        if usage.began is None:
            usage.began = asyncio.get_running_loop().time()
        ends = usage.began + WHOLE
        for attempt in range(1, TRIES + 1):
            began = False
            try:
                async with aclosing(self._once(messages, usage, ends)) as pieces:
                    async for piece in pieces:
                        began = True
                        yield piece
                return
            except Fault as fault:
                if began or not fault.again or attempt == TRIES:
                    raise
                await asyncio.sleep(fault.wait + random.uniform(*JITTER))

    async def _once(
        self, messages: list[tuple[str, str]], usage: Usage, ends: float
    ) -> AsyncIterator[str]:
        usage.calls += 1
        before = (usage.read, usage.written)
        written, ended = 0, False
        try:
            async with aclosing(self.model.astream(messages)) as chunks:
                while (
                    chunk := await _next(chunks, FIRST if not written else NEXT, ends)
                ) is not None:
                    if counted := chunk.usage_metadata:
                        usage.read += counted["input_tokens"]
                        usage.written += counted["output_tokens"]
                    reason = chunk.response_metadata.get("finish_reason")
                    if reason in ("length", "content_filter"):
                        raise Fault(reason.replace("_", " "), outage=False)
                    ended = ended or reason is not None
                    if text := str(chunk.text):
                        written += len(text)
                        yield text
        except Exception as error:
            raise fault_of(error) from None
        finally:
            if before == (usage.read, usage.written) and written:  # a server that doesn't count
                usage.read += sum(len(text) for _, text in messages) // A_TOKEN
                usage.written += written // A_TOKEN
        if not written:
            raise Fault("empty", again=True)
        if not ended:
            raise Fault("cut")


async def _next(chunks: AsyncIterator[Any], patience: float, ends: float) -> Any:
    """The next chunk, None after the last. Raises TimeoutError where it doesn't come in time."""
    left = min(patience, ends - asyncio.get_running_loop().time())
    try:
        return await asyncio.wait_for(anext(chunks), max(left, 0.01))
    except StopAsyncIteration:
        return None


def open_client(settings: Settings) -> Client:
    """A client of the endpoint that the settings name. Imports the provider's package only here."""
    from langchain_openai import ChatOpenAI

    key = settings.openai_api_key
    named = {"model": settings.model} if settings.model else {}
    return Client(
        ChatOpenAI(
            **named,
            api_key=key if key and key.get_secret_value() else KEYLESS,  # type: ignore[arg-type]
            base_url=settings.openai_base_url or None,
            temperature=0.3,
            max_tokens=LONGEST,  # type: ignore[call-arg]
            max_retries=0,
            timeout=WHOLE,
            stream_usage=True,
        )
    )
