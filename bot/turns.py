"""A turn of a role-play: what the learner said, what was heard in it, and what came of it."""

from __future__ import annotations

from pydantic import BaseModel


class Heard(BaseModel):
    """A piece of a turn: the learner's exact words, the acts in it, what it does with each level."""

    words: str
    acts: list[str] = []
    levels: dict[str, str] = {}

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
