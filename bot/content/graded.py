"""The format of marked answers: what learners wrote to a question, and what each of them showed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.content.formats import Item, Text

Number = Annotated[int, Field(ge=1)]


class MarkedAnswer(Item):
    """An answer, its verdict, and the numbers of the points that it shows, from 1."""

    text: Text
    verdict: Literal["correct", "partial", "incorrect"]
    hit: tuple[Number, ...] = ()


class NoAnswer(Item):
    """What people send in place of an answer: to no question does it show a point."""

    text: Text


class GradedQuestion(Item):
    """A question to be answered freely, with marked answers from which grading is learnt.

    `points` are what the question asks for; `extra` is what the reference holds beyond them. Where
    fewer points make a full answer ("Name two ..."), `enough` says how many.
    """

    question: Text
    reference: Text
    points: tuple[Text, ...] = Field(min_length=1)
    extra: tuple[Text, ...] = ()
    enough: Number | None = None
    answers: tuple[MarkedAnswer, ...] = Field(min_length=1)

    @property
    def asked(self) -> int:
        """How many points make a full answer."""
        return self.enough or len(self.points)

    @model_validator(mode="after")
    def verdicts_follow_the_points(self) -> GradedQuestion:
        """A hit names a point; a correct answer shows enough points, an incorrect one none."""
        if self.asked > len(self.points):
            raise ValueError(f"asks for {self.asked} points and has {len(self.points)}")
        for one in self.answers:
            if any(number > len(self.points) for number in one.hit):
                raise ValueError(f"an answer hits a point that is not there: {one.text[:40]!r}")
            shown = len(set(one.hit))
            if one.verdict == "correct" and shown < self.asked:
                raise ValueError(f"a correct answer shows all that is asked: {one.text[:40]!r}")
            if one.verdict == "incorrect" and shown:
                raise ValueError(f"an incorrect answer shows no point: {one.text[:40]!r}")
        return self
