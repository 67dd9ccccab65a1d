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
from bot.grading.bindings import content, negated, numbers, opposed
from bot.playing.hearing import TurnReader
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.reading.plan_model import Embed
from bot.reading.words import words
from bot.speech import Speech

MARKER = re.compile(r"\[(\d+)\]")
MARKUP = re.compile(r"<\s*[a-z/!]|https?:|www\.|\]\(|!\[|```|data:|javascript:", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
FIGURE_OF_SPEECH = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|half)\b(?! ?(?:%|per ?cent|percent|times|hours?|days?|weeks?|months?|years?|dollars?|euros?|hundred|thousand|million))",
    re.IGNORECASE,
)
FRACTION = re.compile(
    r"\b(?:half (?:the|of|an?)|(?:a|one|two|three|four) (?:third|quarter|fifth|tenth|hundredth)s?|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|doubl\w+|tripl\w+|twice|thrice)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"[,;:]\s|\b(?:and|but|while|whereas|because|since|so|if|which|who|unless)\b", re.IGNORECASE
)
CODE = re.compile(r"(?=.*[a-z])(?=.*\d)\w+")  # letters and digits: no word but a name or a key
CAPITALISED = re.compile(r"(?<=[a-z0-9,'’)] )[A-Z][A-Za-z]{2,}\b")  # not where a sentence begins
CONTRACTION = re.compile(r"n?['’](?:t|ll|d|ve|re|s|m)\b", re.IGNORECASE)
NAMED = ("person", "company", "model")  # what must have been spoken of before it is named
WORDS = {"answer": 150, "recommendation": 200, "feedback": 130, "persona": 110}  # at most
FEW = {
    "answer": 4,
    "recommendation": 4,
    "feedback": 5,
    "persona": 7,
}  # content words from which a sentence has to rest on something
STRAY = {"answer": 2, "recommendation": 2, "feedback": 2, "persona": 4}
# ... content words of a short sentence that are too many if all of them are new
SUBSTANCE = 0.3  # share of the draft's content words that a wording has at least
COVERED, MEANT = 0.5, 0.62  # share of its words, or cosine, by which a sentence rests on a source
COPIED = 0.8  # ... from which it is the source's own
CLAUSE_WORDS = 3  # content words of a clause that says something
CLOSE = 0.7  # share of the words of either from which two clauses speak of the same
TELLS = 0.45  # cosine from which a text tells what a line tells
TOLD = 0.8  # cosine with a secret from which it is out


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
    knows: Callable[[str], bool] | None = None

    def problem(self, speech: Speech, text: str) -> str | None:
        """Why a wording may not be shown, None if it may."""
        checks = (
            _form,
            _citations,
            _numbers,
            self._strangers,
            self._levels,
            self._verdict,
            self._role,
            self._secret,
            self._rests,
        )
        return next((found for check in checks if (found := check(speech, text))), None)

    def _strangers(self, speech: Speech, text: str) -> str | None:
        """Names that nobody has spoken of."""
        own = allowed(speech)
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
        return bool(CODE.fullmatch(word)) or not self.knows(word)

    def _levels(self, speech: Speech, text: str) -> str | None:
        """A level recommended that was not decided, or named before its time."""
        if self.turns is None:
            return None
        plain = MARKER.sub("", text)
        order = self.turns.levels
        if not speech.may_name_levels and set(self.names.ids(plain)) & set(order):
            return "a level"
        sources = _sentences(speech)
        own = [one for one in split_sentences(plain) if not _copied(one, sources)]
        new = {level for one in own for level in self._recommended(one, speech.may_recommend or ())}
        if speech.may_recommend is None:
            praised = [one for one in sources if self.cues.hit("praises", one.lower())]
            spoken_of = set(self.names.ids(allowed(speech))) - {order[-1]}
            mine = {
                level
                for one in own
                if self.cues.hit("praises", one.lower())
                for level in self._recommended(one, ())
            }
            strange = mine - set(self.names.ids(" ".join(praised)))
            return "a level" if new - spoken_of or strange else None
        decided = speech.may_recommend
        beneath = order[: min(order.index(one) for one in decided)] if decided else []
        if new - set(decided) - set(beneath):  # what lies beneath stays in use
            return "a level"
        return self._leads(plain, decided) if speech.voice == "recommendation" else None

    def _leads(self, text: str, decided: Sequence[str]) -> str | None:
        """A recommendation whose first sentence about a level is not about the decided one."""
        levels = {one.id for one in self.course.levels}
        for sentence in split_sentences(text):
            named = set(self.names.ids(sentence)) & levels
            if set(decided) & named:
                return None
            if named - {self.course.levels[0].id}:
                return "a level"
        return "a level"

    def _recommended(self, sentence: str, decided: Sequence[str]) -> set[str]:
        """The levels that a sentence recommends by name, without an if and without the decided one."""
        assert self.turns is not None
        named = {one.id for one in self.names.find(sentence)}
        if named & set(decided) or self.cues.hit("conditional", sentence.lower()):
            return set()
        if self.cues.hit("praises", sentence.lower()) and not negated(sentence):
            return named
        heard = self.turns.hear(sentence)
        return {one for piece in heard for one in piece.levels_that("recommends")} & named

    def _verdict(self, speech: Speech, text: str) -> str | None:
        """Feedback that gives another mark than the one that stands."""
        lower = text.lower()
        called = {
            "correct": self.cues.hit("calls_wrong", lower),
            "partial": self.cues.hit("calls_right", lower) or self.cues.hit("calls_wrong", lower),
            "incorrect": self.cues.hit("calls_right", lower),
        }
        return (
            "a verdict" if speech.voice == "feedback" and called.get(str(speech.verdict)) else None
        )

    def _role(self, speech: Speech, text: str) -> str | None:
        """A persona that is no person any more."""
        if speech.voice != "persona":
            return None
        lower = text.lower()
        grants = self.cues.hit("grants", lower) and not self.cues.hit(
            "grants", speech.prose.lower()
        )
        if grants and not speech.may_recommend:
            return "a promise"
        if self.cues.hit("breaks_role", lower):
            return "out of role"
        return "a line left out" if any(not self._says(one, text) for one in speech.lines) else None

    def _says(self, line: str, text: str) -> bool:
        """Whether a line of the persona's is told, in whatever words: it counts as told from now on."""
        its = set(content(line))
        if len(its & set(content(text))) >= SUBSTANCE * len(its) or self.embed is None:
            return True
        vectors = self.embed([line, text, *split_sentences(text)])
        return float((vectors[1:] @ vectors[0]).max()) >= TELLS

    def _rests(self, speech: Speech, text: str) -> str | None:
        """Sentences that rest on nothing, or that turn a source round."""
        sources = _sentences(speech)
        held = set(content(allowed(speech)))
        for sentence in split_sentences(MARKER.sub("", text)):
            if len(set(content(sentence))) < FEW[speech.voice]:
                if self._stray(sentence, held, STRAY[speech.voice]):
                    return "unsupported"
                continue
            if not self._covered(sentence, sources, speech):
                return "unsupported"
            if _turned_round(sentence, sources):
                return "turned round"
        return None

    def _stray(self, sentence: str, held: set[str], most: int) -> bool:
        """Whether a short sentence speaks of something that nothing before it spoke of."""
        its = {one for one in content(sentence) if not self.cues.hit("of_the_talk", one)}
        return len(its) >= most and not its & held

    def _secret(self, speech: Speech, text: str) -> str | None:
        """A secret that was guessed."""
        if not speech.secret or self.embed is None:
            return None
        likeness = self.embed(split_sentences(text)) @ self.embed(list(speech.secret)).T
        return "a secret" if float(likeness.max()) > TOLD else None

    def _covered(self, sentence: str, sources: Sequence[str], speech: Speech) -> bool:
        """Whether a sentence rests on what it may rest on, by its words or by its meaning."""
        its = {one for one in content(sentence) if not self.cues.hit("of_the_talk", one)}
        held = set(content(allowed(speech)))
        if len(its) < FEW[speech.voice] or len(its & held) >= COVERED * len(its):
            return True
        if self.embed is None:
            return False
        vectors = self.embed([sentence, *sources])
        return float(np.max(vectors[1:] @ vectors[0], initial=0.0)) >= MEANT


