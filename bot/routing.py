"""From a message to requests: what is asked for, in the order of precedence that the page promises.

(1) control words of the open activity, (2) an explicit request for another activity, (3) what
answers the open question or the tutor's own offer, (4) a question about the unit, (5) the rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot.activities import quiz_answers
from bot.reading.parts import parts_of
from bot.reading.plan_model import REMARKS
from bot.reading.plans import OUTRIGHT
from bot.session import Advising, Quizzing, Session
from bot.tutor import Tutor

LONG = 25  # words from which a message seldom is a mere question
# Chance from which a message tells a plan: where it may as well state something, where it is long.
PLAN = {(False, False): 0.05, (False, True): 0.005, (True, False): 0.3, (True, True): 0.02}
FAINTLY, SURELY = (
    0.002,
    0.9,
)  # ... if it tells a need outright, and if it is another plan for certain
BRIEF = 12  # words of a message that has to lie nearer to the course to be a plan
BESIDE, ELSEWHERE = -1.0, -4.5  # log odds of lying inside the course, at least
ON_LAST = 8  # words up to which a line asks for another form of the last answer
ASKED = 0.8  # ... asks something, though it isn't put as a question
ANSWERING = ("yes", "no", "praise")  # small talk that may answer an open question
ASKS = 0.5  # ... asks about the unit while the tutor waits for a fact
LATER = 0.7  # ... adds to a case that was advised on some turns ago
ANEW = 16  # words from which a message that reads like a plan is another plan

MEMORY = {
    "forget_me": "forget",
    "about_me": "about-me",
    "export_me": "export",
    "quiz_progress": "progress",
    "quiz_revise": "revise",
    "quiz_exam": "exam",
}  # cues of what the learner asks of the tutor's memory

Kind = Literal[
    "control", "resume", "menu", "start-over", "contents", "read", "report", "small-talk",
    "quiz", "advise", "role-play", "ask", "open", "empty",
]  # fmt: skip


@dataclass(frozen=True)
class Request:
    """A part of a message, what it asks for, and for small talk which kind it is."""

    kind: Kind
    text: str
    detail: str = ""


def route(session: Session, text: str, tutor: Tutor) -> list[Request]:
    """The requests in a message, at least one."""
    if not re.search(r"\w|\?", text):
        return [Request("empty", text)]
    whole = _request(session, text, tutor)
    if whole.kind == "advise":
        return [whole]
    if whole.kind not in ("ask", "advise", "quiz", "role-play"):
        return [whole]
    parts = parts_of(text, tutor.cues)
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
    return bool(question.subjects or tutor.cues.hit("leans", question.text.lower()))


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
    explicit = _activity(text, lower, tutor) or _about_advice(session, text, lower, tutor)
    if explicit:
        return explicit if isinstance(explicit, Request) else Request(explicit, text)
    if session.offer and cues.hit("agrees", lower):
        return _request(session.model_copy(update={"offer": None}), session.offer, tutor)
    if session.open and cues.hit("go_on", lower):
        return Request("resume", text)
    small = _small_talk(lower, tutor)
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


def _about_advice(session: Session, text: str, lower: str, tutor: Tutor) -> Request | None:
    """A request for advice, a described plan, or a remark on the recommendation just given."""
    cues = tutor.cues
    if cues.hit("advise_explicit", lower):
        return Request("advise", text, "describe")
    if cues.hit("show_tree", lower):
        return Request("advise", text, "tree")
    if cues.hit("guess_first", lower):
        return Request("advise", text, "guess")
    another = session.practised and cues.hit("another_case", lower)
    if another or cues.hit("practice", lower):
        return Request("advise", text, "practice")
    if tutor.plans is None or session.activity.open or _small_talk(lower, tutor):
        return None
    kinds = tutor.plans.kinds(text)
    if session.case is not None and _remarks(session, lower, kinds, tutor):
        return Request("advise", text, "remark")
    if kinds["plan"] < SURELY and session.case is not None and _on_it(session):
        return None  # a question after a recommendation is not another plan
    return Request("advise", text, "plan") if _plans(text, lower, tutor) else None


def _on_it(session: Session) -> bool:
    """Whether the last reply was advice."""
    return bool(session.history) and session.history[-1].reply.activity == "advise"


def _plans(text: str, lower: str, tutor: Tutor) -> bool:
    """Whether a message describes a plan of one's own, and lies near enough to the course for it."""
    cues = tutor.cues
    on_last = any(
        cues.hit(one, lower) for one in ("table", "shorter", "example", "simpler", "more")
    )
    if on_last and len(lower.split()) <= ON_LAST:
        return False
    question = tutor.reader.read(text)
    named = {tutor.course.terms[one.id].kind for one in question.mentions}
    if named & {"person", "option"} or cues.hit("asks_model", lower) or cues.hit("errand", lower):
        return False
    if cues.hit("asks_level", lower):
        if tutor.answerer.asks_a_card(text):
            return False
        if cues.hit("asks_own_level", lower) and not question.subjects:
            return True
    assert tutor.plans is not None
    stated = question.checks or question.believes or "model" in named
    brief = len(lower.split()) <= BRIEF and not cues.hit("names_ai", lower)
    least = PLAN[bool(stated), len(lower.split()) >= LONG]
    chance, inwards = tutor.plans.spotter.chance(text), tutor.answerer.inwards(text)
    if chance > least and inwards > (BESIDE if brief else ELSEWHERE):
        return True
    asks = lower.endswith("?") or cues.hit("begins_request", lower) or cues.hit("wh", lower)
    told = not asks and not question.subjects and chance > FAINTLY and inwards > BESIDE
    return bool(told and tutor.plans.read(text, least=OUTRIGHT).needs)


