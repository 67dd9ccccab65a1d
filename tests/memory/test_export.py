"""Flashcards for Anki and as CSV."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from pathlib import Path

from bot.memory import Flashcard, anki, as_csv
from tests.memory.given import day

CARDS = [
    ("What is <RAG>?", 'It looks "things" up,\nthen answers'),
    Flashcard("Front", "Back", "c2"),
]


def notes(package: bytes, folder: Path) -> dict[str, str]:
    """The fields of each note, by its guid."""
    zipfile.ZipFile(io.BytesIO(package)).extract("collection.anki2", folder)
    connection = sqlite3.connect(folder / "collection.anki2")
    found = dict(connection.execute("SELECT guid, flds FROM notes").fetchall())
    assert connection.execute("SELECT count(*) FROM cards").fetchone() == (len(found),)
    connection.close()
    return found


def test_an_anki_package_holds_the_cards(tmp_path: Path) -> None:
    fields = sorted(notes(anki(CARDS, "The unit", day(0)), tmp_path).values())
    assert fields == [
        "Front\x1fBack",
        "What is &lt;RAG&gt;?\x1fIt looks &quot;things&quot; up,<br>then answers",
    ]


def test_the_same_card_keeps_its_id_when_its_text_changes(tmp_path: Path) -> None:
    before = notes(anki(CARDS, "The unit", day(0)), tmp_path)
    changed = [(CARDS[0][0], "Another back"), Flashcard("Another front", "Back", "c2")]
    after = notes(anki(changed, "The unit", day(9)), tmp_path)
    assert set(before) == set(after)
    assert before != after


def test_decks_of_different_titles_do_not_mix(tmp_path: Path) -> None:
    one = notes(anki(CARDS, "The unit", day(0)), tmp_path)
    two = notes(anki(CARDS, "Another", day(0)), tmp_path)
    assert set(one).isdisjoint(two)


def test_csv_can_be_read_back() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(CARDS), newline="")))
    assert rows == [["front", "back"], list(CARDS[0]), ["Front", "Back"]]


def test_no_cards_give_an_empty_deck(tmp_path: Path) -> None:
    assert notes(anki([], "The unit", day(0)), tmp_path) == {}
    assert as_csv([]) == "front,back\r\n"
