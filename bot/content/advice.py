"""The formats of what advice rests on: needs, the decision tree, its outcomes, example plans."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from bot.content.formats import Cite, Id, Item, Text


class Backed(Item):
    """A statement and the evidence for it in the unit."""

    text: Text
    cites: tuple[Cite, ...] = ()


class Answer(Item):
    """A button under a question back, and the needs that it says (true) or denies (false)."""

    label: Text
    says: dict[Id, bool] = {}


class Asking(Item):
    """The question by which the tutor asks for a need, and what hinges on it."""

    question: Text
    hinges: Text
    answers: tuple[Answer, ...] = Field(min_length=2)


class Need(Item):
    """Something about a plan that the rules ask for.

    `meaning` goes on after the learner's own words ("You said ..., so ..."), `denied` and `assumed`
    stand alone. A need that doesn't `decide` is a wish or a limit; `answered` is what the tutor says
    to a wish that the decision doesn't follow. `implies` are needs that it brings with it, `overrules` needs that it
    puts an end to when it is told later; one that `adds` puts an end to none. `rests_on` are needs without which it
    says nothing once they are taken back. `leads_to` is the outcome of a plan that tells this need
    alone, for an answer with an if. `beside` is said of it, with the learner's {words}, where
    another need decides and none of `gainsaid_by` is told. `only_with` are beginnings of words: a plan with none of them tells no such need,
    however it sounds. One that is `done` was done already, so it isn't told where nothing has begun.
    """

    id: Id
    name: Text
    meaning: Text
    denied: Text | None = None
    assumed: Text | None = None
    decides: bool = True
    deniable: bool = False
    implies: tuple[Id, ...] = ()
    overrules: tuple[Id, ...] = ()
    rests_on: tuple[Id, ...] = ()
    adds: bool = False
    asking: Asking | None = None
    answered: Backed | None = None
    wish_for: Id | None = None
    leads_to: Id | None = None
    beside: Text | None = None
    gainsaid_by: tuple[Id, ...] = ()
    only_with: tuple[Text, ...] = ()
    done: bool = False


class Branch(Item):
    """Where a node goes: to another node or to an outcome, when any of the conditions holds.

    A condition names needs and whether each is true of the plan.
    """

    label: Text
    when: tuple[dict[Id, bool], ...] = Field(min_length=1)
    go: Id | None = None
    outcome: Id | None = None

    @model_validator(mode="after")
    def one_way(self) -> Branch:
        """A branch leads to one place."""
        if (self.go is None) == (self.outcome is None):
            raise ValueError("give either go (a node) or outcome")
        return self

    def holding(self, held: set[str]) -> list[dict[str, bool]]:
        """The conditions that hold for a plan of which exactly the needs `held` are true."""
        return [
            one for one in self.when if all((need in held) == true for need, true in one.items())
        ]


class Node(Item):
    """A question of the tree. The first node of the file is where every plan begins."""

    id: Id
    asks: Text
    branches: tuple[Branch, ...] = Field(min_length=2)


class Outcome(Item):
    """What the tree recommends: `levels` in the order to adopt them, `in_place` what is there.

    `why`, `below` (why the level below is not enough) and `change` (what would change the advice)
    are said; `above` (why not the level above) stands in the details.
    """

    id: Id
    levels: tuple[Id, ...] = Field(min_length=1)
    in_place: Id | None = None
    why: Backed
    below: Backed
    change: Backed
    above: Backed
    conditional: Text


class Tree(Item):
    """The decision tree."""

    nodes: tuple[Node, ...] = Field(min_length=1)
    outcomes: tuple[Outcome, ...] = Field(min_length=1)


class Read(Item):
    """A need as an example plan tells it, with the words that tell it."""

    value: Literal["yes", "no"]
    words: Text


class Plan(Item):
    """A plan as somebody might describe it, from which the reader of plans learns.

    Its level is what the tree makes of its needs, and is written nowhere else.
    """

    text: Text
    needs: dict[Id, Read] = {}


class Remark(Item):
    """What somebody might say after a recommendation or a question back.

    A `replacement` is a new fact beside which the earlier ones no longer count.
    """

    text: Text
    kind: Literal["push-back", "new-fact", "replacement", "what-if", "answer", "question"]
    needs: dict[Id, Read] = {}


class RemarkWeights(Item):
    """What the signs of a change weigh for each need, and what speaks for each outcome, "a+b" for a then b.

    `new`: how plainly a need that comes to hold is told; `gone`: how clearly one that goes is denied.
    """

    new: dict[Id, float] = {}
    gone: dict[Id, float] = {}
    level: dict[str, float] = {}


class NoPlan(Item):
    """A message that resembles a plan and is none.

    An errand is for another assistant, a question is about the course, chat is about the learner.
    """

    text: Text
    kind: Literal["errand", "question", "chat"]


class PracticeCase(Item):
    """A case for practice: the learner names a level first."""

    id: Id
    text: Text
    needs: dict[Id, Read] = {}
