"""Which of two things is more or less on a factor that a table orders, and things put in that order."""

from __future__ import annotations

import re

from bot.answering.tables import Tables
from bot.content import Course
from bot.content.formats import Aspect
from bot.content.markdown import split_sentences
from bot.drafts import Point
from bot.reading.cues import Cues
from bot.reading.question import Question
from bot.wording import Wording

BETWEEN = r"(?: \w+){0,2} "  # between the words of a phrase that compares


class Ranked:
    """Answers by rank, for one course."""

    def __init__(self, course: Course, cues: Cues, wording: Wording) -> None:
        self.course = course
        self.cues = cues
        self.wording = wording
        self.tables = Tables(course)

    def two(self, question: Question, things: list[str], aspects: list[str]) -> list[Point] | None:
        """Which of two is more or less on a factor that a table orders."""
        for name in aspects if len(aspects) == 1 else ():
            aspect = self.course.aspects[name]
            ranks = [self.tables.rank(one, name) for one in things]
            across = any(one and one.across for one in ranks)
            said = question.checks or _said(question.statement.lower(), aspect.more + aspect.less)
            if aspect.more and ranks[0] and ranks[1] and (said or not across):
                return self._ranked(question, aspect, things)
        return None

    def _ranked(self, question: Question, aspect: Aspect, things: list[str]) -> list[Point]:
        ranks = [self.tables.rank(one, aspect.id) for one in things]
        assert ranks[0] and ranks[1]
        names = [self.course.terms[one].name for one in things]
        sides = [self.course.by_key.get((frozenset([one]), aspect.id)) for one in things]
        gap = ranks[0].place - ranks[1].place
        if gap == 0:
            lead = self.wording.say("rank_same", one=names[0], other=names[1], aspect=aspect.name)
        else:
            high, low = (names[0], names[1]) if gap > 0 else (names[1], names[0])
            put = question.statement.lower()
            less = _said(put, aspect.less) and not _said(put, aspect.more)
            first, other, than = (low, high, aspect.less) if less else (high, low, aspect.more)
            lead = self.wording.say("rank", one=first, other=other, than=than[0])
        lead = lead[0].upper() + lead[1:]
        opens = self._yes_or_no(question, aspect, gap)
        briefs = [
            Point(split_sentences(card.answer)[0], (rank.cite,))
            for card, rank in zip(sides, ranks, strict=True)
            if card and rank
        ]
        proved = ranks[0].ranked_by or (ranks[0].cite, ranks[1].cite)
        # that one is more rests on the order and on what it means, that both are level on one of them
        level = Point(lead, proved, part=gap == 0)
        return [*([Point(opens)] if opens else []), level, *briefs]

    def in_order(
        self, question: Question, things: list[str], aspects: list[str]
    ) -> list[Point] | None:
        """Things put in the order of a factor that a table ranks, least first."""
        if "order" not in question.aspects:
            return None
        for name in aspects:
            ranks = {one: self.tables.rank(one, name) for one in things}
            if all(ranks.values()):
                placed = sorted((rank.place, one) for one, rank in ranks.items() if rank)
                names = ", ".join(self.course.terms[one].name for _, one in placed)
                aspect = self.course.aspects[name].name
                lead = self.wording.say("in_order", aspect=aspect, names=names)
                rows = tuple(rank.cite for rank in ranks.values() if rank)
                return [
                    Point(lead, next(rank.ranked_by for rank in ranks.values() if rank) or rows)
                ]
        return None

    def _yes_or_no(self, question: Question, aspect: Aspect, gap: int) -> str:
        """ "Yes." or "No." to "is A dearer than B?", from the ranks; "" if nothing is claimed."""
        lower = question.statement.lower()
        if not question.checks or " or " in lower:
            return ""
        denied = self.cues.hit("no_more", lower)  # "costs no more than": as much or less
        put = self.cues.one["no_more"].sub("", lower)
        more, less = _said(put, aspect.more), _said(put, aspect.less)
        if self.cues.hit("like", lower):
            holds = gap == 0
        elif more == less:
            return ""
        elif denied:
            return self.wording.say("says_yes" if (gap <= 0 if more else gap >= 0) else "says_no")
        else:
            holds = gap > 0 if more else gap < 0
        claimed = lower.partition(" than ")[0]  # what comes after is what it is measured by
        if self.cues.hit("negation", claimed) and gap:
            holds = not holds
        return self.wording.say("says_yes" if holds else "says_no")


def _said(statement: str, phrases: tuple[str, ...]) -> bool:
    """Whether a statement has one of some phrases, be it with how much in between: "costs a lot more"."""
    return any(
        re.search(rf"\b{BETWEEN.join(map(re.escape, one.split()))}\b", statement) for one in phrases
    )
