"""The front desk: small talk, the menu, starting over, reading the unit itself."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import process

from bot.content.formats import Cite
from bot.drafts import Draft, Point, plain
from bot.passages import as_markdown
from bot.session import Session, Topic
from bot.tutor import Tutor

DECLINED = ("joke",)  # small talk that asks for something the tutor doesn't do
SHOWN = 6  # sections offered as buttons


def menu(session: Session, text: str, tutor: Tutor) -> Draft:
    """What the tutor can do."""
    unit = tutor.course.unit
    says = tutor.wording.say("menu", title=unit.title, covers=unit.covers)
    return plain(says, choices=tuple(one["label"] for one in tutor.starters))


def start_over(session: Session, text: str, tutor: Tutor) -> Draft:
    """Forget the conversation: the open activity, what is parked, the topic."""
    fresh = Session()
    session.activity, session.parked = fresh.activity, fresh.parked
    session.topic, session.offer, session.history = fresh.topic, None, []
    session.case, session.practised, session.quiz, session.play = None, [], None, None
    return plain(
        tutor.wording.say("started_over", subject=tutor.course.unit.subject),
        choices=tuple(one["label"] for one in tutor.starters),
    )


def contents(session: Session, text: str, tutor: Tutor) -> Draft:
    """The table of contents; each section opens by "read" and its heading."""
    lines: list[str] = []
    title = ""
    for section in tutor.course.sections.values():
        if section.title != title:
            title = section.title
            lines.append(f"\n**{title}**\n")
        lines.append(f"- {section.heading}")
    unit = tutor.course.unit
    says = tutor.wording.say("contents", title=unit.title, list="\n".join(lines).strip())
    first = list(dict.fromkeys(one.title for one in tutor.course.sections.values()))
    headings = [
        next(one.heading for one in tutor.course.sections.values() if one.title == name)
        for name in first
    ]
    label = tutor.wording.texts["offer_read_section"]
    return plain(says, choices=tuple(label.format(heading=one) for one in headings[:SHOWN]))


def read(session: Session, name: str, tutor: Tutor) -> Draft:
    """One section in full, with its own first words as the citation that opens it."""
    sections = list(tutor.course.sections.values())
    found = process.extractOne(name.lower(), [one.heading.lower() for one in sections])
    section = sections[found[2]]
    cite = (
        Cite(passage=section.id, quote=section.sentences[0])
        if section.sentences
        else Cite(passage=section.id, row=section.table.rows[0][0] if section.table else None)
    )
    at = sections.index(section)
    following = sections[at + 1].heading if at + 1 < len(sections) else None
    label = tutor.wording.texts["offer_read_section"]
    return Draft(
        (Point(f"**{section.heading}** ({section.title})", (cite,)),),
        block=as_markdown(section),
        topic=Topic(question=section.heading, answer=section.text, entities=[]),
        choices=(label.format(heading=following),) if following else (),
    )


def small_talk(session: Session, kind: str, tutor: Tutor) -> Draft:
    """A short human reply to a greeting, thanks, a compliment and the like."""
    unit = tutor.course.unit
    key = f"small_{kind}"
    values = {one: getattr(unit, one) for one in tutor.wording.variables(key)}
    choices = tuple(one["label"] for one in tutor.starters) if kind == "greeting" else ()
    draft = plain(tutor.wording.say(key, **values), choices=choices)
    return replace(draft, grounded=False) if kind in DECLINED else draft


def empty(session: Session, text: str, tutor: Tutor) -> Draft:
    """A question back to a message that says nothing."""
    return plain(tutor.wording.say("empty", subject=tutor.course.unit.subject))
