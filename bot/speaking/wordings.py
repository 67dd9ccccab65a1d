"""What can be told of a wording by its signs and words alone: each check gives a reason or None."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.content.markdown import split_sentences
from bot.grading.bindings import content, negated, numbers
from bot.reading.words import words
from bot.speech import Speech

SHORT = 3  # content words up to which a sentence may come again
MARKER = re.compile(r"\[(\d+)\]")
BRACKET = re.compile(r"[\[\]]")
LISTED = re.compile(r"^\s*\[\d+\]|:\s*\[\d+\]", re.MULTILINE)  # sources said over, not drawn on
MARKUP = re.compile(r"<\s*[a-z/!]|https?:|www\.|\]\(|!\[|```|data:\S|javascript:", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
FIGURE_OF_SPEECH = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|half)\b(?! ?(?:%|per ?cent|percent|times|hours?|days?|weeks?|months?|years?|dollars?|euros?|hundred|thousand|million))",
    re.IGNORECASE,
)
FRACTION = re.compile(
    r"\b(?:half (?:the|of|an?)|(?:a|one|two|three|four) (?:third|quarter|fifth|tenth|hundredth)s?|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|doubl\w+|tripl\w+|twice|thrice)\b",
    re.IGNORECASE,
)
WORDS = {  # at most
    "answer": 150,
    "recommendation": 200,
    "feedback": 130,
    "persona": 110,
    "general": 100,
    "abroad": 250,
}
QUOTED = re.compile(r'["“]([^"“”]+)["”]')
SHORTEST = 0.2  # share of the draft's characters that an answer in another language has at least
COPIED = 0.8  # share of a sentence's content words from which it is the source's own
SUBSTANCE = 0.3  # share of the draft's content words that a wording has at least


def drawn_on(speech: Speech) -> str:
    """All that the wording may draw on."""
    quotes = " ".join(quote for _, quote in speech.sources)
    return " ".join(
        [speech.prose, speech.then, quotes, speech.said, speech.earlier, *speech.who.values()]
    )


def sentences(speech: Speech) -> list[str]:
    """The sentences of the draft, of what follows it and of the quotes."""
    parts = [MARKER.sub("", speech.prose), speech.then, *(quote for _, quote in speech.sources)]
    return [one for part in parts for one in split_sentences(part)]


def without_quoted(text: str, said: str) -> str:
    """A text less what it quotes of the learner's own words."""
    own = " ".join(words(said))
    return QUOTED.sub(
        lambda found: " " if " ".join(words(found[1])) in own else found[0],
        text,
    )


def form(speech: Speech, text: str) -> str | None:
    """Its length and its signs."""
    if not text.strip():
        return "empty"
    if len(text.split()) > WORDS[speech.voice]:
        return "too long"
    if speech.voice == "abroad":
        if len(text) < SHORTEST * len(speech.prose):
            return "too little"
    elif len(set(content(MARKER.sub("", text)))) < SUBSTANCE * len(set(content(speech.prose))):
        return "too little"
    return "markup" if MARKUP.search(text) or UNSEEN.search(text) else None


def citations(speech: Speech, text: str) -> str | None:
    """Its markers: only those offered, behind what they are for, at least one where there are any."""
    used = set(MARKER.findall(text))
    stray = BRACKET.search(MARKER.sub("", text)) and not BRACKET.search(
        MARKER.sub("", drawn_on(speech))
    )
    listed = LISTED.search(text) and not LISTED.search(speech.prose)
    if used - speech.markers or stray or listed:
        return "a citation"
    return "no citation" if speech.markers and not used else None


def once(speech: Speech, text: str) -> str | None:
    """A wording that says the same sentence twice."""
    said = [
        one.lower() for one in split_sentences(MARKER.sub("", text)) if len(content(one)) > SHORT
    ]
    return "said twice" if len(set(said)) < len(said) else None


def numbers_given(speech: Speech, text: str) -> str | None:
    """Numbers that stand nowhere; "one thing" and "two parts" are no figures."""
    own = drawn_on(speech)
    return "a number" if figures(text) - figures(own) - numbers(own) else None


def digits_given(speech: Speech, text: str) -> str | None:
    """Figures that stand nowhere, in whatever digits; those in words can't be told in every language."""
    found, allowed = (
        {str(int(one)) for one in re.findall(r"\d+", MARKER.sub(" ", each))}
        for each in (text, drawn_on(speech))
    )
    return "a number" if found - allowed else None


def figures(text: str) -> set[str]:
    """The figures of a text: in digits, and in words where these count something."""
    plain = MARKER.sub("", text)
    found = numbers(FIGURE_OF_SPEECH.sub(" ", plain))
    return found | {one.lower() for one in FRACTION.findall(plain)}


def copied(sentence: str, sources: Sequence[str]) -> bool:
    """Whether a sentence says what a source says, in much the same words."""
    its = set(content(sentence))
    same = [one for one in sources if len(its & set(content(one))) >= COPIED * len(its)]
    return any(negated(sentence) == negated(one) for one in same)
