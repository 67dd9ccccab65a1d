"""The chat page: Chainlit's events in, the tutor's replies out. Nothing is decided here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from uuid import uuid4

import chainlit as cl
from chainlit.chat_context import chat_contexts

from bot.conversation import report
from bot.page.channel import narrow
from bot.page.opening import current
from bot.page.talk import Talk
from bot.replies import Delta, Reply
from bot.responding import respond
from bot.returning import keep, welcome_back
from bot.tutor import Tutor

log = logging.getLogger("bot.app")

OPENING = current()
SETTINGS, SAY = OPENING.settings, OPENING.wording.say
LADDER_WORDS = (
    *("title", "rungs", "way", "chosen", "then", "there", "change", "more"),
    *("effort", "cost", "time_to_value", "maintenance", "above", "assumed"),
)
BATCH = 16  # characters that are sent together while a reply is said
PATIENCE = 0.5  # seconds of opening after which the learner is told

narrow(SETTINGS.longest_message)


@cl.data_layer
def no_history() -> None:
    """Conversations are not kept, whatever database the environment names for other programs."""


@cl.set_starters
async def starters() -> list[cl.Starter]:
    """What an empty chat offers."""
    return [cl.Starter(**one) for one in OPENING.starters]


@cl.on_message
async def on_message(message: cl.Message) -> None:
    """Answer one message, or say why not."""
    talk = _talk()
    refusal = talk.refusal(message.content, SETTINGS.longest_message)
    if refusal:
        await cl.Message(content=SAY(refusal, longest=str(SETTINGS.longest_message))).send()
    else:
        async with talk.lock:
            await _answer(talk, message.content)
    # Chainlit keeps every message of a chat for itself; this page has no use for them.
    chat_contexts.pop(cl.context.session.id, None)


@cl.action_callback("open_passage")
async def open_passage(action: cl.Action) -> str | None:
    """Show a cited passage beside the chat; the sentence to show if it can't be."""
    citation = _talk().citation(action.payload.get("reply"), action.payload.get("marker"))
    if citation is None:
        return SAY("passage_gone")
    tutor = await OPENING.tutor()
    try:
        view = tutor.view(citation.passage, citation.quote)
    except KeyError:
        return SAY("passage_gone")
    words = {"file": SAY("label_file")}
    await cl.ElementSidebar.set_title(SAY("label_passage", title=str(view["title"])))
    # Not by ElementSidebar.set_elements: it also adds the passage to the chat's own elements, and
    # at each of those the page closes what is open beside it.
    passage = _element("Passage", {**view, "words": words}).to_dict()
    await cl.context.emitter.emit(
        "set_sidebar_elements", {"elements": [passage], "key": uuid4().hex}
    )
    return None


@cl.action_callback("report_answer")
async def report_answer(action: cl.Action) -> str:
    """Keep a report of a wrong answer, once; the sentence to show."""
    talk, reply_id = _talk(), str(action.payload.get("reply"))
    if reply_id not in talk.reports:
        tutor = await OPENING.tutor()
        said = await asyncio.to_thread(report, talk.session, reply_id, tutor)
        if reply_id not in talk.replies:
            return said
        talk.reports[reply_id] = said
    return talk.reports[reply_id]


def _talk() -> Talk:
    """This session's conversation, begun when it is first needed."""
    talk = cl.user_session.get("talk")
    if talk is None:
        talk = Talk()
        cl.user_session.set("talk", talk)
    return talk


async def _answer(talk: Talk, text: str) -> None:
    """Say a reply while it comes, then put the checked one in its place.

    Chainlit shows nothing of an exception, so whatever happens ends in a sentence here.
    """
    shown = cl.Message(content="")
    reply: Reply | None = None
    try:
        tutor = await _tutor(shown)
        if not talk.looked_back:
            talk.looked_back = True
            left = await asyncio.to_thread(welcome_back, tutor)
            talk.session = left[0] if left else talk.session
        async for event in _batched(respond(talk.session, text, tutor)):
            if isinstance(event, Reply):
                reply = event
            else:
                waited = shown.content == SAY("starting")
                await shown.stream_token(event, is_sequence=waited)
                await asyncio.sleep(SETTINGS.stream_pause)
    except asyncio.CancelledError:
        shown.content = (
            _ended(_checked(shown.content), "stopped") if reply is None else shown.content
        )
    except Exception:
        log.exception("an answer failed")
        reply, shown.content = None, _ended(_checked(shown.content), "failed")
    if reply is not None:
        await asyncio.to_thread(keep, talk.session, tutor)
        _dress(shown, talk, reply, tutor)
    talk.last_shown = shown
    await shown.send()


