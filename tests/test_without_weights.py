"""Without the embedding weights the tutor searches by words alone, and says so once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import tutor as tutors
from bot.conversation import take_turn
from bot.retrieval.embedder import WeightsMissing
from bot.session import Session
from bot.settings import Settings
from bot.tutor import Tutor
from tests.test_kept import RENEW


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Tutor:
    def missing() -> None:
        raise WeightsMissing("not installed")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tutors, "load_embedder", missing)
        return tutors.open_tutor(Settings(data=tmp_path_factory.mktemp("plain")))


QUESTIONS = [
    ("What is RAG?", "retrieval-augmented generation"),
    ("what does fine-tuning cost", "significant"),
    ("How many languages does Whisper support?", "90"),
    ("Is RAG cheaper than fine-tuning?", "Yes."),
    ("Who maintains a pretrained model?", "provider"),
]


@pytest.mark.parametrize(("question", "expected"), QUESTIONS)
def test_it_still_answers(plain: Tutor, question: str, expected: str) -> None:
    reply = take_turn(Session(), question, plain)
    assert reply.grounded is True
    assert expected in reply.text


@pytest.mark.parametrize(
    "question", ["will it rain in Oslo tomorrow", "How many parameters does Phi have?"]
)
def test_it_still_declines(plain: Tutor, question: str) -> None:
    reply = take_turn(Session(), question, plain)
    assert (reply.grounded, reply.citations) == (False, ())


def test_it_says_so_once(plain: Tutor) -> None:
    session = Session()
    replies = [take_turn(session, one, plain).text for one in ("What is RAG?", "and Phi?")]
    notice = plain.wording.say("no_vectors")
    assert [notice in one for one in replies] == [True, False]


def test_what_ships_for_it_fits_the_content(plain: Tutor) -> None:
    assert not plain.files.stale, RENEW


def test_no_index_is_written_to_the_data_folder(plain: Tutor) -> None:
    assert not (Path(plain.settings.data) / "index").exists()
