"""Checks the role-plays: references resolve, everything can be reached, and no line says too much."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.content.course import Course
from bot.content.formats import Cite
from bot.content.reachability import unreachable
from bot.content.scenarios import POOLS, Scenario

AFTER_NAMED = ("accepts", "settled")  # pools that come only after the learner has named the level
FEWEST = 3  # lines in a pool


def scenario_problems(course: Course) -> Iterator[str]:
    """Every problem of the lines and the scenarios."""
    levels = {one.id for one in course.levels}
    for one in course.lines:
        strange = [*(set(one.acts) - set(course.acts)), *(set(one.levels) - levels)]
        if strange:
            yield f"lines, {one.says[:40]!r}: {strange[0]!r} is no act and no level; correct it"
    for scenario in course.scenarios.values():
        where = f"scenarios, item {scenario.id}"
        yield from (f"{where}: {one}" for one in _references(scenario, course))
        yield from (f"{where}: {one}" for one in _stages(scenario))
        yield from (f"{where}: {one}" for one in unreachable(scenario, course.lines))
        yield from (f"{where}: {one}" for one in _lines(scenario, course))


def scenario_cites(course: Course) -> Iterator[tuple[str, Cite]]:
    """Where each quote of the scenarios stands, and the quote."""
    for scenario in course.scenarios.values():
        where = f"scenarios, item {scenario.id}"
        yield from ((where, one) for one in scenario.cites)
        for objective in scenario.objectives:
            yield from ((f"{where}, {objective.id}", one) for one in objective.cites)


def _references(scenario: Scenario, course: Course) -> Iterator[str]:
    """What names something that is not there."""
    acts, levels = set(course.acts), {one.id for one in course.levels}
    facts = {one.id for one in scenario.facts}
    objectives = {one.id for one in scenario.objectives}
    rules = [rule for one in scenario.objectives for rule in (*one.met, *one.partly)]
    named: list[tuple[str, Iterable[str], set[str]]] = [
        ("glossary", scenario.about, set(course.terms)),
        ("needs", scenario.needs, set(course.needs)),
        ("levels", [level for one in scenario.accepts for level in one], levels),
        ("acts", scenario.ends.reasons, acts),
        ("objectives", [one for stage in scenario.stages for one in stage.objectives], objectives),
        ("acts", scenario.reactions, acts),
        ("acts", [a for one in scenario.facts for a in (*one.reveal.asked, *one.reveal.nearby)], acts),
        ("acts", [act for one in scenario.objections for act in one.answered_by], acts),
        ("levels", [level for one in scenario.objections for level in one.against], levels),
        ("acts", [act for rule in rules for act in (*rule.any, *rule.all)], acts),
        ("levels", [one for rule in rules for one in (*rule.recommends, *rule.rejects)], levels),
        ("facts of the scenario", [one for rule in rules for one in rule.revealed], facts),
        ("cards", [card for one in scenario.objectives for card in one.cards], set(course.cards)),
        ("pools", scenario.lines, set(POOLS)),
    ]  # fmt: skip
    for what, used, known in named:
        yield from (
            f"{one!r} is not among the {what}; correct it" for one in used if one not in known
        )
    for what, ids in (("fact", [one.id for one in scenario.facts]), ("objection", [one.id for one in scenario.objections]), ("objective", [one.id for one in scenario.objectives])):  # fmt: skip
        twice = [one for one, count in Counter(ids).items() if count > 1]
        yield from (f"the {what} {one!r} is there twice; rename one" for one in twice)


def _stages(scenario: Scenario) -> Iterator[str]:
    """Stages that no play comes to, and objectives that are in none of them or in several."""
    ends = [one.until for one in scenario.stages]
    if ends not in ([None], ["named", None], ["won", None], ["named", "won", None]):
        yield "its stages must end with a level named, then won, and the last one without until; put them in that order"
    placed = Counter(one for stage in scenario.stages for one in stage.objectives)
    for objective in scenario.objectives:
        if placed[objective.id] != 1:
            yield f"objective {objective.id!r} is in {placed[objective.id]} stages; put it into one"
    against = [one for one in scenario.objections if not one.against and one.answered_by]
    if scenario.ends.answers > len(against):
        yield f"ends: wants {scenario.ends.answers} objections answered but has {len(against)}; lower answers"


def _lines(scenario: Scenario, course: Course) -> Iterator[str]:
    """Lines that come twice, or that name a level before the learner has."""
    every: list[tuple[str, str]] = [("opening", one) for one in scenario.opening]
    every += [(f"fact {one.id!r}", line) for one in scenario.facts for line in one.lines]
    every += [
        (f"reactions to {act!r}", line) for act, its in scenario.reactions.items() for line in its
    ]
    every += [(f"lines for {pool!r}", line) for pool, its in scenario.lines.items() if pool not in AFTER_NAMED for line in its]  # fmt: skip
    names = [name for one in course.levels for name in (one.label, course.terms[one.id].name, *course.terms[one.id].aliases)]  # fmt: skip
    pattern = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in names if len(one) > 2), re.I)
    for pool in POOLS:
        if len(scenario.lines.get(pool, ())) < FEWEST:
            yield f"lines for {pool!r}: there must be {FEWEST} at least"
    for where, line in every:
        if found := pattern.search(line):
            yield f"{where}: {line[:40]!r} names {found.group()!r} before the learner has; reword it"
    later = [line for one in scenario.objections for line in (*one.lines, *one.satisfied)]
    later += [line for pool in AFTER_NAMED for line in scenario.lines.get(pool, ())]
    twice = Counter([*(line for _, line in every), *later])
    yield from (
        f"the line {one[:40]!r} is there twice; reword one" for one, n in twice.items() if n > 1
    )
