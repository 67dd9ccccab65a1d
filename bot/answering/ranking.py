"""Which card, belief, gap or passage a question is nearest to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from bot.content import Course
from bot.content.formats import Card
from bot.reading.question import Question
from bot.retrieval.search import HybridSearch, Scores

WORDING, ANSWER = 0.70, 0.30  # shares of a card's best wording and of its answer
NAMES_MEET, NAMES_EXTRA, NAMES_MISS = 0.15, 0.10, 0.25
ASPECT_MEETS, ASPECT_MISSES = 0.10, 0.04
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
    """The nearest targets of each kind, best first."""

    cards: list[Near] = field(default_factory=list)
    beliefs: list[Near] = field(default_factory=list)
    right: list[Near] = field(default_factory=list)
    wrong: list[Near] = field(default_factory=list)
    gaps: list[Near] = field(default_factory=list)
    passages: list[Near] = field(default_factory=list)
    cosine: float = 0.0


FIELD_OF = {
    "belief": "beliefs",
    "right": "right",
    "wrong": "wrong",
    "gap": "gaps",
    "passage": "passages",
    "row": "passages",
}


def rank(question: Question, scores: Scores, search: HybridSearch, course: Course) -> Ranking:
    """Rank everything for a question: text first, then what it names and what it asks."""
    best: dict[str, dict[str, Near]] = defaultdict(dict)
    for entry, mix, cosine in zip(search.entries, scores.mix, scores.cosine, strict=True):
        known = best[entry.kind].get(entry.target)
        if known is None or mix > known.score:
            best[entry.kind][entry.target] = Near(
                entry.target, float(mix), float(cosine), entry.text
            )
    ranking = Ranking(cosine=float(scores.cosine.max(initial=0.0)))
    answers = best["answer"]
    for near in best["wording"].values():
        card = course.cards[near.target]
        answer = answers[near.target]
        score = WORDING * near.score + ANSWER * answer.score + agreement(question, card)
        ranking.cards.append(
            Near(near.target, score, max(near.cosine, answer.cosine), near.text)
        )
    for kind, name in FIELD_OF.items():
        getattr(ranking, name).extend(best[kind].values())
    for name in ("cards", *dict.fromkeys(FIELD_OF.values())):
        getattr(ranking, name).sort(key=lambda one: -one.score)
    return ranking


def agreement(question: Question, card: Card) -> float:
    """How well a card's subject and aspect meet those of the question."""
    asked, about = set(question.subjects), set(card.about)
    bonus = 0.0
    if asked and about:
        meet = asked & about
        if meet:
            bonus += NAMES_MEET * len(meet) / len(asked)
            bonus -= NAMES_EXTRA * len(about - asked - set(question.factors)) / len(about)
        else:
            bonus -= NAMES_MISS
    elif asked:
        bonus -= NAMES_MISS / 2
    wanted = [one for one in question.aspects if one not in GENERIC] or question.aspects
    if wanted and card.aspect:
        bonus += ASPECT_MEETS if card.aspect in wanted else -ASPECT_MISSES
    return bonus
