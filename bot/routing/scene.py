"""While a scene of a role-play is open: almost everything is said to the persona."""

from __future__ import annotations

from bot.routing.request import Request
from bot.session import Playing
from bot.tutor import Tutor

WISH = 8  # words up to which a line may ask for another activity rather than speak to the persona
ASIDE = 14  # ... may ask the tutor something in passing
CONTROLS = {"play_stop": "stop", "play_hint": "hint"}  # cues and what they ask for


def in_scene(playing: Playing, text: str, tutor: Tutor) -> list[Request]:
    """What a line asks for while a scene is open, [] if it is read as at any other time."""
    lower = tutor.reader.repair(text).lower().strip()
    if playing.stage == "assess":
        if _asks_the_tutor(lower, tutor) and not tutor.cues.hit("play_own_view", lower):
            return [Request("ask", text)]
        return [_elsewhere(text, lower, tutor, over=True) or Request("open", text)]
    control = next((what for cue, what in CONTROLS.items() if tutor.cues.hit(cue, lower)), None)
    if control:
        return [Request("role-play", text, control)]
    if playing.paused:
        if tutor.cues.hit("play_pause", lower) or tutor.cues.hit("control", lower):
            return [Request("role-play", text, "pause")]
        back = tutor.cues.hit("play_back", lower) or tutor.cues.hit("go_on", lower)
        return [Request("role-play", text, "back")] if back else []
    return _steps_out(text, lower, tutor) or [
        _elsewhere(text, lower, tutor) or Request("open", text)
    ]


def _steps_out(text: str, lower: str, tutor: Tutor) -> list[Request]:
    """A pause, with the question that may come with it; [] if the line stays in the scene."""
    paused = tutor.cues.hit("play_pause", lower)
    waits = tutor.cues.hit("play_wait", lower)
    if waits and not paused and _asks_the_tutor(lower[waits.end() :], tutor):
        paused = waits  # "wait, what is RAG?", not "wait, you have no budget at all?"
    if not paused:
        return []
    rest = lower[paused.end() :].strip(" ,.:;!")
    asks = [Request("ask", rest)] if len(rest.split()) > 1 else []
    return [Request("role-play", text, "pause"), *asks]


def _asks_the_tutor(text: str, tutor: Tutor) -> bool:
    """Whether a line is a short question about something that the unit names."""
    put = tutor.cues.hit("wh", text) and text.rstrip().endswith("?")
    return bool(put and len(text.split()) <= ASIDE and tutor.reader.read(text).subjects)


def _elsewhere(text: str, lower: str, tutor: Tutor, over: bool = False) -> Request | None:
    """A short line that asks for another activity, for a fresh start, or reports a reply.

    Where the scene is `over`, what speaks of a role-play is the learner's own view of it.
    """
    cues = tutor.cues
    if len(lower.split()) > WISH:
        return None
    if cues.hit("start_over", lower):
        return Request("start-over", text)
    if cues.hit("report", lower):
        return Request("report", text)
    if cues.hit("scene_quiz", lower):
        return Request("quiz", text, "start")
    other = not over and cues.hit_person("play_other", lower, tutor.course)
    return Request("role-play", text, "start") if other else None
