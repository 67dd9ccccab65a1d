"""What the schedule is worth, on simulated learners: `python -m tests.bench.schedule` (3 minutes).

Learners whose forgetting isn't FSRS's own are asked the same number of questions a day for 30
days: by us (`next_item` over a `Memory`, what is due first, or every second question new), in
random order, and by a ladder of 1, 3 and 7 days (what is due, then new items). Printed for each
is the recall over all items of the bank, in percent, at the end of the last day and averaged over
the days: means over the learners, ± their standard error, and how far the row is ahead of random
order, learner by learner.

Recall t days after an item was met is exp(-t / strength), or with the other curve
1 / (1 + t / strength). An item that was never met is guessed at best (GUESS), which counts as no
recall. Meeting it gives it a strength by its difficulty and the learner's pace; a success makes
it stronger, the more so the nearer it was to being forgotten; a failure halves it. All is seeded.
"""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

import click

from bot.memory import Answer, Asked, Memory, next_item

START = datetime(2026, 3, 2, 18, tzinfo=UTC)
OBJECTIVES, PER_OBJECTIVE, KINDS = 7, 20, ("single", "several", "case", "order", "free")
GUESS = 0.2
EASE = 5  # days
MINUTE = 1 / 1440
LADDER = (1, 3, 7)


@dataclass(frozen=True)
class Item:
    """A question; each two of an objective share a fact."""

    id: str
    objective: str
    kind: str
    facts: tuple[str, ...]


@dataclass
class Learner:
    """Who forgets; `strength` in days by item, `met` the day it was last met."""

    rng: random.Random
    curve: str
    ease: dict[str, float]
    strength: dict[str, float] = field(default_factory=dict)
    met: dict[str, float] = field(default_factory=dict)

    def recall(self, item: str, day: float) -> float:
        """The chance of knowing it, guessing left aside."""
        if item not in self.met:
            return 0.0
        age = (day - self.met[item]) / self.strength[item]
        return math.exp(-age) if self.curve == "exponential" else 1 / (1 + age)

    def answers(self, item: str, day: float) -> bool:
        """Whether it's answered right; either way the answer is seen and learnt from."""
        known = self.recall(item, day)
        right = self.rng.random() < known + (1 - known) * GUESS
        if item not in self.met:
            self.strength[item] = self.ease[item]
        elif right:
            self.strength[item] *= 1 + 2.5 * (1 - known) + 0.15
        else:
            self.strength[item] = max(self.ease[item], 0.5 * self.strength[item])
        self.met[item] = day
        return right


def bank() -> list[Item]:
    return [
        Item(f"{one}-{two}", f"o{one}", KINDS[(one + two) % len(KINDS)], (f"F{one}-{two // 2}",))
        for one in range(OBJECTIVES)
        for two in range(PER_OBJECTIVE)
    ]


def learner(seed: int, curve: str, items: list[Item]) -> Learner:
    """Ease in days, log-normal around 5, by learner, by objective and by item."""
    rng = random.Random(seed)
    pace = rng.gauss(0, 0.5)
    base = {f"o{one}": rng.gauss(pace, 0.4) for one in range(OBJECTIVES)}
    ease = {one.id: EASE * math.exp(base[one.objective] + rng.gauss(0, 0.6)) for one in items}
    return Learner(rng, curve, ease)


Sitting = Callable[[Learner, float, int], None]  # asks so many questions from a day on


def ours(items: list[Item], seed: int, new_every: int = 0) -> Sitting:
    memory, rng = Memory.in_memory(), random.Random(seed)

    def sit(learner: Learner, day: float, questions: int) -> None:
        asked: list[Asked] = []
        for place in range(questions):
            now = START + timedelta(days=day + place * MINUTE)
            item = next_item(items, memory.standing(now), asked, rng, new_every)
            right = learner.answers(item.id, day + place * MINUTE)
            asked.append(Asked(item.id, not right))
            memory.record(
                Answer(
                    attempt=f"{day}-{place}",
                    item=item.id,
                    objectives=(item.objective,),
                    verdict="correct" if right else "incorrect",
                    at=now,
                    kind=item.kind,
                    activity="quiz",
                )
            )

    return sit


def at_random(items: list[Item], seed: int) -> Sitting:
    rng = random.Random(seed)

    def sit(learner: Learner, day: float, questions: int) -> None:
        for place, item in enumerate(rng.sample(items, questions)):
            learner.answers(item.id, day + place * MINUTE)

    return sit


def ladder(items: list[Item], seed: int) -> Sitting:
    """A success climbs a rung, a miss goes back to the first; the last rung repeats."""
    rng = random.Random(seed)
    new = rng.sample([one.id for one in items], len(items))
    due: dict[str, float] = {}
    rung: dict[str, int] = {}

    def sit(learner: Learner, day: float, questions: int) -> None:
        waiting = sorted((one for one in due if due[one] <= day + 0.5), key=due.__getitem__)
        fresh = [one for one in new if one not in due]
        early = sorted((one for one in due if due[one] > day + 0.5), key=due.__getitem__)
        for place, item in enumerate([*waiting, *fresh, *early][:questions]):
            right = learner.answers(item, day + place * MINUTE)
            rung[item] = min(rung.get(item, -1) + 1, len(LADDER) - 1) if right else 0
            due[item] = day + LADDER[rung[item]]

    return sit


SCHEDULES = {
    "random order": at_random,
    "1-3-7 ladder": ladder,
    "ours, due first": ours,
    "ours, 1 in 2 new": partial(ours, new_every=2),
}


def month(name: str, seed: int, curve: str, days: int, questions: int) -> tuple[float, float]:
    """Recall in percent over all items: at the end of the last day, and averaged over the days."""
    items = bank()
    who, sit = learner(seed, curve, items), SCHEDULES[name](items, seed)
    course = []
    for day in range(days):
        sit(who, day, questions)
        course.append(100 * statistics.mean(who.recall(one.id, day + 1) for one in items))
    return course[-1], statistics.mean(course)


def spread(values: list[float]) -> str:
    error = statistics.stdev(values) / math.sqrt(len(values))
    return f"{statistics.mean(values):.1f} ± {error:.1f}"


def table(curve: str, learners: int, days: int, questions: int) -> None:
    print(f"\n{curve:18}{'at the end':>14}{'all days':>14}{'ahead of random at the end':>30}")
    floor: list[float] = []
    for name in SCHEDULES:
        runs = [month(name, seed, curve, days, questions) for seed in range(learners)]
        end, mean = ([run[place] for run in runs] for place in (0, 1))
        floor = floor or end
        ahead = spread([one - two for one, two in zip(end, floor, strict=True)])
        print(f"{name:18}{spread(end):>14}{spread(mean):>14}{ahead if end != floor else '':>30}")


@click.command()
@click.option("--learners", default=6, show_default=True, type=click.IntRange(2, 200))
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, 90))
@click.option(
    "--questions", default=20, show_default=True, type=click.IntRange(1, 60), help="a day"
)
def main(learners: int, days: int, questions: int) -> None:
    """Recall under our schedule, random order and a ladder of 1, 3 and 7 days."""
    print(f"{learners} learners, {OBJECTIVES * PER_OBJECTIVE} items, {days} days of {questions}")
    for curve in ("exponential", "power"):
        table(curve, learners, days, questions)


if __name__ == "__main__":
    main()
