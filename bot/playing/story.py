"""What the turns of a play amount to: what is known, what was decided, what the persona still holds against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.content.scenarios import Scenario, Stage
from bot.turns import Heard, PlayTurn

BASE = 2  # levels of the spectrum that every dearer one rests on: the model as it is, and its instructions
FIRM = 0.6  # how firmly a level is recommended or rejected for what stands to give way (chosen on 144 plays)
GIVING_WAY, CONCEDED = 0.5, 0.2  # ... after an objection, and where the learner agrees with it
UNFAIR = {"rude", "pushes", "commands"}
TAKES_BACK, AGREES = "takes-back", "agrees"  # acts: the learner withdraws what they said, or agrees
FAIR = ("ask-", "say-")  # how the acts begin that earn trust


@dataclass(frozen=True)
class Decision:
    """What a learner has decided: the levels to adopt now, and those put off until something shows.

    `shaken` is a decision that the learner has taken back or firmly spoken against since.
    """

    now: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    shaken: bool = False

    def right(self, scenario: Scenario) -> bool:
        """Whether the scenario accepts it: the first step alone, others only afterwards."""
        return any(self.now == (one[0],) for one in scenario.accepts)

    @property
    def levels(self) -> tuple[str, ...]:
        """All of them in the order of adoption."""
        return (*self.now, *(one for one in self.later if one not in self.now))


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
        standing = Decision()
        for turn in self.turns:
            objected = bool(standing.now) and not standing.right(self.scenario)
            standing = decided(turn.heard, standing, self.order, objected)
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


def decided(
    heard: Iterable[Heard], standing: Decision, order: Sequence[str], objected: bool = False
) -> Decision:
    """The decision after a turn. What stands gives way to a firm recommendation of another level, sooner
    where the other person `objected` to it; once the learner has taken it back or firmly rejected it, to any."""
    pieces = list(heard)
    kept = set(standing.now)
    withdrawn = any(TAKES_BACK in piece.acts for piece in pieces)
    least = FIRM
    if objected:
        least = CONCEDED if any(AGREES in piece.acts for piece in pieces) else GIVING_WAY
    if not kept or standing.shaken or withdrawn:
        least = 0.0
    firm = _recommended(pieces, order)
    if withdrawn and set(firm) - kept:  # what is taken back is named again, and not meant
        firm = {one: its for one, its in firm.items() if one not in kept or its >= FIRM}
    now = {one for one, its in firm.items() if one in kept or its >= least}
    later = {one for piece in pieces for one in piece.levels_that("later")} - now
    if not now:
        rejected = {one for piece in pieces for one in piece.levels_that("rejects")}
        put_off = {*standing.later, *later} - rejected - kept
        shaken = standing.shaken or withdrawn or any(_rejects(piece, kept) for piece in pieces)
        return Decision(standing.now, _ordered(put_off, order), shaken)
    if max(firm.values()) >= FIRM:  # beside a firm one, a faint one is not meant
        now = {one for one in now if firm[one] >= FIRM or one in kept}
    return Decision(_ordered(now, order), _ordered(later, order), withdrawn and now == kept)


def _rejects(piece: Heard, levels: set[str]) -> bool:
    """Whether a piece firmly rejects one of some levels."""
    return any(
        piece.firm.get(one, 0.0) >= FIRM for one in levels & set(piece.levels_that("rejects"))
    )


def _recommended(pieces: Sequence[Heard], order: Sequence[str]) -> dict[str, float]:
    """How firmly a turn recommends each level that it means to adopt.

    Beside a dearer level the base it rests on is not meant: "let a ready-made model search your papers".
    """
    firm: dict[str, float] = {}
    for piece in pieces:
        for level in piece.levels_that("recommends"):
            firm[level] = max(piece.firm.get(level, 0.0), firm.get(level, 0.0))
    if (
        len(firm) > 1 and order[-1] in firm
    ):  # nobody adopts a model made from nothing together with another
        firmest = max(firm, key=firm.__getitem__)
        firm = {
            one: its for one, its in firm.items() if (one == order[-1]) == (firmest == order[-1])
        }
    dearer = {level: its for level, its in firm.items() if level not in order[:BASE]}
    if not firm or len(firm) == len(dearer):
        return firm
    meant = max(dearer or firm, key=lambda one: (dearer.get(one, 0.0), order.index(one)))
    return dearer | {meant: max(firm.values())}


def _ordered(levels: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(levels, key=order.index))
