"""Advise: a plan in the learner's own words, and the level that the tree gives it."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.activities.advise_practice import guess_first, guessed, hint, practise
from bot.activities.advise_remarks import remark
from bot.activities.advise_steps import (
    ACTIVITY,
    ask_back,
    ask_for_guess,
    next_step,
    plans_of,
    words_of,
)
from bot.advising.case import decision, known_enough, with_needs
from bot.content.advice import Need
from bot.drafts import Draft, Point, plain
from bot.reading.plans import HINTED, OUTRIGHT
from bot.replies import NeedRead
from bot.session import Advising, Asking, Case, Session, Topic
from bot.tutor import Tutor

SURE = 88  # likeness of a line to a button's label, 0-100, from which it is that answer
TELLING = 4  # words from which an answer tells more than yes or no
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
    needs = [_in_own_words(one, text) for one in plans_of(tutor).read(put).needs]
    case = with_needs(Case(), needs, tutor.course)
    if waiting.guess_first and known_enough(case, tutor.course):
        return ask_for_guess(session, case, tutor, tutor.wording.say("advice_guess"))
    return _with_topic(
        next_step(session, case, tutor, opens=_yes_or_no(case, text, tutor)), text, tutor
    )


def _in_own_words(need: NeedRead, text: str) -> NeedRead:
    """A need with the words as the learner wrote them, misspelt or not."""
    if not need.words or need.words in text:
        return need
    span = fuzz.partial_ratio_alignment(need.words.lower(), text.lower())
    if span is None:
        return need
    start = text.rfind(" ", 0, span.dest_start + 1) + 1
    end = text.find(" ", span.dest_end)
    return need.model_copy(
        update={"words": text[start : end if end > 0 else None].strip(" ,;:.!?")}
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


def show_tree(session: Session, text: str, tutor: Tutor) -> Draft:
    """The decision tree as a picture and, for those who don't see it, in words."""
    assert tutor.course.tree is not None
    names = {one.id: words_of(tutor).heading(one) for one in tutor.course.tree.outcomes}
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
        return guessed(session, waiting.case, text, tutor)
    need = tutor.course.needs[str(waiting.item)]
    case = with_needs(waiting.case, _answered(need, text, tutor), tutor.course)
    return next_step(session, case, tutor, waiting.guess_first)


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
    return list(plans_of(tutor).remark(text, least).needs)


def control(session: Session, text: str, tutor: Tutor) -> Draft:
    """ "Stop" ends the case; "skip" and "hint" answer the open question as well as they can."""
    lower = tutor.reader.repair(text).lower()
    waiting = session.activity
    assert isinstance(waiting, Advising)
    need = tutor.course.needs.get(str(waiting.item))
    if waiting.item == "guess" and "hint" in lower:
        return hint(waiting.case, tutor)
    if need and need.asking and "hint" in lower:
        return ask_back(session, waiting.case, need, tutor)
    if need and tutor.cues.hit("passes", lower):
        return next_step(session, waiting.case, tutor)
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
