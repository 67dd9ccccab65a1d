"""Finds the things of the glossary in a text, by any of their names, however spelt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.content import Course
from bot.reading.words import stem, words

START, SURE = 3, 6  # letters by which words are ruled out as the beginning of a name
FIRST = 2  # letters by which most are
ENDING = 3  # letters of a name that stemming may change
SHED = 12  # letters that stemming may take off; it takes 10 off the worst of 54,000 English words
LONGEST = 6  # words in a name


@dataclass(frozen=True)
class Mention:
    """A thing named in a text: its glossary id and the span of words that names it."""

    id: str
    start: int
    end: int


def name_key(parts: Iterable[str]) -> str:
    """Words as one key, so that "fine tuned", "fine-tuning" and "finetune" agree."""
    return stem("".join(parts))


class Names:
    """Every name in the glossary and every looser word for it; the longest one wins."""

    def __init__(self, course: Course) -> None:
        self.kinds = {term.id: term.kind for term in course.terms.values()}
        self.names = {term.id: term.name for term in course.terms.values()}
        self.keys: dict[str, str] = {}
        for term in course.terms.values():
            for name in (term.name, *term.aliases, term.id.replace("-", " ")):
                self.keys.setdefault(name_key(words(re.sub(r"\(.*?\)", "", name))), term.id)
        self.keys.pop("", None)
        loose = {
            name_key(words(one)): row.means
            for row in course.synonyms
            if row.means
            for one in row.words
        }
        self.loose = loose | self.keys
        # A name begins as its key does, so most words of a text need no look-up at all.
        # By the size of such beginnings: each, and the length of the longest key that begins so.
        self.starts: dict[int, dict[str, int]] = {}
        for key in self.loose:
            size = min(len(key), max(START, min(SURE, len(key) - ENDING)))
            known = self.starts.setdefault(size, {})
            known[key[:size]] = max(len(key), known.get(key[:size], 0))
        self.first = {key[:FIRST] for key in self.loose}

    @property
    def signature(self) -> bytes:
        """All that decides what is found in a text."""
        return repr((self.kinds, self.keys, self.loose)).encode()

    def find(self, text: str) -> list[Mention]:
        """The things named outright in `text`, in order, none overlapping."""
        tokens = words(text)
        return self._find(tokens, self._beginnings(tokens), self.keys)

    def meant(self, text: str) -> list[Mention]:
        """The things named, and those meant by looser words where no other of a kind is named."""
        tokens = words(text)
        beginnings = self._beginnings(tokens)
        named = self._find(tokens, beginnings, self.keys)
        kinds = {self.kinds[one.id] for one in named}
        meant = self._find(tokens, beginnings, self.loose)
        loose = [one for one in meant if self.kinds[one.id] not in kinds]
        return sorted([*named, *loose], key=lambda one: one.start)

    def all_meant(self, text: str) -> list[str]:
        """The ids named or meant by looser words, those of a kind that is named outright included."""
        tokens = words(text)
        found = self._find(tokens, self._beginnings(tokens), self.loose)
        return list(dict.fromkeys(one.id for one in found))

    def canonical(self, text: str) -> str:
        """`text` in lower case with every name, however put, replaced by the glossary's own."""
        tokens = words(text)
        put = [
            one
            for one in self.meant(text)
            if tokens[one.start : one.end] != words(self.names[one.id])
        ]
        if not put:
            return text
        for one in reversed(put):
            tokens[one.start : one.end] = [self.names[one.id]]
        return " ".join(tokens)

    def _beginnings(self, tokens: list[str]) -> list[tuple[int, int]]:
        """The places where a name may begin, by the first letters from there on, and its most letters."""
        found: list[tuple[int, int]] = []
        for at, token in enumerate(tokens):
            if len(token) >= FIRST and token[:FIRST] not in self.first:
                continue
            joined = "".join(tokens[at : at + LONGEST])
            starts = self.starts.items()
            longest = max((known.get(joined[:size], 0) for size, known in starts), default=0)
            if longest:
                found.append((at, longest + SHED))
        return found

    @staticmethod
    def _find(
        tokens: list[str], beginnings: list[tuple[int, int]], keys: dict[str, str]
    ) -> list[Mention]:
        found: list[Mention] = []
        free = 0
        for at, letters in beginnings:
            if at < free:
                continue
            for size in range(min(LONGEST, len(tokens) - at), 0, -1):
                joined = "".join(tokens[at : at + size])
                hit = keys.get(stem(joined)) if len(joined) <= letters else None
                if hit:
                    found.append(Mention(hit, at, at + size))
                    free = at + size
                    break
        return found

    def ids(self, text: str) -> list[str]:
        """The ids named or meant in `text`, in order of first mention."""
        return list(dict.fromkeys(one.id for one in self.meant(text)))
