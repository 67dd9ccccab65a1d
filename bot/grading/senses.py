"""What a clause says of change, need and sufficiency, whichever word it says it with, and whether it denies it.

"Stays as it was", "is not touched" and "leaves alone" are one; what changes and what stays is often all that
an answer has to tell apart.
"""

from __future__ import annotations

import re

from bot.grading.bindings import NEGATION
from bot.reading.words import stem, words

# Of each sense, the words that affirm it and those that deny it without a "not".
SENSES = {
    "change": (
        "change changes changing alter alters altered replace replaces replaced swap swaps rewrite rewrites"
        " adjust adjusts reshape reshapes modify modifies overwrite overwrites",
        "stay stays remain remains keep keeps kept unchanged untouched intact unaltered retain retains",
    ),
    "need": (
        "need needs needed require requires required demand demands",
        "unneeded unnecessary dispensable",
    ),
    "enough": (
        "enough suffice suffices sufficient everything",
        "short fail fails insufficient lacking inadequate",
    ),
}
WORDS = {
    stem(word): (sense, side)
    for sense, sides in SENSES.items()
    for side, group in enumerate(sides)
    for word in group.split()
}
# Phrases of more than a word, said in one.
PHRASES = [
    (re.compile(r"\bplays? no (?:part|role)\b|\b(?:can|could) do without\b"), "unneeded"),
    (re.compile(r"\b(?:will|would) do\b|\bdo(?:es)? the (?:job|trick)\b"), "suffices"),
    (re.compile(r"\b(?:as|what) (?:it|they) (?:was|were)\b|\bthe same\b"), "unchanged"),
]
Senses = frozenset[tuple[str, int]]


def senses_of(text: str) -> tuple[Senses, frozenset[str]]:
    """(sense, 0 affirmed or 1 denied) of a clause, none of a sense it says both of; and the stems that say it."""
    low = text.lower()
    for phrase, word in PHRASES:
        low = phrase.sub(word, low)
    odd = len(NEGATION.findall(low)) % 2
    said = frozenset(stem(one) for one in words(low)) & WORDS.keys()
    sides = {(WORDS[one][0], WORDS[one][1] ^ odd) for one in said}
    return frozenset((one, side) for one, side in sides if (one, 1 - side) not in sides), said
