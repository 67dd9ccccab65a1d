"""Fits the weights by which a remark changes the needs of a plan, and says how well they do.

`python -m tests.bench.changes [SET...]`: the talks about a recommendation whose first level is right, all sets or
those named. Prints the weights for `bot/reading/changes.py` and `knowledge/remark-weights.yaml`, and how many talks
end at the right level, each set judged by weights fitted without it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.activities.advise_steps import plans_of
from bot.advising.case import told
from bot.conversation import take_turn
from bot.reading.changes import Changes
from bot.routing import route
from bot.session import Session
from bot.settings import Settings
from bot.tutor import Tutor, open_tutor
from tests.evals.run import HERE, cases

STEPS, RATE, RIDGE = 150, 0.05, 8.0
FIRST, SECOND = 0.9, 0.99  # decays of Adam
OPINION = 1.5  # what a push-back counts beside a new fact


@dataclass(frozen=True)
class Example:
    """A remark: what may hold after it, as features, and which of that ends at the right level."""

    values: np.ndarray
    right: np.ndarray
    set: str
    opinion: bool


def examples(tutor: Tutor, sets: list[str]) -> list[Example]:
    """The talks of two turns whose second is taken for a remark and can be read rightly."""
    found = []
    for name in sets:
        for one in cases("advise", name):
            if one["kind"] in ("push-back", "new-fact") and len(one["turns"]) == 2:
                made = _example(tutor, one, name)
                if made is not None and made.right.any():
                    found.append(made)
    return found


def _example(tutor: Tutor, one: dict[str, Any], name: str) -> Example | None:
    session = Session(seed=0)
    first = take_turn(session, one["turns"][0], tutor)
    text = one["turns"][1]
    if session.case is None or list(first.levels or ()) != one["levels"][0]:
        return None
    if [each.detail for each in route(session, text, tutor)] != ["remark"]:
        return None
    reader, held = plans_of(tutor), told(session.case, tutor.course)
    words = {each: None for each in held} | {each.name: each.words for each in session.case.needs}
    changes = changes_of(tutor)
    may, values = changes.weighed(reader.scored(text), {each: words[each] for each in held})
    ends = ["+".join(levels) for levels in (one["levels"][1], *one.get("accept", ()))]
    every = {tuple(row): reader.labels.levels[end] for row, end in zip(reader.combinations, reader.ends, strict=True)}  # fmt: skip
    opinion = one["kind"] == "push-back"
    before = np.array([each in held for each in reader.labels.deciding])
    right = [bool((row == before).all()) if opinion else every[tuple(row)] in ends for row in may]
    return Example(values, np.array(right), name, opinion)


def changes_of(tutor: Tutor) -> Changes:
    """What weighs the remarks of a tutor's course."""
    return Changes(plans_of(tutor), tutor.course, tutor.cues)


def fit(known: list[Example], scale: np.ndarray) -> np.ndarray:
    """The likeliest weights, where any of the right outcomes will do (Adam, with a ridge)."""
    values = np.concatenate([one.values / scale for one in known])
    right = np.concatenate([one.right for one in known])
    sizes = [len(one.values) for one in known]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(known)), sizes)
    counts = np.repeat([OPINION if one.opinion else 1.0 for one in known], sizes)
    weights, first, second = np.zeros((3, values.shape[1]))
    for step in range(1, STEPS + 1):
        scores = values @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        all_of_it = odds / np.add.reduceat(odds, starts)[owner]
        good = (odds + 1e-12) * right
        good = good / np.add.reduceat(good, starts)[owner]
        slope = ((good - all_of_it) * counts) @ values - RIDGE * weights
        first = FIRST * first + (1 - FIRST) * slope
        second = SECOND * second + (1 - SECOND) * slope * slope
        weights += RATE * first / (1 - FIRST**step) / (np.sqrt(second / (1 - SECOND**step)) + 1e-8)
    return weights / scale


def main(sets: list[str]) -> None:
    tutor = open_tutor(Settings())
    known = examples(
        tutor, sets or sorted(one.stem for one in (HERE / "advise").glob("dialogues*"))
    )
    features = changes_of(tutor).features
    tutor.close()
    scale = np.concatenate([one.values for one in known]).std(axis=0) + 1e-6
    for opinion, what in ((True, "push-back"), (False, "new fact")):
        right = of = 0
        for left_out in dict.fromkeys(one.set for one in known):
            weights = fit([one for one in known if one.set != left_out], scale)
            judged = [one for one in known if one.set == left_out and one.opinion == opinion]
            right += sum(bool(one.right[(one.values @ weights).argmax()]) for one in judged)
            of += len(judged)
        print(f"{what}: {right}/{of} right by weights fitted without their set")
    for name, weight in zip(features, fit(known, scale), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main(sys.argv[1:])
