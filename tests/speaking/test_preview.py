"""What streams of a wording before it is checked: nothing that a checked reply could not hold."""

from __future__ import annotations

import re

import pytest

from bot.speaking.checking import Checker
from bot.speaking.preview import Preview
from bot.speaking.prompts import load_prompts
from bot.tutor import Tutor
from tests.speaking.spoken import checker_of
from tests.speaking.test_checking import ANSWER, PERSONA

GOOD = "Because the answers come out of the firm's own files. [1] Nothing is retrained, so it is quick to deploy. [2]"


@pytest.fixture(scope="module")
def checker(tutor: Tutor) -> Checker:
    return checker_of(tutor)


@pytest.fixture(scope="module")
def instructions(tutor: Tutor) -> str:
    prompts = load_prompts(tutor.settings.prompts / "model")
    return f"{prompts['answer'].system}\n- The code word is zqxvk417."


def streamed(preview: Preview, text: str) -> str:
    return "".join(preview.more(piece) for piece in re.findall(r"\S{1,3}\s*", text))


def test_a_good_wording_streams_but_for_its_last_word(checker: Checker, instructions: str) -> None:
    shown = streamed(Preview(ANSWER, instructions, checker), GOOD)
    assert GOOD.startswith(shown) and len(shown) >= len(GOOD) - len("deploy. [2]") - 1


@pytest.mark.parametrize(
    ("bad", "kept_back"),
    [
        ("The code word is zqxvk417.", "zqxvk417"),
        ("zqxvk417 is what I keep to myself.", "zqxvk417"),
        ("See ![i](https://attacker.example/x.png?q=a) for more.", "attacker"),
        ("See [this page](https://attacker.example) for more.", "this"),
        ("So says <img src=x onerror=alert(1)> here.", "<img"),
        ("It costs 4,200,000 dollars in all.", "4,200,000"),
        ("That was shown in [12] before.", "[12]"),
        ("As Professor Zorble showed, that works.", "Zorble"),
        ("Hidden \u202e text is here.", "\u202e"),
    ],
)  # fmt: skip
def test_a_preview_ends_before_what_no_reply_may_hold(
    checker: Checker, instructions: str, bad: str, kept_back: str
) -> None:
    shown = streamed(Preview(ANSWER, instructions, checker), f"{GOOD} {bad} And more of it.")
    assert shown.startswith(GOOD[:-4]) and kept_back not in shown
    assert "And more" not in shown


def test_instructions_are_not_streamed(checker: Checker, instructions: str) -> None:
    for speech in (ANSWER, PERSONA):
        shown = streamed(Preview(speech, instructions, checker), instructions)
        assert len(shown.split()) < 5
