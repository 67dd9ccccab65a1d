"""What a persona may tell now: by what was asked and the trust that was earned, and by nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.content.scenarios import ScenarioFact
from bot.playing.story import Story

AT_ONCE = 3  # facts told in one turn


@dataclass(frozen=True)
class Disclosed:
    """The facts that a turn brings out, and whether something was asked that is not or no more to be told."""

    found: tuple[ScenarioFact, ...] = ()
    given: tuple[ScenarioFact, ...] = ()
    asked_again: bool = False
    unknown: bool = False


def disclose(story: Story, acts: Sequence[str]) -> Disclosed:
    """What comes out when the learner's next turn has these acts."""
    asked = [one for one in acts if one.startswith("ask-")]
    told, trust = set(story.revealed), story.trust
    open_facts = [
        one
        for one in story.scenario.facts
        if not one.reveal.never and one.id not in told and trust >= one.reveal.trust
    ]
    found: list[ScenarioFact] = []
    for act in asked:
        fact = next((x for x in open_facts if act in x.reveal.asked and x not in found), None)
        if fact:
            found.append(fact)
    if found:
        return Disclosed(tuple(found[:AT_ONCE]))
    known = {fact.id for fact in story.scenario.facts if set(asked) & set(fact.reveal.asked)}
    beside = [one for one in open_facts if set(asked) & set(one.reveal.nearby)]
    if beside:
        return Disclosed(given=(beside[0],))
    return Disclosed(asked_again=bool(known & told), unknown=bool(asked))
