"""Alembic migrations of learner.sqlite, run when it is opened."""
