"""The decision tree: total, walked on every path, and drawn as it is."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from bot.content.advice import Node, Tree
from bot.content.course import Course
from bot.content.tree_proof import faults
from bot.deciding.picture import drawing
from bot.deciding.tree import NoBranch, closed, decide
from bot.tutor import Tutor

PATHS = [  # what holds of a plan, and where the course's rules take it
    (["general"], "pretrained"),
    ([], "pretrained"),
    (["stated-style"], "prompt-engineering"),
    (["weak-unimproved"], "prompt-engineering"),
    (["fixed-style"], "fine-tuning"),
    (["prompts-fell-short"], "fine-tuning"),
    (["labelled-examples"], "fine-tuning"),
    (["heavy-prompts"], "fine-tuning"),
    (["own-data"], "rag"),
    (["own-data", "stated-style"], "rag"),
    (["own-data", "prompts-fell-short"], "rag"),
    (["own-data", "rag-in-place"], "rag"),
    (["own-data", "fixed-style"], "rag-then-fine-tuning"),
    (["own-data", "stated-style", "prompts-fell-short"], "rag-then-fine-tuning"),
    (["own-data", "rag-in-place", "fixed-style"], "fine-tuning-on-rag"),
    (["rag-fell-short"], "fine-tuning-on-rag"),
    (["rag-in-place", "prompts-fell-short"], "fine-tuning-on-rag"),
    (["rag-in-place", "heavy-prompts"], "fine-tuning-on-rag"),
    (["rag-in-place", "labelled-examples"], "fine-tuning-on-rag"),
    (["own-data", "heavy-prompts"], "rag"),
    (["rag-in-place", "stated-style"], "prompt-engineering-on-rag"),
    (["rag-in-place", "weak-unimproved"], "prompt-engineering-on-rag"),
    (["rag-in-place", "stated-style", "prompts-fell-short"], "fine-tuning-on-rag"),
    (["provider"], "from-scratch"),
    (["nothing-fits", "own-data"], "from-scratch"),
]


@pytest.fixture
def course(tutor: Tutor) -> Course:
    assert tutor.course.tree is not None
    return tutor.course


@pytest.mark.parametrize(("needs", "outcome"), PATHS, ids=lambda one: "+".join(one) if isinstance(one, list) else one)  # fmt: skip
def test_every_path_ends_where_the_rules_say(
    course: Course, needs: list[str], outcome: str
) -> None:
    decision = decide(course.tree, closed(needs, course.needs))
    assert decision.outcome.id == outcome
    assert decision.path[0].node is course.tree.nodes[0]


def test_every_combination_of_needs_reaches_exactly_one_outcome(course: Course) -> None:
    deciding = [one.id for one in course.needs.values() if one.decides]
    met = {
        decide(course.tree, {need for need, true in zip(deciding, values, strict=True) if true})
        .outcome.id
        for values in product((False, True), repeat=len(deciding))
    }  # fmt: skip
    assert met == {one.id for one in course.tree.outcomes}


def changed(tree: Tree, node: str, branch: int, **changes: object) -> Tree:
    """The tree with one branch of a node changed."""

    def put(one: Node) -> Node:
        if one.id != node:
            return one
        branches = list(one.branches)
        branches[branch] = branches[branch].model_copy(update=changes)
        return one.model_copy(update={"branches": tuple(branches)})

    return tree.model_copy(update={"nodes": tuple(put(one) for one in tree.nodes)})


def test_the_courses_tree_is_total(course: Course) -> None:
    assert list(faults(course.tree)) == []


def test_a_planted_gap_is_found(course: Course) -> None:
    holed = changed(course.tree, "new-model", 0, when=({"provider": True, "nothing-fits": True},))
    found = list(faults(holed))
    assert len(found) == 2
    assert all("node new-model: a gap" in one for one in found)
    with pytest.raises(NoBranch):
        decide(holed, {"provider"})


def test_a_planted_overlap_is_found(course: Course) -> None:
    doubled = changed(course.tree, "own-data", 1, when=({},))
    assert list(faults(doubled)) == [
        "node own-data: an overlap, 'Yes' and 'No' fit where own-data hold; narrow a condition"
    ]
    with pytest.raises(NoBranch):
        decide(doubled, {"own-data"})


def test_dead_ends_circles_and_unused_parts_are_found(course: Course) -> None:
    lost = changed(course.tree, "own-data", 0, go="nowhere")
    assert any("which is no node" in one for one in faults(lost))
    circle = changed(course.tree, "instruction", 1, go="new-model", outcome=None)
    assert any("round in a circle" in one for one in faults(circle))
    unused = changed(course.tree, "rag-there", 0, outcome="rag")
    assert "outcome fine-tuning-on-rag: no way leads to it; use it or delete it" in faults(unused)


def test_the_picture_is_drawn_from_the_tree_as_it_is(course: Course) -> None:
    kept = Path(__file__).parents[2] / "public" / "decision-tree.svg"
    drawn = drawing(course.tree, course.levels, "The decision tree")
    assert kept.read_text(encoding="utf-8") == drawn, "run `tutor tree` to draw it anew"
    assert all(one.asks.split()[0] in drawn for one in course.tree.nodes)
