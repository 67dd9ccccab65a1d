"""What a learner is told on a free answer."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import take_turn, turn
from bot.grading import Mark, Shown
from bot.memory import Memory
from bot.quizzing.feedback import free_feedback
from bot.session import Session
from bot.speaking.wordings import MARKER
from bot.tutor import Tutor


def test_the_point_turned_round_is_named_once_with_the_learners_words(tutor: Tutor) -> None:
    item = next(one for one in tutor.bank.values() if one.kind == "free" and len(one.points) > 1)
    names = tuple(one.point for one in item.points)
    mark = Mark("incorrect", 0.0, (), names, Shown(names[0], "the very opposite"))
    draft = free_feedback(item, mark, None, tutor.course, tutor.wording)
    texts = [one.text for one in draft.points]
    point = names[0].rstrip(".")
    told = tutor.wording.say("quiz_against", point=point, words="the very opposite")
    assert told in texts and sum(point in text for text in texts) == 1
    assert draft.graded is not None and draft.graded.missed is not None
    assert [one.point for one in draft.graded.missed] == list(names)


def test_words_that_show_several_points_are_quoted_once(tutor: Tutor) -> None:
    item = next(one for one in tutor.bank.values() if one.kind == "free" and len(one.points) > 1)
    words = "what I said"
    shown = tuple(Shown(one.point, words) for one in item.points)
    draft = free_feedback(item, Mark("correct", 1.0, shown, ()), None, tutor.course, tutor.wording)
    text = " ".join(point.text for point in draft.points)
    assert text.count(words) == 1
    assert all(one.point.rstrip(".") in text for one in item.points)


def test_verdict_and_points_stand_and_only_the_explanation_is_worded(tutor: Tutor) -> None:
    spoken = replace(tutor, speaker=object(), memory=Memory.in_memory())  # type: ignore[arg-type]
    session = Session(seed=3)
    take_turn(session, "only open questions", spoken)
    reply, speech = turn(session, "It is all about something with data.", spoken)
    assert speech is not None and speech.voice == "feedback"
    assert reply.graded is not None and reply.graded.missed
    item = next(
        one
        for one in tutor.bank.values()
        if one.why in speech.prose or one.why.split(". ")[0] in speech.prose
    )
    for one in reply.graded.missed:
        assert one.point.rstrip(".") in speech.before and one.point not in speech.prose
    assert speech.before.startswith("**") and speech.earlier == speech.before
    assert MARKER.sub("", speech.prose).split() == MARKER.sub("", item.why).split()
    assert f"{speech.before}\n\n{speech.prose}" in reply.text
