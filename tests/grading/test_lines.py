"""`tutor grade`: lines in, marks out."""

from __future__ import annotations

import json

from bot.grading.lines import graded
from bot.grading.mark import Mark, Shown


class Fixed:
    """A grader that gives one mark."""

    def grade(self, *_: object) -> Mark:
        return Mark("partial", 0.5, (Shown("a", "b"),), ("c",))


LINE = {"id": "a1", "question": "q", "reference": "r", "response": "x"}


def test_a_line_gives_a_mark() -> None:
    assert list(graded([json.dumps(LINE)], Fixed())) == [
        {
            "id": "a1",
            "verdict": "partial",
            "score": 0.5,
            "hit": [{"point": "a", "words": "b"}],
            "missed": [{"point": "c"}],
        }
    ]


def test_a_bad_line_gives_its_error_and_the_run_goes_on() -> None:
    lines = ["{", "[1]", json.dumps(LINE | {"answer": "x"}), "", json.dumps(LINE)]
    found = list(graded(lines, Fixed()))
    assert [one["id"] for one in found] == [None, None, "a1", "a1"]
    assert ["error" in one for one in found] == [True, True, True, False]
