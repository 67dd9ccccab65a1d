"""What of a wording may be shown while it comes: the words up to the first that no checked reply could hold.

The whole is checked at its end. A preview can't wait for that, so each word is looked at before it is shown.
"""

from __future__ import annotations

import re

from bot.grading.bindings import numbers
from bot.reading.words import words
from bot.speaking.checking import Checker
from bot.speaking.wordings import MARKER, MARKUP, UNSEEN, drawn_on, figures
from bot.speech import Speech

WORD = re.compile(r"\s*\S+\s+")
RUN = 5  # words in a row of the instructions, and of nothing else, at which a preview ends
ENGLISH = ("answer", "recommendation", "feedback", "persona")
TAIL = 8  # words that a name or a sign may span


class Preview:
    """The preview of one wording. `instructions` are what the model was told to do, never to say."""

    def __init__(self, speech: Speech, instructions: str, checker: Checker) -> None:
        self.speech, self.checker = speech, checker
        self.own = drawn_on(speech)
        self.figures = figures(self.own) | numbers(self.own)
        self.named = set(checker.names.ids(self.own))
        self.words = set(words(self.own))
        self.runs = _runs(instructions) - _runs(self.own)
        self.said, self.held, self.ended = "", "", False

    def more(self, piece: str) -> str:
        """What may be shown now that one more piece came: whole words, nothing once it has ended."""
        self.held += piece
        shown = ""
        while not self.ended and (end := _word_end(self.held)):
            word, self.held = self.held[:end], self.held[end:]
            self.said += word
            if self._stray():
                self.ended = True
            else:
                shown += word
        return shown

    def _stray(self) -> bool:
        """Whether the last words hold something that a reply may not."""
        tail = " ".join(self.said.split()[-TAIL:])
        if MARKUP.search(tail) or UNSEEN.search(tail) or "[" in MARKER.sub("", tail):
            return True
        if set(MARKER.findall(tail)) - self.speech.markers or figures(tail) - self.figures:
            return True
        plain = MARKER.sub("", tail)
        english = self.speech.voice in ENGLISH  # other wordings hold words that nobody has said
        if english and self.checker.strangers.stranger(plain, self.own, self.words, self.named):
            return True
        return tuple(words(plain)[-RUN:]) in self.runs


def _word_end(text: str) -> int:
    """Where the first word of a text ends with its white space, 0 where it may still go on."""
    found = WORD.match(text)
    return found.end() if found else 0


def _runs(text: str) -> set[tuple[str, ...]]:
    """All runs of so many words."""
    its = words(text)
    return {tuple(its[at : at + RUN]) for at in range(len(its) - RUN + 1)}
