"""Comparisons: two things on a factor or on all, and choices between them for a purpose."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations

import numpy as np

from bot.answering.ranked import Ranked
from bot.answering.ranking import Ranking
from bot.content import Course
from bot.content.formats import Card
from bot.content.markdown import split_sentences
from bot.drafts import Point
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.reading.question import Question
from bot.reading.words import stems, words
from bot.wording import Wording

SIDES = ("definition", "strengths", "type", "use")  # what is said of each where no card compares
NOT_FACTORS = ("difference", "definition", "choice", "use", "order", "example")
FACTORS = ("cost", "effort", "time", "data", "maintenance", "ip")
ON_SCALE = "effort"  # by which the levels are put in order where nothing is said
SETS_APART = ("difference", None)
SAME_WORDS = 0.50  # what it is worth to such a card to share the question's words
FAR = 0.06  # by which another card must be nearer than any that sets the things apart
NEAREST = 12  # cards among which one that compares is looked for
COMPARABLE = ("level", "model", "option", "person", "factor")
PURPOSE = ("use", "choice", "strengths")  # aspects that say what a thing is for
ASKS_ELSE = ("either_or", "which_is_which")  # cues of questions on two things that compare nothing
FACTORS_AT_ONCE = 2  # in one reply
LONGEST = 58  # words of both sides together
SIMILAR = 0.03  # a choice needs to be at least this much nearer to the purpose than the other


class Comparisons:
    """Compares things of one course."""

    def __init__(
        self,
        course: Course,
        cues: Cues,
        wording: Wording,
        names: Names,
        similarity: Callable[[str, list[str]], np.ndarray],
    ) -> None:
        self.course = course
        self.cues = cues
        self.wording = wording
        self.names = names
        self.ranked = Ranked(course, cues, wording)
        self.similarity = similarity
        self.kinds = [one for use in course.tables.values() for one in use.subjects.values()]

    def compare(self, question: Question, ranking: Ranking) -> tuple[list[Point], list[str]] | None:
        """Points that compare what the question names, with what they are about; else None."""
        things = self._things(question)
        if self.cues.hit("tried", question.text.lower()):
            return None
        asks_else = {"reason", "exam"} & set(question.aspects) or question.checks_premise
        lower = question.text.lower()
        asks_else = asks_else or any(self.cues.hit(one, lower) for one in ASKS_ELSE)
        asks_else = asks_else or (self.cues.hit("asks_figure", lower) and self._of_a_case(question))
        aspects = self._factors(question, ranking)
        outright = {one.id for one in self.names.find(question.text)}
        compares = (
            self.cues.hit("compares", question.around)
            or self.cues.hit("when_each", question.around)
            or "order" in question.aspects
            or (set(aspects) & set(FACTORS) and set(things) <= outright)
        )
        if len(things) < 2 or asks_else or not compares:
            return None
        points = (
            (self.ranked.two(question, things, aspects) if len(things) == 2 else None)
            or self.ranked.in_order(question, things, aspects)
            or (
                None
                if "order" in question.aspects
                else self._side_by_side(question, things, aspects, ranking)
            )
        )
        return (points, things) if points else None

    def _of_a_case(self, question: Question) -> bool:
        """Whether a question names a person or a firm, whose case it is then about."""
        terms = self.course.named(question.subjects)
        return any(one.kind in ("person", "company") for one in terms)

    def settled(self, question: Question) -> tuple[list[Point], list[str]] | None:
        """The points of "A costs no more than B, right?" where a table orders both on what is claimed; else None."""
        things = self._things(question)
        aspects = [one for one in question.aspects if one not in NOT_FACTORS]
        put = question.statement.lower()
        claims = self.cues.hit("than", put) or self.cues.hit("like", put)
        if not (claims and question.checks) or len(things) != 2 or len(aspects) != 1:
            return None
        points = self.ranked.two(question, things, aspects)
        opens = (self.wording.say("says_yes"), self.wording.say("says_no"))
        return (points, things) if points and points[0].text.startswith(opens) else None

    def _side_by_side(
        self, question: Question, things: list[str], aspects: list[str], ranking: Ranking
    ) -> list[Point] | None:
        """One factor of each, a choice between them for a purpose, or what sets them apart."""
        said = [one for one in aspects if one in question.aspects or one == "use"]
        return (
            self._by_factor(question, things, said)
            or (self._choice(question, things) if self._chooses(question) else None)
            or self._by_factor(question, things, aspects)
            or self._overall(question, things, ranking)
        )

    def _factors(self, question: Question, ranking: Ranking) -> list[str]:
        """On what the things are compared: by the words of the question, else by its drift."""
        said = [one for one in question.aspects if one not in NOT_FACTORS]
        cued = ("asks_when", "each_for")
        if not said and any(self.cues.hit(one, question.around) for one in cued):
            return ["use"]
        if not said and self.cues.hit("whole_scale", question.text.lower()):
            return [self._scale(question)]
        return said or ([ranking.aspect] if ranking.aspect in FACTORS else [])

    def _scale(self, question: Question) -> str:
        """The factor by which the levels are to be put in order: "cheapest first"."""
        said = set(words(question.text.lower()))
        cued = (one for one in FACTORS if said & set(self.course.aspects[one].cues))
        return next(cued, ON_SCALE)

    def _things(self, question: Question) -> list[str]:
        """The things compared: those of the kind that most of the names have."""
        named = question.subjects
        if self.cues.hit("compares", question.around):
            loosely = self.names.all_meant(question.text)
            named = (*named, *(one for one in loosely if one not in question.factors))
        if self.cues.hit("both_kinds", question.around):
            named = (*named, *self.kinds)
        if self.cues.hit("whole_scale", question.text.lower()):
            named = tuple(one.id for one in self.course.levels)
        terms = [self.course.stands_for(one) for one in self.course.named(named)]
        kinds = [one.kind for one in terms if one.kind in COMPARABLE]
        kind = max(kinds, key=kinds.count, default=None)
        return list(dict.fromkeys(one.id for one in terms if one.kind == kind))

    def _chooses(self, question: Question) -> bool:
        chooses = self.cues.hit("chooses", question.around)
        each = self.cues.hit("each_for", question.around)
        return bool(chooses) and not each and "difference" not in question.aspects

    def _side(self, thing: str, aspect: str) -> Card | None:
        return self.course.by_key.get((frozenset([thing]), aspect))

    def _choice(self, question: Question, things: list[str]) -> list[Point] | None:
        """Which of the things suits the purpose that the question names; None if it names none."""
        purpose = self._purpose(question)
        if len(stems(purpose)) < 2:
            return None
        nearest: list[tuple[float, str, Card]] = []
        for thing in things:
            cards = [
                card
                for card in self.course.cards.values()
                if card.aspect in PURPOSE
                and thing in card.about
                and len(card.about) <= 2
                and not (set(card.about) & (set(things) - {thing}))
            ]
            texts = [(card, text) for card in cards for text in (*card.wordings, card.answer)]
            if texts:
                scores = self.similarity(purpose, [text for _, text in texts])
                best = int(np.argmax(scores))
                nearest.append((float(scores[best]), thing, texts[best][0]))
        nearest.sort(key=lambda one: -one[0])
        if len(nearest) < 2 or nearest[0][0] - nearest[1][0] < SIMILAR:
            return None
        _, winner, card = nearest[0]
        losers = [self.course.terms[one].name for one in things if one != winner]
        name = self.course.terms[winner].name
        key = "choose" if len(losers) == 1 else "choose_all"
        by_itself = card.answer.lower().startswith((name.lower(), f"the {name.lower()}"))
        first = split_sentences(card.answer)[0]
        if by_itself or self.cues.hit("negation", first.lower()):  # ... or speaks against it
            return [Point(card.answer, card.cites)]
        lead = self.wording.say(key, winner=name[0].upper() + name[1:], loser=losers[0])
        return [Point(f"{lead} {card.answer}", card.cites)]

    def _purpose(self, question: Question) -> str:
        """The question without the names of the things compared and the words of choosing."""
        kept = question.text.lower()
        for term in self.course.named(question.subjects):
            for name in sorted((term.name, *term.aliases), key=len, reverse=True):
                kept = re.sub(rf"\b{re.escape(name.lower())}\b", " ", kept)
        return self.cues.one["chooses"].sub(" ", kept)

    def _by_factor(
        self, question: Question, things: list[str], aspects: list[str]
    ) -> list[Point] | None:
        """Both sides of one factor: a card that compares them, or one card for each."""
        factors = question.factors or [
            one for name in aspects[:1] for one in self._factor_named(name)
        ]
        card = self.course.by_key.get((frozenset([*things, *factors]), "difference"))
        if factors and card and len(aspects) < FACTORS_AT_ONCE:
            return [Point(card.answer, card.cites)]
        sides = {one: [self._side(thing, one) for thing in things] for one in aspects}
        whole = [one for one in aspects if all(sides[one])][:FACTORS_AT_ONCE]
        return _within([card for one in whole for card in sides[one] if card]) or None

    def _factor_named(self, aspect: str) -> list[str]:
        """The factor of the course that an aspect is, if it is one."""
        name = self.course.aspects[aspect].name.lower()
        terms = self.course.terms.values()
        return [one.id for one in terms if one.kind == "factor" and one.name.lower() == name]

    def _overall(
        self, question: Question, things: list[str], ranking: Ranking
    ) -> list[Point] | None:
        """The nearest card that sets the things apart, else what each of them is."""
        apart = [
            near
            for near in ranking.cards[:NEAREST]
            if set(self.course.cards[near.target].about) == set(things)
            and self.course.cards[near.target].aspect in SETS_APART
        ]
        best = ranking.cards[0]
        if best.score - max((one.score for one in apart), default=best.score - 1) > FAR and (
            set(self.course.cards[best.target].about) != set(things)
        ):
            return None  # something else is asked than what sets them apart
        if apart:
            asked = set(stems(question.text))
            best = max(apart, key=lambda one: one.score + SAME_WORDS * _shared(asked, one.text))
            card = self.course.cards[best.target]
            return [Point(card.answer, card.cites)]
        for size in range(len(things), 1, -1):
            for some in combinations(things, size):
                card = self.course.by_key.get((frozenset(some), "difference"))
                if card:
                    return [Point(card.answer, card.cites)]
        sides = [
            next((card for one in SIDES if (card := self._side(thing, one))), None)
            for thing in things
        ]
        return _within([card for card in sides if card]) if all(sides) else None


def _within(cards: list[Card]) -> list[Point]:
    """The literal answer of each card, its first sentence, and as many more as stay short."""
    texts = [split_sentences(card.answer) for card in cards]
    taken = [1] * len(cards)
    for at, sentences in enumerate(texts):
        said = sum(len(" ".join(one[:n]).split()) for one, n in zip(texts, taken, strict=True))
        if len(sentences) > 1 and said + len(sentences[1].split()) <= LONGEST:
            taken[at] = 2
    return [
        Point(" ".join(text[:n]), card.cites, part=True)
        for card, text, n in zip(cards, texts, taken, strict=True)
    ]


def _shared(asked: set[str], text: str) -> float:
    """The share of a question's stems that a text has too."""
    return len(asked & set(stems(text))) / (len(asked) or 1)
