"""Yes or no: whether what a learner takes for true is true, by the content's own claims."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.answering.ranking import Near, Ranking
from bot.content import Course
from bot.content.formats import Cite
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.reading.question import Question

NEAR_ENOUGH = 0.66  # cosine from which a claim is taken to be the one meant
NEAR_ENOUGH_UNASKED = 0.80  # ... where no yes or no was asked for
OTHER_NAMES = 0.15  # what naming other things costs a claim
VOTES, VOTERS = 7, 0.10  # how many claims vote at most, and how near to the best they must be
NUMBER = re.compile(r"\d+")


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

    def __init__(self, course: Course, cues: Cues, names: Names) -> None:
        self.course = course
        self.cues = cues
        self.names = names

    def check(self, question: Question, ranking: Ranking) -> Verdict | None:
        """The verdict on a question that states something; None if no claim is near."""
        claims = self._nearest(question, ranking)
        wanted = NEAR_ENOUGH if question.checks else NEAR_ENOUGH_UNASKED
        states = question.checks or not self.cues.hit("wh", question.text.lower())
        if not states or not claims or claims[0].near.cosine < wanted:
            return None
        best = claims[0]
        votes = sum(
            (one.score if one.true else -one.score)
            for one in claims
            if one.score > best.score - VOTERS
        )
        true = votes > 0
        told = next(one for one in claims if one.true == true)
        return self._verdict(told.kind, told.near.target, true)

    def _nearest(self, question: Question, ranking: Ranking) -> list[Claim]:
        """The claims nearest to a statement, best first, with what each makes of it."""
        asked = self._ids(question.statement)
        claims: list[Claim] = []
        for kind in ("right", "wrong", "beliefs"):
            for near in getattr(ranking, kind)[:12]:
                score = near.cosine
                score -= OTHER_NAMES * (self._ids(near.text) != asked)
                score -= OTHER_NAMES * (_numbers(near.text) != _numbers(question.statement))
                true = (kind == "right") != self._turned(question.statement, near.text)
                claims.append(Claim(kind, near, score, true))
        return sorted(claims, key=lambda one: -one.score)[:VOTES]

    def _ids(self, text: str) -> frozenset[str]:
        return frozenset(self.names.ids(text))

    def _turned(self, statement: str, claim: str) -> bool:
        """Whether the statement says the contrary of the claim it is nearest to."""
        negations = [
            len(self.cues.one["negation"].findall(one.lower())) % 2 for one in (statement, claim)
        ]
        turned = negations[0] != negations[1]
        if re.search(r"\bthan\b", statement) and re.search(r"\bthan\b", claim):
            first, second = self.names.ids(statement), self.names.ids(claim)
            if len(first) == 2 and first == second[::-1]:
                turned = not turned
        return turned

    def _verdict(self, kind: str, target: str, true: bool) -> Verdict:
        says: Literal["yes", "no"] = "yes" if true else "no"
        if kind == "beliefs":
            belief = self.course.misconceptions[target]
            return Verdict(says, belief.correction, belief.cites, f"belief:{target}", belief.about)
        card = self.course.cards[target]
        return Verdict(says, card.answer, card.cites, f"card:{target}", card.about)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(NUMBER.findall(text))
