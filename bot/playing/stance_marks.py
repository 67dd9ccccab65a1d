"""What tells what a sentence does with a level: marks (words near it, its clause, what else is named), and its text with the level masked.

"RAG rather than fine-tuning" recommends the one and rejects the other with the same words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from bot.reading.loglinear import runs
from bot.reading.mentions import Names
from bot.reading.words import stem, words

TARGET, OTHER = "thatlevel", "otherlevel"
THIS, ANOTHER = "this option", "another option"  # what stands for the levels in a masked text
CUT = re.compile(
    r"(?<=[,;:.?!])\s+|\s+(?=(?:because|although|though|whereas|while|but|so|since|if|unless)\s)"
)  # where a clause of a masked text begins
SHORTEST = 4  # words of a clause that stands alone
PUNCTUATION = re.compile(r"([,;:.?!]| - )")
BORDER = {
    *",;:.?!-",
    *("and", "but", "while", "whereas", "because", "so", "though", "although", "than", "instead"),
    *("until", "unless", "if", "when", "once", "before", "after", "then"),
}  # what parts one clause from the next
NEAR, FAR = 2, 6  # words from the level that are near it, and that are not far
BETWEEN = 4  # words between two levels that are taken as one mark


def stance_marks(said: str, level: str, levels: Set[str], names: Names) -> set[str]:
    """The marks of a sentence with `level` as the target; `levels` are all of them."""
    tokens = masked_tokens(said, level, levels, names)
    marks = runs(" ".join(tokens)) | {f"level {level}"}
    if tokens and tokens[-1] == "?":
        marks.add("asks")
    places = [at for at, one in enumerate(tokens) if one == TARGET]
    if not places:
        return marks | {"described"}
    for at in places[:2]:
        marks |= _around(tokens, at) | _clause(tokens, at)
    others = [at for at, one in enumerate(tokens) if one == OTHER]
    return marks | (_between(tokens, places[0], others[0]) if others else set())


def masked_texts(said: str, level: str, levels: Set[str], names: Names) -> tuple[str, str]:
    """A sentence with the level as "this option" and the others as "another option"; and its clauses about it."""
    plain = {TARGET: THIS, OTHER: ANOTHER}
    text = " ".join(plain.get(one, one) for one in masked_tokens(said, level, levels, names))
    clauses: list[str] = []
    for part in CUT.split(text):
        if clauses and len(clauses[-1].split()) < SHORTEST:
            clauses[-1] = f"{clauses[-1]} {part}"
        else:
            clauses.append(part)
    about = " ".join(one for one in clauses if THIS in one)
    return text, about or text


def masked_tokens(said: str, level: str, levels: Set[str], names: Names) -> list[str]:
    """Words and punctuation, every level replaced by a token."""
    tokens: list[str] = []
    for part in PUNCTUATION.split(said):
        if PUNCTUATION.fullmatch(part):
            tokens.append(part.strip())
            continue
        its = words(part)
        for one in reversed(names.meant(part)):
            if one.id in levels:
                its[one.start : one.end] = [TARGET if one.id == level else OTHER]
        tokens += its
    return tokens


def _around(tokens: Sequence[str], at: int) -> set[str]:
    """The words before and after, near and not far."""
    found: set[str] = set()
    for away in range(1, FAR + 1):
        place = "near" if away <= NEAR else "far"
        if at - away >= 0:
            found.add(f"before, {place}: {stem(tokens[at - away])}")
        if at + away < len(tokens):
            found.add(f"after, {place}: {stem(tokens[at + away])}")
    return found


def _clause(tokens: Sequence[str], at: int) -> set[str]:
    """The words of the clause, alone and in pairs, what it opens with, and where in the sentence it is."""
    start, end = at, at
    while start > 0 and tokens[start - 1] not in BORDER:
        start -= 1
    while end + 1 < len(tokens) and tokens[end + 1] not in BORDER:
        end += 1
    its = [stem(one) for one in tokens[start : end + 1]]
    found = {f"with it: {one}" for one in its}
    found |= {f"with it: {one} {other}" for one, other in pairwise(its)}
    if start:
        found.add(f"opens: {tokens[start - 1]}")
    return found | {f"third {3 * at // len(tokens)}"}


def _between(tokens: Sequence[str], target: int, other: int) -> set[str]:
    """Which level comes first, and what stands between the two."""
    first, last = sorted((target, other))
    way = "other after" if target < other else "other before"
    its = [stem(one) for one in tokens[first + 1 : last]]
    return {way, *(f"{way}: {one}" for one in its), f"{way}: {' '.join(its[:BETWEEN])}"}
