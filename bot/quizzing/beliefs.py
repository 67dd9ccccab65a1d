"""Which misconception a wrong answer holds; none where it may hold another, or merely speaks of the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answering.ranking import Near
from bot.content.formats import Misconception
from bot.grading import Grader

HELD = 0.62  # cosine with a misconception from which an answer may hold it
CLEARLY, ALONE = 0.03, 0.10  # how much nearer it must be than the next one, and to be the only one
TRUER, AS_TRUE = (
    0.10,
    0.02,
)  # how much nearer to something true an answer may be, and where only one is near
ANSWERED, MET = (
    0.65,
    0.50,
)  # cosine with the correction from which that answers it, and where only one is near


def held(
    text: str, nearest: Sequence[Near], known: Mapping[str, Misconception], grader: Grader
) -> str | None:
    """The first of the misconceptions near an answer, if the answer plainly holds it."""
    evidence = grader.evidence
    if not nearest or evidence is None or nearest[0].cosine < HELD:
        return None
    first = nearest[0]
    said, correction = grader.sight.vectors([text, known[first.target].correction])
    if evidence.claims.log_odds(text, said) > 0:
        return None  # what it says is true, near as it may lie to something false
    true = float((evidence.right @ said).max())
    answered = float(said @ correction)
    apart = min((first.cosine - other.cosine for other in nearest[1:]), default=ALONE)
    near = apart >= CLEARLY and answered >= ANSWERED and true <= first.cosine + TRUER
    only = apart >= ALONE and answered >= MET and true <= first.cosine + AS_TRUE
    return first.target if near or only else None
