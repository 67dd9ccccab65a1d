"""What the page keeps of one conversation, and what it takes from a learner."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.replies import Citation, Reply
from bot.session import Session

A_MINUTE = 60.0
MESSAGES_A_MINUTE = 40
REPLIES_KEPT = 200  # whose citations still open


@dataclass
class Pace:
    """How many messages came in the last minute."""

    most: int = MESSAGES_A_MINUTE
    clock: Callable[[], float] = time.monotonic
    times: deque[float] = field(default_factory=deque)

    def take(self) -> bool:
        """Count one more message; False, and not counted, if that is one too many."""
        now = self.clock()
        while self.times and self.times[0] <= now - A_MINUTE:
            self.times.popleft()
        if len(self.times) >= self.most:
            return False
        self.times.append(now)
        return True


@dataclass
class Talk:
    """One conversation on the page."""

    session: Session = field(default_factory=Session)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    pace: Pace = field(default_factory=Pace)
    replies: dict[str, Reply] = field(default_factory=dict)
    reports: dict[str, str] = field(default_factory=dict)  # reply id -> what was said to it
    looked_back: bool = False  # whether a quiz left open was looked for
    last_shown: object = None  # the last reply as sent, for a page that was away meanwhile

    def refusal(self, text: str, longest: int) -> str | None:
        """The key of the sentence that refuses this message, or None if it is taken."""
        if self.lock.locked():
            return "one_at_a_time"
        if len(text) > longest:
            return "too_long"
        return None if self.pace.take() else "too_fast"

    def remember(self, reply: Reply) -> None:
        """Keep a shown reply, so that its citations can be opened and it can be reported."""
        self.replies[reply.id] = reply
        while len(self.replies) > REPLIES_KEPT:
            oldest = next(iter(self.replies))
            del self.replies[oldest]
            self.reports.pop(oldest, None)

    def citation(self, reply_id: object, marker: object) -> Citation | None:
        """The citation that a page names, if it was shown in this conversation.

        Both come from the browser: they only ever select among what was shown.
        """
        reply = self.replies.get(reply_id) if isinstance(reply_id, str) else None
        if reply is None:
            return None
        return next((one for one in reply.citations if one.marker == marker), None)
