"""Checks of what no draft in English stands behind: general knowledge, and answers in another language."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content import Course
from bot.content.markdown import split_sentences
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.speaking.levels import Levels
from bot.speaking.strangers import NAMED
from bot.speaking.wordings import drawn_on
from bot.speech import Speech


@dataclass(frozen=True)
class Unanchored:
    """Checks by names, levels and cues alone."""

    course: Course
    names: Names
    cues: Cues
    levels: Levels

    def general(self, speech: Speech, text: str) -> str | None:
        """General knowledge that speaks for the course, of its people and firms, or recommends a level."""
        kinds = {self.course.terms[one].kind for one in self.names.ids(text)}
        if kinds & {"person", "company"}:
            return "a name"
        if self.cues.hit("claims_unit", text.lower()):
            return "the unit"
        order = {one.id for one in self.course.levels}
        praised = [one for one in split_sentences(text) if self.cues.hit("praises", one.lower())]
        named = {one for sentence in praised for one in self.names.ids(sentence)}
        heard: set[str] = set()
        if self.levels.turns is not None:
            heard = {x for one in split_sentences(text) for x in self.levels.recommended(one, ())}
        return "a level" if (named | heard) & order else None

    def abroad(self, speech: Speech, text: str) -> str | None:
        """Names and levels, which stay in English in whatever language: those that were spoken of.

        A level has to be in the draft or the question itself: what is said of it can't be checked.
        """
        named = set(self.names.ids(text))
        strange = named - set(self.names.ids(drawn_on(speech)))
        if any(self.course.terms[one].kind in NAMED for one in strange):
            return "a name"
        levels = named & {one.id for one in self.course.levels}
        spoken_of = set(self.names.ids(f"{speech.prose} {speech.said}"))
        return "a level" if levels - spoken_of else None
