"""The command that measures everything, on one small set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import cli
from bot.tutor import Tutor
from tests.evals import every
from tests.evals.run import cases, judge


def test_a_summary_holds_what_was_measured_and_with_what(
    tutor: Tutor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(every, "open_tutor", lambda *_, **__: tutor)
    monkeypatch.setattr(Tutor, "close", lambda self: None)
    monkeypatch.setattr(every, "REPLIES", (("advise", "kept_aside"),))
    monkeypatch.setattr(every, "_answers", lambda tutor: every._row("quiz", "none", 1, 2))
    monkeypatch.setattr(every, "_plays", lambda tutor: every._row("role-play", "none", 2, 2))
    run = CliRunner().invoke(cli.main, ["eval", "--summary", str(tmp_path / "figures.json")])
    assert run.exit_code == 0, run.output
    summary = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert (summary["engine"], summary["model"], summary["prompts"]) == ("offline", None, {})
    right = sum(not one["problems"] for one in judge(cases("advise", "kept_aside"), tutor))
    row = summary["sets"][0]
    assert (row["right"], row["of"], row["model_calls"]) == (right, 59, 0)
    assert row["interval"][0] < right / 59 < row["interval"][1]
    assert [one["activity"] for one in summary["sets"]] == ["advise", "quiz", "role-play"]
    assert "kept_aside" in run.output


def test_without_the_question_sets_it_says_where_to_run_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cli, "__file__", str(tmp_path / "bot" / "cli.py"))
    run = CliRunner().invoke(cli.main, ["eval"])
    assert run.exit_code == 1 and "run it from a clone" in run.output
