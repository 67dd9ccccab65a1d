"""Ask: a question about the unit, answered from it with citations."""

from __future__ import annotations

from bot.drafts import Draft, plain
from bot.session import Session
from bot.tutor import Tutor

BARE = 2  # words of a line that names nothing, up to which it can't be a question


def ask(session: Session, text: str, tutor: Tutor) -> Draft:
    """Answer a question from the course, or say kindly that it lies outside."""
    return tutor.answerer.answer(text, session.topic)


def unclear(session: Session, text: str, tutor: Tutor) -> Draft:
    """A question back to a line that can't be read."""
    return plain(tutor.wording.say("unclear"))
