"""Proves that the tree is total: every combination of needs reaches exactly one outcome."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from bot.content.advice import Node, Tree


def faults(tree: Tree) -> Iterator[str]:
    """Every gap, overlap, dead end, circle and unreachable part of a tree, with the remedy.

    A node's branches are tried with every combination of the needs that they name. A way through
    the tree meets each node with some such combination, so if each node has exactly one branch for
    each of its own, every way has exactly one end.
    """
    nodes = {one.id: one for one in tree.nodes}
    outcomes = {one.id for one in tree.outcomes}
    for node in tree.nodes:
        for branch in node.branches:
            if branch.go is not None and branch.go not in nodes:
                yield f"node {node.id}: goes to {branch.go!r}, which is no node; correct the id"
            if branch.outcome is not None and branch.outcome not in outcomes:
                yield f"node {node.id}: ends in {branch.outcome!r}, which is no outcome; write it"
        yield from _branches(node)
    yield from _reach(tree, nodes)


def _branches(node: Node) -> Iterator[str]:
    """Combinations of a node's needs that fit no branch or several."""
    needs = sorted({need for one in node.branches for when in one.when for need in when})
    for values in product((False, True), repeat=len(needs)):
        held = {need for need, true in zip(needs, values, strict=True) if true}
        fits = [one.label for one in node.branches if one.holding(held)]
        said = ", ".join(sorted(held)) or "none of its needs"
        if not fits:
            yield f"node {node.id}: a gap, no branch fits where {said} hold; widen a condition"
        elif len(fits) > 1:
            both = " and ".join(repr(one) for one in fits)
            yield f"node {node.id}: an overlap, {both} fit where {said} hold; narrow a condition"


def _reach(tree: Tree, nodes: dict[str, Node]) -> Iterator[str]:
    """Nodes and outcomes that no way leads to, and ways that lead back."""
    met: set[str] = set()
    ends: set[str] = set()
    waiting: list[tuple[str, tuple[str, ...]]] = [(tree.nodes[0].id, ())]
    while waiting:
        at, way = waiting.pop()
        if at in way:
            yield f"node {at}: the tree goes round in a circle; let it end in an outcome"
            continue
        met.add(at)
        for branch in nodes[at].branches:
            if branch.outcome is not None:
                ends.add(branch.outcome)
            elif branch.go in nodes:
                waiting.append((branch.go, (*way, at)))
    for one in tree.nodes:
        if one.id not in met:
            yield f"node {one.id}: no way leads to it; use it or delete it"
    for outcome in tree.outcomes:
        if outcome.id not in ends:
            yield f"outcome {outcome.id}: no way leads to it; use it or delete it"
