"""The cues by which a learner's English is read, loaded from `prompts/reading.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.content import ContentError, Course
from bot.content.parsed import parsed


@dataclass(frozen=True)
class Cues:
    """Compiled patterns by name; `many` holds lists, `small_talk` the kinds of small talk."""

    one: dict[str, re.Pattern[str]]
    many: dict[str, list[re.Pattern[str]]]
    small_talk: dict[str, re.Pattern[str]]
    shorthand: dict[str, str]

    def hit(self, name: str, text: str) -> re.Match[str] | None:
        """The first match of pattern `name` in `text` (lower case)."""
        return self.one[name].search(text)

    def hit_person(self, name: str, text: str, course: Course) -> re.Match[str] | None:
        """As `hit`, where the pattern's {person} is anybody whom the course names."""
        people = [one for one in course.terms.values() if one.kind == "person"]
        names = sorted({each.lower() for one in people for each in (one.name, *one.aliases)})
        person = "|".join(re.escape(one) for one in names) or "$^"
        pattern = self.one[name].pattern.replace("{person}", f"(?:dr\\.? )?(?:{person})")
        return re.search(pattern, text)


def load_cues(path: Path) -> Cues:
    """Read the cue file. Raises ContentError naming the pattern that is wrong."""
    one: dict[str, re.Pattern[str]] = {}
    many: dict[str, list[re.Pattern[str]]] = {}
    problems: list[str] = []

    def compiled(name: str, pattern: str) -> re.Pattern[str]:
        try:
            return re.compile(pattern)
        except re.error as error:
            problems.append(f"{path.name}, {name}: is no valid pattern ({error})")
            return re.compile("$^")

    try:
        data = parsed(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ContentError([f"{path.name}: can't be read ({error})"]) from error
    shorthand = {str(key): str(value) for key, value in data.pop("shorthand").items()}
    small = {key: compiled(key, text) for key, text in data.pop("small_talk").items()}
    for name, value in data.items():
        if isinstance(value, list):
            many[name] = [compiled(name, text) for text in value]
        else:
            one[name] = compiled(name, value)
    if problems:
        raise ContentError(problems)
    return Cues(one, many, small, shorthand)
