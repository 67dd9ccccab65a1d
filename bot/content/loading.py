"""Reads `knowledge/` into a `Course`, collecting every problem before it gives up."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.content.advice import Need, NoPlan, Plan, PracticeCase, Remark, RemarkWeights, Tree
from bot.content.course import Course
from bot.content.formats import (
    Aspect,
    Card,
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
from bot.content.graded import GradedQuestion, NoAnswer
from bot.content.markdown import UnitFile, collapse, parse_unit_file
from bot.content.parsed import ParsedFiles
from bot.content.quiz import Marking, QuizItem
from bot.content.scenarios import Act, Line, Scenario
from bot.content.worded import WordedDraft
from bot.kept import ModelFiles

T = TypeVar("T", bound=BaseModel)


class ContentError(Exception):
    """The content is not fit to teach from. `problems` says what to mend, one line each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        count = f"{len(problems)} problem{'s' if len(problems) != 1 else ''} in the course content"
        super().__init__("\n".join([f"{count}:", *(f"  {one}" for one in problems)]))


class Reader:
    """Reads the files of one content folder and notes what is wrong with them."""

    def __init__(self, root: Path, prepared: ModelFiles | None = None) -> None:
        self.root = root
        self.parsed = ParsedFiles(prepared)
        self.problems: list[str] = []
        self._names: dict[Path, str] = {}

    def name(self, path: Path) -> str:
        """A file as authors know it, such as "knowledge/cards/a.yaml"."""
        if path not in self._names:  # asked for with every item of the file
            self._names[path] = f"{self.root.name}/{path.relative_to(self.root).as_posix()}"
        return self._names[path]

    def yaml(self, path: Path) -> Any:
        """The parsed file, or None with a problem noted."""
        try:
            return self.parsed.of(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.problems.append(f"{self.name(path)}: is missing; create it")
        except yaml.YAMLError as error:
            where = getattr(error, "problem_mark", None)
            line = f", line {where.line + 1}" if where else ""
            what = getattr(error, "problem", None) or "cannot be parsed"
            self.problems.append(f"{self.name(path)}{line}: is not valid YAML ({what})")
        except UnicodeDecodeError:
            self.problems.append(f"{self.name(path)}: is not UTF-8 text; save it as UTF-8")
        return None

    def items(self, place: str, kind: type[T]) -> list[tuple[str, T]]:
        """(file, item) of every list entry in `place`, a YAML file or a folder of them.

        A place that does not exist holds nothing: a unit need not have every kind of content.
        """
        path = self.root / place
        files = sorted(path.glob("*.yaml")) if path.is_dir() else [path.with_suffix(".yaml")]
        found: list[tuple[str, T]] = []
        for file in files:
            entries = self.yaml(file) if file.exists() else []
            if entries is None:
                continue
            if not isinstance(entries, list):
                self.problems.append(
                    f"{self.name(file)}: should be a list; begin entries with '- '"
                )
                continue
            for number, entry in enumerate(entries, 1):
                label = entry.get("id", number) if isinstance(entry, dict) else number
                item = self.model(f"{self.name(file)}, item {label}", kind, entry)
                if item is not None:
                    found.append((self.name(file), item))
        return found

    def model(self, where: str, kind: type[T], data: Any) -> T | None:
        """`data` as an item, or None with its problems noted."""
        try:
            return kind.model_validate(data)
        except ValidationError as error:
            for one in error.errors():
                path = ".".join(str(part) for part in one["loc"]) or "the entry"
                self.problems.append(f"{where}: {path}: {_plain(one)}")
            return None

    def keyed(
        self, place: str, kind: type[T], key: Callable[[T], str] = lambda item: item.id
    ) -> dict[str, T]:
        """Items by id; a second use of an id is a problem."""
        found: dict[str, T] = {}
        for file, item in self.items(place, kind):
            if key(item) in found:
                self.problems.append(f"{file}, item {key(item)}: this id is taken; choose another")
            found.setdefault(key(item), item)
        return found

    def one(self, place: str, kind: type[T]) -> T | None:
        """The item that a whole file holds; None where there is no such file, or with problems noted."""
        path = (self.root / place).with_suffix(".yaml")
        return self.model(self.name(path), kind, self.yaml(path) or {}) if path.exists() else None

    def units(self) -> list[tuple[str, UnitFile]]:
        """(raw text, parsed file) of every unit file, in the unit's order."""
        found: list[tuple[str, UnitFile]] = []
        for path in sorted((self.root / "unit").glob("*.md")):
            try:
                text = path.read_text(encoding="utf-8")
                topic = re.sub(r"^\d+-", "", path.stem)
                found.append((text, parse_unit_file(text, topic, self.name(path))))
            except (ValueError, yaml.YAMLError) as error:
                self.problems.append(f"{self.name(path)}: {error}")
        if not found and not self.problems:
            self.problems.append(
                f"{self.root.name}/unit: holds no Markdown file; add the unit's text"
            )
        return sorted(found, key=lambda one: one[1].order)


def _plain(error: Any) -> str:
    """A pydantic error as a remedy."""
    kind = error["type"]
    if kind == "extra_forbidden":
        return "is not a key of this format; check its spelling"
    if kind == "missing":
        return "is missing; add it"
    shown = repr(error.get("input"))
    return f"{error['msg'].removeprefix('Value error, ')} (found {shown[:60]})"


def load_course(root: Path, prepared: ModelFiles | None = None) -> Course:
    """Read the content folder `root`. Raises ContentError with every problem at once.

    In `prepared`, if there is such a place, parsed files are kept for the next time.
    """
    from bot.content.checking import problems_of  # checking needs a whole course to look at

    if not root.is_dir():
        raise ContentError([f"{root}: is not a folder; set TUTOR_KNOWLEDGE to the course content"])
    reader = Reader(root, prepared)
    unit = reader.model(f"{root.name}/unit.yaml", Unit, reader.yaml(root / "unit.yaml") or {})
    files = reader.units()
    course = Course(
        unit=unit,  # type: ignore[arg-type]  # None only where problems are raised below
        sections={one.id: one for _, file in files for one in file.sections},
        sources={one.file: collapse(text) for text, file in files for one in file.sections},
        cards=reader.keyed("cards", Card),
        terms=reader.keyed("glossary", Term),
        misconceptions=reader.keyed("misconceptions", Misconception),
        gaps=reader.keyed("gaps", Gap),
        aspects=reader.keyed("aspects", Aspect),
        tables=reader.keyed("tables", TableUse),
        levels=tuple(level for _, level in reader.items("levels", Level)),
        needs=reader.keyed("needs", Need),
        tree=reader.one("tree", Tree),
        plans=tuple(one for _, one in reader.items("plans", Plan)),
        remarks=tuple(one for _, one in reader.items("remarks", Remark)),
        remark_weights=reader.one("remark-weights", RemarkWeights),
        statements=tuple(one for _, one in reader.items("statements", Statement)),
        yes_no_questions=tuple(one for _, one in reader.items("yes-no-questions", YesNoQuestion)),
        follow_ups=tuple(one for _, one in reader.items("follow-ups", FollowUp)),
        wishes=tuple(one for _, one in reader.items("wishes", Wish)),
        no_plans=tuple(one for _, one in reader.items("no-plans", NoPlan)),
        graded=tuple(one for _, one in reader.items("graded", GradedQuestion)),
        no_answers=tuple(one.text for _, one in reader.items("no-answers", NoAnswer)),
        quiz=reader.keyed("quiz", QuizItem),
        marking=reader.one("marking", Marking),
        practice=reader.keyed("practice", PracticeCase),
        acts=reader.keyed("acts", Act),
        lines=tuple(one for _, one in reader.items("lines", Line)),
        scenarios=reader.keyed("scenarios", Scenario),
        synonyms=tuple(one for _, one in reader.items("thesaurus", Synonyms)),
    )
    reader.parsed.keep()
    problems = reader.problems if unit is None else reader.problems + problems_of(course)
    if problems:
        raise ContentError(problems)
    return course


def load_worded(root: Path) -> dict[str, list[WordedDraft]]:
    """The worded drafts of the content folder `root` by file. Raises ContentError with every problem at once.

    A course doesn't hold them: only training needs them.
    """
    reader = Reader(root)
    found: dict[str, list[WordedDraft]] = {}
    for file, one in reader.items("worded", WordedDraft):
        found.setdefault(Path(file).stem, []).append(one)
    if reader.problems:
        raise ContentError(reader.problems)
    return found
