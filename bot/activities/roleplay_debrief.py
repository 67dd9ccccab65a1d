"""The words of a debrief: marks with quotes, scales apart, what to change, and the passages that carry it."""

from __future__ import annotations

from bot.activities.advise_steps import words_of
from bot.activities.roleplay_steps import ACTIVITY
from bot.advising.case import decision, with_needs
from bot.content.scenarios import Scenario
from bot.drafts import Advice, Draft, Point
from bot.playing.debrief import Debrief, Judged
from bot.replies import NeedRead, ObjectiveShown, Play
from bot.session import Case
from bot.tutor import Tutor

NAMED = 3  # objectives that a learner's own view is heard to speak of
QUOTED = 160  # characters of a quote that are shown; replay gives it whole
LISTED = 4  # facts of one kind that are named
AGAIN = 4  # the turn offered for another try where nothing speaks for another one


def draft_of(
    judged: Debrief, earlier: Debrief | None, queued: int, opens: str, tutor: Tutor
) -> Draft:
    """The debrief as a reply. `earlier` is the first ending where the scene was tried again."""
    say, scenario = tutor.wording.say, judged.story.scenario
    levels = tree_levels(scenario, tutor)
    block = [*_scales(judged, tutor), *_lessons(judged, tutor), _facts(judged, tutor)]
    if earlier:
        block.append(_compared(earlier, judged, tutor))
    if queued:
        block.append(tutor.wording.counted("debrief_queued", queued))
    cites = tuple(dict.fromkeys([*scenario.cites, *_cites(judged)]))
    return Draft(
        (
            Point(opens),
            Point(say("debrief_heading", title=scenario.title), apart=True),
            Point(_decision(judged, tutor), apart=True),  # what happened in the play is not cited
            Point(scenario.verdict, cites[:3]),
        ),
        grounded=True,
        activity=ACTIVITY,
        block="\n\n".join(one for one in block if one),
        choices=(
            say("offer_try_again", turn=str(_turn_to_try(judged))),
            say("offer_save"),
            say("offer_quiz_any"),
        ),
        advice=Advice(levels, _needs(scenario)),
        play=Play(
            persona=scenario.persona.name,
            revealed=tuple(judged.story.revealed),
            objectives=tuple(
                ObjectiveShown(
                    id=one.objective.id, status=one.status, quote=one.quote, turn=one.turn
                )
                for one in judged.judged
            ),
        ),
    )


def debrief_text(judged: Debrief, tutor: Tutor) -> str:
    """The debrief as plain Markdown, for the transcript."""
    scenario = judged.story.scenario
    heading = tutor.wording.say("debrief_heading", title=scenario.title)
    decided = f"{_decision(judged, tutor)} {scenario.verdict}"
    parts = [
        heading,
        decided,
        *_scales(judged, tutor),
        *_lessons(judged, tutor),
        _facts(judged, tutor),
    ]
    return "\n\n".join(parts)


def named_by(text: str, judged: Debrief, tutor: Tutor) -> str:
    """The thanks for the learner's own view, taking up the objectives that it speaks of."""
    say = tutor.wording.say
    if tutor.cues.hit("passes", text.lower()) or tutor.cues.hit("play_stop", text.lower()):
        return say("play_skipped")
    assert tutor.turns is not None
    acts = {act for one in tutor.turns.hear(text) for act in one.acts}
    spoken = [
        one
        for one in judged.judged
        if acts & {act for rule in one.objective.met for act in rule.any}
    ][:NAMED]
    if not spoken:
        return say("play_thanks")
    named = "; ".join(
        say(f"play_named_{one.status}", act=_small(one.objective.says)) for one in spoken
    )
    return say("play_thanks_named", named=named)


def tree_levels(scenario: Scenario, tutor: Tutor) -> tuple[str, ...]:
    """What the decision tree says of the scenario's case."""
    case = with_needs(Case(), _needs(scenario), tutor.course)
    return tuple(decision(case, tutor.course).outcome.levels)


def _needs(scenario: Scenario) -> tuple[NeedRead, ...]:
    return tuple(NeedRead(name=one, value="said") for one in scenario.needs)


def _named(levels: tuple[str, ...], tutor: Tutor) -> str:
    return words_of(tutor).named(levels)


