"""The tutor's fixed sentences, loaded from `prompts/wording.yaml`, `quiz.yaml`, `roleplay.yaml` and `page.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from bot.content import ContentError
from bot.content.parsed import parsed


@dataclass(frozen=True)
class Wording:
    """Sentences by key."""

    texts: Mapping[str, str]

    def say(self, key: str, **values: str) -> str:
        """The sentence `key` with its variables filled in. KeyError where either is missing."""
        return self.texts[key].format(**values)

    def counted(self, key: str, count: int, **values: str) -> str:
        """The sentence `key` for a number of things, or `key_one` for one of them."""
        one = f"{key}_one"
        return self.say(one if count == 1 else key, count=str(count), **values)

    def variables(self, key: str) -> set[str]:
        """The names that a sentence needs filled in."""
        return {name for _, name, _, _ in Formatter().parse(self.texts[key]) if name}


def load_wording(folder: Path) -> Wording:
    """Read the wording files in `folder`. Raises ContentError where one is no flat mapping."""
    texts: dict[str, str] = {}
    for name in ("wording.yaml", "quiz.yaml", "roleplay.yaml", "page.yaml"):
        path = folder / name
        if not path.exists():
            raise ContentError([f"{folder.name}/{name}: is missing; restore it"])
        data = parsed(path.read_text(encoding="utf-8"))
        if not isinstance(data, dict) or not all(isinstance(one, str) for one in data.values()):
            raise ContentError(
                [f"{folder.name}/{name}: should map keys to sentences, nothing else"]
            )
        texts |= {key: value.strip() for key, value in data.items()}
    return Wording(texts)
