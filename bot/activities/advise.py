"""Advise: a plan in the learner's own words, and the level that the tree gives it."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.advising.case import decision, known_enough, question, told, with_needs
from bot.advising.recommendation import Recommendations
from bot.content.advice import Branch, Need
from bot.drafts import Draft, Point, plain
from bot.reading.plans import HINTED, OUTRIGHT
from bot.replies import NeedRead
from bot.session import Advising, Asking, Case, Session, Topic
from bot.tutor import Tutor

SURE = 88  # likeness of a line to a button's label, 0-100, from which it is that answer
PLAINLY = 0.8  # chance of a plan from which a remark tells facts
FACT = 0.95  # chance from which a remark tells a fact, however doubtful it sounds
TELLING = 4  # words from which an answer tells more than yes or no
ACTIVITY = "advise"
PICTURE = "/public/decision-tree.svg"  # drawn from the tree; a test tells when it is out of date


def serve(session: Session, text: str, what: str, tutor: Tutor) -> Draft:
    """The one table of what advice is asked for."""
    if tutor.plans is None:
        return plain(tutor.wording.say("no_content", subject=tutor.course.unit.subject), ACTIVITY)
    served = {
        "plan": advise,
        "describe": describe,
        "guess": guess_first,
        "practice": practise,
        "remark": remark,
        "open": answer_open,
        "control": control,
        "tree": show_tree,
    }
    return served[what](session, text, tutor)


def advise(session: Session, text: str, tutor: Tutor) -> Draft:
    """A described plan: the recommendation, or a question back where no need can be told."""
    waiting = session.activity if isinstance(session.activity, Advising) else Advising()
    bare = tutor.reader.unframed(tutor.reader.read(text))  # "Exam question: ... Which level?"
    put = text if bare.said == text or bare.text == tutor.reader.read(text).text else bare.text
    case = with_needs(Case(), _plans(tutor).read(put).needs, tutor.course)
    if waiting.guess_first and known_enough(case, tutor.course):
        return _ask_for_guess(session, case, tutor, tutor.wording.say("advice_guess"))
    return _with_topic(
        _next(session, case, tutor, opens=_yes_or_no(case, text, tutor)), text, tutor
    )


def _yes_or_no(case: Case, text: str, tutor: Tutor) -> str:
    """ "No." to "..., so must we fine-tune?" where the decision is another level; "" if not asked."""
    question_read = tutor.reader.read(text)
    levels = [one for one in question_read.subjects if one in {x.id for x in tutor.course.levels}]
    if not question_read.checks or len(levels) != 1 or not known_enough(case, tutor.course):
        return ""
    right = levels[0] in decision(case, tutor.course).outcome.levels
    return tutor.wording.say("says_yes" if right else "says_no")


def _with_topic(draft: Draft, text: str, tutor: Tutor) -> Draft:
    """A draft without a topic of its own is about what the learner named."""
    if draft.topic is not None:
        return draft
    named = list(tutor.reader.read(text).subjects)
    return replace(draft, topic=Topic(question=text, entities=named, recent=named))


def describe(session: Session, text: str, tutor: Tutor) -> Draft:
    """A request for advice without a plan: ask what is planned."""
    session.activity = Advising(item="describe")
    return plain(tutor.wording.say("advice_describe"), ACTIVITY)


def guess_first(session: Session, text: str, tutor: Tutor) -> Draft:
    """The learner wants to name a level before the tutor does: of the open case, or of one to tell."""
    held = session.activity.case if isinstance(session.activity, Advising) else Case()
    reading = _plans(tutor).read(text)
    case = with_needs(held, reading.needs if reading.kinds["plan"] > 0.5 else (), tutor.course)
    if known_enough(case, tutor.course):
        return _ask_for_guess(session, case, tutor, tutor.wording.say("advice_guess"))
    session.activity = Advising(item="describe", guess_first=True)
    return plain(tutor.wording.say("advice_describe_guess"), ACTIVITY)


def practise(session: Session, text: str, tutor: Tutor) -> Draft:
    """A case of the course for the learner to decide."""
    fresh = [one for one in tutor.course.practice.values() if one.id not in session.practised]
    if not fresh:
        session.practised = []
        fresh = list(tutor.course.practice.values())
    if not fresh:
        return describe(session, text, tutor)
    chosen = fresh[0]
    session.practised = [*session.practised, chosen.id]
    values = {"yes": "said", "no": "denied"}
    needs = [
        NeedRead.model_validate({"name": name, "value": values[one.value], "words": one.words})
        for name, one in chosen.needs.items()
    ]
    case = Case(needs=needs, practice=chosen.id)
    return _ask_for_guess(
        session, case, tutor, tutor.wording.say("advice_practice", case=chosen.text)
    )


def show_tree(session: Session, text: str, tutor: Tutor) -> Draft:
    """The decision tree as a picture and, for those who don't see it, in words."""
    assert tutor.course.tree is not None
    names = {one.id: _words(tutor).heading(one) for one in tutor.course.tree.outcomes}
    asks = {one.id: one.asks for one in tutor.course.tree.nodes}
    lines = [
        f"{at}. {node.asks}\n"
        + "\n".join(f"    - {one.label}: {names.get(str(one.outcome)) or asks.get(str(one.go))}" for one in node.branches)
        for at, node in enumerate(tutor.course.tree.nodes, 1)
    ]  # fmt: skip
    picture = tutor.wording.say("advice_tree_picture", picture=PICTURE)
    return Draft(
        (Point(tutor.wording.say("advice_tree")),),
        grounded=None,
        block="\n\n".join([picture, "\n".join(lines)]),
        activity=ACTIVITY,
        choices=(tutor.wording.texts["offer_case"],),
    )


