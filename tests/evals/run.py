"""Run an eval set and print its table: `python -m tests.evals.run ask ordinary`.

`ordinary` holds questions as learners put them, `far` wordings far from the unit on purpose, and
`kept_aside` is run only at the end of a piece of work. `--failures` shows what went wrong.
"""

from __future__ import annotations

import json
import math
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from bot.replay import replay
from bot.settings import Settings
from bot.speaking.prompts import hashes
from bot.tutor import Tutor, open_tutor
from tests.evals.checks import problems, wrong_level, wrong_turns

HERE = Path(__file__).parent


def cases(activity: str, which: str) -> list[dict[str, Any]]:
    """The cases of a set. Turns may be a single string in the file."""
    return yaml.safe_load((HERE / activity / f"{which}.yaml").read_text(encoding="utf-8"))


def judge(set_of_cases: list[dict[str, Any]], tutor: Tutor) -> list[dict[str, Any]]:
    """Each case with its last reply and what is wrong with it."""
    lines = [json.dumps({"id": one["id"], "turns": one["turns"]}) for one in set_of_cases]
    judged = []
    for case, played in zip(set_of_cases, replay(lines, tutor), strict=True):
        reply = played["replies"][-1]
        wrong = _wrong(case, played["replies"])
        first = played["replies"][0].get("levels")
        judged.append({"case": case, "reply": reply, "problems": wrong, "first": first})
    return judged


def _wrong(case: dict[str, Any], replies: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the replies to a case, by what the case says of them."""
    if "levels" not in case:
        return problems(case, replies[-1])
    if (
        isinstance(case["levels"], list)
        and case["levels"]
        and not isinstance(case["levels"][0], str)
    ):
        return wrong_turns(case, replies)
    return wrong_level(case, replies[-1])


def interval(right: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, spread = right / of, z * z / of
    middle = share + spread / 2
    half = z * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    return (middle - half) / (1 + spread), (middle + half) / (1 + spread)


def table(judged: list[dict[str, Any]]) -> str:
    """Right and all per kind, and the median time."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        kinds[one["case"]["kind"]].append(not one["problems"])
    rows = [f"{kind:14} {sum(right):3}/{len(right):<3}" for kind, right in kinds.items()]
    right, of = sum(not one["problems"] for one in judged), len(judged)
    low, high = interval(right, of)
    rows.append(f"{'all':14} {right:3}/{of:<3} {right / of:.1%} ({low:.0%} to {high:.0%})")
    spent = statistics.median(one["reply"]["milliseconds"] for one in judged)
    return "\n".join([*rows, f"median {spent:.1f} ms"])


def prompts_line(tutor: Tutor) -> str:
    """The content hashes of the prompts that a model was given."""
    found = hashes(tutor.settings.prompts / "model")
    return f"prompts: {', '.join(f'{name} {its}' for name, its in found.items())}"


def main(activity: str, which: str, verbose: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Settings().data if Settings().data.exists() else Path(folder)
        tutor = open_tutor(Settings(data=data))
        judged = judge(cases(activity, which), tutor)
        if tutor.speaker:
            print(f"model: {tutor.speaker.model}\n{prompts_line(tutor)}")
        tutor.close()
    for one in judged if verbose else []:
        if one["problems"]:
            print(f"{one['case']['id']}: {' || '.join(one['case']['turns'])}")
            print(f"    {one['reply']['text']}")
            print(f"    ! {'; '.join(one['problems'])}")
    print(table(judged))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], verbose="--failures" in sys.argv)
