"""Tells the language of a message that is not English, by its script or by its small words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.content import ContentError
from bot.content.parsed import parsed

LETTERS = 0.3  # share of its letters that a script must have
FEWEST, SMALL = 3, 0.34  # small words of a language, and their share of a message's words
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Language:
    """A language, its English name, and the sentence that is said in it."""

    id: str
    name: str
    says: str
    script: re.Pattern[str] | None
    words: frozenset[str]


@dataclass(frozen=True)
class Languages:
    """Those that are known. `english` tells the small words that English shares with them."""

    known: tuple[Language, ...]

    def of(self, text: str, english: frozenset[str]) -> Language | None:
        """The language of a message, None where it is English or can't be told."""
        letters = [one for one in text if one.isalpha()]
        for one in self.known:
            if one.script and sum(bool(one.script.match(x)) for x in letters) > LETTERS * len(
                letters
            ):
                return one
        words = [one.lower() for one in WORD.findall(text)]
        scores = [(sum(word in one.words for word in words), one) for one in self.known]
        count, best = max(scores, key=lambda each: each[0])
        own = sum(word in english for word in words)
        several = len(best.words & set(words)) >= FEWEST  # "no no no" is said in more than one
        clear = several and count >= SMALL * len(words) and count > own
        return best if clear else None


def load_languages(path: Path) -> Languages:
    """Read the file. Raises ContentError where it is no list of languages."""
    try:
        rows = parsed(path.read_text(encoding="utf-8"))
        known = tuple(
            Language(
                row["id"],
                row["name"],
                row["says"],
                re.compile(row["script"]) if "script" in row else None,
                frozenset(str(row.get("words", "")).split()),
            )
            for row in rows
        )
    except (OSError, KeyError, TypeError, yaml.YAMLError, re.error) as error:
        raise ContentError([f"{path.name}: is no list of languages ({error})"]) from error
    return Languages(known)
