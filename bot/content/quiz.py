"""The formats of the quiz: items, and what counts as partly right."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from bot.content.formats import Cite, FactId, Id, Item, Text

Kind = Literal["single", "several", "case", "order", "free"]
CHOSEN = ("single", "several", "case")


class Option(Item):
    """An answer to choose. A wrong one names its misconception and says why it tempts and fails."""

    text: Text
    right: bool = False
    misconception: Id | None = None
    why: Text | None = None


class KeyPoint(Item):
    """Something that a free answer should say, and how learners say it."""

    point: Text
    wordings: tuple[Text, ...] = ()


class QuizItem(Item):
    """A question with its key.

    `applies` marks a small case, as against recall. `options` belong to single choice, several
    choice and cases, `steps` (in the right order) to order, the rest of the key to free answers.
    `hints` are a nudge and a stronger one; neither gives the answer away.
    """

    id: Id
    kind: Kind
    applies: bool = False
    difficulty: Literal[1, 2, 3] = 2
    prompt: Text
    objective: Id
    facts: tuple[FactId, ...] = Field(min_length=1)
    about: tuple[Id, ...] = ()
    options: tuple[Option, ...] = ()
    steps: tuple[Text, ...] = ()
    points: tuple[KeyPoint, ...] = ()
    wrong: tuple[Text, ...] = ()
    reference: Text | None = None
    why: Text
    hints: tuple[Text, Text]
    cite: Cite

    @model_validator(mode="after")
    def key_fits_kind(self) -> QuizItem:
        """Each kind has the key that it needs, and only one defensible one."""
        rights = sum(one.right for one in self.options)
        if self.kind in ("single", "case") and rights != 1:
            raise ValueError(f"a {self.kind} item needs exactly one right option, not {rights}")
        if self.kind == "several" and not 2 <= rights < len(self.options):
            raise ValueError(f"needs two right options or more and a wrong one, not {rights} right")
        if self.kind in CHOSEN and len({one.text.lower() for one in self.options}) < 3:
            raise ValueError("needs three different options at least")
        if self.kind == "order" and len(set(self.steps)) < 3:
            raise ValueError("needs three different steps at least")
        if self.kind == "free" and not (self.points and self.reference):
            raise ValueError("a free item needs points and a reference")
        return self

    @property
    def right(self) -> tuple[int, ...]:
        """The places of the right options."""
        return tuple(at for at, one in enumerate(self.options) if one.right)


class Marking(Item):
    """What counts as partly right.

    A several-choice answer is partial from `several` on, the share of its options that are rightly
    chosen or left out; an order from `order` on, the share of its pairs that stand in the right order.
    """

    several: float = Field(ge=0, le=1)
    order: float = Field(ge=0, le=1)
