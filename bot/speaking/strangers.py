"""Checks that a wording holds no name that nobody has spoken of, and no word that is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.content import Course
from bot.reading.mentions import Names
from bot.reading.words import words
from bot.speaking.wordings import MARKER, drawn_on
from bot.speech import Speech

NAMED = ("person", "company", "model")  # kinds of names that nobody may be given
CODE = re.compile(r"(?=.*[a-z])(?=.*\d)\w+")  # letters and digits: no word but a name or a key
UNDONE = re.compile(r"^un(?=\w{4})")  # words made on the spot: "unsearched"
CONTRACTION = re.compile(r"n['’]t\b|['’](?:t|ll|d|ve|re|s|m)\b", re.IGNORECASE)
CAPITALISED = re.compile(r"(?<=[a-z0-9,'’)] )[A-Z][A-Za-z]{2,}\b")  # not where a sentence begins


@dataclass(frozen=True)
class Strangers:
    """Names and words of one course. `knows` says whether a word is English or the course's own; None looks at none."""

    course: Course
    names: Names
    knows: Callable[[str], bool] | None

    def problem(self, speech: Speech, text: str) -> str | None:
        """Names and words that nobody has spoken of."""
        own = drawn_on(speech)
        return self.stranger(MARKER.sub("", text), own, set(words(own)), set(self.names.ids(own)))

    def stranger(self, text: str, own: str, its_words: set[str], its_names: set[str]) -> str | None:
        """What in a text nobody has spoken of, given what it may draw on with its words and names."""
        strange = {one.id for one in self.names.find(text)} - its_names
        if any(self.course.terms[one].kind in NAMED for one in strange):
            return "a name"
        lower = own.lower()
        if any(one.lower() not in lower for one in CAPITALISED.findall(text)):
            return "a name"
        plain = words(CONTRACTION.sub("", text))
        odd = any(one not in its_words and self.unknown(one) for one in plain)
        return "a word" if odd else None

    def unknown(self, word: str) -> bool:
        """Whether a word, in lower case, is a code of letters and digits, or neither English nor the course's own."""
        if word.isdigit() or self.knows is None:
            return False
        known = self.knows(word) or self.knows(UNDONE.sub("", word))
        return bool(CODE.fullmatch(word)) or not known
