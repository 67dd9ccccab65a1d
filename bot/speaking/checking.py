"""Checks what a model worded before it counts: code has decided, and wording may change nothing of it.

Each check gives a reason or None. A reply that any of them refuses is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.content import Course
from bot.content.markdown import split_sentences
from bot.grading.bindings import content, negated, numbers
from bot.playing.hearing import TurnReader
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.reading.plan_model import Embed
from bot.speech import Speech

MARKER = re.compile(r"\[(\d+)\]")
MARKUP = re.compile(r"<\s*[a-z/!]|https?:|www\.|\]\(|!\[|```|data:|javascript:", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
CAPITALISED = re.compile(r"(?<![.!?:\"'] )(?<!^)(?<!\n)\b[A-Z][A-Za-z]{2,}\b")
WORDS = {"answer": 150, "recommendation": 200, "feedback": 130, "persona": 110}  # at most
FEW = 4  # content words from which a sentence has to rest on something
COVERED, MEANT = 0.5, 0.62  # share of its words, or cosine, by which a sentence rests on a source
CLOSE = 0.7  # share of its words in one source's sentence from which the two say the same
TOLD = 0.8  # cosine with a secret from which it is out


@dataclass(frozen=True)
class Checker:
    """The checks of one course. `embed` may be None; `turns` tells what a sentence recommends."""

    course: Course
    names: Names
    cues: Cues
    knows: Callable[[str], bool]
    embed: Embed | None
    turns: TurnReader | None

    def problem(self, speech: Speech, text: str) -> str | None:
        """Why a wording may not be shown, None if it may."""
        checks = (
            _form,
            _citations,
            _numbers,
            self._strangers,
            self._levels,
            self._role,
            self._rests,
        )
        return next((found for check in checks if (found := check(speech, text))), None)

    def _strangers(self, speech: Speech, text: str) -> str | None:
        """Names that nobody has spoken of."""
        allowed = _allowed(speech)
        known = set(self.names.ids(allowed))
        kinds = ("person", "company", "model")
        strange = [one for one in self.names.find(text) if one.id not in known]
        if any(self.course.terms[one.id].kind in kinds for one in strange):
            return "a name"
        lower = allowed.lower()
        new = [one for one in CAPITALISED.findall(text) if one.lower() not in lower]
        return "a name" if any(not self.knows(one.lower()) for one in new) else None

    def _levels(self, speech: Speech, text: str) -> str | None:
        """A level recommended that was not decided, or named before its time."""
        if self.turns is None:
            return None
        plain = MARKER.sub("", text)
        order = self.turns.levels
        if not speech.may_name_levels and set(self.names.ids(plain)) & set(order):
            return "a level"
        # What the offline wording seems to recommend, read in the same way, is no fault of the model's.
        new = self._recommended(plain) - self._recommended(speech.prose)
        if speech.may_recommend is None:
            spoken_of = set(self.names.ids(_allowed(speech))) - {order[-1]}
            return "a level" if new - spoken_of else None
        if new - set(speech.may_recommend):
            return "a level"
        unnamed = set(speech.may_recommend[:1]) - set(self.names.ids(plain))
        return "a level" if speech.voice == "recommendation" and unnamed else None

    def _recommended(self, text: str) -> set[str]:
        assert self.turns is not None
        return {one for piece in self.turns.hear(text) for one in piece.levels_that("recommends")}

    def _role(self, speech: Speech, text: str) -> str | None:
        """A persona that is no person any more."""
        if speech.voice != "persona":
            return None
        return "out of role" if self.cues.hit("breaks_role", text.lower()) else None

    def _rests(self, speech: Speech, text: str) -> str | None:
        """Sentences that rest on nothing, or that turn a source round; secrets that were guessed."""
        sources = _sentences(speech)
        for sentence in split_sentences(MARKER.sub("", text)):
            if len(set(content(sentence))) < FEW:
                continue
            if not self._covered(sentence, sources, speech):
                return "unsupported"
            if _turned_round(sentence, sources):
                return "turned round"
        if speech.secret and self.embed is not None:
            likeness = self.embed(split_sentences(text)) @ self.embed(list(speech.secret)).T
            return "a secret" if float(likeness.max()) > TOLD else None
        return None

    def _covered(self, sentence: str, sources: Sequence[str], speech: Speech) -> bool:
        """Whether a sentence rests on what it may rest on, by its words or by its meaning."""
        its, held = set(content(sentence)), set(content(_allowed(speech)))
        if len(its & held) >= COVERED * len(its):
            return True
        if self.embed is None:
            return False
        vectors = self.embed([sentence, *sources])
        return float(np.max(vectors[1:] @ vectors[0], initial=0.0)) >= MEANT


def _allowed(speech: Speech) -> str:
    """All that the wording may draw on."""
    quotes = " ".join(quote for _, quote in speech.sources)
    return " ".join([speech.prose, quotes, speech.said, speech.earlier, *speech.who.values()])


def _sentences(speech: Speech) -> list[str]:
    parts = [MARKER.sub("", speech.prose), *(quote for _, quote in speech.sources)]
    return [one for part in parts for one in split_sentences(part)]


def _form(speech: Speech, text: str) -> str | None:
    """Its length and its signs."""
    if not text.strip():
        return "empty"
    if len(text.split()) > WORDS[speech.voice]:
        return "too long"
    return "markup" if MARKUP.search(text) or UNSEEN.search(text) else None


def _citations(speech: Speech, text: str) -> str | None:
    """Its markers: only those offered, at least one where there are any."""
    used = set(MARKER.findall(text))
    if used - speech.markers or re.search(r"\[[^\]\d]*\]", text):
        return "a citation"
    return "no citation" if speech.markers and not used else None


def _numbers(speech: Speech, text: str) -> str | None:
    """Numbers that stand nowhere."""
    plain = MARKER.sub("", text)
    return "a number" if numbers(plain) - numbers(MARKER.sub("", _allowed(speech))) else None


def _turned_round(sentence: str, sources: Sequence[str]) -> bool:
    """Whether a sentence says the words of a source with a "not" more or less, and no source as it does."""
    its = set(content(sentence))
    alike = [one for one in sources if len(its & set(content(one))) >= CLOSE * len(its)]
    return bool(alike) and all(negated(sentence) != negated(one) for one in alike)
