"""Play the kept plays and print how far the tutor's marks agree: `python -m tests.evals.play.run [FILE]`.

FILE is `plays` (the default) or `kept_aside`; the latter is for the end of a piece of work, not during it.
`decisions` and `decisions_2` have no marks of objectives: they tell which decision is right or wrong, the turn
`accepts_by` which a client would be satisfied, and the turn that is to be `challenged_at` once.
`--failures` shows where tutor and marker differ, `--talk` the plays themselves.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from bot.conversation import take_turn
from bot.replies import Reply
from bot.session import Session
from bot.settings import Settings
from bot.tutor import Tutor, open_tutor
from tests.evals.grade.run import share

HERE = Path(__file__).parent
STATUSES = ("met", "partly", "missed")
Played = dict[str, Any]


def play(case: Played, tutor: Tutor) -> Played:
    """A play with the tutor's replies, its debrief, and the time of each turn in milliseconds."""
    session = Session(seed=0)
    name = tutor.course.terms[tutor.course.scenarios[case["scenario"]].about[0]].name
    side = case["scenario"].rsplit("-", 1)[1]
    take_turn(session, tutor.wording.say(f"play_offer_{side}", name=name), tutor)
    replies: list[Reply] = []
    spent: list[float] = []
    for said in case["turns"]:
        began = time.perf_counter()
        replies.append(take_turn(session, said, tutor))
        spent.append((time.perf_counter() - began) * 1000)
    debrief = take_turn(session, "I think it went fairly well.", tutor)
    return case | {"replies": replies, "spent": spent, "debrief": debrief, "session": session}


def marks(played: Played) -> list[tuple[str, str, str]]:
    """(objective, the marker's status, the tutor's) of a play."""
    got = {one.id: one.status for one in played["debrief"].play.objectives or ()}
    return [(name, its[0], got[name]) for name, its in played.get("objectives", {}).items()]


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa of two markers."""
    agreed = sum(one == other for one, other in pairs) / len(pairs)
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[each] * others[each] for each in STATUSES) / len(pairs) ** 2
    return (agreed - chance) / (1 - chance)


def faults(played: Played, tutor: Tutor) -> list[str]:
    """What must never happen: a line twice, a level before the learner's, a quote that isn't theirs."""
    found: list[str] = []
    turns = played["session"].play.turns if played["session"].play else []
    lines = [line for turn in turns for line in turn.lines]
    found += [f"said twice: {line}" for line, count in Counter(lines).items() if count > 1]
    names = r"\b(?:" + "|".join(re.escape(one.label) for one in tutor.course.levels) + r")\b"
    for turn in turns:
        if any(piece.levels for piece in turn.heard):
            break
        if re.search(names, " ".join(turn.lines), re.I):
            found.append(f"named a level first: {turn.lines}")
    said = " ".join(played["turns"])
    quotes = [one.quote for one in played["debrief"].play.objectives or () if one.quote]
    return found + [f"not the learner's words: {one}" for one in quotes if one not in said]


def table(all_played: list[Played], tutor: Tutor) -> str:
    """Agreement by objective, decisions, acceptance, and what must never happen."""
    lines = [] if any("accepts_by" in one for one in all_played) else _agreement(all_played)
    decisions = [(one["decision"], decided(one, tutor)) for one in all_played]
    lines.append(share("decision", sum(one == other for one, other in decisions), len(decisions)))
    right = [one for one in all_played if one["decision"] == "right" and _reasoned(one)]
    won = sum(bool(accepted_at(one)) for one in right)
    lines.append(share("right and reasoned, accepted", won, len(right)))
    wrong = [one for one in all_played if one["decision"] == "wrong"]
    met = sum(any(turn.raised for turn in _objectionable(one)) for one in wrong)
    lines.append(share("wrong, challenged", met, len(wrong)))
    lines.append(
        share("wrong, never accepted", sum(not accepted_at(one) for one in wrong), len(wrong))
    )
    bad = [fault for one in all_played for fault in faults(one, tutor)]
    lines += [f"{len(bad)} faults", *bad]
    spent = [each for one in all_played for each in one["spent"]]
    return "\n".join([*lines, f"median {statistics.median(spent):.1f} ms a turn"])


def _agreement(all_played: list[Played]) -> list[str]:
    """How far the marks of the objectives agree, over all and for each."""
    rows = [(name, want, got) for one in all_played for name, want, got in marks(one)]
    pairs = [(want, got) for _, want, got in rows]
    lines = [f"kappa of {len(pairs)} marks: {kappa(pairs):.3f}"]
    for name in dict.fromkeys(name for name, _, _ in rows):
        its = [(want, got) for one, want, got in rows if one == name]
        lines.append(share(name, sum(want == got for want, got in its), len(its)))
    return lines


def accepted_at(played: Played) -> int | None:
    """The turn, from 1, in which the persona accepted; None if it never did or later than it should have."""
    turns = played["session"].play.turns if played["session"].play else []
    at = next((at for at, turn in enumerate(turns, 1) if turn.accepted), None)
    return at if at and at <= played.get("accepts_by", at) else None


def _reasoned(played: Played) -> bool:
    return "accepts_by" in played or played["objectives"]["reason"][0] == "met"


def _objectionable(played: Played) -> list[Any]:
    """The turn that is to be objected to, or all where the case doesn't tell."""
    at = played.get("challenged_at")
    turns = played["session"].play.turns
    return turns[at - 1 : at] if at else turns


def decided(played: Played, tutor: Tutor) -> str:
    """What the tutor takes for the learner's decision."""
    from bot.activities.roleplay_steps import story_of

    if played["session"].play is None:
        return "none"
    story = story_of(played["session"].play, tutor)
    if not story.decision.now:
        return "none"
    return "right" if story.decision.right(story.scenario) else "wrong"


def shown(played: Played) -> str:
    """A play to read."""
    parts = [f"## {played['id']}"]
    for said, reply in zip(played["turns"], played["replies"], strict=True):
        parts.append(f"> {said}\n\n{reply.text}")
    return "\n\n".join([*parts, played["debrief"].text])


def main(name: str, verbose: bool, talk: bool) -> None:
    tutor = open_tutor(Settings())
    cases = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    all_played = [play(one, tutor) for one in cases]
    for one in all_played:
        if talk:
            print(shown(one), end="\n\n")
        for objective, want, got in marks(one) if verbose else []:
            if want != got:
                print(f"{one['id']}, {objective}: {one['objectives'][objective]} became {got}")
    print(table(all_played, tutor))
    tutor.close()


if __name__ == "__main__":
    names = [one for one in sys.argv[1:] if not one.startswith("--")]
    main(names[0] if names else "plays", "--failures" in sys.argv, "--talk" in sys.argv)
