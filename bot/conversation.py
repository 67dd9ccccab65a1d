"""One turn: the message is read into requests, each is served, and one checked reply comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.activities import advise, ask, desk, quiz, roleplay
from bot.activities.advise_unread import undecided
from bot.activities.reporting import keep_report
from bot.drafts import Draft, Parts, cited, plain
from bot.replies import ActivityName, Citation, Reply
from bot.routing import Request, route
from bot.session import Advising, Asking, Exchange, Playing, Quizzing, Session
from bot.speech import Speech
from bot.speeches import speech_of
from bot.tutor import Tutor

KEPT = 50  # exchanges of history

Activity = Callable[[Session, str, Tutor], Draft]


def take_turn(session: Session, text: str, tutor: Tutor) -> Reply:
    """Serve one message at once and offline, changing `session`."""
    return turn(session, text, tutor)[0]


def unread(session: Session, text: str, tutor: Tutor) -> str | None:
    """The words of a plan in which the tutor finds nothing that decides; None where it does, or there is no plan.

    The session stays as it is.
    """
    requests = route(session.model_copy(deep=True), text, tutor)
    request = requests[0]
    advising = request.kind == "open" and isinstance(session.activity, Advising)
    what = "open" if advising else request.detail if request.kind == "advise" else ""
    alone = len(requests) == 1 and undecided(session, request.text, what, tutor)
    return request.text if alone else None


def only_asks(session: Session, text: str, tutor: Tutor) -> bool:
    """Whether a translated message is a mere question about the unit, which decides nothing."""
    requests = route(session.model_copy(deep=True), text, tutor)
    return all(one.kind == "ask" for one in requests)


def turn(session: Session, text: str, tutor: Tutor) -> tuple[Reply, Speech | None]:
    """The reply to one message in its offline wording, and what a model may word of it."""
    drafts: list[Draft] = []
    for request in route(session, text, tutor):
        if drafts and drafts[-1].grounded is False and _leans(request, tutor):
            continue  # "... and how long has it been there?" of what was just declined
        draft = _serve(request, session, tutor)
        if draft.topic is not None:
            session.topic = draft.topic
        session.offer = draft.offer
        drafts.append(draft)
    waiting = _waiting(drafts[-1], session, tutor)
    drafts += [waiting] if waiting else []
    parts, citations = cited(drafts, tutor.course)
    reply = _reply(drafts, parts, citations, session, tutor)
    speech = speech_of(drafts, parts, citations, text, session, tutor) if tutor.speaker else None
    session.history = [*session.history, Exchange(said=text, reply=reply)][-KEPT:]
    return reply, speech


def _waiting(last: Draft, session: Session, tutor: Tutor) -> Draft | None:
    """The open question, to be put again after something else was served."""
    if last.activity == session.activity.kind and not last.resumes:
        return None
    return _again(session, tutor)


def _again(session: Session, tutor: Tutor) -> Draft | None:
    """What the open activity waits for."""
    served = (one.again(session, tutor) for one in (advise, quiz, roleplay))
    return next((one for one in served if one is not None), None)


def _leans(request: Request, tutor: Tutor) -> bool:
    """Whether a request names nothing itself."""
    return request.kind == "ask" and not tutor.reader.read(request.text).subjects


def _serve(request: Request, session: Session, tutor: Tutor) -> Draft:
    """The one table of what serves what."""
    match request.kind:
        case "ask":
            return ask.ask(session, request.text, tutor)
        case "small-talk":
            return desk.small_talk(session, request.detail, tutor)
        case "menu":
            return desk.menu(session, request.text, tutor)
        case "start-over":
            return desk.start_over(session, request.text, tutor)
        case "contents":
            return desk.contents(session, request.text, tutor)
        case "read":
            return desk.read(session, request.detail, tutor)
        case "report":
            return _report_last(session, tutor)
        case "advise":
            park(session, "advise")
            return advise.serve(session, request.text, request.detail, tutor)
        case "open" | "control" if isinstance(session.activity, Advising):
            return advise.serve(session, request.text, request.kind, tutor)
        case "quiz":
            if request.detail == "start":
                park(session, "quiz")
            return quiz.serve(session, request.text, request.detail, tutor)
        case "open" | "control" if isinstance(session.activity, Quizzing):
            return quiz.serve(session, request.text, request.kind, tutor)
        case "role-play":
            if request.detail in ("start", "again"):
                park(session, "role-play")
            return roleplay.serve(session, request.text, request.detail, tutor)
        case "open" | "control" if isinstance(session.activity, Playing):
            what = "stop" if request.kind == "control" else "open"
            return roleplay.serve(session, request.text, what, tutor)
        case "resume":
            return _resume(session, tutor)
        case "language":
            return plain(request.detail)
        case "empty":
            return desk.empty(session, request.text, tutor)
        case _:
            return ask.unclear(session, request.text, tutor)


def _resume(session: Session, tutor: Tutor) -> Draft:
    """Bring back what is parked, as it stood."""
    if not session.parked:
        return plain(tutor.wording.say("nothing_parked"))
    held = session.activity
    session.activity = session.parked.pop()
    if held.open:
        session.parked.insert(0, held)
    return replace(plain(tutor.wording.say("resumed"), session.activity.kind), resumes=True)


def park(session: Session, wanted: ActivityName) -> None:
    """Set the open activity aside for another one, to be brought back by "go on"."""
    scene = isinstance(session.activity, Playing) and bool(session.activity.turns)
    if session.activity.open and (session.activity.kind != wanted or scene):
        session.parked.append(session.activity)
        session.activity = Asking()


def with_notice(text: str, tutor: Tutor) -> str:
    """A reply's text with what the learner should know about how the tutor works today."""
    return f"{text}\n\n{tutor.notice}" if tutor.notice else text


