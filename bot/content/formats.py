"""The formats of the YAML files in `knowledge/`, one model per kind of item."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
FactId = Annotated[str, StringConstraints(pattern=r"^F\d+$")]


class Item(BaseModel):
    """An entry of a content file: immutable, and a misspelt key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cite(Item):
    """Evidence in the unit: a sentence of a section, or the row of a table in it."""

    passage: str
    quote: Text | None = None
    row: Text | None = None

    @model_validator(mode="after")
    def one_kind_of_evidence(self) -> Cite:
        """A citation points to a sentence or to a row."""
        if (self.quote is None) == (self.row is None):
            raise ValueError("give either a quote or a row")
        return self


class Claims(Item):
    """Statements that a learner may put as "..., right?": true ones and false ones."""

    right: tuple[Text, ...] = ()
    wrong: tuple[Text, ...] = ()


class Card(Item):
    """A flashcard, and an answer that the offline engine can give.

    `about` holds glossary ids and `aspect` what is asked of them; together they are the key
    under which comparisons and follow-ups find the card.
    """

    id: Id
    ask: Text
    also: tuple[Text, ...] = ()
    answer: Text
    about: tuple[Id, ...] = ()
    aspect: Id | None = None
    objective: Id
    facts: tuple[FactId, ...] = ()
    cites: tuple[Cite, ...] = Field(min_length=1)
    claims: Claims = Claims()
    simply: Text | None = None
    example: Text | None = None
    flashcard: bool = True

    @property
    def wordings(self) -> tuple[str, ...]:
        """The question in all the ways that the card knows."""
        return (self.ask, *self.also)


class Term(Item):
    """Something that people name: a level, a model, a factor, a person, a notion.

    `options` are what it chooses between, in their order; `related` is what a question about it
    may well be about. `levels` are those that a person's case calls for, in the order to adopt them.
    """

    id: Id
    name: Text
    kind: Literal["level", "model", "factor", "person", "company", "option", "term"]
    aliases: tuple[Text, ...] = ()
    definition: Text
    simply: Text | None = None
    example: Text | None = None
    contrast: Id | None = None
    options: tuple[Id, ...] = ()
    related: tuple[Id, ...] = ()
    levels: tuple[Id, ...] = ()
    cite: Cite


class Synonyms(Item):
    """Looser words, either for a thing of the glossary (`means`) or for a plainer word (`says`).

    Words for a thing count where nothing else of its kind is named.
    """

    means: Id | None = None
    says: Text | None = None
    words: tuple[Text, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def one_kind_of_meaning(self) -> Synonyms:
        """A row either means a thing or says a word."""
        if (self.means is None) == (self.says is None):
            raise ValueError("give either means or says")
        return self


class Misconception(Item):
    """A false belief with a name, how people put it, and what is true instead."""

    id: Id
    belief: Text
    wordings: tuple[Text, ...] = ()
    correction: Text
    about: tuple[Id, ...] = ()
    cites: tuple[Cite, ...] = Field(min_length=1)


class Statement(Item):
    """What a learner might state or take for granted, the claim in it, and whether that holds.

    From these the tutor learns to hear a claim in a message, and to judge it.
    """

    text: Text
    claim: Text
    holds: bool
    fact: FactId


class YesNoQuestion(Item):
    """A question, or a claim put forward, that a card answers: with a yes where it holds, else with a no.

    All wordings of cards that are none of these are asked openly.
    """

    asks: Text
    card: Id
    holds: bool


Form = Literal[
    "shorter", "names", "simpler", "table", "example", "case", "sure", "more", "why", "none"
]


class FollowUp(Item):
    """What a learner may send after an answer, and in which other form it asks for that answer."""

    says: Text
    form: Form


Wished = Literal[
    "role-play", "defend", "quiz", "flashcards", "mock-exam", "revise", "progress", "exam-plan",
    "case", "guess", "read", "menu", "start-over", "none",
]  # fmt: skip


class Wish(Item):
    """What a learner may ask the tutor to do, in their words; `none` looks like it and asks for nothing."""

    says: Text
    wish: Wished


class Gap(Item):
    """Something that the unit does not cover.

    `what` names it in a refusal, unless it is plainly elsewhere; `cues` are words that ask for
    it whatever the subject is; `nearest` is the card that the tutor offers instead. `general` says
    that it is general knowledge, which a language model may tell under a label where that is switched on.
    """

    id: Id
    what: Text | None = None
    wordings: tuple[Text, ...] = Field(min_length=1)
    cues: tuple[Text, ...] = ()
    nearest: Id | None = None
    general: bool = False


class Aspect(Item):
    """What can be asked of a thing (its cost, its effort), and the words that ask for it.

    One that `recommends` asks which level to choose: such a question may well describe a plan.
    """

    id: Id
    name: Text
    cues: tuple[Text, ...] = ()
    more: tuple[Text, ...] = ()
    less: tuple[Text, ...] = ()
    recommends: bool = False
    most: Text | None = None
    least: Text | None = None


class Column(Item):
    """What a table's column says: an aspect of the row's thing, and its order if it has one.

    `order` lists how cells begin, least first; cells that begin alike rank alike. `ranked_by` are the
    sentences that say so.
    """

    header: Text
    aspect: Id
    order: tuple[tuple[Text, ...], ...] = ()
    ranked_by: tuple[Cite, ...] = ()


class Row(Item):
    """What a row says of the things in a table's columns: an aspect, and how its cells rank, as in `Column`."""

    cell: Text
    aspect: Id
    order: tuple[tuple[Text, ...], ...]
    ranked_by: tuple[Cite, ...] = ()


class TableUse(Item):
    """How a table of the unit is read. `rows` and `columns` map first cells and headers to ids."""

    id: Id
    section: str
    title: Text
    rows: dict[str, Id]
    columns: tuple[Column, ...] = ()
    subjects: dict[str, Id] = {}
    ordered: tuple[Row, ...] = ()


class Objective(Item):
    """What a learner can do after the unit; `called` is what learners call it beside `short`."""

    id: Id
    text: Text
    short: Text
    called: tuple[Text, ...] = ()


class Takes(Item):
    """What adopting a level takes, each in a few words."""

    effort: Text
    cost: Text
    time_to_value: Text
    maintenance: Text


class Level(Item):
    """A rung of the spectrum, cheapest first, with the rule that calls for it."""

    id: Id
    label: Text
    rule: Text
    below_falls_short: Text | None = None
    cites: tuple[Cite, ...] = Field(min_length=1)
    takes: Takes | None = None


class Unit(Item):
    """The unit as a whole."""

    title: Text
    subject: Text
    covers: Text
    objectives: tuple[Objective, ...] = Field(min_length=1)
    facts: dict[FactId, Text]
