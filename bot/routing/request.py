"""A request: what a message, or a part of it, asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.tutor import Tutor

Kind = Literal[
    "control", "resume", "menu", "start-over", "contents", "read", "report", "small-talk",
    "quiz", "advise", "role-play", "ask", "open", "empty", "language",
]  # fmt: skip


TALK = 25  # words up to which a message may be small talk


@dataclass(frozen=True)
class Request:
    """A part of a message, what it asks for, and for small talk which kind it is."""

    kind: Kind
    text: str
    detail: str = ""


def small_talk(lower: str, tutor: Tutor) -> str:
    """Which kind of small talk a line is, "" if it is none."""
    if len(lower.split()) > TALK:
        return ""
    for kind, pattern in tutor.cues.small_talk.items():
        if pattern.search(lower):
            return kind
    if tutor.cues.hit("agrees", lower):
        return "yes"
    return "no" if tutor.cues.hit("declines", lower) else ""
