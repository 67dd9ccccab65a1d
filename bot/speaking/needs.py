"""Has a model read a plan for the needs that it tells. What it finds are suggestions, and harmless.

`reading/plans.py` decides what a suggestion counts: its words must be the learner's own, and they must
nearly have told the need anyway.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field, ValidationError

from bot.content import Course
from bot.replies import NeedRead
from bot.speaking.client import Usage
from bot.speaking.speaker import Speaker

READ = 3000  # characters of a plan that are read
MOST = 12  # suggestions that are looked at


class Suggestion(BaseModel):
    """A need that a model finds in a text, with the words that tell it."""

    need: str
    value: Literal["said", "denied"]
    words: str


class Suggestions(BaseModel):
    """What a model finds in a text."""

    needs: list[Suggestion] = Field(max_length=MOST)


async def suggest_needs(
    speaker: Speaker, text: str, course: Course, learner: str, usage: Usage
) -> list[NeedRead]:
    """The needs that a model finds in a text. Raises Fault where the call fails."""
    listed = "\n".join(
        f"- {one.id}: {one.name} ({one.meaning})" for one in course.needs.values() if one.decides
    )
    return _parsed(
        await speaker.ask("needs", learner, usage, needs=listed, said=text[:READ]), course
    )


def _parsed(text: str, course: Course) -> list[NeedRead]:
    """The suggestions of known needs in a reply; none where it is not what was asked for.

    Whatever stands around the JSON (a code fence, a sentence) is passed over.
    """
    start, end = text.find("{"), text.rfind("}")
    try:
        found = Suggestions.model_validate_json(text[start : end + 1] if start >= 0 else "")
    except ValidationError:
        return []
    return [
        NeedRead(name=one.need, value=one.value, words=one.words)
        for one in found.needs
        if one.need in course.needs
    ]
