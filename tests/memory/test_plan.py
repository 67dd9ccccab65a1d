"""The days until the exam."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from bot.memory import Mastery, Memory, plan
from tests.memory.given import NOON, answer, day

TODAY = NOON.date()
MASTERY = {"a": Mastery("mastered", 0.95), "b": Mastery("shaky", 0.2), "c": Mastery("learning", 0.6)}  # fmt: skip


def exam_in(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_each_day_until_the_exam_has_its_work() -> None:
    found = plan(exam_in(10), NOON, [], list("abcd"), MASTERY)
    assert [one.on for one in found] == [exam_in(one) for one in range(10)]
    assert [one.on for one in found if one.mock] == [exam_in(3), exam_in(8)]


def test_an_exam_that_is_over_leaves_nothing_and_one_of_today_leaves_today() -> None:
    assert plan(exam_in(-1), NOON, [], list("ab"), MASTERY) == ()
    assert [one.on for one in plan(exam_in(0), NOON, [], list("ab"), MASTERY)] == [TODAY]


def test_the_weakest_come_first_and_most_often_and_none_is_left_out() -> None:
    found = plan(exam_in(20), NOON, [], list("abcd"), MASTERY)
    assert found[0].focus == ("b", "d")
    often = {name: sum(name in one.focus for one in found) for name in "abcd"}
    assert often["b"] >= often["d"] > often["c"] > often["a"] > 0
    assert all(len(one.focus) == len(set(one.focus)) == 2 for one in found)


def test_what_is_overdue_counts_today_and_what_is_answered_comes_back() -> None:
    memory = Memory.in_memory()
    memory.record(answer("i1", on=-30))
    memory.record(answer("i2", on=0))
    cards = memory.cards()
    memory.close()
    found = plan(exam_in(60), NOON, cards.values(), ["a"], {})
    assert found[0].due == 1
    assert found[2].due == 1, "the item answered today"
    assert 3 <= sum(one.due for one in found) <= 12


def test_days_are_those_of_the_learners_zone() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=-5)))  # in UTC the 3rd
    assert plan(date(2026, 3, 4), late, [], ["a"], {})[0].on == date(2026, 3, 2)


def test_a_far_exam_is_planned_for_a_year_at_most() -> None:
    assert len(plan(exam_in(5000), NOON, [], ["a"], {})) == 365


def test_planning_changes_no_card() -> None:
    memory = Memory.in_memory()
    memory.record(answer("i1"))
    before, cards = memory.cards(), memory.cards()
    plan(exam_in(40), day(3), cards.values(), ["a"], {})
    assert cards == before
    memory.close()
