from __future__ import annotations

import numpy as np

from bot.grading.bearing import BEARING
from bot.grading.model import Example
from bot.grading.panel import fit_panel, panel_of, without_bearing

PREFIX = "covered."


def example(number: int) -> Example:
    verdict = number % 3
    row = {"near": float(verdict), f"{BEARING}opposed": float(number % 2)}
    return Example(number, 1, row, (row,), (verdict == 2,), verdict, answers=number % 4 > 0)


def test_a_panel_is_the_mean_of_its_two_models_and_survives_a_file() -> None:
    panel = fit_panel([example(one) for one in range(60)])
    read = panel_of(panel.arrays(PREFIX), PREFIX)
    one = example(5)
    points, verdicts = panel.judged(one)
    both = panel.seeing.judged(one)[1], panel.blind.judged(without_bearing(one))[1]
    assert np.allclose(verdicts, np.mean(both, axis=0)) and int(verdicts.argmax()) == one.verdict
    assert np.allclose(read.judged(one)[0], points)
    assert 0 <= read.answers_nothing(one) <= 1


def test_one_of_them_is_blind_to_how_clauses_bear_on_each_other() -> None:
    assert [*without_bearing(example(1)).whole] == ["near"]
    assert [*without_bearing(example(1)).points[0]] == ["near"]