def allowed(speech: Speech) -> str:
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
    if len(set(content(MARKER.sub("", text)))) < SUBSTANCE * len(set(content(speech.prose))):
        return "too little"
    return "markup" if MARKUP.search(text) or UNSEEN.search(text) else None


def _citations(speech: Speech, text: str) -> str | None:
    """Its markers: only those offered, at least one where there are any."""
    used = set(MARKER.findall(text))
    if used - speech.markers or re.search(r"\[[^\]\d]*\]", text):
        return "a citation"
    return "no citation" if speech.markers and not used else None


def _numbers(speech: Speech, text: str) -> str | None:
    """Numbers that stand nowhere; "one thing" and "two parts" are no figures."""
    own = allowed(speech)
    return "a number" if figures(text) - figures(own) - numbers(own) else None


def figures(text: str) -> set[str]:
    """The figures of a text: in digits, and in words where these count something."""
    plain = MARKER.sub("", text)
    found = numbers(FIGURE_OF_SPEECH.sub(" ", plain))
    return found | {one.lower() for one in FRACTION.findall(plain)}


def _copied(sentence: str, sources: Sequence[str]) -> bool:
    """Whether a sentence says what a source says, in much the same words."""
    its = set(content(sentence))
    same = [one for one in sources if len(its & set(content(one))) >= COPIED * len(its)]
    return any(negated(sentence) == negated(one) for one in same)


def _turned_round(sentence: str, sources: Sequence[str]) -> bool:
    """Whether a clause says a source's clause with a "not" more or less or with an opposite, and no source as it does."""
    known = [(set(content(one)), one) for part in sources for one in _clauses(part)]
    for clause in _clauses(sentence):
        its = set(content(clause))
        alike = [(words, one) for words, one in known if _alike(its, words)]
        if alike and all(_against(clause, its, one, words) for words, one in alike):
            return True
    return False


def _clauses(text: str) -> list[str]:
    """The clauses of a sentence that say something."""
    return [one for one in CLAUSE.split(text) if len(set(content(one))) >= CLAUSE_WORDS]


def _alike(its: set[str], other: set[str]) -> bool:
    """Whether two clauses speak of the same."""
    return len(its & other) >= CLOSE * max(len(its), len(other))


def _against(clause: str, its: set[str], other: str, words: set[str]) -> bool:
    """Whether two clauses that speak of the same say the opposite."""
    return (negated(clause) != negated(other)) != bool(opposed(its, words))
