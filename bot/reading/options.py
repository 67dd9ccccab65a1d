"""Exam questions that list their possible answers: "Which is dearest? A) RAG B) fine-tuning"."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"(?:(?<=\s)|^|(?<=[,;:?(]))\(?([A-Ea-e])(?:[.):]\s*|(?<=[A-E])\s+)(?=\S)")
LIST = re.compile(r":\s+(?=[^:]*$)")  # where a list without letters begins
BETWEEN = re.compile(r"\s*[,;/]\s*(?:or |and )?|\s+or\s+", re.I)
FEWEST = 3  # options of a list without letters: of two, one compares
SHORT = 6  # words of an option in such a list


@dataclass(frozen=True)
class Listed:
    """What is asked, and the answers to choose from: (letter, text), the letter "" where they have none."""

    stem: str
    options: tuple[tuple[str, str], ...]

    @property
    def lettered(self) -> bool:
        """Whether the answers have letters."""
        return bool(self.options[0][0])


def listed(text: str) -> Listed | None:
    """A question with the options that it lists; None if it lists none."""
    return _lettered(text) or _plain(text)


def _lettered(text: str) -> Listed | None:
    """Options behind A, B, C ... in this order, with the question before or behind them."""
    marks: list[re.Match[str]] = []
    for found in MARK.finditer(text):
        if ord(found.group(1).upper()) == ord("A") + len(marks):
            marks.append(found)
    if len(marks) < 2:
        return None
    ends = [one.start() for one in marks[1:]] + [len(text)]
    parts = [text[one.end() : end] for one, end in zip(marks, ends, strict=True)]
    stem = text[: marks[0].start()].strip(" ,;-(")
    if not stem:  # "a) RAG b) fine-tuning: which one looks things up?"
        parts[-1], _, stem = parts[-1].partition(":")
    if not stem.strip():
        return None
    options = [
        (one.group(1).upper(), part.strip(" ,;.?()\n"))
        for one, part in zip(marks, parts, strict=True)
    ]
    return Listed(_asked(stem), tuple(options)) if all(text for _, text in options) else None


def _plain(text: str) -> Listed | None:
    """Options in a list behind the question's colon."""
    found = LIST.search(text)
    if not found:
        return None
    options = [one for one in BETWEEN.split(text[found.end() :].rstrip(" ?.!")) if one]
    if len(options) < FEWEST or any(len(one.split()) > SHORT for one in options):
        return None
    return Listed(_asked(text[: found.start()]), tuple(("", one) for one in options))


def _asked(stem: str) -> str:
    return f"{stem.strip().rstrip('?.:, ')}?"
