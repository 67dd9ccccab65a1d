"""Shared fixtures: the tutor on the real course, and one on a tiny course of another subject."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.tutor import Tutor, open_tutor

os.environ["TUTOR_ENGINE"] = "offline"  # whatever keys the environment holds
TINY = Path(__file__).parent / "fixtures" / "course"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests' tutors keep their index: made once a run.

    TUTOR_TEST_DATA names a folder that is used again, for whoever runs a few tests many times.
    """
    kept = os.environ.get("TUTOR_TEST_DATA")
    return Path(kept) if kept else tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def tutor(data_folder: Path) -> Iterator[Tutor]:
    """The tutor as learners have it."""
    opened = open_tutor(Settings(data=data_folder))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tutor]:
    """The same code on a tiny course about something else."""
    opened = open_tutor(Settings(data=tmp_path_factory.mktemp("tiny"), knowledge=TINY))
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but this machine is a failure."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
