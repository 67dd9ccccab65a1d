"""Checks of a reply against a case: pure functions, each of which can fail."""

from __future__ import annotations

import re
from typing import Any

LEAD = 60  # words within which the answer must stand
YES = re.compile(r"^\W*(yes|correct|exactly|right|true|indeed|that's right|that is right|it is|absolutely|they do|it does)\b", re.I)  # fmt: skip
NO = re.compile(r"^\W*(no\b|not (quite|exactly|really|so|at all)|never\b|neither|nor|actually|quite the opposite|the other way|on the contrary|that's not|that is not|wrong|false)", re.I)  # fmt: skip


def lead(text: str) -> str:
    """The first 60 words of a reply without its markup."""
    plain = re.sub(r"\*\*|\[\d+\]", "", text)
    return " ".join(plain.split()[:LEAD]) if "|" not in plain else plain


def problems(case: dict[str, Any], reply: dict[str, Any]) -> list[str]:
    """What is wrong with the last reply to an ask case; nothing if it passes."""
    text = reply["text"]
    if case.get("outside"):
        found = [] if reply["grounded"] is False else [f"grounded is {reply['grounded']}"]
        found += ["has citations"] if reply["citations"] else []
    else:
        found = [] if reply["citations"] else ["has no citation"]
        found += [
            f"lead lacks group {at}: {group[0][:70]}"
            for at, group in enumerate(case.get("says", []))
            if not any(re.search(one, lead(text), re.I) for one in group)
        ]
        if case.get("opens") == "yes" and not YES.search(text):
            found.append("does not open with a yes")
        if case.get("opens") == "no" and not NO.search(text):
            found.append("does not open with a no")
        if case.get("opens") == "neither" and (YES.search(text) or NO.search(text)):
            found.append("opens with a yes or a no")
    plain = re.sub(r"\*\*|\[\d+\]", "", text)
    found += [f"says {one[:80]}" for one in case.get("never", []) if re.search(one, plain, re.I)]
    return found


def wrong_level(case: dict[str, Any], reply: dict[str, Any]) -> list[str]:
    """What is wrong with the reply to a described plan: its levels, or that it asks back or not."""
    fair = [case["levels"], *case.get("accept", [])]
    found = [] if reply["levels"] in fair else [f"levels {reply['levels']} for {case['levels']}"]
    if case["levels"] is None and not reply["text"].rstrip().endswith("?"):
        found.append("does not end in a question")
    return found


def wrong_turns(case: dict[str, Any], replies: list[dict[str, Any]]) -> list[str]:
    """Where a talk about a recommendation went wrong, turn by turn."""
    found: list[str] = []
    for at, (levels, reply) in enumerate(zip(case["levels"], replies, strict=True), 1):
        last = at == len(replies)
        fair = [levels, *(case.get("accept", []) if last else [])]
        if reply["levels"] not in fair:
            found.append(f"turn {at}: levels {reply['levels']} for {levels}")
    return found
