"""Reading what was typed: spelling, names, aspects, checks, parts."""

from __future__ import annotations

import pytest

from bot.reading.mentions import SHED
from bot.reading.parts import parts_of
from bot.reading.spelling import english_words
from bot.reading.words import normalise, stem, words
from bot.retrieval.embedder import VOCABULARY
from bot.tutor import Tutor


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("wht is promt enginering", "what is prompt engineering"),
        ("whats finetuneing", "what is finetuning"),
        ("teh tradeofs", "the tradeoffs"),
        ("how mch does it csot", "how much does it cost"),
    ],
)
def test_misspelt_words_become_words_of_the_course(tutor: Tutor, typed: str, expected: str) -> None:
    got = words(tutor.reader.repair(typed))
    assert len(set(got) & set(words(expected))) >= len(words(expected)) - 1


@pytest.mark.parametrize("word", ["weather", "Paris", "guitar", "blockchain", "teaspoons", "LoRA"])
def test_words_that_are_right_are_left_alone(tutor: Tutor, word: str) -> None:
    assert tutor.reader.repair(f"tell me about {word}") == f"tell me about {word}"


@pytest.mark.parametrize(
    "typed", ["fine-tuning", "fine tuning", "finetuning", "Fine-tuned", "finetune", "FINE TUNE"]
)
def test_a_name_is_found_however_it_is_written(tutor: Tutor, typed: str) -> None:
    assert tutor.reader.read(f"what about {typed}?").subjects == ("fine-tuning",)


def test_the_longest_name_wins(tutor: Tutor) -> None:
    assert tutor.reader.read("is gpt4o mini fast").subjects == ("gpt-4o-mini",)
    assert tutor.reader.read("is gpt4o fast").subjects == ("gpt-4o",)


def test_looser_words_count_where_nothing_is_named(tutor: Tutor) -> None:
    assert "pretrained" in tutor.reader.read("what does a stock model cost").subjects
    assert tutor.reader.read("does RAG retrain the model").subjects == ("rag",)


@pytest.mark.parametrize(
    ("typed", "statement"),
    [
        ("RAG retrains the model, right?", "RAG retrains the model"),
        ("So I think RAG is cheap, isn't it?", "RAG is cheap"),
        ("Is it true that Llama is free?", "Llama is free"),
        ("My boss says fine-tuning is quick. Correct?", "fine-tuning is quick."),
        ("Llama is the Microsoft one isn't it", "Llama is the Microsoft one"),
        ("so Ravi starts with fine-tuning, correct", "Ravi starts with fine-tuning"),
    ],
)
def test_a_statement_is_freed_of_its_tags(tutor: Tutor, typed: str, statement: str) -> None:
    question = tutor.reader.read(typed)
    assert question.checks
    assert question.statement.lower().strip(" ?.") == statement.lower().strip(" ?.")


def test_aspects_are_read_in_the_order_they_are_asked(tutor: Tutor) -> None:
    assert tutor.reader.read("effort and price of RAG?").aspects == ("effort", "cost")


def test_a_message_with_two_questions_has_two_parts(tutor: Tutor) -> None:
    parts = parts_of("What is RAG? And what is fine-tuning?", tutor.cues)
    assert parts == ["What is RAG?", "And what is fine-tuning?"]
    assert len(parts_of("When we tune it, it changes. Is that right?", tutor.cues)) == 1
    assert len(parts_of("What do both cost? And who makes Phi?", tutor.cues)) == 2
    assert len(parts_of("Tell me both the effort and what it costs.", tutor.cues)) == 1


def test_what_leads_up_to_a_question_stays_with_it(tutor: Tutor) -> None:
    text = "We have many manuals. They change a lot. Which level fits?"
    assert parts_of(text, tutor.cues) == [text]


def test_text_is_normalised_without_losing_words() -> None:
    assert normalise("what\u2019s  \u200bRAG\u0000?") == "what is RAG?"
    assert words("Zoë's naïve café") == ["zoe", "naive", "cafe"]


def test_no_word_is_so_long_that_its_name_is_ruled_out() -> None:
    worst = max(len(one) - len(stem(one)) for one in english_words(VOCABULARY))
    assert worst < SHED
