"""A turn cut into its sentences, and a sentence into the parts in which something of its own may be done."""

from __future__ import annotations

import re

TITLE = r"(?i:\b(?:dr|mr|mrs|ms|prof)\. )"  # a full stop that ends no sentence
SENTENCE = re.compile(rf"(?:{TITLE}|[^.!?;\n])+[.!?;]*[\"')\]]*")
JOINT = re.compile(r",? (?=(?:and|but|so|because|then|while|whereas) )|, ")
# "How much is there, by when, and who could do it?": each part asks for something of its own
ASKS = re.compile(
    r", (?:and |or )?(?=(?:by |for |in |with |to |from )?(?:who|whom|whose|what|when|where|how|which|why|is|are|do|does|did|has|have|can|will)\b)",
    re.IGNORECASE,
)
BECAUSE = re.compile(r"[,:;]?\s+(?:because|since|given that)\s", re.IGNORECASE)
COLON = re.compile(r":\s")
STATED = 3  # words before a colon that state something: "then rather RAG: let it ..."
LONG, ENDLESS = 24, 45  # words from which a sentence is heard in parts, and from which it is cut
SHORT = 5  # words that a part of a sentence has at least
MOST = 30  # sentences of a turn that are heard


def sentences_of(text: str) -> list[str]:
    """The sentences of a turn, each a run of the text as it was typed; endless ones are cut."""
    found: list[str] = []
    for sentence in (one.group().strip() for one in SENTENCE.finditer(text)):
        if re.search(r"\w", sentence):
            found += _parts(sentence) if len(sentence.split()) > ENDLESS else [sentence]
    return found[:MOST]


def pieces_of(sentence: str) -> list[str]:
    """The parts of a sentence in which something of its own may be done."""
    if sentence.endswith("?"):
        return ASKS.split(sentence)
    if len(sentence.split()) > LONG:
        return _parts(sentence)
    return [sentence, *(one for one in [_reason_of(sentence)] if len(one.split()) >= SHORT)]


def _reason_of(sentence: str) -> str:
    """What a sentence gives as its reason, which is heard by itself as well; "" where it gives none."""
    _, *reason = BECAUSE.split(sentence, maxsplit=1)
    return reason[0] if reason else ""


def head_of(sentence: str) -> str:
    """What stands before the reason that a sentence gives; "" where it gives none."""
    head = sentence
    for sign, least in ((BECAUSE, 1), (COLON, STATED)):
        before, *reason = sign.split(head, maxsplit=1)
        head = before if reason and len(before.split()) >= least else head
    return "" if head == sentence else head


def _parts(sentence: str) -> list[str]:
    """A long sentence cut where a new clause begins, no part shorter than a few words."""
    starts = [0, *(one.end() for one in JOINT.finditer(sentence)), len(sentence)]
    parts: list[str] = []
    begin = 0
    for end in starts[1:]:
        rest = sentence[end:]
        if len(sentence[begin:end].split()) >= SHORT and (not rest or len(rest.split()) >= SHORT):
            parts.append(sentence[begin:end].strip(" ,"))
            begin = end
    return [one for one in parts if one]
