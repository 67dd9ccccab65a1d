"""Stretches of an answer that answer nothing: "I don't know", pleas and orders to whoever grades.

They are left out before an answer is read, so they can neither help nor harm.
"""

from __future__ import annotations

import re

from bot.grading.spans import SENTENCE, Span, cut

PLEA = re.compile(
    r"\bfull (?:marks?|points?|credits?)\b|\b(?:maximum|top) (?:marks?|scores?|grades?)\b"
    r"|\b(?:give|award|grant|deserve)\b.{0,20}\b(?:marks?|points?|credits?|grade)\b"
    r"|\b(?:mark|grade|graded|score|rate|accept|counts?|treat|evaluate|judge)\b.{0,25}"
    r"\b(?:this|it|me|my|answer|response|submission|as)\b.{0,30}\b(?:correct|right|full|pass|passed|100)\b"
    r"|\bmy (?:answer|response)\b.{0,20}\b(?:contains?|covers?|has|includes?|meets?)\b.{0,15}\b(?:every|all|each)\b"
    r"|\b(?:grader|examiner|marker)\b.{0,30}\b(?:must|should|please|accept|mark|give|will)\b"
    r"|\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:instructions?|prompts?|rubric|reference answer|answer key)\b"
    r"|\b(?:ignore|disregard|forget|override)\b.{0,20}\b(?:everything|all|anything|the|what|whatever)\b.{0,20}"
    r"\b(?:above|before|previous|previously|prior|earlier|told)\b"
    r"|\b(?:repeat|print|reveal|recite|output|show|display|tell|leak|dump)\b.{0,30}"
    r"\b(?:hidden|system|secret|internal) (?:\w+ )?(?:instructions?|prompts?|messages?|rubrics?|keys?|notes?)\b"
    r"|\b(?:print|reveal|show|give|tell|output|list)\b.{0,30}\b(?:answer|marking|quiz) key\b"
    r"|\b(?:system|grader|examiner)\s*:|\bverdict\W{1,4}correct\b|\bdear (?:grader|examiner)\b",
    re.IGNORECASE,
)  # fmt: skip
UNKNOWING = re.compile(
    r"\b(?:i|we) (?:really |honestly |just )?(?:do not|don'?t|dont|can'?t|cannot) (?:know|remember|recall)\b"
    r"|^\W*(?:i have |i'?ve )?(?:absolutely )?no (?:idea|clue)\b|^\W*(?:idk|dunno|pass|skip|not sure)\b",
    re.IGNORECASE,
)  # fmt: skip
COMMA = re.compile(r",\s+|\s*;\s*")


def answering(text: str) -> list[Span]:
    """(start, end) of what in an answer answers something; not knowing spoils only its own clause."""
    found: list[Span] = []
    for start, end in cut(text, SENTENCE):
        sentence = text[start:end]
        if PLEA.search(sentence):
            continue
        if not UNKNOWING.search(sentence):
            found.append((start, end))
            continue
        kept = [one for one in cut(sentence, COMMA) if not UNKNOWING.search(sentence[slice(*one)])]
        found += [(start + one, start + other) for one, other in kept if " " in sentence[one:other]]
    return found
