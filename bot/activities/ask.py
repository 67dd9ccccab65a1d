"""Ask: a question about the unit, answered from it with citations."""

from __future__ import annotations

from dataclasses import replace

from bot.drafts import Advice, Draft, Point, plain
from bot.reading.words import words
from bot.session import Playing, Session
from bot.tutor import Tutor

BARE = 2  # words of a line that names nothing, up to which it can't be a question


def ask(session: Session, text: str, tutor: Tutor) -> Draft:
    """Answer a question from the course, or say kindly that it lies outside."""
    draft = _with_level(tutor.answerer.answer(text, session.topic), tutor)
    draft = _of_the_exercise(_of_own_case(draft, session, tutor), session, text, tutor)
    return replace(draft, voice="answer") if draft.grounded else draft


def _of_the_exercise(draft: Draft, session: Session, text: str, tutor: Tutor) -> Draft:
    """A refusal that says so where what is asked about was made up for a scene."""
    scenarios = tutor.course.scenarios.values()
    invented = [one.persona.name.split()[-1].lower() for one in scenarios if one.side == "defender"]
    said = words(text.lower())
    open_ones = (session.activity, *session.parked)
    scene = session.play is not None or any(isinstance(one, Playing) for one in open_ones)
    people = {one for scenario in scenarios for one in scenario.about}
    named = {one.id for one in tutor.reader.read(text).mentions}
    asks_of_scene = scene and draft.grounded is False and bool(people & named)
    if not asks_of_scene and not set(invented) & set(said):
        return draft
    fiction = Point(tutor.wording.say("play_fiction"))
    if draft.grounded:  # whoever was made up is not in the unit, whatever else the answer found
        return replace(draft, points=(fiction,), grounded=False, block="", opens="")
    return replace(draft, points=(*draft.points, fiction))


def _of_own_case(draft: Draft, session: Session, tutor: Tutor) -> Draft:
    """A draft that names the level just recommended to the learner, with that level."""
    tree, case = tutor.course.tree, session.case
    on_it = bool(session.history) and session.history[-1].reply.activity == "advise"
    if tree is None or case is None or not on_it or draft.advice or not draft.grounded:
        return draft
    levels = next((one.levels for one in tree.outcomes if one.id == case.outcome), ())
    said = {one for point in draft.points for one in tutor.reader.names.ids(point.text)}
    return replace(draft, advice=Advice(levels)) if levels and levels[0] in said else draft


def _with_level(draft: Draft, tutor: Tutor) -> Draft:
    """A draft about one person's case with the level that it names for it."""
    entities = draft.topic.entities if draft.topic and draft.grounded else []
    people = [one for one in tutor.course.named(entities) if one.levels]
    said = {one for point in draft.points for one in tutor.reader.names.ids(point.text)}
    if len(people) != 1 or people[0].levels[0] not in said:
        return draft
    return replace(draft, advice=Advice(people[0].levels))


def unclear(session: Session, text: str, tutor: Tutor) -> Draft:
    """A question back to a line that can't be read."""
    return plain(tutor.wording.say("unclear"))
