"""What a learner has decided, as it stands after each turn: it gives way to another level only by words that are firm enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.content.scenarios import Scenario
from bot.turns import Heard

BASE = 2  # levels of the spectrum that every dearer one rests on: the model as it is, and its instructions
# All of the following were chosen on 318 plays.
FIRM = 0.6  # how firmly a level is recommended or rejected for what stands to give way
WON = 0.8  # ... where the other person has accepted what stands
GIVING_WAY, CONCEDED = 0.55, 0.3  # ... after an objection, and where the learner agrees with it
FIRST = 0.1  # ... where nothing stands yet
DESCRIBED = 0.6  # what words weigh for a level that they describe and don't name
NAMED = 0.2  # firm enough for a named level to measure by it what is described beside it
BESIDE = 0.9  # ... and the share of its firmness that this needs to be meant as well
BACK, BACK_AFTER = 0.2, 0.03  # how clearly something is taken back, unasked and after an objection
BARE = 2  # words of a sentence that does no more than name a level
TAKES_BACK, AGREES = "takes-back", "agrees"  # acts: the learner withdraws what they said, or agrees


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


def decided(
    heard: Iterable[Heard],
    standing: Decision,
    order: Sequence[str],
    objected: bool = False,
    won: bool = False,
) -> Decision:
    """The decision after a turn. What stands gives way to a firm recommendation of another level, sooner where
    the other person `objected` to it, later where it has `won` them over, to any once the learner has taken it
    back or firmly rejected it."""
    pieces = list(heard)
    kept = set(standing.now)
    withdrawn = bool(kept) and any(_takes_back(piece, objected) for piece in pieces)
    least = _least(standing, withdrawn, objected, won, pieces)
    settled = bool(kept) and not objected and not withdrawn
    # while something stands unquestioned, a bare name only says what is spoken of next
    telling = [one for one in pieces if not (settled and _bare(one) and not kept & set(one.levels))]
    firm = _recommended(telling, order)
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


def speaks_for(pieces: Sequence[Heard], levels: Iterable[str]) -> float:
    """How firmly some pieces recommend any of some levels; 0 where they don't."""
    wanted = set(levels)
    return max(
        (_strength(piece, one) for piece in pieces for one in wanted & set(piece.levels_that("recommends"))),
        default=0.0,
    )  # fmt: skip


def _least(
    standing: Decision, withdrawn: bool, objected: bool, won: bool, pieces: Sequence[Heard]
) -> float:
    """How firmly another level must be recommended to take the place of what stands."""
    if not standing.now:
        return FIRST
    if standing.shaken or withdrawn:
        return 0.0
    if objected:
        return CONCEDED if any(AGREES in piece.acts for piece in pieces) else GIVING_WAY
    return WON if won else FIRM


def _takes_back(piece: Heard, objected: bool) -> bool:
    return piece.clear.get(TAKES_BACK, 0.0) > (BACK_AFTER if objected else BACK)


def _bare(piece: Heard) -> bool:
    return len(piece.words.split()) <= BARE and bool(piece.levels_that("recommends"))


def _strength(piece: Heard, level: str) -> float:
    """How firmly a piece does what it does with a level; words that only describe one weigh less."""
    firm = piece.firm.get(level, 0.0)
    return firm if level in piece.named else firm * DESCRIBED


def _rejects(piece: Heard, levels: set[str]) -> bool:
    """Whether a piece firmly rejects one of some levels."""
    return any(_strength(piece, one) >= FIRM for one in levels & set(piece.levels_that("rejects")))


def _recommended(pieces: Sequence[Heard], order: Sequence[str]) -> dict[str, float]:
    """How firmly a turn recommends each level that it means to adopt.

    Beside a dearer level the base it rests on is not meant: "let a ready-made model search your papers".
    """
    firm = _beside_named(pieces, order)
    if len(firm) > 1 and order[-1] in firm:  # a model made from nothing stands alone
        named = {one for piece in pieces for one in piece.named} & set(firm)
        firmest = max(firm, key=firm.__getitem__)
        alone = firmest == order[-1] or not named - {order[-1]}
        firm = {one: its for one, its in firm.items() if (one == order[-1]) == alone}
    dearer = {level: its for level, its in firm.items() if level not in order[:BASE]}
    if not firm or len(firm) == len(dearer):
        return firm
    meant = max(dearer or firm, key=lambda one: (dearer.get(one, 0.0), order.index(one)))
    return dearer | {meant: max(firm.values())}


def _beside_named(pieces: Sequence[Heard], order: Sequence[str]) -> dict[str, float]:
    """How firmly each level is recommended. Beside one that is named, what is described more faintly is not meant:
    "prompts, and the files stay unconnected" describes what it leaves out."""
    firm: dict[str, float] = {}
    named: set[str] = set()
    for piece in pieces:
        for level in piece.levels_that("recommends"):
            firm[level] = max(_strength(piece, level), firm.get(level, 0.0))
            if level in piece.named and piece.firm.get(level, 0.0) > NAMED:
                named.add(level)
    least = BESIDE * max((firm[one] for one in named - {order[0]}), default=0.0)
    return {one: its for one, its in firm.items() if one in {*named, order[0]} or its >= least}


def _ordered(levels: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(levels, key=order.index))
