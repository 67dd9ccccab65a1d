"""What of a turn a model may word: the prose of one draft, with all that the wording may rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.content.scenarios import Scenario
from bot.drafts import Draft, Parts
from bot.playing.story import Story
from bot.replies import Citation, Reply
from bot.session import Asking, Exchange, Playing, Session
from bot.speech import Speech
from bot.tutor import Tutor

BEFORE = 2  # exchanges that a prompt may hold


def speech_of(
    drafts: Sequence[Draft],
    parts: Sequence[Parts],
    citations: Sequence[Citation],
    said: str,
    session: Session,
    tutor: Tutor,
) -> Speech | None:
    """The speech of a turn whose drafts are ready; None where nothing of it is to be worded.

    A turn that serves two requests, and all that poses a question or tells of the learner's memory,
    is said as it is.
    """
    draft, part = drafts[0], parts[0]
    if draft.voice is None or (len(drafts) > 1 and drafts[1].voice not in (None, "general")):
        return None
    if draft.voice == "general":
        return _in_general(parts, said, session, tutor)
    if draft.voice == "persona":
        return _in_character(part, said, session, tutor)
    last = draft.voiced or None
    stands = part.prose(0, draft.stands) if draft.stands else ""
    prose = part.prose(draft.stands, last)
    alone = _alone(said, session, tutor)
    markers = {one.marker: one.quote for one in citations if f"[{one.marker}]" in prose}
    rest = part.prose(last, None) if last else ""
    after = [rest, part.block, *(one.text for one in parts[1:])]
    return Speech(
        voice=draft.voice,
        said=said,
        prose=prose,
        before="\n\n".join(one for one in (part.heading, stands) if one),
        after="\n\n".join(one for one in after if one),
        earlier=_earlier(session.history) if draft.voice == "answer" and not alone else stands,
        sources=tuple(markers.items()),
        may_recommend=draft.advice.levels if draft.advice else None,
        alone=alone,
        verdict=draft.graded.verdict if draft.graded else None,
    )


def _in_general(parts: Sequence[Parts], said: str, session: Session, tutor: Tutor) -> Speech | None:
    """General knowledge beneath the sentence that the unit doesn't cover it, if the settings allow that.

    Never while a quiz or a play is open, nor about the people and firms of the course, who are in no other source.
    """
    kinds = {tutor.course.terms[one.id].kind for one in tutor.reader.names.find(said)}
    own = (
        bool(kinds & {"person", "company"})
        or len(parts) > 1
        or not isinstance(session.activity, Asking)
    )
    if not tutor.settings.general_knowledge or own or session.parked:
        return None
    return Speech(
        voice="general",
        said=said,
        prose="",
        before=f"{parts[0].text}\n\n{tutor.wording.say('general_label')}",
        glue=" ",
        who={"subject": tutor.course.unit.subject},
    )


def abroad(speech: Speech | None, reply: Reply, said: str, language: str) -> Speech:
    """A reply to a question that was translated from a language, to be said in that language."""
    if speech is None or speech.voice != "answer":
        quotes = tuple((one.marker, one.quote) for one in reply.citations)
        speech = Speech("abroad", said, reply.text, sources=quotes)
    return replace(speech, voice="abroad", said=said, earlier="", who={"language": language})


def _in_character(part: Parts, said: str, session: Session, tutor: Tutor) -> Speech | None:
    """A turn of a role-play: the persona's reaction, with what it then says and what it has told so far."""
    playing = session.activity
    if not isinstance(playing, Playing) or not playing.turns:
        return None
    scenario = tutor.course.scenarios[str(playing.scenario)]
    turn = playing.turns[-1]
    reaction, stands = _parted(turn.lines, scenario)
    if not reaction:  # a fact alone is told as it is
        return None
    story = Story(scenario, playing.turns, [one.id for one in tutor.course.levels])
    told = set(story.revealed)
    name = tutor.wording.say("play_line", persona=scenario.persona.name, says="").strip()
    return Speech(
        voice="persona",
        said=said,
        prose=reaction,
        before=name,
        glue=" ",
        then=stands,
        after=part.prose(1),
        earlier=_said_before(playing, scenario.persona.name),
        may_recommend=story.decision.levels if story.accepted else (),
        may_name_levels=story.named,
        secret=tuple(one.lines[0] for one in scenario.facts if one.lines and one.id not in told),
        who={
            "name": scenario.persona.name,
            "role": scenario.persona.role,
            "manner": scenario.persona.manner,
            "about": ", ".join(tutor.course.terms[one].name for one in scenario.about),
        },
    )


def _parted(lines: Sequence[str], scenario: Scenario) -> tuple[str, str]:
    """A persona's lines: the reaction, which may be worded, and all from the first that counts as said.

    A fact told, an objection raised, a decision accepted count, and stand word for word; the rest is manner.
    """
    told = [line for one in (*scenario.facts, *scenario.objections) for line in one.lines]
    counted = {*told, *scenario.lines["accepts"]}
    first = next((at for at, one in enumerate(lines) if one in counted), len(lines))
    return " ".join(lines[:first]), " ".join(lines[first:])


def _said_before(playing: Playing, persona: str) -> str:
    """The last turns of the scene itself: nothing of a hint, a pause or an earlier debrief."""
    lines = [f"- {persona}: {playing.opening}"]
    for turn in playing.turns[:-1]:
        lines += [f"- {turn.said}", f"- {persona}: {' '.join(turn.lines)}"]
    return "\n".join(lines[-2 * BEFORE :])


def _earlier(history: Sequence[Exchange]) -> str:
    """The last exchanges, in brief."""
    return "\n".join(f"- {one.said}\n- {one.reply.text}" for one in history[-BEFORE:])


def _alone(said: str, session: Session, tutor: Tutor) -> bool:
    """Whether a question names what it is about and leans on nothing said before."""
    question = tutor.reader.read(said)
    leans = tutor.cues.hit("leans", question.text.lower()) or tutor.cues.hit(
        "opens_leaning", question.text.lower()
    )
    return bool(question.subjects) and not leans
