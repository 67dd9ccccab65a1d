"""Fits the weights by which answers on other subjects are marked: `python -m tests.bench.elsewhere FILE...`.

Each file is JSON Lines of question, reference, response and verdict. Prints the weights for
`bot/grading/elsewhere.py`, and F1 where each fifth of a file is judged by weights fitted without it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from bot.grading.elsewhere import WEIGHTS, features
from bot.settings import Settings
from bot.tutor import open_tutor
from tests.bench.grading import f1

FOLDS, RIDGE, STEPS = 5, 1.0, 30
Known = tuple[np.ndarray, np.ndarray]  # features of the answers of a file, and their verdicts


def read(path: Path, tutor_vectors: object) -> Known:
    """A file's answers."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    values = [
        features(row["question"], row["reference"], row["response"], tutor_vectors) for row in rows
    ]  # type: ignore[arg-type]
    return np.array(values), np.array([row["verdict"] for row in rows])


def logistic(values: np.ndarray, true: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """The weights of a logistic regression with a ridge on all but the last feature (Newton's method)."""
    scaled = values / scale
    ridge = np.diag([*[RIDGE] * (len(scale) - 1), 1e-6])
    weights = np.zeros(len(scale))
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-scaled @ weights))
        curve = (scaled.T * (chances * (1 - chances) + 1e-6)) @ scaled + ridge
        weights += np.linalg.solve(curve, scaled.T @ (true - chances) - ridge @ weights)
    return weights / scale


def fit(known: list[Known]) -> np.ndarray:
    """(features, 2): for a right answer, and for one that has something, which only files with partial ones teach."""
    values = np.concatenate([one for one, _ in known])
    scale = np.append(values[:, :-1].std(axis=0) + 1e-6, 1.0)
    verdicts = np.concatenate([one for _, one in known])
    graded = [one for one in known if "partial" in one[1]] or known
    some_values, some = (np.concatenate(one) for one in zip(*graded, strict=True))
    right = logistic(values, (verdicts == "correct").astype(float), scale)
    return np.column_stack(
        [right, logistic(some_values, (some != "incorrect").astype(float), scale)]
    )


def judged(weights: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The verdicts by some weights."""
    right, some = (values @ weights).T
    return np.where(right > 0, "correct", np.where(some > 0, "partial", "incorrect"))


def main(paths: list[str]) -> None:
    tutor = open_tutor(Settings())
    known = [read(Path(one), tutor.grader.sight.vectors) for one in paths]
    tutor.close()
    for path, (values, verdicts) in zip(paths, known, strict=True):
        others = [one for one in known if one[0] is not values]
        fold = np.random.default_rng(0).integers(0, FOLDS, len(values))
        got = np.empty(len(values), "<U9")
        for left_out in range(FOLDS):
            here = fold == left_out
            got[here] = judged(fit([*others, (values[~here], verdicts[~here])]), values[here])
        three = "partial" in verdicts
        got = got if three else np.where(got == "correct", "correct", "incorrect")
        print(f"{Path(path).stem}: {f1(verdicts, got, not three):.3f} by weights fitted without it")
    for name, (right, some) in zip(WEIGHTS, fit(known), strict=True):
        print(f'    "{name}": ({right:.2f}, {some:.2f}),')


if __name__ == "__main__":
    main(sys.argv[1:])
