"""What a learner may say beside an answer: hint, skip, why, sure, stop."""

from __future__ import annotations

from dataclasses import replace

from bot.activities.quiz_steps import ACTIVITY, bank, finish, joined, next_question, question
from bot.drafts import Draft, Point, plain
from bot.session import Marked, Quizzing, Session
from bot.tutor import Tutor


def control(session: Session, text: str, tutor: Tutor) -> Draft:
    """Serve a control word of the open quiz."""
    lower = tutor.reader.repair(text).lower()
    if tutor.cues.hit("asks_hint", lower):
        return hint(session, tutor)
    if tutor.cues.hit("passes", lower):
        return skip(session, tutor)
    if tutor.cues.hit("quiz_sure", lower):
        return sure(session, lower, tutor)
    if tutor.cues.hit("pauses", lower):
        return plain(tutor.wording.say("quiz_paused"), ACTIVITY)
    return finish(session, tutor)


def hint(session: Session, tutor: Tutor) -> Draft:
    """The next rung of the ladder of two hints."""
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    item = bank(tutor)[str(quiz.item)]
    if quiz.hints >= len(item.hints):
        return plain(tutor.wording.say("quiz_no_more_hints"), ACTIVITY)
    if quiz.wanted.mode == "mock":
        return plain(tutor.wording.say("quiz_no_hints_in_mock"), ACTIVITY)
    session.activity = quiz.model_copy(update={"hints": quiz.hints + 1})
    says = tutor.wording.say("quiz_hint", hint=item.hints[quiz.hints])
    return replace(plain(says, ACTIVITY), choices=question(session.activity, tutor).choices)


def skip(session: Session, tutor: Tutor) -> Draft:
    """Leave the question open in the count, say what was right, and go on. No mark is given."""
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    item = bank(tutor)[str(quiz.item)]
    skipped = Marked(
        item=item.id, attempt=quiz.attempt, response="", verdict="not-graded", hints=quiz.hints
    )
    session.activity = quiz.model_copy(update={"item": None, "marks": [*quiz.marks, skipped]})
    if quiz.wanted.mode == "mock":
        return joined(
            plain(tutor.wording.say("quiz_skipped"), ACTIVITY), next_question(session, tutor)
        )
    right = "; ".join(item.options[at].text.rstrip(".") for at in item.right)
    right = right or "; ".join(item.steps) or str(item.reference)
    says = tutor.wording.say("quiz_skipped_right", right=right.rstrip("."))
    # The answer to an open question is a reason already.
    told = (
        (Point(says, (item.cite,)),)
        if item.kind == "free"
        else (Point(says), Point(item.why, (item.cite,)))
    )
    return joined(Draft(told, activity=ACTIVITY), next_question(session, tutor))


def sure(session: Session, lower: str, tutor: Tutor) -> Draft:
    """Note how sure the learner is of the answer to come."""
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    unsure = bool(tutor.cues.hit("quiz_unsure", lower))
    session.activity = quiz.model_copy(update={"sure": not unsure})
    says = tutor.wording.say("quiz_noted_unsure" if unsure else "quiz_noted_sure")
    return replace(plain(says, ACTIVITY), choices=question(session.activity, tutor).choices)


def why(session: Session, text: str, tutor: Tutor) -> Draft:
    """Explain the last answered question: what is right, and why each wrong option fails."""
    quiz = session.activity if isinstance(session.activity, Quizzing) else session.quiz
    if quiz is None or not quiz.marks or (quiz.wanted.mode == "mock" and quiz.item):
        return plain(tutor.wording.say("quiz_answer_first"), ACTIVITY)
    item = bank(tutor)[quiz.marks[-1].item]
    fails = [
        Point(tutor.wording.say("quiz_tempts", option=one.text, why=one.why), apart=True)
        for one in item.options
        if not one.right and one.why
    ]
    return Draft((Point(item.why, (item.cite,)), *fails), activity=ACTIVITY)
