"""Hears in which other form a message asks for the answer just given: shorter, in simpler words, as a table.

Learnt from the follow-ups in `knowledge/`, against those that ask something else and against questions.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bot.content import Course
from bot.kept import Arrays, ModelFiles, key_of
from bot.packing import pack_directions, unpack_directions
from bot.reading.kernel_ridge import KernelRidge, fit, likeness
from bot.reading.loglinear import runs

VERSION = "2"
NONE = "none"
ASKED = 3  # wordings of each card that stand for questions
# What wording weighs beside meaning, and how much is evened out (cross-validated).
WORDING, RIDGE = 1.0, 0.3
MARGIN = 0.05  # by which a form has to be clearer than where it counts as likely as not
Embed = Callable[[list[str]], np.ndarray]


class Forms:
    """Reads the forms that one course's follow-ups teach. `embed` may be None: then by the words alone."""

    def __init__(
        self,
        course: Course,
        repair: Callable[[str], str],
        embed: Embed | None,
        files: ModelFiles,
    ) -> None:
        self.repair, self.embed = repair, embed
        self.forms = sorted({one.form for one in course.follow_ups} - {NONE})
        asked = [one for card in course.cards.values() for one in card.wordings[:ASKED]]
        said = [(one.says, str(one.form)) for one in course.follow_ups]
        texts = [*(f"{form}: {says}" for says, form in said), *asked]
        size = 0 if embed is None else embed(["size"]).shape[1]
        key = key_of(one.encode() for one in (VERSION, str(size), *texts))
        self.model: KernelRidge | None = None
        if self.forms:
            said += [(one, NONE) for one in asked]
            arrays = files.arrays("forms", key, lambda: self._fitted(said))
            vectors = unpack_directions(arrays["vectors"]) if size else None
            self.model = KernelRidge(arrays, vectors)

    def of(self, text: str) -> str | None:
        """The form that a message asks for, None if it asks for none."""
        if self.model is None:
            return None
        said = [self.repair(text)]
        vectors = self.embed(said) if self.embed else None
        scores = self.model.scores([runs(said[0])], vectors)[0]
        over = scores - self.model.least
        best = int(over.argmax())
        return self.forms[best] if over[best] > MARGIN else None

    def _fitted(self, said: list[tuple[str, str]]) -> Arrays:
        texts = [self.repair(one) for one, _ in said]
        packed = pack_directions(self.embed(texts) if self.embed else np.zeros((len(texts), 0)))
        vectors = unpack_directions(packed)
        meaning = likeness(vectors, vectors) if self.embed else None
        labels = np.array([[form == one for one in self.forms] for _, form in said], np.float32)
        marks = [runs(one) for one in texts]
        return {"vectors": packed, **fit(marks, meaning, labels, WORDING, RIDGE)}
