"""A small model that reads sources and a sentence together, and tells whether the sentence turns them round.

It began as all-MiniLM-L6-v2 and was trained for one course, in one file on worded drafts, in another on claims as well
(`speaking/training.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tokenizers import BertWordPieceTokenizer

from bot.content.loading import ContentError
from bot.retrieval.embedder import VOCABULARY
from bot.retrieval.onnx_session import session_of

LONGEST, LONGEST_SENTENCE = 144, 60  # tokens of both together, and of the sentence
BEGIN, END = 101, 102  # the ids of [CLS] and [SEP] in the vocabulary
Encoded = tuple[list[int], list[int]]  # ids, and for each 1 where it is of the sentence, else 0


class Tokens:
    """Sources and a sentence as the model reads them."""

    def __init__(self) -> None:
        self._tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)

    def encoded(self, sources: str, sentence: str) -> Encoded:
        """What is too long is cut at its end."""
        its = self._tokenizer.encode(sentence, add_special_tokens=False).ids[:LONGEST_SENTENCE]
        room = LONGEST - len(its) - 3
        told = self._tokenizer.encode(sources, add_special_tokens=False).ids[:room]
        ids = [BEGIN, *told, END, *its, END]
        return ids, [0] * (len(told) + 2) + [1] * (len(its) + 1)


class CrossEncoder:
    """The model in one ONNX file. Raises onnxruntime's errors where the file is damaged."""

    def __init__(self, weights: Path) -> None:
        self._session = session_of(weights)
        self._tokens = Tokens()

    def odds(self, sources: Sequence[str], sentences: Sequence[str]) -> np.ndarray:
        """(sentences,) log odds that each turns its sources round, which are joined in one text for each."""
        pairs = [self._tokens.encoded(*one) for one in zip(sources, sentences, strict=True)]
        return np.array([self._odds(*one) for one in pairs], np.float32)

    def _odds(self, ids: list[int], parts: list[int]) -> float:
        """One at a time: in int8 what stands beside it in a batch would change the figure."""
        feed = {"ids": [ids], "mask": [[1] * len(ids)], "parts": [parts]}
        given = {name: np.array(one, np.int64) for name, one in feed.items()}
        return float(self._session.run(["odds"], given)[0][0])


def load_cross_encoder(weights: Path) -> CrossEncoder | None:
    """The model in a file; None where nothing was trained for the course. Raises ContentError where it is damaged."""
    if not weights.exists():
        return None
    try:
        return CrossEncoder(weights)
    except Exception as error:  # onnxruntime has one for each way in which a file can be damaged
        problem = f"{weights}: can't be read; get it again from the repository"
        raise ContentError([problem]) from error
