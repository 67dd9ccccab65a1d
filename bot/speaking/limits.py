"""When the model is not asked: its circuit is broken, too many calls are under way, a budget is spent."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from threading import Lock

FAILURES, PAUSE = 3, 30.0  # faults in a row that break the circuit, and for how many seconds
MILLION = 1_000_000


@dataclass
class Breaker:
    """A circuit breaker: after some faults in a row nobody waits for the endpoint for a while."""

    clock: Callable[[], float] = time.monotonic
    faults: int = 0
    until: float = 0.0

    @property
    def open(self) -> bool:
        """Whether the endpoint is left alone. When the time is over, one call tries it again."""
        return self.faults >= FAILURES and self.clock() < self.until

    def failed(self) -> None:
        """Count a fault."""
        self.faults += 1
        if self.faults >= FAILURES:
            self.until = self.clock() + PAUSE

    def worked(self) -> None:
        """Close the circuit."""
        self.faults = 0


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass
class Budget:
    """Tokens a learner and day, money a day, calls at once. 0 means no limit, for tokens and money.

    `prices` are for a million tokens read and written.
    """

    tokens: int
    money: float
    prices: tuple[float, float]
    at_once: int
    today: Callable[[], date] = _today
    day: date | None = None
    used: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    spent: float = 0.0
    under_way: int = 0
    lock: Lock = field(default_factory=Lock)

    def refusal(self, learner: str) -> str | None:
        """Why there may be no call now, None if there may."""
        with self.lock:
            if self.day != self.today():
                self.day, self.spent = self.today(), 0.0
                self.used.clear()
            if self.under_way >= self.at_once:
                return "busy"
            if self.tokens and self.used[learner] >= self.tokens:
                return "budget"
            return "budget" if self.money and self.spent >= self.money else None

    def plenty(self, learner: str) -> bool:
        """Whether less than half of what may be spent today is, so that a call may be made twice."""
        with self.lock:
            tokens = not self.tokens or self.used[learner] * 2 < self.tokens
            return tokens and (not self.money or self.spent * 2 < self.money)

    def count(self, learner: str, read: int, written: int) -> None:
        """Count the tokens of a call."""
        with self.lock:
            self.used[learner] += read + written
            self.spent += (read * self.prices[0] + written * self.prices[1]) / MILLION

    @contextmanager
    def a_call(self) -> Iterator[None]:
        """A call that is under way."""
        with self.lock:
            self.under_way += 1
        try:
            yield
        finally:
            with self.lock:
                self.under_way -= 1
