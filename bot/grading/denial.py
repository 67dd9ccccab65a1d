"""Sees that an answer denies what the reference says, or says its opposite, in nearly the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grading.bindings import NEGATION, SIDES, content
from bot.grading.features import Things
from bot.reading.words import stem as stem_of

SENTENCE = re.compile(r"[.;!?\n]+")
PART = re.compile(
    r"[.;!?\n()]+|,\s|\s-\s|\b(?:and|but|while|whereas|because|since|so|hence|though|although)\b",
    re.IGNORECASE,
)
# A condition, and what something is set against, are clauses of their own.
CONDITION = re.compile(
    PART.pattern
    + r"|\b(?:when|whenever|where|once|if|as long as)\b|(?=\b(?:instead of|rather than)\b)",
    re.IGNORECASE,
)
AUXILIARY = r"(?:do|does|did|is|are|was|were|be|need|needs|must|can|could|will|would|has|have|had|should|to)"
DENIED = re.compile(
    rf"\b(?:{AUXILIARY}\s+(?:\w+\s+)?(?:not|never)|\w+n't|(?:does|do|is|are|need|wo|ca)nt|cannot|never|no longer)\s+([^,;:.]*)"
)
# A contrast, a condition or an aside denies something else than what is asked for.
ASIDE = re.compile(
    r"(?:\bnot|n't)\b.*\bbut\b|\b(?:only|unless|unlike|until|before|nor|not just)\b|^\W*(?:which|who|not)\b"
    r"|\bit (?:is not|was not|isn't|wasn't)\b|\bnot (?:by|through|for|with|in|on|from)\b"
)
CONTRAST = re.compile(r"\W*(?:but|only|until)\b")
PERSON = re.compile(r"\b(?:he|she|him|her|his|hers|we|you|your|must|someone|somebody)\b")
BOUND = re.compile(r"\bat (?:most|least)\b")  # a bound, no degree
INSTEAD = re.compile(r"\b(?:rather than|instead of|and not)\b|, not\b", re.IGNORECASE)
PREFIX = re.compile(r"^(?:in|un|im|dis)(?=[a-z]{4})")
FEWEST = 2  # words that two clauses share from which they are about one thing
SAME, SAME_OF_ASKED = (
    0.5,
    0.4,
)  # share of a clause's words, and of the asked one's, from which it is denied
PLACED = frozenset(
    map(stem_of, ["before", "after", "first", "later", "last"])
)  # change with the clause, not the sense
OPPOSITE = 0.6  # ... and of both but for the opposites, from which they are opposites
NEXT = 3  # words after a negation among which stands what it denies
DEGREES = (0, 3)  # rows of opposites that tell how much and how often
BESIDE = 2  # words on each side of "instead of" that are weighed against each other


@dataclass(frozen=True)
class Clause:
    """A clause, its stems and things, how often it is negated, and which stems it denies outright.

    `aside`: what it denies, if anything, is something else than what is asked for.
    """

    text: str
    aside: bool
    stems: frozenset[str]
    things: tuple[str, ...]
    negations: int
    denied: frozenset[str]


def clause(text: str, things: Things) -> Clause:
    """A clause as it is compared with others."""
    low = BOUND.sub(" ", text.lower())
    named = tuple(things(text))
    stems = frozenset(content(NEGATION.sub(" ", PERSON.sub(" ", low)))) | {
        f"#{one}" for one in named
    }
    aside = bool(ASIDE.search(low))
    found = [" ".join(one.group(1).split()[:NEXT]) for one in DENIED.finditer(low)]
    # To deny a thing by its name is no verdict on what is said of it.
    told = [content(its)[:1] for its in found if not things(its)]
    heads = {head for its in told for head in its if _tells(head)}
    negations = max(len(NEGATION.findall(low)), len(found))
    return Clause(
        text.strip(), aside, stems, named, negations, frozenset() if aside else frozenset(heads)
    )


def _tells(stem: str) -> bool:
    """Whether to deny a word denies what it is said of; "not much" and "not every" only weaken it."""
    return stem not in SIDES or SIDES[stem][0] not in DEGREES


def clauses(text: str, things: Things) -> list[Clause]:
    """The sentences of a text and their parts, each once."""
    sentences = [one for one in SENTENCE.split(text) if one.strip()]
    parts = [part for one in sentences for part in CONDITION.split(one) if part.strip()]
    return [clause(one, things) for one in dict.fromkeys([*parts, *sentences])]


def denies(answer: str, asked: Sequence[str], things: Things) -> str | None:
    """The clause of an answer that denies a clause of what is asked for, or says its opposite."""
    known = [one for text in asked for one in clauses(text, things)]
    for said in clauses(answer, things):
        if CONTRAST.match(answer[answer.find(said.text) + len(said.text) :].lower()):
            continue
        if _denied(said, known) or any(_opposite(said, one, things) for one in known):
            return said.text
    return next(
        (words for text in asked for words in _preferred_otherwise(answer, text)),
        None,
    )


def _denied(said: Clause, known: Sequence[Clause]) -> bool:
    """Whether what one denies, the other says, and no clause of the asked ones is as near and agrees."""
    for one in known:
        shared = len(said.stems & one.stems)
        if shared < FEWEST or not set(said.things) <= set(one.things):
            continue
        if shared < SAME * len(said.stems) or shared < SAME_OF_ASKED * len(one.stems):
            continue
        outright = said.denied if not one.negations else one.denied
        other = said if one.negations else one
        if {said.negations, one.negations} != {0, 1} or not outright & other.stems:
            continue
        heads = outright & other.stems
        if not any(
            len(said.stems & its.stems) >= shared and _agrees(said, its, heads) for its in known
        ):
            return True
    return False


def _agrees(said: Clause, its: Clause, heads: frozenset[str]) -> bool:
    """Whether another asked clause denies, or says, the same as what is said."""
    if said.negations:
        return bool(heads & its.denied)
    return not its.negations and bool(heads & its.stems)


def _opposite(said: Clause, one: Clause, things: Things) -> bool:
    """Whether two clauses say the same but for a word, and its opposite."""
    if said.negations != one.negations or said.aside or one.aside:
        return False
    opposed = {stem for stem in said.stems if _turned(stem, said.stems, one.stems)}
    if not opposed or not _of_the_same(said, one, things):
        return False
    mine = {stem for stem in said.stems - opposed if stem not in SIDES}
    its = {stem for stem in one.stems if stem not in SIDES}
    shared = len(mine & its)
    return shared >= FEWEST and shared >= OPPOSITE * max(len(mine), len(its))


def _turned(stem: str, said: frozenset[str], asked: frozenset[str]) -> bool:
    if stem in asked or stem in PLACED:
        return False
    if stem in SIDES:
        row, side = SIDES[stem]
        here, there = ({SIDES[one] for one in its if one in SIDES} for its in (said, asked))
        return (row, 1 - side) in there and (row, side) not in there and (row, 1 - side) not in here
    bare = PREFIX.sub("", stem)
    return any(one not in said and (PREFIX.sub("", one) == stem or bare == one) for one in asked)


def _of_the_same(said: Clause, one: Clause, things: Things) -> bool:
    """Whether two clauses speak of the same thing; in a comparison, that which comes before "than"."""
    if " than " in said.text or " than " in one.text:
        firsts = [list(things(its.text.split(" than ")[0]))[:1] for its in (said, one)]
        return bool(firsts[0]) and firsts[0] == firsts[1]
    return not (said.things and one.things and set(said.things) - set(one.things))


def _preferred_otherwise(answer: str, asked: str) -> Iterator[str]:
    """Sentences that put "this rather than that" where the asked text has "that rather than this"."""
    for mine, yours in _preferences(asked):
        only_mine, only_yours = set(mine) - set(yours), set(yours) - set(mine)
        for sentence in SENTENCE.split(answer):
            for one, other in _preferences(sentence):
                turned = only_yours & set(one) and only_mine & set(other)
                if turned and not (only_mine & set(one) or only_yours & set(other)):
                    yield sentence.strip()


def _preferences(text: str) -> Iterator[tuple[list[str], list[str]]]:
    for sentence in SENTENCE.split(text):
        for one in INSTEAD.finditer(sentence):
            yield (
                content(sentence[: one.start()])[-BESIDE:],
                content(sentence[one.end() :])[:BESIDE],
            )
