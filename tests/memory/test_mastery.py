"""Mastery from evidence alone."""

from __future__ import annotations

from bot.memory import Answer, Correction, Mastery, mastery
from tests.memory.given import answer, day


def held(*answers: Answer, on: float = 1, said: tuple[Correction, ...] = ()) -> Mastery:
    return mastery(answers, day(on), said)["spectrum"]


def said(knows: bool, on: float) -> Correction:
    return Correction(objective="spectrum", knows=knows, at=day(on))


THREE = (answer("i1"), answer("i2"), answer("i3"))


def test_three_right_on_several_items_are_mastered() -> None:
    assert held(*THREE).state == "mastered"


def test_two_answers_are_too_few() -> None:
    assert held(*THREE[:2]).state == "learning"


def test_one_item_alone_is_not_enough() -> None:
    assert held(*(answer("i1", on=one * 8) for one in range(4)), on=25).state == "learning"


def test_without_a_fresh_unaided_success_nothing_is_mastered() -> None:
    warm = [answer(item, "incorrect", on=-60) for item in ("i1", "i2")]
    aided = [answer(item, hints=1, on=-59.5 + one) for one, item in enumerate(("i1", "i2"))]
    again = [answer(item, on=one) for one in (0, 0.1, 0.2) for item in ("i1", "i2")]
    assert held(*warm, *aided, *again).state == "mastered", "met again after weeks is fresh"
    soon = [answer(item, hints=1, on=-1) for item in ("i1", "i2")]
    assert held(*warm, *soon, *again).state == "learning"


def test_hints_and_explanations_make_a_success_count_less() -> None:
    plain = held(answer("i1"), answer("i2")).share
    hinted = held(answer("i1", hints=1), answer("i2")).share
    twice = held(answer("i1", hints=2), answer("i2")).share
    explained = held(answer("i1", help=True), answer("i2")).share
    rated = held(answer("i1", rating="good"), answer("i2")).share
    assert plain > hinted > twice
    assert plain > rated > explained


def test_help_does_not_excuse_a_miss() -> None:
    assert held(answer("i1", "incorrect", hints=2)).share == held(answer("i1", "incorrect")).share


def test_a_partly_right_answer_counts_by_its_points() -> None:
    shares = [
        held(answer("i1", "incorrect")).share,
        held(answer("i1", "partial", points=0.3)).share,
        held(answer("i1", "partial")).share,
        held(answer("i1", "partial", points=0.8)).share,
        held(answer("i1")).share,
    ]
    assert shares == sorted(shares)
    assert len(set(shares)) == 5


def test_a_recent_answer_weighs_more_than_an_old_one() -> None:
    better = held(answer("i1", "incorrect", on=-30), answer("i2", on=0)).share
    worse = held(answer("i1", on=-30), answer("i2", "incorrect", on=0)).share
    assert better > 0.5 > worse


def test_mastery_fades_when_nothing_is_practised() -> None:
    assert held(*THREE, on=7).state == "mastered"
    assert held(*THREE, on=30).state == "learning"
    assert held(*THREE, on=90).state == "shaky"


def test_misses_make_shaky_and_one_miss_is_too_little_to_say() -> None:
    assert held(answer("i1", "incorrect")).state == "learning"
    assert held(answer("i1", "incorrect"), answer("i2")).state == "shaky"


def test_what_was_not_graded_is_no_evidence() -> None:
    assert mastery([answer("i1", "not-graded")], day(1)) == {}


def test_an_answer_counts_for_each_of_its_objectives_once() -> None:
    found = mastery([answer(objectives=("a", "b", "a"))], day(0))
    assert [(name, one.answers) for name, one in found.items()] == [("a", 1), ("b", 1)]


def test_saying_i_know_does_not_make_it_mastered() -> None:
    assert held(said=(said(True, 0),)).state == "learning"
    assert held(*THREE[:2], said=(said(True, 0), said(True, 0.5))).state == "learning"


def test_saying_i_do_not_know_holds_until_the_next_fresh_success() -> None:
    denied = (said(False, 0.5),)
    assert held(*THREE, said=denied).state != "mastered"
    more = [answer(f"i{one}", on=0.6) for one in range(4, 8)]
    assert held(*THREE, *more, said=denied).state == "mastered"


def test_sure_and_wrong_is_over_confident() -> None:
    wrong = [answer(f"i{one}", "incorrect", confidence="sure") for one in range(2)]
    found = held(*wrong).calibration
    assert (found.sure, found.sure_wrong, found.leaning) == (2, 2, "over-confident")
    assert held(wrong[0]).calibration.leaning is None


def test_unsure_and_right_is_under_confident() -> None:
    right = [answer(f"i{one}", confidence="unsure") for one in range(3)]
    assert held(*right).calibration.leaning == "under-confident"
    sure = [answer(f"i{one}", confidence="sure") for one in range(3)]
    assert held(*sure).calibration.leaning == "fair"


def test_calibration_is_kept_per_objective() -> None:
    wrong = [answer(f"i{one}", "incorrect", confidence="sure") for one in range(2)]
    other = [answer(f"j{one}", objectives=("decide",), confidence="sure") for one in range(2)]
    found = mastery([*wrong, *other], day(1))
    assert found["spectrum"].calibration.leaning == "over-confident"
    assert found["decide"].calibration.leaning == "fair"


def test_the_same_evidence_gives_the_same_mastery() -> None:
    assert mastery(THREE, day(3)) == mastery(THREE, day(3))
