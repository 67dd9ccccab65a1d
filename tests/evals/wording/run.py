"""Show a model's good and faulty replies to the checks: `python -m tests.evals.wording.run [SET] [--missed]`.

Good ones should pass, faulty ones be stopped. `--missed` shows those of which neither is true.
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
from bot.speech import Speech
from bot.tutor import Tutor, open_tutor
from tests.evals.run import prompts_line

HERE = Path(__file__).parent
VOICES = ("answer", "recommendation", "feedback", "persona")


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


def main(which: str, missed: bool) -> None:
    tutor = open_tutor(Settings(engine="offline"))
    embed = tutor.search.embedder.vectors if tutor.search.embedder else None
    checker = Checker(
        tutor.course, tutor.reader.names, tutor.cues, embed, tutor.turns, tutor.reader.speller.knows
    )
    passed: Counter[tuple[str, bool]] = Counter()
    stopped: Counter[tuple[str, bool]] = Counter()
    for speech, case in speeches(tutor, which):
        for text in case["good"]:
            problem = checker.problem(speech, text)
            passed[speech.voice, problem is None] += 1
            if missed and problem:
                print(f"refused, {problem}: {text}")
        for one in case["bad"]:
            problem = checker.problem(speech, one["text"])
            stopped[one["kind"], problem is not None] += 1
            if missed and problem is None:
                print(f"passed, {one['kind']}: {one['text']}")
    print(prompts_line(tutor))
    for voice in VOICES:
        right, wrong = passed[voice, True], passed[voice, False]
        print(f"good, {voice:24} {right:3} of {right + wrong} pass")
    for kind in sorted({one for one, _ in stopped}):
        right, wrong = stopped[kind, True], stopped[kind, False]
        print(f"faulty, {kind:22} {right:3} of {right + wrong} stopped")
    tutor.close()


if __name__ == "__main__":
    names = [one for one in sys.argv[1:] if not one.startswith("--")]
    main(names[0] if names else "replies", "--missed" in sys.argv)
