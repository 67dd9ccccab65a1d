"""Cuts a message into the requests it may hold."""

from __future__ import annotations

from bot.reading.cues import Cues
from bot.reading.options import listed


def parts_of(text: str, cues: Cues) -> list[str]:
    """The candidate requests of a message; what only leads up to one stays with it."""
    exam = listed(text)
    if exam and exam.lettered:
        return [text]
    pieces = [one for one in cues.one["splits"].split(text.strip()) if one and one.strip()]
    if any(cues.hit("both_open", one.lower()) for one in pieces):
        return [text.strip()]  # "both the work and what it costs" is one thing
    parts: list[str] = []
    lead = ""
    for piece in pieces:
        joined = f"{lead} {piece.strip()}".strip()
        stated = parts and not lead and not parts[-1].endswith("?")
        if stated and cues.hit("sure", piece.strip().lower()):
            parts[-1] = (
                f"{parts[-1]} {joined}"  # "... Is that right?" asks about what was just said
            )
            continue
        if piece.rstrip().endswith("?") or cues.hit("begins_request", piece.strip().lower()):
            parts.append(joined)
            lead = ""
        else:
            lead = joined
    if lead and parts:
        parts[-1] = f"{parts[-1]} {lead}"
    elif lead:
        parts.append(lead)
    return parts
