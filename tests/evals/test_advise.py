"""Floors under the advise evals, so that a change that loses recommendations is noticed."""

from __future__ import annotations

import pytest

from bot.tutor import Tutor
from tests.evals.run import cases, judge

FLOORS = {"plans": 0.85, "dialogues": 0.83}  # a few points below what was measured


@pytest.mark.parametrize("name", FLOORS)
def test_a_set_stays_above_its_floor(tutor: Tutor, name: str) -> None:
    judged = judge(cases("advise", name), tutor)
    right = sum(not one["problems"] for one in judged)
    assert right / len(judged) >= FLOORS[name]


def test_no_opinion_flips_a_level(tutor: Tutor) -> None:
    pushed = [one for one in cases("advise", "dialogues") if one["kind"] == "push-back"]
    for one in judge(pushed, tutor):
        flipped = one["reply"]["levels"] is not None and one["reply"]["levels"] != one["first"]
        assert not flipped, one["case"]["turns"]


def test_recommendations_quote_the_unit_and_the_learner(tutor: Tutor) -> None:
    for one in judge(cases("advise", "plans"), tutor):
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
