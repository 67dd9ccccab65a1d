"""The format of worded drafts: sentences in which others said a draft, and whether they said what it says."""

from __future__ import annotations

from pydantic import Field

from bot.content.formats import Item, Text


class WordedDraft(Item):
    """A draft with its quotes, and sentences that word it: faithful ones, and ones that turn something of it round.

    `said` is what the learner said, if anything, which a sentence may quote.
    """

    draft: Text
    quotes: tuple[Text, ...] = ()
    said: Text | None = None
    faithful: tuple[Text, ...] = Field(min_length=1)
    unfaithful: tuple[Text, ...] = Field(min_length=1)
