"""The learner's memory, in a file that survives whatever ends the program."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import fsrs
from sqlalchemy import Connection, Engine, Row, delete, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import OperationalError

from bot.memory import database, tables
from bot.memory.evidence import Answer, Correction, Rating, in_utc, rated
from bot.memory.mastery import mastery
from bot.memory.problems import MemoryProblem
from bot.memory.reviews import replayed, retrievability, reviewed
from bot.memory.selection import Standing

EXAM = "exam"
EXPORT_VERSION = 1


class Memory:
    """What one learner answered and what follows from it. May be used from several threads.

    What can't be read or written is a MemoryProblem, and nothing of it is kept.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.RLock()  # a database in memory has but one connection

    @classmethod
    def open(cls, folder: Path) -> Memory:
        """The memory kept in a folder, made if there is none; MemoryProblem if that can't be."""
        return cls(database.in_file(folder))

    @classmethod
    def in_memory(cls) -> Memory:
        """An empty memory that is gone when it is closed."""
        return cls(database.in_memory())

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def record(self, answer: Answer) -> bool:
        """Keep an answer and schedule its item; False, and nothing changed, if it is known.

        An attempt that is kept with the verdict which `answer` was appealed from is corrected.
        """
        row = answer.model_dump()
        with self._transaction(writes=True) as connection:
            added = insert(tables.answers).values(row).on_conflict_do_nothing()
            if connection.execute(added).rowcount:
                _keep_card(
                    connection, answer.item, reviewed(_card(connection, answer.item), answer)
                )
                return True
            return _appealed(connection, answer)

    def rate(self, card_id: str, objective: str, rating: Rating, at: datetime) -> bool:
        """Keep how a learner rated a flashcard; False if that card at that moment is known."""
        return self.record(rated(card_id, objective, rating, at))

    def correct(self, objective: str, knows: bool, at: datetime) -> bool:
        """Keep the learner's own word on an objective; False if that is known."""
        row = Correction(objective=objective, knows=knows, at=at).model_dump()
        added = insert(tables.corrections).values(row).on_conflict_do_nothing()
        with self._transaction(writes=True) as connection:
            return bool(connection.execute(added).rowcount)

    def answers(self, since: datetime | None = None) -> tuple[Answer, ...]:
        """All answers in order of recording, or those given at `since` or later."""
        query = select(tables.answers).order_by(tables.answers.c.number)
        if since is not None:
            query = query.where(tables.answers.c.at >= in_utc(since))
        return tuple(_answer(row) for row in self._rows(query))

    def corrections(self) -> tuple[Correction, ...]:
        """The learner's own words, in order of recording."""
        query = select(tables.corrections).order_by(tables.corrections.c.number)
        return tuple(
            Correction(objective=row.objective, knows=row.knows, at=row.at)
            for row in self._rows(query)
        )

    def due(self, now: datetime) -> list[str]:
        """The items that are due, most overdue first."""
        cards = tables.cards.c
        query = select(cards.item).where(cards.due <= in_utc(now)).order_by(cards.due, cards.item)
        return [row.item for row in self._rows(query)]

    def seen(self) -> set[str]:
        """The items that were ever asked and the flashcards that were ever rated."""
        return {row.item for row in self._rows(select(tables.answers.c.item).distinct())}

    def retrievability(self, item: str, now: datetime) -> float | None:
        """The chance, 0 to 1, that the learner recalls the item now; None if never reviewed."""
        with self._transaction() as connection:
            card = _card(connection, item)
        return retrievability(card, now) if card else None

    def cards(self) -> dict[str, fsrs.Card]:
        """The schedule of every item that was reviewed."""
        return {row.item: fsrs.Card.from_dict(row.card) for row in self._rows(select(tables.cards))}

    def standing(self, now: datetime) -> Standing:
        """What is due, seen and mastered, as `next_item` needs it."""
        held = mastery(self.answers(), now, self.corrections())
        return Standing(due=tuple(self.due(now)), seen=frozenset(self.seen()), mastery=held)

    def save_session(self, id: str, json: str) -> None:
        """Keep what is open in a conversation, in place of what was; ValueError if no JSON."""
        _checked(json)
        self._put(tables.sessions, {"id": id, "json": json})

    def session(self, id: str) -> str | None:
        """What was open in a conversation, None if nothing is kept."""
        query = select(tables.sessions.c.json).where(tables.sessions.c.id == id)
        return next((row.json for row in self._rows(query)), None)

    def set_exam(self, day: date | None) -> None:
        """Keep the day of the exam; None takes it back."""
        if day is not None:
            self._put(tables.preferences, {"name": EXAM, "value": day.isoformat()})
            return
        with self._transaction(writes=True) as connection:
            connection.execute(delete(tables.preferences).where(tables.preferences.c.name == EXAM))

    @property
    def exam(self) -> date | None:
        """The day of the exam, if the learner named one."""
        query = select(tables.preferences.c.value).where(tables.preferences.c.name == EXAM)
        return next((date.fromisoformat(row.value) for row in self._rows(query)), None)

    def export(self) -> dict[str, Any]:
        """Everything that is kept, as plain JSON."""
        sessions = self._rows(select(tables.sessions))
        return {
            "version": EXPORT_VERSION,
            "exam": self.exam and self.exam.isoformat(),
            "answers": [one.model_dump(mode="json") for one in self.answers()],
            "cards": {item: card.to_dict() for item, card in self.cards().items()},
            "corrections": [one.model_dump(mode="json") for one in self.corrections()],
            "sessions": {row.id: json.loads(row.json) for row in sessions},
        }

    def forget(self) -> None:
        """Delete everything, also from the spare pages of the file and from its log."""
        with self._transaction(writes=True) as connection:
            for table in tables.metadata.tables.values():
                connection.execute(delete(table))
        with self._lock, self._engine.connect() as connection:
            driver = connection.connection.driver_connection
            try:
                driver.execute("VACUUM")
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError as error:  # another program is busy with the file
                raise self._problem(error) from error

    @contextmanager
    def _transaction(self, writes: bool = False) -> Iterator[Connection]:
        engine = self._engine.execution_options(**{database.WRITES: writes})
        try:
            with self._lock, engine.begin() as connection:
                yield connection
        except OperationalError as error:
            raise self._problem(error.orig) from error

    def _problem(self, error: BaseException | None) -> MemoryProblem:
        path = Path(self._engine.url.database or ":memory:")
        return MemoryProblem(path, f"it can't be read or written ({error})", database.REMEDY)

    def _rows(self, query: Any) -> list[Row[Any]]:
        with self._transaction() as connection:
            return list(connection.execute(query))

    def _put(self, table: Any, row: dict[str, str]) -> None:
        with self._transaction(writes=True) as connection:
            connection.execute(insert(table).prefix_with("OR REPLACE").values(row))


