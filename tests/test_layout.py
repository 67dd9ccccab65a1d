"""The shape of the program: one-way imports, content out of the code, one door to the page."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from bot.tutor import Tutor

BOT = Path(__file__).parent.parent / "bot"
# Lower rooms first: a file may import from its own room and from those before it.
ROOMS = [
    ["settings", "content", "replies", "turns", "speech", "kept", "packing", "memory"],
    ["session", "wording", "passages", "deciding"],
    ["reading", "proofs", "drafts"],
    ["retrieval"],
    ["answering"],
    ["grading"],
    ["advising", "quizzing", "playing"],
    ["speaking"],
    ["tutor"],
    ["routing", "activities", "speeches"],
    ["conversation"],
    ["beforehand"],
    ["responding", "returning"],
    ["replay", "guard", "page"],
    ["app", "serve"],
    ["cli"],
]
ORDER = {room: rank for rank, rooms in enumerate(ROOMS) for room in rooms}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


def room(module: str) -> str:
    return module.split(".")[1] if module.count(".") else ""


FILES = [path for path in sorted(BOT.rglob("*.py")) if path.name != "__init__.py"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BOT)))
def test_imports_point_one_way(path: Path) -> None:
    own = path.relative_to(BOT).parts[0].removesuffix(".py")
    for module in imports(path):
        if module.startswith("bot.") and room(module) != own:
            assert ORDER[room(module)] <= ORDER[own], f"{path.name} imports {module}"


def test_the_core_does_not_know_the_page() -> None:
    code = "import sys, bot.conversation, bot.replay; sys.exit('chainlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_start_without_a_key_does_not_load_a_model_client() -> None:
    code = "import sys, bot.conversation, bot.tutor; sys.exit('langchain_openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_no_name_of_the_course_stands_in_the_code(tutor: Tutor) -> None:
    kinds = ("person", "company", "model")
    names = [one.name for one in tutor.course.terms.values() if one.kind in kinds]
    names += ["Ravi", "Anisha", "Patel", "fine-tun", "finetun", "prompt engineering", "80%", "90%"]
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        strings = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant)]
        documented = {ast.get_docstring(one, clean=False) for one in ast.walk(tree) if isinstance(one, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))}  # fmt: skip
        for text in (one for one in strings if isinstance(one, str) and one not in documented):
            assert not [name for name in names if name.lower() in text.lower()], (path.name, text)
