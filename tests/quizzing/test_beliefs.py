"""A misconception is laid at a learner's door only where the answer plainly holds it."""

from __future__ import annotations

import pytest

from bot.quizzing.beliefs import held
from bot.tutor import Tutor


def belief_of(text: str, tutor: Tutor) -> str | None:
    question = tutor.reader.read(text)
    near = tutor.answerer.ranker.rank(question, tutor.search.scores(question.text)).beliefs[:2]
    return held(question.text, near, tutor.course.misconceptions, tutor.grader)


@pytest.mark.parametrize(
    ("text", "belief"),
    [
        (
            "After the tuning nothing is paid for inference any more.",
            "no-inference-after-fine-tuning",
        ),
        ("RAG is the middle one of five levels.", None),
        ("There are many levels, one after another.", None),
        ("Ravi has to decide something for the developers of his firm.", None),
    ],
)
def test_what_is_true_or_beside_the_point_holds_none(
    tutor: Tutor, text: str, belief: str | None
) -> None:
    assert belief_of(text, tutor) == belief


def test_most_misconceptions_are_known_in_their_own_words(tutor: Tutor) -> None:
    known = tutor.course.misconceptions
    got = [belief_of(one.belief, tutor) == one.id for one in known.values()]
    assert sum(got) > 0.5 * len(got)
