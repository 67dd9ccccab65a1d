"""The prompts in `prompts/model/`: a Markdown file for each message, its variables in braces."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from string import Formatter

from bot.content import ContentError
from bot.speaking.again import load_again

VARIABLES = {
    "answer": {"said", "earlier", "sources", "draft"},
    "recommendation": {"said", "sources", "draft", "levels"},
    "feedback": {"said", "earlier", "sources", "draft"},
    "persona": {"said", "earlier", "draft", "then", "name", "role", "manner"},
    "general": {"said", "subject"},
    "abroad": {"said", "sources", "draft", "language"},
    "needs": {"needs", "said"},
    "translate": {"said"},
}


@dataclass(frozen=True)
class Prompt:
    """The two messages of a call. The system's is the same at every call, so that it is cached."""

    system: str
    user: str

    @property
    def hash(self) -> str:
        """What names this wording of the prompt in results."""
        return sha256(f"{self.system}\0{self.user}".encode()).hexdigest()[:12]

    def messages(self, **values: str) -> list[tuple[str, str]]:
        """The messages with the variables filled in. KeyError where one is missing."""
        return [("system", self.system), ("human", self.user.format(**values))]


def load_prompts(folder: Path) -> dict[str, Prompt]:
    """The prompts by name: a voice, or what a model reads. Raises ContentError naming the file and the variable that is wrong."""
    problems: list[str] = []
    found: dict[str, Prompt] = {}
    for voice, variables in VARIABLES.items():
        texts: list[str] = []
        for message in ("system", "user"):
            path = folder / f"{voice}.{message}.md"
            text = path.read_text(encoding="utf-8").strip() if path.exists() else ""
            if not text:
                problems.append(f"prompts/model/{path.name}: is missing or empty; restore it")
            texts.append(text)
        used = {name for _, name, _, _ in Formatter().parse(texts[1]) if name is not None}
        problems += [
            f"prompts/model/{voice}.user.md: {{{one}}} is no variable of this prompt; correct it"
            for one in sorted(used - variables)
        ]
        problems += [
            f"prompts/model/{voice}.user.md: {{{one}}} is not used; put it in"
            for one in sorted(variables - used)
        ]
        found[voice] = Prompt(*texts)
    if problems:
        raise ContentError(problems)
    return found


def hashes(folder: Path) -> dict[str, str]:
    """What names the wording of each prompt in results. Raises ContentError as loading does."""
    found = {name: prompt.hash for name, prompt in load_prompts(folder).items()}
    return found | {"again": load_again(folder).hash}
