"""Stepping out of a scene and back: pause, hint, going on."""

from __future__ import annotations

from dataclasses import replace

from bot.activities.roleplay_steps import ACTIVITY, scenario_of, shown_play, spoken, story_of
from bot.drafts import Draft, Point, plain
from bot.playing.debrief import unmet
from bot.session import Playing, Session
from bot.tutor import Tutor


def buttons(tutor: Tutor) -> tuple[str, ...]:
    """What stands under every reply of a scene."""
    return tuple(tutor.wording.say(f"offer_{one}") for one in ("hint", "pause", "stop"))


def pause(session: Session, text: str, tutor: Tutor) -> Draft:
    """Step out of the scene."""
    playing = _open(session)
    session.activity = playing.model_copy(update={"paused": True})
    story = story_of(playing, tutor)
    left = story.scenario.ends.turns - len(playing.turns)
    persona = story.scenario.persona.name
    says = tutor.wording.counted("play_paused", left, persona=persona, stage=story.stage.says)
    return _shown(plain(says, ACTIVITY), session, tutor)


def back(session: Session, text: str, tutor: Tutor) -> Draft:
    """Step back into it."""
    playing = _open(session).model_copy(update={"paused": False})
    session.activity = playing
    points = (Point(tutor.wording.say("play_back")), Point(last_said(playing, tutor), apart=True))
    draft = replace(plain("", ACTIVITY), points=points, choices=buttons(tutor))
    return _shown(draft, session, tutor)


def hint(session: Session, text: str, tutor: Tutor) -> Draft:
    """A nudge out of character, each time another one; it gives no answer away."""
    playing = _open(session)
    left = unmet(story_of(playing, tutor))
    session.activity = playing.model_copy(update={"hints": playing.hints + 1})
    if not left:
        return _shown(plain(tutor.wording.say("play_no_hint"), ACTIVITY), session, tutor)
    chosen = left[playing.hints % len(left)]
    says = tutor.wording.say("play_hint", hint=chosen.hint)
    return _shown(plain(says, ACTIVITY, buttons(tutor)), session, tutor)


def waiting(playing: Playing, tutor: Tutor) -> Draft:
    """What a scene that is set aside waits for: the persona's last words, or that it is paused."""
    if playing.paused:
        persona = scenario_of(playing, tutor).persona.name
        return plain(tutor.wording.say("play_paused_still", persona=persona), ACTIVITY)
    draft = plain(last_said(playing, tutor), ACTIVITY, buttons(tutor))
    return replace(draft, play=shown_play(playing, tutor))


def last_said(playing: Playing, tutor: Tutor) -> str:
    """The persona's last words."""
    says = " ".join(playing.turns[-1].lines) if playing.turns else playing.opening
    return spoken(scenario_of(playing, tutor), says, tutor)


def _open(session: Session) -> Playing:
    assert isinstance(session.activity, Playing)
    return session.activity


def _shown(draft: Draft, session: Session, tutor: Tutor) -> Draft:
    return replace(draft, play=shown_play(_open(session), tutor))
