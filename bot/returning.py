"""What was left open comes back: a quiz or a scene survives a reload of the page and a restart."""

from __future__ import annotations

import logging

from pydantic import ValidationError

from bot.activities import quiz, roleplay
from bot.conversation import reply_of
from bot.drafts import Draft, plain
from bot.replies import Reply
from bot.session import Asking, Playing, Quizzing, Session
from bot.tutor import Tutor

PAGE = "page"  # the name under which what is open is kept
log = logging.getLogger(__name__)


def keep(session: Session, tutor: Tutor) -> None:
    """Keep an open quiz or scene beyond the page, or forget that there was one. A failure is only logged."""
    held = (session.activity, *session.parked)
    lasts = any(isinstance(one, Quizzing | Playing) and one.open is not None for one in held)
    kept = session.model_copy(update={"history": []}) if lasts else Session(seed=session.seed)
    try:
        tutor.memory.save_session(PAGE, kept.model_dump_json())
    except Exception:  # the talk goes on; what is lost is only its return after a reload
        log.exception("what is open was not kept")


def returned(tutor: Tutor) -> tuple[Session, Draft] | None:
    """The conversation with a quiz or scene left open, and what it waits for; None where there is none."""
    kept = tutor.memory.session(PAGE)
    try:
        session = _fitting(Session.model_validate_json(kept) if kept else Session(), tutor)
        waiting = quiz.again(session, tutor) or roleplay.again(session, tutor)
    except (ValidationError, KeyError):  # of an older version, or of an item that is gone
        log.warning("what was left open can't be brought back")
        return None
    return None if waiting is None else (session, waiting)


def _fitting(session: Session, tutor: Tutor) -> Session:
    """The session without scenes that the course has no more; what was only parked is open again."""
    gone = [
        one
        for one in (session.activity, *session.parked)
        if isinstance(one, Playing) and one.scenario and one.scenario not in tutor.course.scenarios
    ]
    session.parked = [one for one in session.parked if one not in gone]
    if session.activity in gone:
        session.activity = Asking()
    if session.play and session.play.scenario not in tutor.course.scenarios:
        session.play = None
    if not session.activity.open and session.parked:
        session.activity = session.parked.pop()
    return session


def welcome_back(tutor: Tutor) -> tuple[Session, Reply] | None:
    """The reply that brings an open quiz or scene back after a reload or a restart."""
    found = returned(tutor)
    if found is None:
        return None
    session, waiting = found
    greeting = plain(
        tutor.wording.say(f"{'quiz' if waiting.item else 'play'}_welcome"), waiting.activity
    )
    return session, reply_of([greeting, waiting], session, tutor)
