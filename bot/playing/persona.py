"""What the persona says to a turn: chosen by code from the scenario's lines.

The choice rests on the acts heard in the turn and on the story so far; a line that names a level can
only come after the learner has named one.
"""

from __future__ import annotations

from random import Random

from bot.content.scenarios import Objection
from bot.playing.decision import speaks_for
from bot.playing.disclosure import Disclosed, disclose
from bot.playing.story import Story
from bot.playing.voice import Voice
from bot.turns import Heard, PlayTurn

ALONE = ("commands", "rude", "swaps")  # acts that are answered and nothing else with them
ASIDE = ("nonsense", "off-topic", "flatters", "pushes", "small-talk", "thanks", "greets", "unsure", "agrees", "declines")  # fmt: skip
PRESSED = 2  # times that an objection is put before another one
LONG, BRIEF = 120, 3  # words of a turn that is long, or says little
OFTEN, SELDOM = 0.6, 0.25  # how often the talk is handed back


def answer(story: Story, said: str, heard: list[Heard], chance: Random) -> PlayTurn:
    """The learner's next turn with the persona's answer to it."""
    turn = PlayTurn(said=said, heard=heard)
    voice = Voice(story.scenario, story.said, chance)
    alone = next((one for one in ALONE if one in turn.acts), None)
    if alone:
        voice.say(alone)
    else:
        told = disclose(story, _asked(turn))
        turn.found, turn.given = [one.id for one in told.found], [one.id for one in told.given]
        _speak(story, turn, told, voice)
    if len(story.turns) + 1 >= story.scenario.ends.turns:
        voice.say("closes")
    turn.lines = voice.lines
    return turn


def _asked(turn: PlayTurn) -> list[str]:
    """What the turn asks for. Beside a decision or a reason only what is put as a question counts."""
    explains = any(one.startswith("say-") for one in turn.acts) or any(
        one.levels_that("recommends") for one in turn.heard
    )
    pieces = [one for one in turn.heard if not explains or one.words.rstrip().endswith("?")]
    return list(dict.fromkeys(act for one in pieces for act in one.acts if act.startswith("ask-")))


def _speak(story: Story, turn: PlayTurn, told: Disclosed, voice: Voice) -> None:
    """A decision is answered first, then what was asked; else what was explained, or whatever was said."""
    reasoned = [one for one in turn.acts if one.startswith("say-")]
    after = story.then(turn)
    # what only sounds like a level decides nothing, so there is nothing yet to say no to
    decides = bool(after.decision.now) and any(one.levels_that("recommends") for one in turn.heard)
    stands = after.decision.right(story.scenario)
    for fact in (*told.found, *told.given):
        voice.one_of(fact.lines)
    if decides or (stands and reasoned and not told.found):
        _answer_decision(story, after, turn, voice)
    elif reasoned and not told.found:
        _take_up(story, turn, reasoned, voice)
    if "ask-which" in turn.acts:
        voice.say("names-none")
    elif told.unknown and not (told.given or decides or reasoned):
        voice.say("told" if told.asked_again else "unknown")
    elif told.found and not decides and voice.may(SELDOM):
        _hand_back(story, voice)
    if not voice.lines:
        _aside(story, turn, voice)


def _answer_decision(story: Story, after: Story, turn: PlayTurn, voice: Voice) -> None:
    """Object to a wrong decision, ask for the reason of a right one, accept it, press on."""
    scenario, decision = story.scenario, after.decision
    if not decision.right(scenario):
        _object(decision.now, story, turn, voice)
        return
    if not set(scenario.ends.reasons) & after.acts:
        voice.say("why")
        return
    last = _pending(story)
    if last and after.settled(last.id):
        turn.answered = last.id
        voice.one_of(last.satisfied)
    if not story.accepted and _won(after) and not _doubts(after):
        turn.accepted = True
        voice.say("accepts")
    elif not turn.answered:
        reasoned = [one for one in turn.acts if one.startswith("say-")]
        if not any(voice.react(one) for one in reasoned):
            voice.say("settled" if story.accepted else "noted")
    _press_on(story, after, turn, voice)


def _doubts(after: Story) -> bool:
    """Whether the turn itself speaks against what stands, or more firmly for something else."""
    stands = set(after.decision.now)
    pieces = after.turns[-1].heard
    rejected = {one for piece in pieces for one in piece.levels_that("rejects")}
    others = set(after.order[1:]) - stands  # every level rests on the first
    return bool(rejected & stands) or speaks_for(pieces, others) > speaks_for(pieces, stands)


def _won(after: Story) -> bool:
    """Whether enough of what the persona holds against the right decision is answered."""
    against = [one for one in after.scenario.objections if not one.against]
    return sum(after.settled(one.id) for one in against) >= after.scenario.ends.answers


def _object(levels: tuple[str, ...], story: Story, turn: PlayTurn, voice: Voice) -> None:
    """What a client would hold against a wrong decision, in words not used before."""
    right = {one[0] for one in story.scenario.accepts}
    wrong = [one for one in levels if one not in right]
    for objection in story.scenario.objections:
        if set(wrong) & set(objection.against) and voice.one_of(objection.lines):
            turn.raised = objection.id
            return
    voice.say("unmoved")


def _pending(story: Story) -> Objection | None:
    """The objection to a right decision that was put last."""
    raised = [turn.raised for turn in story.turns if turn.raised]
    last = next((x for x in story.scenario.objections if raised and x.id == raised[-1]), None)
    done = last is not None and any(turn.answered == last.id for turn in story.turns)
    return last if last and not last.against and not done else None


def _press_on(story: Story, after: Story, turn: PlayTurn, voice: Voice) -> None:
    """Put the next objection that a right decision has not answered yet, if there is one."""
    for objection in story.scenario.objections:
        if objection.against or after.settled(objection.id):
            continue
        if story.times_raised(objection.id) < PRESSED and voice.one_of(objection.lines):
            turn.raised = objection.id
            return


def _take_up(story: Story, turn: PlayTurn, reasoned: list[str], voice: Voice) -> None:
    """React to what was explained, and hand the talk back."""
    if sum(len(one.words.split()) for one in turn.heard) > LONG:
        voice.say("long")
    elif not any(voice.react(one) for one in reasoned):
        voice.say("noted")
    if voice.may(OFTEN):
        _hand_back(story, voice)


def _hand_back(story: Story, voice: Voice) -> None:
    patience = story.stage.patience
    voice.say("follows" if patience is None or len(story.turns) < patience else "presses")


def _aside(story: Story, turn: PlayTurn, voice: Voice) -> None:
    """Small talk, nonsense, pressure, a word; or something that was understood but asks for nothing."""
    kind = next((one for one in ASIDE if one in turn.acts), None)
    size = len(turn.said.split())
    if kind:
        voice.say(kind)
    elif turn.said.rstrip().endswith("?"):
        voice.say("unknown")
    elif size <= BRIEF:
        voice.say("brief")
    elif size > LONG:
        voice.say("long")
    else:
        voice.say("noted")
        _hand_back(story, voice)
