"""The state of one conversation: which activity is on, what is parked, what was just talked about."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from bot.replies import NeedRead, OpenItem, Reply


class Asking(BaseModel):
    """Questions about the unit; nothing is open in it."""

    kind: Literal["ask"] = "ask"

    @property
    def open(self) -> OpenItem | None:
        """What waits for the learner."""
        return None


class Case(BaseModel):
    """A learner's case: the needs heard so far, those asked for, and what was recommended.

    `practice` is the id of the case if it is one of the course's for practice.
    """

    needs: list[NeedRead] = []
    asked: list[str] = []
    outcome: str | None = None
    practice: str | None = None


class Advising(BaseModel):
    """A case is being described or guessed at; `item` names what waits for an answer.

    It is a need that was asked for, "describe" (the plan itself) or "guess" (the learner's level).
    `guess_first` says that the learner wants to name a level before the tutor does.
    """

    kind: Literal["advise"] = "advise"
    item: str | None = None
    case: Case = Case()
    guess_first: bool = False

    @property
    def open(self) -> OpenItem | None:
        """What waits for the learner."""
        return OpenItem(activity="advise", item=self.item) if self.item else None


class Quizzing(BaseModel):
    """A quiz is on; `item` is the question that waits for an answer."""

    kind: Literal["quiz"] = "quiz"
    item: str | None = None

    @property
    def open(self) -> OpenItem | None:
        """What waits for the learner."""
        return OpenItem(activity="quiz", item=self.item) if self.item else None


class Playing(BaseModel):
    """A role-play is on; `item` is the scenario's id."""

    kind: Literal["role-play"] = "role-play"
    item: str | None = None

    @property
    def open(self) -> OpenItem | None:
        """What waits for the learner."""
        return OpenItem(activity="role-play", item=self.item) if self.item else None


Activity = Annotated[Asking | Advising | Quizzing | Playing, Field(discriminator="kind")]


class Topic(BaseModel):
    """What the last answer was about, so that "and RAG?" or "shorter" can lean on it.

    `compared` are the things that it set side by side; `recent` the last things talked about,
    newest first.
    """

    question: str = ""
    answer: str = ""
    entities: list[str] = []
    aspect: str | None = None
    listed: list[str] = []
    compared: list[str] = []
    recent: list[str] = []
    target: str | None = None
    seen: list[str] = []


class Exchange(BaseModel):
    """A learner's line and the reply it got."""

    said: str
    reply: Reply


class Session(BaseModel):
    """One conversation. Round-trips through JSON. `case` is the one last advised on."""

    activity: Activity = Asking()
    parked: list[Activity] = []
    topic: Topic = Topic()
    offer: str | None = None
    case: Case | None = None
    practised: list[str] = []
    history: list[Exchange] = []

    @property
    def open(self) -> OpenItem | None:
        """What is waiting: in the open activity first, else in the last one parked."""
        if self.activity.open:
            return self.activity.open
        return next((one.open for one in reversed(self.parked) if one.open), None)
