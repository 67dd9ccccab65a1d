"""A passage of the unit as blocks for display, with the cited words marked."""

from __future__ import annotations

from bot.content import Course
from bot.content.markdown import Bullets, Paragraph, Section, Table

Parts = list[dict[str, object]]


def view(course: Course, passage: str, quote: str) -> dict[str, object]:
    """What the page shows beside the chat. KeyError if there is no such passage."""
    section = course.sections[passage]
    return {
        "title": section.title,
        "heading": section.heading,
        "file": section.file,
        "blocks": [_block(block, quote) for block in section.blocks],
    }


def _block(block: Paragraph | Bullets | Table, quote: str) -> dict[str, object]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "parts": _parts(block.text, quote)}
    if isinstance(block, Bullets):
        return {"kind": "list", "items": [_parts(item, quote) for item in block.items]}
    marked = next((at for at, row in enumerate(block.rows) if block.quote(row) == quote), None)
    return {
        "kind": "table",
        "header": list(block.header),
        "rows": [list(row) for row in block.rows],
        "marked": marked,
    }


def _parts(text: str, quote: str) -> Parts:
    """`text` cut into up to three parts, the quote in it marked."""
    before, found, after = text.partition(quote) if quote else (text, "", "")
    cut = [(before, False), (found, True), (after, False)]
    return [{"text": part, "marked": marked} for part, marked in cut if part]


def as_markdown(section: Section) -> str:
    """A section as Markdown, for reading it in the chat."""
    parts: list[str] = []
    for block in section.blocks:
        if isinstance(block, Paragraph):
            parts.append(block.text)
        elif isinstance(block, Bullets):
            parts.append("\n".join(f"- {item}" for item in block.items))
        else:
            parts.append(block.markdown)
    return "\n\n".join(parts)