def reply_of(drafts: list[Draft], session: Session, tutor: Tutor) -> Reply:
    """One reply from drafts that are not to be worded."""
    return _reply(drafts, *cited(drafts, tutor.course), session, tutor)


def _reply(
    drafts: list[Draft],
    parts: list[Parts],
    citations: tuple[Citation, ...],
    session: Session,
    tutor: Tutor,
) -> Reply:
    """One reply from the drafts of a turn; the last one's buttons are shown."""
    text = "\n\n".join(one.text for one in parts if one.text)
    advice = next((one.advice for one in drafts if one.advice), None)
    claims = [one.grounded for one in drafts if one.grounded is not None]
    said = [one for exchange in session.history for one in [exchange.reply.text]]
    if tutor.notice and tutor.notice not in " ".join(said):
        text = with_notice(text, tutor)
    return Reply(
        text=text,
        activity=drafts[-1].activity,
        grounded=all(claims) if claims else None,
        citations=citations,
        choices=drafts[-1].choices,
        open=session.open,
        level=advice.levels[0] if advice else None,
        levels=advice.levels if advice else None,
        needs=advice.needs if advice else None,
        card=advice.card if advice else None,
        item=next((one.item for one in reversed(drafts) if one.item), None),
        play=next((one.play for one in reversed(drafts) if one.play), None),
        progress=next((one.progress for one in drafts if one.progress), ()),
        graded=next((one.graded for one in drafts if one.graded), None),
        details="\n\n".join(one.details for one in drafts if one.details),
    )


def _report_last(session: Session, tutor: Tutor) -> Draft:
    if not session.history:
        return plain(tutor.wording.say("report_nothing"))
    return plain(report(session, session.history[-1].reply.id, tutor))


def report(session: Session, reply_id: str, tutor: Tutor) -> str:
    """Keep a report of a wrong answer for the author; the sentence to show."""
    found = next((one for one in session.history if one.reply.id == reply_id), None)
    if found is None:
        return tutor.wording.say("report_nothing")
    kept = keep_report(tutor.reports, found)
    return tutor.wording.say("report_kept" if kept else "report_failed")
