"""Short conversations of every activity, taken from the eval sets and the course, for measuring turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.content.quiz import QuizItem
from bot.session import Quizzing, Session, Wanted
from bot.tutor import Tutor
from tests.evals.run import cases

SEED = 7
STOPS, ASSESSES = "stop", "I think it went fairly well."
SMALL = (
    "Hello!", "hi there, how are you?", "Thanks a lot", "ok great", "who are you?", "tell me a joke",
    "menu", "what can you do?", "good bye", "you are stupid", "are you human?", "start over",
)  # fmt: skip


@dataclass(frozen=True)
class Talk:
    """A conversation: what is said, the first `before` turns only to get there.

    `starts` is the activity that is open at its beginning; `case` the case of an eval set, if it is one.
    """

    activity: str
    turns: tuple[str, ...]
    before: int = 0
    starts: Quizzing | None = None
    case: dict[str, Any] = field(default_factory=dict)

    def session(self) -> Session:
        """A fresh session in which it begins."""
        start = {"activity": self.starts} if self.starts else {}
        return Session(seed=SEED, **start)  # type: ignore[arg-type]


def sample(talks: list[Talk], most: int | None) -> list[Talk]:
    """A fixed sample, all of them for None."""
    if most is None or len(talks) <= most:
        return talks
    return Random(SEED).sample(talks, most)


def asked(outside: bool, followed: bool = False) -> list[Talk]:
    """Questions inside the unit or outside it; `followed` where they lean on what was said before."""
    name = "outside" if outside else "follow-up" if followed else "ask"
    return [
        Talk(name, tuple(one["turns"]), len(one["turns"]) - 1, case=one)
        for one in cases("ask", "ordinary")
        if bool(one.get("outside")) == outside and (outside or (len(one["turns"]) > 1) == followed)
    ]


def advised() -> list[Talk]:
    """Plans, and what was said before them."""
    return [
        Talk("advise", tuple(one["turns"]), len(one["turns"]) - 1, case=one)
        for one in cases("advise", "plans")
    ]


def answered_freely(tutor: Tutor) -> list[Talk]:
    """Right, half right, wrong and stray answers to every question that is answered freely."""
    items = [one for one in tutor.bank.values() if one.kind == "free"]
    return [
        Talk("quiz, free answer", (text,), starts=_posed(item)) for item in items for text in _answers(item)
    ]  # fmt: skip


def _answers(item: QuizItem) -> Iterator[str]:
    yield str(item.reference)
    yield from (f"{one.wordings[0]}." for one in item.points[:1] if one.wordings)
    yield from (one for one in item.wrong[:1])
    yield "Because computers are faster than people, I suppose."


def chosen(tutor: Tutor) -> list[Talk]:
    """The first two options of every question that is answered by choosing."""
    items = [one for one in tutor.bank.values() if one.kind != "free"]
    return [
        Talk("quiz, choice", (letter,), starts=_posed(one)) for one in items for letter in ("a", "b")
    ]  # fmt: skip


def _posed(item: QuizItem) -> Quizzing:
    """A quiz in which an item has just been posed, its options in the order of the file."""
    shown = list(range(len(item.options or item.steps)))
    return Quizzing(item=item.id, shown=shown, attempt="a", asked=[item.id], wanted=Wanted(kinds=[item.kind]))  # fmt: skip


def plays(tutor: Tutor) -> list[Talk]:
    """The kept plays, without their debriefs."""
    return [
        Talk("role-play", (_opens(one, tutor), *_until_stop(one["turns"])), 1, case=one)
        for one in cases("play", "plays")
    ]


def debriefs(tutor: Tutor) -> list[Talk]:
    """The kept plays' ends: stopping, and one's own view of it."""
    return [
        Talk("debrief", (*one.turns, STOPS, ASSESSES), len(one.turns), case=one.case)
        for one in plays(tutor)
    ]


def _until_stop(turns: list[str]) -> list[str]:
    return turns[:-1] if turns[-1].lower().startswith(STOPS) else turns


def _opens(case: dict[str, Any], tutor: Tutor) -> str:
    """What opens the scene of a play."""
    scenario = tutor.course.scenarios[case["scenario"]]
    name = tutor.course.terms[scenario.about[0]].name
    return tutor.wording.say(f"play_offer_{scenario.side}", name=name)


def others() -> list[Talk]:
    """Flashcards and small talk."""
    cards = ("flashcards", *("turn it", "good", "turn it", "again") * 3, "stop")
    return [Talk("flashcards", cards), *(Talk("small talk", (one,)) for one in SMALL)]
