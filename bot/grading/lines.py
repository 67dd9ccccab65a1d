"""`tutor grade`: answers in, marks out, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.grading.grader import Grader
from bot.grading.mark import KeyPoint


class Line(BaseModel):
    """A line of input."""

    model_config = ConfigDict(extra="forbid")
    id: str | int
    question: str = Field(min_length=1)
    reference: str = Field(min_length=1)
    response: str
    points: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()


def graded(lines: Iterable[str], grader: Grader) -> Iterator[dict[str, Any]]:
    """The mark of each line's response; a bad line gives its error instead."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _graded(line, number, grader)


def _graded(line: str, number: int, grader: Grader) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError as error:
        return {"id": None, "error": f"line {number} is not JSON: {error}"}
    try:
        one = Line.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the line"
        name = data.get("id") if isinstance(data, dict) else None
        return {"id": name, "error": f"line {number}: {where}: {first['msg']}"}
    points = [KeyPoint(text) for text in one.points]
    mark = grader.grade(one.question, one.reference, one.response, points, one.misconceptions)
    return {
        "id": one.id,
        "verdict": mark.verdict,
        "score": mark.score,
        "hit": [{"point": shown.point, "words": shown.words} for shown in mark.hit],
        "missed": [{"point": point} for point in mark.missed],
    }
