"""Hears what a learner does in a turn: the acts in each piece of it, and where it stands on the levels.

Three models learn from the lines in `knowledge/lines/`: one tells the acts, one the levels that a piece
speaks of, named or described, and one, with the level in question masked, whether a piece recommends
it, rejects it, puts it off or only mentions it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from bot.content import Course
from bot.content.scenarios import Line
from bot.kept import Arrays, ModelFiles, key_of
from bot.packing import pack_directions, unpack_directions
from bot.playing.sentences import head_of, pieces_of, sentences_of
from bot.playing.stance_marks import masked_texts, masked_tokens, stance_marks
from bot.reading.kernel_ridge import KernelRidge, fit, likeness
from bot.reading.loglinear import runs
from bot.reading.mentions import Names
from bot.reading.plan_model import Embed
from bot.turns import Heard

VERSION = "4"
STANCES = ("recommends", "rejects", "later", "mentions")
# What wording weighs beside meaning, and how much is evened out, for each model (cross-validated).
ACTS, LEVELS, STANDS = (0.3, 0.2), (1.0, 0.5), (1.0, 0.3)
CHOSEN = 0.8  # how firm a level is that is said outright to have been chosen
ASKS, SAYS = "ask-", "say-"  # how the acts begin that ask for something, and those that explain
EMPTY_WORDS = {"commands", "off-topic", "nonsense"}  # acts whose words decide nothing


class TurnReader:
    """Reads turns for one course. `embed` may be None: then it reads by the words alone.

    `decided` finds a level in masked text that is said outright to have been chosen.
    """

    def __init__(
        self,
        course: Course,
        names: Names,
        repair: Callable[[str], str],
        embed: Embed | None,
        files: ModelFiles,
        decided: re.Pattern[str],
    ) -> None:
        self.names, self.repair, self.embed, self.decided = names, repair, embed, decided
        self.acts = list(course.acts)
        self.levels = [one.id for one in course.levels]
        self.size = 0 if embed is None else embed(["size"]).shape[1]
        lines = [one.model_dump_json() for one in course.lines]
        key = key_of(one.encode() for one in (VERSION, str(self.size), *self.acts, *lines))
        arrays = files.arrays("turns", key, lambda: self._fitted(course.lines))
        vectors = unpack_directions(arrays["vectors"]) if self.size else None
        of_stances = unpack_directions(arrays["stances.vectors"]) if self.size else None
        self.of_acts = KernelRidge(_of("acts", arrays), vectors)
        self.of_levels = KernelRidge(_of("levels", arrays), vectors)
        self.of_stances = KernelRidge(_of("stances", arrays), of_stances)

    def hear(self, text: str) -> list[Heard]:
        """What a turn does, sentence by sentence, in the learner's own words.

        The acts are those of a sentence's parts; where it stands on the levels is told by all of it.
        """
        typed = sentences_of(text)
        if not typed:
            return []
        parts = [pieces_of(one) for one in typed]
        acts = iter(self._acts([piece for its in parts for piece in its]))
        said = [self.repair(one) for one in typed]
        vectors = self.embed(said) if self.embed else None
        levels = self._levels(said, vectors)
        heard: list[Heard] = []
        for at, words in enumerate(typed):
            clear: dict[str, float] = {}
            for act, value in (one for _ in parts[at] for one in next(acts).items()):
                clear[act] = max(value, clear.get(act, 0.0))
            clear = _as_put(clear, words)
            chosen = self._chosen(said[at])
            spoken_of = (
                [] if EMPTY_WORDS & set(clear) else list(dict.fromkeys([*levels[at], *chosen]))
            )
            stands, firm = self._stances(said[at], spoken_of)
            stands |= {one: STANCES[0] for one in chosen if one in stands}
            firm |= {one: max(CHOSEN, firm[one]) for one in chosen if one in stands}
            named = [one for one in self.names.ids(said[at]) if one in stands]
            heard.append(
                Heard(
                    words=words,
                    acts=list(clear),
                    clear=clear,
                    levels=stands,
                    firm=firm,
                    named=named,
                )
            )
        return heard

    def _acts(self, pieces: Sequence[str]) -> list[dict[str, float]]:
        """The acts of each piece, and how far each is over the score from which it counts."""
        said = [self.repair(one) for one in pieces]
        vectors = self.embed(said) if self.embed else None
        rows = self.of_acts.scores([runs(one) for one in said], vectors) - self.of_acts.least
        return [
            {self.acts[at]: round(float(row[at]), 3) for at in np.flatnonzero(row > 0)}
            for row in rows
        ]

    def _levels(self, said: Sequence[str], vectors: np.ndarray | None) -> list[list[str]]:
        """The levels that each sentence speaks of."""
        rows = self.of_levels.labels([runs(one) | self._named(one) for one in said], vectors)
        return [[self.levels[at] for at in np.flatnonzero(row)] for row in rows]

    def _stances(self, said: str, levels: Sequence[str]) -> tuple[dict[str, str], dict[str, float]]:
        """Where a sentence stands on each of its levels, and how firmly."""
        if not levels:
            return {}, {}
        head = head_of(said)
        before = set(self.names.ids(head)) if head else set()
        # the reason decides nothing: "RAG, because no public model knows it"
        scores = self._stance_scores([(head if one in before else said, one) for one in levels])
        stands: dict[str, str] = {}
        firm: dict[str, float] = {}
        for level, row in zip(levels, scores, strict=True):
            second, first = np.sort(row)[-2:]
            stands[level], firm[level] = STANCES[int(row.argmax())], round(float(first - second), 3)
        return stands, firm

    def _chosen(self, said: str) -> list[str]:
        """The levels that a sentence says outright were chosen: "... why we go for RAG"."""
        known = set(self.levels)
        named = [one for one in dict.fromkeys(self.names.ids(said)) if one in known]
        masked = {one: " ".join(masked_tokens(said, one, known, self.names)) for one in named}
        return [one for one, text in masked.items() if self.decided.search(text)]

    def _stance_scores(self, said: Sequence[tuple[str, str]]) -> np.ndarray:
        """(sentences, stances) of sentences, each with the level in question."""
        marks = [self._stance_marks(one, level) for one, level in said]
        return self.of_stances.scores(marks, self._masked(said))

    def _named(self, said: str) -> set[str]:
        """Marks for what a piece names, outright or by a looser word."""
        outright = {f"names {one.id}" for one in self.names.find(said)}
        return outright | {f"means {one}" for one in self.names.ids(said)}

    def _masked(self, said: Sequence[tuple[str, str]]) -> np.ndarray | None:
        """(sentences, twice the size of a vector) of unit length: each without its level's name, and its clause."""
        if self.embed is None:
            return None
        known = set(self.levels)
        texts = [
            one for says, level in said for one in masked_texts(says, level, known, self.names)
        ]
        return self.embed(texts).reshape(len(said), -1) / np.float32(np.sqrt(2))

    def _stance_marks(self, said: str, level: str) -> set[str]:
        return stance_marks(said, level, set(self.levels), self.names)

    def _fitted(self, lines: Sequence[Line]) -> Arrays:
        said = [self.repair(one.says) for one in lines]
        packed = pack_directions(self.embed(said) if self.embed else np.zeros((len(said), 0)))
        vectors = unpack_directions(packed)
        meaning = likeness(vectors, vectors) if self.size else None
        marks = [runs(one) for one in said]
        naming = [one | self._named(text) for one, text in zip(marks, said, strict=True)]
        acts = np.array([[act in one.acts for act in self.acts] for one in lines], np.float32)
        levels = np.array([[at in one.levels for at in self.levels] for one in lines], np.float32)
        stands = [
            (at, level, STANCES.index(stance))
            for at, one in enumerate(lines)
            for level, stance in one.levels.items()
        ]
        masked = [self._stance_marks(said[at], level) for at, level, _ in stands]
        of_them = self._masked([(said[at], level) for at, level, _ in stands])
        packed_them = pack_directions(np.zeros((len(stands), 0)) if of_them is None else of_them)
        unpacked = unpack_directions(packed_them)
        among_them = likeness(unpacked, unpacked) if self.size else None
        stances = np.eye(len(STANCES), dtype=np.float32)[[stance for _, _, stance in stands]]
        return {
            "vectors": packed,
            "stances.vectors": packed_them,
            **_named_for("acts", fit(marks, meaning, acts, *ACTS)),
            **_named_for("levels", fit(naming, meaning, levels, *LEVELS)),
            **_named_for("stances", fit(masked, among_them, stances, *STANDS)),
        }


def _as_put(clear: dict[str, float], words: str) -> dict[str, float]:
    """The acts of a sentence; what says something more clearly asks nothing, unless it is put as a question."""
    said = max((value for act, value in clear.items() if act.startswith(SAYS)), default=0.0)
    if words.rstrip().endswith("?"):
        return clear
    return {act: value for act, value in clear.items() if not act.startswith(ASKS) or value > said}


def _named_for(model: str, arrays: Arrays) -> Arrays:
    """The arrays of one model, its name before each."""
    return {f"{model}.{name}": one for name, one in arrays.items()}


def _of(model: str, arrays: Arrays) -> Arrays:
    """The arrays of one model again."""
    return {
        name.removeprefix(f"{model}."): one
        for name, one in arrays.items()
        if name.startswith(f"{model}.")
    }
