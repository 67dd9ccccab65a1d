"""What the chances come to: bounds that no cost outweighs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bot.grading.deciding import Chances, settled

PLAIN = Chances(np.array([0.9, 0.9]), np.array([0.05, 0.05, 0.9]), 0.0, gap=False, fresh=True)


def test_the_verdict_is_that_which_costs_least() -> None:
    assert settled(np.array([0.1, 0.1, 0.8])) == 2
    assert settled(np.array([0.45, 0.05, 0.5])) == 1, "between the ends the middle costs least"
    assert PLAIN.verdict == 2 and not PLAIN.none


def test_an_admitted_gap_leaves_part_of_it_at_most_and_at_least_where_a_point_is_shown() -> None:
    assert replace(PLAIN, gap=True).verdict == 1
    wrong = replace(PLAIN, gap=True, verdicts=np.array([0.9, 0.05, 0.05]))
    assert wrong.verdict == 1
    assert replace(wrong, points=np.array([0.2, 0.1])).verdict == 0


def test_what_is_likely_no_answer_is_one_where_a_point_is_plainly_in_it() -> None:
    likely = replace(PLAIN, nothing=0.4)
    assert not likely.none
    assert replace(likely, nothing=0.5).none
    assert replace(likely, points=np.array([0.5, 0.4])).none
    assert replace(likely, fresh=False).none, "the question said over again"


def test_what_is_hardly_an_answer_is_full_only_where_that_is_plain() -> None:
    faint = replace(PLAIN, nothing=0.2, verdicts=np.array([0.2, 0.1, 0.7]))
    assert faint.most == 1
    assert replace(faint, verdicts=np.array([0.1, 0.1, 0.8])).most == 2