def answer_open(session: Session, text: str, tutor: Tutor) -> Draft:
    """What answers the tutor's question: a plan, a guess, or a fact that was asked for."""
    waiting = session.activity
    assert isinstance(waiting, Advising)
    if waiting.item == "describe":
        return advise(session, text, tutor)
    if waiting.item == "guess":
        return _guessed(session, waiting.case, text, tutor)
    need = tutor.course.needs[str(waiting.item)]
    case = with_needs(waiting.case, _answered(need, text, tutor), tutor.course)
    return _next(session, case, tutor, waiting.guess_first)


def remark(session: Session, text: str, tutor: Tutor) -> Draft:
    """What is said after a recommendation: a new fact decides anew, anything else does not."""
    assert session.case is not None
    changed = _changed_answer(session.case, text, tutor)
    if changed is not None:
        return _decided_again(session, changed, tutor)
    lower = tutor.reader.repair(text).lower()
    supposed = bool(tutor.cues.hit("what_if", lower))
    opening = tutor.cues.hit("supposes", text.lower()) if supposed else None
    held = told(session.case, tutor.course)
    put = text[opening.end() :] if opening else text
    reading = _plans(tutor).remark(put, set() if supposed else held)
    tells = reading.kinds["plan"] > PLAINLY  # more of a plan than a remark on one
    kind = "what-if" if supposed else "new-fact" if tells else reading.remark
    if kind == "new-fact" and tutor.cues.hit("replaces", lower):
        kind = "replacement"
    doubts = tutor.cues.hit("doubts", lower) and reading.kinds["new-fact"] < FACT
    if kind == "push-back" or (doubts and not supposed):
        return _unmoved(session.case, text, tutor)
    told_anew = kind == "replacement" and any(one.value == "said" for one in reading.needs)
    before = Case() if told_anew else session.case
    case = with_needs(before, reading.needs, tutor.course)
    if told(case, tutor.course) == held:
        return _unmoved(session.case, text, tutor)
    return _what_if(session.case, case, tutor) if supposed else _decided_again(session, case, tutor)


def control(session: Session, text: str, tutor: Tutor) -> Draft:
    """ "Stop" ends the case; "skip" and "hint" answer the open question as well as they can."""
    lower = tutor.reader.repair(text).lower()
    waiting = session.activity
    assert isinstance(waiting, Advising)
    need = tutor.course.needs.get(str(waiting.item))
    if waiting.item == "guess" and "hint" in lower:
        words = next((one.words for one in waiting.case.needs if one.words), "")
        labels = tuple(one.label for one in tutor.course.levels)
        return plain(tutor.wording.say("advice_hint", words=str(words)), ACTIVITY, labels)
    if need and need.asking and "hint" in lower:
        return _asking(session, waiting.case, need, tutor)
    if need and tutor.cues.hit("passes", lower):
        return _next(session, waiting.case, tutor)
    session.activity = Asking()
    return plain(tutor.wording.say("advice_stopped"), ACTIVITY)


def again(session: Session, tutor: Tutor) -> Draft | None:
    """The open question once more, after something else was served; None if none is open."""
    waiting = session.activity
    if not isinstance(waiting, Advising) or not waiting.item:
        return None
    need = tutor.course.needs.get(waiting.item)
    if need and need.asking:
        labels = tuple(one.label for one in need.asking.answers)
        return plain(need.asking.question, ACTIVITY, labels)
    key = "advice_guess" if waiting.item == "guess" else "advice_describe"
    return plain(tutor.wording.say(key), ACTIVITY)


def _next(
    session: Session, case: Case, tutor: Tutor, guess_first: bool = False, opens: str = ""
) -> Draft:
    """Recommend if enough is known, else ask for the next need, else answer with an if."""
    if known_enough(case, tutor.course):
        if guess_first:
            return _ask_for_guess(session, case, tutor, tutor.wording.say("advice_guess"))
        return _recommended(session, case, tutor, opens)
    need = question(case, tutor.course)
    if need is not None:
        asked = case.model_copy(update={"asked": [*case.asked, need.id]})
        return _asking(session, asked, need, tutor)
    session.activity, session.case = Asking(), case
    return _conditional(case, tutor)


def _recommended(session: Session, case: Case, tutor: Tutor, opens: str = "") -> Draft:
    made = decision(case, tutor.course)
    session.activity = Asking()
    session.case = case.model_copy(update={"outcome": made.outcome.id})
    return _words(tutor).of(case, opens)


