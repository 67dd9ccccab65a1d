"""What is said to a question that the unit doesn't cover: so much, and the nearest thing that it does."""

from __future__ import annotations

from bot.answering.ranking import Ranking
from bot.answering.scope import Place
from bot.content import Course
from bot.content.formats import Card, Gap
from bot.drafts import Draft, Point
from bot.reading.question import Question
from bot.session import Topic
from bot.wording import Wording

LOOKED_AT = 20  # the nearest cards among which one on what was named is looked for


def declined(
    place: Place,
    ranking: Ranking,
    question: Question,
    topic: Topic,
    course: Course,
    wording: Wording,
) -> Draft:
    """One friendly sentence, and the nearest thing that the unit does cover."""
    gap = place.gap
    nearest = _nearest(gap if gap and gap.what else None, ranking, question, course)
    if gap and gap.what:
        says = wording.say("outside_gap", what=gap.what)
    else:
        says = wording.say("outside", subject=course.unit.subject)
    if nearest:
        offer = wording.say("outside_offer", question=f'"{nearest.ask}"')
    else:
        offer = wording.say("outside_offer_plain", covers=course.unit.covers)
    nothing = {"question": question.text, "target": None, "answer": "", "proof": []}
    return Draft(
        (Point(f"{says} {offer}"),),
        grounded=False,
        topic=topic.model_copy(update=nothing) if gap else topic,
        choices=(nearest.ask,) if nearest else (wording.say("offer_read"),),
        offer=nearest.ask if nearest else None,
        voice="general" if gap and gap.general else None,
    )


def _nearest(gap: Gap | None, ranking: Ranking, question: Question, course: Course) -> Card | None:
    """What to offer instead: a card on what was named, else the gap's own."""
    if question.subjects:
        for near in ranking.cards[:LOOKED_AT]:
            card = course.cards[near.target]
            if set(card.about) & set(question.subjects):
                return card
    return course.cards.get(gap.nearest or "") if gap else None
