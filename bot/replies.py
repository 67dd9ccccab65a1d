"""What a turn gives back: pieces of text while it talks, then one checked `Reply`."""

from __future__ import annotations

from typing import Any, Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

Verdict = Literal["correct", "partial", "incorrect", "not-graded"]
ActivityName = Literal["ask", "advise", "quiz", "role-play", "other"]


class Delta(BaseModel):
    """A piece of a reply that is still being said. A preview: the `Reply` replaces it."""

    model_config = ConfigDict(frozen=True)
    text: str


class Citation(BaseModel):
    """A marker in a reply and the words of the unit that it stands for.

    `quote` is a contiguous run of the source file with white space collapsed, or for a table
    its row as "header: cell | header: cell". `passage` is the section's id.
    """

    model_config = ConfigDict(frozen=True)
    marker: str
    source: str
    heading: str
    quote: str
    passage: str


class NeedRead(BaseModel):
    """A need of a learner's plan: `said` or `denied` in the learner's `words`, or `assumed`."""

    model_config = ConfigDict(frozen=True)
    name: str
    value: Literal["said", "denied", "assumed"]
    words: str | None = None


class OpenItem(BaseModel):
    """Something that waits for the learner: an open question or a parked activity."""

    model_config = ConfigDict(frozen=True)
    activity: ActivityName
    item: str


class PosedItem(BaseModel):
    """A question as shown: its kind, its words, its options. Its key is nowhere in it."""

    model_config = ConfigDict(frozen=True)
    id: str
    kind: str
    prompt: str
    options: tuple[str, ...] = ()


class PointShown(BaseModel):
    """A point that an answer shows, with the learner's own words; without them, one that it misses."""

    model_config = ConfigDict(frozen=True)
    point: str
    words: str | None = None


class Result(BaseModel):
    """One question of a mock exam after its end."""

    model_config = ConfigDict(frozen=True)
    item: str
    objective: str
    verdict: Verdict


class Graded(BaseModel):
    """The mark of an answer, or of a whole mock exam. `verdict` is None while a mock exam is on."""

    model_config = ConfigDict(frozen=True)
    verdict: Verdict | None = None
    hit: tuple[PointShown, ...] = ()
    missed: tuple[PointShown, ...] = ()
    results: tuple[Result, ...] | None = None


class ObjectiveShown(BaseModel):
    """How an objective of a role-play went: the learner's exact words that show it, and their turn."""

    model_config = ConfigDict(frozen=True)
    id: str
    status: Literal["met", "partly", "missed"]
    quote: str | None = None
    turn: int | None = None


class Play(BaseModel):
    """A role-play as it stands: whom the learner talks to, the facts told so far, and at its end the marks."""

    model_config = ConfigDict(frozen=True)
    persona: str
    revealed: tuple[str, ...] = ()
    objectives: tuple[ObjectiveShown, ...] | None = None


class Progress(BaseModel):
    """How an objective stands; `share` is 0 to 1, None without an answer."""

    model_config = ConfigDict(frozen=True)
    objective: str
    state: str
    state_name: str
    share: float | None
    leaning: str | None = None


class Reply(BaseModel):
    """One whole reply, as shown.

    `grounded` is true when what it says about the subject rests on its citations, false when
    the unit does not cover it, None where it claims nothing. `choices` are button labels: a
    button does what typing its label would do. Where it names a level for a described case, `level`
    is the one to adopt next, `levels` all of them in order, `needs` what they rest on, and `card`
    the decision as the page draws it. `details` are the same in words, for where there is no card.
    `item` is a question that it poses, `graded` the mark of one that it grades, `progress` the picture
    of what is mastered, `play` the role-play that it belongs to. `model_calls` and `prompt_tokens` are what
    a language model took for it, `replaced` why the offline wording stands in for the model's, `cached`
    whether the model had worded it before.
    """

    model_config = ConfigDict(frozen=True)
    text: str
    activity: ActivityName = "ask"
    grounded: bool | None = None
    citations: tuple[Citation, ...] = ()
    choices: tuple[str, ...] = ()
    open: OpenItem | None = None
    level: str | None = None
    levels: tuple[str, ...] | None = None
    needs: tuple[NeedRead, ...] | None = None
    card: dict[str, Any] | None = None
    details: str = ""
    item: PosedItem | None = None
    graded: Graded | None = None
    progress: tuple[Progress, ...] = ()
    play: Play | None = None
    model_calls: int = 0
    prompt_tokens: int = 0
    replaced: str | None = None
    cached: bool = False
    id: str = Field(default_factory=lambda: uuid4().hex)
