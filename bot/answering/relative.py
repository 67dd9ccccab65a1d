"""Things named by where they stand to what was talked about: the other one, the level above."""

from __future__ import annotations

import re

from bot.content import Course
from bot.content.formats import Term
from bot.reading.cues import Cues
from bot.reading.mentions import Mention
from bot.reading.question import Question
from bot.session import Topic

ASKED_FOR = ("level", "model", "person")  # kinds of things that "which one" may ask for


class Relatives:
    """Puts a name in the place of "the other kind" or "one level higher"."""

    def __init__(self, course: Course, cues: Cues) -> None:
        self.course = course
        self.cues = cues
        self.levels = [one.id for one in course.levels]
        self.kinds = [one for use in course.tables.values() for one in use.subjects.values()]

    def named(self, text: str, topic: Topic) -> str | None:
        """`text` with the name put in; None if it has no such phrase or nothing it could mean."""
        lower = text.lower()
        for cue, step in (("level_up", 1), ("level_down", -1)):
            found = self.cues.hit(cue, lower)
            name = self._neighbour(topic, step) if found else None
            if found and name:
                return self._with_rival(_put(text, found, name), topic)
        found = self.cues.hit("other_one", lower)
        other = self._other(topic) if found else None
        if found and (self.cues.hit("kind", found.group()) or not self._known(other, topic)):
            other = self._other_kind(topic) or other
        return self._with_rival(_put(text, found, other.name), topic) if found and other else None

    def _with_rival(self, text: str, topic: Topic) -> str:
        """ "Is RAG as dear?" with what it is as dear as."""
        if not self.cues.hit("as_much", text.lower()):
            return text
        return f"{text.rstrip('?.! ')} as {self.course.terms[topic.entities[0]].name}?"

    def better(self, question: Question, topic: Topic) -> str | None:
        """ "Is there a cheaper one?": the counterpart of what was talked about, on that factor."""
        asked = [one for one in question.aspects if one != "definition"]
        if (
            question.subjects
            or not asked
            or not self.cues.hit("another_one", question.text.lower())
        ):
            return None
        other = self._other(topic.model_copy(update={"compared": []}))
        return f"{other.name} {self.course.aspects[asked[0]].name}?" if other else None

    def same_of(self, question: Question, topic: Topic, named: list[Mention]) -> str | None:
        """ "Does that hold for RAG too?": the last question, asked of the thing named now.

        `named` are the things of the last question.
        """
        if not question.subjects or not self.cues.hit("holds_too", question.text.lower()):
            return None
        new = self.course.terms[question.subjects[0]]
        for mention in named:
            if self.course.terms[mention.id].kind == new.kind and mention.id != new.id:
                return swapped(topic.question, mention.start, mention.end, new.name)
        return None

    def which_then(self, question: Question, topic: Topic, named: list[Mention]) -> str | None:
        """ "Which one does, then?" after "Can X transcribe?": which model can transcribe."""
        if question.subjects or not named or not self.cues.hit("which_then", question.text.lower()):
            return None
        first = named[0]
        kind = self.course.terms[first.id].kind
        asked = self.cues.hit("asks_of", topic.question.lower())
        if kind not in ASKED_FOR or not asked:
            return None
        put = swapped(topic.question, first.start, first.end, asked.group(1))
        return f"which {kind} {put[asked.end(1) :].strip()}"

    def of_kind(self, text: str, topic: Topic) -> str | None:
        """ "Which one is for speech?" after a model: which model is; None where "one" may be what was compared."""
        found = self.cues.hit("which_one", text.lower())
        about = self.course.named(topic.entities[:1])
        if found is None or not about or topic.compared or about[0].kind not in ASKED_FOR:
            return None
        return f"which {about[0].kind}{text[found.end(1) :]}"

    def _known(self, thing: Term | None, topic: Topic) -> bool:
        """Whether the course says of a thing what was just asked."""
        if thing is None or topic.aspect is None:
            return thing is not None
        return (frozenset([thing.id]), topic.aspect) in self.course.by_key

    def _neighbour(self, topic: Topic, step: int) -> str | None:
        at = next((self.levels.index(one) for one in topic.entities if one in self.levels), None)
        if at is None or not 0 <= at + step < len(self.levels):
            return None
        return self.course.terms[self.levels[at + step]].name

    def _other_kind(self, topic: Topic) -> Term | None:
        """Of the two kinds that a table sets side by side, the one that the talk was not about."""
        said = [one.id for one in map(self.course.stands_for, self.course.named(topic.entities))]
        its = [one for one in said if one in self.kinds]
        others = [one for one in self.kinds if one not in its]
        return self.course.terms[others[0]] if its and len(others) == 1 else None

    def _other(self, topic: Topic) -> Term | None:
        """What stands against the thing talked about: of two compared the second, else its contrast."""
        if len(topic.compared) > 1:
            return self.course.terms[topic.compared[1]]
        for term in self.course.named(topic.entities):
            contrast = self.course.terms.get(term.contrast or "")
            if contrast and contrast.kind == term.kind:
                return contrast
        return None


def swapped(text: str, start: int, end: int, name: str) -> str:
    """`text` with its words `start` to `end` (as `words` counts them) replaced by `name`."""
    spans = [found.span() for found in re.finditer(r"[A-Za-z0-9]+(?:'s?\w*)?", text)]
    if len(spans) < end:
        return f"{text.rstrip('?.! ')} {name}?"
    return text[: spans[start][0]] + name + text[spans[end - 1][1] :]


def _put(text: str, found: re.Match[str], name: str) -> str:
    return f"{text[: found.start()]} {name} {text[found.end() :]}".strip()
