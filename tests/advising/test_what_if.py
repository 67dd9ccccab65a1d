"""What would be recommended if something were otherwise."""

from __future__ import annotations

import pytest

from bot.conversation import take_turn
from bot.session import Session
from bot.tutor import Tutor

BOTH = "Our seed shop should answer growers out of our own trial logs, and every answer must keep one exact wording of the plant protection terms, every time."


def supposed(tutor: Tutor, what: str) -> tuple[str, ...]:
    """The levels that a supposition leads to. The case itself stays as it was told."""
    session = Session(seed=0)
    first = take_turn(session, BOTH, tutor)
    reply = take_turn(session, what, tutor)
    assert first.levels == ("rag", "fine-tuning")
    assert take_turn(session, "Are you sure?", tutor).levels == first.levels
    return reply.levels or ()


@pytest.mark.parametrize(
    ("what", "levels"),
    [
        ("What if we dropped the trial logs?", ("fine-tuning",)),
        ("What if they didn't need our own documents?", ("fine-tuning",)),
        ("What if the exact wording was not needed?", ("rag",)),
    ],
)
def test_a_need_supposed_away_leads_elsewhere(
    tutor: Tutor, what: str, levels: tuple[str, ...]
) -> None:
    assert supposed(tutor, what) == levels


@pytest.mark.parametrize("what", ["What if it also had to be cheap?", "What if my boss disagreed?"])
def test_a_supposition_without_a_need_moves_nothing(tutor: Tutor, what: str) -> None:
    assert supposed(tutor, what) == ("rag", "fine-tuning")
