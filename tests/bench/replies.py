"""How long a warm reply of the core takes: `python -m tests.bench.replies`.

Printed in milliseconds and as a ratio to a baseline of the same run, embedding one short text,
so that a slow or busy machine doesn't mislead.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from bot.conversation import take_turn
from bot.session import Session
from bot.settings import Settings
from bot.tutor import open_tutor
from tests.evals.run import cases

ROUNDS = 1


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    tutor = open_tutor(Settings())
    questions = [case["turns"][0] for case in cases("ask", "ordinary")]
    embedder = tutor.search.embedder
    replies, baseline = [], []
    for _ in range(ROUNDS):
        for text in questions:
            replies.append(timed(lambda text=text: take_turn(Session(), text, tutor)))
            if embedder:
                unseen = f"what does it cost, the {len(baseline)}th time"  # known ones are kept
                baseline.append(timed(lambda said=unseen: embedder.embed_query(said)))
    cuts = statistics.quantiles(replies, n=20)
    print(f"{len(replies)} replies: p50 {statistics.median(replies):.1f} ms, p95 {cuts[18]:.1f} ms")
    if baseline:
        ratio = statistics.median(replies) / statistics.median(baseline)
        print(f"ratio to one embedding ({statistics.median(baseline):.1f} ms): {ratio:.1f}")
    tutor.close()


if __name__ == "__main__":
    main()
