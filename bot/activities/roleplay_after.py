"""After a scene: the learner's own view, the debrief, another try from a turn, the transcript."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.activities.roleplay_controls import buttons, last_said
from bot.activities.roleplay_debrief import debrief_text, draft_of, named_by
from bot.activities.roleplay_memory import remember
from bot.activities.roleplay_steps import ACTIVITY, shown_play, story_of
from bot.drafts import Draft, Point, plain
from bot.memory import MemoryProblem
from bot.playing.debrief import Debrief, debrief
from bot.playing.transcript import transcript
from bot.session import Asking, Playing, Session
from bot.tutor import Tutor

log = logging.getLogger(__name__)
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")  # fmt: skip


def stop(session: Session, text: str, tutor: Tutor) -> Draft:
    """The learner ends the scene: first their own view of it is asked for."""
    playing = session.activity
    assert isinstance(playing, Playing)
    if not playing.turns:
        session.activity = Asking()
        return plain(tutor.wording.say("play_nothing_yet"), ACTIVITY)
    return ended(session, plain("", ACTIVITY), tutor)


def ended(session: Session, draft: Draft, tutor: Tutor) -> Draft:
    """A draft that ends the scene, with the question for the learner's own view."""
    playing = session.activity
    assert isinstance(playing, Playing)
    session.activity = playing.model_copy(update={"stage": "assess", "paused": False})
    said = [one for one in draft.points if one.text]
    limit = [Point(tutor.wording.say("play_limit"), apart=True)] if said else []
    asks = Point(tutor.wording.say("play_assess"), apart=bool(said))
    return replace(draft, points=(*said, *limit, asks), play=shown_play(session.activity, tutor))


def debriefed(session: Session, text: str, tutor: Tutor) -> Draft:
    """The debrief, after what the learner thinks of the play."""
    playing = session.activity
    assert isinstance(playing, Playing)
    judged = debrief(story_of(playing, tutor))
    earlier = debrief(story_of(playing.model_copy(update={"turns": playing.before}), tutor))
    queued = _remembered(playing, judged, tutor)
    session.activity = Asking()
    opens = named_by(text, judged, tutor)
    session.play = playing.model_copy(update={"own_view": text})
    return draft_of(judged, earlier if playing.before else None, queued, opens, tutor)


def _remembered(playing: Playing, judged: Debrief, tutor: Tutor) -> int:
    """How many questions come back; none where the memory can't be written, which costs no debrief."""
    try:
        return remember(playing, judged, tutor)
    except MemoryProblem:
        log.exception("what a play left could not be kept")
        return 0


def play_again(session: Session, text: str, tutor: Tutor) -> Draft:
    """Back to just before one of the turns, or to the beginning, with the first ending kept to compare."""
    last = session.play
    if last is None:
        return plain(tutor.wording.say("play_again_none"), ACTIVITY)
    found = tutor.cues.hit("play_again", text.lower())
    asked = found.group(1) if found else None
    turn = 1 if asked is None else int(asked) if asked.isdigit() else NUMBERS.index(asked) + 1
    if not 1 <= turn <= len(last.turns):
        return plain(tutor.wording.say("play_again_beyond", turns=str(len(last.turns))), ACTIVITY)
    playing = last.model_copy(
        update={
            "turns": last.turns[: turn - 1],
            "before": last.turns,
            "hints": 0,
            "tries": last.tries + 1,
        }
    )
    playing = playing.model_copy(update={"stage": "play", "own_view": ""})
    session.activity = playing
    said = last.turns[turn - 1].said
    says = (
        tutor.wording.say("play_again_from", turn=str(turn), said=said)
        if turn > 1
        else tutor.wording.say("play_again_start")
    )
    return replace(
        plain(says, ACTIVITY),
        points=(Point(says), Point(last_said(playing, tutor), apart=True)),
        choices=buttons(tutor),
        play=shown_play(playing, tutor),
    )


def save(session: Session, text: str, tutor: Tutor) -> Draft:
    """Write the transcript with its debrief as Markdown into the data folder."""
    last = session.play
    if last is None:
        return plain(tutor.wording.say("play_save_none"), ACTIVITY)
    story = story_of(last, tutor)
    words = tutor.wording
    lines = [
        words.say("transcript_title", title=story.scenario.title),
        "",
        story.scenario.brief,
        "",
    ]
    lines += transcript(story, last.opening, words)
    lines += ["", debrief_text(debrief(story), tutor)]
    folder = tutor.learner_data / "export"
    path = folder / f"role-play-{story.scenario.id}-{tutor.now():%Y-%m-%d-%H%M}.md"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8")
    except OSError:
        return plain(words.say("play_save_failed", folder=str(folder)), ACTIVITY)
    return plain(words.say("play_saved", path=str(path)), ACTIVITY)
