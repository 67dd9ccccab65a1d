"""Practice: the learner names a level first, for a plan of their own or for a case of the course."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bot.activities.advise_steps import (
    ACTIVITY,
    ask_for_guess,
    level_labels,
    plans_of,
    recommended,
    words_of,
)
from bot.advising.case import decision, known_enough, with_needs
from bot.drafts import Draft, plain
from bot.replies import NeedRead
from bot.session import Advising, Case, Session
from bot.tutor import Tutor

TELLS = ("plan", "new-fact", "replacement")  # kinds of message that tell something of a plan
PLAN = 0.5  # chance of them from which the wish to guess first comes with the plan
ALIKE = 70  # likeness of a guess to a level's label, 0-100


def guess_first(session: Session, text: str, tutor: Tutor) -> Draft:
    """The learner wants to name a level before the tutor does: of the open case, or of one to tell."""
    held = session.activity.case if isinstance(session.activity, Advising) else Case()
    asks = tutor.cues.hit("guess_first", text.lower())
    plan = f"{text[: asks.start()]} {text[asks.end() :]}".strip(" ,.:;-") if asks else text
    reading = plans_of(tutor).read(plan or text)
    told = sum(reading.kinds[one] for one in TELLS) > PLAN
    case = with_needs(held, reading.needs if told else (), tutor.course)
    if known_enough(case, tutor.course):
        return ask_for_guess(session, case, tutor, tutor.wording.say("advice_guess"))
    session.activity = Advising(item="describe", guess_first=True)
    return plain(tutor.wording.say("advice_describe_guess"), ACTIVITY)


def practise(session: Session, text: str, tutor: Tutor) -> Draft:
    """A case of the course for the learner to decide."""
    fresh = [one for one in tutor.course.practice.values() if one.id not in session.practised]
    if not fresh:
        session.practised = []
        fresh = list(tutor.course.practice.values())
    if not fresh:
        return plain(tutor.wording.say("advice_describe"), ACTIVITY)
    chosen = fresh[0]
    session.practised = [*session.practised, chosen.id]
    values = {"yes": "said", "no": "denied"}
    needs = [
        NeedRead.model_validate({"name": name, "value": values[one.value], "words": one.words})
        for name, one in chosen.needs.items()
    ]
    case = Case(needs=needs, practice=chosen.id)
    return ask_for_guess(
        session, case, tutor, tutor.wording.say("advice_practice", case=chosen.text)
    )


def guessed(session: Session, case: Case, text: str, tutor: Tutor) -> Draft:
    """The learner's level beside the decision, and where they differ."""
    named = [one for one in tutor.reader.read(text).subjects if one in words_of(tutor).levels]
    if not named:
        labels = {one.label.lower(): one.id for one in tutor.course.levels}
        close = process.extractOne(
            text.lower(), list(labels), scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        named = [labels[close[0]]] if close else []
    gives_up = tutor.cues.hit("no_idea", text.lower()) or tutor.cues.hit("gives_up", text.lower())
    levels = decision(case, tutor.course).outcome.levels
    if not named and gives_up:
        says = tutor.wording.say("advice_guess_given_up", level=words_of(tutor).named(levels))
        return recommended(session, case, tutor, says)
    if not named:
        return plain(
            tutor.wording.say("advice_guess_unread"),
            ACTIVITY,
            level_labels(tutor),
        )
    guess = words_of(tutor).named(tuple(named[:2]))
    key = "same" if tuple(named) == levels else "partly" if named[0] in levels else "differs"
    says = tutor.wording.say(
        f"advice_guess_{key}", guess=guess, level=words_of(tutor).named(levels)
    )
    return recommended(session, case, tutor, says)


def hint(case: Case, tutor: Tutor) -> Draft:
    """The words of the case that decide it, and what to ask of them."""
    words = next((one.words for one in case.needs if one.words), "")
    return plain(tutor.wording.say("advice_hint", words=str(words)), ACTIVITY, level_labels(tutor))
