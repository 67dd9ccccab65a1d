"""Feedback on an answer: right or wrong, why the right one is right, why the chosen one tempts."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content import Course
from bot.content.quiz import QuizItem
from bot.drafts import Draft, Point
from bot.grading.mark import Mark
from bot.quizzing.choice import LETTERS
from bot.replies import Graded, PointShown, Verdict
from bot.wording import Wording

ACTIVITY = "quiz"


def choice_feedback(
    item: QuizItem, chosen: Sequence[int], shown: list[int], verdict: Verdict, words: Wording
) -> Draft:
    """On single and several choice. `chosen` are places in the item's own order."""
    points = [Point(words.say(f"quiz_{verdict}"))]
    for at in chosen:
        option = item.options[at]
        if not option.right and option.why:
            points.append(Point(words.say("quiz_tempts", option=option.text, why=option.why)))
    if verdict != "correct":
        right = "; ".join(_lettered(item, at, shown) for at in shown if at in item.right)
        key = "quiz_right_are" if len(item.right) > 1 else "quiz_right_is"
        points.append(Point(words.say(key, right=right)))
    points.append(Point(item.why, (item.cite,)))
    return Draft(tuple(points), activity=ACTIVITY, graded=Graded(verdict=verdict))


def order_feedback(item: QuizItem, verdict: Verdict, words: Wording) -> Draft:
    """On an order of steps."""
    points = [Point(words.say(f"quiz_{verdict}"))]
    if verdict != "correct":
        points.append(Point(words.say("quiz_order_is", steps="; ".join(item.steps))))
    points.append(Point(item.why, (item.cite,)))
    return Draft(tuple(points), activity=ACTIVITY, graded=Graded(verdict=verdict))


def free_feedback(
    item: QuizItem, mark: Mark, belief: str | None, course: Course, words: Wording
) -> Draft:
    """On a free answer: the points shown, with the learner's words, and the missing ones taught.

    Verdict and points stand as they are; only the explanation behind them may be worded anew.
    """
    points = [Point(words.say(f"quiz_{mark.verdict.replace('-', '_')}"))]
    for said, its in _by_words(mark).items():
        key = "quiz_shown_several" if len(its) > 1 else "quiz_shown"
        points.append(Point(words.say(key, point=". ".join(its), words=said)))
    if mark.against is not None:
        one = mark.against
        points.append(Point(words.say("quiz_against", point=_sentence(one.point), words=one.words)))
    if belief is not None:
        points.append(Point(course.misconceptions[belief].correction))
    turned = {mark.against.point} if mark.against else set()
    for at, point in enumerate(one for one in mark.missed if one not in turned):
        key = "quiz_missed_more" if at else "quiz_missed"
        points.append(Point(words.say(key, point=_sentence(point))))
    stands = len(points)
    points.append(Point(item.why, (item.cite,), apart=True))
    graded = Graded(
        verdict=mark.verdict,
        hit=tuple(PointShown(point=one.point, words=one.words) for one in mark.hit),
        missed=tuple(PointShown(point=one) for one in mark.missed),
    )
    return Draft(tuple(points), activity=ACTIVITY, graded=graded, voice="feedback", stands=stands)


def _by_words(mark: Mark) -> dict[str, list[str]]:
    """The points that each stretch of an answer shows: one that shows several is quoted once."""
    found: dict[str, list[str]] = {}
    for one in mark.hit:
        found.setdefault(one.words, []).append(_sentence(one.point))
    return found


def _lettered(item: QuizItem, at: int, shown: list[int]) -> str:
    """An option with the letter under which it was shown."""
    return f"**{LETTERS[shown.index(at)]}**: {item.options[at].text.rstrip('.')}"


def _sentence(text: str) -> str:
    return text.rstrip(".")
