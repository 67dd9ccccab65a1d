"""The unit's sentences and table rows as LangChain documents."""

from __future__ import annotations

import pytest

from bot.retrieval.retriever import UnitRetriever
from bot.tutor import Tutor


@pytest.fixture(scope="module")
def retriever(tutor: Tutor) -> UnitRetriever:
    return UnitRetriever(course=tutor.course, search=tutor.search)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("half a year of training for one job", "six months of training for one particular job"),
        ("which model understands over ninety languages", "over 90 languages"),
        ("effort and cost of RAG", "RAG"),
        ("wisper transcirbes speach", "speech"),
    ],
)
def test_the_sentence_is_found(retriever: UnitRetriever, query: str, expected: str) -> None:
    assert any(expected in found.page_content for found in retriever.invoke(query))


def test_documents_can_be_cited_word_for_word(retriever: UnitRetriever, tutor: Tutor) -> None:
    for found in retriever.invoke("Who maintains a fine-tuned model?"):
        cite = found.metadata["cite"]
        assert tutor.course.is_verbatim(cite.passage, found.page_content)
        assert found.metadata["source"].startswith("knowledge/unit/")


def test_the_best_comes_first_and_no_more_than_asked(retriever: UnitRetriever) -> None:
    scores = [one.metadata["score"] for one in retriever.invoke("What does RAG cost?")]
    assert len(scores) == retriever.k
    assert scores == sorted(scores, reverse=True)