def _dress(shown: cl.Message, talk: Talk, reply: Reply, tutor: Tutor) -> None:
    """Put a checked reply into a message: its text, its cards, what stands under it."""
    talk.remember(reply)
    shown.content = reply.text
    shown.elements = [*_ladder(reply), *_progress(reply), _under(reply, tutor)]


@cl.on_chat_start
async def on_chat_start() -> None:
    """Bring back a quiz that was left open by a reload or a restart.

    While the tutor still opens the page must not wait; then the first message finds the quiz.
    """
    if not OPENING.ready:
        return
    tutor = await OPENING.tutor()
    talk = _talk()
    found = await asyncio.to_thread(welcome_back, tutor)
    talk.looked_back = True
    if found is not None:
        talk.session, reply = found
        shown = cl.Message(content="")
        _dress(shown, talk, reply, tutor)
        await shown.send()


async def _tutor(shown: cl.Message) -> Tutor:
    """The tutor; while it still opens, `shown` says so."""
    opening = asyncio.ensure_future(OPENING.tutor())
    done, _ = await asyncio.wait({opening}, timeout=PATIENCE)
    if not done:
        await shown.stream_token(SAY("starting"))
    return await opening


async def _batched(events: AsyncIterator[Delta | Reply]) -> AsyncIterator[str | Reply]:
    """Deltas joined to pieces worth a frame each, the first one at once, and the reply as it is."""
    waiting, most = "", 1
    async for event in events:
        if isinstance(event, Reply):
            yield event  # at once: what waits is a part of it
            return
        waiting += event.text
        if len(waiting) >= most:
            yield waiting
            waiting, most = "", BATCH


def _checked(said: str) -> str:
    """What may stay of a reply that was broken off: nothing of a model's, which nobody has checked."""
    return "" if SETTINGS.speaks else said


def _ended(said: str, key: str) -> str:
    """What was said so far, closed by a sentence."""
    said = "" if said == SAY("starting") else said.rstrip()
    return f"{said}\n\n{SAY(key)}".strip()


def _ladder(reply: Reply) -> list[cl.CustomElement]:
    """The card of a decision, if the reply makes one."""
    if reply.card is None:
        return []
    words = {name: SAY(f"ladder_{name}") for name in LADDER_WORDS}
    return [_element("Ladder", {**reply.card, "words": words})]


def _progress(reply: Reply) -> list[cl.CustomElement]:
    """The picture of what is mastered, if the reply shows it."""
    if not reply.progress:
        return []
    words = {name: SAY(f"progress_{name}") for name in ("title", "none", "over-confident")}
    rows = [one.model_dump() for one in reply.progress]
    return [_element("Progress", {"rows": rows, "words": words})]


def _under(reply: Reply, tutor: Tutor) -> cl.CustomElement:
    """What stands under a reply: its sources, what to say next, a flag."""
    names = ("sources", "open_source", "choices", "report")
    words = {name: OPENING.wording.texts[f"label_{name}"] for name in names}
    return _element(
        "UnderReply",
        {
            "reply": reply.id,
            "sources": [
                {"marker": one.marker, "heading": one.heading, "quote": one.quote}
                for one in reply.citations
            ],
            "choices": list(reply.choices),
            "engine": tutor.engine_name,
            "words": {**words, "failed": SAY("action_failed")},
        },
    )


def _element(name: str, props: dict[str, object]) -> cl.CustomElement:
    # With an address of its own, Chainlit writes no copy of the props to the disk.
    return cl.CustomElement(name=name, props=props, url=f"/public/elements/{name}.jsx")
