"""The prompts as files: each has its variables, and a hash that changes with its wording."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.content import ContentError
from bot.settings import PROJECT
from bot.speaking.again import load_again
from bot.speaking.prompts import VARIABLES, hashes, load_prompts

FOLDER = PROJECT / "prompts" / "model"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


def test_every_prompt_has_a_hash_of_its_own() -> None:
    found = hashes(FOLDER)
    assert set(found) == {*VARIABLES, "again"} and len(set(found.values())) == len(found)


@pytest.mark.parametrize("name", ["answer.system.md", "answer.user.md"])
def test_another_wording_has_another_hash(name: str, copied: Path) -> None:
    (copied / name).write_text((copied / name).read_text() + "\nBe brief.")
    before, after = hashes(FOLDER), hashes(copied)
    assert [one for one in before if before[one] != after[one]] == ["answer"]


def test_another_line_of_what_is_wrong_has_another_hash(copied: Path) -> None:
    with (copied / "again.yaml").open("a") as file:
        file.write("empty: it is empty.\n")
    assert hashes(copied)["again"] != hashes(FOLDER)["again"]


def test_a_variable_that_is_missing_or_unknown_is_named(copied: Path) -> None:
    (copied / "needs.user.md").write_text("{needs} {plan}")
    with pytest.raises(ContentError, match=r"\{plan\} is no variable(.|\n)*\{said\} is not used"):
        load_prompts(copied)
    (copied / "again.md").write_text("Try again.")
    with pytest.raises(ContentError, match=r"variable \{wrong\}"):
        load_again(copied)
