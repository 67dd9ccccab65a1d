"""How far code can vouch for a sentence, learnt from worded drafts; and what a model is never asked to word."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.loading import ContentError
from bot.retrieval.cross_encoder import LONGEST, LONGEST_SENTENCE, Tokens, load_cross_encoder
from bot.speaking.checking import DOUBT, Checker
from bot.speaking.faithfulness import TURNED as TURNED_FILE
from bot.speaking.faithfulness import Faithfulness, sources_of
from bot.speaking.opening import open_checker
from bot.tutor import Tutor
from tests.speaking.conftest import Speaking
from tests.speaking.fake_model import FakeModel
from tests.speaking.spoken import checker_of
from tests.speaking.talking import offline, turn

SOURCES = [
    "The library lends its boats to members in the summer.",
    "Only members may borrow a boat, and they have to bring it back before dusk.",
    "A boat costs nothing to borrow, but a lost oar has to be paid for.",
]
FAITHFUL = "Members may borrow a boat, as long as it is back before dusk."
TURNED = "Anybody may borrow a boat, and it can stay out until after dusk."


@pytest.fixture(scope="module")
def checker(tutor: Tutor) -> Checker:
    return checker_of(tutor)


def test_a_turned_sentence_is_doubted_more_than_a_faithful_one(checker: Checker) -> None:
    good, bad = checker.faithfulness.doubts([FAITHFUL, TURNED], SOURCES, "")
    assert good < min(DOUBT.values()) and bad > good


def test_the_learner_s_own_words_are_not_the_sentence_s(checker: Checker) -> None:
    said = "Nobody ever brings a boat back after all the fuss we made"
    doubts = checker.faithfulness.doubts(
        [f'You said "{said}", and members may borrow a boat.', "And members may borrow a boat."],
        SOURCES,
        said,
    )
    assert doubts[0] == pytest.approx(doubts[1], abs=0.35)


def test_what_stands_beside_a_sentence_does_not_change_what_is_told_of_it(checker: Checker) -> None:
    both = checker.faithfulness.doubts([FAITHFUL, TURNED], SOURCES, "")
    alone = checker.faithfulness.doubts([TURNED], SOURCES, "")
    assert both[1] == alone[0]


def test_without_a_model_or_sources_nothing_is_doubted(checker: Checker) -> None:
    assert Faithfulness(None, None).doubts([TURNED], SOURCES, "").tolist() == [0]
    assert checker.faithfulness.doubts([TURNED], [], "").tolist() == [0]
    assert len(checker.faithfulness.doubts([], SOURCES, "")) == 0


def test_a_sentence_is_read_beside_the_nearest_sources() -> None:
    (told,) = sources_of(
        ["A lost oar has to be paid for."], [*SOURCES, "It is open on Sundays."], None
    )
    assert told.startswith(SOURCES[2]) and "Sundays" not in told


def test_long_sources_and_a_long_sentence_are_cut() -> None:
    ids, parts = Tokens().encoded("boat " * 400, "oar " * 400)
    assert len(ids) == len(parts) == LONGEST and sum(parts) == LONGEST_SENTENCE + 1


def test_a_course_without_a_trained_model_has_its_wordings_checked_by_rules_alone(
    tutor: Tutor, tmp_path: Path
) -> None:
    encoder = load_cross_encoder(tmp_path / TURNED_FILE)
    checker = open_checker(
        tutor.course, tutor.reader, tutor.search, tutor.cues, tutor.turns, encoder
    )
    assert checker.faithfulness.doubts([TURNED], SOURCES, "").tolist() == [0]


def test_a_damaged_model_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "fitted").mkdir()
    (tmp_path / TURNED_FILE).write_bytes(b"not a model")
    with pytest.raises(ContentError, match=r"turned\.onnx: can't be read; get it again"):
        load_cross_encoder(tmp_path / TURNED_FILE)


def test_a_sentence_turned_round_gives_way_to_the_draft(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor, question = speaking("good"), "What is RAG?"
    plain = offline(tutor, (), question)[1].text
    turned = (
        "Grounding retrains the model for good, so it never has to look at a document of yours. [1]"
    )
    server.asked.told["Draft of the answer"] = f"{plain.split(' [')[0]} [1] {turned}"
    _, reply, _ = turn(tutor, (), question)
    assert turned not in reply.text and reply.replaced is None


@pytest.mark.parametrize("persona", ["Ravi", "Elena", "Dr. Patel"])
def test_a_fact_that_a_persona_tells_takes_no_call(
    persona: str, speaking: Speaking, server: FakeModel
) -> None:
    tutor, before = speaking("good"), (f"role-play with {persona}",)
    asked = "What do people here need the tool for, and where do the answers stand?"
    _, plain = offline(tutor, before, asked)
    _, reply, _ = turn(tutor, before, asked)
    assert plain.play and plain.play.revealed
    assert (reply.text, reply.play, reply.model_calls) == (plain.text, plain.play, 0)


def test_what_a_persona_says_behind_its_reaction_stands(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    before = ("role-play with Ravi", "I recommend RAG over your own documentation.")
    said = "It is cheaper and quicker than fine-tuning, since nothing gets retrained."
    _, plain = offline(tutor, before, said)
    _, reply, _ = turn(tutor, before, said)
    (prompt,) = server.asked.prompts
    follows = prompt.split("What follows your words:\n")[1].split("\n\nSay the reaction")[0]
    assert follows and reply.text.endswith(follows) and plain.text.endswith(follows)
    assert reply.play == plain.play


def test_what_would_change_a_recommendation_is_code_s_to_say(
    speaking: Speaking, server: FakeModel
) -> None:
    tutor = speaking("good")
    plan = "Our support people need answers from our own manuals, and nothing else matters."
    _, plain = offline(tutor, (), plan)
    change = plain.text.split("\n\n")[-1]
    _, reply, _ = turn(tutor, (), plan)
    (prompt,) = server.asked.prompts
    assert change.startswith("What would change it") and reply.text.endswith(change)
    assert change.split(" [")[0] not in prompt and reply.replaced is None
