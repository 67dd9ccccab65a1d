"""Grading on public sets of other subjects: `python -m tests.bench.grading FILE...`.

Each file is JSON Lines of question, reference, response and verdict. Two verdicts: F1 weighted by
class, as SemEval-2013 task 7 has it; three: macro-F1. The floor is the overlap of words with the
reference, cut where that very file is told apart best.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from bot.reading.words import stems
from bot.settings import Settings
from bot.tutor import open_tutor


def f1(truth: np.ndarray, got: np.ndarray, weighted: bool) -> float:
    """F1 over the classes of `truth`, each weighted by its size or all alike."""
    scores, sizes = [], []
    for one in np.unique(truth):
        both = ((truth == one) & (got == one)).sum()
        scores.append(2 * both / max(1, (truth == one).sum() + (got == one).sum()))
        sizes.append((truth == one).sum())
    return float(np.average(scores, weights=sizes if weighted else None))


def overlap(row: dict[str, str]) -> float:
    """The share of the stems of reference and response that both have."""
    one, other = set(stems(row["reference"])), set(stems(row["response"]))
    return len(one & other) / (len(one | other) or 1)


def floor(rows: list[dict[str, str]], truth: np.ndarray, three: bool) -> float:
    """The best F1 that cuts of the overlap reach on this file."""
    values = np.array([overlap(row) for row in rows])
    cuts = np.unique(np.quantile(values, np.linspace(0, 1, 21)))
    best = 0.0
    for low in cuts:
        for high in cuts[cuts >= low] if three else [low]:
            got = np.where(
                values >= high, "correct", np.where(values >= low, "partial", "incorrect")
            )
            best = max(best, f1(truth, got, not three))
    return best


def main(paths: list[str]) -> None:
    tutor = open_tutor(Settings())
    grader = tutor.grader
    for path in paths:
        rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line]
        truth = np.array([row["verdict"] for row in rows])
        three = "partial" in truth
        got = [
            grader.grade(row["question"], row["reference"], row["response"]).verdict for row in rows
        ]
        if not three:  # there some of what was asked for is not enough
            got = [one if one == "correct" else "incorrect" for one in got]
        name = "macro-F1 of 3" if three else "weighted F1 of 2"
        ours, theirs = f1(truth, np.array(got), not three), floor(rows, truth, three)
        print(f"{Path(path).stem}: {name} {ours:.3f}, floor {theirs:.3f} ({len(rows)} answers)")
    tutor.close()


if __name__ == "__main__":
    main(sys.argv[1:])
