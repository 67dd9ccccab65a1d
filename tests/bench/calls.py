"""Model calls and prompt tokens of a turn, by activity and along a long talk: `python -m tests.bench.calls`.

A token is reckoned as four characters. The last column is the largest prompt there would be if the learner
had written as much as a prompt takes in, and as much had been said before.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bot.session import Session
from bot.settings import Settings
from bot.speaking.client import A_TOKEN
from bot.speaking.speaker import EARLIER, SAID
from bot.tutor import Tutor, open_tutor
from tests.evals.talks import (
    Talk,
    advised,
    answered_freely,
    asked,
    chosen,
    debriefs,
    others,
    plays,
    sample,
)
from tests.speaking.fake_model import FakeModel, fake_model
from tests.speaking.spoken import say, spoken, uncached

EACH = 40  # talks of an activity
LONG = {"role-play": 6, "debrief": 4}  # ... of those that are long
PROBES = (1, 10, 25, 50)
TURNS = max(PROBES)


@dataclass(frozen=True)
class Turn:
    """What a turn took: calls, and the largest prompt in tokens, as it was and as it could be."""

    calls: int
    tokens: int
    at_most: int


def measured(talks: Sequence[Talk], tutor: Tutor, server: FakeModel) -> list[Turn]:
    """Every turn of some talks that counts."""
    found: list[Turn] = []
    for talk in talks:
        session, fresh = talk.session(), uncached(tutor)
        for number, text in enumerate(talk.turns):
            turn = taken(session, text, fresh, server)
            found += [turn] if number >= talk.before else []
    return found


def taken(session: Session, text: str, tutor: Tutor, server: FakeModel) -> Turn:
    """One turn, by what reached the server."""
    server.asked.bodies.clear()
    say(session, text, tutor)
    prompts = server.asked.prompts
    longest = max(map(len, prompts), default=0)
    room = max(0, SAID - len(text.encode())) + EARLIER if prompts else 0
    return Turn(len(prompts), longest // A_TOKEN, (longest + room) // A_TOKEN)


def activities(tutor: Tutor) -> dict[str, list[Talk]]:
    """A fixed sample of talks for each activity."""
    sets = (
        asked(outside=False), asked(outside=False, followed=True), advised(), chosen(tutor),
        answered_freely(tutor), plays(tutor), debriefs(tutor), others(), asked(outside=True),
    )  # fmt: skip
    named: dict[str, list[Talk]] = {}
    for talk in (one for its in sets for one in sample(its, LONG.get(its[0].activity, EACH))):
        named.setdefault(talk.activity, []).append(talk)
    return named


def row(name: str, turns: Sequence[Turn]) -> str:
    """An activity's line."""
    calls = [one.calls for one in turns]
    sizes = [one.tokens for one in turns if one.calls]
    told = f"{name:20} {len(turns):5} {statistics.mean(calls):8.2f} {max(calls):4}"
    if not sizes:
        return told
    could = max(one.at_most for one in turns)
    return f"{told} {statistics.median(sizes):8.0f} {max(sizes):6} {could:9}"


def long_talk(talks: Sequence[Talk], tutor: Tutor, server: FakeModel) -> list[Turn]:
    """Fifty turns of one session: the talks' turns one after the other, the same ones at the probes."""
    lines = [line for talk in talks for line in talk.turns]
    again = talks[0].turns[-1]
    session, fresh = Session(seed=1), tutor
    found: list[Turn] = []
    for number in range(1, TURNS + 1):
        fresh = uncached(fresh)
        text = again if number in PROBES else lines[number % len(lines)]
        found.append(taken(session, text, fresh, server))
    return found


def main() -> None:
    os.environ.pop("OPENAI_API_KEY", None)
    tutor = open_tutor(Settings(engine="offline"))
    with fake_model() as server:
        good = spoken(tutor, server.address, "good")
        print(f"{'':20} turns    calls most  tokens p50   most  could be")
        for name, talks in activities(tutor).items():
            print(row(name, measured(talks, good, server)), flush=True)
        print(
            f"\nprompt tokens at turn     {'':6}" + "".join(f"{one:6}" for one in PROBES) + "  most"
        )
        for name, talks in activities(tutor).items():
            if name in ("ask", "follow-up", "advise", "role-play"):
                turns = long_talk(talks, good, server)
                sizes = "".join(f"{turns[one - 1].tokens:6}" for one in PROBES)
                print(f"{name:31} {sizes} {max(one.tokens for one in turns):5}", flush=True)
    tutor.close()


if __name__ == "__main__":
    main()
