"""Answers that need no marker: the reference itself, its points, and both in telegraphic style.

Learners' marked answers repeat the reference word for word mostly where they twist it, so from them
alone one would learn that whoever says what the reference says is wrong.
"""

from __future__ import annotations

from bot.content.graded import GradedQuestion, MarkedAnswer
from bot.reading.words import STOP_WORDS, words


def model_answers(one: GradedQuestion) -> list[MarkedAnswer]:
    """The reference and all points, which are correct, and single points, which are partial."""
    every = tuple(range(1, len(one.points) + 1))
    whole = [one.reference, " ".join(one.points), " ".join(reversed(one.points))]
    found = [MarkedAnswer(text=text, verdict="correct", hit=every) for text in _both(whole)]
    if len(every) > 1:
        found += [
            MarkedAnswer(text=text, verdict="partial", hit=(number,))
            for number, point in zip(every, one.points, strict=True)
            for text in _both([point])
        ]
    return found


def _both(texts: list[str]) -> list[str]:
    """Texts as they are and without the words that carry no meaning, each once."""
    short = [" ".join(one for one in words(text) if one not in STOP_WORDS) for text in texts]
    return [one for one in dict.fromkeys([*texts, *short]) if one]
