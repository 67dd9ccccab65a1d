"""From answers to the next time an item is due, by py-fsrs.

Fuzzing is off: the same answers give the same schedule. A miss comes back after ten minutes, in
the same sitting or at the next; everything else is spaced by days, since learners come for a
sitting, not all day long.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import fsrs

from bot.memory.evidence import Answer, in_utc

AGAIN_AFTER = timedelta(minutes=10)
LONGEST_DAYS = 365
SCHEDULER = fsrs.Scheduler(
    desired_retention=0.9,
    learning_steps=(AGAIN_AFTER,),
    relearning_steps=(AGAIN_AFTER,),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)
RATINGS = {
    "again": fsrs.Rating.Again,
    "hard": fsrs.Rating.Hard,
    "good": fsrs.Rating.Good,
    "easy": fsrs.Rating.Easy,
}


def rating_of(answer: Answer) -> fsrs.Rating | None:
    """How the answer rates its item; None if it is no review."""
    if answer.rating:
        return RATINGS[answer.rating]
    if not answer.graded:
        return None
    if answer.verdict == "incorrect":
        return fsrs.Rating.Again
    if answer.verdict == "partial" or answer.aided:
        return fsrs.Rating.Hard
    return fsrs.Rating.Good


def reviewed(card: fsrs.Card | None, answer: Answer) -> fsrs.Card | None:
    """The card after the answer; a new one at the first review.

    A clock that was set back is no error: the card is due counted from the later answer's time.
    """
    rating = rating_of(answer)
    if rating is None:
        return card
    # An id and a time keep Card() from reading the clock and from sleeping.
    before = card or fsrs.Card(card_id=0, due=answer.at)
    after, _ = SCHEDULER.review_card(before, rating, answer.at)
    return after


def replayed(answers: Iterable[Answer]) -> fsrs.Card | None:
    """The card after all answers to one item, in order of recording."""
    card = None
    for one in answers:
        card = reviewed(card, one)
    return card


def retrievability(card: fsrs.Card, now: datetime) -> float:
    """The chance, 0 to 1, that the learner recalls the item now; whole days count."""
    return SCHEDULER.get_card_retrievability(card, in_utc(now))