def _decision(judged: Debrief, tutor: Tutor) -> str:
    """The learner's decision beside the tree's, and whether it was accepted."""
    say, story = tutor.wording.say, judged.story
    by_tree = tree_levels(story.scenario, tutor)
    tree, decided = _named(by_tree, tutor), story.decision
    if not decided.now:
        return say("debrief_undecided", tree=tree)
    key = "debrief_decided_else"
    if decided.right(story.scenario):
        key = "debrief_decided" if tuple(decided.levels) == by_tree else "debrief_decided_also"
    said = say(key, levels=_named(decided.levels, tutor), tree=tree)
    persona = story.scenario.persona.name
    turn = next((at for at, one in enumerate(story.turns, 1) if one.accepted), None)
    if turn is None or not story.accepted:
        return f"{said} {say('debrief_not_accepted', persona=persona)}"
    return f"{said} {say('debrief_accepted', persona=persona, turn=str(turn))}"


def _scales(judged: Debrief, tutor: Tutor) -> list[str]:
    """A part for each scale: its points, and its objectives with the learner's words."""
    say = tutor.wording.say
    parts: list[str] = []
    for score in judged.scores:
        head = say(
            "debrief_scale",
            scale=say(f"scale_{score.scale}"),
            reached=f"{score.reached:g}",
            possible=str(score.possible),
        )
        its = [one for one in judged.judged if one.objective.scale == score.scale]
        parts.append("\n".join([head, "", *(_line(one, tutor) for one in its)]))
    return parts


def _line(one: Judged, tutor: Tutor) -> str:
    says = one.objective.says.rstrip(".")
    if one.status == "missed":
        return tutor.wording.say("debrief_missed", says=says)
    quote = " ".join(str(one.quote).split())
    shown = quote if len(quote) <= QUOTED else f"{quote[:QUOTED].rsplit(' ', 1)[0]} ..."
    return tutor.wording.say(f"debrief_{one.status}", says=says, turn=str(one.turn), quote=shown)


def _lessons(judged: Debrief, tutor: Tutor) -> list[str]:
    """Two things done well, and one to change with a better line."""
    say = tutor.wording.say
    well = [say("debrief_well_one", well=one.objective.well) for one in judged.praised]
    change = judged.to_change
    changes = (
        say("debrief_change_one", change=change.objective.change, better=change.objective.better)
        if change
        else say("debrief_change_none")
    )
    return [
        "\n".join([say("debrief_well"), "", *(well or [say("debrief_well_none")])]),
        f"{say('debrief_change')}\n\n{changes}",
    ]


def _facts(judged: Debrief, tutor: Tutor) -> str:
    """What was found out, what came out beside, what stayed hidden."""
    say = tutor.wording.say
    parts = [say("debrief_facts")]
    for kind, key in (("found", "debrief_found"), ("given", "debrief_given"), ("missed", "debrief_hidden")):  # fmt: skip
        facts = judged.facts(kind)  # type: ignore[arg-type]
        if facts or kind == "found":
            told = [one.summary for one in facts[:LISTED]] or [say("debrief_none")]
            if len(facts) > LISTED:
                told.append(tutor.wording.counted("debrief_more", len(facts) - LISTED))
            parts.append("\n".join([say(key), "", *(f"- {one}" for one in told)]))
    return "\n\n".join(parts)


def _compared(earlier: Debrief, now: Debrief, tutor: Tutor) -> str:
    """The marks that changed from the first ending to this one."""
    say = tutor.wording.say
    changed = [
        say(
            "debrief_compared_one",
            says=one.objective.says.rstrip("."),
            before=say(f"status_{was.status}"),
            now=say(f"status_{one.status}"),
        )
        for was, one in zip(earlier.judged, now.judged, strict=True)
        if was.status != one.status
    ]
    return "\n".join([say("debrief_compared"), "", *(changed or [say("debrief_compared_same")])])


def _cites(judged: Debrief) -> list:
    """The evidence of what is to change, then of what was done well."""
    first = [judged.to_change] if judged.to_change else []
    return [cite for one in (*first, *judged.praised) for cite in one.objective.cites]


def _turn_to_try(judged: Debrief) -> int:
    """The turn from which another try helps most: where a wrong decision fell, else the middle."""
    turns = judged.story.turns
    wrong = next((at for at, one in enumerate(turns, 1) if one.raised and not one.accepted), None)
    return min(wrong or AGAIN, len(turns))


def _small(text: str) -> str:
    """A sentence as a part of another, with a small first letter and no full stop."""
    return text[:1].lower() + text[1:].rstrip(".")
