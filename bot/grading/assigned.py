"""Sees that an answer gives each of several things what belongs to another: "the first: B, the second: A".

What belongs to a thing is what its point says and no other point does, and the part of the question that asks
for it. A piece of an answer that takes from two points mixes them; where several pieces mix and none keeps to
one point, the parts are exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.grading.bindings import NEGATION, content
from bot.grading.choosing import COMPARED
from bot.grading.denial import PERSON
from bot.grading.features import Numbers, Things
from bot.grading.senses import senses_of

Stems = frozenset[str]
COARSE = re.compile(r"[.;!?\n]+|\b(?:while|whereas|but)\b|,?\s+and\b", re.IGNORECASE)
LISTED = re.compile(r"[.;!?\n,|]+|\s//?\s|\b(?:while|whereas|but)\b", re.IGNORECASE)
FINE = re.compile(LISTED.pattern + r"|\band\b", re.IGNORECASE)
CLAUSE = re.compile(FINE.pattern + "|:", re.IGNORECASE)
LABEL = re.compile(r"\(?\b([a-e1-5])\)|\b(first|second|third|fourth)\b", re.IGNORECASE)
NUMBER = dict(zip("abcde", "12345", strict=True)) | {"first": "1", "second": "2", "third": "3", "fourth": "4"}  # fmt: skip
LONGEST = 14  # stems of a piece that may be held to mix
FEWEST = 2  # pieces that mix, or things that two points both name, from which it is no accident
KEEPS = 4  # times more words of one point than of the others, from which a piece keeps to it


@dataclass(frozen=True)
class Parts:
    """What belongs to each of several things: `own`, of each alone; `texts`, its points and what asks for it.

    `apart` is `own` without the points that join what others speak of apart: "one is by this maker, the other
    by that".
    """

    own: tuple[Stems, ...]
    texts: tuple[tuple[str, ...], ...]
    apart: tuple[Stems, ...]


def stems(text: str, things: Things) -> Stems:
    """The stems of a text, the things it names (#), its labels (@) and what it says of change or need (=)."""
    low = PERSON.sub(" ", text.lower())
    senses, said = senses_of(low)
    labels = {f"@{NUMBER.get(one, one)}" for one in ("".join(its) for its in LABEL.findall(low))}
    plain = frozenset(content(NEGATION.sub(" ", LABEL.sub(" ", low)))) - said
    named = {f"#{one}" for one in things(text)}
    return plain | named | labels | {f"={sense}{'-' * side}" for sense, side in senses}


def assigned_otherwise(parts: Parts, answer: str, things: Things) -> str | None:
    """The first piece of an answer that gives one thing another's part, where all of it does; else None.

    A coarse piece may list what belongs to several things, "this for A, that for B": where the finer ones keep
    to two of them, it mixes nothing.
    """
    if len(parts.apart) < FEWEST:
        return None
    coarse, listed, fine = (
        [one for one in cut.split(answer) if one.strip()] for cut in (COARSE, LISTED, FINE)
    )
    said = [stems(one, things) for one in listed]
    kept = {at for one in said if (at := _kept(parts.apart, one)) is not None}
    cuts = (listed, fine) if len(kept) >= FEWEST else (coarse, listed, fine)
    return next((found for pieces in cuts if (found := mixed(parts.apart, pieces, things))), None)


def _kept(own: Sequence[Stems], said: Stems) -> int | None:
    """The part that a piece says several words of, where it has none of another's; else None."""
    places = [at for at, one in enumerate(own) if one & said]
    return places[0] if len(places) == 1 and len(own[places[0]] & said) >= FEWEST else None


def mixed(own: Sequence[Stems], pieces: Sequence[str], things: Things) -> str | None:
    """The first of several pieces that each mix what belongs to different points, where none keeps to one."""
    mixing: list[str] = []
    for text in pieces:
        said = stems(text, things)
        if not _plain(text, said):
            continue
        most, *others = sorted((one & said for one in own), key=len, reverse=True)
        if len(most) > 1 and _keeps(most, others):
            return None
        if any(others):
            mixing.append(text.strip())
    return mixing[0] if len(mixing) >= FEWEST else None


def _keeps(most: Stems, others: Sequence[Stems]) -> bool:
    """Whether what a piece has of one point outweighs what it has of the others, whose names it hasn't."""
    named = any(word.startswith("#") for its in others for word in its)
    return not named and len(most) >= KEEPS * sum(map(len, others))


def _plain(text: str, said: Stems) -> bool:
    """Whether a piece says one thing outright: it compares nothing, denies nothing else and doesn't ramble."""
    denies = NEGATION.search(text.lower()) and not any(one.startswith("=") for one in said)
    return len(said) <= LONGEST and not (COMPARED.search(text) or denies)


def parts_of(question: str, points: Sequence[str], things: Things) -> Parts:
    """What belongs to each thing alone: of its points and of the part of the question that asks for it."""
    texts = _by_thing(points, things)
    told = [stems(one, things) for one in texts]
    clauses = [one.strip() for one in CLAUSE.split(question) if one.strip()]
    asked = [stems(one, things) for one in clauses]
    its = own(told)
    places = _places(asked, its)
    at_place = [[at for at, one in enumerate(places) if one == place] for place in range(len(told))]
    wanted = own([frozenset[str]().union(*(asked[at] for at in ats)) for ats in at_place])
    known = frozenset[str]().union(*told)
    mine = tuple(one | (more - known) for one, more in zip(its, wanted, strict=True))
    asking = [[clauses[at] for at in ats] for ats in at_place]
    return Parts(
        mine,
        tuple((one, *more) for one, more in zip(texts, asking, strict=True)),
        tuple(one for at, one in enumerate(mine) if not _joins(at, told)),
    )


def _joins(place: int, told: Sequence[Stems]) -> bool:
    """Whether a text names things of which several others name one each."""
    named = [frozenset(word for word in one if word.startswith("#")) for one in told]
    shared = [named[place] & one for at, one in enumerate(named) if at != place]
    return len({one for its in shared if len(its) == 1 for one in its}) >= FEWEST


def own(texts: Sequence[Stems]) -> list[Stems]:
    """What each of several texts has that none of the others has."""
    rest = [frozenset[str]().union(*texts[:at], *texts[at + 1 :]) for at in range(len(texts))]
    return [one - other for one, other in zip(texts, rest, strict=True)]


def _by_thing(points: Sequence[str], things: Things) -> list[str]:
    """What is asked of each thing: the points that first name it, together.

    None where a point speaks of several things that another speaks of too: a clause about one of them
    then takes a part of each, and rightly so.
    """
    joined: dict[str, str] = {}
    named: list[set[str]] = []
    for text in points:
        ids = list(things(text))
        named.append(set(ids))
        first = ids[0] if ids else text
        joined[first] = f"{joined[first]}. {text}" if first in joined else text
    alike = any(len(one & other) >= FEWEST for one, other in combinations(named, 2))
    return [] if alike else list(joined.values())


def _places(asked: Sequence[Stems], its: Sequence[Stems]) -> list[int | None]:
    """Which point each clause of a question asks for; all None unless every point has its clause.

    Of two points, the clause before or after the one that is placed asks for the other; labelled clauses that
    share no word with any point stand in the order of the points.
    """
    places = [_nearest(one, its) for one in asked]
    found = {one for one in places if one is not None}
    labelled = [at for at, one in enumerate(asked) if any(word.startswith("@") for word in one)]
    if not found and len(labelled) == len(its):
        return [labelled.index(at) if at in labelled else None for at in range(len(asked))]
    if len(its) == 2 and len(found) == 1:
        (one,) = found
        known = [at for at, place in enumerate(places) if place is not None]
        free = range(known[-1] + 1, len(asked)) if one == 0 else range(known[0])
        if len(free) == 1:
            places[free[0]] = 1 - one
            found = {0, 1}
    return places if len(found) == len(its) else [None] * len(asked)


def _nearest(asked: Stems, its: Sequence[Stems]) -> int | None:
    """The one point that shares most with a clause; None if none or several do."""
    shared = [len(asked & one) for one in its]
    most = max(shared, default=0)
    return shared.index(most) if most and shared.count(most) == 1 else None


def keeping(parts: Parts, answer: str, things: Things) -> Numbers:
    """How the pieces of an answer keep to one part each or mix several, for the fitted models to weigh."""
    found: Numbers = {"parts": len(parts.own)}
    for name, cut in (("coarse", COARSE), ("listed", LISTED), ("fine", FINE)):
        kept: set[int] = set()
        mixing = 0
        for said in (stems(one, things) for one in cut.split(answer) if one.strip()):
            places = [at for at, one in enumerate(parts.own) if one & said]
            mixing += len(places) > 1
            kept |= set(places) if len(places) == 1 else set()
        found |= {
            f"parts kept, {name}": len(kept) / max(len(parts.own), 1),
            f"pieces mixing, {name}": mixing,
        }
    return found
