"""Content that is not fit to teach from is refused, with every problem at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.content import ContentError, load_course
from bot.content.loading import load_worded
from tests.conftest import TINY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "course"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_course(folder)
    return caught.value.problems


MISTAKES = [
    ("cards/brewing.yaml", "also: [what makes", "allso: [what makes",
     "course/cards/brewing.yaml, item green-bitter: allso: is not a key of this format"),
    ("cards/brewing.yaml", "row: Green tea", "row: Red tea",
     "card green-heat: brewing#two-teas has no table row 'Red tea'"),
    ("cards/brewing.yaml", "quote: Black tea takes twice", "quote: Black tea takes thrice",
     "card black-time: its quote is not in brewing#two-teas; copy it from course/unit/01-brewing.md"),
    ("cards/brewing.yaml", "passage: brewing#why", "passage: brewing#how",
     "card green-bitter: cites brewing#how-green-tea-is-cooler, which is no section"),
    ("cards/brewing.yaml", "objective: brewing", "objective: baking",
     "card green-heat: objective 'baking' is not in unit.yaml"),
    ("cards/brewing.yaml", "about: [green-tea]", "about: [red-tea]",
     "card green-heat: 'red-tea' is not in the glossary"),
    ("cards/brewing.yaml", "aspect: heat", "aspect: colour",
     "card green-heat: aspect 'colour' is not in aspects.yaml"),
    ("cards/brewing.yaml", "facts: [F1]", "facts: [F9]", "card green-heat: fact F9 is not in unit.yaml"),
    ("cards/brewing.yaml", "id: black-heat", "id: green-heat",
     "course/cards/brewing.yaml, item green-heat: this id is taken"),
    ("cards/brewing.yaml", "also: [temperature for black tea]", "also: [temperature for green tea]",
     "card black-heat: the wording 'temperature for green tea' also stands under green-heat"),
    ("cards/brewing.yaml", "answer: Green tea brews for two minutes.", "answer: ''",
     "course/cards/brewing.yaml, item green-time: answer:"),
    ("gaps.yaml", "nearest: green-heat", "nearest: no-card", "gap prices: nearest 'no-card' is no card"),
    ("tables.yaml", "header: Heat", "header: Warmth", "the table has no column 'Warmth'"),
    ("tables.yaml", '["95"]', '["90"]', "cell '95 degrees' fits nowhere in the order of Heat"),
    ("unit.yaml", "F2: Black", "F3: New fact.\n  F2: Black", "unit.yaml, fact F3: no section teaches it"),
    ("unit.yaml", "F2: Black", "F3: New fact.\n  F2: Black", "unit.yaml, fact F3: no card covers it"),
    ("unit.yaml", "subject: brewing", "topic: brewing", "course/unit.yaml: subject: is missing; add it"),
    ("unit/01-brewing.md", "two-teas: [F1, F2]", "three-teas: [F1, F2]",
     "front matter names sections that do not exist: three-teas"),
    ("unit/01-brewing.md", "order: 1", "position: 1", "front matter lacks order"),
    ("glossary/teas.yaml", "contrast: black-tea", "contrast: blue-tea",
     "glossary entry green-tea: 'blue-tea' is not in the glossary"),
    ("glossary/teas.yaml", "kind: model", "kind: beverage", "course/glossary/teas.yaml, item green-tea: kind:"),
    ("aspects.yaml", "- id: heat", "id: heat", "course/aspects.yaml, line 2: is not valid YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), MISTAKES)
def test_a_mistake_is_named_with_file_item_and_remedy(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    edit(folder / file, old, new)
    assert any(message in one for one in problems(folder)), problems(folder)


def test_every_problem_is_reported_at_once(folder: Path) -> None:
    edit(folder / "cards/brewing.yaml", "row: Green tea", "row: Red tea")
    edit(folder / "gaps.yaml", "nearest: green-heat", "nearest: no-card")
    assert len(problems(folder)) == 2


def test_a_near_duplicate_card_is_refused(folder: Path) -> None:
    path = folder / "cards/brewing.yaml"
    twin = """
- id: green-time-again
  ask: How long does a green tea brew?
  answer: Two minutes is right for green tea.
  about: [green-tea]
  aspect: time
  objective: brewing
  facts: [F1]
  cites: [{passage: brewing#two-teas, row: Green tea}]
"""
    path.write_text(path.read_text(encoding="utf-8") + twin, encoding="utf-8")
    assert problems(folder) == [
        "card green-time-again: asks nearly the same as green-time; merge the two"
    ]


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    assert "is not a folder" in problems(tmp_path / "nowhere")[0]


def test_a_file_that_is_not_utf8_is_named(folder: Path) -> None:
    (folder / "gaps.yaml").write_bytes(b"\xff\xfe\x00bad")
    assert any("course/gaps.yaml" in one for one in problems(folder))


def test_questions_with_a_yes_or_a_no_name_a_card_and_have_one_answer(folder: Path) -> None:
    asked = "- {asks: Is green tea hot?, card: %s, holds: %s}\n"
    lines = [asked % ("no-card", "true"), asked % ("green-heat", "false")]
    (folder / "yes-no-questions.yaml").write_text("".join(lines), encoding="utf-8")
    assert problems(folder) == [
        "yes-no-questions.yaml, item 1: 'no-card' is no card; name a card's id",
        "yes-no-questions.yaml, item 2: 'Is green tea hot?' also stands there with the other answer;"
        " keep one of them",
    ]


def test_worded_drafts_are_read_by_file_and_their_problems_named(tmp_path: Path) -> None:
    folder = tmp_path / "worded"
    folder.mkdir()
    one = "- draft: Boats are free.\n  faithful: [A boat costs nothing.]\n"
    (folder / "boats.yaml").write_text(one + "  unfaithful: [A boat is dear.]\n", "utf-8")
    assert load_worded(tmp_path)["boats"][0].said is None
    (folder / "oars.yaml").write_text(one, "utf-8")
    with pytest.raises(ContentError, match=r"worded/oars\.yaml, item 1: unfaithful: is missing"):
        load_worded(tmp_path)
