"""Answers to quiz questions: read, marked, remembered, explained, and once appealed against."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import replace

from bot.activities.quiz_steps import ACTIVITY, bank, joined, next_question, question
from bot.content.quiz import CHOSEN, QuizItem
from bot.drafts import Draft, Point, plain
from bot.grading.mark import KeyPoint, Mark
from bot.memory import Answer
from bot.quizzing.beliefs import held
from bot.quizzing.choice import chosen, ordered
from bot.quizzing.feedback import choice_feedback, free_feedback, order_feedback
from bot.quizzing.marking import mark_choice, mark_order
from bot.quizzing.posing import options_of
from bot.replies import Graded
from bot.session import Marked, Quizzing, Session
from bot.tutor import Tutor

log = logging.getLogger(__name__)
NEXT = 2  # misconceptions near an answer that are weighed against each other
LETTER = re.compile(r"\W*[A-Za-z]\W*")  # an answer that a question without options doesn't have
BRIEF = 6  # words up to which a question may be an answer put as one


def answer(session: Session, text: str, tutor: Tutor) -> Draft:
    """Mark an answer to the open question and go on; what can't be read gets a question back."""
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    item = bank(tutor)[str(quiz.item)]
    if item.kind == "free" and LETTER.fullmatch(text):
        return plain(tutor.wording.say("quiz_unread_free"), ACTIVITY)
    if item.kind == "free":
        mark = _graded(item, text, tutor)
        feedback, marked = _on_free(item, mark, text, quiz, tutor)
    else:
        places = _places(item, text, quiz, tutor)
        if not places:
            return plain(tutor.wording.say(f"quiz_unread_{_sort(item)}"), ACTIVITY)
        feedback, marked = _on_choice(item, places, text, quiz, tutor)
    if quiz.wanted.mode == "mock":
        feedback = replace(
            plain(tutor.wording.say("quiz_noted"), ACTIVITY), graded=Graded(verdict=None)
        )
    tutor.memory.record(_evidence(item, marked, quiz, tutor))
    session.activity = quiz.model_copy(update={"item": None, "marks": [*quiz.marks, marked]})
    return joined(feedback, next_question(session, tutor))


def answers(session: Session, text: str, tutor: Tutor) -> bool:
    """Whether a line answers the open question rather than asks about the unit."""
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    if quiz.item is None or quiz.wanted.mode == "flashcards":
        question = tutor.reader.read(text)  # "whats rag", with or without a question mark
        asks = tutor.cues.hit("wh", question.text.lower()) and question.subjects
        return not (text.rstrip().endswith("?") or asks)
    lower = text.lower().strip()
    at_end = tutor.cues.hit("asks_at_end", lower)
    asks = tutor.cues.hit("wh", lower) or at_end or lower.endswith("?")
    item = bank(tutor)[quiz.item]
    if not asks:
        return True
    if item.kind == "free":  # "RAG or fine-tuning: who keeps the latter up?" asks as well
        weighs = tutor.cues.hit("or", lower) and len(tutor.reader.read(text).subjects) > 1
        cued = any(tutor.cues.hit(one, lower) for one in ("wh", "asks_later"))
        return not (weighs or at_end or cued)
    return len(lower.split()) <= BRIEF and bool(_places(item, text, quiz, tutor))


def _sort(item: QuizItem) -> str:
    return item.kind if item.kind in ("several", "order") else "choice"


def _places(item: QuizItem, text: str, quiz: Quizzing, tutor: Tutor) -> tuple[int, ...]:
    """The places, in the item's own order, of what an answer chooses; () where it can't be read."""
    texts = options_of(item, quiz.shown)
    if item.kind == "order":
        read = ordered(text, texts)
    else:
        embed = tutor.search.embedder.vectors if tutor.search.embedder else None
        repaired = text if len(text.split()) <= 1 else tutor.reader.repair(text)
        read = chosen(text, texts, item.kind == "several", embed) or chosen(
            repaired, texts, item.kind == "several", embed
        )
    return tuple(quiz.shown[at] for at in read)


def _on_choice(
    item: QuizItem, places: tuple[int, ...], text: str, quiz: Quizzing, tutor: Tutor
) -> tuple[Draft, Marked]:
    assert tutor.course.marking is not None
    if item.kind == "order":
        verdict = mark_order(places, tutor.course.marking)
        feedback = order_feedback(item, verdict, tutor.wording)
        beliefs: list[str] = []
    else:
        verdict = mark_choice(item, places, tutor.course.marking)
        feedback = choice_feedback(item, places, quiz.shown, verdict, tutor.wording)
        picked = [item.options[at] for at in places]
        beliefs = [one.misconception for one in picked if one.misconception and not one.right]
    marked = Marked(
        item=item.id,
        attempt=quiz.attempt,
        response=text,
        verdict=verdict,
        hints=quiz.hints,
        misconceptions=beliefs,
    )
    return feedback, marked


