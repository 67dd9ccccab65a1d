"""How a play went: each objective met, partly or missed, with the learner's own words and their turn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.content.scenarios import PlayObjective, Rule, Scale, Scenario, ScenarioFact
from bot.playing.decision import decided
from bot.playing.sentences import TITLE
from bot.playing.story import Story
from bot.turns import Heard, PlayTurn

Status = Literal["met", "partly", "missed"]
SCALES: tuple[Scale, ...] = ("discovery", "decision", "justification", "communication")
SHARE = {"met": 1.0, "partly": 0.5, "missed": 0.0}
SENTENCE = re.compile(rf"(?:{TITLE}|[^.!?\n])+[.!?]*[\"')]*")
PRAISED = 2  # things done well that are named


@dataclass(frozen=True)
class Judged:
    """An objective with its status, the learner's exact words that show it, and the turn, from 1."""

    objective: PlayObjective
    status: Status
    quote: str | None = None
    turn: int | None = None


@dataclass(frozen=True)
class Scored:
    """What was reached on one scale, in points: a part met counts half."""

    scale: Scale
    reached: float
    possible: int


@dataclass(frozen=True)
class Debrief:
    """The whole of it. `story` is the play that it judges."""

    story: Story
    judged: tuple[Judged, ...]

    @property
    def scores(self) -> tuple[Scored, ...]:
        """A score for each scale that the scenario has objectives for; they are never blended."""
        found: list[Scored] = []
        for scale in SCALES:
            its = [one for one in self.judged if one.objective.scale == scale]
            reached = sum(one.objective.weight * SHARE[one.status] for one in its)
            possible = sum(one.objective.weight for one in its)
            found += [Scored(scale, reached, possible)] if its else []
        return tuple(found)

    @property
    def praised(self) -> tuple[Judged, ...]:
        """The weightiest things done well."""
        met = [one for one in self.judged if one.status == "met"]
        return tuple(sorted(met, key=lambda one: -one.objective.weight)[:PRAISED])

    @property
    def to_change(self) -> Judged | None:
        """The weightiest thing missed, or else only partly met."""
        short = [one for one in self.judged if one.status != "met"]
        return min(short, key=lambda one: (one.status != "missed", -one.objective.weight), default=None)  # fmt: skip

    def facts(self, kind: Literal["found", "given", "missed"]) -> list[ScenarioFact]:
        """The facts that were asked for, that came out beside something else, or that stayed hidden."""
        turns = self.story.turns
        told = {
            "found": {one for turn in turns for one in turn.found},
            "given": {one for turn in turns for one in turn.given},
        }
        every = self.story.scenario.facts
        if kind != "missed":
            return [one for one in every if one.id in told[kind]]
        known = told["found"] | told["given"]
        return [one for one in every if one.id not in known and not one.reveal.never]


def debrief(story: Story) -> Debrief:
    """Judge a play. The same turns are always judged alike."""
    return Debrief(story, tuple(_judged(one, story) for one in story.scenario.objectives))


def unmet(story: Story) -> list[PlayObjective]:
    """What the learner has still to do: first in the present stage of the talk, then in later and earlier ones."""
    short = [one.objective for one in debrief(story).judged if one.status != "met"]
    stages = story.scenario.stages
    now = stages.index(story.stage)
    stage_of = {one: at for at, stage in enumerate(stages) for one in stage.objectives}
    return sorted(short, key=lambda one: ((stage_of[one.id] - now) % len(stages), -one.weight))


def _judged(objective: PlayObjective, story: Story) -> Judged:
    statuses: tuple[tuple[Status, tuple[Rule, ...]], ...] = (
        ("met", objective.met),
        ("partly", objective.partly),
    )
    for status, rules in statuses:
        for rule in rules:  # what shows it best is named first
            shown = [at for at in range(1, len(story.turns) + 1) if _holds(rule, at, story)]
            if shown:
                at = max(shown, key=lambda one: (_clear(rule, story.turns[one - 1]), -one))
                quote = _quote(rule, story.turns[at - 1], story.scenario)
                return Judged(objective, status, quote, at)
    return Judged(objective, "missed")


def _clear(rule: Rule, turn: PlayTurn) -> float:
    """How clearly a turn does what the rule asks for: the clearest is the one to be quoted."""
    wanted = {*rule.any, *rule.all}
    return max((one.clearest(wanted) for one in turn.heard), default=0.0)


def _holds(rule: Rule, at: int, story: Story) -> bool:
    """Whether a rule holds for the turn `at`, from 1."""
    turn = story.turns[at - 1]
    acts = set(turn.acts)
    told = Story(story.scenario, story.turns[:at], story.order).revealed
    checks = (
        not rule.any or bool(acts & set(rule.any)),
        acts >= set(rule.all),
        not rule.recommends or bool(_levels(turn, "recommends") & set(rule.recommends)),
        not rule.rejects or bool(_levels(turn, "rejects", "later") & set(rule.rejects)),
        set(told) >= set(rule.revealed),
        not rule.right or (_right_from(at, story) and _decides_right(turn, story)),
    )
    return all(checks)


def _right_from(at: int, story: Story) -> bool:
    """Whether the decision is right from the turn `at`, from 1, to the end."""
    ends = range(at, len(story.turns) + 1)
    so_far = (Story(story.scenario, story.turns[:end], story.order) for end in ends)
    return all(one.decision.right(story.scenario) for one in so_far)


def _decides_right(turn: PlayTurn, story: Story) -> bool:
    decision = decided(turn.heard, Story(story.scenario, (), story.order).decision, story.order)
    return decision.right(story.scenario)


def _levels(turn: PlayTurn, *stances: str) -> set[str]:
    return {one for piece in turn.heard for stance in stances for one in piece.levels_that(stance)}


def _quote(rule: Rule, turn: PlayTurn, scenario: Scenario) -> str:
    """The sentence of the turn that shows best what the rule asks for, in the learner's exact words."""
    wanted = {*rule.any, *rule.all}
    showing = [
        one for one in turn.heard if wanted & set(one.acts) or _speaks_of(rule, one, scenario)
    ]
    best = max(
        showing,
        key=lambda one: (_speaks_of(rule, one, scenario), one.clearest(wanted)),
        default=None,
    )
    piece = best.words if best else turn.said
    sentences = (one.group().strip() for one in SENTENCE.finditer(turn.said))
    return next((one for one in sentences if piece in one), piece)


def _speaks_of(rule: Rule, piece: Heard, scenario: Scenario) -> bool:
    """Whether a piece recommends, or speaks against, a level as the rule asks for."""
    recommended = set(piece.levels_that("recommends"))
    put_off = {*piece.levels_that("rejects"), *piece.levels_that("later")}
    right = {one[0] for one in scenario.accepts} if rule.right else set(rule.recommends)
    return bool(recommended & right or put_off & set(rule.rejects))
