"""Questions that want a yes or a no, put as statements."""

from __future__ import annotations

import pytest

from bot.reading.asserting import asserted
from bot.tutor import Tutor


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Is RAG cheaper than fine-tuning?", "RAG is cheaper than fine-tuning."),
        ("does prompt engineering cost more than RAG", "prompt engineering cost more than RAG."),
        ("And can the fine-tuned model help us?", "the fine-tuned model can help us."),
        ("Should we start with RAG?", "we should start with RAG."),
        ("If we are in a hurry, is RAG quick?", "If we are in a hurry, RAG is quick."),
        ("RAG is cheap, isn't it?", "RAG is cheap, isn't it?"),
        ("We are in a hurry. Is RAG quick?", "RAG is quick."),
        ("RAG is quick. Is that true?", "RAG is quick. Is that true?"),
        ("Is telling the two apart of use?", "Is telling the two apart of use?"),
    ],
)
def test_a_question_is_put_as_what_it_asks_about(
    question: str, statement: str, tutor: Tutor
) -> None:
    assert asserted(question, tutor.reader.names) == statement
