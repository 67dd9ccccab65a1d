"""Which card, belief or gap a question is nearest to.

Cards are scored by a weighted sum of how near their wordings and their answer are and of how well
their subject and aspect meet the question's. The weights were fitted on the cards themselves:
each wording in turn was taken out and had to find its card again (`tests/bench/ranking.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from bot.answering.classifier import classifier
from bot.answering.discriminant import Discriminant
from bot.content import Course
from bot.kept import ModelFiles
from bot.reading.cues import Cues
from bot.reading.question import Question
from bot.retrieval.search import HybridSearch, Scores

WEIGHTS = {
    "card": -0.01,
    "card, by its odds": 0.35,
    "aspect": 0.08,
    "nearest wording, by words": 0.13,
    "nearest wording, by n-grams": 0.04,
    "answer, by words": 0.08,
    "subjects met": 0.04,
    "other subjects": 0.04,
    "no subject where one is asked": -0.01,
    "a rival of a subject": -0.02,
    "aspect met": 0.01,
    "figure met": 0.19,
}
WEIGHTS_BY_WORDS = {  # where there are no vectors
    "card": 0.0,
    "card, by its odds": 0.0,
    "aspect": 0.0,
    "nearest wording, by words": 0.35,
    "nearest wording, by n-grams": 0.20,
    "answer, by words": 0.15,
    "subjects met": 0.20,
    "other subjects": -0.05,
    "no subject where one is asked": -0.05,
    "a rival of a subject": -0.05,
    "aspect met": 0.12,
    "figure met": 0.10,
}
RIVALS = ("level", "model", "option", "person")
OWN_WORDING = 0.97  # cosine from which a question is one of the card's own wordings
LEAST = 10.0  # the log probability below which a card is out of the question
RECENT = 8  # rankings that are kept
OTHERS = 80  # texts of each other kind that are looked at
CLEAR = 0.05  # by which the nearest aspect must be nearer than the next
GENERIC = {"definition"}  # asked by "what is", which opens questions of every kind


@dataclass(frozen=True)
class Near:
    """A target's score, the cosine of its nearest text, and that text."""

    target: str
    score: float
    cosine: float
    text: str


@dataclass
class Ranking:
    """The nearest targets of each kind, best first, and the aspect that seems to be asked for."""

    aspect: str | None = None
    cards: list[Near] = field(default_factory=list)
    beliefs: list[Near] = field(default_factory=list)
    right: list[Near] = field(default_factory=list)
    wrong: list[Near] = field(default_factory=list)
    gaps: list[Near] = field(default_factory=list)


FIELD_OF = {
    "belief": "beliefs",
    "right": "right",
    "wrong": "wrong",
    "gap": "gaps",
}


