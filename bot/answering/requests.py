"""What can be asked of the answer just given: shorter, simpler, an example, a table, are you sure."""

from __future__ import annotations

from bot.answering.compare import FACTORS
from bot.answering.evidence import assured, proof
from bot.answering.tables import Tables
from bot.content import Course
from bot.content.formats import Card, Cite
from bot.content.markdown import split_sentences
from bot.drafts import Draft, Point
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.reading.question import Question
from bot.reading.sorter import Sorter
from bot.reading.words import stems
from bot.retrieval.retriever import UnitRetriever
from bot.session import Topic
from bot.wording import Wording

CUES = {
    "simpler": ("simpler_alone", "simpler"), "sure": ("sure",), "shorter": ("shorter",),
    "more": ("more",), "why": ("why_alone",),
}  # fmt: skip
UNNAMED = ("shorter", "more", "why")  # asked of the last answer only where nothing is named
BOTH = 2  # levels that a card sets against each other
WHATEVER_NAMED = ("simpler", "table", "example", "case")
MORE = ("definition", "use", "strengths", "limits", "cost", "effort", "reason", "time")


class OnLastAnswer:
    """Serves requests that concern the last answer, from what the content holds for it."""

    def __init__(
        self,
        course: Course,
        cues: Cues,
        wording: Wording,
        names: Names,
        retriever: UnitRetriever,
        forms: Sorter,
    ) -> None:
        self.course = course
        self.cues = cues
        self.wording = wording
        self.names = names
        self.retriever = retriever
        self.forms = forms
        self.tables = Tables(course)

    def answer(self, question: Question, topic: Topic) -> Draft | None:
        """The answer to a request on the last one; None if the line is no such request."""
        form = self._form(question, topic)
        served = {
            "table": lambda: self._table(question, topic),
            "example": lambda: self._example(question, topic),
            "case": lambda: self._case(question, topic),
            "simpler": lambda: self._simpler(question, topic),
            "sure": lambda: self._sure(topic),
            "shorter": lambda: self._shorter(topic),
            "names": lambda: self._names(topic),
            "more": lambda: self._more(topic),
            "why": lambda: self._why(topic),
        }
        return served[form]() if form else None

    def _form(self, question: Question, topic: Topic) -> str | None:
        """The form asked for: by a cue, or as messages were that ask for it. Most need an answer to be about."""
        lower = question.text.lower()
        claims = question.checks or question.believes  # "..., so every table needs it, right?"
        if self.cues.hit("asks_number", lower):  # "how many examples ...?" asks for no example
            return None
        if not claims:
            for form in ("table", "example"):
                if self.cues.hit(form, lower):
                    return "case" if self.cues.hit("own_example", lower) else form
        if not topic.answer:
            return None
        for form, cues in CUES.items():
            if any(self.cues.hit(one, lower) for one in cues) and not (
                form in UNNAMED and question.subjects
            ):
                return form
        if self.cues.hit("wh", lower) and set(question.aspects) & set(FACTORS):
            return None  # "and what does that cost, in the words of the text?"
        if self.cues.hit("for_another", lower) or self.cues.hit("level_up", lower):
            return None
        learnt = self.forms.of(question.text)
        new = set(question.subjects) - set(topic.entities)
        if learnt in WHATEVER_NAMED or (learnt and not new and not claims):
            return learnt
        return None

    def _card(self, topic: Topic) -> Card | None:
        kind, _, name = (topic.target or "").partition(":")
        return self.course.cards.get(name) if kind == "card" else None

    def _cites(self, topic: Topic) -> tuple[Cite, ...]:
        """The evidence of the last answer."""
        kind, _, name = (topic.target or "").partition(":")
        if kind == "card":
            return self.course.cards[name].cites
        if kind == "belief":
            return self.course.misconceptions[name].cites
        return tuple(one.cite for one in self.course.named(topic.entities[:2]))

    def _shorter(self, topic: Topic) -> Draft:
        point = Point(self._gist(topic), tuple(self._cites(topic)), part=True)
        return Draft((point,), topic=topic)

    def brief(self, points: tuple[Point, ...], topic: Topic) -> tuple[Point, ...]:
        """Of an answer just made the sentence that it turns on, of a comparison one for each thing."""
        cites = tuple(dict.fromkeys(cite for one in points for cite in one.cites))
        return (Point(self._gist(topic), cites, part=True),)

    def _gist(self, topic: Topic) -> str:
        """The first sentence; of a comparison the first that speak of each thing compared."""
        kept: list[str] = []
        missing = set(topic.compared)
        for sentence in split_sentences(topic.answer):
            named = missing & set(self.names.ids(sentence))
            if named or not kept:
                kept.append(sentence)
            missing -= named
            if not missing:
                break
        return " ".join(kept)

    def _names(self, topic: Topic) -> Draft:
        """Only the names of what the last answer listed."""
        if not topic.listed:
            return self._shorter(topic)
        named = self.course.named(topic.listed)
        block = "\n".join(f"- {one.name}" for one in named)
        return Draft(
            (Point(self.wording.say("names_only"), self._cites(topic)[:1]),),
            block=block,
            topic=topic,
        )

    def _case(self, question: Question, topic: Topic) -> Draft | None:
        """The case of the course whose decision is the level that was talked about, else an example."""
        things = list(question.subjects) or topic.entities
        for scenario in self.course.scenarios.values():
            level, person = scenario.accepts[0][0], scenario.about[0]
            card = next(
                (one for one in self.course.cards.values() if {level, person} <= set(one.about)),
                None,
            )
            if level in things and card:
                return self._of(card, topic)
        return self._example(question, topic)

    def _simpler(self, question: Question, topic: Topic) -> Draft | None:
        named = self.course.named(question.entities) or self.course.named(topic.entities)
        card = None if question.entities else self._card(topic)
        if card and card.simply:
            return Draft((Point(card.simply, card.cites, part=True),), topic=topic)
        told = [one for one in named if one.simply]
        if told:
            both = told[:BOTH] if card and self._of_both(card) else told[:1]
            points = tuple(Point(str(one.simply), (one.cite,)) for one in both)
            changed = topic.model_copy(update={"entities": [one.id for one in named]})
            return Draft(points, topic=changed)
        return self._shorter(topic) if topic.answer else None

    def _of_both(self, card: Card) -> bool:
        """Whether a card sets two levels against each other."""
        kinds = [one.kind for one in self.course.named(card.about)]
        return kinds.count("level") == BOTH

    def _sure(self, topic: Topic) -> Draft:
        """The sentence that the last answer turns on, and the words of the unit that prove it."""
        points = assured(topic, topic.proof or self._cites(topic), self.course, self.wording)
        if not points:
            return Draft((Point(self.wording.say("sure_outside")),), grounded=False, topic=topic)
        return Draft(points, topic=topic)

    def _more(self, topic: Topic) -> Draft:
        for thing in topic.entities:
            for aspect in MORE:
                card = self.course.by_key.get((frozenset([thing]), aspect))
                if card and f"card:{card.id}" not in topic.seen:
                    return self._of(card, topic)
        for found in self.retriever.invoke(topic.question):
            quote = found.page_content
            if found.metadata["cite"].quote and quote not in topic.seen and self._new(quote, topic):
                seen = topic.model_copy(update={"seen": [*topic.seen, quote]})
                said = self.wording.say("more_quote", quote=quote)
                return Draft((Point(said, (found.metadata["cite"],)),), topic=seen)
        return Draft((Point(self.wording.say("more_none")),), grounded=None, topic=topic)

    def _new(self, quote: str, topic: Topic) -> bool:
        """Whether a sentence of the unit says more than the answers so far."""
        cards = [self.course.cards.get(one.partition(":")[2]) for one in topic.seen]
        answers = [topic.answer, *(one.answer for one in cards if one)]
        said, sentence = set(stems(" ".join(answers))), set(stems(quote))
        return len(sentence - said) > len(sentence) / 2

    def _why(self, topic: Topic) -> Draft | None:
        for things in (
            frozenset(topic.entities),
            *map(lambda one: frozenset([one]), topic.entities),
        ):
            card = self.course.by_key.get((things, "reason"))
            if card and f"card:{card.id}" not in topic.seen:
                return self._of(card, topic)
        return None

    def _of(self, card: Card, topic: Topic) -> Draft:
        target = f"card:{card.id}"
        seen = [*topic.seen, target]
        points = (Point(card.answer, card.cites),)
        proved = proof(points, self.course)
        changed = topic.model_copy(
            update={"answer": card.answer, "target": target, "seen": seen, "proof": proved}
        )
        return Draft(points, topic=changed)

    def _example(self, question: Question, topic: Topic) -> Draft | None:
        """An example of what the line names, else of what was talked about."""
        ids = list(question.subjects) or topic.entities
        last = None if question.subjects else self._card(topic)
        if last and last.example:
            return Draft((Point(last.example, last.cites, part=True),), topic=topic)
        levels = [one for one in self.course.named(ids) if one.kind in ("level", "model")]
        for term in [*levels, *self.course.named(ids)]:
            changed = topic.model_copy(update={"entities": [term.id], "aspect": "example"})
            card = self.course.by_key.get((frozenset([term.id]), "example"))
            if card:
                changed = changed.model_copy(update={"target": f"card:{card.id}"})
                return Draft((Point(card.answer, card.cites),), topic=changed)
            if term.example:
                return Draft((Point(term.example, (term.cite,)),), topic=changed)
        return None

    def _table(self, question: Question, topic: Topic) -> Draft | None:
        """The table that holds what the line names, else what was talked about."""
        things = list(question.subjects) or topic.listed or topic.entities
        use = self.tables.holding([*things, *question.factors]) or self.tables.titled(question.text)
        if use is None:
            return None
        block, cites = self.tables.shown(use, things)
        whole = len(cites) == len(use.rows)
        said = self.wording.say("table_of" if whole else "table_part", title=use.title)
        lead = Point(said, tuple(cites))
        listed = [one for one in use.rows.values() if not things or one in things] or list(
            use.rows.values()
        )
        return Draft((lead,), block=block, topic=topic.model_copy(update={"listed": listed}))
