"""The formats of the role-plays: scenarios, what a learner may do in a turn, and lines to learn that from."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from bot.content.formats import Cite, Id, Item, Text

Stance = Literal["recommends", "rejects", "later", "mentions"]
Scale = Literal["discovery", "decision", "justification", "communication"]
POOLS = (
    "greets", "thanks", "small-talk", "rude", "nonsense", "off-topic", "commands", "flatters", "swaps", "agrees",
    "declines", "unsure", "pushes", "brief", "long", "names-none", "unknown", "told", "unmoved", "why", "follows", "noted",
    "presses", "accepts", "settled", "closes",
)  # fmt: skip


class Act(Item):
    """Something that a learner may do in a turn: ask for something, give a reason, or something social."""

    id: Id
    kind: Literal["asks", "says", "social"]
    what: Text


class Line(Item):
    """A sentence of a learner with the acts in it, and what it does with each level it speaks of."""

    says: Text
    acts: tuple[Id, ...] = ()
    levels: dict[Id, Stance] = {}


class Persona(Item):
    """Whom the learner talks to."""

    name: Text
    role: Text
    goals: tuple[Text, ...] = Field(min_length=1)
    worries: tuple[Text, ...] = Field(min_length=1)
    manner: Text


class Reveal(Item):
    """When the persona tells a fact: asked outright, asked about nearby, or after some trust; or never.

    `asked` and `nearby` are acts. `trust` is the number of fair turns that must come first.
    """

    asked: tuple[Id, ...] = ()
    nearby: tuple[Id, ...] = ()
    trust: int = Field(default=0, ge=0)
    never: bool = False

    @model_validator(mode="after")
    def reachable(self) -> Reveal:
        """A fact is either never told, or something brings it out."""
        if self.never == bool(self.asked or self.nearby):
            raise ValueError("give either the acts that bring the fact out, or never: true")
        return self


class ScenarioFact(Item):
    """Something that the persona knows. `summary` tells it in the debrief, `lines` in the persona's voice."""

    id: Id
    summary: Text
    reveal: Reveal
    lines: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def told_in_words(self) -> ScenarioFact:
        """What may be told needs words for it."""
        if not self.reveal.never and len(self.lines) < 2:
            raise ValueError("needs two lines at least")
        return self


class Objection(Item):
    """What the persona holds against a decision, and the acts that answer it.

    It is raised by a wrong decision that recommends one of `against`, or, where that is empty, by the right one.
    """

    id: Id
    against: tuple[Id, ...] = ()
    answered_by: tuple[Id, ...] = ()
    lines: tuple[Text, ...] = Field(min_length=3)
    satisfied: tuple[Text, ...] = ()


class Rule(Item):
    """What must come together in one turn of the learner: every part that is given.

    `any` and `all` are acts; `recommends` and `rejects` hold levels of which one must be recommended or rejected;
    `right` asks for a decision that the scenario accepts; `revealed` for facts told by then.
    """

    any: tuple[Id, ...] = ()
    all: tuple[Id, ...] = ()
    recommends: tuple[Id, ...] = ()
    rejects: tuple[Id, ...] = ()
    right: bool = False
    revealed: tuple[Id, ...] = ()


class PlayObjective(Item):
    """An observable act that the learner practises, when it counts as met or partly met, and what to say of it."""

    id: Id
    scale: Scale
    weight: int = Field(default=1, ge=1, le=3)
    says: Text
    met: tuple[Rule, ...] = Field(min_length=1)
    partly: tuple[Rule, ...] = ()
    well: Text
    change: Text
    better: Text
    hint: Text
    cites: tuple[Cite, ...] = ()
    cards: tuple[Id, ...] = ()


class Stage(Item):
    """A part of the talk, until the learner has named a level, or has won the persona; the last one has no end.

    `says` tells the learner where they are, `objectives` are those that belong here, and `patience` is the
    number of turns after which the persona urges the learner to name a level.
    """

    id: Id
    says: Text
    objectives: tuple[Id, ...] = Field(min_length=1)
    until: Literal["named", "won"] | None = None
    patience: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def urged_to_name(self) -> Stage:
        """A persona urges for one thing only."""
        if self.patience is not None and self.until != "named":
            raise ValueError(
                "patience belongs to the stage that ends with a level named (until: named)"
            )
        return self


class Ends(Item):
    """How a play ends: the persona is won by a right decision with one of `reasons` beside it.

    It also wants `answers` of its objections answered. After `turns` of the learner the talk is over, won or not.
    """

    reasons: tuple[Id, ...] = Field(min_length=1)
    answers: int = Field(default=0, ge=0)
    turns: int = Field(default=12, ge=4, le=30)


class Scenario(Item):
    """A role-play. What the persona needs beyond the course is fiction of the exercise and lives only here.

    `needs` are the case's needs as the decision tree takes them; `accepts` the decisions that are right, each in
    the order of adoption.
    """

    id: Id
    title: Text
    side: Literal["adviser", "defender"]
    about: tuple[Id, ...] = Field(min_length=1)
    persona: Persona
    brief: Text
    opening: tuple[Text, ...] = Field(min_length=2)
    needs: tuple[Id, ...]
    accepts: tuple[tuple[Id, ...], ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = Field(min_length=1)
    ends: Ends
    facts: tuple[ScenarioFact, ...]
    objections: tuple[Objection, ...] = Field(min_length=1)
    objectives: tuple[PlayObjective, ...] = Field(min_length=4)
    reactions: dict[Id, tuple[Text, ...]] = {}
    lines: dict[str, tuple[Text, ...]]
    verdict: Text
    cites: tuple[Cite, ...] = Field(min_length=1)
