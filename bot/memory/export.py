"""Flashcards for other programs: an Anki package and CSV."""

from __future__ import annotations

import csv
import hashlib
import html
import io
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import genanki

from bot.memory.evidence import in_utc

MODEL = genanki.Model(
    1607392319,  # never changed: Anki knows the note type by it
    "Front and back",
    fields=[{"name": "Front"}, {"name": "Back"}],
    templates=[
        {
            "name": "Card 1",
            "qfmt": "{{Front}}",
            "afmt": '{{FrontSide}}<hr id="answer">{{Back}}',
        }
    ],
    css=".card { font-family: sans-serif; font-size: 20px; text-align: center; }",
)


class Flashcard(NamedTuple):
    """Two sides as plain text. Without an `id` the front stands for it."""

    front: str
    back: str
    id: str = ""


def anki(cards: Iterable[tuple[str, ...]], title: str, at: datetime) -> bytes:
    """An .apkg of (front, back) or (front, back, id), in a deck named `title`, made at `at`.

    The deck goes by its title and a card by its id, so that importing a later export changes the
    cards that are there and keeps the learner's progress on them.
    """
    deck = genanki.Deck(_number(title), title)
    for card in (Flashcard(*one) for one in cards):
        guid = genanki.guid_for(title, card.id or card.front)
        fields = [_as_html(card.front), _as_html(card.back)]
        deck.add_note(genanki.Note(MODEL, fields, guid=guid))
    file = io.BytesIO()
    genanki.Package(deck).write_to_file(file, timestamp=in_utc(at).timestamp())
    return file.getvalue()


def as_csv(cards: Iterable[tuple[str, ...]]) -> str:
    """The cards as CSV with a header line; lines end as RFC 4180 has it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["front", "back"])
    writer.writerows(one[:2] for one in cards)
    return file.getvalue()


def _number(name: str) -> int:
    """A number of Anki's range for a name, the same on every machine."""
    digest = hashlib.sha256(name.encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:4], "big") % (1 << 30)


def _as_html(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
