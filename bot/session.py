"""The state of one conversation: which activity is on, what is parked, what was just talked about."""

from __future__ import annotations

from hashlib import sha256
from random import Random
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from bot.content.formats import Cite
from bot.replies import NeedRead, OpenItem, Reply, Verdict
from bot.turns import PlayTurn


def opaque(item: str) -> str:
    """A name for an item that says nothing about it."""
    return sha256(item.encode()).hexdigest()[:10]


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


Mode = Literal["quiz", "mock", "flashcards"]


class Wanted(BaseModel):
    """The quiz that was asked for. `kinds` are kinds of item, or "applies" for small cases.

    `about` are glossary ids, `objectives` those of the unit, which go before; `difficulty` 1 to 3, None for any.
    """

    mode: Mode = "quiz"
    count: int = 5
    kinds: list[str] = []
    difficulty: int | None = None
    about: list[str] = []
    objectives: list[str] = []


class Marked(BaseModel):
    """An answer of this quiz with its mark. `named` are the points that the feedback has named."""

    item: str
    attempt: str
    response: str
    verdict: Verdict
    hints: int = 0
    misconceptions: list[str] = []
    named: list[str] = []
    appealed: bool = False


class Quizzing(BaseModel):
    """A quiz is on; `item` is the question that waits for an answer.

    `shown` is the order in which its options or steps were shown, `attempt` names this asking of it;
    `sure` is what the learner said of an answer still to come.
    """

    kind: Literal["quiz"] = "quiz"
    item: str | None = None
    wanted: Wanted = Wanted()
    shown: list[int] = []
    attempt: str = ""
    hints: int = 0
    sure: bool | None = None
    flipped: bool = False
    asked: list[str] = []
    again: list[str] = []
    marks: list[Marked] = []

    @property
    def open(self) -> OpenItem | None:
        """What waits for the learner; the name of an item tells nothing of its key."""
        return OpenItem(activity="quiz", item=opaque(self.item)) if self.item else None


class Playing(BaseModel):
    """A role-play is on: `scenario` is chosen, played, and at its end assessed by the learner.

    `opening` are the persona's first words, `turns` what followed. Where it is another try, `before`
    holds the turns of the one before. All chance is drawn from `seed` and the number of turns.
    """

    kind: Literal["role-play"] = "role-play"
    scenario: str | None = None
    stage: Literal["choose", "play", "assess"] = "play"
    opening: str = ""
    turns: list[PlayTurn] = []
    before: list[PlayTurn] = []
    paused: bool = False
    hints: int = 0
    tries: int = 0
    seed: int = 0
    own_view: str = ""

    @property
    def open(self) -> OpenItem | None:
        """What waits for the learner."""
        return OpenItem(activity="role-play", item=self.scenario or self.stage)

    @property
    def in_character(self) -> bool:
        """Whether what the learner types is said to the persona."""
        return self.stage == "play" and not self.paused

    def chance(self) -> Random:
        """A source of chance for the next turn, the same for the same seed and try."""
        return Random(f"{self.seed}/{self.tries}/{len(self.turns)}")


Activity = Annotated[Asking | Advising | Quizzing | Playing, Field(discriminator="kind")]


class Topic(BaseModel):
    """What the last answer was about, so that "and RAG?" or "shorter" can lean on it.

    `proof` is the evidence of the sentence that the answer turns on.
    `compared` are the things that it set side by side; `recent` the last things talked about,
    newest first.
    """

    question: str = ""
    answer: str = ""
    proof: list[Cite] = []
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
    """One conversation. Round-trips through JSON. `case` is the one last advised on.

    `quiz` is the last one that ended, of which "why?" and an appeal may still speak, `play` the last scene that
    was debriefed. All chance is drawn from `seed`
    and the number of `draws` so far. `told_offline` says that the learner knows the model can't be had just now.
    """

    activity: Activity = Asking()
    parked: list[Activity] = []
    topic: Topic = Topic()
    offer: str | None = None
    case: Case | None = None
    practised: list[str] = []
    quiz: Quizzing | None = None
    play: Playing | None = None
    seed: int = Field(default_factory=lambda: Random().getrandbits(31))
    draws: int = 0
    told_offline: bool = False
    history: list[Exchange] = []

    def chance(self) -> Random:
        """A source of chance, another one at every call and the same for the same seed."""
        self.draws += 1
        return Random(f"{self.seed}/{self.draws}")

    @property
    def open(self) -> OpenItem | None:
        """What is waiting: in the open activity first, else in the last one parked."""
        if self.activity.open:
            return self.activity.open
        return next((one.open for one in reversed(self.parked) if one.open), None)
