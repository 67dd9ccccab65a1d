"""A turn: what a message asks for, what it changes, and how it is said."""

from __future__ import annotations

import json

import pytest

from bot import conversation
from bot.conversation import park, report, take_turn
from bot.replies import Delta, Reply
from bot.responding import respond
from bot.routing import route
from bot.session import Playing, Quizzing, Session
from bot.tutor import Tutor

ROUTES = [
    ("What is RAG?", ["ask"]),
    ("hello", ["small-talk"]),
    ("thanks a lot!", ["small-talk"]),
    ("what can you do?", ["menu"]),
    ("menu", ["menu"]),
    ("start over", ["start-over"]),
    ("quiz me on RAG", ["quiz"]),
    ("give me 5 hard questions", ["quiz"]),
    ("flashcards", ["quiz"]),
    ("does the unit have flashcards?", ["ask"]),
    ("let me talk to Elena", ["role-play"]),
    ("role-play with Ravi", ["role-play"]),
    ("who is Ravi?", ["ask"]),
    ("advise me", ["advise"]),
    ("When is RAG enough?", ["ask"]),
    ("read the unit", ["contents"]),
    ("report a wrong answer", ["report"]),
    ("What is RAG? And quiz me on it.", ["ask", "quiz"]),
    ("What is RAG and what does fine-tuning cost?", ["ask", "ask"]),
    ("...", ["empty"]),
]


@pytest.mark.parametrize(("text", "kinds"), ROUTES)
def test_plain_language_finds_its_activity(tutor: Tutor, text: str, kinds: list[str]) -> None:
    assert [one.kind for one in route(Session(), text, tutor)] == kinds


def _in_quiz(tutor: Tutor) -> Session:
    """A conversation with a choice question open."""
    item = next(one for one in tutor.course.quiz.values() if one.kind == "single")
    return Session(activity=Quizzing(item=item.id, shown=list(range(len(item.options)))))


@pytest.mark.parametrize("word", ["stop", "hint", "skip", "pause"])
def test_control_words_belong_to_the_open_activity(tutor: Tutor, word: str) -> None:
    session = _in_quiz(tutor)
    assert [one.kind for one in route(session, word, tutor)] == ["control"]


@pytest.mark.parametrize("word", ["stop", "skip it", "cancel"])
def test_a_control_word_with_nothing_open_is_told_so(tutor: Tutor, word: str) -> None:
    reply = take_turn(Session(), word, tutor)
    assert "Nothing is open" in reply.text and reply.grounded is None


def test_an_open_item_takes_what_is_not_a_question(tutor: Tutor) -> None:
    session = _in_quiz(tutor)
    assert route(session, "the second one, because it is cheaper", tutor)[0].kind == "open"
    assert route(session, "What is RAG?", tutor)[0].kind == "ask"
    assert route(session, "role-play with Ravi", tutor)[0].kind == "role-play"


def test_what_is_parked_comes_back_as_it_stood(tutor: Tutor) -> None:
    scene = Playing(scenario="ravi-adviser", opening="Come in.")
    session = Session(activity=scene)
    park(session, "quiz")
    assert session.open is not None and session.open.item == "ravi-adviser"
    reply = take_turn(session, "go on", tutor)
    assert (reply.activity, session.activity) == ("role-play", scene)


def test_a_question_leaves_the_open_item_open(tutor: Tutor) -> None:
    session = _in_quiz(tutor)
    reply = take_turn(session, "What is RAG?", tutor)
    assert reply.grounded is True
    assert reply.open is not None and reply.open == session.open


def test_two_requests_in_one_message_are_both_served(tutor: Tutor) -> None:
    reply = take_turn(Session(), "What is RAG? And what does fine-tuning cost?", tutor)
    assert "retrieval-augmented generation" in reply.text
    assert "cost" in reply.text.split("\n\n")[1]


def test_a_session_survives_being_written_down(tutor: Tutor) -> None:
    session = _in_quiz(tutor)
    take_turn(session, "What is RAG?", tutor)
    again = Session.model_validate(json.loads(session.model_dump_json()))
    assert again == session
    assert take_turn(again, "and fine-tuning?", tutor).grounded is True


def test_start_over_forgets(tutor: Tutor) -> None:
    session = Session()
    take_turn(session, "What is RAG?", tutor)
    take_turn(session, "start over", tutor)
    assert session.topic.question == ""


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "!!!", "🤷", "a" * 5000, "<script>alert(1)</script>", "\x00\x01"])  # fmt: skip
def test_odd_input_gets_a_sentence(tutor: Tutor, text: str) -> None:
    reply = take_turn(Session(), text, tutor)
    assert reply.text.strip()
    assert "<script" not in reply.text


def test_a_report_is_kept_for_the_author(tutor: Tutor) -> None:
    session = Session()
    reply = take_turn(session, "What is RAG?", tutor)
    said = report(session, reply.id, tutor)
    kept = json.loads(tutor.reports.read_text(encoding="utf-8").splitlines()[-1])
    assert kept["question"] == "What is RAG?"
    assert kept["reply"] == reply.text
    assert "author" in said


def test_a_report_of_an_unknown_reply_is_not_kept(tutor: Tutor) -> None:
    assert report(Session(), "no-such-reply", tutor) == tutor.wording.say("report_nothing")


def test_reading_a_section_shows_it_with_its_citation(tutor: Tutor) -> None:
    section = next(iter(tutor.course.sections.values()))
    reply = take_turn(Session(), f"Read {section.heading}", tutor)
    assert section.sentences[0] in reply.text
    assert reply.citations[0].passage == section.id


@pytest.mark.anyio
async def test_what_streams_adds_up_to_the_reply(tutor: Tutor) -> None:
    events = [one async for one in respond(Session(), "What is RAG?", tutor)]
    assert isinstance(events[-1], Reply)
    said = "".join(one.text for one in events if isinstance(one, Delta))
    assert len(events) > 3
    assert said == events[-1].text


@pytest.mark.anyio
async def test_a_turn_that_is_stopped_changes_nothing(tutor: Tutor) -> None:
    session = Session(seed=1)
    stream = respond(session, "What is RAG?", tutor)
    await anext(stream)
    await stream.aclose()
    assert session == Session(seed=1)


def test_an_unverified_quote_is_never_shown(tutor: Tutor, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.content import Course
    from bot.drafts import UnverifiedQuote

    monkeypatch.setattr(Course, "is_verbatim", lambda *_: False)
    with pytest.raises(UnverifiedQuote):
        conversation.take_turn(Session(), "What is RAG?", tutor)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
