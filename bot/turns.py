"""A turn of a role-play: what the learner said, what was heard in it, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel


class Heard(BaseModel):
    """A piece of a turn: the learner's exact words, the acts in it, what it does with each level.

    `clear` says how clear each act is, from 0 up; `firm` how far what it does with a level is ahead of the next reading;
    `named` which of the levels it names, the others are only described.
    """

    words: str
    acts: list[str] = []
    clear: dict[str, float] = {}
    levels: dict[str, str] = {}
    firm: dict[str, float] = {}
    named: list[str] = []

    def clearest(self, acts: Iterable[str]) -> float:
        """How clear the clearest of some acts is, 0 where the piece holds none of them."""
        return max((self.clear.get(act, 0.0) for act in acts), default=0.0)

    def levels_that(self, stance: str) -> list[str]:
        """The levels that the piece recommends, rejects, puts off or merely mentions."""
        return [level for level, its in self.levels.items() if its == stance]


class PlayTurn(BaseModel):
    """One turn of the learner with the persona's answer.

    `lines` are the persona's lines, none of which comes twice in a play; `found` the facts told
    because they were asked for, `given` those that came out beside; `raised` is the objection put,
    `answered` the one that the turn settled, `accepted` whether the persona accepted the decision here.
    """

    said: str
    heard: list[Heard] = []
    lines: list[str] = []
    found: list[str] = []
    given: list[str] = []
    raised: str | None = None
    answered: str | None = None
    accepted: bool = False

    @property
    def acts(self) -> list[str]:
        """The acts of the turn, in the order in which they came."""
        return list(dict.fromkeys(act for one in self.heard for act in one.acts))
