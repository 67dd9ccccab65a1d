"""Parsed files as they are kept: the same course again, and never what a file said before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from bot.content import load_course
from bot.content import parsed as parsing
from bot.content.parsed import ParsedFiles
from bot.kept import ModelFiles
from tests.conftest import TINY

TEXT = "- id: a\n  number: 3\n  share: 0.5\n  empty:\n  sure: true\n  text: 'naïve, \"quoted\"'\n"


def kept(folder: Path, text: str) -> object:
    files = ParsedFiles(ModelFiles(folder, packed=False))
    found = files.of(text)
    files.keep()
    return found


def again(text: str) -> object:
    raise AssertionError("it was parsed again")


def test_a_text_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept(tmp_path, TEXT) == yaml.safe_load(TEXT)
    monkeypatch.setattr(parsing, "parsed", again)
    assert kept(tmp_path, TEXT) == yaml.safe_load(TEXT)


def test_a_changed_text_is_parsed_anew_and_the_old_one_forgotten(tmp_path: Path) -> None:
    kept(tmp_path, TEXT)
    assert kept(tmp_path, TEXT.replace("3", "4")) == yaml.safe_load(TEXT.replace("3", "4"))
    held = ModelFiles(tmp_path).read(parsing.NAME, parsing.KEY)
    assert held is not None and len(held) == 1


@pytest.mark.parametrize("text", ["a: 2026-01-01", "1: one", "a: .nan", "a: !!set {b}", "on: 1"])
def test_what_json_would_change_is_parsed_each_time(tmp_path: Path, text: str) -> None:
    assert repr(kept(tmp_path, text)) == repr(kept(tmp_path, text)) == repr(yaml.safe_load(text))


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    kept(tmp_path, TEXT)
    file = tmp_path / f"{parsing.NAME}.npz"
    file.write_bytes(file.read_bytes().replace(b'"number": 3', b'"number": 7'))
    assert kept(tmp_path, TEXT) == yaml.safe_load(TEXT)
    assert ModelFiles(tmp_path).read(parsing.NAME, parsing.KEY)


def test_a_course_is_the_same_from_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(TINY, tmp_path / "course"))
    prepared = ModelFiles(tmp_path / "prepared", packed=False)
    first = load_course(folder, prepared)
    assert vars(first) == vars(load_course(folder))
    with monkeypatch.context() as without:
        without.setattr(parsing, "parsed", again)
        assert vars(load_course(folder, prepared)) == vars(first)
    gap = next(iter(first.gaps.values()))
    file = folder / "gaps.yaml"
    file.write_text(file.read_text("utf-8").replace(gap.wordings[0], "Something else?"), "utf-8")
    assert "Something else?" in load_course(folder, prepared).gaps[gap.id].wordings
