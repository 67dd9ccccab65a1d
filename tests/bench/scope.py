"""Fits the weights by which questions outside the unit are told, and says how well they do.

`python -m tests.bench.scope [FILE]`: a share of the cards' wordings (inside) and of the gaps'
(outside) is held back from all that is fitted or searched; the eval sets' questions of both sorts
come on top, and the `text` of every line of FILE (JSON Lines), outside unless `inside` is true.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from bot.answering.ranking import Ranker
from bot.answering.scope import BIAS, WEIGHTS, Scope
from bot.kept import ModelFiles
from bot.settings import Settings
from bot.tutor import Tutor, open_tutor
from tests.bench.ranking import held_back
from tests.evals.run import cases

HELD_BACK, ROUNDS, RIDGE, ASKED_WEIGHT = 0.15, 50, 1e-3, 5.0


def asked(tutor: Tutor, scope: Scope, text: str) -> np.ndarray:
    """The features of a question."""
    question = tutor.reader.read(text)
    query = question.statement if question.checks else question.text
    return scope.features(question, tutor.search.scores(query))


def fit(x: np.ndarray, y: np.ndarray, share: np.ndarray) -> tuple[np.ndarray, float]:
    """Logistic regression by Newton's method on standardised features."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([(x - mean) / spread, np.ones(len(x))])
    share, w = share / share.sum(), np.zeros(z.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-z @ w))
        slope = z.T @ (share * (p - y)) + RIDGE * w
        w -= np.linalg.solve(
            (z * (share * p * (1 - p))[:, None]).T @ z + RIDGE * np.eye(len(w)), slope
        )
    return w[:-1] / spread, float(w[-1] - (w[:-1] * mean / spread).sum())


def main(elsewhere: Path | None) -> None:
    tutor = open_tutor(Settings())
    entries = tutor.search.entries
    without = held_back(tutor, ("wording", "gap"), HELD_BACK)
    ranker = Ranker(tutor.course, tutor.cues, tutor.search, ModelFiles(), without)
    scope = Scope(tutor.course, tutor.cues, tutor.search, ranker, without)
    rows = [
        (
            f"{entries[at].kind}s",
            int(entries[at].kind != "gap"),
            asked(tutor, scope, entries[at].text),
        )
        for at in sorted(without)
    ]
    for case in (*cases("ask", "ordinary"), *cases("ask", "far")):
        if len(case["turns"]) == 1:
            inside = not case.get("outside")
            rows.append(
                (
                    f"asked {'in' if inside else 'out'}",
                    int(inside),
                    asked(tutor, scope, case["turns"][0]),
                )
            )
    lines = elsewhere.read_text(encoding="utf-8").splitlines() if elsewhere else []
    for one in map(json.loads, lines):
        label = "asked in" if one.get("inside") else "elsewhere"
        rows.append((label, int(bool(one.get("inside"))), asked(tutor, scope, one["text"])))
    names, y = np.array([one[0] for one in rows]), np.array([one[1] for one in rows], float)
    x = np.stack([one[2] for one in rows]).astype(float)
    share = np.where(np.char.startswith(names, "asked in"), ASKED_WEIGHT, 1.0)
    for label, (w, b) in (
        ("in use", (np.array(list(WEIGHTS.values())), BIAS)),
        ("fitted", fit(x, y, share)),
    ):
        right = (x @ w + b > 0) == (y == 1)
        print(
            label,
            {str(name): round(float(right[names == name].mean()), 3) for name in np.unique(names)},
        )
    for name, weight in zip(WEIGHTS, w, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"BIAS = {b:.2f}")
    tutor.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
