"""A decision put into words: the recommendation, why, what would change it, and the details."""

from __future__ import annotations

from dataclasses import replace

from bot.advising.card import card
from bot.advising.case import decision, shown_needs, told
from bot.content import Course
from bot.content.advice import Backed, Outcome
from bot.content.formats import Level
from bot.deciding.tree import Decision, closed
from bot.drafts import Advice, Draft, Point
from bot.replies import NeedRead
from bot.session import Case, Topic
from bot.wording import Wording

QUOTES = 2  # of the learner's words
ASSUMED = 3  # assumptions told, those nearest to the decision


class Recommendations:
    """Words decisions of one course."""

    def __init__(self, course: Course, wording: Wording) -> None:
        self.course = course
        self.wording = wording
        self.levels = {one.id: one for one in course.levels}

    def of(self, case: Case, opens: str = "") -> Draft:
        """The recommendation for a case, its first words `opens`."""
        made = decision(case, self.course)
        outcome = made.outcome
        points = [
            *self._quoted(case, made),
            _point(outcome.why),
            _point(outcome.below),
            *self.wishes(case, outcome.levels),
        ]
        draft = self.draft(case, made, points, opens, changes=True)
        return replace(draft, details=self._details(case, made))

    def draft(
        self,
        case: Case,
        made: Decision,
        points: list[Point],
        opens: str = "",
        changes: bool = False,
    ) -> Draft:
        """A draft about the decision on a case, with heading and card; `changes` adds what would change it.

        That is code's to say, never a model's: a condition turned round would be another decision.
        """
        needs = shown_needs(case, made, self.course)
        levels = made.outcome.levels
        voiced = len(points) if changes else 0
        if changes:
            points = [*points, replace(_point(made.outcome.change), apart=True)]
        return Draft(
            points=tuple(points),
            voiced=voiced,
            heading=self.heading(made.outcome),
            opens=opens,
            topic=self._topic(points, levels),
            activity="advise",
            voice="recommendation",
            choices=tuple(self.wording.texts[one] for one in ("offer_doubt", "offer_case")),
            advice=Advice(levels, needs, card(case, made, needs, self.course, self.wording)),
        )

    def heading(self, outcome: Outcome) -> str:
        """The first line of a recommendation."""
        names = self._in_order([f"**{self.levels[one].label}**" for one in outcome.levels])
        line = self.wording.say("advice_heading", levels=names)
        if outcome.in_place:
            there = self.levels[outcome.in_place].label
            line = f"{line} {self.wording.say('advice_in_place', level=there)}"
        return line

    def named(self, levels: tuple[str, ...]) -> str:
        """Levels in running text, in the order to adopt them."""
        return self._in_order([self.levels[one].label for one in levels])

    def _in_order(self, names: list[str]) -> str:
        first, *rest = names
        for one in rest:
            first = self.wording.say("advice_then", first=first, second=one)
        return first

    def _quoted(self, case: Case, made: Decision) -> list[Point]:
        """The learner's own words for what decided, and what follows from them."""
        heard = {one.name: one for one in case.needs}
        deciding = self._distinct([heard[one] for one in made.needs if one in heard])
        if not deciding:  # a need that was told decides even where the tree only passed others
            deciding = self._distinct([one for one in case.needs if self._tells(one, case)])
        quoted = deciding[:QUOTES]
        points = [Point(self._quote(one, at, case)) for at, one in enumerate(quoted)]
        return [*points, *self._beside(case, quoted)]

    def _beside(self, case: Case, quoted: list[NeedRead]) -> list[Point]:
        """What is said of a need that another need outweighs, if it was told in other words."""
        found: list[Point] = []
        holding = set(told(case, self.course))
        for one in case.needs if quoted else ():
            need = self.course.needs[one.name]
            new = one.value == "said" and one.words not in [same.words for same in quoted]
            if need.beside and new and not holding & set(need.gainsaid_by):
                found.append(Point(need.beside.format(words=one.words)))
        return found

    def _distinct(self, needs: list[NeedRead]) -> list[NeedRead]:
        """The needs without those that others bring with them, and without words used twice."""
        implied = {
            other for one in needs for other in closed([one.name], self.course.needs) - {one.name}
        }
        found: dict[str, NeedRead] = {}
        for one in needs:
            if one.name not in implied:
                found.setdefault(one.words or one.name, one)
        return list(found.values())

    def _tells(self, heard: NeedRead, case: Case) -> bool:
        need = self.course.needs[heard.name]
        if heard.value == "said":
            return need.decides and heard.name in told(case, self.course)
        return bool(need.denied and need.asking)

    def _quote(self, heard: NeedRead, at: int, case: Case) -> str:
        need = self.course.needs[heard.name]
        meaning = need.meaning
        if heard.value == "denied":
            meaning = self.wording.say("advice_denied", denied=str(need.denied))
        if not heard.words:  # set on the card
            key = "advice_chose" if heard.value == "said" else "advice_ruled_out"
            return self.wording.say(key, need=need.name, meaning=meaning)
        key = "advice_said_case" if case.practice else "advice_said"
        key = f"{key}_too" if at else key
        return self.wording.say(key, words=heard.words, meaning=meaning)

    def wishes(self, case: Case, levels: tuple[str, ...]) -> list[Point]:
        """What is said to a wish that the decision doesn't follow."""
        found: list[Point] = []
        for heard in case.needs:
            need = self.course.needs[heard.name]
            if heard.value == "said" and need.answered and need.wish_for not in levels:
                found.append(_point(need.answered))
        return found

    def _details(self, case: Case, made: Decision) -> str:
        """Effort, cost and the rest, why not the level above, and what was assumed."""
        say = self.wording.say
        level = self.levels[made.outcome.levels[0]]
        lines = [say("advice_details", level=level.label)]
        if level.takes:
            lines += [
                f"- {say(f'label_{name}')}: {text}."
                for name, text in level.takes.model_dump().items()
            ]
        above = self.above(made.outcome.levels[-1])
        if above:
            name = above.label
            lines.append(f"- {say('label_why_not', level=name)} {made.outcome.above.text}")
        needs = shown_needs(case, made, self.course)
        assumed = [self.course.needs[one.name].assumed for one in needs if one.value == "assumed"]
        nearest = [one for one in reversed(assumed) if one][:ASSUMED]
        if nearest:
            lines.append(f"- {say('label_assumed')} {'; '.join(nearest)}.")
        return "\n".join(lines)

    def above(self, level: str) -> Level | None:
        """The next level up."""
        order = list(self.levels)
        at = order.index(level) + 1
        return self.levels[order[at]] if at < len(order) else None

    def _topic(self, points: list[Point], levels: tuple[str, ...]) -> Topic:
        answer = " ".join(one.text for one in points)
        named = list(levels)
        return Topic(question=self.named(levels), answer=answer, entities=named, recent=named)


def _point(backed: Backed) -> Point:
    return Point(backed.text, backed.cites)
