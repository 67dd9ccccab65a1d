"""Floors under the ask evals, so that a change that loses answers is noticed."""

from __future__ import annotations

from typing import Any

import pytest

from bot.tutor import Tutor
from tests.evals.run import cases, judge

FLOORS = {"ordinary": 0.85, "far": 0.80}  # a few points below what was measured
EVERY = 3  # of the cases one in so many, to be done in time; `tutor eval` runs them all


@pytest.fixture(scope="module")
def judged(tutor: Tutor) -> dict[str, list[dict[str, Any]]]:
    return {name: judge(cases("ask", name)[::EVERY], tutor) for name in FLOORS}


@pytest.mark.parametrize("name", FLOORS)
def test_a_set_stays_above_its_floor(judged: dict[str, list[dict[str, Any]]], name: str) -> None:
    right = sum(not one["problems"] for one in judged[name])
    assert right / len(judged[name]) >= FLOORS[name]


def test_what_is_outside_is_declined_and_nothing_is_cited(
    judged: dict[str, list[dict[str, Any]]],
) -> None:
    outside = [one for one in judged["ordinary"] if one["case"]["kind"] == "outside"]
    assert not [one for one in outside if one["reply"]["grounded"] is True]
    near = [one for one in judged["ordinary"] if one["case"]["kind"] == "near"]
    assert sum(one["reply"]["grounded"] is False for one in near) / len(near) >= 0.85
    assert not [one for one in outside if one["reply"]["citations"]]


def test_what_is_inside_is_hardly_ever_refused(judged: dict[str, list[dict[str, Any]]]) -> None:
    inside = [one for name in FLOORS for one in judged[name] if not one["case"].get("outside")]
    refused = [one for one in inside if one["reply"]["grounded"] is False]
    assert len(refused) / len(inside) <= 0.02


def test_no_quote_of_any_reply_is_made_up(
    tutor: Tutor, judged: dict[str, list[dict[str, Any]]]
) -> None:
    sources = tutor.course.sources
    tables = {
        section.table.quote(row)
        for section in tutor.course.sections.values()
        if section.table
        for row in section.table.rows
    }
    for one in (one for replies in judged.values() for one in replies):
        for citation in one["reply"]["citations"]:
            assert citation["quote"] in sources[citation["source"]] or citation["quote"] in tables
