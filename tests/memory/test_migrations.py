"""The file is made, brought up to date, or left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from bot.memory import Memory, MemoryProblem, database, tables
from tests.memory.given import answer


def test_an_empty_file_is_migrated(tmp_path: Path) -> None:
    (tmp_path / "learner.sqlite").touch()
    memory = Memory.open(tmp_path)
    assert memory.record(answer())
    memory.close()


def test_the_folder_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "50% of it" / "new"
    Memory.open(folder).close()
    assert (folder / "learner.sqlite").exists()


def test_the_migrations_make_what_the_tables_say(tmp_path: Path) -> None:
    Memory.open(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path}/learner.sqlite")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    engine.dispose()


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    memory = Memory.open(tmp_path)
    memory.record(answer())
    before = memory.export()
    memory.close()
    for _ in range(2):
        memory = Memory.open(tmp_path)
        assert memory.export() == before
        memory.close()


def test_a_migration_cut_short_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic.operations import Operations

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("cut short")

    monkeypatch.setattr(Operations, "create_index", fail)
    with pytest.raises(RuntimeError):
        Memory.open(tmp_path)
    engine = create_engine(f"sqlite:///{tmp_path}/learner.sqlite")
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    monkeypatch.undo()
    Memory.open(tmp_path).close()


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Memory.open(tmp_path).close()
    path = tmp_path / "learner.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = 'zz'")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(MemoryProblem, match="newer version"):
        Memory.open(tmp_path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "learner.sqlite"
    path.write_bytes(b"something else entirely, " * 100)
    with pytest.raises(MemoryProblem, match="move the file away"):
        Memory.open(tmp_path)
    assert path.read_bytes() == b"something else entirely, " * 100


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MemoryProblem, match="TUTOR_DATA"):
        Memory.open(tmp_path / "file")


def test_migrating_twice_is_harmless(tmp_path: Path) -> None:
    engine = database.in_file(tmp_path)
    database.migrate(engine)
    engine.dispose()
