"""A sentence beside what it words, in numbers: how near it keeps, and by which signs it may turn something round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.grading.bearing import Bearing
from bot.grading.bindings import NEGATION, Pair, agreement, bound, content
from bot.grading.contrary import CLAUSE
from bot.grading.features import in_order
from bot.grading.senses import Senses, senses_of
from bot.reading.mentions import Names
from bot.reading.plan_model import Embed
from bot.reading.words import words

# Little words on which it hangs what a sentence says, by kind.
SIGNS = {
    "denies": "not no never without neither nor cannot nothing none nobody hardly",
    "only": "only alone just merely solely",
    "also": "also too well both even likewise same",
    "goes on": "still remain remains stay stays keep keeps kept continue continues goes going",
    "ends": "longer anymore stop stops drop drops dropped replace replaces replaced instead",
    "more": "more most higher highest above extra further dearer dearest bigger larger",
    "less": "less least lower lowest below fewer cheaper cheapest smaller",
    "before": "first before begin beginning start starts starting initially earlier",
    "after": "after afterwards last later finally end then next once",
    "all": "all every always everything everyone any whatever each entirely",
    "some": "some sometimes seldom rarely practically few",
    "maker": "provider vendor maker supplier its",
    "own": "your yours own yourself you our we",
    "changes": "change changes changed alter retrain retrains retrained modify",
    "anyhow": "regardless whether however anyway despite",
    "beside": "unlike than rather instead whereas",
    "pays": "free costs pay pays paid",
    "if": "if unless when where until while",
    "must": "need needs needed must has have require requires",
    "can": "can could may might able let lets",
}
KINDS = {word: kind for kind, group in SIGNS.items() for word in group.split()}
FEWEST = 2  # content words of a clause that is looked at by itself
REMEMBERED = 256  # texts as they were read


@dataclass(frozen=True)
class Seen:
    """A text as it is compared."""

    text: str
    order: tuple[str, ...]  # its stems
    stems: frozenset[str]
    signs: frozenset[str]
    denials: int
    senses: Senses
    named: frozenset[str]
    bound: frozenset[Pair]


class Comparing:
    """Compares sentences with sources, by the names of one course and, with an embedder, by meaning."""

    def __init__(self, names: Names, embed: Embed | None) -> None:
        self.names, self.embed = names, embed
        self.bearing = Bearing(names)
        self._seen = lru_cache(REMEMBERED)(self._read)

    def rows(self, sentences: Sequence[str], sources: Sequence[str]) -> np.ndarray:
        """(sentences, features), each beside all the sources, of which there is at least one."""
        told = [self._seen(one) for one in sources]
        cosines = self.cosines(sentences, sources)
        seen = [self._seen(one) for one in sentences]
        return np.array(
            [self._row(one, told, its) for one, its in zip(seen, cosines, strict=True)], np.float32
        )

    def cosines(self, sentences: Sequence[str], sources: Sequence[str]) -> np.ndarray:
        """(sentences, sources), all 0 without an embedder."""
        if self.embed is None:
            return np.zeros((len(sentences), len(sources)), np.float32)
        vectors = self.embed([*sentences, *sources])
        return vectors[: len(sentences)] @ vectors[len(sentences) :].T

    def _row(self, one: Seen, told: Sequence[Seen], cosines: np.ndarray) -> list[float]:
        shares = np.array([share(one.stems, other.stems) for other in told])
        order = np.argsort(-(shares + cosines))
        best, second = told[order[0]], told[order[min(1, len(told) - 1)]]
        held = frozenset[str]().union(*(other.stems for other in told))
        signs = frozenset[str]().union(*(other.signs for other in told))
        clauses = [found for part in CLAUSE.split(one.text) if len(found := frozenset(content(part))) >= FEWEST]  # fmt: skip
        return [
            len(one.stems),
            share(one.stems, held),
            shares[order[0]],
            cosines.max(),
            (shares + cosines)[order[0]],
            share(best.stems, one.stems),
            len(one.stems - held),
            len(one.stems - best.stems),
            min((max(share(its, other.stems) for other in told) for its in clauses), default=0.0),
            in_order(one.order, best.order),
            abs(one.denials % 2 - best.denials % 2),
            one.denials - best.denials,
            len(one.signs - best.signs),
            *(float(kind in one.signs - signs) for kind in SIGNS),
            *_said_of(one, best, told),
            *_meant(one.senses, best.senses | second.senses),
            float(one.text.endswith("?")),
            *self.bearing.overall(one.text, [best.text, *(other.text for other in told)]).values(),
        ]

    def _read(self, text: str) -> Seen:
        order = tuple(content(text))
        low = text.lower().replace("’", "'")
        return Seen(
            text,
            order,
            frozenset(order),
            frozenset(KINDS[word] for word in words(low) if word in KINDS),
            len(NEGATION.findall(low)),
            senses_of(text)[0],
            frozenset(self.names.ids(text)),
            frozenset(bound(text, self.names.ids)),
        )


def share(part: frozenset[str], of: frozenset[str]) -> float:
    """The share of `part` that is in `of`; 0 of nothing."""
    return len(part & of) / len(part) if part else 0.0


def _said_of(one: Seen, best: Seen, told: Sequence[Seen]) -> list[float]:
    """What is said of the things that are named: as in a source, or of another thing."""
    same, otherwise = agreement(set(one.bound), {pair for its in told for pair in its.bound})
    odd = otherwise / (same + otherwise + 1)
    return [same, otherwise, odd, len(one.named - best.named), len(one.named)]


def _meant(said: Senses, told: Senses) -> list[float]:
    """What is said of change, need and sufficiency: turned, and alike."""
    turned = sum((sense, 1 - side) in told and (sense, side) not in told for sense, side in said)
    return [turned, len(said & told)]
