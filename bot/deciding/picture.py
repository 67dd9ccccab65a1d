"""Draws the decision tree as an SVG, from the data alone."""

from __future__ import annotations

from html import escape
from textwrap import wrap

from bot.content.advice import Outcome, Tree
from bot.content.formats import Level

WIDTH, GAP = 250, 40  # of a box, and between two columns
LINE, PAD, APART = 17, 12, 26  # height of a line, of the edge of a box, and between two boxes
LETTERS = {"node": 34, "outcome": 29}  # that fit in a line of a box; outcomes are bold
STYLE = """
text{font:13px system-ui,sans-serif;fill:#1f2937}
.node{fill:#eef2ff;stroke:#6366f1}.outcome{fill:#ecfdf5;stroke:#059669}
.outcome+text,.label{font-weight:600}.way{stroke:#6b7280;fill:none}.label{fill:#374151;font-size:12px}
"""


def drawing(tree: Tree, levels: tuple[Level, ...], title: str) -> str:
    """The tree as the text of an SVG file: questions from left to right, outcomes in green."""
    names = {one.id: one.label for one in levels}
    outcomes = {one.id: one for one in tree.outcomes}
    nodes = {one.id: one for one in tree.nodes}
    parts: list[str] = []
    free = [PAD]  # where the next leaf of the tree goes

    def box(text: str, kind: str, column: int, middle: float) -> None:
        lines = wrap(text, LETTERS[kind])
        height = len(lines) * LINE + 2 * PAD
        x, y = PAD + column * (WIDTH + 2 * GAP), middle - height / 2
        parts.append(
            f'<rect class="{kind}" x="{x}" y="{y}" width="{WIDTH}" height="{height}" rx="8"/>'
        )
        spans = "".join(
            f'<tspan x="{x + PAD}" y="{y + PAD + LINE * (at + 0.75)}">{escape(line)}</tspan>'
            for at, line in enumerate(lines)
        )
        parts.append(f"<text>{spans}</text>")

    def place(goal: str, column: int) -> float:
        """Draw a node or an outcome with all that follows it; the middle of its box."""
        if goal in outcomes:
            text = _levels(outcomes[goal], names)
            height = len(wrap(text, LETTERS["outcome"])) * LINE + 2 * PAD
            middle = free[0] + height / 2
            free[0] += height + APART
            box(text, "outcome", column, middle)
            return middle
        branches = nodes[goal].branches
        middles = [place(str(one.go or one.outcome), column + 1) for one in branches]
        middle = sum(middles) / len(middles)
        box(nodes[goal].asks, "node", column, middle)
        start, end = PAD + column * (WIDTH + 2 * GAP) + WIDTH, 2 * GAP
        for one, to in zip(branches, middles, strict=True):
            parts.append(
                f'<path class="way" d="M{start} {middle} C{start + GAP} {middle} {start + GAP} {to} {start + end} {to}"/>'
            )
            parts.append(
                f'<text class="label" text-anchor="end" x="{start + end - 6}" y="{to - 6}">{escape(one.label)}</text>'
            )
        return middle

    place(tree.nodes[0].id, 0)
    columns = _depth(tree)
    width, height = PAD * 2 + columns * (WIDTH + 2 * GAP) - 2 * GAP, free[0]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(title, quote=True)}">'
    )
    ground = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    return "\n".join([head, f"<style>{STYLE}</style>", ground, *parts, "</svg>", ""])


def _levels(outcome: Outcome, names: dict[str, str]) -> str:
    text = ", then ".join(names[one] for one in outcome.levels)
    return f"{text}, on top of {names[outcome.in_place]}" if outcome.in_place else text


def _depth(tree: Tree) -> int:
    """How many boxes stand side by side on the longest way."""
    nodes = {one.id: one for one in tree.nodes}

    def below(goal: str) -> int:
        if goal not in nodes:
            return 1
        return 1 + max(below(str(one.go or one.outcome)) for one in nodes[goal].branches)

    return below(tree.nodes[0].id)
