"""The persona's voice: a line for each occasion, none of them twice in a play."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from bot.content.scenarios import Scenario

# Where an occasion has no line left, what else a person would say.
SPARE = ("noted", "follows", "unsure", "brief", "told", "nonsense", "off-topic", "unmoved")


class Voice:
    """Draws lines of one scenario by chance; what it has `said` it doesn't say again."""

    def __init__(self, scenario: Scenario, said: Iterable[str], chance: Random) -> None:
        self.scenario = scenario
        self.said = set(said)
        self.chance = chance
        self.lines: list[str] = []

    def say(self, pool: str) -> None:
        """A line for an occasion, or where that has none left for one that is much the same."""
        for name in (pool, *SPARE):
            if self.one_of(self.scenario.lines.get(name, ())):
                return

    def react(self, act: str) -> bool:
        """Take up what was explained; False if there is nothing new to say to it."""
        return self.one_of(self.scenario.reactions.get(act, ()))

    def one_of(self, lines: Sequence[str], among: int | None = None) -> bool:
        """One of `lines`, or of the first `among` of them that are left; False if none is."""
        left = [one for one in lines if one not in self.said]
        if not left:
            return False
        self._put(self.chance.choice(left[:among]))
        return True

    def may(self, share: float) -> bool:
        """By chance, yes in that share of the times."""
        return self.chance.random() < share

    def _put(self, line: str) -> None:
        self.said.add(line)
        self.lines.append(line)
