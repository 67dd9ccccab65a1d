"""The piece of an answer that speaks against what is asked for, by every sign that code can read.

What the words tell is looked at first; then, in a course, what its claims and its names tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.grading.assigned import parts_of
from bot.grading.contrary import misattributed
from bot.grading.evidence import Evidence
from bot.grading.exchanged import exchanged
from bot.grading.features import Asked
from bot.grading.meant import meant_otherwise
from bot.grading.sight import Sight
from bot.grading.turned import turned


def opposing(asked: Asked, answer: str, sight: Sight, evidence: Evidence | None) -> str | None:
    """The first piece of an answer that turns a point round; None if none does.

    `evidence` is that of the course, None for a question of another subject.
    """
    question, reference = asked.question.text, asked.reference.text
    points = [one.text for one in asked.points]
    things = sight.things(question, evidence is not None)
    piece = turned(question, reference, points, answer, things)
    if piece is not None or evidence is None:
        return piece
    names = evidence.claims.names

    def odds(claims: Sequence[str]) -> list[float]:
        return evidence.odds(claims, sight.vectors(list(claims)))

    return (
        exchanged(answer, names, odds)
        or misattributed(answer, [reference, *points], names)
        or meant_otherwise(parts_of(question, points, things), answer, names, sight.vectors)
    )
