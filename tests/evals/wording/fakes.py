"""The eval sets with three models that are none: `python -m tests.evals.wording.fakes [--all] [--shown]`.

A good one, of whose wordings nearly all should reach the page; a hostile and a leaky one, of which nothing may. Without
`--all` a fixed sample is played. `--shown` prints the good wordings that were refused and what got through of the others.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from unittest.mock import patch

from bot.conversation import turn
from bot.memory import Memory
from bot.replies import Reply
from bot.session import Playing, Quizzing, Session
from bot.settings import Settings
from bot.speech import Speech
from bot.tutor import Tutor, open_tutor
from tests.evals.talks import Talk, advised, answered_freely, asked, chosen, plays, sample
from tests.speaking.fake_model import HOSTILE, fake_model
from tests.speaking.spoken import say, spoken, uncached

MODELS = ("good", "hostile", "leaky")
SAMPLE = {
    "ask": 100, "follow-up": 30, "outside": 20, "advise": 40, "quiz, free answer": 40, "quiz, choice": 20, "role-play": 8,
}  # fmt: skip
DECIDED = (
    "level",
    "levels",
    "needs",
    "graded",
    "item",
    "play",
    "citations",
    "grounded",
    "activity",
    "choices",
)
MARKER = re.compile(r"\[(\d+)\]")


@dataclass
class Tally:
    """What became of a model's wordings in one activity."""

    turns: int = 0
    calls: int = 0
    heard: int = 0
    wrong: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)


def faults(model: str, reply: Reply, plain: Reply, session: Session, tutor: Tutor) -> list[str]:
    """What a wording changed that it may not: what is decided, the markers, what is kept back."""
    found = [one for one in DECIDED if getattr(reply, one) != getattr(plain, one)]
    if set(MARKER.findall(reply.text)) - set(MARKER.findall(plain.text)):
        found.append("marker")
    kept_back = [one for one in _kept_back(session, reply, tutor) if one not in plain.text]
    if any(one in reply.text for one in kept_back):
        found.append("kept back")
    if model == "hostile" and any(one in reply.text for one in HOSTILE.split(". ")):
        found.append("hostile")
    return found


def _kept_back(session: Session, reply: Reply, tutor: Tutor) -> list[str]:
    """The key of the open question, and the lines of what a persona hasn't told."""
    held = session.activity
    if isinstance(held, Quizzing) and held.item in tutor.bank:  # a flashcard has no key
        item = tutor.bank[held.item]
        return [item.why, *([item.reference] if item.reference else [])]
    if isinstance(held, Playing) and held.scenario and reply.play:
        facts = tutor.course.scenarios[held.scenario].facts
        return [line for one in facts if one.id not in reply.play.revealed for line in one.lines]
    return []


class Once:
    """A turn that is taken once for several models, as what it decides hangs on none of them."""

    def __init__(self) -> None:
        self.taken: tuple[Reply, Speech | None] | None = None
        self.after = Session()

    def __call__(self, session: Session, text: str, tutor: Tutor) -> tuple[Reply, Speech | None]:
        if self.taken is None:
            self.taken, self.after = turn(session, text, tutor), session.model_copy(deep=True)
        for name in type(session).model_fields:
            setattr(session, name, getattr(self.after.model_copy(deep=True), name))
        return self.taken


def play(talk: Talk, tutors: dict[str, Tutor], tallies: dict[str, Tally], shown: bool) -> None:
    """One talk, each turn worded by every model."""
    memory, session = Memory.in_memory(), talk.session()
    tutors = {name: replace(uncached(one), memory=memory) for name, one in tutors.items()}
    for number, text in enumerate(talk.turns):
        once = Once()
        if number < talk.before:
            once(session, text, next(iter(tutors.values())))
            continue
        with patch("bot.responding.turn", once):
            for name, tutor in tutors.items():
                reply = say(session.model_copy(deep=True), text, tutor)
                assert once.taken is not None
                counted(tallies[name], name, reply, once.taken[0], once.after, tutor)
                if shown and reply.model_calls and ((name == "good") == bool(reply.replaced)):
                    print(
                        f"## {name}, {talk.activity}: {reply.replaced}\n> {text}\n{reply.text[:400]}\n"
                    )
        session = once.after


def counted(
    tally: Tally, model: str, reply: Reply, plain: Reply, session: Session, tutor: Tutor
) -> None:
    """Count what became of one reply."""
    tally.turns += 1
    tally.calls += reply.model_calls > 0
    tally.heard += reply.model_calls > 0 and reply.replaced is None
    tally.reasons.update([reply.replaced] if reply.replaced else [])
    tally.wrong += faults(model, reply, plain, session, tutor)


def talks(tutor: Tutor, everything: bool) -> dict[str, list[Talk]]:
    """The talks of each activity."""
    sets = (
        asked(outside=False), asked(outside=False, followed=True), asked(outside=True), advised(),
        answered_freely(tutor), chosen(tutor), plays(tutor),
    )  # fmt: skip
    return {
        its[0].activity: sample(its, None if everything else SAMPLE[its[0].activity])
        for its in sets
    }


def main(everything: bool, shown: bool) -> None:
    os.environ.pop("OPENAI_API_KEY", None)
    tutor = open_tutor(Settings(engine="offline"))
    with fake_model() as server:
        print(f"{'':20}{'':9} turns worded heard wrong  refused for")
        for name, its in talks(tutor, everything).items():
            tallies = {model: Tally() for model in MODELS}
            tutors = {model: spoken(tutor, server.address, model) for model in MODELS}
            for talk in its:
                play(talk, tutors, tallies, shown)
            for model, tally in tallies.items():
                why = ", ".join(f"{count} {one}" for one, count in tally.reasons.most_common())
                print(f"{name:20}{model:9} {tally.turns:5} {tally.calls:6} {tally.heard:5} {len(tally.wrong):5}  {why}", flush=True)  # fmt: skip
    tutor.close()


if __name__ == "__main__":
    main("--all" in sys.argv, "--shown" in sys.argv)
