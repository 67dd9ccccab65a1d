"""What an answer says of itself, and of the view that it is asked about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.grading.bindings import content
from bot.reading.cues import Cues
from bot.reading.words import normalise

FEW_ADDED = 3  # words beyond the question's that a mere hint has at most


def admits_gap(cues: Cues, answer: str) -> bool:
    """Whether a learner says that a part of the answer is wanting."""
    return bool(cues.hit("admits_gap", normalise(answer).lower()))


def is_vague(
    cues: Cues, question: str, answer: str, things: Callable[[str], Sequence[str]]
) -> bool:
    """Whether an answer only hints ("something with data"): it names nothing, and adds next to no word."""
    said = normalise(answer).lower()
    if not cues.hit("is_vague", said) or set(things(said)) - set(things(question)):
        return False
    known = set(content(normalise(question)))
    added = {one for one in content(said) if one not in known and not cues.hit("of_the_talk", one)}
    return len(added) <= FEW_ADDED


def upholds_error(cues: Cues, question: str, answer: str) -> bool:
    """Whether a question asks what is wrong with a view, and the answer finds nothing wrong with it."""
    asks, finds = normalise(question).lower(), normalise(answer).lower()
    return bool(cues.hit("asks_for_error", asks) and cues.hit("finds_no_error", finds))
