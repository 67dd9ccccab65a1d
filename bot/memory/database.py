"""Opens learner.sqlite: an engine with safe settings, and a schema that is up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from bot.memory.problems import MemoryProblem

FILE = "learner.sqlite"
MIGRATIONS = Path(__file__).parent / "migrations"
REMEDY = (
    "Check that the disk isn't full and the folder can be written, or move the file away to begin"
    " anew"
)
WAIT_SECONDS = 10  # for another process that is writing
WRITES = "writes"  # the execution option of a transaction that will write


def in_file(folder: Path) -> Engine:
    """The engine on the folder's file, made and migrated where needed; MemoryProblem otherwise."""
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MemoryProblem(path, str(error), "Choose another folder with TUTOR_DATA") from error
    url = URL.create("sqlite", database=str(path))
    engine = _with_events(create_engine(url, connect_args={"timeout": WAIT_SECONDS}), wal=True)
    try:
        migrate(engine)
    except (CommandError, ResolutionError) as error:
        engine.dispose()
        remedy = "Update the tutor, or move the file away to begin anew"
        raise MemoryProblem(path, "it was written by a newer version", remedy) from error
    except DatabaseError as error:
        engine.dispose()
        raise MemoryProblem(path, f"it can't be read or written ({error.orig})", REMEDY) from error
    return engine


def in_memory() -> Engine:
    """An engine on a database of its own that is gone with it."""
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    engine = _with_events(engine, wal=False)
    migrate(engine)
    return engine


def migrate(engine: Engine) -> None:
    """Bring the schema up to date in one transaction; cut short, it leaves the file as it was."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _with_events(engine: Engine, wal: bool) -> Engine:
    """Transactions begin when we say so, as the driver would leave DDL and reads outside of them."""

    @event.listens_for(engine, "connect")
    def settings(driver: Any, _record: Any) -> None:
        driver.isolation_level = None
        if wal:
            driver.execute("PRAGMA journal_mode=WAL")
            driver.execute("PRAGMA synchronous=FULL")  # survives a power cut, too
        driver.execute("PRAGMA secure_delete=ON")  # what is forgotten leaves no trace in the file

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # One that will write takes the lock at once: it waits its turn instead of failing midway.
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
