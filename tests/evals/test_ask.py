"""Floors under the ask evals, so that a change that loses answers is noticed."""

from __future__ import annotations

from bot.tutor import Tutor
from tests.evals.run import cases, judge

FLOOR = 0.70  # of the dev set, whose wordings are far from the course's own on purpose


def test_the_dev_set_stays_above_its_floor(tutor: Tutor) -> None:
    judged = judge(cases("ask", "dev"), tutor)
    right = sum(not one["problems"] for one in judged)
    assert right / len(judged) >= FLOOR


def test_what_is_outside_is_declined_and_nothing_is_cited(tutor: Tutor) -> None:
    outside = [one for one in cases("ask", "dev") if one.get("outside")]
    replies = [one["reply"] for one in judge(outside, tutor)]
    assert sum(reply["grounded"] is True for reply in replies) <= 1
    assert not [reply for reply in replies if reply["citations"] and reply["grounded"] is False]


def test_no_quote_of_any_reply_is_made_up(tutor: Tutor) -> None:
    sources = tutor.course.sources
    tables = {
        section.table.quote(row)
        for section in tutor.course.sections.values()
        if section.table
        for row in section.table.rows
    }
    for one in judge(cases("ask", "dev"), tutor):
        for citation in one["reply"]["citations"]:
            assert citation["quote"] in sources[citation["source"]] or citation["quote"] in tables
