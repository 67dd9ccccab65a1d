"""A reply before it is shown: points with their evidence, turned into text with checked citations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.content import Course
from bot.content.formats import Cite
from bot.content.markdown import split_sentences
from bot.proofs import placed
from bot.replies import ActivityName, Citation, Graded, NeedRead, Play, PosedItem, Progress
from bot.session import Topic
from bot.speech import Voice

# Links and images to elsewhere, addresses that a page would make links of, and tags.
FOREIGN = re.compile(
    r"</?[a-z!][^<>\n]*>|!?\[[^\]\n]*\]\(\s*<?(?:[a-z][a-z0-9+.-]*:|//)[^)\n]*\)|^ *\[[^\]\n]+\]: *\S+"
    r"|!\[[^\]\n]*\]\[[^\]\n]*\]"
    r"|(?:\b[a-z][a-z0-9+.-]*://|\bwww\.|\b(?:mailto|javascript|data):)\S+|[\w.+-]+@[\w-]+\.\S+",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True)
class Point:
    """A sentence or two, and the evidence they rest on; one that stands `apart` begins a paragraph.

    Of a `part` of a longer text only that evidence is shown which proves something of it.
    """

    text: str
    cites: tuple[Cite, ...] = ()
    apart: bool = False
    part: bool = False


@dataclass(frozen=True)
class Advice:
    """The level that a draft names for a described case, as `Reply` shows it."""

    levels: tuple[str, ...]
    needs: tuple[NeedRead, ...] | None = None
    card: dict[str, Any] | None = None


@dataclass(frozen=True)
class Draft:
    """What the tutor is about to say.

    `grounded` as in `Reply`. `opens` stands before the points ("Yes."), `block` (a table, a list)
    after them. `topic` is what the talk is then about, None to leave it as it is; `offer` is what
    a following "yes" asks for. `heading` is a line above all else, `details` what the page shows in a
    card and plain text below; `advice` the level it names. `item`, `graded` and `play` as in `Reply`.
    `resumes` brings back what was set aside, whose open question then follows. `voice` says as what a
    model may word it: of its points those after the first `stands`, up to `voiced`, to the end where that is 0.
    """

    points: tuple[Point, ...]
    grounded: bool | None = True
    block: str = ""
    topic: Topic | None = None
    choices: tuple[str, ...] = ()
    offer: str | None = None
    opens: str = ""
    activity: ActivityName = "ask"
    heading: str = ""
    details: str = ""
    advice: Advice | None = None
    item: PosedItem | None = None
    graded: Graded | None = None
    progress: tuple[Progress, ...] = ()
    play: Play | None = None
    resumes: bool = False
    voice: Voice | None = None
    stands: int = 0
    voiced: int = 0


def plain(text: str, activity: ActivityName = "other", choices: tuple[str, ...] = ()) -> Draft:
    """A draft that claims nothing about the subject."""
    return Draft((Point(text),), grounded=None, activity=activity, choices=choices)


class UnverifiedQuote(Exception):
    """A quote that is not in the unit was about to be shown. A fault of the content or the code."""


class Citations:
    """Numbers the evidence of a reply in the order it is used; equal evidence shares a number."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.all: list[Citation] = []

    def marker(self, cite: Cite) -> str:
        """The marker "[n]" for a piece of evidence.

        Raises UnverifiedQuote rather than show a quote that is not in the unit word for word.
        """
        quote = self.course.quote(cite)
        for known in self.all:
            if (known.passage, known.quote) == (cite.passage, quote):
                return f"[{known.marker}]"
        if not self.course.is_verbatim(cite.passage, quote):
            raise UnverifiedQuote(f"{cite.passage}: {quote}")
        section = self.course.sections[cite.passage]
        self.all.append(
            Citation(
                marker=str(len(self.all) + 1),
                source=section.file,
                heading=section.heading,
                quote=quote,
                passage=cite.passage,
            )
        )
        return f"[{len(self.all)}]"


def _marked(point: Point, citations: Citations) -> str:
    """A point's text with its markers, each behind the sentences that its quote helps to prove."""
    if not point.cites:  # as it is, lists and paragraphs too
        return point.text
    sentences = split_sentences(point.text)
    proofs = placed(sentences, [citations.course.quote(one) for one in point.cites], point.part)
    marked = []
    for sentence, quotes in zip(sentences, proofs, strict=True):
        markers = sorted((citations.marker(point.cites[at]) for at in quotes), key=_number)
        marked.append(f"{sentence} {''.join(markers)}".strip())
    return " ".join(marked)


def _number(marker: str) -> int:
    return int(marker.strip("[]"))


@dataclass(frozen=True)
class Parts:
    """A draft as text: its heading, what opens it, its points with their markers, its block."""

    heading: str
    opens: str
    points: tuple[str, ...]
    block: str

    def prose(self, first: int = 0, last: int | None = None) -> str:
        """The points from `first` to before `last` as running text, what stands apart in a paragraph."""
        opens = [self.opens] if self.opens and first == 0 else []
        return " ".join([*opens, *self.points[first:last]]).replace(" \n\n", "\n\n").strip()

    @property
    def text(self) -> str:
        """The whole of it."""
        return "\n\n".join(part for part in (self.heading, self.prose(), self.block) if part)


def cited(drafts: Iterable[Draft], course: Course) -> tuple[list[Parts], tuple[Citation, ...]]:
    """One or several drafts with their markers, and the citations that these stand for."""
    citations = Citations(course)
    parts = [
        Parts(
            unlinked(draft.heading),
            unlinked(draft.opens),
            tuple(
                f"{chr(10) * 2 if point.apart else ''}{unlinked(_marked(point, citations))}"
                for point in draft.points
            ),
            unlinked(draft.block),
        )
        for draft in drafts
    ]
    return parts, tuple(citations.all)


def unlinked(text: str) -> str:
    """A text whose links to elsewhere and tags are shown as they were typed and do nothing.

    The page's own are relative. Others come from a learner's words or from a file that somebody put into the course.
    """
    return FOREIGN.sub(lambda found: f"`{found.group().strip().replace('`', chr(39))}`", text)
