"""From a message to requests: what is asked for, in the order of precedence that the page promises.

(1) control words of the open activity, (2) an explicit request for another activity, (3) what
answers the open question or the tutor's own offer, (4) a question about the unit, (5) the rest.
"""

from __future__ import annotations

import re

from bot.activities import quiz_answers
from bot.reading.parts import parts_of
from bot.reading.words import STOP_WORDS
from bot.routing.advice import about_advice, asks_again, asks_another_form, surely_plan
from bot.routing.request import Kind, Request, small_talk
from bot.routing.scene import in_scene
from bot.session import Advising, Playing, Quizzing, Session
from bot.tutor import Tutor

ANSWERING = ("yes", "no", "praise")  # small talk that may answer an open question
WISHES: dict[str, tuple[Kind, str]] = {
    "role-play": ("role-play", "start"),
    "defend": ("role-play", "start"),
    "quiz": ("quiz", "start"),
    "flashcards": ("quiz", "start"),
    "mock-exam": ("quiz", "start"),
    "revise": ("quiz", "revise"),
    "progress": ("quiz", "progress"),
    "exam-plan": ("quiz", "exam"),
    "case": ("advise", "practice"),
    "guess": ("advise", "guess"),
    "read": ("contents", ""),
    "menu": ("menu", ""),
    "start-over": ("start-over", ""),
}  # what a learner may wish for, and what serves it
CLEAR_WISH, SURE_WISH = 0.05, 0.2  # how clear a wish must be, and while something else is open
STANDS = 2  # words beside names from which a part of a message may be a request of its own
ASKS = 0.5  # chance from which a line asks about the unit while the tutor waits for a fact
MEMORY = {
    "forget_me": "forget",
    "about_me": "about-me",
    "export_me": "export",
    "quiz_progress": "progress",
    "quiz_revise": "revise",
    "quiz_exam": "exam",
}  # cues of what the learner asks of the tutor's memory


def route(session: Session, text: str, tutor: Tutor) -> list[Request]:
    """The requests in a message, at least one."""
    other = tutor.languages.of(text, STOP_WORDS)
    if other is not None:
        return [Request("language", text, other.says)]
    playing = session.activity
    if isinstance(playing, Playing) and playing.stage != "choose":
        in_it = in_scene(playing, text, tutor)
        if in_it:
            return in_it
    if not re.search(r"\w|\?", text):
        return [Request("empty", text)]
    whole = _request(session, text, tutor)
    if whole.kind == "advise":
        return [whole]
    if whole.kind not in ("ask", "advise", "quiz", "role-play"):
        return [whole]
    parts = parts_of(text, tutor.cues)
    if len(parts) < 2:
        return [whole]
    requests = [_request(session, part, tutor) for part in parts]
    served = [one for one in requests if one.kind not in ("small-talk", "empty")]
    if len(served) > 1 and all(_stands(one, tutor) for one in served):
        return served
    return [whole]


def _stands(request: Request, tutor: Tutor) -> bool:
    """Whether a part of a message is a request of its own and not a piece of another's."""
    if request.kind != "ask":
        return True
    question = tutor.reader.read(request.text)
    if len([one for one in question.around.split() if one != "."]) < STANDS:
        return False  # "When do I use RAG, and when fine-tuning?" is one question
    lower = question.text.lower()
    return bool(
        question.subjects or tutor.cues.hit("leans", lower) or tutor.cues.hit("both_kinds", lower)
    )


def _request(session: Session, text: str, tutor: Tutor) -> Request:
    cues = tutor.cues
    repaired = tutor.reader.repair(text)
    lower = repaired.lower().strip()
    if in_quiz := _about_answers(session, lower, tutor):
        return in_quiz
    if session.activity.open and cues.hit("control", lower):
        return Request("control", text)
    if cues.hit("go_on", lower) and session.parked:
        return Request("resume", text)
    fixed = _fixed(lower, tutor)
    if fixed:
        return fixed
    explicit = (
        _activity(session, text, lower, tutor)
        or asks_again(session, text, lower, tutor)
        or _wished(session, text, lower, tutor)
        or about_advice(session, text, lower, tutor)
    )
    if explicit:
        return explicit
    if session.offer and cues.hit("agrees", lower):
        return _request(session.model_copy(update={"offer": None}), session.offer, tutor)
    if session.open and cues.hit("go_on", lower):
        return Request("resume", text)
    small = small_talk(lower, tutor)
    if small and (not session.activity.open or small not in ANSWERING):
        return Request("small-talk", text, small)
    if session.activity.open and not _asks(session, text, tutor):
        return Request("open", text)
    if small:
        return Request("small-talk", text, small)
    return Request("ask", text)


