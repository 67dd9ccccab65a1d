"""The loaded course: everything that `knowledge/` holds, ready to look up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from bot.content.advice import Need, NoPlan, Plan, PracticeCase, Remark, RemarkWeights, Tree
from bot.content.formats import (
    Aspect,
    Card,
    Cite,
    FollowUp,
    Gap,
    Level,
    Misconception,
    Statement,
    Synonyms,
    TableUse,
    Term,
    Unit,
    Wish,
    YesNoQuestion,
)
from bot.content.graded import GradedQuestion
from bot.content.markdown import Section, Table, collapse
from bot.content.quiz import Marking, QuizItem
from bot.content.scenarios import Act, Line, Scenario


@dataclass(frozen=True)
class Course:
    """One unit and all that belongs to it. Built by `load_course`, then read only."""

    unit: Unit
    sections: dict[str, Section]
    sources: dict[str, str] = field(repr=False)
    cards: dict[str, Card] = field(repr=False)
    terms: dict[str, Term] = field(repr=False)
    misconceptions: dict[str, Misconception] = field(repr=False)
    gaps: dict[str, Gap] = field(repr=False)
    aspects: dict[str, Aspect] = field(repr=False)
    tables: dict[str, TableUse] = field(repr=False)
    levels: tuple[Level, ...] = ()
    synonyms: tuple[Synonyms, ...] = ()
    statements: tuple[Statement, ...] = field(default=(), repr=False)
    yes_no_questions: tuple[YesNoQuestion, ...] = field(default=(), repr=False)
    follow_ups: tuple[FollowUp, ...] = field(default=(), repr=False)
    wishes: tuple[Wish, ...] = field(default=(), repr=False)
    needs: dict[str, Need] = field(default_factory=dict)
    tree: Tree | None = None
    plans: tuple[Plan, ...] = field(default=(), repr=False)
    remarks: tuple[Remark, ...] = field(default=(), repr=False)
    remark_weights: RemarkWeights | None = None
    quiz: dict[str, QuizItem] = field(default_factory=dict, repr=False)
    marking: Marking | None = None
    no_plans: tuple[NoPlan, ...] = field(default=(), repr=False)
    graded: tuple[GradedQuestion, ...] = field(default=(), repr=False)
    no_answers: tuple[str, ...] = field(default=(), repr=False)
    practice: dict[str, PracticeCase] = field(default_factory=dict, repr=False)
    acts: dict[str, Act] = field(default_factory=dict, repr=False)
    lines: tuple[Line, ...] = field(default=(), repr=False)
    scenarios: dict[str, Scenario] = field(default_factory=dict, repr=False)

    def quote(self, cite: Cite) -> str:
        """The words that a citation stands for. KeyError if its row is not in the section."""
        if cite.quote is not None:
            return collapse(cite.quote)
        section = self.sections[cite.passage]
        table, row = self.row(section, str(cite.row))
        return table.quote(row)

    @staticmethod
    def row(section: Section, first_cell: str) -> tuple[Table, tuple[str, ...]]:
        """The table row of a section that begins with `first_cell`. KeyError if there is none."""
        table = section.table
        row = table.row(first_cell) if table else None
        if table is None or row is None:
            raise KeyError(f"{section.id} has no table row {first_cell!r}")
        return table, row

    def is_verbatim(self, passage: str, quote: str) -> bool:
        """Whether `quote` really stands in the file of `passage` (a run of it, or a table row)."""
        section = self.sections.get(passage)
        if section is None:
            return False
        if section.table and any(section.table.quote(row) == quote for row in section.table.rows):
            return True
        return quote in self.sources[section.file]

    def table(self, use: TableUse) -> Table:
        """The Markdown table that a use of it names."""
        table = self.sections[use.section].table
        assert table is not None, f"{use.section} was checked to hold a table"
        return table

    @property
    def advises(self) -> bool:
        """Whether the course has what advice rests on."""
        return bool(self.tree and self.plans)

    @property
    def plays(self) -> bool:
        """Whether the course has what a role-play rests on."""
        return bool(self.scenarios and self.lines and self.tree)

    def stands_for(self, term: Term) -> Term:
        """The level that a looser notion stands for, such as a generalist; else the term itself."""
        levels = [one for one in self.named(term.related) if one.kind == "level"]
        return levels[0] if term.kind == "term" and levels else term

    def named(self, ids: Iterable[str]) -> list[Term]:
        """The glossary entries of `ids`, those that exist."""
        return [self.terms[one] for one in ids if one in self.terms]

    @cached_property
    def by_key(self) -> dict[tuple[frozenset[str], str], Card]:
        """Cards by what they are about and the aspect they answer; the first one stands."""
        found: dict[tuple[frozenset[str], str], Card] = {}
        for card in self.cards.values():
            if card.aspect and card.about:
                found.setdefault((frozenset(card.about), card.aspect), card)
        return found