def _card(connection: Connection, item: str) -> fsrs.Card | None:
    kept = select(tables.cards.c.card).where(tables.cards.c.item == item)
    row = connection.execute(kept).scalar()
    return fsrs.Card.from_dict(row) if row else None


def _keep_card(connection: Connection, item: str, card: fsrs.Card | None) -> None:
    """In place of the card that was; None leaves the item without one."""
    if card is None:
        connection.execute(delete(tables.cards).where(tables.cards.c.item == item))
        return
    row = {"item": item, "due": card.due, "card": card.to_dict()}
    connection.execute(insert(tables.cards).prefix_with("OR REPLACE").values(row))


def _appealed(connection: Connection, answer: Answer) -> bool:
    """Overturn a kept verdict and schedule the item as if it had been so from the start."""
    kept = tables.answers.c
    changed = connection.execute(
        update(tables.answers)
        .where(kept.attempt == answer.attempt, kept.item == answer.item)
        .where(kept.verdict == answer.appealed_from, kept.appealed_from.is_(None))
        .values(answer.model_dump(include={"verdict", "points", "misconceptions", "appealed_from"}))
    )
    if not changed.rowcount:
        return False
    every = select(tables.answers).where(kept.item == answer.item).order_by(kept.number)
    card = replayed(_answer(row) for row in connection.execute(every))
    _keep_card(connection, answer.item, card)
    return True


def _answer(row: Row[Any]) -> Answer:
    held = {name: value for name, value in row._mapping.items() if name != "number"}
    return Answer.model_validate(held)


def _checked(text: str) -> None:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"a session is kept as JSON, and this is none: {error}") from error
