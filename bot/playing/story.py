"""What the turns of a play amount to: what is known, what was decided, what the persona still holds against it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content.scenarios import Scenario, Stage
from bot.playing.decision import Decision, decided
from bot.turns import PlayTurn

UNFAIR = {"rude", "pushes", "commands"}
FAIR = ("ask-", "say-")  # how the acts begin that earn trust


class Story:
    """A play so far, for one scenario. `order` lists the levels, cheapest first."""

    def __init__(self, scenario: Scenario, turns: Sequence[PlayTurn], order: Sequence[str]) -> None:
        self.scenario = scenario
        self.turns = turns
        self.order = list(order)

    @property
    def acts(self) -> set[str]:
        """Every act of the learner."""
        return {act for turn in self.turns for act in turn.acts}

    @property
    def revealed(self) -> list[str]:
        """The facts told so far, in that order."""
        return [fact for turn in self.turns for fact in (*turn.found, *turn.given)]

    @property
    def said(self) -> set[str]:
        """Every line of the persona."""
        return {line for turn in self.turns for line in turn.lines}

    @property
    def accepted(self) -> bool:
        """Whether the persona has accepted a decision that still stands."""
        return any(turn.accepted for turn in self.turns) and self.decision.right(self.scenario)

    @property
    def decision(self) -> Decision:
        """What the learner has decided, as it stands."""
        standing, won = Decision(), False
        for turn in self.turns:
            right = standing.right(self.scenario)
            objected = bool(standing.now) and not right
            standing = decided(turn.heard, standing, self.order, objected, won and right)
            won = won or turn.accepted
        return standing

    @property
    def named(self) -> bool:
        """Whether the learner has named a level to adopt."""
        return any(one.levels_that("recommends") for turn in self.turns for one in turn.heard)

    @property
    def stage(self) -> Stage:
        """The part of the talk that the learner is in."""
        ended = {"named": self.named, "won": self.accepted, None: False}
        return next(one for one in self.scenario.stages if not ended[one.until])

    @property
    def trust(self) -> int:
        """How many fair turns there were, less two for each unfair one."""
        earned = 0
        for turn in self.turns:
            if UNFAIR & set(turn.acts):
                earned = max(0, earned - 2)
            elif any(act.startswith(FAIR) for act in turn.acts):
                earned += 1
        return earned

    def times_raised(self, objection: str) -> int:
        """How often an objection was put."""
        return sum(turn.raised == objection for turn in self.turns)

    def settled(self, objection: str) -> bool:
        """Whether what the learner said answers an objection."""
        found = next(one for one in self.scenario.objections if one.id == objection)
        return bool(set(found.answered_by) & self.acts)

    def then(self, turn: PlayTurn) -> Story:
        """The play with one more turn."""
        return Story(self.scenario, [*self.turns, turn], self.order)
