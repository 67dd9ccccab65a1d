"""What the memory is made of: answers, and what learners say of their own knowledge."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

Verdict = Literal["correct", "partial", "incorrect", "not-graded"]
Confidence = Literal["sure", "unsure"]
Activity = Literal["quiz", "flashcards", "mock", "advise", "role-play"]
Rating = Literal["again", "hard", "good", "easy"]

VERDICT_OF: dict[Rating, Verdict] = {
    "again": "incorrect",
    "hard": "partial",
    "good": "correct",
    "easy": "correct",
}


def in_utc(at: datetime) -> datetime:
    """The same moment in UTC; ValueError for a time of which nobody can tell the zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone: pass an aware datetime")
    return at.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(in_utc)]


class Answer(BaseModel):
    """One attempt at one item and what came of it.

    `points` is the share of the asked points that were shown, 0 to 1; `hints` how many were
    used; `help` says that the answer had just been explained. `appealed_from` is the verdict
    that an appeal overturned. `rating` is set where learners rated themselves (flashcards).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    attempt: str = Field(min_length=1)
    item: str = Field(min_length=1)
    objectives: tuple[str, ...]
    verdict: Verdict
    points: float | None = Field(default=None, ge=0, le=1)
    hints: int = Field(default=0, ge=0)
    help: bool = False
    confidence: Confidence | None = None
    misconceptions: tuple[str, ...] = ()
    response: str = ""
    appealed_from: Verdict | None = None
    at: Moment
    kind: str
    activity: Activity
    rating: Rating | None = None

    @property
    def graded(self) -> bool:
        """Whether it says anything about what the learner knows."""
        return self.verdict != "not-graded"

    @property
    def aided(self) -> bool:
        """Whether hints or an explanation helped."""
        return self.hints > 0 or self.help


class Correction(BaseModel):
    """A learner's own word on an objective: "I know this" or "I don't"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    objective: str
    knows: bool
    at: Moment


def rated(card_id: str, objective: str, rating: Rating, at: datetime) -> Answer:
    """The answer that a rated flashcard amounts to. The same card at the same moment is the same."""
    moment = in_utc(at)
    return Answer(
        attempt=f"{card_id}@{moment.isoformat()}",
        item=card_id,
        objectives=(objective,),
        verdict=VERDICT_OF[rating],
        at=moment,
        kind="flashcard",
        activity="flashcards",
        rating=rating,
    )
