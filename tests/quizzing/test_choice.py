"""How answers to questions with options are read."""

from __future__ import annotations

import pytest

from bot.quizzing.choice import chosen, ordered

LEVELS = ("Pretrained, as is", "Prompt engineering", "RAG", "Fine-tuning")
CLAIMS = (
    "RAG brings 90% of the benefit for 20% of the cost",
    "Fine-tuning brings 90% of the benefit for 20% of the cost",
    "RAG retrains the model on the firm's documents",
    "Fine-tuning looks documents up before it answers",
)
STEPS = (
    "Write better instructions",
    "Connect your documents",
    "Retrain the model",
    "Build a new model",
)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("c", 2),
        ("C", 2),
        ("C.", 2),
        ("(c)", 2),
        ("c)", 2),
        ("option c", 2),
        ("Answer C please", 2),
        ("C. RAG", 2),
        ("3", 2),
        ("number 3", 2),
        ("the third", 2),
        ("the third one", 2),
        ("third", 2),
        ("the last one", 3),
        ("I'd say C", 2),
        ("c because it needs documents", 2),
        ("RAG", 2),
        ("rag", 2),
        ("it's rag", 2),
        ("RAG, because fine-tuning doesn't give it documents", 2),
        ("I think it is RAG as the answers stand in their files", 2),
        ("not fine-tuning but RAG", 2),
        ("fine tuning", 3),
        ("finetuning", 3),
        ("promt engineering", 1),
        ("as is", 0),
        ("pretrained", 0),
    ],
)
def test_a_single_answer_is_read_by_mark_words_or_prose(said: str, at: int) -> None:
    assert chosen(said, LEVELS, several=False) == (at,)


@pytest.mark.parametrize(
    "said", ["banana pie", "hm", "a good question", "both", "a or b", "what do you think", ""]
)
def test_what_names_no_option_or_two_is_not_read(said: str) -> None:
    assert chosen(said, LEVELS, several=False) == ()


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("a and c", (0, 2)),
        ("A, C", (0, 2)),
        ("AC", (0, 2)),
        ("1 and 3", (0, 2)),
        ("the first and the third", (0, 2)),
        ("a c d", (0, 2, 3)),
        ("b", (1,)),
        ("both a and d", (0, 3)),
        ("RAG brings 90% of the benefit for 20% of the cost", (0,)),
    ],
)
def test_several_options_are_read_together(said: str, places: tuple[int, ...]) -> None:
    assert chosen(said, CLAIMS, several=True) == places


@pytest.mark.parametrize(
    "said",
    ["b c d a", "B, C, D, A", "bcda", "2 3 4 1", "b > c > d > a",
     "first connect, then retrain, then build a new one, at the end better instructions"],
)  # fmt: skip
def test_an_order_is_read_by_marks_or_words(said: str) -> None:
    assert ordered(said, STEPS) == (1, 2, 3, 0)


@pytest.mark.parametrize("said", ["b c", "b c d d", "first retrain", "no idea"])
def test_an_order_that_leaves_steps_out_is_not_read(said: str) -> None:
    assert ordered(said, STEPS) == ()
