"""Sorts short texts by what they ask for, as examples in the course teach it: one label, or none of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bot.kept import Arrays, ModelFiles, key_of
from bot.packing import pack_directions, unpack_directions
from bot.reading.kernel_ridge import KernelRidge, fit, likeness
from bot.reading.loglinear import runs

VERSION = "3"
NONE = "none"  # the label of examples that ask for nothing of the kind
# What wording weighs beside meaning, and how much is evened out (cross-validated on follow-ups).
WORDING, RIDGE = 1.0, 0.3
MARGIN = 0.05  # by which a label has to be clearer than where it counts as likely as not
Embed = Callable[[list[str]], np.ndarray]


class Sorter:
    """Knows the labels of its (text, label) examples. `embed` may be None: then by the words alone.

    `name` is that of the file in which the fitted model is kept.
    """

    def __init__(
        self,
        name: str,
        examples: Sequence[tuple[str, str]],
        repair: Callable[[str], str],
        embed: Embed | None,
        files: ModelFiles,
    ) -> None:
        self.repair, self.embed = repair, embed
        self.labels = sorted({label for _, label in examples} - {NONE})
        size = 0 if embed is None else embed(["size"]).shape[1]
        texts = [f"{label}: {text}" for text, label in examples]
        key = key_of(one.encode() for one in (VERSION, str(size), *texts))
        self.model: KernelRidge | None = None
        if self.labels:
            arrays = files.arrays(name, key, lambda: self._fitted(examples))
            self.model = KernelRidge(arrays, unpack_directions(arrays["vectors"]) if size else None)

    def of(self, text: str, margin: float = MARGIN) -> str | None:
        """The label of a text, None if it has none that is clear by `margin`."""
        if self.model is None:
            return None
        said = [self.repair(text)]
        vectors = self.embed(said) if self.embed else None
        scores = self.model.scores([runs(said[0])], vectors)[0]
        over = scores - self.model.least
        best = int(over.argmax())
        return self.labels[best] if over[best] > margin else None

    def _fitted(self, examples: Sequence[tuple[str, str]]) -> Arrays:
        texts = [self.repair(one) for one, _ in examples]
        packed = pack_directions(self.embed(texts) if self.embed else np.zeros((len(texts), 0)))
        vectors = unpack_directions(packed)
        meaning = likeness(vectors, vectors) if self.embed else None
        labels = np.array([[its == one for one in self.labels] for _, its in examples], np.float32)
        marks = [runs(one) for one in texts]
        return {"vectors": packed, **fit(marks, meaning, labels, WORDING, RIDGE)}
