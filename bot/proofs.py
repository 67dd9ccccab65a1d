"""Which quotes stand behind which sentence: where a marker is put."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reading.words import stems

MOST = 3  # markers at a sentence
FEWEST_WORDS, GOOD_PART = 2, 0.25  # of a sentence that a quote must prove to stand there as well


def placed(sentences: Sequence[str], quotes: Sequence[str], part: bool = False) -> list[list[int]]:
    """For each sentence the places of its quotes, by the words they share.

    Every quote stands at the sentence that shares most with it, of a `part` of a longer text only the
    best one; and at any other sentence of which it proves a good part that the quotes there leave open.
    """
    says, proves = [set(stems(one)) for one in sentences], [set(stems(one)) for one in quotes]
    shared = [[len(quote & sentence) for sentence in says] for quote in proves]
    proofs: list[list[int]] = [[] for _ in says]
    first = (
        [max(range(len(proves)), key=lambda at: max(shared[at]))] if part else range(len(proves))
    )
    for at in first:
        proofs[shared[at].index(max(shared[at]))].append(at)
    for sentence, found in zip(says, proofs, strict=True):
        _add(sentence, proves, found)
    return proofs


def _add(sentence: set[str], quotes: list[set[str]], found: list[int]) -> None:
    """Put further quotes behind a sentence while they prove a good part of it that is still open."""
    while len(found) < MOST:
        unproved = sentence.difference(*(quotes[at] for at in found))
        at = max(range(len(quotes)), key=lambda one: len(unproved & quotes[one]))
        if len(unproved & quotes[at]) < max(FEWEST_WORDS, GOOD_PART * len(sentence)):
            return
        found.append(at)
