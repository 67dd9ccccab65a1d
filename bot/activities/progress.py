"""What the tutor remembers of the learner: progress, what to revise, a plan, and the learner's say over it."""

from __future__ import annotations

import json
from datetime import date, timedelta

from rapidfuzz import fuzz, process

from bot.activities.quiz_steps import ACTIVITY
from bot.drafts import Draft, Point, plain
from bot.memory import Flashcard, Standing, anki, as_csv
from bot.quizzing.days import day_named
from bot.replies import Progress
from bot.session import Session, Topic
from bot.tutor import Tutor

MEANT = 55  # likeness of a line to an objective's name, 0-100, from which it is meant
TELL_APART = 2  # different shares from which there is a strongest and a weakest
PLANNED = 7  # days of a plan that are spelt out


def how_am_i_doing(session: Session, text: str, tutor: Tutor) -> Draft:
    """Mastery by objective, what is due, calibration; and up to three sentences of advice."""
    say, now = tutor.wording.say, tutor.now()
    standing, answers = tutor.memory.standing(now), tutor.memory.answers()
    if not answers:
        return plain(say("progress_none"), ACTIVITY, (say("offer_quiz_any"),))
    head = say("progress_head", answers=str(len(answers)), due=str(len(standing.due)))
    rows = [
        say(
            "progress_line",
            objective=one.short,
            state=say(f"state_{standing.of(one.id).state}"),
            share=f"{standing.of(one.id).share:.0%}" if standing.of(one.id).answers else "",
        )
        for one in tutor.course.unit.objectives
    ]
    return Draft(
        (Point(" ".join([head, *_advice(standing, tutor)])),),
        grounded=None,
        details="\n".join([say("progress_table"), *rows]),  # on the page the picture says it
        activity=ACTIVITY,
        choices=(say("offer_revise"), say("offer_quiz_any"), say("offer_cards")),
        progress=_picture(standing, tutor),
    )


def _picture(standing: Standing, tutor: Tutor) -> tuple[Progress, ...]:
    """The progress of each objective, as the page draws it."""
    say = tutor.wording.say
    return tuple(
        Progress(
            objective=one.short,
            state=standing.of(one.id).state,
            state_name=say(f"state_{standing.of(one.id).state}"),
            share=standing.of(one.id).share if standing.of(one.id).answers else None,
            leaning=standing.of(one.id).calibration.leaning,
        )
        for one in tutor.course.unit.objectives
    )


def _advice(standing: Standing, tutor: Tutor) -> list[str]:
    """Up to three sentences: the strongest, the weakest, how well the learner judges."""
    say = tutor.wording.say
    named = {one.id: one.short.lower() for one in tutor.course.unit.objectives}
    held = {one: standing.of(one) for one in named if standing.of(one).answers}
    if len({round(one.share, 2) for one in held.values()}) < TELL_APART:
        return [say("progress_even")]
    order = sorted(held, key=lambda one: held[one].share)
    said = [
        say("progress_strong", objective=named[order[-1]]),
        say("progress_weak", objective=named[order[0]]),
    ]
    over = [one for one in held if held[one].calibration.leaning == "over-confident"]
    if over:
        said.append(say("progress_overconfident", objective=named[over[0]]))
    elif any(one.calibration.leaning == "fair" for one in held.values()):
        said.append(say("progress_calibrated"))
    return said


def revise(session: Session, text: str, tutor: Tutor) -> Draft:
    """What to practise next: what is due, the weakest objective, what was never asked."""
    say = tutor.wording.say
    standing = tutor.memory.standing(tutor.now())
    objectives = tutor.course.unit.objectives
    asked = [one for one in objectives if standing.of(one.id).answers]
    if not asked:
        return plain(say("revise_first"), ACTIVITY, (say("offer_quiz_any"),))
    weakest = min(asked, key=lambda one: standing.of(one.id).share)
    fresh = [one.short.lower() for one in objectives if one not in asked]
    said = [say("revise_weak", objective=weakest.short.lower())]
    if standing.due:
        said.insert(0, tutor.wording.counted("revise_due", len(standing.due)))
    if fresh:
        said.append(say("revise_new", objectives=", ".join(fresh)))
    return plain(" ".join(said), ACTIVITY, (say("offer_quiz_any"), say("offer_cards")))


