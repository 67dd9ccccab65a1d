"""Runs the decision tree of the course over what is true of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.content.advice import Branch, Need, Node, Outcome, Tree


class NoBranch(Exception):
    """No branch of a node fits, or more than one does: the tree is not total. A fault of content."""


@dataclass(frozen=True)
class Step:
    """A node on the way, the branch that was taken, and the needs that decided it."""

    node: Node
    branch: Branch
    because: dict[str, bool]


@dataclass(frozen=True)
class Decision:
    """The outcome, the way through the tree, and the needs that were true on it."""

    outcome: Outcome
    path: tuple[Step, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """The needs that held on the way, in the order in which they decided."""
        held = [one for step in self.path for one, true in step.because.items() if true]
        return tuple(dict.fromkeys(held))

    @property
    def untrue(self) -> tuple[str, ...]:
        """The needs that had to be absent on the way."""
        absent = [one for step in self.path for one, true in step.because.items() if not true]
        return tuple(dict.fromkeys(absent))


def closed(true: Iterable[str], needs: Mapping[str, Need]) -> set[str]:
    """The needs that are true, with those they imply: a RAG in place means own documents."""
    found: set[str] = set()
    waiting = list(true)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += needs[one].implies
    return found


def decide(tree: Tree, true: Iterable[str]) -> Decision:
    """The one outcome for a plan of which exactly the needs `true` hold. Raises NoBranch."""
    held = set(true)
    nodes = {one.id: one for one in tree.nodes}
    outcomes = {one.id: one for one in tree.outcomes}
    node, path = tree.nodes[0], []
    for _ in tree.nodes:
        branch, because = _taken(node, held)
        path.append(Step(node, branch, because))
        if branch.outcome is not None:
            return Decision(outcomes[branch.outcome], tuple(path))
        node = nodes[str(branch.go)]
    raise NoBranch(f"node {node.id}: the tree goes round in a circle; let it end in an outcome")


def _taken(node: Node, held: set[str]) -> tuple[Branch, dict[str, bool]]:
    """The only branch that fits, with the first of its conditions that does."""
    fits = [(branch, holding) for branch in node.branches if (holding := branch.holding(held))]
    if len(fits) != 1:
        labels = ", ".join(branch.label for branch, _ in fits) or "none"
        raise NoBranch(f"node {node.id}: {labels} fit where exactly one branch should")
    branch, holding = fits[0]
    return branch, holding[0]
