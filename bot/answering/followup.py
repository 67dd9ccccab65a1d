"""Lines that lean on what was said: "and RAG?", "how long does that take?", "the third option"."""

from __future__ import annotations

import re

from bot.answering.places import Places
from bot.answering.relative import Relatives, swapped
from bot.content import Course
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.reading.question import Question, QuestionReader
from bot.reading.words import stems, words
from bot.session import Topic

CUSTOMISED = (
    "cost",
    "effort",
    "time",
    "data",
    "maintenance",
    "ip",
    "maker",
    "type",
)  # asked of levels and models
NAMED_OUTRIGHT = ("level", "model", "person", "option", "company", "factor")
SHORT = 4  # words up to which a line without a name may lean on the last question
PLURAL = re.compile(r"\b(them|they|these|those)\b", re.I)
# "it" and "that" in "is it true that ..." stand for nothing said before
PRONOUN = re.compile(
    r"\b(it(?! (?:true|right|correct|fair|the case) (?:that|to say)\b)"
    r"|(?<!true )(?<!right )(?<!correct )(?<!fair )(?<!case )that|this|them|they|these|those|he|she|him|her)\b",
    re.I,
)


class FollowUps:
    """Rewrites a leaning line into one that stands alone."""

    def __init__(self, course: Course, cues: Cues, names: Names, reader: QuestionReader) -> None:
        self.course = course
        self.cues = cues
        self.names = names
        self.reader = reader
        self.relatives = Relatives(course, cues)
        self.places = Places(course, cues, names)

    def standalone(self, question: Question, topic: Topic) -> Question:
        """The question with its topic filled in, or itself if it doesn't lean on anything."""
        question = self.placed(question, topic)
        if not topic.question:
            return question
        other_end = self._other_end(question, topic)
        if other_end:
            return other_end
        better = self.relatives.better(question, topic)
        if better:
            return self.reader.read(better)
        named = self.names.meant(topic.question)
        again = self.relatives.same_of(question, topic, named)
        again = again or self.relatives.which_then(question, topic, named)
        if again:
            return self.reader.read(again)
        put = self.relatives.named(question.text, topic)
        question = self.reader.read(put) if put else question
        lower = question.text.lower()
        question = self._spelt_out(question, topic)
        if question.subjects and not self.names.find(question.text):
            other = self._conditional(question, topic)
            if other:
                return other
        if question.subjects:
            other = self._other_side(question, topic)
            if other:
                return self.reader.read(PRONOUN.sub(other, question.text, count=1))
            person = self._person(question, topic)
            if person:
                return self.reader.read(f"{self._asking(question)} for {person}?")
            short = len(words(question.around)) <= SHORT + 3  # but for the name
            if short and self.cues.hit("opens_leaning", lower):
                return self._carried(question, topic)
            return question
        return (
            self._other_purpose(question, topic)
            or self._of_both(question, topic)
            or self._of_list(question, topic)
            or self._conditional(question, topic)
            or self._of_topic(question, topic)
        )

    def placed(self, question: Question, topic: Topic) -> Question:
        """ "The third option" as the name of what stands third in what was listed."""
        text = question.text
        put = (
            self.places.within(text)
            or self.places.named(text, topic)
            or self.places.on_spectrum(text)
            or self.relatives.of_kind(text, topic)
        )
        return self.reader.read(put) if put else question

    def _other_end(self, question: Question, topic: Topic) -> Question | None:
        """ "And the dearest?" after "Which level is the cheapest?" asks which is the dearest."""
        found = self.cues.hit("other_end", question.text.lower())
        before = self.cues.hit("superlative", topic.question.lower())
        if not found or not before:
            return None
        text = topic.question[: before.start()] + found.group(1) + topic.question[before.end() :]
        return self.reader.read(text)

    def _other_purpose(self, question: Question, topic: Topic) -> Question | None:
        """ "And for speech?" after "Which model is best for pictures?" asks for the one for speech."""
        found = self.cues.hit("for_another", question.text.lower())
        before, purpose, _ = topic.question.rpartition(" for ")
        if found and not purpose and self.cues.hit("asks_model", topic.question.lower()):
            return self.reader.read(f"which model is for {found.group(1).rstrip('?.! ')}?")
        if not found or not purpose or question.factors:
            return None
        return self.reader.read(f"{before} for {found.group(1).rstrip('?.! ')}?")

    def _of_both(self, question: Question, topic: Topic) -> Question | None:
        """ "And on cost?" of what was compared; "which is cheaper?" of the last two things."""
        things = list(topic.compared)
        if not things and self.cues.hit("of_two", question.text.lower()):
            kinds = {one: self.course.terms[one].kind for one in topic.recent}
            things = next(
                (
                    [one for one in topic.recent if kinds[one] == kind][:2]
                    for kind in ("level", "model", "option")
                    if list(kinds.values()).count(kind) > 1
                ),
                [],
            )
        kinds = self.cues.hit("both_kinds", question.around)
        asks = [one for one in question.aspects if one != ("type" if kinds else "definition")]
        factor = None if asks else self._factor_in(question) or self._same_factor(question, topic)
        if len(things) < 2 or not (
            asks or factor or self.cues.hit("of_two", question.text.lower())
        ):
            return None
        names = " or ".join(self.course.terms[one].name for one in things)
        asked = factor or question.text.rstrip("?.! ")
        return self.reader.read(f"{asked}, {names}?")

    def _same_factor(self, question: Question, topic: Topic) -> str | None:
        """The factor just talked about, where "both kinds" are asked for "on it"."""
        leans = PRONOUN.search(question.text) and self.cues.hit("both_kinds", question.around)
        known = topic.aspect in CUSTOMISED
        return self.course.aspects[topic.aspect].name if leans and known and topic.aspect else None

    def _factor_in(self, question: Question) -> str | None:
        """The name of a factor of which a short line has a word: "now the same for data"."""
        said = set(stems(question.text))
        if len(words(question.text)) > SHORT + 3:
            return None
        for aspect in self.course.aspects.values():
            if aspect.id in CUSTOMISED and said & set(stems(aspect.name)):
                return aspect.name
        return None

    def _of_list(self, question: Question, topic: Topic) -> Question | None:
        """ "Which of them ...?" of what was listed."""
        found = PLURAL.search(question.text)
        if not found or not topic.listed:
            return None
        kind = self.course.terms[topic.listed[0]].kind
        return self.reader.read(PLURAL.sub(f"the {kind}s", question.text, count=1))

    def _conditional(self, question: Question, topic: Topic) -> Question | None:
        """ "And if it has to hold every time?" after "Which level for ...?" asks which level, or model, then."""
        found = self.cues.hit("and_if", question.text.lower())
        level = self.cues.hit("asks_level", topic.question.lower())
        level = level or self.cues.hit("which_model", topic.question.lower())
        condition = question.text[found.end() :].strip() if found else ""
        if not self.cues.hit("leans", condition.lower()):
            level = level or self.cues.hit("asks_recommended", topic.question.lower())
        if condition and self.cues.hit("not_enough", condition.lower()):
            return self._beyond(topic)
        if not condition or not level:
            return None
        return self.reader.read(f"{level.group()} is it if {condition}")

    def _beyond(self, topic: Topic) -> Question | None:
        """ "And if even that is not enough?" of a level: when the next one is called for."""
        levels = [one.id for one in self.course.levels]
        named = [one for one in topic.entities if one in levels]
        at = levels.index(named[0]) + 1 if named else len(levels)
        if at >= len(levels):
            return None
        return self.reader.read(f"when do I use {self.course.terms[levels[at]].name}?")

    def _of_topic(self, question: Question, topic: Topic) -> Question:
        if self.leans(question) and topic.entities:
            return self._with_subject(question, topic)
        return question

    def leans(self, question: Question) -> bool:
        """Whether a line needs what was said before to make sense."""
        return self.leans_outright(question) or len(words(question.text)) <= SHORT

    def leans_outright(self, question: Question) -> bool:
        """Whether a word of a line says that it leans on what was said before."""
        lower = question.text.lower()
        return bool(self.cues.hit("leans", lower) or self.cues.hit("opens_leaning", lower))

    def _spelt_out(self, question: Question, topic: Topic) -> Question:
        """ "Does it make pictures?": "it" is what was talked about, though "pictures" may mean another of its kind."""
        found = PRONOUN.search(question.text)
        if found and question.subjects and self._of_their_case(found.group(), question, topic):
            name = self.course.terms[topic.entities[0]].name
            return self.reader.read(PRONOUN.sub(name, question.text, count=1))
        if not found or not question.subjects or self.names.find(question.text):
            return question
        if question.mentions[0].start < len(words(question.text[: found.start()])):
            return question  # "so the other maker's then, what is it called?"
        kinds = {one.kind for one in self.course.named(question.subjects)}
        same = next((one for one in self.course.named(topic.entities) if one.kind in kinds), None)
        alone = not self.cues.hit("compares", question.text.lower()) and not question.factors
        if same is None or not alone:
            return question
        return self.reader.read(PRONOUN.sub(same.name, question.text, count=1))

    def _of_their_case(self, pronoun: str, question: Question, topic: Topic) -> bool:
        """Whether "they" are the firm of the person talked about: "they own files, so why not look them up?" """
        about = self.course.named(topic.entities[:1])
        others = any(one.kind == "person" for one in self.course.named(question.subjects))
        person = bool(about) and about[0].kind == "person"
        return person and not others and bool(PLURAL.search(pronoun))

    def _other_side(self, question: Question, topic: Topic) -> str | None:
        """What "it" is in "what would it cost compared with X?"."""
        compares = self.cues.hit("compares", question.text.lower())
        if not compares or len(question.subjects) != 1 or not PRONOUN.search(question.text):
            return None
        kind = self.course.terms[question.subjects[0]].kind
        same = [one for one in self.course.named(topic.entities) if one.kind == kind]
        return next((one.name for one in same if one.id != question.subjects[0]), None)

    def _person(self, question: Question, topic: Topic) -> str | None:
        """Whose case a short "why not X?", or a question with "he" or "her" in it, is still about."""
        short = "reason" in question.aspects and len(words(self._asking(question))) <= SHORT + 3
        short = short or bool(self.cues.hit("of_person", question.text.lower()))
        about = self.course.named(topic.entities)
        named = [one.name for one in about if one.kind == "person"]
        options = {one.id for one in about if one.kind == "option"}
        named += [one.name for one in self.course.terms.values() if options & set(one.options)]
        others = any(one.kind == "person" for one in self.course.named(question.subjects))
        return named[0] if short and named and not others else None

    @staticmethod
    def _asking(question: Question) -> str:
        """What a line asks, without the grounds that follow: "Why not X, though? It would be cheaper." """
        asks, mark, rest = question.text.partition("?")
        return (asks if mark and "?" not in rest else question.text).rstrip("?.! ")

    def _carried(self, question: Question, topic: Topic) -> Question:
        """ "And RAG?" after "What does fine-tuning cost?" asks what RAG costs."""
        said = self.course.terms[question.subjects[0]]
        new = self.course.stands_for(said)
        asked = [one for one in question.aspects if one not in ("definition", "difference")]
        if asked or len(question.subjects) > 1:
            return question
        tokens = topic.question.split()
        for mention in self.names.meant(topic.question):
            same = self.course.stands_for(self.course.terms[mention.id])
            if same.kind == new.kind and same.id != new.id:
                return self.reader.read(
                    swapped(topic.question, mention.start, mention.end, said.name)
                )
        if self.cues.hit("superlative", topic.question.lower()):
            # "And the next one up?" after the cheapest, which it is not
            aspects = self.reader.read(topic.question).aspects
            aspect = next((one for one in aspects if one in CUSTOMISED), None)
            asks = self.course.aspects[aspect].name if aspect else ""
            return self.reader.read(f"{said.name} {asks}".strip() + "?")
        if tokens and not self.names.meant(topic.question):
            return self.reader.read(f"{topic.question.rstrip('?.! ')} {said.name}?")
        return question

    def _with_subject(self, question: Question, topic: Topic) -> Question:
        """The question with "it" or "that" spelt out, or its subject added at the end."""
        meant = self._meant(question, topic)
        name = self._called(meant, topic)
        people = [one for one in self.course.named(topic.entities) if one.kind == "person"]
        aspects = [one for one in question.aspects if one in CUSTOMISED]
        if people and aspects and not self._known(meant, aspects[0]):
            name = f"{name} for {people[0].name}"  # what holds for the case, not in general
        found = PRONOUN.search(question.text)
        if found and people and self.cues.hit("of_person", found.group().lower()):
            name = people[0].name
        if found:
            return self.reader.read(PRONOUN.sub(name, question.text, count=1))
        return self.reader.read(f"{question.text.rstrip('?.! ')} {name}?")

    def _called(self, thing: str, topic: Topic) -> str:
        """The name of a thing, of what is no level, model or person as the last question put it."""
        if self.course.terms[thing].kind in NAMED_OUTRIGHT:
            return self.course.terms[thing].name
        put = next((one for one in self.names.meant(topic.question) if one.id == thing), None)
        said = words(topic.question)[put.start : put.end] if put else []
        name = self.course.terms[thing].name
        return f"the {' '.join(said)}" if said and said[-1] != words(name)[-1] else name

    def _known(self, thing: str, aspect: str) -> bool:
        return (frozenset([thing]), aspect) in self.course.by_key

    def _meant(self, question: Question, topic: Topic) -> str:
        """Which of the topic's things a factor is asked of: a level or a model before a person."""
        if set(question.aspects) & set(CUSTOMISED):
            for one in topic.entities:
                if self.course.terms[one].kind in ("level", "model", "option"):
                    return one
        return topic.entities[0]
