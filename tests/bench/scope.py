"""Fits the weights by which questions outside the unit are told, and says how well they do.

`python -m tests.bench.scope [FILE]`: inside are the cards' wordings, each taken out of the index
in turn; outside are the wordings of the gaps, taken out likewise, the dev set's questions of both
sorts, and the `text` of every line of FILE (JSON Lines), which is outside unless `inside` is true.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import yaml

from bot.answering.scope import BIAS, WEIGHTS
from bot.settings import Settings
from bot.tutor import Tutor, open_tutor
from tests.bench.ranking import left_out as left_out_of
from tests.evals.run import HERE

SAMPLE, ROUNDS, RIDGE, DEV_WEIGHT, GAP_WEIGHT = 1400, 50, 1e-3, 5.0, 0.35


def asked(tutor: Tutor, text: str) -> np.ndarray:
    """The features of a question from elsewhere."""
    question = tutor.reader.read(text)
    query = question.statement if question.checks else question.text
    return tutor.answerer.scope.features(question, tutor.search.scores(query))


def left_out(tutor: Tutor, number: int) -> np.ndarray:
    """The features of a text of the course itself, as if it were not in the index."""
    scope, ranker, search = tutor.answerer.scope, tutor.answerer.ranker, tutor.search
    entry = search.entries[number]
    scores = search.scores(entry.text)
    cosine = scores.cosine.copy()
    cosine[number] = -1
    if entry.kind == "gap":
        group = len(ranker.cards) + list(tutor.course.gaps).index(entry.target)
    else:
        group = [card.id for card in ranker.cards].index(entry.target)
        ranker.sums[group] -= search.matrix[number]
    with left_out_of(ranker, search.matrix, group, number):
        found = scope.features(tutor.reader.read(entry.text), replace(scores, cosine=cosine))
    if entry.kind != "gap":
        ranker.sums[group] += search.matrix[number]
    return found


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
    wordings = [at for at, entry in enumerate(entries) if entry.kind == "wording"]
    chosen = np.random.default_rng(0).permutation(wordings)[:SAMPLE]
    rows = [("wordings", 1, left_out(tutor, int(at))) for at in chosen]
    rows += [
        ("gaps", 0, left_out(tutor, at)) for at, one in enumerate(entries) if one.kind == "gap"
    ]
    for case in yaml.safe_load((HERE / "ask" / "dev.yaml").read_text(encoding="utf-8")):
        if len(case["turns"]) == 1:
            inside = not case.get("outside")
            rows.append(
                (f"dev {'in' if inside else 'out'}", int(inside), asked(tutor, case["turns"][0]))
            )
    lines = elsewhere.read_text(encoding="utf-8").splitlines() if elsewhere else []
    for one in map(json.loads, lines):
        label = "own in" if one.get("inside") else "elsewhere"
        rows.append((label, int(bool(one.get("inside"))), asked(tutor, one["text"])))
    names, y = np.array([one[0] for one in rows]), np.array([one[1] for one in rows], float)
    x = np.stack([one[2] for one in rows]).astype(float)
    share = np.where(np.char.startswith(names, "dev") | np.char.startswith(names, "own"), DEV_WEIGHT, np.where(names == "gaps", GAP_WEIGHT, 1.0))
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
