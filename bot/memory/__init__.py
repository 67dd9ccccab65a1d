"""The learner's memory: what was answered, when it is due again, what is mastered.

It knows nothing of the course: items, objectives and facts are ids. Nothing here reads the clock
or draws a random number; `at`, `now` and `rng` are arguments. Every datetime is aware (an unaware
one is a ValueError) and kept in UTC. Needs no other room of the program.

    Memory.open(folder: Path) -> Memory              learner.sqlite in the folder; MemoryProblem
    Memory.in_memory() -> Memory                     for replay: gone when closed
    memory.close() -> None

    memory.record(answer: Answer) -> bool            one transaction; False if it was known already
    memory.rate(card_id: str, objective: str, rating: Rating, at: datetime) -> bool    a flashcard
    memory.correct(objective: str, knows: bool, at: datetime) -> bool                  "I know this"

    memory.answers(since: datetime | None = None) -> tuple[Answer, ...]    in order of recording
    memory.corrections() -> tuple[Correction, ...]
    memory.due(now: datetime) -> list[str]           item ids, most overdue first
    memory.seen() -> set[str]                        items ever asked, flashcards ever rated
    memory.retrievability(item: str, now: datetime) -> float | None    None: never reviewed
    memory.cards() -> dict[str, fsrs.Card]
    memory.standing(now: datetime) -> Standing       due, seen and mastery at once

    memory.save_session(id: str, json: str) -> None  what is open; ValueError if it is no JSON
    memory.session(id: str) -> str | None
    memory.set_exam(day: date | None) -> None        memory.exam -> date | None
    memory.export() -> dict[str, Any]                plain JSON      memory.forget() -> None

    mastery(answers, now, corrections=()) -> dict[str, Mastery]              by objective, pure
    next_item(candidates, standing, asked, rng, new_every=0) -> Candidate | None   None: all asked
    plan(exam, now, cards, objectives, mastery) -> tuple[Day, ...]           pure
    anki(cards, title, at) -> bytes                  an .apkg             as_csv(cards) -> str

An appeal is the same attempt recorded again with `appealed_from` set to the verdict that is kept:
the new verdict takes the old one's place, nothing is counted twice.
"""

from bot.memory.evidence import Answer, Correction, Rating, Verdict
from bot.memory.export import Flashcard, anki, as_csv
from bot.memory.mastery import Calibration, Mastery, mastery
from bot.memory.plan import Day, plan
from bot.memory.problems import MemoryProblem
from bot.memory.selection import Asked, Candidate, Standing, next_item
from bot.memory.store import Memory

__all__ = [
    "Answer",
    "Asked",
    "Calibration",
    "Candidate",
    "Correction",
    "Day",
    "Flashcard",
    "Mastery",
    "Memory",
    "MemoryProblem",
    "Rating",
    "Standing",
    "Verdict",
    "anki",
    "as_csv",
    "mastery",
    "next_item",
    "plan",
]