def _fixed(lower: str, tutor: Tutor) -> Request | None:
    """Requests about the tutor itself."""
    cues = tutor.cues
    if cues.hit("report", lower):
        return Request("report", lower)
    if cues.hit("start_over", lower):
        return Request("start-over", lower)
    if cues.hit("menu", lower):
        return Request("menu", lower)
    named = cues.hit("read_about", lower)
    if named and _section_named(named.group(1), tutor):
        return Request("read", lower, named.group(1))
    if cues.hit("read", lower):
        return Request("contents", lower)
    return None


def _section_named(name: str, tutor: Tutor) -> bool:
    return any(name == one.heading.lower() for one in tutor.course.sections.values())


def _about_answers(session: Session, lower: str, tutor: Tutor) -> Request | None:
    """A control word of an open quiz, or a remark on the answer just marked."""
    cues = tutor.cues
    quiz = session.activity if isinstance(session.activity, Quizzing) else None
    waits = quiz is not None and quiz.item is not None
    if waits and (cues.hit("quiz_control", lower) or cues.hit("quiz_sure", lower)):
        return Request("control", lower)
    on_quiz = bool(session.history) and session.history[-1].reply.activity == "quiz"
    marked = (quiz or session.quiz or Quizzing()).marks
    if on_quiz and not waits and cues.hit("quiz_knows", lower):
        return Request("quiz", lower, "correct")
    if not on_quiz or not marked:
        return None
    if cues.hit("quiz_why", lower):
        return Request("quiz", lower, "why")
    return Request("quiz", lower, "appeal") if cues.hit("quiz_appeal", lower) else None


def _activity(session: Session, text: str, lower: str, tutor: Tutor) -> Request | None:
    """An explicit request for the quiz, for what it remembers, or for a role-play."""
    cues = tutor.cues
    if session.play is not None:
        for name, what in (("play_save", "save"), ("play_again", "again")):
            hit = cues.hit(name, lower)
            if hit and (not session.activity.open or re.search(r"\bturn\b|\bscene\b", lower)):
                return Request("role-play", text, what)
    for name, what in MEMORY.items():
        if cues.hit(name, lower) and not (what == "exam" and _asks_besides(text, tutor)):
            return Request("quiz", text, what)
    if cues.hit("quiz", lower) and not surely_plan(text, tutor):
        return Request("quiz", text, "start")
    if cues.hit_person("role_play", lower, tutor.course):
        return Request("role-play", text, "start")
    return None


def _asks_besides(text: str, tutor: Tutor) -> bool:
    """Whether a line with an exam's date in it puts a question: "RAG or tuning for files? Exam tomorrow!" """
    return "?" in text and bool(tutor.reader.read(text).subjects)


def _wished(session: Session, text: str, lower: str, tutor: Tutor) -> Request | None:
    """A request for an activity in words that no cue knows."""
    margin = SURE_WISH if session.activity.open else CLEAR_WISH
    wish = None if tutor.cues.hit("advise_explicit", lower) else tutor.wishes.of(text, margin)
    if wish is None or tutor.answerer.asks_a_card(text) or tutor.answerer.asks_elsewhere(text):
        return None
    if tutor.cues.hit("sure", lower):
        return None  # "Are you certain? It goes before the board." asks for no scene
    kind, what = WISHES[wish]
    if kind == "quiz" and surely_plan(text, tutor):
        return None  # quiz questions that a model is to write for somebody
    if what == "exam" and _asks_besides(text, tutor):
        return None
    if kind == "role-play" and (tutor.cues.hit("asks_fact", lower) or _persons(text, tutor) > 1):
        return None  # two people set side by side, or a plain question about one: nothing to play
    if kind == "menu" and tutor.reader.read(text).subjects:
        return None  # "why the mini, if a better one is on offer?" asks about the mini
    return Request(kind, text, what)


def _persons(text: str, tutor: Tutor) -> int:
    """How many people of the course a message names."""
    terms = tutor.course.named(tutor.reader.read(text).subjects)
    return sum(one.kind == "person" for one in terms)


def _asks(session: Session, text: str, tutor: Tutor) -> bool:
    """Whether a line is a question about the unit rather than an answer to an open one."""
    if isinstance(session.activity, Playing) and session.activity.paused:
        return True
    if isinstance(session.activity, Quizzing):
        return not quiz_answers.answers(session, text, tutor)
    question = tutor.reader.read(text)
    answered = isinstance(session.activity, Advising) and bool(session.topic.answer)
    if answered and asks_another_form(question.text.lower(), tutor):
        return True  # "give me an example", of what was asked in between
    put = question.said.rstrip().endswith("?") or tutor.cues.hit("wh", question.text.lower())
    if put and isinstance(session.activity, Advising) and tutor.plans is not None:
        return tutor.plans.kinds(text)["question"] > ASKS  # "for our manuals, which level?"
    return bool(put)
