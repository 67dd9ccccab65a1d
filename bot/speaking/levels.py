"""Checks which levels a wording speaks for: none that was not decided, and none named before its time."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.content import Course
from bot.content.markdown import split_sentences
from bot.grading.bindings import negated
from bot.playing.hearing import TurnReader
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.reading.words import words
from bot.speaking.wordings import MARKER, copied, drawn_on, sentences, without_quoted
from bot.speech import Speech

# Where a sentence goes on to say something else of something else.
GOES_ON = re.compile(
    r"[;:()]|,? \b(?=(?:and|but|while|whereas|which|though|although|yet|so)\b)|, (?=(?:with|as (?:the|a|an|our|your))\b)",
    re.IGNORECASE,
)
POINTS_BACK = re.compile(
    r"\b(?:it|that|this|latter)(?:['’]s| is| was| remains)\b|^\W*(?:which|as)\b", re.IGNORECASE
)
SET_ASIDE = ("not", "than", "of")  # the word before what is set aside: "rather than B"
NEVER = re.compile(
    r"\bnever (?:be |been |to be )?(?:recommend|advis|the recommend|correct|right)", re.IGNORECASE
)
BEHIND = 4  # words within which stands what is needed
ANSWERS_NO = re.compile(r"^\W*no\b\W+", re.IGNORECASE)  # an answer, not what the sentence denies


@dataclass(frozen=True)
class Levels:
    """What a wording may say of the levels of one course. `turns` tells what a sentence recommends."""

    course: Course
    names: Names
    cues: Cues
    turns: TurnReader | None

    @property
    def _ids(self) -> set[str]:
        return {one.id for one in self.course.levels}

    def problem(self, speech: Speech, text: str) -> str | None:
        """A level recommended that was not decided, or named before its time."""
        if self.turns is None:
            return None
        plain = without_quoted(MARKER.sub("", text), speech.said)
        order = self.turns.levels
        if not speech.may_name_levels and self._named_first(speech, plain) & set(order):
            return "a level"
        sources = sentences(speech)
        own = self._own(speech, plain, sources)
        decided, former = speech.may_recommend or (), self._former(speech)
        new = {level for one in own for level in self.recommended(one, decided, former)}
        praised = {one for each in sources if self._praises(each) for one in self.names.ids(each)}
        called_right = [self._upheld(one, former) for one in own if self._praises(one)]
        called_right += self._called_right(plain, own, former)
        mine = {one for each in called_right if not each & set(decided) for one in each}
        if (mine & set(order)) - praised or self._halved(own, decided):
            return "a level"
        if former and self._exchanged(plain, former):
            return "a level"
        if speech.may_recommend is None:
            spoken_of = set(self.names.ids(drawn_on(speech))) - {order[-1]}
            return "a level" if new - spoken_of else None
        drafted = split_sentences(speech.prose)
        new -= {one for each in drafted for one in self.recommended(each, decided)}
        beneath = order[: min(order.index(one) for one in decided)] if decided else []
        if new - set(decided) - set(beneath):  # what lies beneath stays in use
            return "a level"
        if speech.voice != "recommendation":
            return None
        draft = MARKER.sub("", speech.prose)
        if self._leads(speech, draft, decided):
            return None  # a draft may begin with the level that is there already
        return self._leads(speech, plain, decided)

    def _own(self, speech: Speech, text: str, sources: Sequence[str]) -> list[str]:
        """The sentences that say more than a source: other words, or the same with praise that no source holds.

        Feedback may call right what the learner chose.
        """
        praised = speech.voice == "feedback" or any(self._praises(one) for one in sources)
        return [
            one
            for one in split_sentences(text)
            if not copied(one, sources) or (not praised and self._praises(one))
        ]

    def _former(self, speech: Speech) -> set[str]:
        """What a draft says was recommended before, which may be said in any words."""
        back = [one for one in _parts(speech.prose) if self._looks_back(one)]
        told = {each for one in back for each in self.names.ids(one)}
        return told - set(speech.may_recommend or ())

    def _exchanged(self, text: str, former: set[str]) -> bool:
        """Whether a text says that some other level was recommended before."""
        told = [self._upheld(one) & self._ids for one in _parts(text) if self._looks_back(one)]
        return any(one and not one & former for one in told)

    def _looks_back(self, part: str) -> bool:
        return bool(self.cues.hit("recommended_before", part.lower())) and not _denied(part)

    def _called_right(
        self, text: str, own: Sequence[str], former: Collection[str]
    ) -> list[set[str]]:
        """What each part of the `own` sentences of a text calls right: what it names, or points back to.

        A condition holds for the parts that follow it, not for those before.
        """
        found: list[set[str]] = []
        last: set[str] = set()
        for sentence in split_sentences(text):
            conditional = False
            for part in GOES_ON.split(sentence):
                lower = part.lower()
                conditional = conditional or bool(self.cues.hit("on_condition", lower))
                named = self._upheld(part, former) & self._ids
                if sentence in own and not conditional and self._praises(part):
                    found.append(named or (last if POINTS_BACK.search(lower) else set()))
                last = set([one for one in self.names.ids(part) if one in self._ids][-1:]) or last
        return found

    def _halved(self, own: Sequence[str], decided: Sequence[str]) -> bool:
        """Whether one of several levels that were decided on is called the right one by itself."""
        alone = [one for one in own if self._praises(one) and re.search(r"\balone\b", one.lower())]
        return any(0 < len(self._upheld(one) & set(decided)) < len(decided) for one in alone)

    def _named_first(self, speech: Speech, text: str) -> set[str]:
        """What a text names that its draft doesn't; what the other one named may be said back, not spoken for."""
        known = set(self.names.ids(speech.prose))
        echoed = set(self.names.ids(speech.said))
        return {
            one
            for sentence in split_sentences(text)
            for one in set(self.names.ids(sentence)) - known
            if one not in echoed or self.recommended(sentence, ())
        }

    def _leads(self, speech: Speech, text: str, decided: Sequence[str]) -> str | None:
        """A recommendation whose first sentence for a level is not for the decided one.

        One that is ruled out, or that the learner asked for, may be spoken of before.
        """
        levels = self._ids - self._former(speech)
        asked = set(self.names.ids(speech.said))
        for sentence in split_sentences(text):
            named = set(self.names.ids(sentence)) & levels
            if set(decided) & self._upheld(sentence):
                return None
            praised = self._speaks_for(sentence) and not _denied(sentence)
            new = named - asked and not _denied(sentence)
            spoken_for = praised or new or self.recommended(sentence, decided)
            if named - {self.course.levels[0].id} and spoken_for:
                return "a level"
        return None if speech.before else "a level"  # the heading above names it

    def recommended(
        self, sentence: str, decided: Sequence[str], former: Collection[str] = ()
    ) -> set[str]:
        """The levels that a sentence recommends by name, without an if and without the decided one."""
        assert self.turns is not None
        named = self._upheld(sentence, former) & set(self.turns.levels)
        if named & set(decided) or self.cues.hit("conditional", sentence.lower()):
            return set()
        if self._speaks_for(sentence) and not _denied(sentence):
            return named
        if NEVER.search(sentence):
            return set()
        heard = self.turns.hear(sentence)
        return {one for piece in heard for one in piece.levels_that("recommends")} & named

    def _praises(self, sentence: str) -> bool:
        """Whether a sentence calls something the right one, on no condition."""
        lower = sentence.lower()
        bare = not (_denied(sentence) or self.cues.hit("on_condition", lower))
        return bare and self._speaks_for(sentence)

    def _speaks_for(self, sentence: str) -> bool:
        """Whether a sentence calls something the right one, or says that a level is needed."""
        lower = sentence.lower()
        if self.cues.hit("praises", lower):
            return True
        needs = self.cues.hit("needs", lower)
        behind = self.names.find(sentence[needs.end() :]) if needs else []
        return any(one.id in self._ids and one.start < BEHIND for one in behind)

    def _upheld(self, sentence: str, former: Collection[str] = ()) -> set[str]:
        """What a sentence names, less what it only sets aside: "A, not B" and "from B to A" uphold A alone.

        Nor does it uphold what it says was recommended before.
        """
        tokens = ["", *words(sentence)]
        found = {
            one.id
            for one in self.names.find(sentence)
            if tokens[one.start] not in SET_ASIDE
            and (tokens[one.start], *tokens[one.end + 1 : one.end + 2]) != ("from", "to")
        }
        return found - set(former) if former and self._looks_back(sentence) else found


def _parts(text: str) -> list[str]:
    return [each for one in split_sentences(text) for each in GOES_ON.split(one)]


def _denied(sentence: str) -> bool:
    """Whether a sentence denies what it says; "No, ..." at its head answers a question."""
    return bool(negated(ANSWERS_NO.sub("", sentence)))
