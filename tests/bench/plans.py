"""Fits the weights by which a plan is told from a question, and says how well they do.

`python -m tests.bench.plans`: the plans of the advise sets against the open questions of the ask sets;
exam items and look-alikes, which describe plans on purpose, are left out. Prints the weights for
`bot/routing/plan_odds.py` and, from ten folds, what is taken for the wrong one.
"""

from __future__ import annotations

import numpy as np

from bot.routing.plan_odds import WEIGHTS, features
from bot.settings import Settings
from bot.tutor import Tutor, open_tutor
from tests.evals.run import HERE, cases

LEFT_OUT = ("exam", "look_alike", "lookalike")
FOLDS, ROUNDS, RIDGE = 10, 60, 0.3


def first_turns(activity: str) -> list[str]:
    """How the cases of an activity begin."""
    found: list[str] = []
    for path in sorted((HERE / activity).glob("*.yaml")):
        for one in cases(activity, path.stem):
            if activity == "advise" or one["kind"] not in LEFT_OUT:
                turns = one["turns"]
                found.append(turns if isinstance(turns, str) else turns[0])
    return found


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method; the constant comes last."""
    z = np.column_stack([x, np.ones(len(x))])
    w = np.zeros(z.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-z @ w))
        slope = z.T @ (p - y) + RIDGE * w
        w -= np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + RIDGE * np.eye(len(w)), slope)
    return w


def design(tutor: Tutor) -> tuple[np.ndarray, np.ndarray]:
    """The features of every message, and 1 for a plan."""
    sorts = [first_turns("ask"), first_turns("advise")]
    rows = [features(text, tutor) for texts in sorts for text in texts]
    return np.array(rows), np.repeat([0.0, 1.0], [len(one) for one in sorts])


def main() -> None:
    tutor = open_tutor(Settings())
    x, y = design(tutor)
    fold = np.random.RandomState(0).randint(0, FOLDS, len(y))
    odds = np.zeros(len(y))
    for at in range(FOLDS):
        w = fit(x[fold != at], y[fold != at])
        odds[fold == at] = x[fold == at] @ w[:-1] + w[-1]
    print(f"questions taken for plans  {int(((odds > 0) & (y == 0)).sum())}/{int((y == 0).sum())}")
    print(f"plans taken for questions  {int(((odds <= 0) & (y == 1)).sum())}/{int(y.sum())}")
    w = fit(x, y)
    for name, weight in zip([*WEIGHTS, "constant"], w, strict=True):
        print(f"{name:10} {weight:6.2f}")
    tutor.close()


if __name__ == "__main__":
    main()
