"""The tables of learner.sqlite. After a change here, add a revision to migrations/versions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, kept as ISO text in UTC of one length, so that it sorts as it stands."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        """To text."""
        return value and value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        """From text."""
        return value and datetime.fromisoformat(value)


metadata = MetaData()

answers = Table(
    "answers",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of recording
    Column("attempt", Text, nullable=False, unique=True),
    Column("item", Text, nullable=False, index=True),
    Column("objectives", JSON, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("points", Float),
    Column("hints", Integer, nullable=False),
    Column("help", Boolean, nullable=False),
    Column("confidence", String(16)),
    Column("misconceptions", JSON, nullable=False),
    Column("response", Text, nullable=False),
    Column("appealed_from", String(16)),
    Column("at", UtcTime, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("activity", String(16), nullable=False),
    Column("rating", String(16)),
)

# What follows from the answers, kept so that nobody has to go through them all to see what is due.
cards = Table(
    "cards",
    metadata,
    Column("item", Text, primary_key=True),
    Column("due", UtcTime, nullable=False, index=True),
    Column("card", JSON, nullable=False),  # fsrs.Card.to_dict()
)

corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("objective", Text, nullable=False),
    Column("knows", Boolean, nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("objective", "at", name="one_correction_at_a_time"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("json", Text, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
