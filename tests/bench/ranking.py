"""Fits the weights of the card ranking on the cards' own wordings, and says how well they do.

`python -m tests.bench.ranking [words]`: a sample of wordings is held back from all that is fitted
or searched, and each has to find its card. With `words` it does so without vectors. The printed
weights belong into `bot/answering/ranking.py`.
"""

from __future__ import annotations

import sys

import numpy as np

from bot.answering.ranking import Ranker
from bot.kept import ModelFiles
from bot.retrieval.search import HybridSearch
from bot.settings import Settings
from bot.tutor import Tutor, open_tutor

SAMPLE, CANDIDATES, STEPS, RATE, RIDGE = 1500, 40, 500, 0.05, 2e-3
TEXT = 3  # the first features, which alone choose the rivals: the others must not be presupposed
Row = tuple[np.ndarray, int]


def held_back(tutor: Tutor, kinds: tuple[str, ...], share: float, seed: int = 0) -> frozenset[int]:
    """Numbers of a random share of the entries of some kinds, never a card's own question."""
    asks = {card.ask for card in tutor.course.cards.values()}
    entries = tutor.search.entries
    those = [at for at, one in enumerate(entries) if one.kind in kinds and one.text not in asks]
    chosen = np.random.default_rng(seed).permutation(those)[: int(share * len(those))]
    return frozenset(int(one) for one in chosen)


def rows(tutor: Tutor, search: HybridSearch, seed: int = 0) -> tuple[list[Row], Ranker]:
    """(features of every card, the right card) for a sample of wordings, all held back."""
    wordings = sum(one.kind == "wording" for one in search.entries)
    without = held_back(tutor, ("wording",), SAMPLE / wordings, seed)
    ranker = Ranker(tutor.course, tutor.cues, search, ModelFiles(), without)
    at = {card.id: number for number, card in enumerate(ranker.cards)}
    found = []
    for number in sorted(without):
        entry = search.entries[number]
        features = ranker.features(tutor.reader.read(entry.text), search.scores(entry.text))
        found.append((features, at[entry.target]))
    order = np.random.default_rng(seed).permutation(len(found))
    return [found[one] for one in order], ranker


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
    search = tutor.search
    if "words" in sys.argv:
        search = HybridSearch(search.entries, search.names, None, None)
    data, ranker = rows(tutor, search)
    third = len(data) // 3
    for name, weights in (("in use", ranker.weights), ("fitted", fit(data[third:]))):
        first, few = (found_first(data[:third], weights, one) for one in (1, 3))
        print(f"{name:8} first {first:.3f}, among three {few:.3f} of {third} held-back wordings")
    for name, weight in zip(ranker.names, fit(data), strict=True):
        print(f'    "{name}": {weight:.2f},')
    tutor.close()


if __name__ == "__main__":
    main()
