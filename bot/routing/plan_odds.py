"""How likely a message tells a plan of the learner's own rather than asks about the course.

The spotter of plans, the reader of plans and the scope of the course each see a part of it; their
weights were fitted on the eval sets' open questions and plans (`tests/bench/plans.py`).
"""

from __future__ import annotations

import math
import re

import numpy as np

from bot.tutor import Tutor

WEIGHTS = {
    "spotted": 0.35,  # log odds of the spotter
    "plan": 0.34,  # ... of the reader of plans, against a question and an opinion
    "question": 0.13,  # ... of its reading as a question
    "inwards": 0.04,  # log odds of lying inside the course
    "words": 1.28,  # in tens, up to forty
    "subjects": -0.46,  # things of the course named, up to two
    "states": -0.52,  # chance of stating something
    "asks": -1.64,  # 1 where it ends with a question mark
}
BIAS = -0.39
BRIEF = 10  # words up to which a last sentence only names a level or asks for one
SENTENCES = re.compile(r"(?<=[.!?])\s+")
MOST_WORDS, MOST_SUBJECTS, LEAST = 40, 2, 1e-4


def features(text: str, tutor: Tutor) -> np.ndarray:
    """(8,) what speaks for a plan, in the order of `WEIGHTS`."""
    assert tutor.plans is not None
    kinds = tutor.plans.kinds(text)
    return np.array(
        [
            _log_odds(tutor.plans.spotter.chance(text)),
            _log_odds(
                kinds["plan"] / (kinds["plan"] + kinds["question"] + kinds["push-back"] + LEAST)
            ),
            _log_odds(kinds["question"]),
            tutor.answerer.inwards(text),
            min(len(text.split()), MOST_WORDS) / 10,
            min(len(tutor.reader.read(text).subjects), MOST_SUBJECTS),
            tutor.answerer.premises.stating.chance(text),
            float(text.rstrip().endswith("?")),
        ]
    )


def plan_odds(text: str, tutor: Tutor) -> float:
    """The log odds that a message tells a plan."""
    return float(features(text, tutor) @ np.array(list(WEIGHTS.values())) + BIAS)


def told_before(text: str, tutor: Tutor) -> str | None:
    """What a message tells before its last, brief sentence names a level or asks for one; None without.

    "We need first drafts of speeches, in any style. Which level?" is a plan by what comes first.
    """
    *first, last = SENTENCES.split(text.strip())
    if not first or len(last.split()) > BRIEF:
        return None
    question = tutor.reader.read(last)
    lower = question.text.lower()
    of_level = tutor.cues.hit("asks_level", lower)
    named = any(tutor.course.terms[one].kind == "level" for one in question.subjects)
    asks = tutor.cues.hit("wh", lower) and not of_level
    return " ".join(first) if (named or of_level) and not asks else None


def _log_odds(chance: float) -> float:
    chance = min(max(chance, LEAST), 1 - LEAST)
    return math.log(chance / (1 - chance))
