"""From a message to requests: what is asked for, in the order of precedence that the page promises.

(1) control words of the open activity, (2) an explicit request for another activity, (3) what
answers the open question or the tutor's own offer, (4) a question about the unit, (5) the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.reading.parts import parts_of
from bot.reading.question import Question
from bot.session import Session
from bot.tutor import Tutor

Kind = Literal[
    "control", "resume", "menu", "start-over", "contents", "read", "report", "small-talk",
    "quiz", "advise", "role-play", "ask", "open", "empty",
]  # fmt: skip


@dataclass(frozen=True)
class Request:
    """A part of a message, what it asks for, and for small talk which kind it is."""

    kind: Kind
    text: str
    detail: str = ""


def route(session: Session, text: str, tutor: Tutor) -> list[Request]:
    """The requests in a message, at least one."""
    if not re.search(r"\w|\?", text):
        return [Request("empty", text)]
    whole = _request(session, text, tutor)
    if whole.kind not in ("ask", "advise", "quiz", "role-play"):
        return [whole]
    parts = parts_of(text, tutor.cues)
    requests = [_request(session, part, tutor) for part in parts]
    served = [one for one in requests if one.kind not in ("small-talk", "empty")]
    if len(served) > 1 and all(_stands(one, tutor) for one in served):
        return served
    return [whole]


def _stands(request: Request, tutor: Tutor) -> bool:
    """Whether a part of a message is a request of its own and not a piece of another's."""
    if request.kind != "ask":
        return True
    question = tutor.reader.read(request.text)
    return bool(question.subjects or tutor.cues.hit("leans", question.text.lower()))


def _request(session: Session, text: str, tutor: Tutor) -> Request:
    cues = tutor.cues
    repaired = tutor.reader.repair(text)
    lower = repaired.lower().strip()
    if session.activity.open and cues.hit("control", lower):
        return Request("control", text)
    if cues.hit("go_on", lower) and session.parked:
        return Request("resume", text)
    fixed = _fixed(lower, tutor)
    if fixed:
        return fixed
    explicit = _activity(lower, tutor)
    if explicit:
        return Request(explicit, text)
    if session.offer and cues.hit("agrees", lower):
        return _request(session.model_copy(update={"offer": None}), session.offer, tutor)
    if session.open and cues.hit("go_on", lower):
        return Request("resume", text)
    small = _small_talk(lower, tutor)
    if small and not session.activity.open:
        return Request("small-talk", text, small)
    if session.activity.open and not _asks(tutor.reader.read(text), tutor):
        return Request("open", text)
    if small:
        return Request("small-talk", text, small)
    return Request("ask", text)


def _fixed(lower: str, tutor: Tutor) -> Request | None:
    """Requests about the tutor itself."""
    cues = tutor.cues
    if cues.hit("report", lower):
        return Request("report", lower)
    if cues.hit("start_over", lower):
        return Request("start-over", lower)
    if cues.hit("menu", lower):
        return Request("menu", lower)
    named = cues.hit("read_about", lower)
    if named and _section_named(named.group(1), tutor):
        return Request("read", lower, named.group(1))
    if cues.hit("read", lower):
        return Request("contents", lower)
    return None


def _section_named(name: str, tutor: Tutor) -> bool:
    return any(name == one.heading.lower() for one in tutor.course.sections.values())


def _activity(lower: str, tutor: Tutor) -> Literal["quiz", "role-play", "advise"] | None:
    """An explicit request for one of the other activities."""
    cues = tutor.cues
    if cues.hit("quiz", lower):
        return "quiz"
    people = [one for one in tutor.course.terms.values() if one.kind == "person"]
    names = sorted({name.lower() for one in people for name in (one.name, *one.aliases)})
    person = "|".join(re.escape(one) for one in names) or "$^"
    pattern = cues.one["role_play"].pattern.replace("{person}", f"(?:dr\\.? )?(?:{person})")
    if re.search(pattern, lower):
        return "role-play"
    return "advise" if cues.hit("advise_explicit", lower) else None


def _small_talk(lower: str, tutor: Tutor) -> str:
    for kind, pattern in tutor.cues.small_talk.items():
        if pattern.search(lower):
            return kind
    if tutor.cues.hit("agrees", lower):
        return "yes"
    return "no" if tutor.cues.hit("declines", lower) else ""


def _asks(question: Question, tutor: Tutor) -> bool:
    """Whether a line is a question about the unit rather than an answer to an open one."""
    return question.said.rstrip().endswith("?") or bool(tutor.cues.hit("wh", question.text.lower()))
