"""A learner's line read into a `Question`: what it names, what it asks of it, and in which form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.content import Course
from bot.reading.asserting import last_asked
from bot.reading.cues import Cues
from bot.reading.mentions import Mention, Names
from bot.reading.spelling import Speller
from bot.reading.words import WORD, normalise, stem, words

SPELT = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
DIGIT = re.compile(r"\b[2-9]\b(?= (?!percent|per cent)[a-z])")  # "5 levels", but not "option 3"
RECENT = 32  # lines whose reading is kept
CASE = 6  # words of a case that an exam question describes
SETS_TWO = re.compile(r"\b(or|than|better|vs|versus|as \w+ as|the same)\b")
NEGATIVE_OPENING = re.compile(
    r"(^|, (?:so |but |and )?)(is|are|was|were|do|does|did|could|should|would|has|have|ca|wo)n't\b",
    re.I,
)


@dataclass(frozen=True)
class Question:
    """A question after spelling repair.

    `subjects` are the glossary ids it is about, `factors` those that are themselves something
    asked of a subject (Cost, Maintenance), `aspects` what is asked, in the order it was said.
    `around` is the text in lower case with a dot for each thing named, so that what is said about
    things is not mixed up with their names ("better prompts" compares nothing).
    `statement` is the text without "..., right?" and the like; `checks` says that it wants a
    yes or a no, `believes` that it states what the learner takes for true.
    """

    said: str
    text: str
    statement: str
    around: str
    mentions: tuple[Mention, ...]
    subjects: tuple[str, ...]
    factors: tuple[str, ...]
    aspects: tuple[str, ...]
    checks: bool
    believes: bool

    @property
    def entities(self) -> tuple[str, ...]:
        """Everything it names."""
        return self.subjects + self.factors

    @property
    def checks_premise(self) -> bool:
        """Whether it states something to be confirmed, rather than asking one of two things."""
        return self.checks and not SETS_TWO.search(self.around)


class QuestionReader:
    """Reads questions with one course's names and words."""

    def __init__(self, course: Course, cues: Cues, speller: Speller, names: Names) -> None:
        self.course = course
        self.cues = cues
        self.speller = speller
        self.names = names
        self._aspect_of = {
            tuple(stem(one) for one in words(cue)): aspect.id
            for aspect in course.aspects.values()
            for cue in (*aspect.cues, *aspect.more, *aspect.less)
        }
        self._longest = max((len(one) for one in self._aspect_of), default=0)
        self.read = lru_cache(RECENT)(self._read)  # a turn reads its text many times

    def unframed(self, question: Question) -> Question:
        """An exam question without what merely puts it as one; itself if it is none."""
        text = question.text
        for pattern in self.cues.many["framing"]:
            found = pattern.search(text.lower())
            if found:
                text = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,.:;-")
        if text == question.text or len(words(text)) < CASE:
            return question
        return self.read(f"{text.rstrip('?.! ')}?")

    def repair(self, text: str) -> str:
        """`text` normalised, its spelling repaired."""
        return self.speller.repair(normalise(text))

    def _read(self, text: str) -> Question:
        """Read one line. Its spelling is repaired first."""
        said = normalise(text)
        acknowledged = self.cues.hit("acknowledges", said.lower())
        said = said[acknowledged.end() :] if acknowledged else said
        hurried = self.cues.hit("hurried", said.lower())
        said = said[: hurried.start() + 1] if hurried and hurried.start() else said
        repaired = DIGIT.sub(lambda one: SPELT[int(one.group())], self.speller.repair(said))
        statement, tagged, opened = self._without_tags(repaired)
        lower = statement.lower()
        mentions = tuple(self.names.meant(repaired))
        ids = list(dict.fromkeys(one.id for one in mentions))
        factors = tuple(one for one in ids if self.course.terms[one].kind == "factor")
        return Question(
            said=said,
            text=repaired,
            statement=statement,
            around=_around(repaired, mentions),
            mentions=mentions,
            subjects=tuple(one for one in ids if one not in factors),
            factors=factors,
            aspects=self.aspects(repaired, mentions),
            checks=tagged or self._asks_whether(lower),
            believes=(opened or bool(self.cues.hit("believes", repaired.lower())))
            and not self.cues.hit("claims_nothing", lower),
        )

    def _asks_whether(self, lower: str) -> bool:
        """Whether a line wants a yes or a no: "is it ...?", or a statement with a question mark."""
        last = last_asked(lower) if lower.endswith("?") else lower
        opens = any(
            self.cues.hit("checks", one) and not self.cues.hit("claims_nothing", one)
            for one in (lower, last)
        )
        return bool(opens or self.cues.hit("asserts", lower))

    def aspects(self, text: str, mentions: tuple[Mention, ...] = ()) -> tuple[str, ...]:
        """The aspects that `text` asks for, longest cue first at each place.

        Words that name one of its subjects ask for nothing: "the retrained model" is no upkeep.
        """
        idle = self.cues.one["idle"].sub(lambda one: WORD.sub("x", one.group()), text.lower())
        tokens = [stem(one) for one in words(idle)]
        naming = {
            at
            for one in mentions
            if self.course.terms[one.id].kind != "factor"
            for at in range(one.start, one.end)
        }
        found: list[str] = []
        at = 0
        while at < len(tokens):
            for size in range(min(self._longest, len(tokens) - at), 0, -1):
                aspect = self._aspect_of.get(tuple(tokens[at : at + size]))
                if aspect and not naming & set(range(at, at + size)):
                    found.append(aspect)
                    at += size - 1
                    break
            at += 1
        return tuple(dict.fromkeys(found))

    def _tagged(self, text: str) -> bool:
        """Whether a text ends in a phrase that turns it into a check."""
        found = (one.search(text.strip().lower()) for one in self.cues.many["tags"])
        return any(one is not None and one.start() > 0 for one in found)

    def _without_tags(self, text: str) -> tuple[str, bool, bool]:
        """`text` without the phrases that turn a statement into a check.

        Also whether it had one that asks ("..., right?") and one that opens it ("I take it ...").
        """
        statement, tagged, opened = text, False, False
        aside = self.cues.hit("aside", text)
        if aside and self._tagged(text[: aside.start(1)]):
            statement = text[: aside.start(1)].strip()
        for _ in range(2):  # "so I think ..., right?" carries two
            for pattern in self.cues.many["tags"]:
                found = pattern.search(statement.lower())
                if found and len(statement) - len(found.group()) > 8:
                    opens = found.start() == 0
                    tagged = tagged or not opens or "?" in statement
                    opened = opened or opens
                    statement = statement[found.end() :] if opens else statement[: found.start()]
        claim = self.cues.hit("claim_judged", statement.lower())
        if claim:
            start, end = claim.span(1)
            return statement[start:end].strip(" '\""), True, opened
        # "Doesn't RAG retrain it?" puts the same claim as "Does RAG retrain it?"
        clause = tagged and self.cues.hit("when_clause", statement.lower())
        if self.cues.hit("claims_nothing", statement.lower()) and not clause:
            return statement, False, False
        statement = NEGATIVE_OPENING.sub(r"\1\2", re.sub(r"\s+", " ", statement).strip())
        return statement, tagged, opened


def _around(text: str, mentions: tuple[Mention, ...]) -> str:
    """The words of `text` with a dot in the place of each mention."""
    tokens = words(text)
    for one in reversed(mentions):
        tokens[one.start : one.end] = ["."]
    return " ".join(tokens)
