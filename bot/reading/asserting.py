"""A question that wants a yes or a no, put as the statement that it asks about: "Is RAG dear?" as "RAG is dear"."""

from __future__ import annotations

import re

from bot.reading.mentions import Names

DOES = r"do|does|did"
AUXILIARY = rf"(?:is|are|was|were|can|could|should|would|will|has|have|must|{DOES})"
OPENS = re.compile(rf"^(?:(?:and|but|so|then|also|or),? )*({AUXILIARY})\s+", re.IGNORECASE)
# What may stand before it: "If we are in a hurry, is RAG ...?"
LEAD = re.compile(
    rf"^(?:if|when|once|with|without|for|on|in|at|by|before|after|as|because|since|suppose)\b[^?]*?, (?={AUXILIARY}\b)",
    re.IGNORECASE,
)
DETERMINER = re.compile(r"^(?:the|an?|our|your|my|that|this|these|those)\b", re.IGNORECASE)
PRONOUN = re.compile(
    r"^(?:it|we|i|you|they|he|she|there|this|that|these|those)(?= )", re.IGNORECASE
)
POINTS_BACK = re.compile(r"^(?:that|this|it|so|he|she|they)\b", re.IGNORECASE)
WORD = re.compile(r"[a-z0-9]+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def last_asked(text: str) -> str:
    """The question that a text ends in, be it only the last clause: "We are in a hurry. If so, is RAG quick?" """
    return LEAD.sub("", SENTENCE_END.split(text.strip())[-1])


def asserted(question: str, names: Names) -> str:
    """The statement in the last sentence; where it isn't clear what its subject is, the question as it is put.

    "..., nothing else. Is that the message?" asks about what stands before.
    """
    *told, text = SENTENCE_END.split(question.strip())
    text = text.rstrip("?.! ")
    before = LEAD.match(text)
    lead, text = (before.group(), text[before.end() :]) if before else ("", text)
    opens = OPENS.match(text)
    if opens is None or (told and POINTS_BACK.match(text[opens.end() :])):
        return question
    auxiliary, rest = opens.group(1).lower(), text[opens.end() :]
    if re.fullmatch(DOES, auxiliary):
        return f"{lead}{rest}."
    end = _subject_end(rest, names)
    return f"{lead}{rest[:end]} {auxiliary}{rest[end:]}." if end else question


def _subject_end(text: str, names: Names) -> int:
    """Where the subject ends that a text begins with: a pronoun or a name; 0 where it is neither."""
    pronoun = PRONOUN.match(text)
    if pronoun:
        return pronoun.end()
    first = 1 if DETERMINER.match(text) else 0
    ends = [one.end for one in names.find(text) if one.start <= first]
    found = list(WORD.finditer(text.lower()))
    return found[max(ends) - 1].end() if ends and max(ends) <= len(found) else 0
