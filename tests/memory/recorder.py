"""Records until it is killed: `python -m tests.memory.recorder FOLDER`, for test_kill.

Each line on standard input, "START STATEMENTS", forks a process that opens the memory and records
answers START, START + 1, ... It says the number of each once `record` has returned, and kills
itself with SIGKILL after so many SQL statements (0: waits to be killed). Forking from one process
saves fifty imports.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from bot.memory import Answer, Memory
from tests.memory.given import answer

ITEMS = 5
VERDICTS = ("correct", "partial", "incorrect")


def numbered(number: int) -> Answer:
    """The same answer for the same number, a few minutes after the one before."""
    name = f"i{number % ITEMS}"
    return answer(name, VERDICTS[number % 3], on=number / 100, attempt=str(number))


def record(folder: Path, start: int, statements: int) -> None:
    """Record on and on."""
    left = count(statements - 1, -1)

    def fall_dead(*_: object) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "after_cursor_execute", fall_dead)
    memory = Memory.open(folder)
    for number in count(start):
        memory.record(numbered(number))
        os.write(1, f"kept {number}\n".encode())


def main() -> None:
    for line in sys.stdin:
        start, statements = map(int, line.split())
        child = os.fork()
        if not child:
            record(Path(sys.argv[1]), start, statements)
        os.write(1, f"pid {child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"ended\n")


if __name__ == "__main__":
    main()
