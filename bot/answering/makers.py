"""Statements on who makes a thing: a no where they name another maker than the course knows."""

from __future__ import annotations

import re

from bot.answering.premise import Verdict
from bot.content import Course
from bot.reading.cues import Cues
from bot.reading.question import Question
from bot.reading.words import words

CAPITAL = re.compile(r"(?<=\w )[A-Z][A-Za-z]+")  # within a sentence: a name
MADE = {"maker", "definition", "type"}  # aspects of a statement on who makes something


def other_maker(question: Question, course: Course, cues: Cues) -> Verdict | None:
    """A no to a statement that gives a thing another maker than the one that the course knows."""
    if not question.checks or not cues.hit("names_maker", question.statement.lower()):
        return None
    made = [course.by_key.get((frozenset([one]), "maker")) for one in question.subjects]
    cards = [one for one in made if one]
    told = {word for card in cards for word in words(card.answer)}
    things = {word for one in question.mentions for word in words(course.terms[one.id].name)}
    named = {one.lower() for one in CAPITAL.findall(question.said)} - things
    if len(cards) != 1 or not named or named & told or set(question.aspects) - MADE:
        return None
    return Verdict("no", cards[0].answer, cards[0].cites, f"card:{cards[0].id}", cards[0].about)
