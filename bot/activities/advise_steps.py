"""The steps of advice that its parts share: recommend, ask back, answer with an if, wait for a guess."""

from __future__ import annotations

from bot.advising.case import decision, known_enough, question
from bot.advising.recommendation import Recommendations
from bot.content.advice import Need
from bot.drafts import Draft, Point, plain
from bot.reading.plans import PlanReader
from bot.session import Advising, Asking, Case, Session
from bot.tutor import Tutor

ACTIVITY = "advise"


def next_step(
    session: Session, case: Case, tutor: Tutor, guess_first: bool = False, opens: str = ""
) -> Draft:
    """Recommend if enough is known, else ask for the next need, else answer with an if."""
    if known_enough(case, tutor.course):
        if guess_first:
            return ask_for_guess(session, case, tutor, tutor.wording.say("advice_guess"))
        return recommended(session, case, tutor, opens)
    need = question(case, tutor.course)
    if need is not None:
        asked = case.model_copy(update={"asked": [*case.asked, need.id]})
        return ask_back(session, asked, need, tutor)
    session.activity, session.case = Asking(), case
    return conditional(case, tutor)


def recommended(session: Session, case: Case, tutor: Tutor, opens: str = "") -> Draft:
    """The recommendation for a case, which is then the one that remarks are about."""
    made = decision(case, tutor.course)
    session.activity = Asking()
    session.case = case.model_copy(update={"outcome": made.outcome.id})
    return words_of(tutor).of(case, opens)


def ask_back(session: Session, case: Case, need: Need, tutor: Tutor) -> Draft:
    """The question back for a need, what hinges on it first."""
    assert need.asking is not None
    first = isinstance(session.activity, Advising) and bool(session.activity.case.asked)
    guess = isinstance(session.activity, Advising) and session.activity.guess_first
    session.activity = Advising(item=need.id, case=case, guess_first=guess)
    key = "advice_ask_again" if first else "advice_ask"
    says = tutor.wording.say(key, hinges=need.asking.hinges, question=need.asking.question)
    wishes = () if first else words_of(tutor).wishes(case, ())
    labels = tuple(one.label for one in need.asking.answers)
    grounded = True if wishes else None
    return Draft((*wishes, Point(says)), grounded, activity=ACTIVITY, choices=labels)


def conditional(case: Case, tutor: Tutor) -> Draft:
    """An answer with an if for each outcome that a need still to be told would lead to."""
    assert tutor.course.tree is not None
    ruled_out = {one.name for one in case.needs if one.value == "denied"}
    open_to = [
        one
        for need in tutor.course.needs.values()
        if need.leads_to and need.id not in ruled_out
        for one in tutor.course.tree.outcomes
        if one.id == need.leads_to
    ]
    ifs = "; ".join(one.conditional for one in open_to)
    points = (Point(tutor.wording.say("advice_conditional", ifs=ifs), open_to[0].why.cites),)
    return Draft(points, activity=ACTIVITY, choices=(tutor.wording.texts["offer_case"],))


def ask_for_guess(session: Session, case: Case, tutor: Tutor, says: str) -> Draft:
    """Wait for the level that the learner would choose."""
    session.activity = Advising(item="guess", case=case)
    return plain(says, ACTIVITY, level_labels(tutor))


def plans_of(tutor: Tutor) -> PlanReader:
    """The reader of plans, of a course that has what advice rests on."""
    assert tutor.plans is not None, "advice is only routed to where the course has plans"
    return tutor.plans


def words_of(tutor: Tutor) -> Recommendations:
    """What words the course's recommendations."""
    return Recommendations(tutor.course, tutor.wording)


def level_labels(tutor: Tutor) -> tuple[str, ...]:
    """The five levels as buttons."""
    return tuple(one.label for one in tutor.course.levels)
