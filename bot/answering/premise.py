"""Yes or no: whether what a learner takes for true is true, by the content's own claims."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from bot.answering.claims import Claims
from bot.answering.contradiction import Contradiction
from bot.answering.figures import counts, numbers, other_numbers, price, shares
from bot.answering.ranking import RIVALS, Near, Ranking
from bot.answering.stating import Stating
from bot.answering.whether import AskedBefore, Whether
from bot.content import Course
from bot.content.formats import Cite
from bot.reading.asserting import asserted, last_asked
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.reading.question import NEGATIVE_OPENING, Question
from bot.reading.words import stems
from bot.retrieval.search import Scores

NEAR_ENOUGH = 0.50  # cosine from which a claim may be the one meant
FULLY = 0.80  # ... from which its vote counts in full; below it claims are on something else
MOST = 1.3  # what the vote of the very claim counts
VOTERS = 3  # the nearest claims that tell how near they lie
SPREAD = 0.03  # how fast a claim's say falls off with its distance from the nearest
# What the log odds by all claims, the vote of the nearest and the log odds that it contradicts the nearest cards count
# (a logistic regression on 424 questions whose answers are known), and how readily what is asked holds.
CLAIMED, VOTED, AGAINST, HOLDS = 0.21, 0.84, 0.84, 0.23
DECIDED, OUTRIGHT = 0.4, 1.2  # log odds for a yes or a no; and where nobody asked whether it is so
STATED = 0.7  # chance from which a message is heard as a statement
WHETHER = 0.5  # ... that it wants a yes or a no
NOTED = 0.06  # ... below which what is stated is but a note of what is asked for
VERY = 0.78  # ... of a misconception that is told before anything else
MET = 0.78  # cosine from which a claim is the very one that was made
LIKELY = 8  # the nearest cards, whose claims are looked at beside the misconceptions
SAME_WORDS = 0.30  # what it is worth to a claim to share the statement's words
OTHER_NAMES, OTHER_NUMBERS = 0.12, 0.15  # what naming other things or numbers costs a claim
OTHER_ORDER = 0.06  # ... and naming the same things in another order
OTHER_EXTENT = (
    0.10  # ... and claiming that it is only so, where the statement doesn't, or the other way round
)
MORE_NAMES = 0.4  # ... of that where it merely names more than the statement does
INFERRED = 0.20  # what it costs a claim that it speaks of the statement by way of a negation
ALIKE = 0.10  # within this of the nearest claim a misconception is told, for its fuller correction
CLAIM = 3  # words of the shortest half of a statement that is a claim of its own
BASE = 2  # levels that every dearer one rests on: to begin with one is to begin with both
REMEMBERED = 16384  # texts whose names are kept: all claims, and what was asked lately
OPENS = 2  # words within which it names what it is about


@dataclass(frozen=True)
class Verdict:
    """Yes or no, with the text and the evidence that says why."""

    says: Literal["yes", "no"]
    text: str
    cites: tuple[Cite, ...]
    target: str
    about: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """A claim of the content near to a statement, and whether it makes the statement true."""

    kind: str
    near: Near
    score: float
    true: bool


class Premises:
    """Checks statements against the claims on cards and the named misconceptions."""

    def __init__(
        self,
        course: Course,
        cues: Cues,
        names: Names,
        claims: Claims,
        stating: Stating,
        whether: Whether,
        contradiction: Contradiction,
    ) -> None:
        self.claims = claims
        self.contradiction = contradiction
        self.stating = stating
        self.whether = whether
        self.course = course
        self.cues = cues
        self.names = names
        self._named = lru_cache(REMEMBERED)(names.ids)
        self._base = {one.id for one in course.levels[:BASE]}
        self._two_ways = {
            one.id
            for one in course.misconceptions.values()
            if any(cues.hit("either_or", text.lower()) for text in (one.belief, *one.wordings))
        }

    def known(self, question: Question) -> Verdict | None:
        """The verdict on a question whose answer is known word for word."""
        same = next(iter(self.whether.before(question.said, None)), None)
        return self._verdict("card", same.card, same.holds) if same else None

    def check(self, question: Question, ranking: Ranking, scores: Scores) -> Verdict | None:
        """The verdict on a question that states something; None if no claim is near."""
        vector = scores.vectors[0] if len(scores.vectors) else None
        before = self.whether.before(question.said, vector)
        asked = question.checks or question.believes
        if not asked and not self._stated(question):
            return None
        other = self._other_figure(question, ranking) or self._either_or(question, ranking)
        if other:
            return other
        if asked and self._asked_openly(question):
            return None
        claims = self._nearest(question, ranking, before)
        if not claims or max(one.near.cosine for one in claims) < NEAR_ENOUGH:
            return None
        odds = self._log_odds(question, vector, claims, ranking)
        if abs(odds) < (DECIDED if asked else OUTRIGHT) or (not asked and odds > 0):
            return None  # what is simply said is answered with a no, or not as a check at all
        if odds < 0 and self.cues.hit("asks_for_any", question.text.lower()):
            return None  # "is there anything for that?" is answered by what there is, or isn't
        if odds > 0 and self.cues.hit("own_case", question.text.lower()):
            return None  # what holds of the unit may not hold of it
        return self._told(claims, odds > 0, ranking)

    def _log_odds(
        self,
        question: Question,
        vector: np.ndarray | None,
        claims: list[Claim],
        ranking: Ranking,
    ) -> float:
        """How much more likely a statement is true than false, by all that tells.

        Two claims in one can't be read beside the same few sentences; the answerer asks of each by itself.
        """
        cards = [self.course.cards[one.target] for one in ranking.cards[:LIKELY]]
        put = asserted(question.statement, self.names)
        against = 0 if self.halves(question) else self.contradiction.log_odds(put, vector, cards)
        return (
            CLAIMED * self.claims.log_odds(question.statement, vector)
            + VOTED * self._vote(claims)
            - AGAINST * against
            + HOLDS
        )

    def _stated(self, question: Question) -> bool:
        """Whether a message is a statement that nobody marked as one."""
        lower = question.text.lower()
        if self.cues.hit("wh", lower) or self.cues.hit("asks_later", lower):
            return False
        enough = len(lower.split()) >= CLAIM  # "RAG" alone claims nothing
        noted = self.whether.chance(question.text) < NOTED  # "dall-e, business use"
        return enough and not noted and self.claims_something(question.text)

    def _asked_openly(self, question: Question) -> bool:
        """Whether a message only opens like one that wants a yes or a no."""
        later = self.cues.hit("asks_later", question.text.lower())
        shorter = len(question.statement) < len(question.text.rstrip("?.! "))
        tagged = question.checks and shorter and not later  # "..., right?"
        put = (question.text, last_asked(question.text))
        if tagged or max(self.whether.chance(one) for one in put) >= WHETHER:
            return False
        return not self.claims_something(question.text)

    def claims_something(self, text: str) -> bool:
        """Whether a text states something about the subject, which may be false."""
        return self.stating.chance(text) >= STATED

    def halves(self, question: Question) -> list[str]:
        """The two claims of "A is this and B is that", each on things of its own; [] if it is one."""
        text = question.statement.rstrip("?.! ")
        for found in self.cues.one["joins_claims"].finditer(text.lower()):
            two = [text[: found.start()], text[found.end() :]]
            named = [self._claimed_of(half) for half in two]
            if all(named) and named[0] != named[1]:
                return two
        return []

    def _claimed_of(self, claim: str) -> str | None:
        """The level, model, option or person that a claim opens with, if it names no other of them."""
        found = [one for one in self.names.find(claim) if self.names.kinds[one.id] in RIVALS]
        alone = len({one.id for one in found}) == 1 and found[0].start < OPENS
        return found[0].id if alone and len(claim.split()) >= CLAIM else None

    def _told(self, claims: list[Claim], true: bool, ranking: Ranking) -> Verdict:
        """What goes with a yes or a no: the correction of a misconception met, else the nearest card."""
        agreeing = [one for one in claims if one.true == true]
        alike = [one for one in agreeing if agreeing[0].score - one.score < ALIKE]
        best = ranking.cards[0].target
        told = next(
            (one for one in alike if one.kind == "beliefs" and one.near.cosine >= VERY), None
        )
        told = told or next((one for one in alike if one.near.target == best), None)
        told = told or next((one for one in alike if one.near.cosine >= MET), None)
        if told is None:
            return self._verdict("card", best, true)
        return self._verdict(told.kind, told.near.target, true)

    @staticmethod
    def _vote(claims: list[Claim]) -> float:
        """What the nearest claims say together, -1 (false) to 1 (true): the nearer, the weightier."""
        near = max(one.near.cosine for one in claims[:VOTERS])
        counts = min((near - NEAR_ENOUGH) / (FULLY - NEAR_ENOUGH), MOST)
        weights = [math.exp((one.score - claims[0].score) / SPREAD) for one in claims]
        votes = sum(w if one.true else -w for w, one in zip(weights, claims, strict=True))
        return counts * votes / sum(weights)

    def _nearest(
        self, question: Question, ranking: Ranking, before: Sequence[AskedBefore]
    ) -> list[Claim]:
        """The claims nearest to a statement, best first, with what each makes of it."""
        likely = {near.target for near in ranking.cards[:LIKELY]}
        near_by = [
            (kind, near)
            for kind in ("right", "wrong", "beliefs")
            for near in getattr(ranking, kind)
            if kind == "beliefs" or near.target in likely
        ]
        near_by += [
            ("right" if one.holds else "wrong", Near(one.card, one.cosine, one.cosine, one.text))
            for one in before
            if one.card in likely
        ]
        claims = [self._claim(question.statement, kind, near) for kind, near in near_by]
        return sorted(claims, key=lambda one: -one.score)

    def _claim(self, statement: str, kind: str, near: Near) -> Claim:
        """How much a claim says of a statement, and what."""
        score = near.cosine + SAME_WORDS * _overlap(near.text, statement)
        score -= OTHER_NAMES * self._other_names(self._ids(statement), self._ids(near.text))
        score -= OTHER_NUMBERS * other_numbers(numbers(statement), numbers(near.text))
        turned = self._turned(statement, near.text)
        score -= OTHER_ORDER * self._other_order(statement, near.text)
        score -= INFERRED * turned
        alone = [bool(self.cues.hit("exclusive", one.lower())) for one in (statement, near.text)]
        score -= OTHER_EXTENT * (alone[0] != alone[1])
        return Claim(kind, near, score, (kind == "right") != turned)

    def _other_figure(self, question: Question, ranking: Ranking) -> Verdict | None:
        """A no where shares or a count are claimed and the nearest card gives other ones, or the same swapped."""
        card = self.course.cards[ranking.cards[0].target]
        claimed, given = shares(question.statement), shares(card.answer)
        paid, its = price(question.statement, self.cues), price(card.answer, self.cues)
        swapped = claimed <= given and paid is not None and its is not None and paid != its
        counted, right = counts(question.statement), counts(card.answer)
        miscounted = any(counted[one] != right[one] for one in counted.keys() & right.keys())
        if (claimed and given and not claimed & given) or swapped or miscounted:
            return Verdict("no", card.answer, card.cites, f"card:{card.id}", card.about)
        return None

    def _either_or(self, question: Question, ranking: Ranking) -> Verdict | None:
        """A no where somebody sees but two ways, and the course names that as a misconception."""
        if not self.cues.hit("either_or", question.text.lower()):
            return None
        alike = [one for one in ranking.beliefs if one.target in self._two_ways]
        nearest = max(alike, key=lambda one: one.cosine, default=None)
        if nearest is None or nearest.cosine < NEAR_ENOUGH:
            return None
        return self._verdict("beliefs", nearest.target, False)

    def _ids(self, text: str) -> frozenset[str]:
        return frozenset(self._named(text))

    def _other_names(self, asked: frozenset[str], named: frozenset[str]) -> float:
        """1 where a claim leaves out what the statement names, less where it only names more."""
        if asked - named:
            return 1.0
        return MORE_NAMES if named - asked else 0.0

    def _other_order(self, statement: str, claim: str) -> bool:
        """Whether two texts name the same things, and not in the same order."""
        first, second = self._named(statement), self._named(claim)
        return len(first) > 1 and set(first) == set(second) and first != second

    def _turned(self, statement: str, claim: str) -> bool:
        """Whether the statement says the contrary of the claim it is nearest to."""
        turned = self._denies(statement) != self._denies(claim)
        if re.search(r"\bthan\b", statement) and re.search(r"\bthan\b", claim):
            first, second = self.names.ids(statement), self.names.ids(claim)
            if len(first) == 2 and first == second[::-1]:
                turned = not turned
        begins = [self._begins_with(one) for one in (statement, claim)]
        if all(begins) and begins[0] != begins[1] and not set(begins) <= self._base:
            turned = not turned
        return turned

    def _begins_with(self, text: str) -> str | None:
        """The level that a text says one begins with; None if it says so of none."""
        found = self.cues.hit("begins_with", text.lower())
        named = self.names.ids(text[found.end() :]) if found else []
        return named[0] if named and self.names.kinds[named[0]] == "level" else None

    def _denies(self, text: str) -> bool:
        """Whether a claim denies something: by an odd number of noes, "only A and not B" having none."""
        lower = NEGATIVE_OPENING.sub(r"\1\2", text).lower()
        if self.cues.hit("exclusive", lower):
            lower = self.cues.one["and_not"].sub(" ", lower)
        return len(self.cues.one["negation"].findall(lower)) % 2 == 1

    def _verdict(self, kind: str, target: str, true: bool) -> Verdict:
        says: Literal["yes", "no"] = "yes" if true else "no"
        if kind == "beliefs":
            belief = self.course.misconceptions[target]
            return Verdict(says, belief.correction, belief.cites, f"belief:{target}", belief.about)
        card = self.course.cards[target]
        return Verdict(says, card.answer, card.cites, f"card:{target}", card.about)


def _overlap(one: str, other: str) -> float:
    """The share of the stems of two texts that both have."""
    first, second = set(stems(one)), set(stems(other))
    return len(first & second) / (len(first | second) or 1)
