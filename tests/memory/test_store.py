"""Recording, scheduling, and what is kept across a restart."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import fsrs
import pytest
from pydantic import ValidationError

from bot.memory import Memory, MemoryProblem
from bot.memory.reviews import rating_of, replayed
from tests.memory.given import answer, day


@pytest.fixture
def memory() -> Iterator[Memory]:
    opened = Memory.in_memory()
    yield opened
    opened.close()


def test_the_same_attempt_twice_counts_once(memory: Memory) -> None:
    one = answer()
    assert memory.record(one)
    card = memory.cards()
    assert not memory.record(one)
    assert not memory.record(one.model_copy(update={"verdict": "incorrect"}))
    assert memory.answers() == (one,)
    assert memory.cards() == card


def test_a_flashcard_rated_twice_at_one_moment_counts_once(memory: Memory) -> None:
    assert memory.rate("c1", "spectrum", "good", day(0))
    assert not memory.rate("c1", "spectrum", "good", day(0))
    assert memory.rate("c1", "spectrum", "good", day(3))
    assert len(memory.answers()) == 2


def test_an_answer_comes_back_as_it_was_recorded(memory: Memory) -> None:
    given = answer(
        objectives=("spectrum", "decide"),
        verdict="partial",
        points=0.5,
        hints=2,
        help=True,
        confidence="sure",
        misconceptions=("m1",),
        response="it's the 4th — “café” 🙂",
    )
    memory.record(given)
    assert memory.answers() == (given,)


def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    memory = Memory.open(tmp_path)
    memory.record(answer("i1"))
    memory.rate("c1", "spectrum", "easy", day(0))
    memory.correct("spectrum", False, day(1))
    memory.save_session("s", '{"open": "i2"}')
    memory.set_exam(date(2026, 4, 1))
    before = memory.export()
    memory.close()
    memory = Memory.open(tmp_path)
    assert memory.export() == before
    assert memory.session("s") == '{"open": "i2"}'
    assert memory.exam == date(2026, 4, 1)
    memory.close()


@pytest.mark.parametrize(
    ("given", "rating"),
    [
        ({"verdict": "correct"}, fsrs.Rating.Good),
        ({"verdict": "correct", "confidence": "sure"}, fsrs.Rating.Good),
        ({"verdict": "correct", "hints": 1}, fsrs.Rating.Hard),
        ({"verdict": "correct", "help": True}, fsrs.Rating.Hard),
        ({"verdict": "partial"}, fsrs.Rating.Hard),
        ({"verdict": "incorrect", "hints": 1}, fsrs.Rating.Again),
        ({"verdict": "not-graded"}, None),
        ({"verdict": "correct", "rating": "easy"}, fsrs.Rating.Easy),
    ],
)
def test_a_verdict_rates_its_item(given: dict, rating: fsrs.Rating | None) -> None:
    assert rating_of(answer(**given)) == rating


def test_an_answer_that_was_not_graded_is_seen_but_no_review(memory: Memory) -> None:
    memory.record(answer("i1", "not-graded"))
    assert memory.seen() == {"i1"}
    assert memory.retrievability("i1", day(1)) is None
    assert memory.due(day(100)) == []


def test_a_miss_is_due_in_minutes_and_a_success_in_days(memory: Memory) -> None:
    memory.record(answer("missed", "incorrect"))
    memory.record(answer("known", "correct"))
    assert memory.due(day(0)) == []
    assert memory.due(day(1 / 24)) == ["missed"]
    assert memory.due(day(5)) == ["missed", "known"]


def test_the_most_overdue_comes_first(memory: Memory) -> None:
    for place, item in enumerate(["b", "c", "a"]):
        memory.record(answer(item, on=place))
    assert memory.due(day(30)) == ["b", "c", "a"]


def test_intervals_grow_with_each_success(memory: Memory) -> None:
    gaps, at = [], 0.0
    for _ in range(4):
        memory.record(answer("i1", on=at))
        due = (memory.cards()["i1"].due - day(0)) / timedelta(days=1)
        gaps.append(due - at)
        at = due
    assert gaps == sorted(gaps)
    assert gaps[-1] > 3 * gaps[0]


def test_recall_fades_with_time(memory: Memory) -> None:
    memory.record(answer("i1"))
    fading = [memory.retrievability("i1", day(one)) for one in (0, 3, 10, 40)]
    assert fading == sorted(fading, reverse=True)
    assert fading[0] == 1
    assert 0 < fading[-1] < 0.8


def test_an_appeal_takes_the_old_verdicts_place(memory: Memory) -> None:
    wrong = answer("i1", "incorrect")
    right = wrong.model_copy(update={"verdict": "correct", "appealed_from": "incorrect"})
    later = answer("i1", "correct", on=1)
    memory.record(wrong)
    memory.record(later)
    assert memory.record(right)
    assert memory.answers() == (right, later)
    assert memory.cards()["i1"] == replayed([right, later])
    assert not memory.record(right), "the same appeal twice"
    back = right.model_copy(update={"verdict": "incorrect", "appealed_from": "correct"})
    assert not memory.record(back), "an appeal of an appeal"


def test_an_appeal_of_a_verdict_that_was_not_given_changes_nothing(memory: Memory) -> None:
    given = answer("i1", "partial")
    memory.record(given)
    odd = given.model_copy(update={"verdict": "correct", "appealed_from": "incorrect"})
    assert not memory.record(odd)
    assert memory.answers() == (given,)


def test_answers_since_a_moment(memory: Memory) -> None:
    given = [answer(on=one) for one in range(4)]
    for one in given:
        memory.record(one)
    summer = timezone(timedelta(hours=2))
    assert memory.answers(day(2).astimezone(summer)) == tuple(given[2:])


def test_a_time_without_a_zone_is_refused(memory: Memory) -> None:
    naive = datetime(2026, 3, 2, 12)
    with pytest.raises(ValidationError):
        answer().model_validate({**answer().model_dump(), "at": naive})
    with pytest.raises(ValueError, match="no time zone"):
        memory.due(naive)
    with pytest.raises(ValueError, match="no time zone"):
        memory.rate("c1", "spectrum", "good", naive)


def test_a_clock_that_was_set_back_does_not_lock_an_item_away(memory: Memory) -> None:
    memory.record(answer("i1", on=4000))
    memory.record(answer("i1", on=1))
    assert memory.due(day(40)) == ["i1"]


def test_a_session_is_replaced_and_must_be_json(memory: Memory) -> None:
    memory.save_session("s", "{}")
    memory.save_session("s", '{"a": 1}')
    assert memory.session("s") == '{"a": 1}'
    assert memory.session("other") is None
    with pytest.raises(ValueError, match="JSON"):
        memory.save_session("s", "{")


def test_the_day_of_the_exam_can_be_taken_back(memory: Memory) -> None:
    memory.set_exam(date(2026, 4, 1))
    memory.set_exam(date(2026, 5, 1))
    assert memory.exam == date(2026, 5, 1)
    memory.set_exam(None)
    assert memory.exam is None


def test_a_correction_is_kept_as_evidence(memory: Memory) -> None:
    assert memory.correct("spectrum", False, day(0))
    assert not memory.correct("spectrum", False, day(0))
    assert memory.standing(day(0)).mastery["spectrum"].share < 0.5
    assert [one.knows for one in memory.corrections()] == [False]


def test_an_export_is_plain_json(memory: Memory) -> None:
    memory.record(answer())
    memory.save_session("s", '{"a": [1]}')
    assert json.loads(json.dumps(memory.export())) == memory.export()
    assert memory.export()["sessions"] == {"s": {"a": [1]}}


def test_nothing_is_left_of_what_is_forgotten(tmp_path: Path) -> None:
    memory = Memory.open(tmp_path)
    for _ in range(200):
        memory.record(answer("i1", response="my secret plan"))
    memory.save_session("s", '"my secret plan"')
    memory.correct("spectrum", True, day(0))
    memory.set_exam(date(2026, 4, 1))
    memory.forget()
    empty = Memory.in_memory()
    assert memory.export() == empty.export()
    for file in tmp_path.iterdir():
        assert b"secret" not in file.read_bytes()
    assert memory.record(answer("i1")), "it can be used again"
    memory.close()
    empty.close()


def test_threads_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    for memory in (Memory.in_memory(), Memory.open(tmp_path)):
        given = [answer(f"i{one % 3}", on=one / 100) for one in range(60)]
        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(memory.record, given))
            list(pool.map(memory.standing, [day(1)] * 8))
        assert {one.attempt for one in memory.answers()} == {one.attempt for one in given}
        for item in memory.seen():
            own = [one for one in memory.answers() if one.item == item]
            assert memory.cards()[item] == replayed(own)
        memory.close()


def test_two_programs_may_share_the_file(tmp_path: Path) -> None:
    one, two = Memory.open(tmp_path), Memory.open(tmp_path)
    given = answer("i1")
    assert one.record(given)
    assert not two.record(given)
    assert two.record(answer("i1", on=3))
    assert one.cards() == two.cards()
    one.close()
    two.close()


def test_what_cannot_be_written_is_said_with_the_file_and_a_remedy(tmp_path: Path) -> None:
    memory = Memory.open(tmp_path)
    connection = sqlite3.connect(tmp_path / "learner.sqlite")
    connection.execute("DROP TABLE cards")
    connection.commit()
    connection.close()
    with pytest.raises(MemoryProblem, match=r"learner\.sqlite.* disk"):
        memory.record(answer())
    assert memory.answers() == (), "nor is half of it kept"
    memory.close()


def test_the_file_is_in_wal_mode(tmp_path: Path) -> None:
    Memory.open(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "learner.sqlite")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
