"""The two or three buttons under an answer: what a learner may well want next."""

from __future__ import annotations

from bot.content import Course
from bot.session import Topic
from bot.wording import Wording

COMPARED = ("level", "model", "option")
MOST = 3


def suggestions(topic: Topic, course: Course, wording: Wording) -> tuple[str, ...]:
    """Labels that fit the topic; typing one has the same effect as pressing it."""
    labels: list[str] = []
    terms = course.named(topic.entities)
    main = next((one for one in terms if one.kind in ("level", "model")), None)
    main = main or (terms[0] if terms else None)
    if main is not None:
        contrast = course.terms.get(main.contrast or "")
        known = {*topic.entities, *topic.compared, *topic.listed[:2]}
        alike = contrast and contrast.kind == main.kind and main.kind in COMPARED
        if contrast and alike and contrast.id not in known:
            labels.append(wording.say("offer_compare", one=main.name, other=contrast.name))
        if main.example and topic.aspect != "example":
            labels.append(wording.say("offer_example"))
        labels.append(wording.say("offer_quiz", name=main.name))
    else:
        labels += [wording.say("offer_simpler"), wording.say("offer_quiz_any")]
    return tuple(labels[:MOST])
