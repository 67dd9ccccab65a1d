"""Role-plays that can't be played are refused, each fault with its place and its remedy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.content.checking_scenarios import scenario_problems
from bot.content.scenarios import Scenario
from bot.tutor import Tutor


def found(tutor: Tutor, **changed: Any) -> list[str]:
    """The problems of a course whose one scenario is changed in these parts."""
    scenario = tutor.course.scenarios["ravi-adviser"].model_dump() | changed
    course = replace(tutor.course, scenarios={"ravi-adviser": Scenario.model_validate(scenario)})
    return [one.removeprefix("scenarios, item ravi-adviser: ") for one in scenario_problems(course)]


def part(tutor: Tutor, field: str, at: int, **changed: Any) -> list[str]:
    """The problems when one of the items of a field is changed."""
    items = [one.model_dump() for one in getattr(tutor.course.scenarios["ravi-adviser"], field)]
    items[at] |= changed
    return found(tutor, **{field: items})


def test_the_scenarios_are_fit(tutor: Tutor) -> None:
    assert found(tutor) == []


FAULTS: list[tuple[str, int, dict[str, Any], str]] = [
    ("facts", 0, {"reveal": {"asked": ["ask-purpose"], "trust": 12}}, "fact 'asked-while-coding' never comes out"),
    ("facts", 0, {"reveal": {"never": True}}, ""),
    ("objectives", 0, {"met": [{"revealed": ["private-discount"]}]}, "objective 'purpose' can't be reached"),
    ("objectives", 0, {"met": [{}]}, "objective 'purpose' is met by the opening alone"),
    ("objectives", 0, {"met": [{"right": True, "recommends": ["from-scratch"]}]}, "objective 'purpose' can't be reached"),
    ("objectives", 0, {"met": [{"recommends": ["rag"], "rejects": ["rag"]}]}, "objective 'purpose' can't be reached"),
    ("objectives", 0, {"met": [{"any": ["ask-nothing"]}]}, "'ask-nothing' is not among the acts"),
    ("stages", 0, {"objectives": ["whose-data"]}, "objective 'purpose' is in 0 stages"),
    ("stages", 1, {"objectives": ["whose-data"]}, "objective 'whose-data' is in 2 stages"),
    ("stages", 2, {"until": "won"}, "its stages must end with a level named"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "at", "changed", "said"), FAULTS)
def test_a_fault_is_named(
    tutor: Tutor, field: str, at: int, changed: dict[str, Any], said: str
) -> None:
    problems = part(tutor, field, at, **changed)
    assert any(one.startswith(said) for one in problems) if said else problems == []


def test_an_opening_that_tells_a_fact_is_refused(tutor: Tutor) -> None:
    fact = tutor.course.scenarios["ravi-adviser"].facts[0]
    opening = ("Come in, sit down.", fact.lines[0])
    assert f"fact {fact.id!r} is told by the opening already; reword one of the two" in found(tutor, opening=opening)  # fmt: skip


def test_an_end_that_can_not_come_is_refused(tutor: Tutor) -> None:
    ends = tutor.course.scenarios["ravi-adviser"].ends.model_dump() | {"answers": 9}
    assert any(one.startswith("ends: wants 9 objections answered but has") for one in found(tutor, ends=ends))  # fmt: skip
