"""What may hold after a remark, and how it is weighed."""

from __future__ import annotations

import numpy as np
import pytest

from bot.reading.changes import Changes
from bot.tutor import Tutor


@pytest.fixture
def changes(tutor: Tutor) -> Changes:
    assert tutor.plans is not None
    return Changes(tutor.plans, tutor.course, tutor.cues)


def weighed(changes: Changes, text: str, *held: str) -> dict[frozenset[str], dict[str, float]]:
    """The features of all that may hold after a remark."""
    scored = changes.reader.scored(text)
    may, values = changes.weighed(scored, {one: None for one in held})
    names = np.array(changes.names)
    return {
        frozenset(names[row]): dict(zip(changes.features, of_it.tolist(), strict=True))
        for row, of_it in zip(may, values, strict=True)
    }


def test_no_change_costs_nothing(changes: Changes) -> None:
    found = weighed(changes, "My uncle thinks otherwise.", "own-data")
    assert not any(found[frozenset({"own-data"})].values())


def test_what_is_brought_along_counts_once(changes: Changes) -> None:
    text = "RAG is in place for our manuals and leaves a gap."
    found = weighed(changes, text)
    assert found[frozenset({"own-data", "rag-in-place", "rag-fell-short"})]["new"] == 1
    held = ("own-data", "rag-in-place", "rag-fell-short")
    assert weighed(changes, "No documents any more.", *held)[frozenset()]["gone, undenied"] <= 1


def test_needs_that_end_each_other_never_hold_together(changes: Changes) -> None:
    text = "Nobody has improved the prompts, and good prompts fell short."
    both = {"weak-unimproved", "prompts-fell-short"}
    assert not any(both <= one for one in weighed(changes, text, "prompts-fell-short"))


def test_a_clause_speaks_of_the_need_whose_words_it_shares(changes: Changes) -> None:
    scored = changes.reader.scored("The pedigree register was scrapped.")
    none, named = (
        changes._about(scored, {"own-data": words})["ended"][changes.names.index("own-data")]
        for words in (None, "answers from our pedigree register")
    )
    assert named == none + 1


def test_a_need_that_rests_on_another_goes_along_with_it(changes: Changes) -> None:
    held = ("stated-style", "weak-unimproved")
    found = weighed(changes, "The layout doesn't matter to anybody.", *held)
    assert found[frozenset()]["gone, undenied"] <= 1
    assert found[frozenset({"stated-style"})]["gone, undenied"] == 1


def test_what_a_need_rests_on_takes_it_along(changes: Changes) -> None:
    """Instructions that are not improved yet are no matter where no form is asked for any more."""
    text = "The rhyme and the length are given up, and any text will do."
    found = weighed(changes, text, "stated-style", "weak-unimproved")
    assert frozenset({"weak-unimproved"}) not in found
    assert frozenset() in found and frozenset({"stated-style", "weak-unimproved"}) in found
