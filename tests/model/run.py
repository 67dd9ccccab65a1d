"""The tutor with a real model over the real protocol, beside the offline engine: `make test-model`.

Prints for each activity how many replies are right with either, how many of the model's were replaced,
and why. The model is small and states wrong facts freely, which is the point. `--cases N` takes another number
of cases than 40 of each activity, `--worse` shows the replies that only the model has wrong.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import yaml

from bot.conversation import take_turn
from bot.memory import Memory
from bot.replay import shown
from bot.replies import Reply
from bot.responding import respond
from bot.session import Session
from bot.settings import Settings
from bot.speaking import client
from bot.speaking.opening import open_speaker
from bot.tutor import Tutor, open_tutor
from tests.evals.checks import problems, wrong_level
from tests.evals.run import prompts_line
from tests.speaking.spoken import checker_of

EVALS = Path(__file__).parent.parent / "evals"
CASES, SEED, PATIENCE = 40, 7, 60
Case = tuple[list[str], str, dict[str, Any]]  # what was said before, what is said, the case


@contextmanager
def served() -> Iterator[str]:
    """The address of a server of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.model.server", str(port)], stderr=subprocess.DEVNULL
    )
    try:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    yield f"http://127.0.0.1:{port}/v1"
                    return
            time.sleep(0.5)
        raise SystemExit("the model's server did not start; is xllamacpp installed?")
    finally:
        process.terminate()


def cases(activity: str, tutor: Tutor) -> list[Case]:
    """The fixed sample of an activity."""
    random = Random(SEED)

    def of(name: str) -> list[dict[str, Any]]:
        return yaml.safe_load((EVALS / f"{name}.yaml").read_text(encoding="utf-8"))

    found: list[Case] = []
    if activity in ("ask", "advise"):
        for one in of("ask/ordinary" if activity == "ask" else "advise/plans"):
            turns = [one["turns"]] if isinstance(one["turns"], str) else one["turns"]
            found.append((turns[:-1], turns[-1], one))
    elif activity == "quiz":
        free = [one for one in tutor.course.graded for _ in one.answers[:1]]
        found = [
            (["only open questions"], one.answers[0].text, {"seed": at})
            for at, one in enumerate(free)
        ]
    else:
        for one in of("play/plays"):
            side = one["scenario"].rsplit("-", 1)[1]
            name = tutor.course.terms[tutor.course.scenarios[one["scenario"]].about[0]].name
            opens = tutor.wording.say(f"play_offer_{side}", name=name)
            at = random.randrange(1, len(one["turns"]) - 1)
            found.append(([opens, *one["turns"][:at]], one["turns"][at], one))
    random.shuffle(found)
    most = int(sys.argv[sys.argv.index("--cases") + 1]) if "--cases" in sys.argv else CASES
    return found[:most]


def reply_to(case: Case, tutor: Tutor) -> Reply:
    """The last reply of a case."""
    before, said, its = case
    tutor = replace(tutor, memory=Memory.in_memory())
    session = Session(seed=int(its.get("seed", 1)))
    offline = replace(tutor, speaker=None)
    for one in before:
        take_turn(session, one, offline)

    async def last() -> Reply:
        return [event async for event in respond(session, said, tutor)][-1]  # type: ignore[return-value]

    return asyncio.run(last())


def right(activity: str, case: Case, reply: Reply, plain: Reply) -> bool:
    """Whether a reply is right: by the set's own checks, else by what code has decided."""
    if activity == "ask":
        return not problems(case[2], shown(reply))
    if activity == "advise":
        return not wrong_level(case[2], shown(reply))
    same = (reply.graded, reply.item, reply.play) == (plain.graded, plain.item, plain.play)
    return same and bool(reply.text.strip())


def main() -> None:
    """Both engines on the same sample, an activity a line."""
    os.environ.pop("OPENAI_API_KEY", None)
    tutor = open_tutor(Settings(engine="offline"))
    client.FIRST = client.NEXT = client.WHOLE = 120.0  # a machine without a GPU takes its time
    with served() as address:
        named = Settings(engine="openai", model="small", OPENAI_BASE_URL=address)
        spoken = replace(tutor, speaker=open_speaker(named, checker_of(tutor)))
        print(prompts_line(tutor))
        print(f"{'':10} {'offline':>9} {'model':>9}  replaced")
        for activity in ("ask", "advise", "quiz", "role-play"):
            row(activity, tutor, spoken)
    tutor.close()


def row(activity: str, tutor: Tutor, spoken: Tutor) -> None:
    """One activity's line."""
    its = cases(activity, tutor)
    plain = [reply_to(one, tutor) for one in its]
    worded = [reply_to(one, spoken) for one in its]
    sums = [
        sum(right(activity, one, reply, base) for one, reply, base in zip(its, replies, plain, strict=True))
        for replies in (plain, worded)
    ]  # fmt: skip
    asked = [one for one in worded if one.model_calls]
    if "--worse" in sys.argv:
        for case, base, reply in zip(its, plain, worded, strict=True):
            if right(activity, case, base, base) and not right(activity, case, reply, base):
                print(f"{case[1]}\n    {base.text}\n    {reply.text}")
    why = Counter(one.replaced for one in asked if one.replaced)
    told = ", ".join(f"{count} {reason}" for reason, count in why.most_common())
    print(
        f"{activity:10} {sums[0]:4}/{len(its):<4} {sums[1]:4}/{len(its):<4}"
        f"  {sum(why.values())} of {len(asked)}: {told}",
        flush=True,
    )


if __name__ == "__main__":
    main()
