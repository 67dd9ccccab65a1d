"""What a model is told of a text that was refused, so that it may try once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from string import Formatter

import yaml

from bot.content import ContentError
from bot.content.parsed import parsed


@dataclass(frozen=True)
class Again:
    """The message, and a line for each reason that a second try can mend."""

    text: str
    lines: Mapping[str, str]

    @property
    def hash(self) -> str:
        """What names this wording of it in results."""
        return sha256(f"{self.text}\0{sorted(self.lines.items())}".encode()).hexdigest()[:12]

    def message(self, reason: str) -> str | None:
        """What to say of a text that was refused for a reason; None where it is not asked for again."""
        line = self.lines.get(reason)
        return self.text.format(wrong=line) if line else None


def load_again(folder: Path) -> Again:
    """Read `again.md` and `again.yaml`. Raises ContentError saying what is wrong with them."""
    try:
        text = (folder / "again.md").read_text(encoding="utf-8").strip()
        lines = parsed((folder / "again.yaml").read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ContentError([f"prompts/model/again: can't be read ({error}); restore it"]) from error
    problems: list[str] = []
    if {name for _, name, _, _ in Formatter().parse(text) if name is not None} != {"wrong"}:
        problems.append("prompts/model/again.md: should hold the variable {wrong} and no other")
    if not isinstance(lines, dict) or not all(isinstance(one, str) for one in lines.values()):
        problems.append("prompts/model/again.yaml: should map reasons to lines, nothing else")
    if problems:
        raise ContentError(problems)
    return Again(text, lines)
