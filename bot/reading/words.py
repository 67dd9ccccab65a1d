"""Words: normalised text, tokens, stems and character n-grams."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[a-z0-9]+")
STOP_WORDS = frozenset(
    [
        "a",
        "about",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "give",
        "gives",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "let",
        "may",
        "me",
        "might",
        "my",
        "of",
        "on",
        "one",
        "or",
        "our",
        "please",
        "shall",
        "should",
        "so",
        "some",
        "such",
        "tell",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "up",
        "us",
        "use",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "will",
        "with",
        "would",
        "you",
        "your",
        "am",
        "im",
        "s",
        "t",
        "ll",
        "re",
        "ve",
    ]
)
PERFECT = re.compile(r"\b(what|who|it|that|where|how|there|here|when|why)'s(?= (?:had|been|got|become)\b)", re.IGNORECASE)  # fmt: skip
CONTRACTION = re.compile(r"\b(what|who|it|that|where|how|there|here|when|why)'s\b", re.IGNORECASE)

_stemmer = Stemmer.Stemmer("english")


def normalise(text: str) -> str:
    """`text` in one Unicode form, with plain quotes and spaces and no control characters."""
    text = unicodedata.normalize("NFKC", text)
    text = text.translate(
        {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: " - "}
    )
    kept = (one if one.isspace() or unicodedata.category(one)[0] != "C" else "" for one in text)
    spelt_out = CONTRACTION.sub(r"\1 is", PERFECT.sub(r"\1 has", "".join(kept)))
    return re.sub(r"\s+", " ", spelt_out).strip()


def words(text: str) -> list[str]:
    """The words of `text`, lower case; a hyphen parts words, an apostrophe joins them."""
    return WORD.findall(_fold(text).replace("'s ", " ").replace("'", ""))


def _fold(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower() + " "
    decomposed = unicodedata.normalize("NFKD", text.lower() + " ")
    return "".join(one for one in decomposed if not unicodedata.combining(one))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball stem of a lower-case word."""
    return str(_stemmer.stemWord(word))


def stems(text: str, stop: frozenset[str] = STOP_WORDS) -> list[str]:
    """The stems of the words of `text` that carry meaning."""
    return [stem(one) for one in words(text) if one not in stop]


def ngrams(text: str, size: int = 4) -> list[str]:
    """Character n-grams of every word of `text`, padded at its ends."""
    grams: list[str] = []
    for word in words(text):
        padded = f" {word} "
        grams += [padded[at : at + size] for at in range(max(1, len(padded) - size + 1))]
    return grams
