"""What of the unit proves the sentence that an answer turns on, and "are you sure?" answered with it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content import Course
from bot.content.formats import Cite
from bot.content.markdown import split_sentences
from bot.drafts import Point
from bot.proofs import placed
from bot.reading.words import stems
from bot.session import Topic
from bot.wording import Wording

FEW = 2  # words of a sentence that says no more than yes or no
QUOTED = 2  # pieces of evidence shown for one sentence
READABLE = 2  # proved words that it is worth to be a sentence rather than a row


def turns_on(text: str) -> str:
    """The first sentence of an answer that says more than yes or no; "" if it has none."""
    return next((one for one in split_sentences(text) if len(one.split()) > FEW), "")


def proof(points: Sequence[Point], course: Course) -> list[Cite]:
    """The evidence behind the sentence that an answer turns on, its own or else that of what follows."""
    for point in points:
        sentences = split_sentences(point.text)
        said = turns_on(point.text)
        quotes = [course.quote(one) for one in point.cites]
        if said and quotes:
            behind = placed(sentences, quotes, point.part)[sentences.index(said)]
            if behind:
                return [point.cites[at] for at in behind]
    return [cite for point in points for cite in point.cites]


def assured(
    topic: Topic, cites: Sequence[Cite], course: Course, wording: Wording
) -> tuple[Point, ...]:
    """The last answer once more with what proves it, from its evidence; () where there is none."""
    said = turns_on(topic.answer)
    on = course.aspects[topic.aspect].name if topic.aspect else ""
    shown = _narrowed(said, on, cites, course)
    if not shown:
        return ()
    first = wording.say("sure" if said else "sure_only", answer=said)
    quoted = [_quoted(said, on, one, at > 0, course, wording) for at, one in enumerate(shown)]
    return (Point(first, tuple(shown) if said else ()), *quoted)


def _quoted(said: str, on: str, cite: Cite, also: bool, course: Course, wording: Wording) -> Point:
    """What a piece of evidence says, of a table's row the cell that bears on what was said."""
    if cite.row is None:
        key = "sure_quote_also" if also else "sure_quote"
        says = wording.say(key, quote=course.quote(cite))
    else:
        header, its = _cell(said, on, cite, course)
        key = "sure_row_also" if also else "sure_row"
        says = wording.say(key, row=cite.row, header=header.lower(), cell=its)
    return Point(says, (cite,), part=True)


def _narrowed(sentence: str, on: str, cites: Sequence[Cite], course: Course) -> list[Cite]:
    """At most two sentences or rows that prove a sentence, which is `on` some aspect ("" if on none).

    First what proves most of it, then what proves most of the rest; sentences rather than rows. Where
    there are no more than two, both stand: "A costs more" may rest on an order and on what it means.
    """
    unproved, kept = set(stems(f"{sentence} {on}")), list[Cite]()
    left = [part for one in cites for part in _sentences(one, course)]
    few = len(left) <= QUOTED

    def proves(one: Cite) -> int:
        return len(unproved & set(stems(course.quote(one))))

    while left and len(kept) < QUOTED:
        best = max(left, key=lambda one: proves(one) + READABLE * (one.quote is not None))
        if kept and not few and not proves(best):
            break
        kept.append(best)
        unproved -= set(stems(course.quote(best)))
        left.remove(best)
    return kept


def _cell(sentence: str, on: str, cite: Cite, course: Course) -> tuple[str, str]:
    """The header and the cell of a cited row: the aspect asked about, else what shares most with a sentence."""
    table, row = course.row(course.sections[cite.passage], str(cite.row))
    said, aspect = set(stems(sentence)), set(stems(on))
    cells = list(zip(table.header, row, strict=True))[1:]
    return max(
        cells,
        key=lambda one: (bool(aspect & set(stems(one[0]))), len(said & set(stems(" ".join(one))))),
    )


def _sentences(cite: Cite, course: Course) -> list[Cite]:
    """A quote of several sentences as one for each."""
    if cite.quote is None:
        return [cite]
    return [Cite(passage=cite.passage, quote=one) for one in split_sentences(course.quote(cite))]
