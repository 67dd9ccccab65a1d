"""`tutor replay` and the other commands, as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TUTOR = [sys.executable, "-m", "bot.cli"]
FIELDS = {"text", "activity", "open", "level", "levels", "needs", "grounded", "item", "verdict", "hit", "missed", "results", "citations", "choices", "milliseconds", "model_calls", "prompt_tokens", "replaced", "cached", "persona", "revealed", "objectives"}  # fmt: skip


def run(data: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"TUTOR_DATA": str(data)}
    return subprocess.run(
        [*TUTOR, *arguments],
        input=given,
        capture_output=True,
        text=True,
        env=environment,
        timeout=300,
    )


@pytest.fixture(scope="module")
def played(data_folder: Path, tutor: object) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    lines = [
        json.dumps({"id": "a1", "turns": ["What is RAG?", "And when should I use it?"]}),
        "not json",
        json.dumps({"id": "a2", "turns": []}),
        json.dumps({"id": "a3", "turns": ["what is the weather"], "learner": "Ada"}),
        json.dumps({"id": "a4", "turn": ["x"]}),
    ]
    return run(data_folder, "replay", given="\n".join(lines)), lines


def test_a_line_in_gives_a_line_out(
    played: tuple[subprocess.CompletedProcess[str], list[str]],
) -> None:
    out = [json.loads(one) for one in played[0].stdout.splitlines()]
    assert [one["id"] for one in out] == ["a1", None, "a2", "a3", "a4"]
    assert [len(one.get("replies", [])) for one in out] == [2, 0, 0, 1, 0]
    assert all(set(reply) == FIELDS for reply in out[0]["replies"])
    assert out[0]["replies"][0]["citations"][0]["source"].startswith("knowledge/")
    assert out[3]["replies"][0]["grounded"] is False


def test_a_bad_line_is_named_and_fails_the_run_at_its_end(
    played: tuple[subprocess.CompletedProcess[str], list[str]],
) -> None:
    out = [json.loads(one) for one in played[0].stdout.splitlines()]
    assert played[0].returncode == 1
    assert [("error" in one) for one in out] == [False, True, True, False, True]
    assert "Traceback" not in played[0].stderr


def test_the_same_input_gives_the_same_output(
    data_folder: Path, played: tuple[subprocess.CompletedProcess[str], list[str]]
) -> None:
    def timeless(text: str) -> list[dict[str, object]]:
        lines = [json.loads(one) for one in text.splitlines()]
        for line in lines:
            for reply in line.get("replies", []):
                reply.pop("milliseconds")
        return lines

    again = run(data_folder, "replay", given="\n".join(played[1]))
    assert timeless(again.stdout) == timeless(played[0].stdout)


def test_check_prints_the_coverage_of_every_fact(data_folder: Path) -> None:
    done = run(data_folder, "check")
    assert done.returncode == 0
    assert len([one for one in done.stdout.splitlines() if one.startswith("F")]) == 37


def test_check_fails_with_the_problems_of_a_broken_course(
    data_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "unit").mkdir()
    (tmp_path / "worded").mkdir()
    (tmp_path / "worded" / "boats.yaml").write_text("- draft: Boats are free.\n", "utf-8")
    done = run(data_folder, "check", str(tmp_path))
    assert done.returncode == 1
    assert "unit.yaml" in done.stderr and "worded/boats.yaml" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["chat", "check", "index", "replay"])
def test_every_command_explains_itself(data_folder: Path, command: str) -> None:
    done = run(data_folder, command, "--help")
    assert done.returncode == 0
    assert len(done.stdout) > 200
