"""Sees that a text turns a source round: says the opposite of it, or says of one thing what holds of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grading.bindings import OPPOSITES, content, negated
from bot.reading.mentions import Names
from bot.reading.words import stem, words

CLAUSE = re.compile(
    r"[,;:.!?=\n]\s|\s//?\s|->|\b(?:and|but|while|whereas|because|since|so|if|which|who|unless)\b",
    re.IGNORECASE,
)
FEWEST, FEWEST_BARE = 3, 2  # content words of a clause that says something; ... beside its names
SAME = 0.6  # share of their words beside the names from which two clauses say the same of something
KINDS = ("level", "model", "person", "company")  # of things that are taken for one another
BESIDE = re.compile(
    r"\b(?:unlike|than|instead of|rather than)\b"
)  # sets a thing beside the one spoken of
# Beside it, a thing is what another is measured by or done with.
MEASURE = re.compile(r"\b(?:of what|via|through)\b", re.IGNORECASE)
FAILS = re.compile(r"\bfail(?:s|ed|ing)?\b")  # denies what follows as a "not" does
ONCE = re.compile(r"\bnor\b|\bnot (?:more|less|only)\b")  # no denial, or none of its own
# Sets what is meant beside what is not: which clause denies what is then no matter of its words.
CONTRAST = re.compile(
    r"(?:\bnot|n['’]t)\b[^.;!?]*\bbut\b|(?:,|\band|;) not\b|\bunlike\b|\b(?:is|are|was|its|it's)(?: not|n['’]t)[^.;!?]* that\b"
    r"|\bnot (?:through|by|from|with|for)\b|\bbetween\b",
    re.IGNORECASE,
)
# What denies without a "not", or takes one back: beside it a "not" more or less tells nothing.
VEILED = re.compile(
    r"\b(?:un\w+|lacks?|lacking|missing|absent|without|free|lea(?:ve|ves|ving)|left|(?:stay|remain)s?|same|except|short|stop\w*"
    r"|avoid\w*|spare\w*|rather|instead|no longer|hardly|only|alone|nothing|beyond)\b"
)
# Opposites beside those by which answers are read.
MORE = [
    ("enough sufficient suffice suffices", "insufficient"),
    ("leave leaves unchanged untouched", "change changes changed alter alters retrain retrains"),
    ("missing absent omitted", "there present"),
    ("add added adds keep keeps stay stays", "drop dropped drops replace replaces replaced remove removed"),
    ("already finished done over complete", "still yet unfinished"),
    ("fit suits suited suitable", "unfit unsuited unsuitable"),
    ("unique own", "general shared common"),
    ("rarely never practically hardly", "often usually always"),
    ("alone only", "also too"),
    ("immediately", "wait"),
    ("learn learns", "forget forgets"),
    ("included", "excluded"),
]  # fmt: skip
SIDES = [
    {stem(word): side for side, group in enumerate(row) for word in group.split()}
    for row in [*OPPOSITES, *MORE]
]


@dataclass(frozen=True)
class Clause:
    """A clause: its stems, whether it denies, and the things it names with the stems beside them."""

    stems: frozenset[str]
    denied: bool
    veiled: bool
    things: frozenset[str]
    bare: frozenset[str]


def turned_round(text: str, sources: Sequence[str], names: Names, close: float) -> str | None:
    """The first clause that speaks of what a source speaks of, and no source as it does; None if none.

    `close` is the share of the words of either from which two clauses speak of the same.
    """
    known = [one for part in sources for one in {part, *CLAUSE.split(part)}]
    told = [found for one in known if (found := clause_of(one, names))]
    for part in CLAUSE.split(text):
        one = clause_of(part, names)
        if one and (_opposed(one, told, close) or _exchanged(one, told)):
            return part.strip()
    return None


def misattributed(answer: str, asked: Sequence[str], names: Names) -> str | None:
    """The first clause of an answer that says of one thing what is asked for of another, None if none does.

    One clause that says it of the right thing is enough to clear an answer, and so is setting what is meant
    beside what is not.
    """
    if CONTRAST.search(answer):
        return None
    parts = [one for each in asked for one in {each, *CLAUSE.split(each)}]
    read = [found for one in parts if (found := clause_of(one, names))]
    known = [one for one in read if len(one.things) == 1]  # of two things it is not told which
    found = None
    for part in CLAUSE.split(answer):
        one = clause_of(part, names)
        if one is None or MEASURE.search(part) or not _likened(one, known):
            continue
        if not _exchanged(one, known):
            return None
        found = found or part.strip()
    return found


def clause_of(text: str, names: Names) -> Clause | None:
    """A clause as it is compared, None of one that says next to nothing."""
    stems = frozenset(content(text))
    if len(stems) < FEWEST:
        return None
    tokens = words(text)
    found = [one for one in names.find(text) if names.kinds[one.id] in KINDS]
    named = {at for one in found for at in range(one.start, one.end)}
    bare = " ".join(word for at, word in enumerate(tokens) if at not in named)
    lower = text.lower()
    return Clause(
        stems,
        (negated(text) + len(FAILS.findall(lower)) + len(ONCE.findall(lower))) % 2 == 1,
        bool(VEILED.search(lower)),
        frozenset() if BESIDE.search(lower) else frozenset(one.id for one in found),
        frozenset(content(bare)),
    )


def _opposed(one: Clause, known: Sequence[Clause], close: float) -> bool:
    """Whether the sources that speak of the same all say the opposite."""
    alike = [other for other in known if shared(one.stems, other.stems) >= close]
    return bool(alike) and all(against(one, other) for other in alike)


def against(one: Clause, other: Clause) -> bool:
    """Whether one clause has a "not", or the opposite of a word, that the other has not; both cancel out."""
    first, second = one.stems - other.stems, other.stems - one.stems
    opposite = any(
        {side[word] for word in first if word in side}
        & {1 - side[word] for word in second if word in side}
        for side in SIDES
    )
    if one.denied == other.denied:
        return opposite
    return not (opposite or one.veiled or other.veiled)


def _exchanged(one: Clause, known: Sequence[Clause]) -> bool:
    """Whether the sources say of other things what a clause says of those it names."""
    alike = _likened(one, known)
    return bool(alike) and all(other.things and not one.things & other.things for other in alike)


def _likened(one: Clause, known: Sequence[Clause]) -> list[Clause]:
    """The clauses that say what one says of something, whatever they say it of."""
    if not one.things or len(one.bare) < FEWEST_BARE:
        return []
    return [other for other in known if shared(one.bare, other.bare) >= SAME]


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the larger that both have."""
    return len(one & other) / max(len(one), len(other), 1)
