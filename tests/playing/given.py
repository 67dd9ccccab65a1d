"""What the tests of role-plays share: turns as heard, without a reader, and a scenario with planted words."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bot.content.scenarios import Scenario
from bot.playing.persona import answer
from bot.playing.story import Story
from bot.turns import Heard, PlayTurn

ORDER = ("pretrained", "prompt-engineering", "rag", "fine-tuning", "from-scratch")


def heard(*acts: str, words: str = "What about that one, then?", **levels: str) -> list[Heard]:
    """A turn of one piece, which is firm and clear and names its levels. A level's name has _ for -."""
    stands = {name.replace("_", "-"): stance for name, stance in levels.items()}
    return [
        Heard(
            words=words,
            acts=list(acts),
            clear=dict.fromkeys(acts, 1.0),
            levels=stands,
            firm=dict.fromkeys(stands, 1.0),
            named=list(stands),
        )
    ]


def faintly(turn: list[Heard], firm: float = 0.1) -> list[Heard]:
    """The same turn, hardly meant."""
    return [one.model_copy(update={"firm": dict.fromkeys(one.levels, firm)}) for one in turn]


def played(scenario: Scenario, turns: Sequence[list[Heard]], seed: int = 0) -> Story:
    """A play of turns that are heard already."""
    done: list[PlayTurn] = []
    for number, one in enumerate(turns):
        said = " ".join(piece.words for piece in one)
        story = Story(scenario, done, ORDER)
        done.append(answer(story, said, one, Random(f"{seed}/{number}")))
    return Story(scenario, done, ORDER)


def planted(scenario: Scenario) -> Scenario:
    """The scenario with a token of its own in every line of every fact."""
    facts = [
        fact.model_copy(update={"lines": tuple(f"{line} <{fact.id}>" for line in fact.lines)})
        for fact in scenario.facts
    ]
    return scenario.model_copy(update={"facts": tuple(facts)})


def tokens(story: Story) -> set[str]:
    """The facts whose tokens stand in what the persona said."""
    said = " ".join(line for turn in story.turns for line in turn.lines)
    return {fact.id for fact in story.scenario.facts if f"<{fact.id}>" in said}
