"""Says a turn's reply: its pieces as a preview while it comes, and last the checked reply itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

from bot.beforehand import Help, read_again, translated
from bot.conversation import turn, with_notice
from bot.replies import Delta, Reply
from bot.session import Exchange, Session
from bot.speaking.client import Usage
from bot.speech import Speech, Worded
from bot.speeches import abroad
from bot.tutor import Tutor

WORDS_AT_ONCE = 3  # in a streamed piece
LEARNER = "local"  # whose budget it is; without login there is one learner


def respond(session: Session, text: str, tutor: Tutor) -> AsyncIterator[Delta | Reply]:
    """Serve one message. Yields what is being said, and last the `Reply` that replaces it.

    The session changes only when the reply is complete: a turn that is stopped leaves it as it was.
    """
    return _spoken(session, text, tutor)


async def _spoken(session: Session, text: str, tutor: Tutor) -> AsyncIterator[Delta | Reply]:
    usage = Usage()
    trial, reply, speech, failed = await _served(session, text, tutor, usage)
    if tutor.speaker is None or speech is None:
        for piece in _pieces(reply.text):
            yield Delta(text=piece)
        took = {"model_calls": usage.calls, "prompt_tokens": usage.read}
        reply = reply.model_copy(update=took)
    else:
        if failed:
            events = _given_up(speech, failed, usage)
        else:
            events = tutor.speaker.word(speech, LEARNER, usage)
        async for event in _worded(reply, speech, trial, events, tutor):
            if isinstance(event, Reply):
                reply = event
            else:
                yield event
    trial.history[-1] = Exchange(said=text, reply=reply)
    for name in type(session).model_fields:
        setattr(session, name, getattr(trial, name))
    yield reply


async def _served(
    session: Session, text: str, tutor: Tutor, usage: Usage
) -> tuple[Session, Reply, Speech | None, str | None]:
    """The session after the turn, its reply in the offline wording, what of it a model may word.

    Last comes why the model can't be had, if it was asked something before and can't.
    """
    trial, aid = session.model_copy(deep=True), Help(text, tutor)
    if tutor.speaker is not None:
        aid = await translated(session, text, tutor, tutor.speaker, LEARNER, usage)
    reply, speech = await asyncio.to_thread(turn, trial, aid.text, tutor)
    if aid.language is not None:
        speech = abroad(speech, reply, aid.text, aid.language.name)
        reply = reply.model_copy(update={"text": f"{aid.language.says}\n\n{reply.text}"})
    elif tutor.speaker is not None and reply.activity == "advise" and reply.levels is None:
        aid = await read_again(session, text, tutor, tutor.speaker, LEARNER, usage)
        if (
            aid.tutor is not tutor
        ):  # advice keeps nothing outside the session, so it can be had anew
            trial = session.model_copy(deep=True)
            reply, speech = await asyncio.to_thread(turn, trial, text, aid.tutor)
    return trial, reply, speech, aid.failed


async def _given_up(speech: Speech, failed: str, usage: Usage) -> AsyncIterator[str | Worded]:
    """The offline wording, of a turn in which the model has failed before."""
    yield Worded(speech.prose, usage.calls, usage.read, failed, offline=True)


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces of a few words."""
    words = text.split(" ")
    for at in range(0, len(words), WORDS_AT_ONCE):
        end = " " if at + WORDS_AT_ONCE < len(words) else ""
        yield " ".join(words[at : at + WORDS_AT_ONCE]) + end


async def _worded(
    reply: Reply,
    speech: Speech,
    session: Session,
    events: AsyncIterator[str | Worded],
    tutor: Tutor,
) -> AsyncIterator[Delta | Reply]:
    """The reply as the model words it, its pieces as a preview, or as it is where the model fails."""
    if speech.before:
        yield Delta(text=f"{speech.before}{speech.glue}")
    async for event in events:
        if isinstance(event, str):
            yield Delta(text=event)
            continue
        notes = {
            "model_calls": event.calls,
            "prompt_tokens": event.prompt_tokens,
            "replaced": event.replaced,
            "cached": event.cached,
        }
        if event.replaced is None:
            told = bool(tutor.notice) and reply.text.endswith(str(tutor.notice))
            said = speech.whole(event.prose)
            notes["text"] = with_notice(said, tutor) if told else said
        elif event.offline and not session.told_offline:
            key = "budget_spent" if event.replaced == "budget" else "went_offline"
            notes["text"] = f"{reply.text}\n\n{tutor.wording.say(key)}"
        if not event.cached:
            session.told_offline = event.offline
        yield reply.model_copy(update=notes)
