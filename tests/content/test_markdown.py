"""Unit files become sections that can be cited."""

from __future__ import annotations

import pytest

from bot.content.markdown import parse_unit_file, slug, split_sentences

TEXT = """---
title: T
order: 1
facts: {one-thing: [F1]}
---
# T

## One thing
First line
goes on. Second one.

- a point
- another

| A | B |
|---|---|
| x | y z |
"""


def test_a_section_holds_prose_lists_and_tables() -> None:
    section = parse_unit_file(TEXT, "t", "k/unit/t.md").sections[0]
    assert section.id == "t#one-thing"
    assert section.facts == ("F1",)
    assert section.sentences == ("First line goes on.", "Second one.", "a point", "another")
    assert section.table is not None
    assert section.table.quote(section.table.rows[0]) == "A: x | B: y z"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Ravi's question", "ravis-question"),
        ("Dr. Who, as is", "dr-who-as-is"),
        ("GPT-4o", "gpt-4o"),
    ],
)
def test_a_heading_becomes_an_id(heading: str, expected: str) -> None:
    assert slug(heading) == expected


def test_sentences_are_not_cut_after_a_title() -> None:
    assert split_sentences("Dr. Anisha Patel came. She saw.") == [
        "Dr. Anisha Patel came.",
        "She saw.",
    ]
