"""Answers that need no marker: the reference itself, its points, both in telegraphic style; and what answers nothing.

Learners' marked answers repeat the reference word for word mostly where they twist it, so from them
alone one would learn that whoever says what the reference says is wrong. And nobody marks noise.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.content.graded import GradedQuestion, MarkedAnswer
from bot.reading.words import STOP_WORDS, words

EACH = 4  # texts in place of an answer that each question learns from


def model_answers(one: GradedQuestion) -> list[MarkedAnswer]:
    """The reference and all points, which are correct, and single points, which are partial."""
    every = tuple(range(1, len(one.points) + 1))
    whole = [one.reference, " ".join(one.points), " ".join(reversed(one.points))]
    found = [MarkedAnswer(text=text, verdict="correct", hit=every) for text in _both(whole)]
    if one.asked > 1:
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


def no_answers(
    at: int, marked: Sequence[GradedQuestion], nothings: Sequence[str]
) -> list[MarkedAnswer]:
    """What shows no point of the question `at`: that question itself, and what people send in place of answers.

    Every question gets a few of these, in turn.
    """
    texts = [marked[at].question]
    texts += (
        [nothings[(at * EACH + one) % len(nothings)] for one in range(EACH)] if nothings else []
    )
    return [MarkedAnswer(text=one, verdict="incorrect") for one in texts]
