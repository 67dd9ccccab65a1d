"""Has a speech worded by the model where it can be had, and by the offline wording where not."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field

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
    """One model with its prompts, its checks and its limits. Shared by all sessions."""

    client: Client
    prompts: dict[str, Prompt]
    checker: Checker
    budget: Budget
    model: str
    breaker: Breaker = field(default_factory=Breaker)
    cache: Cache = field(default_factory=Cache)

    async def word(self, speech: Speech, learner: str) -> AsyncIterator[str | Worded]:
        """Pieces of the model's wording as a preview, and last the `Worded` that counts."""
        prompt = self.prompts[speech.voice]
        key = key_of(speech, prompt.hash, self.model)
        if kept := self.cache.get(key):
            yield kept
            yield Worded(kept, cached=True)
            return
        refusal = "circuit open" if self.breaker.open else self.budget.refusal(learner)
        if refusal:
            yield Worded(speech.prose, replaced=refusal, offline=True)
            return
        usage, said = Usage(), ""
        preview = Preview(speech, prompt.system, self.checker)
        fault: Fault | None = None
        with self.budget.a_call():
            try:
                messages = self._messages(speech, prompt)
                async with aclosing(self.client.stream(messages, usage)) as pieces:
                    async for piece in pieces:
                        said += piece
                        if shown := preview.more(piece):
                            yield shown
                self.breaker.worked()
            except Fault as error:
                fault = error
                self.breaker.failed() if error.outage else self.breaker.worked()
                log.warning("the model failed: %s", error.reason)
            finally:
                self.budget.count(learner, usage.read, usage.written)
        if fault:
            yield Worded(
                speech.prose, usage.calls, usage.read, replaced=fault.reason, offline=fault.outage
            )
            return
        prose = said.encode("utf-8", "replace").decode().strip().strip('"').strip()
        problem = self._problem(speech, prose)
        if problem is None:
            self.cache.put(key, prose)
        yield Worded((problem and speech.prose) or prose, usage.calls, usage.read, replaced=problem)

    def _problem(self, speech: Speech, prose: str) -> str | None:
        """Why the wording may not be shown. What can't be checked may not."""
        try:
            return self.checker.problem(speech, prose)
        except Exception:  # the offline wording is there, whatever a model makes of a check
            log.exception("a wording could not be checked")
            return "unchecked"

    def _messages(self, speech: Speech, prompt: Prompt) -> list[tuple[str, str]]:
        """The two messages of a call, of bounded size however long the talk is."""
        sources = "\n".join(f"[{marker}] {_head(quote, QUOTE)}" for marker, quote in speech.sources)
        levels = ", then ".join(speech.may_recommend or ())
        values = {
            "said": _head(speech.said, SAID),
            "earlier": _tail(speech.earlier, EARLIER),
            "sources": sources,
            "draft": speech.prose,
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
