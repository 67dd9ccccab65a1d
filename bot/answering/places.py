"""Things named by their place in what was listed: "the third option", "the last one", "and 3?"."""

from __future__ import annotations

from bot.content import Course
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.session import Topic

PLACES = {
    "first": 0, "1st": 0, "one": 0, "1": 0, "second": 1, "2nd": 1, "two": 1, "2": 1,
    "third": 2, "3rd": 2, "three": 2, "3": 2, "fourth": 3, "4th": 3, "four": 3, "4": 3,
    "fifth": 4, "5th": 4, "five": 4, "5": 4, "sixth": 5, "6th": 5, "six": 5, "6": 5, "last": -1,
}  # fmt: skip


class Places:
    """Puts a name in the place of an ordinal."""

    def __init__(self, course: Course, cues: Cues, names: Names) -> None:
        self.course = course
        self.cues = cues
        self.names = names

    def named(self, text: str, topic: Topic) -> str | None:
        """`text` with the name put in; None if it has no ordinal or nothing that it could mean."""
        lower = text.lower()
        again = self._renumbered(lower, topic)
        if again:
            return again
        found = self.cues.hit("last_but_one", lower)
        place = -2 if found else None
        if found is None:
            found = self.cues.hit("ordinal", lower)
            place = PLACES.get(next((one for one in found.groups() if one), "")) if found else None
        if found is None or place is None or self.names.find(found.group()):
            return None
        listed = self._listed(topic, found.group())
        if not -len(listed) <= place < len(listed):
            return None
        name = self.course.terms[listed[place]].name
        before = text[: found.start()]
        if self.cues.hit("only_picks", before.strip().lower()):
            return f"{name}?"
        return f"{before} {name} {text[found.end() :]}"

    def within(self, text: str) -> str | None:
        """ "RAG or fine-tuning? What is the second for?" with the name for the place, which the text itself lists."""
        found = self.cues.hit("of_these_two", text.lower())
        if found is None:
            return None
        listed = self.names.all_meant(text[: found.start()])
        kinds = {self.course.terms[one].kind for one in listed}
        if len(listed) != 2 or len(kinds) > 1 or self.names.find(text[found.start() :]):
            return None
        place = 0 if found.group(1) in ("first", "former") else 1
        name = self.course.terms[listed[place]].name
        sentence = max(text.rfind(end, 0, found.start()) + 1 for end in ".?!:;,")
        return f"{text[sentence : found.start()]}{name}{text[found.end() :]}".strip()

    def on_spectrum(self, text: str) -> str | None:
        """ "Which level comes second?" as a question on that level; None if no place of the spectrum is asked for."""
        found = self.cues.hit("which_place", text.lower())
        said = next((one for one in found.groups() if one), "") if found else ""
        place = PLACES.get(said)
        levels = [one.id for one in self.course.levels]
        if place is None or not -len(levels) <= place < len(levels):
            return None
        return f"What is {self.course.terms[levels[place]].name}?"

    def _renumbered(self, lower: str, topic: Topic) -> str | None:
        """ "And 3?" after a question on level 1: the same question on level 3."""
        bare = self.cues.hit("bare_number", lower)
        before = self.cues.hit("ordinal", topic.question.lower())
        number = next((one for one in before.groups() if one), None) if before else None
        if bare is None or before is None or number is None:
            return None
        put = before.group().replace(number, bare.group(1))
        return topic.question[: before.start()] + put + topic.question[before.end() :]

    def _listed(self, topic: Topic, said: str) -> list[str]:
        """What an ordinal counts: the options where options are spoken of, else what was listed."""
        options = self._options(topic, said)
        spoken_of = "option" in said or "option" in topic.question.lower()
        return options if options and spoken_of else topic.listed or options

    def _options(self, topic: Topic, said: str) -> list[str]:
        """The options of whom the talk is about; else, for "option", the only ones there are."""
        for term in self.course.named(topic.entities):
            if term.options:
                return list(term.options)
        with_options = [one for one in self.course.terms.values() if one.options]
        if "option" in said and len(with_options) == 1:
            return list(with_options[0].options)
        return []
