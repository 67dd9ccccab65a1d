"""BM25 over the words and the character n-grams of texts, cut and counted once and then kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import bm25s
import numpy as np
import Stemmer

from bot.kept import Arrays, ModelFiles, key_of
from bot.packing import pack_words, unpack_words
from bot.reading import mentions, words
from bot.reading.mentions import Names
from bot.reading.words import ngrams, stems

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it logs every call at DEBUG

Cut = Callable[[str], list[str]]
SPARSE = ("data", "indices", "indptr")  # the matrix of scores, as bm25s holds it
# What is kept is of no use to another version of what made it.
CODE = [Path(one).read_bytes() for one in (__file__, mentions.__file__, words.__file__)]
VERSIONS = f"bm25s {bm25s.__version__}, PyStemmer {Stemmer.version()}".encode()


class Lexicon:
    """BM25 over one way of cutting texts into tokens."""

    def __init__(self, size: int, cut: Cut, made_of: Arrays) -> None:
        """`made_of` is what `_indexed` made of `size` texts."""
        self.cut = cut
        self.size = size
        self.vocabulary = {one: at for at, one in enumerate(unpack_words(made_of["vocabulary"]))}
        self.index = bm25s.BM25()
        self.index.vocab_dict = self.vocabulary
        self.index.nonoccurrence_array = None  # its method scores no word that is not there
        self.index.scores = {**{one: made_of[one] for one in SPARSE}, "num_docs": size}

    def scores(self, query: str) -> np.ndarray:
        """The BM25 score of every text for a query."""
        tokens = [one for one in dict.fromkeys(self.cut(query)) if one in self.vocabulary]
        if not tokens:
            return np.zeros(self.size, np.float32)
        return np.asarray(self.index.get_scores(tokens), np.float32)


def lexicons(texts: list[str], names: Names, files: ModelFiles) -> tuple[Lexicon, Lexicon]:
    """The lexicon of words and the one of n-grams, from `files` or made anew and kept there."""
    key = key_of([*CODE, VERSIONS, names.signature, "\0".join(texts).encode()])

    def lexicon(name: str, cut: Cut) -> Lexicon:
        return Lexicon(len(texts), cut, files.arrays(name, key, lambda: _indexed(texts, cut)))

    return lexicon("words", lambda text: tokens_of(text, names)), lexicon("ngrams", ngrams)


def tokens_of(text: str, names: Names) -> list[str]:
    """Stems, and every thing named under its id, so that all its names agree."""
    return stems(text) + [f"@{one}" for one in names.ids(text)]


def _indexed(texts: list[str], cut: Cut) -> Arrays:
    """What a lexicon is made of."""
    index = bm25s.BM25()
    index.index([cut(text) or [""] for text in texts], show_progress=False)
    vocabulary = pack_words(list(index.vocab_dict))
    return {**{one: index.scores[one] for one in SPARSE}, "vocabulary": vocabulary}
