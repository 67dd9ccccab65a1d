"""Spelling repair against the course's own words and a general word list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from bot.reading.words import stem, words

TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9']*")
COMMON = 60  # occurrences in the dictionary's corpus from which a word is no misspelling
LONG = 7  # letters from which a word may have two letters wrong
SHORTEST = 3  # letters of a word that is repaired


def english_words(vocabulary: Path) -> frozenset[str]:
    """A general word list: a WordPiece vocabulary's whole words and a dictionary's common ones."""
    lines = vocabulary.read_text(encoding="utf-8").splitlines()
    counts = SpellChecker(language="en").word_frequency.dictionary
    common = (one for one, count in counts.items() if count >= COMMON)
    return frozenset(
        one for one in (*lines, *common) if one.isascii() and one.isalpha() and len(one) > 1
    )


class Speller:
    """Repairs words that neither English nor the course knows, where a course word is near."""

    def __init__(
        self,
        texts: Iterable[str],
        english: frozenset[str],
        shorthand: dict[str, str],
        names: Iterable[str] = (),
    ) -> None:
        self.counts = Counter(word for text in texts for word in words(text))
        self.english = english
        self.english_stems = frozenset(stem(word) for word in english)
        self.shorthand = shorthand
        self.names = [one for one in names if len(one) > SHORTEST and one.isalpha()]
        self.by_start: dict[str, list[str]] = {}
        for one in sorted(english):
            self.by_start.setdefault(one[0], []).append(one)
        self.known = [one for one in self.counts if len(one) > 2 and not one.isdigit()]

    def knows(self, word: str) -> bool:
        """Whether a word is English or one of the course's own."""
        return word in self.english or word in self.counts or stem(word) in self.english_stems

    def repair(self, text: str) -> str:
        """`text` with shorthand spelt out and unknown words replaced by near course words."""
        return TOKEN.sub(lambda found: self._word(found.group()), text)

    def _word(self, token: str) -> str:
        word = token.lower().replace("'", "")
        if word in self.shorthand:
            return self.shorthand[word]
        if word not in self.counts and len(word) > SHORTEST:
            name = process.extractOne(word, self.names, scorer=OSA.distance, score_cutoff=1)
            if name:  # "lama" is English, but here it is more likely a name misspelt
                return str(name[0])
        if len(word) < SHORTEST or self.knows(word):
            return token
        allowed = 1 if len(word) < LONG else 2
        near = process.extract(word, self.known, scorer=OSA.distance, score_cutoff=allowed, limit=5)
        if len(word) == SHORTEST:  # so short a word is only taken for one that lost a letter
            near = [one for one in near if len(one[0]) > SHORTEST]
        if not near:
            return token
        best = min(near, key=lambda one: (one[1], -self.counts[one[0]]))
        return self._likelier(word, str(best[0])) if best[1] > 1 else str(best[0])

    def _likelier(self, word: str, best: str) -> str:
        """Of a course word two letters away and an English one as near, that which has more of the letters."""
        rivals = self.by_start.get(word[0], [])
        near = process.extract(word, rivals, scorer=OSA.distance, score_cutoff=2, limit=5)
        return min([best, *(one[0] for one in near)], key=lambda one: _strange(word, one))


def _strange(word: str, other: str) -> int:
    """How many letters one of two words has that the other lacks."""
    return (Counter(word) - Counter(other)).total() + (Counter(other) - Counter(word)).total()
