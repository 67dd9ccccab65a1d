"""The items of a course by id: those of its bank, and those made from its tables."""

from __future__ import annotations

from bot.content import Course
from bot.content.formats import Card
from bot.content.quiz import QuizItem
from bot.quizzing.generated import generated
from bot.session import Wanted
from bot.wording import Wording


def bank_of(course: Course, wording: Wording) -> dict[str, QuizItem]:
    """Every item that can be asked; those of the bank come first."""
    return {**course.quiz, **{one.id: one for one in generated(course, wording)}}


def fitting(bank: dict[str, QuizItem], wanted: Wanted) -> list[QuizItem]:
    """The items that a wish allows. What is wished of kind and matter is kept, of difficulty where it can be."""
    items = [one for one in bank.values() if _fits(one, wanted)]
    if wanted.difficulty is None:
        return items
    hard = [one for one in items if one.difficulty == wanted.difficulty]
    return hard or items


def on_topic(one: QuizItem | Card, wanted: Wanted) -> bool:
    """Whether an item or a card is on what a wish names: an objective, else a matter; on anything if neither."""
    if wanted.objectives:
        return one.objective in wanted.objectives
    return not wanted.about or bool(set(wanted.about) & set(one.about))


def _fits(item: QuizItem, wanted: Wanted) -> bool:
    if wanted.mode == "mock" and item.kind not in ("single", "several", "case"):
        return False
    if not on_topic(item, wanted):
        return False
    kinds = [one for one in wanted.kinds if one != "applies"]
    return (not kinds or item.kind in kinds) and (item.applies or "applies" not in wanted.kinds)
