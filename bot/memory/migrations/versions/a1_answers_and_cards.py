"""Answers, cards, corrections, sessions, preferences.

A revision is never changed once released: it spells its columns out and doesn't import tables.py.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "answers",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("attempt", sa.Text, nullable=False, unique=True),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("objectives", sa.JSON, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("points", sa.Float),
        sa.Column("hints", sa.Integer, nullable=False),
        sa.Column("help", sa.Boolean, nullable=False),
        sa.Column("confidence", sa.String(16)),
        sa.Column("misconceptions", sa.JSON, nullable=False),
        sa.Column("response", sa.Text, nullable=False),
        sa.Column("appealed_from", sa.String(16)),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("activity", sa.String(16), nullable=False),
        sa.Column("rating", sa.String(16)),
    )
    op.create_index("ix_answers_item", "answers", ["item"])
    op.create_index("ix_answers_at", "answers", ["at"])
    op.create_table(
        "cards",
        sa.Column("item", sa.Text, primary_key=True),
        sa.Column("due", sa.String(32), nullable=False),
        sa.Column("card", sa.JSON, nullable=False),
    )
    op.create_index("ix_cards_due", "cards", ["due"])
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("objective", sa.Text, nullable=False),
        sa.Column("knows", sa.Boolean, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.UniqueConstraint("objective", "at", name="one_correction_at_a_time"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_table(
        "preferences",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop them again."""
    for name in ("preferences", "sessions", "corrections", "cards", "answers"):
        op.drop_table(name)
