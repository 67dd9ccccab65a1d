"""Floors under the advise evals, so that a change that loses recommendations is noticed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.tutor import Tutor
from tests.evals.run import cases, judge

FLOORS = {"plans": 0.85, "dialogues": 0.83}  # a few points below what was measured
EVERY = 2  # of the cases one in so many, to be done in time; `tutor eval` runs them all


@pytest.fixture(scope="module")
def judged(tutor: Tutor) -> dict[str, list[dict[str, Any]]]:
    return {name: judge(cases("advise", name)[::EVERY], tutor) for name in FLOORS}


@pytest.mark.parametrize("name", FLOORS)
def test_a_set_stays_above_its_floor(judged: dict[str, list[dict[str, Any]]], name: str) -> None:
    right = sum(not one["problems"] for one in judged[name])
    assert right / len(judged[name]) >= FLOORS[name]


def test_no_opinion_flips_a_level(judged: dict[str, list[dict[str, Any]]]) -> None:
    for one in judged["dialogues"]:
        if one["case"]["kind"] != "push-back":
            continue
        flipped = one["reply"]["levels"] is not None and one["reply"]["levels"] != one["first"]
        assert not flipped, one["case"]["turns"]


def test_recommendations_quote_the_unit_and_the_learner(
    tutor: Tutor, judged: dict[str, list[dict[str, Any]]]
) -> None:
    for one in judged["plans"]:
        reply, said = one["reply"], " ".join(one["case"]["turns"])
        if reply["level"] is None:
            continue
        assert reply["citations"]
        assert all(tutor.course.is_verbatim(*_where(tutor, cite)) for cite in reply["citations"])
        heard = [need for need in reply["needs"] or () if need["value"] != "assumed"]
        assert all(need["words"] in said for need in heard)


def _where(tutor: Tutor, cite: dict[str, str]) -> tuple[str, str]:
    """The section that a citation of replay comes from, and its quote."""
    section = next(
        one
        for one in tutor.course.sections.values()
        if (one.file, one.heading) == (cite["source"], cite["heading"])
    )
    return section.id, cite["quote"]
