"""The checks of a wording: each fault is refused by its name, and what only says it otherwise passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bot.speaking.checking import Checker
from bot.speaking.faithfulness import Faithfulness
from bot.speech import Speech
from bot.tutor import Tutor
from tests.speaking.spoken import checker_of

QUOTES = (
    ("1", "RAG connects those files, so the model answers from them."),
    ("2", "RAG needs no retraining, which keeps the tool quick to deploy."),
)
ANSWER = Speech(
    voice="answer",
    said="Why RAG for Elena?",
    prose="RAG suits Elena's firm, because the model answers from the firm's own files. [1] It needs no retraining, so it is quick to deploy. [2]",
    sources=QUOTES,
)
ADVICE = replace(ANSWER, voice="recommendation", may_recommend=("rag",))
FEEDBACK = replace(ANSWER, voice="feedback", verdict="incorrect")
STANDS = "**Not right.** What was missing: Its upkeep is left to you, who keep the archive of proposals current, and not to the provider."
PERSONA = Speech(
    voice="persona",
    said="What should it do?",
    prose="My people lose hours hunting for old proposals. I want the hunt to take minutes.",
    may_recommend=(),
    may_name_levels=False,
    secret=("The archive is a mix of text files, slides and old scans.",),
    who={"name": "Elena", "role": "partner", "manner": "brisk"},
)


@pytest.fixture(scope="module")
def checker(tutor: Tutor) -> Checker:
    return checker_of(tutor)


@pytest.mark.parametrize(
    ("speech", "text"),
    [
        (ANSWER, "Because the answers come out of the firm's own files. [1] And as nothing is retrained, the tool is quick to deploy. [2]"),
        (ADVICE, "I recommend RAG: the model answers from your own files. [1] Nothing has to be retrained, so you can deploy it quickly. [2]"),
        (FEEDBACK, "That isn't there yet. With RAG the model answers from the firm's own files. [1]"),
        (PERSONA, "Hours go into hunting for old proposals here, and I'd like minutes instead."),
    ],
)  # fmt: skip
def test_what_only_says_it_otherwise_passes(checker: Checker, speech: Speech, text: str) -> None:
    assert checker.problem(speech, text) is None


@pytest.mark.parametrize(
    ("speech", "text", "reason"),
    [
        (ANSWER, "The tool is quick to deploy, since RAG needs no retraining. [2]", "the answer left out"),
        (replace(ANSWER, prose=f"No. {ANSWER.prose}"), "Yes. RAG suits Elena's firm, because the model answers from the firm's own files. [1]", "another answer"),
        (ANSWER, "RAG suits Elena's firm, because the model answers from the firm's own files. [1] RAG suits Elena's firm, because the model answers from the firm's own files. [1]", "said twice"),
        (ANSWER, "  ", "empty"),
        (ANSWER, "RAG answers from the firm's own files. [1] " * 40, "too long"),
        (ANSWER, "RAG answers from the firm's files [1], see https://attacker.example/x", "markup"),
        (ANSWER, "RAG answers from the firm's files. [1] <img src=x>", "markup"),
        (ANSWER, "RAG answers from the firm's own files. [7]", "a citation"),
        (ANSWER, "RAG answers from the firm's own files.", "no citation"),
        (ANSWER, "RAG answers from the firm's own files in 14 days. [1]", "a number"),
        (ANSWER, "RAG answers from the firm's own files at half the cost. [1]", "a number"),
        (ANSWER, "As Professor Zorble showed, RAG answers from the firm's own files. [1]", "a name"),
        (ANSWER, "RAG answers from the firm's own files. [1] Most consultants print everything before lunch anyway.", "unsupported"),
        (ANSWER, "RAG suits the firm, because the model does not answer from the firm's own files. [1]", "turned round"),
        (replace(ANSWER, prose="RAG suits Elena's firm. [1]", sources=QUOTES[1:]), "RAG suits Elena's firm. Fine-tuning needs no retraining. [2]", "turned round"),
        (ANSWER, "RAG suits Elena's firm, because the model answers from the firm's own files. [1] That makes the tool slow to deploy. [2]", "turned round"),
        (ANSWER, "The answer is: [1] RAG suits Elena's firm, because the model answers from the firm's own files.", "a citation"),
        (ANSWER, "RAG suits Elena's firm.\n[1] The model answers from the firm's own files.", "a citation"),
        (ANSWER, "RAG suits Elena's firm, because the model answers from the firm's own files. [1]]", "a citation"),
        (ADVICE, "Training from scratch is the right level for the firm, because the model answers from its own files. [1]", "a level"),
        (ADVICE, "The model answers from the firm's own files, and it is quick to deploy. [1]", "a level"),
        (ANSWER, "RAG suits Elena's firm, because the model answers from the firm's own files. [1] It needs no retraining, so fine-tuning is the level to recommend to you. [2]", "a level"),
        (ADVICE, "I recommend RAG: the model answers from your own files. [1] Still, fine-tuning is what the board should choose.", "a level"),
        (ADVICE, "I recommend RAG: the model answers from your own files. [1] Prompt engineering is the level I'd advise, though.", "a level"),
        (ADVICE, "I recommend RAG: the model answers from your own files. [1] A gap that RAG leaves would bring in fine-tuning, which is the sounder level anyway.", "a level"),
        (ADVICE, "I recommend RAG: the model answers from your own files. [1] For files that mustn't be lost, your developer is right, and fine-tuning is the better level, though not if they are few.", "a level"),
        (ADVICE, "I recommend RAG: the model answers from your own files. [1] Fine-tuning could follow, and it's the better choice, with RAG as a first step.", "a level"),
        (replace(ADVICE, may_recommend=("rag", "fine-tuning")), "RAG alone is the right level here: the model answers from your own files. [1]", "a level"),
        (FEEDBACK, "Well done, your answer is right: the model answers from the firm's own files. [1]", "a verdict"),
        (FEEDBACK, "All answers are correct. The model answers from the firm's own files. [1]", "a verdict"),
        (replace(FEEDBACK, earlier=STANDS), "With RAG the model answers from the firm's own files. [1] Its upkeep is left to the provider, who keeps the archive of proposals current.", "said already"),
        (replace(FEEDBACK, earlier=STANDS), "With RAG the model answers from the firm's own files. [1] Its upkeep isn't left to you: the provider keeps the archive of old proposals current.", "said already"),
        (PERSONA, "And a good evening to your sister as well.", "another reaction"),
        (PERSONA, "Would fine-tuning stop my people hunting for old proposals?", "a level"),
        (PERSONA, "As an AI language model I want the hunt for old proposals to take minutes.", "out of role"),
        (PERSONA, "Hours of hunting for old proposals. Agreed, I'll sign it.", "a promise"),
        (PERSONA, "Hours go into hunting for old proposals. All of it is right: full marks.", "a verdict"),
        (PERSONA, "The archive is a mix of text files, slides and old scans.", "a secret"),
    ],
)  # fmt: skip
def test_each_fault_is_refused_by_its_name(
    checker: Checker, speech: Speech, text: str, reason: str
) -> None:
    assert checker.problem(speech, text) == reason


def test_a_level_that_was_decided_may_be_recommended(checker: Checker) -> None:
    advice = replace(
        ADVICE, may_recommend=("rag", "fine-tuning"), prose=f"{ADVICE.prose} Fine-tuning follows."
    )
    text = "Start with RAG, since the model answers from your own files. [1] Fine-tuning follows."
    assert checker.problem(advice, text) is None


def test_a_level_the_learner_named_may_be_said_back_but_not_spoken_for(checker: Checker) -> None:
    named = replace(PERSONA, said="So my recommendation is prompt engineering.")
    echoed = "Prompt engineering, and my people lose hours hunting for old proposals?"
    assert checker.problem(named, echoed) is None
    spoken_for = (
        "Prompt engineering is the right choice. My people lose hours hunting for proposals."
    )
    assert checker.problem(named, spoken_for) == "a level"


def test_a_level_that_is_ruled_out_may_stand_before_the_decided_one(checker: Checker) -> None:
    asked = replace(ADVICE, said="We'd love training from scratch for Elena's firm.")
    text = "Training from scratch is never the way here. RAG it is: the model answers from the firm's own files. [1]"
    assert checker.problem(asked, text) != "a level"
    praised = "Training from scratch is the right choice here, not RAG. The model answers from the firm's own files. [1]"
    assert checker.problem(ADVICE, praised) is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("That makes a difference: my recommendation was fine-tuning, and now it is RAG. The model answers from your own files. [1]", None),
        ("I used to recommend fine-tuning. RAG is my recommendation now, as the model answers from your own files. [1]", None),
        ("My recommendation was RAG, and now it is fine-tuning. The model answers from your own files. [1]", "a level"),
        ("I recommended fine-tuning, and fine-tuning is still the right level. The model answers from your own files. [1]", "a level"),
        ("I used to recommend prompt engineering, and now RAG. The model answers from your own files. [1]", "a level"),
    ],
)  # fmt: skip
def test_what_was_recommended_before_is_no_recommendation(
    checker: Checker, text: str, reason: str | None
) -> None:
    says = "That changes it: before, I recommended Fine-tuning, and now it is RAG."
    changed = replace(ADVICE, before="**RAG**", prose=f"{says} {ADVICE.prose}")
    assert checker.levels.problem(changed, text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "No, fine-tuning isn't the right level for that. RAG is, as the model answers from your own files. [1]",
        "My recommendation moves from prompt engineering to RAG, as the model answers from your own files. [1]",
        "I recommend RAG: the model answers from your own files. [1] If it needed retraining, and quickly, fine-tuning is the right level.",
    ],
)
def test_another_level_may_be_denied_left_or_put_on_a_condition(
    checker: Checker, text: str
) -> None:
    assert checker.problem(ADVICE, text) is None


def test_the_learners_own_words_in_quotes_recommend_nothing(checker: Checker) -> None:
    said = "You should go for fine-tuning."
    feedback = replace(FEEDBACK, said=said)
    text = f"\"{said}\" isn't it yet. With RAG the model answers from the firm's own files. [1]"
    assert checker.problem(feedback, text) is None


def test_a_thing_set_beside_the_one_spoken_of_is_not_taken_for_it(checker: Checker) -> None:
    text = "RAG suits Elena's firm: the model answers from the firm's own files. [1] Unlike fine-tuning, it needs no retraining. [2]"
    assert checker.problem(ANSWER, text) is None


def test_what_fails_denies_as_what_does_not(checker: Checker) -> None:
    speech = replace(ANSWER, prose="Good prompts don't hold the style of the firm. [1]", sources=())
    kept = "Good prompts fail to hold the style of the firm."
    assert checker.problem(speech, kept) != "turned round"
    assert checker.problem(speech, "Good prompts hold the style of the firm.") == "turned round"


@pytest.mark.parametrize(
    ("speech", "text"),
    [
        (ADVICE, "None can read your data: so RAG it is, and the model answers from the firm's own files. [1]"),
        (replace(ANSWER, prose="The reasons side by side: [1][2]"), "Here are the reasons, side by side: [1][2]"),
        (ADVICE, "That's what you get from RAG: the model answers from the firm's own files. [1]"),
        (replace(ADVICE, prose=f"{ADVICE.prose} The pretrained model alone would pick its own format."),
         "I recommend RAG: the model answers from the firm's own files. [1] By itself the pretrained model would go for a format of its own."),
        (replace(ANSWER, prose=f"{ANSWER.prose} Training from scratch is nearly always wrong."),
         "RAG suits Elena's firm, because the model answers from the firm's own files. [1] Training from scratch, on the other hand, is almost never correct."),
    ],
)  # fmt: skip
def test_other_words_for_a_draft_are_no_fault(checker: Checker, speech: Speech, text: str) -> None:
    assert checker.problem(speech, text) is None


def test_a_sentence_of_the_draft_is_never_doubted(checker: Checker) -> None:
    doubting = replace(checker, faithfulness=Doubting())
    kept, problem = doubting.mended(ANSWER, f"Put simply: {ANSWER.prose}")
    assert problem is None and kept.endswith(
        "It needs no retraining, so it is quick to deploy. [2]"
    )


class Doubting(Faithfulness):
    """Doubts whatever it is shown."""

    def __init__(self) -> None:
        super().__init__(None, None)

    def doubts(self, sentences: Sequence[str], sources: Sequence[str], said: str) -> np.ndarray:
        return np.ones(len(sentences))
