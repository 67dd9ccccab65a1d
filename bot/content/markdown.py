"""Unit files: Markdown with front matter, read into sections of paragraphs, lists and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from bot.content.parsed import parsed

PARSER = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)


@dataclass(frozen=True)
class Paragraph:
    """Running text, white space collapsed."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table; the first cell of a row names it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def row(self, first_cell: str) -> tuple[str, ...] | None:
        """The row whose first cell is `first_cell`, or None."""
        return next((row for row in self.rows if row[0] == first_cell), None)

    def quote(self, row: tuple[str, ...]) -> str:
        """A row as "header: cell | header: cell"."""
        return " | ".join(f"{head}: {cell}" for head, cell in zip(self.header, row, strict=True))

    @property
    def markdown(self) -> str:
        """The table as Markdown."""
        rows = [self.header, ("---",) * len(self.header), *self.rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)


Block = Paragraph | Bullets | Table


@dataclass(frozen=True)
class Section:
    """One citable passage. `id` is `topic#slug`, `file` the path under the content's root."""

    id: str
    file: str
    title: str
    heading: str
    facts: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The prose of the section, white space collapsed, without its tables."""
        parts = [one.text for one in self.blocks if isinstance(one, Paragraph)]
        parts += [item for one in self.blocks if isinstance(one, Bullets) for item in one.items]
        return " ".join(parts)

    @property
    def table(self) -> Table | None:
        """The first table of the section."""
        return next((one for one in self.blocks if isinstance(one, Table)), None)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the section's prose, in order."""
        prose: list[str] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                prose += split_sentences(block.text)
            elif isinstance(block, Bullets):
                prose += [part for item in block.items for part in split_sentences(item)]
        return tuple(prose)


@dataclass
class UnitFile:
    """A parsed file: its front matter and the sections in order."""

    title: str
    order: int
    sections: list[Section] = field(default_factory=list)


def collapse(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def slug(heading: str) -> str:
    """A heading as an id: lower case, hyphens, no other punctuation."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’.]", "", heading.lower())).strip("-")


KEPT = "\ue000"  # stands for a space that ends no sentence
ABBREVIATION = re.compile(r"\b(Dr|Mr|Mrs|Ms|vs|e\.g|i\.e)\. ")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[A-Z\"“‘(0-9])")


def split_sentences(text: str) -> list[str]:
    """`text` cut into its sentences, in order."""
    joined = ABBREVIATION.sub(lambda found: found.group()[:-1] + KEPT, collapse(text))
    return [part.replace(KEPT, " ") for part in SENTENCE_END.split(joined) if part]


def parse_unit_file(text: str, topic: str, file: str) -> UnitFile:
    """Read one unit file. Raises ValueError with what is wrong and how to mend it."""
    tokens = PARSER.parse(text)
    if not tokens or tokens[0].type != "front_matter":
        raise ValueError("has no front matter; begin the file with --- title, order, facts ---")
    front = parsed(tokens[0].content) or {}
    missing = [key for key in ("title", "order", "facts") if key not in front]
    if missing:
        raise ValueError(f"front matter lacks {', '.join(missing)}")
    unit = UnitFile(title=str(front["title"]), order=int(front["order"]))
    facts: dict[str, list[str]] = dict(front["facts"] or {})
    for heading, blocks in _sections(tokens[1:]):
        name = slug(heading)
        unit.sections.append(
            Section(
                id=f"{topic}#{name}",
                file=file,
                title=unit.title,
                heading=heading,
                facts=tuple(facts.pop(name, ())),
                blocks=tuple(blocks),
            )
        )
    if facts:
        raise ValueError(f"front matter names sections that do not exist: {', '.join(facts)}")
    return unit


def _sections(tokens: list[Token]) -> list[tuple[str, list[Block]]]:
    """(heading, blocks) of every second-level heading."""
    found: list[tuple[str, list[Block]]] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "heading_open":
            if token.tag == "h2":
                found.append((tokens[at + 1].content, []))
            at += 3
            continue
        end = _closing(tokens, at)
        if found and token.type in ("paragraph_open", "bullet_list_open", "ordered_list_open"):
            found[-1][1].append(_prose(token, tokens[at:end]))
        elif found and token.type == "table_open":
            found[-1][1].append(_table(tokens[at:end]))
        at = end + 1
    return found


def _closing(tokens: list[Token], start: int) -> int:
    """The index of the token that closes the block opened at `start`."""
    if tokens[start].nesting != 1:
        return start
    depth = 0
    for at in range(start, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1


def _prose(token: Token, inside: list[Token]) -> Block:
    texts = [collapse(one.content) for one in inside if one.type == "inline"]
    return Paragraph(texts[0]) if token.type == "paragraph_open" else Bullets(tuple(texts))


def _table(inside: list[Token]) -> Table:
    rows: list[list[str]] = []
    for token in inside:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(collapse(token.content))
    return Table(header=tuple(rows[0]), rows=tuple(tuple(row) for row in rows[1:]))
