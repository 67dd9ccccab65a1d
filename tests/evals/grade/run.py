"""Grade the answers kept aside and print how far the grader agrees: `python -m tests.evals.grade.run kept_aside_2`.

Run it at the end of a piece of work, not during it: what is tuned on it measures nothing any more.
`--failures` shows where grader and marker differ.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from bot.grading import KeyPoint
from bot.settings import Settings
from bot.tutor import Tutor, open_tutor
from tests.evals.run import interval

HERE = Path(__file__).parent
VERDICTS = ("correct", "partial", "incorrect", "not-graded")
Judged = dict[str, Any]


def judged(which: str, tutor: Tutor) -> list[Judged]:
    """Every answer of a set with the marker's verdict, the grader's, and the time in milliseconds."""
    grader = tutor.grader
    found: list[Judged] = []
    for one in yaml.safe_load((HERE / f"{which}.yaml").read_text(encoding="utf-8")):
        points = [KeyPoint(text) for text in one["points"]]
        for answer in one["answers"]:
            began = time.perf_counter()
            mark = grader.grade(one["question"], one["reference"], answer["text"], points)
            spent = (time.perf_counter() - began) * 1000
            swapped = str(answer.get("note", "")).startswith("swap")
            found.append(answer | {"got": mark.verdict, "spent": spent, "swapped": swapped})
    return found


def share(name: str, right: int, of: int) -> str:
    """A share with its 95 % interval; of none there is no share."""
    if not of:
        return f"{name:34} none in this set"
    low, high = interval(right, of)
    return f"{name:34} {right:3}/{of:<3} {right / of:6.1%} ({low:.0%} to {high:.0%})"


def table(found: list[Judged]) -> str:
    """Agreement, confusions, and what each verdict became."""
    ends = {"correct", "incorrect"}
    exact = sum(one["verdict"] == one["got"] for one in found)
    confused = sum({one["verdict"], one["got"]} == ends for one in found)
    swapped = [one for one in found if one["swapped"]]
    rows = [
        share("exact agreement", exact, len(found)),
        share("correct and incorrect confused", confused, len(found)),
        share("swapped or negated called correct", sum(one["got"] == "correct" for one in swapped), len(swapped)),
    ]  # fmt: skip
    for verdict in VERDICTS[:3]:
        given = [one["got"] for one in found if one["verdict"] == verdict]
        became = ", ".join(f"{given.count(one)} {one}" for one in VERDICTS if one in given)
        rows.append(f"{share(verdict, given.count(verdict), len(given))}  became {became}")
    spent = statistics.median(one["spent"] for one in found)
    return "\n".join([*rows, f"median {spent:.1f} ms"])


def main(which: str, verbose: bool) -> None:
    tutor = open_tutor(Settings())
    found = judged(which, tutor)
    tutor.close()
    for one in found if verbose else []:
        if one["verdict"] != one["got"]:
            print(f"{one['verdict']} became {one['got']}: {one['text']}")
    print(table(found))


if __name__ == "__main__":
    names = [one for one in sys.argv[1:] if not one.startswith("--")]
    main(names[0] if names else "kept_aside", "--failures" in sys.argv)