def exam_plan(session: Session, text: str, tutor: Tutor) -> Draft:
    """A plan for the days until the exam, which is remembered."""
    say, today = tutor.wording.say, tutor.now().date()
    day = day_named(text, today) or tutor.memory.exam
    if day is None:
        return plain(say("exam_unread"), ACTIVITY)
    if day < today:
        return plain(say("exam_past"), ACTIVITY)
    tutor.memory.set_exam(day)
    left = (day - today).days
    says = say(
        "exam_plan",
        date=_spelt(day),
        days=tutor.wording.counted("days", left),
    )
    lines = _days(today, left, tutor)
    return Draft(
        (Point(says),), None, block="\n".join(lines), activity=ACTIVITY,
        choices=(say("offer_quiz_any"), say("offer_cards")),
    )  # fmt: skip


def _days(today: date, left: int, tutor: Tutor) -> list[str]:
    """A line for each day left: weak topics first, a mock exam, an easy last evening."""
    say = tutor.wording.say
    standing = tutor.memory.standing(tutor.now())
    order = sorted(tutor.course.unit.objectives, key=lambda one: standing.of(one.id).share)
    lines: list[str] = []
    for at in range(min(max(left, 1), PLANNED)):
        day = today + timedelta(days=at)
        if at == left - 1:
            what = say("exam_rest")
        elif at == left - 2:
            what = say("exam_mock")
        else:
            due = len(tutor.memory.due(tutor.now() + timedelta(days=at)))
            weak = order[at % len(order)].short.lower()
            what = say("exam_weak", objective=weak)
            if due:
                what = tutor.wording.counted("exam_due_and_weak", due, objective=weak)
        lines.append(say("exam_day", day=_spelt(day), what=what))
    return lines


def _spelt(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B}"


def about_me(session: Session, text: str, tutor: Tutor) -> Draft:
    """What is kept about the learner, and how to correct or delete it."""
    say = tutor.wording.say
    answers, now = tutor.memory.answers(), tutor.now()
    if not answers and tutor.memory.exam is None:
        return plain(say("about_me_none"), ACTIVITY)
    standing = tutor.memory.standing(now)
    states = "; ".join(
        f"{one.short}: {say(f'state_{standing.of(one.id).state}')}"
        for one in tutor.course.unit.objectives
    )
    says = say(
        "about_me", answers=str(len(answers)), cards=str(len(tutor.memory.cards())), states=states
    )
    return plain(says, ACTIVITY)


def correct(session: Session, text: str, tutor: Tutor) -> Draft:
    """Take the learner's own word on an objective; a question back where none is meant."""
    names = {one.id: one.short.lower() for one in tutor.course.unit.objectives}
    found = process.extractOne(text.lower(), names, scorer=fuzz.partial_ratio, score_cutoff=MEANT)
    if found is None:
        return plain(
            tutor.wording.say("correct_unread", objectives=", ".join(names.values())), ACTIVITY
        )
    knows = not tutor.cues.hit("negation", text.lower())
    tutor.memory.correct(found[2], knows, tutor.now())
    key = "corrected_knows" if knows else "corrected_not"
    return plain(tutor.wording.say(key, objective=names[found[2]]), ACTIVITY)


def forget(session: Session, text: str, tutor: Tutor) -> Draft:
    """Delete everything that is kept about the learner."""
    tutor.memory.forget()
    session.activity, session.quiz, session.parked = Session().activity, None, []
    session.play, session.case, session.practised, session.topic = None, None, [], Topic()
    return plain(tutor.wording.say("forgot_me"), ACTIVITY)


def export(session: Session, text: str, tutor: Tutor) -> Draft:
    """Write the learner's data and the flashcards as files into the data folder."""
    folder = tutor.learner_data / "export"
    cards = [
        Flashcard(id=one.id, front=one.ask, back=one.answer)
        for one in tutor.course.cards.values()
        if one.flashcard
    ]
    data = json.dumps(tutor.memory.export(), ensure_ascii=False, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "my-data.json").write_text(data, encoding="utf-8")
        (folder / "flashcards.csv").write_text(as_csv(cards), encoding="utf-8")
        (folder / "flashcards.apkg").write_bytes(anki(cards, tutor.course.unit.title, tutor.now()))
    except OSError:
        return plain(tutor.wording.say("export_failed", folder=str(folder)), ACTIVITY)
    return plain(tutor.wording.say("export_done", folder=str(folder)), ACTIVITY)
