"""Whether a learner tells of a plan in words in which the reader finds nothing that decides."""

from __future__ import annotations

from bot.activities import advise
from bot.advising.case import known_enough
from bot.session import Advising, Session
from bot.tutor import Tutor

FEWEST = 4  # words of a line that may tell a need the reader doesn't hear


def undecided(session: Session, text: str, what: str, tutor: Tutor) -> bool:
    """Whether advice on these words would only be a question back. The session stays as it is."""
    if (
        tutor.plans is None
        or what not in ("plan", "open", "remark")
        or _short(session, text, tutor)
    ):
        return False
    trial = session.model_copy(deep=True)
    advise.serve(trial, text, what, tutor)
    case = trial.activity.case if isinstance(trial.activity, Advising) else trial.case
    return case is not None and not known_enough(case, tutor.course)


def _short(session: Session, text: str, tutor: Tutor) -> bool:
    """Whether a line can tell no need by itself: a few words, "I don't know", a button, a guess."""
    lower = tutor.reader.repair(text).lower().strip(" .!")
    if len(text.split()) < FEWEST or tutor.cues.hit("no_idea", lower):
        return True
    if not isinstance(session.activity, Advising):
        return False
    need = tutor.course.needs.get(str(session.activity.item))
    labels = [one.label.lower() for one in need.asking.answers] if need and need.asking else []
    return session.activity.item == "guess" or lower in labels
