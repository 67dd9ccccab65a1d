"""The four activities on one engine, table by table, and a summary of it all: `tutor eval`.

Ask and advise are judged by the replies as they are shown, a model's wording included. Marks of free
answers and of plays are code's alone: no engine can change them, and they show that none has.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import yaml

from bot.settings import Settings
from bot.speaking.prompts import hashes
from bot.tutor import Tutor, open_tutor
from tests.evals.grade import run as grading
from tests.evals.play import run as playing
from tests.evals.run import cases, interval, judge, table

REPLIES = (("ask", "ordinary"), ("advise", "plans"), ("advise", "dialogues_7"))
ANSWERS, PLAYS = "kept_aside_4", "kept_aside"
Row = dict[str, Any]


def measured(engine: str, to: Path | None) -> int:
    """Print the tables of the four activities on `engine`, and write the summary to a file, if one is named.

    How many cases were right is returned.
    """
    with tempfile.TemporaryDirectory() as learner:
        tutor = open_tutor(Settings(engine=engine), learner_data=Path(learner))
        rows = [_replies(activity, which, tutor) for activity, which in REPLIES]
        rows += [_answers(tutor), _plays(tutor)]
        summary = {"engine": engine, **_made_with(tutor), "sets": rows}
        tutor.close()
    print("\n" + "\n".join(_line(one) for one in rows))
    if to:
        to.write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
        print(f"Summary written to {to}.")
    return sum(one["right"] for one in rows)


def _made_with(tutor: Tutor) -> Row:
    """The model and the content hash of each prompt that it was given; none of either offline."""
    if tutor.speaker is None:
        return {"model": None, "prompts": {}}
    return {
        "model": tutor.speaker.model,
        "prompts": dict(hashes(tutor.settings.prompts / "model").items()),
    }


def _replies(activity: str, which: str, tutor: Tutor) -> Row:
    judged = judge(cases(activity, which), tutor)
    print(f"\n# {activity}, {which}\n{table(judged)}", flush=True)
    row = _row(activity, which, sum(not one["problems"] for one in judged), len(judged))
    replies = [one["reply"] for one in judged]
    row["model_calls"] = sum(one["model_calls"] for one in replies)
    row["replaced"] = sum(bool(one["replaced"]) for one in replies)
    return row


def _answers(tutor: Tutor) -> Row:
    judged = grading.judged(ANSWERS, tutor)
    print(f"\n# quiz, free answers of {ANSWERS}\n{grading.table(judged)}", flush=True)
    return _row("quiz", ANSWERS, sum(one["verdict"] == one["got"] for one in judged), len(judged))


def _plays(tutor: Tutor) -> Row:
    text = (playing.HERE / f"{PLAYS}.yaml").read_text(encoding="utf-8")
    played = [playing.play(one, tutor) for one in yaml.safe_load(text)]
    print(f"\n# role-play, marks of {PLAYS}\n{playing.table(played, tutor)}", flush=True)
    pairs = [pair for one in played for _, *pair in playing.marks(one)]
    return _row("role-play", PLAYS, sum(want == got for want, got in pairs), len(pairs))


def _row(activity: str, which: str, right: int, of: int) -> Row:
    low, high = interval(right, of)
    return {
        "activity": activity, "set": which, "right": right, "of": of,
        "interval": [round(low, 3), round(high, 3)],
    }  # fmt: skip


def _line(row: Row) -> str:
    low, high = row["interval"]
    share = (
        f"{row['right']:4}/{row['of']:<4} {row['right'] / row['of']:6.1%} ({low:.0%} to {high:.0%})"
    )
    replaced = f", {row['replaced']} replies replaced" if row.get("model_calls") else ""
    return f"{row['activity']:10} {row['set']:14} {share}{replaced}"
