"""Reads an answer to a question with options: by letter, number, ordinal, the option's words, or prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from rapidfuzz import fuzz

from bot.reading.words import STOP_WORDS, stem, words

LETTERS = "ABCDEFGH"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
MARK = r"(?:option|answer|letter|number|no\.?|choice)?\s*"
REASON = re.compile(
    r"\b(?:because|since|as it|as they|as the|due to|for the reason|so that)\b|[;:]", re.I
)
DENIED = re.compile(
    r"\b(?:not|isn't|rather than|instead of|never|wouldn't be|can't be)\b[^,.;]*?(?=\bbut\b|[,.;]|$)",
    re.I,
)
ALIKE, CLEARLY = 78, 8  # likeness of an answer to an option, 0-100, and how far ahead of the next
PART, WITHIN = 4, 92  # characters of a piece of an option, and how like it that is
MOSTLY = 0.8  # share of an option's words that name it among several
NEAR, AHEAD = 0.55, 0.08  # the same by sentence vectors
Embed = Callable[[list[str]], np.ndarray]


def chosen(
    text: str, options: Sequence[str], several: bool, embed: Embed | None = None
) -> tuple[int, ...]:
    """The places of the options that an answer chooses, in its order; () where it can't be read."""
    said = text.strip()
    marked = _by_mark(said, len(options), several)
    if marked:
        return marked
    said = DENIED.sub(" ", REASON.split(said)[0]) or said
    if several:
        return tuple(at for at, one in enumerate(options) if _held(one, text))
    best = _clear([_alike(said, one) for one in options], ALIKE, CLEARLY)
    if best is None and embed is not None and len(said.split()) > 1:
        vectors = embed([said, *options])
        best = _clear((vectors[1:] @ vectors[0]).tolist(), NEAR, AHEAD)
    return () if best is None else (best,)


def ordered(text: str, steps: Sequence[str]) -> tuple[int, ...]:
    """The places of the steps in the order that an answer gives; () where it names not all of them."""
    marked = _by_mark(text.strip(), len(steps), several=True)
    if sorted(marked) == list(range(len(steps))):
        return marked
    lower = text.lower()
    found = [_first(lower, _telling(one, steps)) for one in steps]
    if min(found) < 0 or len(set(found)) < len(steps):
        return ()
    return tuple(int(at) for at in np.argsort(found))


def _by_mark(said: str, count: int, several: bool) -> tuple[int, ...]:
    """What is chosen by letters, numbers or ordinals alone, or at the start of a longer answer."""
    lower = said.lower()
    letters = LETTERS[:count].lower()
    run = re.fullmatch(rf"\(?([{letters}]{{2,}})\)?[.! ]*", lower)
    if run and several and len(set(run.group(1))) == len(run.group(1)):
        return tuple(letters.index(one) for one in run.group(1))
    mark = rf"{MARK}(?:\(?([{letters}]|[1-{count}])[).]?|(?:the )?({'|'.join(ORDINALS[:count])}|last)(?: one| option| answer)?)"
    several_marks = rf"(?:(?:i(?:'d| would)? (?:say|think|pick|choose|take|go for)|it(?:'s| is)|my answer is|both|probably|maybe)\s+)*{mark}(?:(?:\s*(?:,|and|&|then|\+|/|-+>?|>|or)\s*|\s+)+{mark})*"
    whole = re.match(rf"{several_marks}(?=$|[\s,.;:!?)-])", lower)
    if not whole:
        return ()
    rest = lower[whole.end() :].strip(" .!,;:-)")
    if rest and not _goes_on(rest, whole.group()):
        return ()
    found: list[int] = []
    for one in re.finditer(
        rf"(?<![a-z0-9'])(?:\(?([{letters}])[).]?|([1-{count}])[).]?|({'|'.join(ORDINALS[:count])}|last))(?![a-z0-9'])",
        whole.group(),
    ):
        letter, number, ordinal = one.groups()
        at = (
            letters.index(letter)
            if letter
            else int(number) - 1
            if number
            else _place(ordinal, count)
        )
        if at not in found:
            found.append(at)
    return tuple(found) if several or len(found) == 1 else ()


def _goes_on(rest: str, marked: str) -> bool:
    """Whether what follows a mark is a reason or the option itself, and not a sentence with "a" in it."""
    if re.match(
        r"(?:because|since|as|i think|i guess|i'm|im|sure|unsure|not sure|please|but|it|that|for)\b",
        rest,
    ):
        return True
    return bool(re.search(r"[).:]\s*$|\d\s*$", marked.strip())) or len(marked.strip()) > 2


def _place(ordinal: str, count: int) -> int:
    return count - 1 if ordinal == "last" else ORDINALS.index(ordinal)


def _alike(said: str, option: str) -> float:
    """How like an answer is to an option, 0 to 100."""
    within = len(said) >= PART and re.search(rf"\b{re.escape(said.lower())}\b", option.lower())
    return max(
        WITHIN if within else 0,
        fuzz.ratio(said.lower(), option.lower()),
        fuzz.token_set_ratio(_bare(said), _bare(option)) - 4 * (len(_bare(option).split()) < 2),
    )


def _held(option: str, text: str) -> bool:
    """Whether an answer to a several-choice question names an option."""
    named, said = set(_bare(option).split()), set(_bare(text).split())
    return bool(named) and len(named & said) >= MOSTLY * len(named)


def _bare(text: str) -> str:
    return " ".join(stem(one) for one in words(text) if one not in STOP_WORDS)


def _clear(scores: list[float], least: float, ahead: float) -> int | None:
    """The place of the best score if it is high and well ahead of the next."""
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    if scores[order[0]] < least or scores[order[0]] - scores[order[1]] < ahead:
        return None
    return order[0]


def _telling(step: str, steps: Sequence[str]) -> list[str]:
    """The words of a step that no other step has."""
    others = {
        one for other in steps if other != step for one in re.findall(r"[\w-]+", other.lower())
    }
    own = [one for one in re.findall(r"[\w-]+", step.lower()) if one not in others]
    return [one for one in own if len(one) > 2] or [step.lower()]


def _first(text: str, telling: list[str]) -> int:
    """Where the first of some words stands in a text; -1 if none does."""
    return min((at for at in (text.find(one) for one in telling) if at >= 0), default=-1)
