"""What a remark changes of the needs that were told before: which come to hold and which are taken back.

All that could hold afterwards is weighed at once by a log-linear model of a few readable features. Its
weights, those of `remark-weights.yaml` too, were fitted on the eval sets' talks about a recommendation
(`tests/bench/changes.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import numpy as np

from bot.content import Course
from bot.content.advice import RemarkWeights
from bot.deciding.tree import closed
from bot.reading.cues import Cues
from bot.reading.plans import PlanReader, Scored
from bot.reading.words import STOP_WORDS, stem

WEIGHTS = {
    "new": -1.66,  # needs that come to hold
    "new, told": 0.37,  # ... how clearly they are told
    "new, told plainly": 0.29,  # ... where that is above zero
    "gone, told plainly": -0.43,  # how clearly those taken back are told to hold
    "gone, clearest": 0.21,  # how clearly one of them is denied
    "gone, undenied": -0.55,  # those that nothing denies
    "gone, ended": 0.87,  # those spoken of where something comes to an end, is solved, ...
    "gone, solved": 1.92,
    "gone, mistaken": 0.88,
    "gone, stays": -1.72,
    "gone, only": -0.51,
    "changed, level": 0.21,  # log chance that the remark speaks for the level that the change leads to
    "changed, opinion": -0.59,  # log chance of an opinion, of a fact, of one that replaces the rest
    "changed, fact": 0.22,
    "changed, replacement": 0.18,
    "changed, plan": 0.13,
    "changed, doubt": -1.24,  # 1 where a cue of doubt stands
    "gone, opinion": -0.27,
    "gone, added": -2.81,  # 1 where something is said to come on top
    "undenied, added": -0.13,  # ... and nothing denies what goes
    "swapped": 1.14,  # 1 where nothing is left of what held and something new holds
    "swapped, only": 1.03,  # ... and that is all that counts
    "swapped, beside": -2.44,  # ... though all of it stands beside other needs
    "nothing left": -2.22,
    "kept, denied plainly": -0.35,  # how clearly one that is kept is denied
}
ABOUT = (
    "ended",
    "solved",
    "mistaken",
    "stays",
    "only",
)  # cues of clauses about needs that go or stay
LOW, HIGH = -6.0, 5.0  # bounds of a logit
LEAST, MOST = -3.0, 3  # logit of a need that may come to hold, and how many may at once
SMALL = 1e-3  # what a chance is at least
SHARED = 2  # words in common with a need's from which a clause surely speaks of it
SURELY = 1.0  # ... which is so from here on
Words = Mapping[str, str | None]  # of each need that holds, what it was read from


class Changes:
    """Weighs what a remark may change, for one course."""

    def __init__(self, reader: PlanReader, course: Course, cues: Cues) -> None:
        self.reader = reader
        self.cues = cues
        self.names = reader.labels.deciding
        needs = [course.needs[one] for one in self.names]
        self.beside = np.array([one.adds for one in needs])
        self.brings = np.array(
            [[b in closed([a], course.needs) - {a} for b in self.names] for a in self.names]
        )
        self.rests = np.array([[b in one.rests_on for b in self.names] for one in needs])
        self.ends = np.array([[b in one.overrules for b in self.names] for one in needs])
        # Needs and outcomes are not told alike, so each is weighed by itself too.
        own = course.remark_weights or RemarkWeights()
        apart = {
            **{f"new: {one}": own.new.get(one, 0.0) for one in self.names},
            **{f"gone: {one}": own.gone.get(one, 0.0) for one in self.names},
            **{f"level: {one}": own.level.get(one, 0.0) for one in reader.labels.levels},
        }
        self.features = [*WEIGHTS, *apart]
        self.weights = np.array([*WEIGHTS.values(), *apart.values()])

    def after(self, scored: Scored, held: Words) -> set[str]:
        """The needs that hold after a remark, when those of `held` did before."""
        may, values = self.weighed(scored, held)
        best = may[int((values @ self.weights).argmax())]
        return {one for one, true in zip(self.names, best, strict=True) if true}

    def ended(self, scored: Scored, held: Words) -> set[str]:
        """The need that a clause about an end speaks of most surely, in its own words; nothing where none does."""
        surely = self._about(scored, held)["ended"]
        at = int(surely.argmax())
        return {self.names[at]} if surely[at] >= SURELY and self.names[at] in held else set()

    def weighed(self, scored: Scored, held: Words) -> tuple[np.ndarray, np.ndarray]:
        """What may hold after a remark, (n, needs), and its features in the order of `features`."""
        before = np.array([one in held for one in self.names])
        said, denied = self._logits(scored)
        may, ends = self._possible(before, said)
        new, gone = self._roots(may, before)
        some_new, some_gone = new.any(axis=1), gone.any(axis=1)
        swapped = some_new & some_gone & ~(may & before).any(axis=1)
        changed = (may != before).any(axis=1)
        lower = self.reader.repair(scored.clauses[-1]).lower()
        hits = {one: bool(self.cues.hit(one, lower)) for one in ("doubts", "adds", "only")}
        chances = {one: math.log(chance + SMALL) for one, chance in scored.kinds.items()}
        opinion = math.log(scored.opinion + SMALL)
        about = self._about(scored, held)
        values = {
            "new": new.sum(axis=1),
            "new, told": new @ said,
            "new, told plainly": new @ np.maximum(said, 0),
            "gone, told plainly": gone @ np.maximum(said, 0),
            "gone, clearest": np.where(some_gone, np.where(gone, denied, LOW).max(axis=1), 0),
            "gone, undenied": (gone & (denied < 0)).sum(axis=1),
            **{f"gone, {one}": gone @ about[one] for one in ABOUT},
            "changed, level": changed * scored.levels[ends],
            "changed, opinion": changed * opinion,
            "changed, fact": changed * chances["new-fact"],
            "changed, replacement": changed * chances["replacement"],
            "changed, plan": changed * chances["plan"],
            "changed, doubt": changed & hits["doubts"],
            "gone, opinion": some_gone * opinion,
            "gone, added": some_gone & hits["adds"],
            "undenied, added": (gone & (denied < 0)).any(axis=1) & hits["adds"],
            "swapped": swapped,
            "swapped, only": swapped & hits["only"],
            "swapped, beside": swapped & ~(new & ~self.beside).any(axis=1),
            "nothing left": ~may.any(axis=1),
            "kept, denied plainly": (may & before) @ np.maximum(denied, 0),
        }
        plain = [values[one] for one in WEIGHTS]
        told, taken = new * np.maximum(said, 0), gone * denied
        levels = np.eye(len(self.reader.labels.levels))[ends] * values["changed, level"][:, None]
        return may, np.column_stack([*plain, told, taken, levels]).astype(np.float32)

    def _logits(self, scored: Scored) -> tuple[np.ndarray, np.ndarray]:
        """How clearly each need is said, and denied, at its clearest."""
        best = np.clip(scored.best, LOW, HIGH)
        labels = self.reader.labels.needs
        denied = [labels.index(("no", one)) if ("no", one) in labels else -1 for one in self.names]
        return best[: len(self.names)], np.where(np.array(denied) < 0, LOW, best[denied])

    def _possible(self, before: np.ndarray, said: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The combinations that may hold after a remark, and the level where each ends."""
        every = self.reader.combinations
        new, _ = self._roots(every, before)
        clash = ((every @ self.ends) & every).any(axis=1)
        stranded = every & before & ((before & ~every) @ self.rests.T)  # what they rest on is gone
        clash |= stranded.any(axis=1)
        fits = (new.sum(axis=1) <= MOST) & ~(new & (said < LEAST)).any(axis=1) & ~clash
        fits |= (every == before).all(axis=1)
        return every[fits], self.reader.ends[fits]

    def _roots(self, may: np.ndarray, before: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What is new, and what is gone, of itself and not along with another need or ended by one."""
        new = may & ~before & ~(may @ self.brings)
        lost = before & ~may
        along = lost @ (self.brings | self.rests).T
        return new, lost & ~along & ~(may @ self.ends)

    def _about(self, scored: Scored, held: Words) -> dict[str, np.ndarray]:
        """How surely a clause that holds a cue speaks of each need, for each of the cues."""
        found = {one: np.zeros(len(self.names)) for one in ABOUT}
        told = [_stems(held.get(one) or "") for one in self.names]
        labels = self.reader.labels.needs
        for at, clause in enumerate(scored.clauses[:-1] or scored.clauses):
            stems, row = _stems(clause), dict(zip(labels, scored.told[at].tolist(), strict=True))
            hits = [one for one in ABOUT if self.cues.hit(one, clause.lower())]
            for place, need in enumerate(self.names):
                top = max(row["yes", need], row.get(("no", need), LOW))
                shared = min(len(stems & told[place]), SHARED) / SHARED
                surely = shared + 1 / (1 + math.exp(-top - 1))
                for one in hits:
                    found[one][place] = max(found[one][place], surely)
        return found


def _stems(text: str) -> set[str]:
    """The stems of the words that tell something."""
    words = re.findall(r"[a-z0-9']{3,}", text.lower())
    return {stem(one) for one in words if one not in STOP_WORDS}
