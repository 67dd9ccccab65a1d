"""Show a model's good and faulty replies to the checks: `python -m tests.evals.wording.run [SET] [--missed]`.

Good ones should pass, faulty ones be stopped, or lose the sentence at fault: of those that say which it is, "whole"
means that it is still there. `--missed` shows those of which neither is true, and what was mended in which.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bot.conversation import take_turn, turn
from bot.memory import Memory
from bot.session import Session
from bot.settings import Settings
from bot.speaking.checking import Checker
from bot.speaking.mending import pieces
from bot.speaking.wordings import MARKER
from bot.speech import Speech
from bot.tutor import Tutor, open_tutor
from tests.evals.run import prompts_line
from tests.speaking.spoken import checker_of

HERE = Path(__file__).parent


def speeches(tutor: Tutor, which: str = "replies") -> list[tuple[Speech, dict[str, Any]]]:
    """What a model would be asked to word in each case, with the case. Where none is `new`, one learner takes all turns."""
    spoken = replace(tutor, speaker=object(), memory=Memory.in_memory())  # type: ignore[arg-type]
    found: list[tuple[Speech, dict[str, Any]]] = []
    for case in yaml.safe_load((HERE / f"{which}.yaml").read_text(encoding="utf-8")):
        session = Session(seed=case["seed"])
        if case.get("learner") == "new":
            spoken = replace(spoken, memory=Memory.in_memory())
        for one in case["before"]:
            take_turn(session, one, spoken)
        _, speech = turn(session, case["said"], spoken)
        if speech is not None:
            found.append((speech, case))
    return found


def outcome(
    checker: Checker, speech: Speech, text: str, wrong: str | None = None
) -> tuple[str, str | None]:
    """Whether a reply is shown whole, mended or not at all, with what is gone of it or the reason.

    One whose sentence that is `wrong` still stands counts as whole, whatever else of it was mended.
    """
    kept, problem = checker.mended(speech, text)
    if problem is not None:
        return "refused", problem
    gone = " ".join(one for one in pieces(text) if one not in kept)
    still = wrong is not None and _plain(wrong) in _plain(kept)
    return ("whole", gone or None) if still or kept == text else ("mended", gone)


def _plain(text: str) -> str:
    """A text without markers, for looking for a sentence in it."""
    return " ".join(MARKER.sub("", text).split()).rstrip(".")


def main(which: str, missed: bool) -> None:
    tutor = open_tutor(Settings(engine="offline"))
    checker = checker_of(tutor)
    passed: Counter[tuple[str, str]] = Counter()
    stopped: Counter[tuple[str, str]] = Counter()
    for speech, case in speeches(tutor, which):
        for text in case["good"]:
            became, what = outcome(checker, speech, text)
            passed[speech.voice, became] += 1
            if missed and became != "whole":
                print(f"{became}, {what}: {text}")
        for one in case["bad"]:
            became, what = outcome(checker, speech, one["text"], one.get("wrong"))
            stopped[one["kind"], became] += 1
            if missed and became != "refused":
                print(f"{became}, {one['kind']}: {what} | {one['text']}")
    print(prompts_line(tutor))
    for name, counts in (("good", passed), ("faulty", stopped)):
        for kind in sorted({one for one, _ in counts}):
            told = ", ".join(
                f"{counts[kind, one]:3} {one}" for one in ("whole", "mended", "refused")
            )
            print(f"{name + ', ' + kind:24} {told}")
    tutor.close()


if __name__ == "__main__":
    names = [one for one in sys.argv[1:] if not one.startswith("--")]
    main(names[0] if names else "replies", "--missed" in sys.argv)
