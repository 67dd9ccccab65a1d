"""Quiz: questions one by one, each marked and explained, until the number asked for is through."""

from __future__ import annotations

from dataclasses import replace

from bot.activities import flashcards, progress, quiz_controls
from bot.activities.quiz_answers import answer, appeal
from bot.activities.quiz_steps import ACTIVITY, bank, joined, next_question, question
from bot.drafts import Draft, plain
from bot.quizzing.bank import fitting
from bot.quizzing.wanted import wanted
from bot.session import Quizzing, Session
from bot.tutor import Tutor


def serve(session: Session, text: str, what: str, tutor: Tutor) -> Draft:
    """The one table of what the quiz is asked for."""
    if not tutor.course.quiz or tutor.course.marking is None:
        return plain(tutor.wording.say("no_content", subject=tutor.course.unit.subject), ACTIVITY)
    cards = isinstance(session.activity, Quizzing) and session.activity.wanted.mode == "flashcards"
    served = {
        "start": start,
        "open": flashcards.answer if cards else answer,
        "control": flashcards.control if cards else quiz_controls.control,
        "appeal": appeal,
        "why": quiz_controls.why,
        "progress": progress.how_am_i_doing,
        "revise": progress.revise,
        "exam": progress.exam_plan,
        "about-me": progress.about_me,
        "correct": progress.correct,
        "forget": progress.forget,
        "export": progress.export,
    }
    return served[what](session, text, tutor)


def start(session: Session, text: str, tutor: Tutor) -> Draft:
    """A new quiz, of what the message asks for; an open one is set aside."""
    wish = wanted(
        text, tutor.wishes.of(text), tutor.cues, tutor.reader.names, tutor.course.unit.objectives
    )
    if not (wish.about or wish.objectives) and tutor.cues.hit("quiz_on_it", text.lower()):
        wish = wish.model_copy(update={"about": session.topic.entities})
    if wish.mode == "flashcards":
        return flashcards.start(session, wish, tutor)
    notes = ""
    if not fitting(bank(tutor), wish):
        notes = tutor.wording.say("quiz_nothing_fits")
        wish = wish.model_copy(update={"about": [], "objectives": [], "kinds": []})
    many = min(wish.count, len(fitting(bank(tutor), wish)))
    session.activity = Quizzing(wanted=wish.model_copy(update={"count": many}))
    key = "quiz_starts_open" if set(wish.kinds) == {"free"} else "quiz_starts"
    key = "quiz_mock_starts" if wish.mode == "mock" else key
    says = tutor.wording.counted(key, many)
    opening = plain(f"{notes} {says}".strip(), ACTIVITY)
    return joined(opening, next_question(session, tutor))


def again(session: Session, tutor: Tutor) -> Draft | None:
    """The open question once more, after something else was served; None if none is open."""
    quiz = session.activity
    if not isinstance(quiz, Quizzing) or quiz.item is None:
        return None
    if quiz.wanted.mode == "flashcards":
        return flashcards.shown(quiz, tutor)
    return replace(question(quiz, tutor), topic=None)
