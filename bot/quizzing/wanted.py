"""What kind of quiz a message asks for: how many, on what, how hard, of which sort."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.content.formats import Objective
from bot.reading.cues import Cues
from bot.reading.mentions import Names
from bot.session import Mode, Wanted

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20}  # fmt: skip
NUMBER = re.compile(rf"\b(\d{{1,3}}|{'|'.join(NUMBERS)})\b")
GAP = r"[\s-]*"  # between the words of a name
SPLIT = re.compile(r"[\s-]+")
MODES: dict[str, Mode] = {"mock-exam": "mock", "flashcards": "flashcards"}
USUAL = {"quiz": 5, "mock": 20, "flashcards": 10}
MOST = 30
HARD, EASY = 3, 1


def wanted(
    text: str, wish: str | None, cues: Cues, names: Names, objectives: Sequence[Objective]
) -> Wanted:
    """The quiz that a message asks for, with the usual number where it names none.

    `wish` is what it was heard as where no cue tells. A number that belongs to the name of an objective ("the
    three decisions") counts no questions.
    """
    named, lower = _objectives(text.lower(), objectives)
    mode = MODES.get(wish or "", "quiz")
    if cues.hit("quiz_mock", lower):
        mode = "mock"
    if cues.hit("quiz_cards", lower):
        mode = "flashcards"
    kinds: list[str] = []
    if cues.hit("quiz_cases", lower):
        kinds = ["applies"]
    elif cues.hit("quiz_free", lower):
        kinds = ["free"]
    elif cues.hit("quiz_choice", lower):
        kinds = ["single", "several", "case"]
    number = NUMBER.search(lower)
    count = USUAL[mode]
    if number and mode != "mock":
        count = int(NUMBERS.get(number.group(1), number.group(1)))
    elif cues.hit("quiz_one", lower):
        count = 1
    difficulty = (
        HARD if cues.hit("quiz_hard", lower) else EASY if cues.hit("quiz_easy", lower) else None
    )
    about = list(dict.fromkeys(names.ids(text)))
    return Wanted(
        mode=mode,
        count=max(1, min(count, MOST)),
        kinds=kinds,
        difficulty=difficulty,
        about=about,
        objectives=named,
    )


def _objectives(lower: str, objectives: Sequence[Objective]) -> tuple[list[str], str]:
    """The objectives that a text names, and the text without their names."""
    found: list[str] = []
    for one in objectives:
        for name in (one.short, *one.called):
            place = re.compile(rf"\b{GAP.join(map(re.escape, SPLIT.split(name.lower())))}\b")
            if place.search(lower):
                found.append(one.id)
                lower = place.sub(" ", lower)
    return list(dict.fromkeys(found)), lower
