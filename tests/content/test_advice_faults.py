"""What advice rests on is refused where it is not fit, each fault with its place and its remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.content.test_loading import edit, problems

MISTAKES = [
    ("tree.yaml", "provider: false, nothing-fits: false", "provider: false, nothing-fits: true",
     "tree.yaml, node new-model: a gap, no branch fits where none of its needs hold"),
    ("tree.yaml", "when: [{own-data: false}]", "when: [{own-data: true}]",
     "tree.yaml, node own-data: an overlap, 'Yes' and 'No' fit where own-data hold"),
    ("tree.yaml", "go: rag-there", "go: rag-here",
     "tree.yaml, node habit-as-well: goes to 'rag-here', which is no node"),
    ("tree.yaml", "quote: Add RAG as soon as answers", "quote: Add RAG as late as answers",
     "tree.yaml, outcome pretrained: its quote is not in choosing-a-level#when-to-add-rag"),
    ("needs.yaml", "implies: [own-data]", "implies: [own-date]",
     "needs.yaml, item rag-in-place: 'own-date' is no need"),
    ("remark-weights.yaml", "heavy-prompts: 0.47", "heavy-prompt: 0.47",
     "remark-weights.yaml: 'heavy-prompt' is no need"),
    ("remark-weights.yaml", "rag+fine-tuning: 0.15", "rag+tuning: 0.15",
     "remark-weights.yaml: 'rag+tuning' is no level"),
    ("practice.yaml", "words: ideas for headlines", "words: ideas for deadlines",
     "practice.yaml, item choir-newsletter: 'ideas for deadlines and first drafts of short pieces' is not in"),
    ("tables.yaml", "quote: Effort rises with every level.", "quote: Effort falls with every level.",
     "tables.yaml, item levels: its quote is not in"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The course without what is large and beside the point here."""
    beside = shutil.ignore_patterns("fitted", "graded", "no-plans", "lines")
    return Path(shutil.copytree(Settings().knowledge, tmp_path / "course", ignore=beside))


@pytest.mark.parametrize(("file", "right", "wrong", "said"), MISTAKES)
def test_a_fault_is_named(folder: Path, file: str, right: str, wrong: str, said: str) -> None:
    edit(folder / file, right, wrong)
    assert any(one.startswith(said) for one in problems(folder))
