"""Role-play: a scene is chosen, played turn by turn in character, and followed by its debrief."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.activities import roleplay_after, roleplay_controls
from bot.activities.roleplay_steps import ACTIVITY, order_of, shown_play, spoken
from bot.content.scenarios import Scenario
from bot.drafts import Draft, Point, plain
from bot.playing.persona import answer
from bot.playing.story import Story
from bot.session import Playing, Session
from bot.tutor import Tutor

ALIKE = 75  # likeness of an answer to a scene's label, 0-100


def serve(session: Session, text: str, what: str, tutor: Tutor) -> Draft:
    """The one table of what a role-play is asked for."""
    if tutor.turns is None:
        return plain(tutor.wording.say("no_content", subject=tutor.course.unit.subject), ACTIVITY)
    served = {
        "start": start,
        "open": open_play,
        "pause": roleplay_controls.pause,
        "back": roleplay_controls.back,
        "hint": roleplay_controls.hint,
        "stop": roleplay_after.stop,
        "again": roleplay_after.play_again,
        "save": roleplay_after.save,
    }
    return served[what](session, text, tutor)


def start(session: Session, text: str, tutor: Tutor) -> Draft:
    """A new scene, the one that the message names, or a choice of them."""
    chosen = _named(text, tutor)
    if chosen is None:
        session.activity = Playing(stage="choose")
        return plain(tutor.wording.say("play_choose"), ACTIVITY, tuple(_labels(tutor)))
    opening = session.chance().choice(chosen.opening)
    session.activity = Playing(
        scenario=chosen.id, opening=opening, seed=session.seed + session.draws
    )
    brief = tutor.wording.say("play_begins", brief=chosen.brief)
    return replace(
        plain(brief, ACTIVITY),
        points=(Point(brief), Point(spoken(chosen, opening, tutor), apart=True)),
        choices=roleplay_controls.buttons(tutor),
        play=shown_play(session.activity, tutor),
    )


def open_play(session: Session, text: str, tutor: Tutor) -> Draft:
    """What the learner says while a scene is open: a choice, a turn in it, or a word on how it went."""
    playing = session.activity
    assert isinstance(playing, Playing)
    if playing.stage == "choose":
        if _named(text, tutor) is None:
            return plain(tutor.wording.say("play_choose_again"), ACTIVITY, tuple(_labels(tutor)))
        return start(session, text, tutor)
    if playing.stage == "assess":
        return roleplay_after.debriefed(session, text, tutor)
    return _turn(session, playing, text, tutor)


def _turn(session: Session, playing: Playing, text: str, tutor: Tutor) -> Draft:
    """One turn in character."""
    assert tutor.turns is not None
    scenario = tutor.course.scenarios[str(playing.scenario)]
    story = Story(scenario, playing.turns, order_of(tutor))
    turn = answer(story, text, tutor.turns.hear(text), playing.chance())
    session.activity = playing.model_copy(update={"turns": [*playing.turns, turn]})
    points = [Point(spoken(scenario, " ".join(turn.lines), tutor))]
    if turn.accepted and not any(one.accepted for one in playing.turns):
        points.append(Point(tutor.wording.say("play_won"), apart=True))
    ends = len(playing.turns) + 1 >= scenario.ends.turns
    draft = Draft(
        tuple(points),
        grounded=None,
        activity=ACTIVITY,
        choices=() if ends else roleplay_controls.buttons(tutor),
        play=shown_play(session.activity, tutor),
        voice="persona",
    )
    return roleplay_after.ended(session, draft, tutor) if ends else draft


def _named(text: str, tutor: Tutor) -> Scenario | None:
    """The scene that a message asks for: by its label, or by whom it names and on which side."""
    labels = _labels(tutor)
    pressed = next((labels[one] for one in labels if one.lower() == text.lower().strip()), None)
    if pressed:
        return pressed
    named = [one.id for one in tutor.reader.read(text).mentions]
    wish = tutor.wishes.of(text)
    cued = wish != "role-play" and tutor.cues.hit_person("play_as", text.lower(), tutor.course)
    side = "defender" if cued or wish == "defend" else "adviser"
    scenes = tutor.course.scenarios.values()
    for name in named:  # in the order of the text: whom one wants to meet comes before who one is
        fitting = [one for one in scenes if name in one.about]
        if fitting:
            return next((one for one in fitting if one.side == side), fitting[0])
    close = process.extractOne(text, list(labels), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return labels[close[0]] if close else None


def _labels(tutor: Tutor) -> dict[str, Scenario]:
    """What a learner may type or press to choose a scene."""
    return {
        tutor.wording.say(f"play_offer_{one.side}", name=tutor.course.terms[one.about[0]].name): one
        for one in sorted(tutor.course.scenarios.values(), key=lambda one: one.side)
    }


def again(session: Session, tutor: Tutor) -> Draft | None:
    """The open scene once more, after something else was served; None if none is open."""
    playing = session.activity
    if not isinstance(playing, Playing) or playing.open is None:
        return None
    if playing.stage == "choose":
        return plain(tutor.wording.say("play_choose"), ACTIVITY, tuple(_labels(tutor)))
    if playing.stage == "assess":
        return plain(tutor.wording.say("play_assess"), ACTIVITY)
    return roleplay_controls.waiting(playing, tutor)