class Ranker:
    """Ranks everything in one course for a question."""

    def __init__(
        self,
        course: Course,
        cues: Cues,
        search: HybridSearch,
        files: ModelFiles,
        without: frozenset[int] = frozenset(),
    ) -> None:
        """`without` are entries not to be learnt from."""
        self.course = course
        self.cues = cues
        self.search = search
        weights = WEIGHTS if search.embedder else WEIGHTS_BY_WORDS
        self.names, self.weights = list(weights), np.array(list(weights.values()))
        self.cards = list(course.cards.values())
        at = {card.id: number for number, card in enumerate(self.cards)}
        wordings: list[list[int]] = [[] for _ in self.cards]
        answers: list[list[int]] = [[] for _ in self.cards]
        claims: list[list[int]] = [[] for _ in self.cards]
        others: dict[str, list[int]] = {name: [] for name in FIELD_OF.values()}
        for number, entry in enumerate(search.entries):
            if number in without:
                continue
            if entry.kind == "wording":
                wordings[at[entry.target]].append(number)
            elif entry.kind == "answer":
                answers[at[entry.target]].append(number)
            elif entry.kind in FIELD_OF:
                others[FIELD_OF[entry.kind]].append(number)
                if entry.kind == "right":
                    claims[at[entry.target]].append(number)
        self.others = {name: np.array(numbers, int) for name, numbers in others.items()}
        self.terms = list(course.terms)
        self.term_at = {one: at for at, one in enumerate(self.terms)}
        self.about = np.array([[one in card.about for one in self.terms] for card in self.cards])
        self.about = self.about.reshape(len(self.cards), len(self.terms))
        self.figures = np.array([bool(cues.hit("figure", one.answer)) for one in self.cards])
        self.wordings = _padded(wordings)
        self.answers = _padded(answers)
        self.sums = self._summed([one + two for one, two in zip(wordings, answers, strict=True)])
        gaps: dict[str, list[int]] = {one: [] for one in course.gaps}
        for number in others["gaps"]:
            gaps[search.entries[number].target].append(number)
        texts = [[*a, *b, *c] for a, b, c in zip(wordings, answers, claims, strict=True)]
        groups = [*texts, *gaps.values()]
        self.by_target = Discriminant(search.matrix, groups)
        entries = [one.text for one in search.entries]
        self.classifier = classifier(search.matrix, groups, entries, files)
        self.aspects = list(dict.fromkeys(one.aspect for one in self.cards))
        self.aspect_of = np.array([self.aspects.index(one.aspect) for one in self.cards], int)
        self.by_aspect = Discriminant(search.matrix, _grouped(texts, self.aspect_of))
        self.rank = lru_cache(RECENT)(self._rank)  # routing and answering ask for the same

    def _summed(self, members: list[list[int]]) -> np.ndarray:
        """(cards, size): the sum of the vectors of all texts of a card."""
        matrix = self.search.matrix
        if matrix is None:
            return np.zeros((len(members), 0), np.float32)
        return np.stack([matrix[one].sum(axis=0) for one in members])

    def centres(self, scores: Scores) -> np.ndarray:
        """Per card, the cosine of the query to the centre of all that the card's texts say."""
        length = np.linalg.norm(self.sums, axis=1, keepdims=True)
        if not self.sums.size:
            return np.zeros(len(self.cards))
        return (self.sums / length @ scores.vectors.T).max(axis=1)

    def nearness(self, scores: Scores) -> tuple[np.ndarray, np.ndarray]:
        """How near the query is to each card and to each gap, where they are told apart best."""
        near = self.by_target.nearness(scores.vectors)
        return near[: len(self.cards)], near[len(self.cards) :]

    def likely(self, scores: Scores) -> tuple[np.ndarray, np.ndarray]:
        """How likely each card and each gap is meant: log probability over LEAST, -1 to 0."""
        chances = np.maximum(self.classifier.log_chances(scores.vectors) / LEAST, -1.0)
        return chances[: len(self.cards)], chances[len(self.cards) :]

    def _rank(self, question: Question, scores: Scores) -> Ranking:
        """The ranking for a question: text first, then what it names and what it asks."""
        total = self.features(question, scores) @ self.weights
        cosine = np.append(scores.cosine, -1.0)
        near, answer = cosine[self.wordings], cosine[self.answers].max(axis=1)
        nearest = self.wordings[np.arange(len(near)), near.argmax(axis=1)]
        near = near.max(axis=1)
        total = total + (near >= OWN_WORDING)
        best, order = np.maximum(near, answer).tolist(), np.argsort(-total, kind="stable")
        totals, texts = total.tolist(), nearest.tolist()
        ranking = Ranking(aspect=self._aspect(scores))
        ranking.cards = [
            Near(self.cards[at].id, totals[at], best[at], self.search.entries[texts[at]].text)
            for at in order.tolist()
        ]
        self._rank_others(ranking, scores)
        return ranking

    def _aspect(self, scores: Scores) -> str | None:
        """The aspect whose cards a question is nearest to; None if no one is clearly the nearest."""
        near = self.by_aspect.nearness(scores.vectors)
        best = np.argsort(-near)[:2]
        clear = len(best) == 2 and near[best[0]] - near[best[1]] >= CLEAR
        return self.aspects[int(best[0])] if clear else None

    def features(self, question: Question, scores: Scores) -> np.ndarray:
        """(cards, features) in the order of WEIGHTS."""
        words = np.append(_share(scores.words), -1.0)
        ngrams = np.append(_share(scores.ngrams), -1.0)
        text = [
            self.nearness(scores)[0],
            self.likely(scores)[0],
            self.by_aspect.nearness(scores.vectors)[self.aspect_of],
            words[self.wordings].max(axis=1),
            ngrams[self.wordings].max(axis=1),
            words[self.answers].max(axis=1),
        ]
        figure = self.figures * bool(self.cues.hit("asks_figure", question.text.lower()))
        return np.column_stack([*text, self._agreement(question), figure])

    def _agreement(self, question: Question) -> np.ndarray:
        """(cards, 5): how a card's subject and aspect meet those of the question."""
        # What was tried is what the question is no longer about.
        tried = self.cues.hit("tried", question.text.lower())
        asked = set() if tried else set(question.subjects)
        terms = self.course.named(asked)
        family = asked | {one for term in terms for one in (*term.options, *term.related)}
        wanted = {one for one in question.aspects if one not in GENERIC} or set(question.aspects)
        met = self.about[:, [self.term_at[one] for one in family]].sum(axis=1)
        some = self.about.any(axis=1)
        apart = (met == 0) & bool(asked)
        return np.column_stack(
            [
                np.minimum(1.0, met / max(1, len(asked))),
                apart & some,
                apart & ~some,
                self._rivals(asked),
                [one.aspect in wanted for one in self.cards],
            ]
        )

    def _rivals(self, asked: set[str]) -> np.ndarray:
        """(cards,): whether a card is about another thing of a kind of which the question names one."""
        found = np.zeros(len(self.cards), bool)
        for kind in RIVALS:
            its = [self.term_at[one] for one in self.terms if self.course.terms[one].kind == kind]
            named = [at for at in its if self.terms[at] in asked]
            if named:
                about = self.about[:, its].any(axis=1)
                found |= about & ~self.about[:, named].any(axis=1)
        return found

    def _rank_others(self, ranking: Ranking, scores: Scores) -> None:
        """The nearest texts of each other kind, one for each target."""
        for name, numbers in self.others.items():
            nearest = numbers[np.argsort(-scores.mix[numbers], kind="stable")[:OTHERS]]
            best: dict[str, Near] = {}
            for number in nearest.tolist():
                entry = self.search.entries[number]
                if entry.target not in best:
                    mix, cosine = float(scores.mix[number]), float(scores.cosine[number])
                    best[entry.target] = Near(entry.target, mix, cosine, entry.text)
            setattr(ranking, name, list(best.values()))


def _padded(rows: list[list[int]]) -> np.ndarray:
    """Rows of unequal length as one array, filled up with -1 (the last, impossible, entry)."""
    width = max((len(row) for row in rows), default=0) or 1
    return np.array([row + [-1] * (width - len(row)) for row in rows] or np.empty((0, 1)), int)


def _grouped(rows: list[list[int]], group: np.ndarray) -> list[list[int]]:
    """The rows of each group as one."""
    return [
        [one for row, its in zip(rows, group, strict=True) if its == number for one in row]
        for number in range(int(group.max(initial=-1)) + 1)
    ]


def _share(scores: np.ndarray) -> np.ndarray:
    """Scores as shares of the highest."""
    high = float(scores.max(initial=0.0))
    return scores / high if high > 0 else scores
