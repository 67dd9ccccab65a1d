"""What an answer says of itself, and of the view that it is asked about."""

from __future__ import annotations

from bot.reading.cues import Cues
from bot.reading.words import normalise


def admits_gap(cues: Cues, answer: str) -> bool:
    """Whether a learner says that a part of the answer is wanting."""
    return bool(cues.hit("admits_gap", normalise(answer).lower()))


def upholds_error(cues: Cues, question: str, answer: str) -> bool:
    """Whether a question asks what is wrong with a view, and the answer finds nothing wrong with it."""
    asks, finds = normalise(question).lower(), normalise(answer).lower()
    return bool(cues.hit("asks_for_error", asks) and cues.hit("finds_no_error", finds))
