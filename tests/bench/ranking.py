"""Fits the weights of the card ranking on the cards' own wordings, and says how well they do.

`python -m tests.bench.ranking [words]`: each sampled wording is taken out of the index and has to find its
card again. The printed weights belong into `bot/answering/ranking.py`.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np

from bot.answering.ranking import WEIGHTS, Ranker
from bot.retrieval.search import HybridSearch
from bot.settings import Settings
from bot.tutor import Tutor, open_tutor

SAMPLE, CANDIDATES, STEPS, RATE, RIDGE = 1500, 40, 500, 0.05, 2e-3
TEXT = 2  # the first features, which alone choose the rivals: the others must not be presupposed
Row = tuple[np.ndarray, int]


def rows(tutor: Tutor, seed: int = 0) -> list[Row]:
    """(features of every card, the right card) for a sample of wordings, each left out."""
    ranker, search = tutor.answerer.ranker, tutor.search
    at = {card.id: number for number, card in enumerate(ranker.cards)}
    asks = {card.ask for card in ranker.cards}
    wordings = [
        number
        for number, entry in enumerate(search.entries)
        if entry.kind == "wording" and entry.text not in asks
    ]
    chosen = np.random.default_rng(seed).permutation(wordings)[:SAMPLE]
    found = []
    for number in chosen:
        text = search.entries[number].text
        scores = search.scores(text)
        without = {name: getattr(scores, name).copy() for name in ("cosine", "words", "ngrams")}
        for values in without.values():
            values[number] = values.min()
        card = at[search.entries[number].target]
        with left_out(ranker, search.matrix, card, number):
            features = ranker.features(tutor.reader.read(text), replace(scores, **without))
        found.append((features, card))
    return found


@contextmanager
def left_out(ranker: Ranker, matrix: np.ndarray | None, card: int, number: int) -> Iterator[None]:
    """The ranker as it would be without one of a card's texts."""
    if matrix is None:
        yield
        return
    kept = ranker.by_target.centres[card].copy()
    ranker.by_target.centres[card] = ranker.by_target.without(card, matrix[number])
    yield
    ranker.by_target.centres[card] = kept


def fit(data: list[Row]) -> np.ndarray:
    """Weights under which the right card is likeliest among its strongest rivals (softmax)."""
    kept, right = [], []
    for features, target in data:
        rivals = np.argsort(-features[:, :TEXT].sum(axis=1))[:CANDIDATES]
        if target not in rivals:
            rivals[-1] = target
        kept.append(features[rivals])
        right.append(int(np.flatnonzero(rivals == target)[0]))
    x, y = np.stack(kept), np.array(right)
    spread = x.reshape(-1, x.shape[-1]).std(0) + 1e-6
    x = x / spread
    weights = np.zeros(x.shape[-1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        chance = np.exp(x @ weights - (x @ weights).max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        slope = ((chance[:, :, None] * x).sum(1) - x[np.arange(len(y)), y]).mean(0)
        slope += RIDGE * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    weights /= spread
    return weights / np.abs(weights).sum()


def found_first(data: list[Row], weights: np.ndarray, within: int = 1) -> float:
    """The share of wordings whose card is among the first `within`."""
    return float(np.mean([t in np.argsort(-(f @ weights))[:within] for f, t in data]))


def main() -> None:
    tutor = open_tutor(Settings())
    if "words" in sys.argv:
        search = HybridSearch(tutor.search.entries, tutor.search.names, None, None)
        ranker = Ranker(tutor.course, tutor.cues, search)
        tutor.answerer.ranker = ranker
        tutor = dataclasses.replace(tutor, search=search)
    data = rows(tutor)
    third = len(data) // 3
    for name, weights in (
        ("in use", tutor.answerer.ranker.weights),
        ("fitted", fit(data[third:])),
    ):
        first, few = (found_first(data[:third], weights, one) for one in (1, 3))
        print(f"{name:8} first {first:.3f}, among three {few:.3f} of {third} left-out wordings")
    for name, weight in zip(WEIGHTS, fit(data), strict=True):
        print(f'    "{name}": {weight:.2f},')
    tutor.close()


if __name__ == "__main__":
    sys.exit(main())
