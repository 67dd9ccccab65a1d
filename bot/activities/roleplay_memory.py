"""What a play leaves in the learner's memory: what was missed comes back in the quiz."""

from __future__ import annotations

from bot.content.formats import Card
from bot.memory import Answer
from bot.playing.debrief import Debrief
from bot.session import Playing
from bot.tutor import Tutor

MOST = 6  # cards and questions that one play brings back


def remember(playing: Playing, judged: Debrief, tutor: Tutor) -> int:
    """Schedule the cards of each missed objective, and a question on the same facts; how many there are."""
    missed = sorted(
        (one for one in judged.judged if one.status == "missed"),
        key=lambda one: -one.objective.weight,
    )
    cards = [tutor.course.cards[card] for one in missed for card in one.objective.cards]
    own = f"{playing.scenario}/{playing.seed}/{playing.tries}/"
    answers = tutor.memory.answers()
    known = {one.item for one in answers if not one.attempt.startswith(own)}
    before = {one.attempt for one in answers}  # where the debrief was broken off and is told again
    queued = 0
    for card in {one.id: one for one in cards}.values():
        for item, kind in _asked(card, known, tutor):
            if queued == MOST:
                return queued
            queued += f"{own}{item}" in before or tutor.memory.record(
                Answer(
                    attempt=f"{own}{item}",
                    item=item,
                    objectives=(card.objective,),
                    verdict="incorrect",
                    at=tutor.now(),
                    kind=kind,
                    activity="role-play",
                )
            )
    return queued


def _asked(card: Card, known: set[str], tutor: Tutor) -> list[tuple[str, str]]:
    """The card, and the first question of the bank that rests on one of its facts."""
    items = [one for one in tutor.bank.values() if set(one.facts) & set(card.facts)]
    fresh = [one for one in items if one.id not in known] or items
    return [(card.id, "flashcard"), *((one.id, one.kind) for one in fresh[:1])]