def _remarks(session: Session, lower: str, kinds: dict[str, float], tutor: Tutor) -> bool:
    """Whether a message is about the case just advised on rather than a question or another plan."""
    if tutor.cues.hit("changes_answer", lower):
        return True
    if not _on_it(session):
        return kinds["new-fact"] + kinds["what-if"] + kinds["replacement"] > LATER
    if any(tutor.cues.hit(one, lower) for one in ("sure", "what_if", "why_alone", "doubts")):
        return True
    said = sum(kinds[one] for one in REMARKS)
    if kinds["question"] > (0.5 if tutor.cues.hit("wh", lower) else ASKED):
        return False
    leans = tutor.cues.hit("opens_leaning", lower) or tutor.cues.hit("leans", lower)
    anew = kinds["plan"] > SURELY and said < kinds["plan"] and len(lower.split()) >= ANEW
    return bool(leans or not anew)


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


def _activity(text: str, lower: str, tutor: Tutor) -> Request | Literal["role-play"] | None:
    """An explicit request for the quiz, for what it remembers, or for a role-play."""
    cues = tutor.cues
    for name, what in MEMORY.items():
        if cues.hit(name, lower):
            return Request("quiz", text, what)
    if cues.hit("quiz", lower):
        return Request("quiz", text, "start")
    people = [one for one in tutor.course.terms.values() if one.kind == "person"]
    names = sorted({name.lower() for one in people for name in (one.name, *one.aliases)})
    person = "|".join(re.escape(one) for one in names) or "$^"
    pattern = cues.one["role_play"].pattern.replace("{person}", f"(?:dr\\.? )?(?:{person})")
    if re.search(pattern, lower):
        return "role-play"
    return None


def _small_talk(lower: str, tutor: Tutor) -> str:
    for kind, pattern in tutor.cues.small_talk.items():
        if pattern.search(lower):
            return kind
    if tutor.cues.hit("agrees", lower):
        return "yes"
    return "no" if tutor.cues.hit("declines", lower) else ""


def _asks(session: Session, text: str, tutor: Tutor) -> bool:
    """Whether a line is a question about the unit rather than an answer to an open one."""
    if isinstance(session.activity, Quizzing):
        return not quiz_answers.answers(session, text, tutor)
    question = tutor.reader.read(text)
    put = question.said.rstrip().endswith("?") or tutor.cues.hit("wh", question.text.lower())
    if put and isinstance(session.activity, Advising) and tutor.plans is not None:
        return tutor.plans.kinds(text)["question"] > ASKS  # "for our manuals, which level?"
    return bool(put)
