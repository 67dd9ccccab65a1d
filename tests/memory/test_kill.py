"""Fifty times kill -9 in the middle of recording."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.memory import Memory
from bot.memory.reviews import replayed

KILLS = 50


@contextmanager
def recorder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.memory.recorder", str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, bufsize=1) as process:
        yield process
        process.stdin.close()


def killed(process: subprocess.Popen[str], start: int, statements: int, after: float) -> list[int]:
    """The numbers that were said to be kept; killed after so many statements or seconds."""
    process.stdin.write(f"{start} {statements}\n")
    child, said = None, []
    while (line := process.stdout.readline().split()) != ["ended"]:
        assert line, "the recorder itself fell"
        if line[0] == "kept":
            said.append(int(line[1]))
        else:
            child = int(line[1])
            if not statements:
                time.sleep(after)
                os.kill(child, signal.SIGKILL)
    return said


def check(folder: Path, said: int) -> int:
    """All that was said to be kept is, at most one more, none twice; cards agree with answers."""
    memory = Memory.open(folder)
    answers = memory.answers()
    assert [one.attempt for one in answers] == [str(one) for one in range(len(answers))]
    assert said <= len(answers) <= said + 1
    cards = {item: replayed(one for one in answers if one.item == item) for item in memory.seen()}
    assert memory.cards() == cards
    memory.close()
    return len(answers)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_fifty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    rng = random.Random(5)
    kept = 0
    with recorder(tmp_path) as process:
        for turn in range(KILLS):
            # Half of them at each statement in turn from the opening on, half at any moment.
            statements = turn // 2 + 1 if turn % 2 else 0
            start = max(kept - 1, 0)  # the last one again: nobody knows whether it was kept
            said = killed(process, start, statements, rng.uniform(0, 0.1))
            kept = check(tmp_path, max([kept, *(one + 1 for one in said)]))
    assert kept > KILLS // 2  # those after so many statements keep 37, however slow the machine
    with sqlite3.connect(tmp_path / "learner.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
