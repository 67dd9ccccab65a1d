"""What is said after a recommendation: an opinion moves nothing, a new fact decides anew."""

from __future__ import annotations

from typing import Literal

from bot.activities.advise_steps import next_step, plans_of, recommended, words_of
from bot.advising.case import decision, known_enough, told, with_change, with_needs
from bot.content import Course
from bot.content.advice import Branch
from bot.drafts import Draft, Point
from bot.reading.changes import Changes, Words
from bot.reading.plans import PlanReader, Scored
from bot.replies import NeedRead
from bot.session import Case, Session
from bot.tutor import Tutor


def remark(session: Session, text: str, tutor: Tutor) -> Draft:
    """What is said after a recommendation: a new fact decides anew, anything else does not."""
    assert session.case is not None
    changed = _changed_answer(session.case, text, tutor)
    if changed is not None:
        return _decided_again(session, changed, tutor)
    if session.case.outcome is None:  # there is nothing yet to push back against
        needs = plans_of(tutor).remark(text).needs
        return next_step(session, with_needs(session.case, needs, tutor.course), tutor)
    if tutor.cues.hit("what_if", tutor.reader.repair(text).lower()):
        return _supposed(session.case, _if_so(session.case, text, tutor), tutor)
    case = _changed(session.case, text, tutor)
    if case is None:
        return _unmoved(session.case, text, tutor)
    return _decided_again(session, case, tutor)


def _changed(case: Case, text: str, tutor: Tutor) -> Case | None:
    """The case after a remark; None if it changes nothing."""
    scored, held, changes = _weighing(case, text, tutor)
    after = changes.after(scored, held)
    return None if after == set(held) else _with(case, text, after, tutor)


def _weighing(case: Case, text: str, tutor: Tutor) -> tuple[Scored, Words, Changes]:
    """A remark as read, what holds before it with the words that told it, and what weighs the change."""
    reader = plans_of(tutor)
    words = {one.name: one.words for one in case.needs}
    held = {one: words.get(one) for one in told(case, tutor.course)}
    return reader.scored(text), held, Changes(reader, tutor.course, tutor.cues)


def _with(case: Case, text: str, after: set[str], tutor: Tutor) -> Case:
    """The case in which other needs hold than before, each with the words of the remark that say or deny it."""
    reader, held = plans_of(tutor), told(case, tutor.course)
    scored = reader.scored(text)
    heard = [one for one in reader.remark(text).needs if _beside(one, held | after, tutor.course)]
    new = [_read("said", one, reader, scored) for one in sorted(after - held)]
    gone = [
        _read("denied", one, reader, scored)
        for one in sorted(held - after)
        if tutor.course.needs[one].deniable
    ]
    return with_change(case, after, [*new, *gone, *heard], tutor.course)


def _beside(heard: NeedRead, weighed: set[str], course: Course) -> bool:
    """Whether something heard is none of the needs that were weighed: a wish, a limit, a further denial."""
    return heard.name not in weighed and (
        heard.value == "denied" or not course.needs[heard.name].decides
    )


def _read(
    value: Literal["said", "denied"], name: str, reader: PlanReader, scored: Scored
) -> NeedRead:
    """A need with the words of a remark that say it or deny it."""
    words = reader.words("yes" if value == "said" else "no", name, scored)
    return NeedRead(name=name, value=value, words=words)


def _unmoved(case: Case, text: str, tutor: Tutor) -> Draft:
    """A push-back without a new fact: the recommendation stands, and what would move it."""
    words = words_of(tutor)
    made = decision(case, tutor.course)
    outcome = made.outcome
    rival = next((one for one in tutor.reader.read(text).subjects if one in words.levels), None)
    rival = rival or _wished(text, tutor)
    asks = tutor.cues.hit("sure", text.lower()) or tutor.cues.hit("why_alone", text.lower())
    key = "advice_sure" if asks else "advice_stays"
    points = [Point(tutor.wording.say(key, level=words.named(outcome.levels)))]
    order = list(words.levels)
    if rival and rival not in outcome.levels:
        dearer = order.index(rival) > order.index(outcome.levels[-1])
        reason = outcome.above if dearer else outcome.below
        wish = next((one for one in tutor.course.needs.values() if one.wish_for == rival), None)
        if wish and wish.answered and order.index(rival) == len(order) - 1:
            reason = wish.answered
        points.append(Point(reason.text, reason.cites))
    else:
        points.append(Point(outcome.why.text, outcome.why.cites))
    return words.draft(case, made, points, changes=True)


def _wished(text: str, tutor: Tutor) -> str | None:
    """The level that a remark wishes for without its name: "my boss wants a model of our own"."""
    heard = [one.name for one in plans_of(tutor).remark(text).needs if one.value == "said"]
    return next((its for one in heard if (its := tutor.course.needs[one].wish_for)), None)


def _if_so(case: Case, text: str, tutor: Tutor) -> Case:
    """The case with what a text supposes: what is added, or, where that moves nothing, what is taken away."""
    added = with_needs(case, plans_of(tutor).remark(text).needs, tutor.course)
    if decision(added, tutor.course).outcome.id != decision(case, tutor.course).outcome.id:
        return added
    scored, held, changes = _weighing(case, text, tutor)
    if ended := changes.ended(scored, held):
        return _with(case, text, set(held) - ended, tutor)
    return _changed(case, text, tutor) or added


def _supposed(case: Case, supposed: Case, tutor: Tutor) -> Draft:
    """The outcome as told beside the one that a supposed need would have."""
    words = words_of(tutor)
    before, after = decision(case, tutor.course), decision(supposed, tutor.course)
    now, then = words.named(before.outcome.levels), words.named(after.outcome.levels)
    if before.outcome.id == after.outcome.id:
        says = tutor.wording.say("advice_what_if_same", level=now)
    else:
        says = tutor.wording.say("advice_what_if", now=now, then=then)
    points = [
        Point(says),
        Point(after.outcome.why.text, after.outcome.why.cites),
        Point(after.outcome.below.text, after.outcome.below.cites),
    ]
    return words.draft(supposed, after, points)


def _decided_again(session: Session, case: Case, tutor: Tutor) -> Draft:
    """The decision after a new fact, and what it changes."""
    assert session.case is not None
    if not known_enough(case, tutor.course):
        return next_step(session, case.model_copy(update={"asked": []}), tutor)
    words = words_of(tutor)
    before = decision(session.case, tutor.course).outcome
    after = decision(case, tutor.course).outcome
    key = "advice_still" if before.id == after.id else "advice_changed"
    says = tutor.wording.say(key, before=words.named(before.levels), now=words.named(after.levels))
    return recommended(session, case, tutor, says)


def _changed_answer(case: Case, text: str, tutor: Tutor) -> Case | None:
    """The case with another answer at a node of the tree, as the card's buttons ask for it."""
    assert tutor.course.tree is not None
    for node in tutor.course.tree.nodes:
        for branch in node.branches:
            says = tutor.wording.say("change_answer", asks=node.asks, label=branch.label)
            if text.strip().lower() == says.lower():
                return with_needs(case, _as_needs(branch, case, tutor), tutor.course)
    return None


def _as_needs(branch: Branch, case: Case, tutor: Tutor) -> list[NeedRead]:
    """The first condition of a branch as needs, what must be absent denied."""
    values = {True: "said", False: "denied"}
    held = told(case, tutor.course)
    return [
        NeedRead.model_validate({"name": name, "value": values[true], "words": None})
        for name, true in branch.when[0].items()
        if true or name in held
    ]
