"""Which item comes next."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

from bot.memory import Asked, Mastery, Standing, next_item


@dataclass(frozen=True)
class Item:
    id: str
    objective: str = "a"
    kind: str = "single"
    facts: tuple[str, ...] = ()


BANK = [
    Item(f"{objective}{number}", objective, "case" if number % 2 else "single", (f"{objective}F{number // 2}",))
    for objective in "abcd"
    for number in range(8)
]  # fmt: skip
NEW = Standing()


def quiz(
    standing: Standing, length: int, seed: int = 0, missed: tuple[int, ...] = ()
) -> list[Item]:
    """The items of a quiz in which the answers at some places are misses."""
    rng, asked, items = random.Random(seed), [], []
    for place in range(length):
        one = next_item(BANK, standing, asked, rng)
        if one is None:
            break
        items.append(one)
        asked.append(Asked(one.id, place in missed))
    return items


def test_what_is_due_comes_first_most_overdue_first() -> None:
    standing = Standing(due=("b3", "a2", "c1"), seen={"a2", "b3", "c1", "d0"})
    assert [one.id for one in quiz(standing, 3)] == ["b3", "a2", "c1"]


def test_among_what_is_due_the_kind_changes_and_the_objective_before_anything_else() -> None:
    kinds = Standing(due=("b3", "a1", "c2"), seen={"a1", "b3", "c2"})
    assert [one.id for one in quiz(kinds, 3)] == ["b3", "c2", "a1"]
    objectives = Standing(due=("b3", "b2"), seen={"b2", "b3"})
    items = quiz(objectives, 3)
    assert (items[0].id, items[2].id) == ("b3", "b2")
    assert items[1].objective != "b"


def test_then_the_weakest_objective_then_what_is_new() -> None:
    standing = Standing(
        mastery={"a": Mastery("mastered", 0.9), "b": Mastery("learning", 0.7), "c": Mastery("shaky", 0.3)}
    )  # fmt: skip
    for seed in range(10):
        first, second = quiz(standing, 2, seed)
        assert (first.objective, second.objective) == ("c", "b")
    known = {"b": Mastery("mastered", 0.9), "a": Mastery("mastered", 0.9)}
    assert {quiz(Standing(mastery=known), 1, seed)[0].objective for seed in range(10)} == {"c", "d"}


def test_every_other_question_can_be_new_however_much_is_due() -> None:
    known = [one.id for one in BANK if one.objective in "ab"]
    standing, asked, rng = Standing(due=tuple(known), seen=set(known)), [], random.Random(0)
    for place in range(8):
        one = next_item(BANK, standing, asked, rng, new_every=2)
        assert (one.id in known) == (place % 2 == 0)
        asked.append(Asked(one.id))
    everything = Standing(due=("b3", "a2"), seen={one.id for one in BANK})
    first = next_item(BANK, everything, [], rng, new_every=1)
    assert first.id == "b3", "with nothing new the most overdue comes first"


def test_what_was_seen_and_is_not_due_waits_until_nothing_is_new() -> None:
    seen = {one.id for one in BANK if one.id != "a5"}
    assert quiz(Standing(seen=seen), 1)[0].id == "a5"


def test_neither_objective_nor_kind_comes_twice_running_where_avoidable() -> None:
    for seed in range(20):
        items = quiz(NEW, 16, seed)
        for one, two in itertools.pairwise(items):
            assert one.objective != two.objective
            assert one.kind != two.kind


def test_one_objective_alone_can_still_be_asked() -> None:
    only = [one for one in BANK if one.objective == "a"]
    asked: list[Asked] = []
    while one := next_item(only, NEW, asked, random.Random(1)):
        asked.append(Asked(one.id))
    assert sorted(one.item for one in asked) == sorted(one.id for one in only)


def test_nothing_repeats_within_a_quiz() -> None:
    items = quiz(Standing(due=("a1", "b2"), seen={"a1", "b2"}), 100)
    assert len(items) == len(set(items)) == len(BANK)


def test_a_missed_item_comes_back_later_as_another_with_the_same_fact() -> None:
    for seed in range(20):
        items = quiz(NEW, 6, seed, missed=(0,))
        again = [place for place, one in enumerate(items) if one.facts == items[0].facts]
        assert again[0] == 0
        assert 3 <= again[1] <= 4
        assert items[again[1]].id != items[0].id


def test_a_missed_item_without_a_twin_comes_back_itself_and_only_once() -> None:
    bank = [Item(f"i{one}", f"o{one % 3}", facts=(f"F{one}",)) for one in range(9)]
    rng, asked = random.Random(2), []
    while one := next_item(bank, NEW, asked, rng):
        asked.append(Asked(one.id, missed=one.id == "i4"))
    places = [place for place, one in enumerate(asked) if one.item == "i4"]
    assert len(asked) == 10
    assert len(places) == 2
    assert places[1] - places[0] >= 2


def test_a_learner_who_misses_everything_still_comes_to_an_end() -> None:
    asked: list[Asked] = []
    rng = random.Random(3)
    while one := next_item(BANK, NEW, asked, rng):
        asked.append(Asked(one.id, missed=True))
        assert len(asked) <= 2 * len(BANK)
    assert {one.item for one in asked} == {one.id for one in BANK}
    assert all(one != two for one, two in itertools.pairwise(asked))


def test_the_same_seed_asks_the_same() -> None:
    assert quiz(NEW, 10, 7) == quiz(NEW, 10, 7)
    assert quiz(NEW, 10, 7) != quiz(NEW, 10, 8)


def test_no_candidates_give_no_item() -> None:
    assert next_item([], NEW, [Asked("gone")], random.Random(0)) is None


def test_asked_items_that_left_the_bank_do_no_harm() -> None:
    assert next_item(BANK, NEW, [Asked("gone", missed=True)], random.Random(0)) in BANK
