"""Reads questions and answers for grading: spelling repaired, cut into stretches, with vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.grading.bindings import content
from bot.grading.features import Answer, Asked, Text, Things, read
from bot.grading.mark import KeyPoint
from bot.grading.pleas import answering
from bot.grading.spans import MOST, spans
from bot.reading.fractions import as_shares
from bot.reading.question import QuestionReader
from bot.reading.spelling import LONG, SHORTEST, TOKEN
from bot.reading.words import normalise, words
from bot.retrieval.embedder import MiniLM

REMEMBERED = 20_000  # texts whose vectors are kept, some 30 MB
LONGEST = 4000  # characters of an answer that are read


@dataclass(frozen=True)
class Seen:
    """An answer as read, and each of its stretches as the learner wrote it."""

    answer: Answer
    words: tuple[str, ...]


class Sight:
    """Reads with the course's names and spelling where it covers a question, else by its words alone."""

    def __init__(self, reader: QuestionReader, embedder: MiniLM | None) -> None:
        self.reader = reader
        self.embedder = embedder
        self.size = embedder.size if embedder else 0
        self._known: dict[str, np.ndarray] = {}

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """(len(texts), size)."""
        if self.embedder is None or not texts:
            return np.zeros((len(texts), self.size), np.float32)
        if len(self._known) > REMEMBERED:
            self._known.clear()
        new = [one for one in dict.fromkeys(texts) if one not in self._known]
        if new:
            self._known.update(zip(new, self.embedder.vectors(new), strict=True))
        return np.stack([self._known[one] for one in texts])

    def readable(self, response: str) -> bool:
        """Whether there are words in a response that this program can read."""
        return bool(words(normalise(response[:LONGEST])))

    def question(
        self,
        question: str,
        reference: str,
        points: Sequence[KeyPoint],
        wrong: Sequence[str],
        unit: bool,
    ) -> Asked:
        """What is asked for; read once for all answers to it."""
        given = (question, reference, *(one.point for one in points))
        texts = [as_shares(normalise(one)) for one in given]
        joint = [f"{texts[0]} {one}" for one in texts[1:]]
        vectors = self.vectors([*texts, *joint])
        things = self.things(texts[0], unit)
        known = [read(one, things, row) for one, row in zip(texts, vectors, strict=False)]
        ways = tuple(
            np.concatenate(
                [vectors[2 + at][None], self.vectors([normalise(one) for one in point.wordings])]
            )
            for at, point in enumerate(points)
        )
        false = self.vectors([normalise(one) for one in wrong])
        return Asked(known[0], known[1], tuple(known[2:]), vectors[len(texts) :], ways, false)

    def answer(self, response: str, asked: Asked, unit: bool) -> Seen | None:
        """An answer cut into stretches; None where nothing in it answers anything."""
        said = response[:LONGEST]
        kept = answering(said)
        if not kept:
            return None
        places = _stretches(said, kept)
        repair = self._repair(asked, unit)
        texts = [repair(" ".join(said[start:end] for start, end in one)) for one in places]
        vectors = self.vectors([*texts, f"{asked.question.text} {texts[0]}"])
        things = self.things(asked.question.text, unit)
        stretches = tuple(read(one, things, row) for one, row in zip(texts, vectors, strict=False))
        shown = tuple(said[one[0][0] : one[-1][1]] for one in places)
        return Seen(Answer(stretches, vectors[-1]), shown)

    def things(self, question: str, unit: bool) -> Things:
        """What names things in a text: the glossary, else what the question itself speaks of."""
        if unit:
            return self.reader.names.ids
        spoken_of = set(content(question))
        return lambda text: [one for one in dict.fromkeys(content(text)) if one in spoken_of]

    def _repair(self, asked: Asked, unit: bool) -> Callable[[str], str]:
        """Mends unknown words, first to those of the question and what it asks for."""
        texts: list[Text] = [asked.question, asked.reference, *asked.points]
        near = sorted({word for one in texts for word in words(one.text) if len(word) > SHORTEST})

        def mended(token: str) -> str:
            word = token.lower()
            if len(word) <= SHORTEST or self.reader.speller.knows(word):
                return token
            allowed = 1 if len(word) < LONG else 2
            found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=allowed)
            return str(found[0]) if found else token

        def repair(text: str) -> str:
            text = TOKEN.sub(lambda one: mended(one.group()), normalise(text))
            return as_shares(self.reader.repair(text) if unit else text)

        return repair


def _stretches(said: str, kept: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
    """Places of the whole of what was kept, then of stretches inside each kept piece."""
    inside = [
        ((start + one, start + other),)
        for start, end in kept
        for one, other in spans(said[start:end])
    ]
    joined = tuple(kept)
    if len(kept) > 1 and len(said[kept[0][0] : kept[-1][1]]) - sum(b - a for a, b in kept) <= len(
        kept
    ):
        joined = ((kept[0][0], kept[-1][1]),)
    return list(dict.fromkeys([joined, *inside]))[:MOST]
