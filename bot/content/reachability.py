"""Proves that a role-play can be played: what is to be found can come out, and what is to be done can be done.

An act can be heard if enough lines teach it; a fact comes out if an act that can be heard asks for it while
the turns last; an objective is reached if one of its rules can hold, and not by the opening alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.content.scenarios import Line, Rule, Scenario, ScenarioFact

TAUGHT = 20  # lines that an act needs before it can be heard at all
ALIKE = 0.6  # share of a fact's words in an opening from which it is told already
WORD = re.compile(r"[a-z]{4,}")


def unreachable(scenario: Scenario, lines: Sequence[Line]) -> Iterator[str]:
    """Every fact and objective that no play can reach, or that the opening gives away."""
    taught = Counter(act for one in lines for act in one.acts)
    heard = {act for act, count in taught.items() if count >= TAUGHT}
    stances = {(level, stance) for one in lines for level, stance in one.levels.items()}
    told = {one.id for one in scenario.facts if _comes_out(one, scenario, heard)}
    for fact in scenario.facts:
        if not fact.reveal.never and fact.id not in told:
            yield f"fact {fact.id!r} never comes out: no act that can be heard asks for it in time; change its reveal"
        if _given_away(fact, scenario):
            yield f"fact {fact.id!r} is told by the opening already; reword one of the two"
    for objective in scenario.objectives:
        if any(_empty(rule) for rule in (*objective.met, *objective.partly)):
            yield f"objective {objective.id!r} is met by the opening alone; say what the learner does for it"
        if not any(_can_hold(rule, scenario, heard, stances, told) for rule in objective.met):
            yield f"objective {objective.id!r} can't be reached: none of its rules can ever hold; change met"


def _comes_out(fact: ScenarioFact, scenario: Scenario, heard: set[str]) -> bool:
    """Whether the fact can be told: its trust earned by fair turns, then asked for."""
    asked = heard & {*fact.reveal.asked, *fact.reveal.nearby}
    return not fact.reveal.never and bool(asked) and fact.reveal.trust < scenario.ends.turns


def _given_away(fact: ScenarioFact, scenario: Scenario) -> bool:
    """Whether an opening tells most of a fact, in the words of its summary or of a line."""
    known = set(WORD.findall(f"{scenario.persona.name} {scenario.persona.role}".lower()))
    openings = [set(WORD.findall(one.lower())) for one in scenario.opening]
    for text in (fact.summary, *fact.lines):
        words = set(WORD.findall(text.lower())) - known
        if words and any(len(words & one) / len(words) >= ALIKE for one in openings):
            return True
    return False


def _empty(rule: Rule) -> bool:
    """Whether a rule asks for nothing that the learner does."""
    return not (rule.any or rule.all or rule.recommends or rule.rejects or rule.right or rule.revealed)  # fmt: skip


def _can_hold(
    rule: Rule, scenario: Scenario, heard: set[str], stances: set[tuple[str, str]], told: set[str]
) -> bool:
    """Whether one turn of a learner can do all that a rule asks for."""
    right = {one[0] for one in scenario.accepts}
    recommended = {one for one in rule.recommends or right if (one, "recommends") in stances}
    put_off = {one for one in rule.rejects if {(one, "rejects"), (one, "later")} & stances}
    return all(
        (
            not _empty(rule),
            not rule.any or bool(heard & set(rule.any)),
            heard >= set(rule.all),
            not rule.recommends or bool(recommended),
            not rule.right or bool(recommended & right),
            not rule.rejects or bool(put_off),
            not (rule.recommends and rule.rejects) or len(recommended | put_off) > 1,
            told >= set(rule.revealed),
        )
    )
