"""The tutor's fixed sentences: none is missing and none is left over."""

from __future__ import annotations

import re
from pathlib import Path

from bot.tutor import Tutor

CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (Path(__file__).parent.parent / "bot").rglob("*.py")
)
PREFIXES = (
    "small_",
    "play_offer_",
    "play_named_",
    "play_welcome",
    "quiz_welcome",
    "debrief_met",
    "debrief_partly",
    "status_",
    "scale_",
    "offer_hint",
    "offer_pause",
    "offer_stop",
    "says_",
    "label_",
    "ladder_",
    "advice_guess_",
    "option_says_",
    "advice_said_",
    "quiz_asks_",
    "quiz_word_",
    "quiz_unread_",
    *("quiz_correct", "quiz_partial", "quiz_incorrect", "quiz_not_graded"),
    *("cards_again", "cards_hard", "cards_good", "cards_easy"),
    "state_",
    *("progress_title", "progress_over-confident"),
)  # keys put together in code


def test_every_sentence_is_said_somewhere(tutor: Tutor) -> None:
    unused = [
        key
        for key in tutor.wording.texts
        if not re.search(rf"[\"']{key.removesuffix('_one')}[\"']", CODE)
        and not key.startswith(PREFIXES)
    ]
    assert unused == []


def test_every_sentence_that_code_asks_for_exists(tutor: Tutor) -> None:
    asked = set(re.findall(r'(?:wording\.say|SAY)\(\s*"(\w+)"', CODE))
    assert asked - set(tutor.wording.texts) == set()
