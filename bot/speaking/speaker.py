"""Has a speech worded by the model where it can be had, and by the offline wording where not."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field

from bot.speaking.again import Again
from bot.speaking.cache import Cache, key_of
from bot.speaking.checking import Checker
from bot.speaking.client import Client, Usage
from bot.speaking.faults import Fault
from bot.speaking.limits import Breaker, Budget
from bot.speaking.preview import Preview
from bot.speaking.prompts import Prompt
from bot.speech import Speech, Worded

# Bytes, as a letter of some scripts takes a token or more, and a token is hardly ever more than four bytes.
EARLIER = 400  # bytes of what was said before that a prompt holds
SAID = 1000  # ... of the learner's own words
QUOTE = 500  # ... of a quote
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Speaker:
    """One model with its prompts, its checks and its limits. Shared by all sessions.

    `again` is what it is told of a refused wording, None where it is not asked for again.
    """

    client: Client
    prompts: dict[str, Prompt]
    checker: Checker
    budget: Budget
    model: str
    breaker: Breaker = field(default_factory=Breaker)
    cache: Cache = field(default_factory=Cache)
    again: Again | None = None

    async def word(
        self, speech: Speech, learner: str, usage: Usage | None = None
    ) -> AsyncIterator[str | Worded]:
        """Pieces of the model's wording as a preview, and last the `Worded` that counts.

        `usage` is what the turn took before, which the `Worded` then includes.
        """
        usage = usage or Usage()
        prompt = self.prompts[speech.voice]
        key = key_of(speech, prompt.hash, self.model)
        if kept := self.cache.get(key):
            yield kept
            yield Worded(kept, usage.calls, usage.read, cached=True)
            return
        said, preview = "", Preview(speech, prompt.system, self.checker)
        try:
            messages = self._messages(speech, prompt)
            async with aclosing(self._pieces(messages, learner, usage)) as pieces:
                async for piece in pieces:
                    said += piece
                    if shown := preview.more(piece):
                        yield shown
        except Fault as fault:
            yield Worded(speech.prose, usage.calls, usage.read, fault.reason, offline=fault.outage)
            return
        prose, problem = self._checked(speech, _clean(said))
        if problem is not None:
            prose, problem = await self._mended(speech, messages, (prose, problem), learner, usage)
        if problem is None:
            self.cache.put(key, prose)
        yield Worded(prose if problem is None else speech.prose, usage.calls, usage.read, problem)

    async def _mended(
        self,
        speech: Speech,
        messages: list[tuple[str, str]],
        refused: tuple[str, str],
        learner: str,
        usage: Usage,
    ) -> tuple[str, str | None]:
        """A refused wording and its problem, or what came of asking for it once more.

        Nothing of the second try is a preview: what was shown stays until the checked reply replaces it.
        """
        prose, problem = refused
        wrong = self.again.message(problem) if self.again else None
        if wrong is None or not self.budget.plenty(learner):
            return prose, problem
        try:
            prose = await self._said([*messages, ("ai", prose), ("human", wrong)], learner, usage)
        except Fault:
            return prose, problem
        return self._checked(speech, prose)

    async def ask(self, name: str, learner: str, usage: Usage, **values: str) -> str:
        """The reply to a prompt, for the program alone. Raises Fault where it can't be had."""
        return await self._said(self.prompts[name].messages(**values), learner, usage)

    async def _said(self, messages: list[tuple[str, str]], learner: str, usage: Usage) -> str:
        """The whole of a reply. Raises Fault."""
        async with aclosing(self._pieces(messages, learner, usage)) as pieces:
            return _clean("".join([piece async for piece in pieces]))

    async def _pieces(
        self, messages: list[tuple[str, str]], learner: str, usage: Usage
    ) -> AsyncIterator[str]:
        """The pieces of a reply, within the limits and counted. Raises Fault."""
        if refusal := "circuit open" if self.breaker.open else self.budget.refusal(learner):
            raise Fault(refusal)
        read, written = usage.read, usage.written
        with self.budget.a_call():
            try:
                async with aclosing(self.client.stream(messages, usage)) as pieces:
                    async for piece in pieces:
                        yield piece
                self.breaker.worked()
            except Fault as fault:
                self.breaker.failed() if fault.outage else self.breaker.worked()
                log.warning("the model failed: %s", fault.reason)
                raise
            finally:
                self.budget.count(learner, usage.read - read, usage.written - written)

    def _checked(self, speech: Speech, prose: str) -> tuple[str, str | None]:
        """What of the wording may be shown, and why nothing may. What can't be checked may not."""
        try:
            return self.checker.mended(speech, prose)
        except Exception:  # the offline wording is there, whatever a model makes of a check
            log.exception("a wording could not be checked")
            return prose, "unchecked"

    def _messages(self, speech: Speech, prompt: Prompt) -> list[tuple[str, str]]:
        """The two messages of a call, of bounded size however long the talk is."""
        sources = "\n".join(f"[{marker}] {_head(quote, QUOTE)}" for marker, quote in speech.sources)
        levels = ", then ".join(speech.may_recommend or ())
        values = {
            "said": _head(speech.said, SAID),
            "earlier": _tail(speech.earlier, EARLIER),
            "sources": sources,
            "draft": speech.prose,
            "then": speech.then,
            "levels": levels,
            **speech.who,
        }
        return prompt.messages(**values)


def _head(text: str, most: int) -> str:
    """As much of a text's beginning as takes so many bytes."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")


def _tail(text: str, most: int) -> str:
    """As much of a text's end."""
    return text.encode("utf-8", "replace")[-most:].decode("utf-8", "ignore")


def _clean(said: str) -> str:
    """A reply as text, without what models put around it."""
    return said.encode("utf-8", "replace").decode().strip().strip('"').strip()
