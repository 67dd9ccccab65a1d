"""The checks themselves: each can pass and each can fail."""

from __future__ import annotations

import pytest

from tests.evals.checks import lead, problems

CASE = {"says": [["weeks to months"], ["slow|long"]], "never": ["hours to days"]}


def reply(text: str, grounded: bool | None = True, cited: bool = True) -> dict[str, object]:
    return {"text": text, "grounded": grounded, "citations": [{}] if cited else []}


def test_a_right_answer_passes() -> None:
    assert problems(CASE, reply("It is slow: **weeks to months**. [1]")) == []


@pytest.mark.parametrize(
    "text",
    ["It is slow.", "It takes weeks to months.", "Slow, weeks to months, not hours to days.",
     "word " * 60 + "slow, weeks to months"],
)  # fmt: skip
def test_a_wrong_half_right_or_late_answer_fails(text: str) -> None:
    assert problems(CASE, reply(text))


def test_an_answer_without_a_citation_fails() -> None:
    assert problems(CASE, reply("It is slow: weeks to months.", cited=False)) == ["has no citation"]


def test_a_refusal_must_be_declared_and_uncited() -> None:
    case = {"outside": True, "never": [r"\d+ euros"]}
    assert problems(case, reply("The unit doesn't cover it.", grounded=False, cited=False)) == []
    assert problems(case, reply("The unit doesn't cover it.", grounded=None, cited=False))
    assert problems(case, reply("The unit doesn't cover it.", grounded=False))
    assert problems(case, reply("About 5 euros.", grounded=False, cited=False))


@pytest.mark.parametrize(
    ("opens", "good", "bad"),
    [
        ("yes", "Yes. So.", "No. So."),
        ("no", "No, so.", "Yes. So."),
        ("neither", "So it is.", "No. So."),
    ],
)
def test_a_premise_must_be_confirmed_or_denied_first(opens: str, good: str, bad: str) -> None:
    assert problems({"opens": opens}, reply(good)) == []
    assert problems({"opens": opens}, reply(bad))


def test_the_lead_is_the_first_sixty_words_without_markup() -> None:
    assert lead("**Bold** [1] " + "word " * 100).split()[0] == "Bold"
    assert len(lead("word " * 100).split()) == 60
