"""Which of the answers that a question lists is the right one, by what the course says to the question alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.content import Course
from bot.content.markdown import split_sentences
from bot.drafts import Draft
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.reading.options import Listed
from bot.wording import Wording

SOON = 2  # sentences within which an answer names the option that it is
Answers = Callable[[str], Draft]  # a question that stands alone to its answer


class Picking:
    """Picks among listed answers, for one course."""

    def __init__(self, course: Course, cues: Cues, wording: Wording, names: Names) -> None:
        self.course = course
        self.cues = cues
        self.wording = wording
        self.names = names

    def pick(self, question: Listed, answers: Answers) -> Draft | None:
        """The answer with the option that it is; None where it doesn't settle on one of them."""
        ids = [self._named(text) for _, text in question.options]
        if self.cues.hit("asks_order", question.stem.lower()):
            return None
        if all(ids) and len(set(ids)) == len(ids):
            return self._thing(question, [str(one) for one in ids], answers)
        if any(ids) or not self.cues.hit("asks_true", question.stem.lower()):
            return None
        return self._claim(question, answers)

    def _named(self, option: str) -> str | None:
        """The one thing that an option is; None if it says more, or other things."""
        found = self.names.find(option)
        bare = len(found) == 1 and found[0].end - found[0].start >= len(option.split()) - 1
        return found[0].id if bare else None

    def _thing(self, question: Listed, ids: list[str], answers: Answers) -> Draft | None:
        """The answer to the question alone, where it leads with one of the things listed."""
        kinds = {self.course.terms[one].kind for one in ids}
        stem = question.stem
        if len(kinds) == 1:
            kind = kinds.pop()
            stem = self.cues.one["of_these_listed"].sub(lambda one: f"{one.group(1)} {kind}", stem)
        draft = answers(stem)
        if not draft.grounded or draft.opens or draft.block:
            return None
        sentences = split_sentences(" ".join(one.text for one in draft.points))
        ranks = self.cues.hit("superlative", stem.lower())  # then what follows comes next
        for at, sentence in enumerate(sentences if ranks else sentences[:SOON]):
            said = [one for one in ids if one in self.names.ids(sentence)]
            denied = at and not ranks and self.cues.hit("negation", sentence.lower())
            if len(said) > 1 or (said and denied):
                return None
            if said:
                letter, _ = question.options[ids.index(said[0])]
                return self._led(draft, letter, self.course.terms[said[0]].name, at > 0)
        return None

    def _claim(self, question: Listed, answers: Answers) -> Draft | None:
        """The only statement listed that is true, or the only one that is false if that is asked for."""
        wanted = "says_no" if self.cues.hit("asks_false", question.stem.lower()) else "says_yes"
        drafts = [answers(f"{text.rstrip('.')}, right?") for _, text in question.options]
        opens = [one.opens or one.points[0].text for one in drafts]
        fit = [at for at, one in enumerate(opens) if one == self.wording.say(wanted)]
        if len(fit) != 1:
            return None
        letter, text = question.options[fit[0]]
        says = self.wording.say(f"option_{wanted}", option=letter or text)
        return replace(drafts[fit[0]], opens=says)

    def _led(self, draft: Draft, letter: str, name: str, unnamed: bool) -> Draft:
        """An answer behind its option, where that has a letter or the answer doesn't lead with it."""
        if letter:
            return replace(draft, opens=self.wording.say("option_is", letter=letter, name=name))
        return replace(draft, opens=f"{name[0].upper()}{name[1:]}.") if unnamed else draft
