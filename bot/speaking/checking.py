"""Checks what a model worded before it counts: code has decided, and wording may change nothing of it.

Each check gives a reason or None. A reply that any of them refuses is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.content import Course
from bot.content.markdown import split_sentences
from bot.grading.bindings import content
from bot.playing.hearing import TurnReader
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.reading.plan_model import Embed
from bot.reading.words import words
from bot.speaking.comparing import Comparing
from bot.speaking.faithfulness import Faithfulness
from bot.speaking.levels import Levels
from bot.speaking.mending import mended, pieces
from bot.speaking.nearness import cosines
from bot.speaking.resting import Resting
from bot.speaking.strangers import Strangers
from bot.speaking.unanchored import Unanchored
from bot.speaking.wordings import (
    MARKER,
    citations,
    digits_given,
    form,
    numbers_given,
    once,
    sentences,
)
from bot.speech import Speech

Check = Callable[[Speech, str], str | None]
# Chance of being turned round from which code doesn't vouch for a sentence. In an answer and a recommendation the
# draft's sentence takes its place, so doubting costs little; a reaction or an explanation in a sentence or two is lost
# with it.
DOUBT = {"answer": 0.3, "recommendation": 0.05, "feedback": 0.7, "persona": 0.85}
UNSURE = "unsure"  # its reason
# Reasons that lie in single sentences, which can be mended.
MENDABLE = ("a number", "a name", "a word", "unsupported", "turned round", "said already")
# Share of a model's words that may give way or be struck; where it is more, all of it is said as the draft says it.
LOST = 0.85
OPENING = 60  # words in which an answer has to stand
ANSWERED, SAME = 0.5, 0.65  # share of its words, or cosine, from which it stands there
TOLD = 0.8  # cosine with a secret from which it is out
REACTS = 0.25  # ... of a reaction with the draft's from which it is the same one


@dataclass(frozen=True)
class Checker:
    """The checks of one course. `embed` may be None; `turns` tells what a sentence recommends.

    `knows` says whether a word is English or the course's own; without it words are not looked at.
    """

    course: Course
    names: Names
    cues: Cues
    embed: Embed | None
    turns: TurnReader | None
    knows: Callable[[str], bool] | None
    faithfulness: Faithfulness

    def problem(self, speech: Speech, text: str) -> str | None:
        """Why a wording may not be shown, None if it may."""
        checks: tuple[Check, ...]
        if speech.voice == "general":
            checks = (form, citations, numbers_given, self.unanchored.general)
        elif speech.voice == "abroad":
            checks = (form, citations, digits_given, self.unanchored.abroad, self.levels.problem)
        else:
            checks = self._all
        return next((found for check in checks if (found := check(speech, text))), None)

    def mended(self, speech: Speech, text: str) -> tuple[str, str | None]:
        """A wording with what of it doesn't hold mended, and why it may not be shown even so, None if it may.

        A sentence that rests on nothing, or that code can't vouch for, gives way to the draft's or is struck.
        What speaks for another level, gives another verdict, falls out of its role or repeats itself tells of
        a model that isn't up to its task, and costs the whole.
        """
        problem = self.problem(speech, text)
        if speech.voice not in DOUBT or (problem is not None and problem not in MENDABLE):
            return text, problem
        own, draft = pieces(text), pieces(speech.prose)
        faults = self._faults(speech, own)
        near = cosines(_plain(own), _plain(draft), self.embed)
        left = mended(own, [one is None for one in faults], draft, near)
        if left.lost > LOST:
            return text, problem or UNSURE
        if left.text == " ".join(own):
            return text, problem
        again = problem
        for one in (left.text, left.completed):
            again = self.problem(speech, one)
            if again is None:
                return one, None
        return text, problem or again

    def _faults(self, speech: Speech, own: Sequence[str]) -> list[str | None]:
        """What is wrong with each sentence by itself, None with those that hold."""
        checks = (
            numbers_given, self.strangers.problem, self.resting.problem, self.comparing.problem,
        )  # fmt: skip
        plain, told = _plain(own), sentences(speech)
        copies = [one in told for one in plain]
        doubts = np.where(copies, 0, self.faithfulness.doubts(plain, told, speech.said))
        return [
            next((found for check in checks if (found := check(speech, one))), None)
            or (UNSURE if doubt > DOUBT[speech.voice] else None)
            for one, doubt in zip(plain, doubts, strict=True)
        ]

    @property
    def levels(self) -> Levels:
        """The checks of what is said of levels."""
        return Levels(self.course, self.names, self.cues, self.turns)

    @property
    def strangers(self) -> Strangers:
        """The checks of names and words."""
        return Strangers(self.course, self.names, self.knows)

    @property
    def unanchored(self) -> Unanchored:
        """The checks of what no draft in English stands behind."""
        return Unanchored(self.course, self.names, self.cues, self.levels)

    @property
    def resting(self) -> Resting:
        """The checks of what sentences rest on."""
        return Resting(self.names, self.cues, self.embed)

    @property
    def comparing(self) -> Comparing:
        """The checks of what is compared."""
        return Comparing(self.course, self.names)

    @property
    def _all(self) -> tuple[Check, ...]:
        """The checks of a wording in English, those first whose reasons cost the whole."""
        return (
            form,
            citations,
            once,
            self.levels.problem,
            self._verdict,
            self._role,
            self._secret,
            numbers_given,
            self.strangers.problem,
            self.resting.problem,
            self.comparing.problem,
            self._answers,
            self._reacts,
        )

    def _verdict(self, speech: Speech, text: str) -> str | None:
        """Feedback that gives another mark than the one that stands, or a mark where nothing was marked."""
        if speech.voice != "feedback":
            return "a verdict" if self._new("gives_marks", speech, text) else None
        lower = text.lower()
        called = {
            "correct": self.cues.hit("calls_wrong", lower),
            "partial": self.cues.hit("calls_right", lower) or self.cues.hit("calls_wrong", lower),
            "incorrect": self.cues.hit("calls_right", lower),
        }
        return "a verdict" if called.get(str(speech.verdict)) else None

    def _role(self, speech: Speech, text: str) -> str | None:
        """A persona that is no person any more."""
        if speech.voice != "persona":
            return None
        granted, broken = (self._new(one, speech, text) for one in ("grants", "breaks_role"))
        if granted and not speech.may_recommend:
            return "a promise"
        return "out of role" if broken else None

    def _new(self, cue: str, speech: Speech, text: str) -> bool:
        """Whether a cue is in a wording that is not in the draft: its own lines break no role."""
        return bool(
            self.cues.hit(cue, text.lower()) and not self.cues.hit(cue, speech.prose.lower())
        )

    def _answers(self, speech: Speech, text: str) -> str | None:
        """An answer that says yes for no, or leaves out or puts late what the draft says first."""
        if speech.voice != "answer":
            return None
        first, *more = split_sentences(MARKER.sub("", speech.prose)) or [""]
        opening = " ".join(MARKER.sub("", text).split()[:OPENING])
        if self.cues.hit("yes_or_no", first.lower()):
            if {*words(opening)[:1], *words(first)} == {"yes", "no"}:
                return "another answer"
            first = more[0] if more else first
        its = set(content(first))
        if len(its & set(content(opening))) >= ANSWERED * len(its) or self.embed is None:
            return None
        vectors = self.embed([first, *split_sentences(opening)])
        return None if float((vectors[1:] @ vectors[0]).max()) >= SAME else "the answer left out"

    def _reacts(self, speech: Speech, text: str) -> str | None:
        """A reaction to something else, such as one that was due a turn ago."""
        if speech.voice != "persona" or not speech.prose:
            return None
        near = cosines([text], [speech.prose], self.embed)[0, 0]
        return "another reaction" if self.embed and near < REACTS else None

    def _secret(self, speech: Speech, text: str) -> str | None:
        """A secret that was guessed."""
        if not speech.secret or self.embed is None:
            return None
        likeness = self.embed(split_sentences(text)) @ self.embed(list(speech.secret)).T
        return "a secret" if float(likeness.max()) > TOLD else None


def _plain(own: Sequence[str]) -> list[str]:
    """Sentences without their markers."""
    return [MARKER.sub("", one).strip() for one in own]