def _asking(session: Session, case: Case, need: Need, tutor: Tutor) -> Draft:
    assert need.asking is not None
    first = isinstance(session.activity, Advising) and bool(session.activity.case.asked)
    guess = isinstance(session.activity, Advising) and session.activity.guess_first
    session.activity = Advising(item=need.id, case=case, guess_first=guess)
    key = "advice_ask_again" if first else "advice_ask"
    says = tutor.wording.say(key, hinges=need.asking.hinges, question=need.asking.question)
    wishes = () if first else _words(tutor).wishes(case, ())
    labels = tuple(one.label for one in need.asking.answers)
    grounded = True if wishes else None
    return Draft((*wishes, Point(says)), grounded, activity=ACTIVITY, choices=labels)


def _conditional(case: Case, tutor: Tutor) -> Draft:
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


def _answered(need: Need, text: str, tutor: Tutor) -> list[NeedRead]:
    """The needs that an answer to the question for `need` tells; [] if it tells none."""
    assert need.asking is not None
    answers = need.asking.answers
    lower = tutor.reader.repair(text).lower().strip(" .!")
    labels = [one.label.lower() for one in answers]
    close = process.extractOne(lower, labels, scorer=fuzz.ratio, score_cutoff=SURE)
    place = int(lower) - 1 if lower.isdigit() and 0 < int(lower) <= len(answers) else None
    at = close[2] if close else place
    if tutor.cues.hit("both", lower) and len(text.split()) < TELLING:
        said = {name for one in answers for name, true in one.says.items() if true}
        return [NeedRead(name=one, value="said", words=text.strip()) for one in sorted(said)]
    if at is None and tutor.cues.hit("agrees", lower):
        at = 0
    if at is None and tutor.cues.hit("declines", lower):
        at = len([one for one in answers if one.says]) - 1
    if at is not None:
        values = {True: "said", False: "denied"}
        return [
            NeedRead.model_validate({"name": name, "value": values[true], "words": text.strip()})
            for name, true in answers[at].says.items()
        ]
    if tutor.cues.hit("no_idea", lower):
        return []
    least = OUTRIGHT if len(text.split()) < TELLING else HINTED
    return list(_plans(tutor).remark(text, set(), least).needs)


def _ask_for_guess(session: Session, case: Case, tutor: Tutor, says: str) -> Draft:
    session.activity = Advising(item="guess", case=case)
    return plain(says, ACTIVITY, tuple(one.label for one in tutor.course.levels))


def _guessed(session: Session, case: Case, text: str, tutor: Tutor) -> Draft:
    """The learner's level beside the decision, and where they differ."""
    named = [one for one in tutor.reader.read(text).subjects if one in _words(tutor).levels]
    if not named:
        labels = {one.label.lower(): one.id for one in tutor.course.levels}
        close = process.extractOne(text.lower(), list(labels), scorer=fuzz.ratio, score_cutoff=70)
        named = [labels[close[0]]] if close else []
    gives_up = tutor.cues.hit("no_idea", text.lower()) or tutor.cues.hit("gives_up", text.lower())
    levels = decision(case, tutor.course).outcome.levels
    if not named and gives_up:
        says = tutor.wording.say("advice_guess_given_up", level=_words(tutor).named(levels))
        return _recommended(session, case, tutor, says)
    if not named:
        return plain(
            tutor.wording.say("advice_guess_unread"),
            ACTIVITY,
            tuple(one.label for one in tutor.course.levels),
        )
    guess = _words(tutor).named(tuple(named[:2]))
    key = "same" if tuple(named) == levels else "partly" if named[0] in levels else "differs"
    says = tutor.wording.say(f"advice_guess_{key}", guess=guess, level=_words(tutor).named(levels))
    return _recommended(session, case, tutor, says)


def _unmoved(case: Case, text: str, tutor: Tutor) -> Draft:
    """A push-back without a new fact: the recommendation stands, and what would move it."""
    words = _words(tutor)
    made = decision(case, tutor.course)
    outcome = made.outcome
    rival = next((one for one in tutor.reader.read(text).subjects if one in words.levels), None)
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
    points.append(Point(outcome.change.text, outcome.change.cites))
    return words.draft(case, made, points)


def _what_if(case: Case, supposed: Case, tutor: Tutor) -> Draft:
    """The outcome as told beside the one that a supposed need would have."""
    words = _words(tutor)
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
        return _next(session, case.model_copy(update={"asked": []}), tutor)
    if session.case.outcome is None:
        return _recommended(session, case, tutor)
    words = _words(tutor)
    before = decision(session.case, tutor.course).outcome
    after = decision(case, tutor.course).outcome
    key = "advice_still" if before.id == after.id else "advice_changed"
    says = tutor.wording.say(key, before=words.named(before.levels), now=words.named(after.levels))
    return _recommended(session, case, tutor, says)


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


def _plans(tutor: Tutor):  # type: ignore[no-untyped-def]
    assert tutor.plans is not None, "advice is only routed to where the course has plans"
    return tutor.plans


def _words(tutor: Tutor) -> Recommendations:
    return Recommendations(tutor.course, tutor.wording)