def _graded(item: QuizItem, text: str, tutor: Tutor) -> Mark:
    """The mark of a free answer; "not graded" if the grader fails, never a zero."""
    points = [KeyPoint(one.point, one.wordings) for one in item.points]
    try:
        return tutor.grader.grade(item.prompt, str(item.reference), text, points, item.wrong)
    except Exception:  # whatever goes wrong in grading must not cost the learner a point
        log.exception("an answer to %s could not be graded", item.id)
        return Mark("not-graded", None)


def _on_free(
    item: QuizItem, mark: Mark, text: str, quiz: Quizzing, tutor: Tutor
) -> tuple[Draft, Marked]:
    belief = _belief(text, tutor) if mark.verdict == "incorrect" else None
    feedback = free_feedback(item, mark, belief, tutor.course, tutor.wording)
    marked = Marked(
        item=item.id,
        attempt=quiz.attempt,
        response=text,
        verdict=mark.verdict,
        hints=quiz.hints,
        misconceptions=[belief] if belief else [],
        named=list(mark.missed),
    )
    return feedback, marked


def _belief(text: str, tutor: Tutor) -> str | None:
    """The misconception that a wrong answer holds, if it plainly holds one."""
    question = tutor.reader.read(text)
    ranked = tutor.answerer.ranker.rank(question, tutor.search.scores(question.text))
    return held(question.text, ranked.beliefs[:NEXT], tutor.course.misconceptions, tutor.grader)


def _evidence(item: QuizItem, marked: Marked, quiz: Quizzing, tutor: Tutor) -> Answer:
    """An answer as the learner's memory keeps it, once for each asking."""
    share = {"correct": 1.0, "partial": 0.5, "incorrect": 0.0}
    return Answer(
        attempt=marked.attempt,
        item=item.id,
        kind=item.kind,
        activity="mock" if quiz.wanted.mode == "mock" else "quiz",
        objectives=(item.objective,),
        verdict=marked.verdict,
        points=share.get(marked.verdict),
        hints=marked.hints,
        help=marked.appealed,
        confidence={True: "sure", False: "unsure", None: None}[quiz.sure],
        misconceptions=tuple(marked.misconceptions),
        response=marked.response,
        at=tutor.now(),
    )


def appeal(session: Session, text: str, tutor: Tutor) -> Draft:
    """Grade the last free answer once more together with the reason given; once for an item."""
    quiz = session.activity if isinstance(session.activity, Quizzing) else session.quiz
    last = quiz.marks[-1] if quiz and quiz.marks else None
    if quiz is None or last is None or quiz.wanted.mode == "mock":
        return plain(tutor.wording.say("quiz_nothing_to_appeal"), ACTIVITY)
    item = bank(tutor)[last.item]
    if item.kind in (*CHOSEN, "order"):
        return Draft(
            (Point(tutor.wording.say("quiz_key_stands")), Point(item.why, (item.cite,))),
            activity=ACTIVITY,
        )
    if last.appealed:
        return plain(tutor.wording.say("quiz_appealed_already"), ACTIVITY)
    mark = _graded(item, f"{last.response}. {text}", tutor)
    feedback, marked = _on_free(item, mark, last.response, quiz, tutor)
    marked = marked.model_copy(
        update={"appealed": True, "named": last.named, "attempt": last.attempt}
    )
    marks = [*quiz.marks[:-1], marked]
    _log_appeal(item, last, marked, text, tutor)
    known = _evidence(item, marked, quiz, tutor)
    tutor.memory.record(known.model_copy(update={"appealed_from": last.verdict}))
    key = "quiz_appeal_stands" if mark.verdict == last.verdict else "quiz_appeal_granted"
    feedback = replace(feedback, points=(Point(tutor.wording.say(key)), *feedback.points[1:]))
    marked_anew = quiz.model_copy(update={"marks": marks})
    if not isinstance(session.activity, Quizzing):
        session.quiz = marked_anew
        return feedback
    session.activity = marked_anew
    return joined(feedback, question(marked_anew, tutor)) if marked_anew.item else feedback


def _log_appeal(item: QuizItem, before: Marked, after: Marked, reason: str, tutor: Tutor) -> None:
    """Keep both verdicts for the unit's author, beside the reports of wrong answers."""
    line = {
        "item": item.id,
        "response": before.response,
        "reason": reason,
        "before": before.verdict,
        "after": after.verdict,
    }
    path = tutor.reports.with_name("appeals.jsonl")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError:
        log.exception("an appeal could not be logged")
