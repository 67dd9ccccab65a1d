"""What can go wrong with the file that the memory is kept in."""

from __future__ import annotations

from pathlib import Path


class MemoryProblem(Exception):
    """The memory can't be opened. Its text names the file and what to do; nothing was changed."""

    def __init__(self, path: Path, what: str, remedy: str) -> None:
        super().__init__(f"{path}: {what}. {remedy}")
        self.path = path
