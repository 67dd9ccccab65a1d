"""Which item to ask next: what is due, then the weakest objective, then what is new.

Nothing repeats within a quiz, except that what was missed is asked again a little later, as
another item about the same fact where there is one.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from bot.memory.mastery import Mastery

REASK_AFTER = 2  # other questions between a miss and the next one about it
AT_MOST = 2  # times that an item is asked in a quiz
FOLLOW_UP, DUE, WEAK, NEW, MASTERED, SEEN, TOO_SOON = range(7)  # what comes first


class Candidate(Protocol):
    """What is asked of an item to be picked; a quiz item has more to it."""

    @property
    def id(self) -> str:
        """The item's id, the same in every session."""

    @property
    def objective(self) -> str:
        """The id of the objective that it serves first."""

    @property
    def kind(self) -> str:
        """Its form: single, case, free, ..."""

    @property
    def facts(self) -> Sequence[str]:
        """The ids of the facts that it asks for."""


@dataclass(frozen=True)
class Asked:
    """An item asked in this quiz, and whether it was missed."""

    item: str
    missed: bool = False


@dataclass(frozen=True)
class Standing:
    """What the memory knows at a moment: due items (most overdue first), all seen, mastery."""

    due: tuple[str, ...] = ()
    seen: Set[str] = frozenset()
    mastery: Mapping[str, Mastery] = field(default_factory=dict)

    def of(self, objective: str) -> Mastery:
        """The mastery of an objective, "new" if there is no evidence."""
        return self.mastery.get(objective, Mastery())


C = TypeVar("C", bound=Candidate)


def next_item(
    candidates: Sequence[C],
    standing: Standing,
    asked: Sequence[Asked],
    rng: random.Random,
    new_every: int = 0,
) -> C | None:
    """The item to ask next in a quiz over `candidates`, None when nothing is left to ask.

    `asked` is what this quiz asked so far, in order. The objective changes from one question to
    the next wherever it can, the kind of item wherever what comes first leaves a choice. An item
    that was seen and isn't due yet waits until there is nothing new. Ties are drawn by `rng`.
    With `new_every` 2 or more, each such question of the quiz prefers what was never seen to what
    is due, lest a pile of due items keep the learner from the rest of the unit.
    """
    by_id = {one.id: one for one in candidates}
    past = [by_id[one.item] for one in asked if one.item in by_id]
    last = past[-1] if past else None
    used = {one.item for one in asked}
    left = [one for one in candidates if one.id not in used]
    turn = bool(new_every) and (len(asked) + 1) % new_every == 0
    if turn and any(one.id not in standing.seen for one in left):
        standing = replace(standing, due=(), seen={*standing.seen, *standing.due})
    misses = list(_open_misses(asked, by_id))
    ripe = [one for one, since in misses if since >= REASK_AFTER or (since and not left)]
    wait = [one for one, since in misses if since < REASK_AFTER]
    alone = [one for one in ripe if not any(_same_fact(one, two) for two in left)]
    overdue = {item: place for place, item in enumerate(standing.due)}
    facts = Counter(fact for one in past for fact in one.facts)

    def rank(one: C) -> tuple[float, ...]:
        tier = _tier(one, standing, ripe, wait)
        within = {DUE: overdue.get(one.id, 0), WEAK: standing.of(one.objective).share}
        within[SEEN] = within[WEAK]
        return (
            last is not None and one.objective == last.objective,
            tier,
            last is not None and one.kind == last.kind,
            within.get(tier, 0),
            sum(facts[fact] for fact in one.facts),
            rng.random(),
        )

    return min([*left, *alone], key=rank, default=None)


def _open_misses(asked: Sequence[Asked], by_id: Mapping[str, C]) -> Iterator[tuple[C, int]]:
    """Items missed and not asked about since, each with the number of questions since then."""
    times = Counter(one.item for one in asked)
    for place, one in enumerate(asked):
        item = by_id.get(one.item)
        if item is None or not one.missed or times[one.item] >= AT_MOST:
            continue
        later = [by_id[two.item] for two in asked[place + 1 :] if two.item in by_id]
        if not any(_same_fact(item, two) for two in later):
            yield item, len(asked) - place - 1


def _tier(one: C, standing: Standing, ripe: Sequence[C], wait: Sequence[C]) -> int:
    if any(_same_fact(one, two) for two in wait):
        return TOO_SOON
    if any(_same_fact(one, two) for two in ripe):
        return FOLLOW_UP
    if one.id in standing.due:
        return DUE
    if one.id in standing.seen:
        return SEEN
    state = standing.of(one.objective).state
    return {"new": NEW, "mastered": MASTERED}.get(state, WEAK)


def _same_fact(one: C, other: C) -> bool:
    return one.id == other.id or not set(one.facts).isdisjoint(other.facts)
