"""Sees that a short answer picks, of the two things that a question puts, the one that is asked for.

"The habits" says all that "the habits or the library?" asks; by its few words alone it resembles no reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.grading.bindings import NEGATION, content
from bot.grading.choosing import COMPARED, EITHER, NAMED
from bot.grading.features import Things

Alternatives = tuple[frozenset[str], frozenset[str]]
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
PUT = re.compile(r"([^,.;:?!]*?)\bor\b([^,.;:?!]*)", re.IGNORECASE)
BESIDE = 6  # words on either side of "or" among which the alternatives stand
LONGEST = 12  # words of a bare choice
MORE = 2  # content words in it that the question doesn't have
CONDITION = re.compile(r"\b(?:if|unless|when|because|since|cos|coz)\b", re.IGNORECASE)


def picks_rightly(
    question: str, reference: str, answer: str, things: Things, small_talk: Callable[[str], bool]
) -> bool:
    """Whether an answer, and little else, affirms the alternative that the reference affirms.

    `small_talk` tells of a stem whether it belongs to the talk itself ("I think"), not to its subject.
    """
    put = _alternatives(question, things)
    if put is None or len(answer.split()) > LONGEST:
        return False
    if COMPARED.search(answer) or CONDITION.search(answer):
        return False
    known = _marks(question, things) | _marks(reference, things)
    more = [one for one in content(answer) if one not in known and not small_talk(one)]
    right = _picked(reference, put, things)
    return right is not None and len(more) <= MORE and _picked(answer, put, things) == right


def _marks(text: str, things: Things) -> frozenset[str]:
    """The stems of a text and the things it names."""
    return frozenset(content(text)) | {f"#{one}" for one in things(text)}


def _alternatives(question: str, things: Things) -> Alternatives | None:
    """What tells the two things apart that a question puts with "or"; None if it puts none."""
    asking = [one for one in SENTENCE_END.split(question) if EITHER.search(one)]
    found = PUT.search(asking[-1]) if asking else None
    if not found:
        return None
    left, right = " ".join(found[1].split()[-BESIDE:]), " ".join(found[2].split()[:BESIDE])
    named = list(things(left)), list(things(right))
    if named[0] and named[1] and named[0][-1] != named[1][0]:
        return frozenset({f"#{named[0][-1]}"}), frozenset({f"#{named[1][0]}"})
    one, other = frozenset(content(left)), frozenset(content(right))
    return (one - other, other - one) if one - other and other - one else None


def _picked(text: str, put: Alternatives, things: Things) -> int | None:
    """Which alternative a text affirms (0 or 1), None unless it is one alone and never denied."""
    affirmed, denied = set[int](), set[int]()
    for piece in (one for one in NAMED.split(text) if one):
        odd = len(NEGATION.findall(piece.lower())) % 2
        its = {at for at in (0, 1) if _marks(piece, things) & put[at]}
        (denied if odd else affirmed).update(its)
    return affirmed.pop() if len(affirmed) == 1 and not affirmed & denied else None
