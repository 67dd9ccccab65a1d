"""Flashcards: the front, the back, and how well it was remembered."""

from __future__ import annotations

from dataclasses import replace

from bot.activities.quiz_steps import ACTIVITY, joined
from bot.content.formats import Card
from bot.drafts import Draft, Point, plain
from bot.quizzing.bank import on_topic
from bot.session import Quizzing, Session, Wanted
from bot.tutor import Tutor

RATINGS = ("again", "hard", "good", "easy")


def start(session: Session, wish: Wanted, tutor: Tutor) -> Draft:
    """The first card of a round."""
    cards = _deck(wish, tutor)
    if not cards:
        return plain(tutor.wording.say("cards_none"), ACTIVITY)
    wish = wish.model_copy(update={"count": min(wish.count, len(cards))})
    session.activity = Quizzing(wanted=wish)
    opening = plain(tutor.wording.counted("cards_start", wish.count), ACTIVITY)
    return joined(opening, _next(session, tutor))


def _deck(wish: Wanted, tutor: Tutor) -> list[Card]:
    """The cards that a wish allows."""
    cards = [one for one in tutor.course.cards.values() if one.flashcard]
    return [one for one in cards if on_topic(one, wish)]


def _next(session: Session, tutor: Tutor) -> Draft:
    """The next card's front: what is due first, then new ones; or the end of the round."""
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    if len(quiz.asked) >= quiz.wanted.count and not quiz.again:
        return _finish(session, tutor)
    again = list(quiz.again)
    if len(quiz.asked) < quiz.wanted.count:
        card = _drawn(quiz, session, tutor)
        asked = [*quiz.asked, card]
    else:
        card, asked = again.pop(0), quiz.asked
    update = {"item": card, "asked": asked, "again": again, "flipped": False}
    session.activity = quiz.model_copy(update=update)
    return shown(session.activity, tutor)


def _drawn(quiz: Quizzing, session: Session, tutor: Tutor) -> str:
    """A card not shown in this round: the most overdue, else one never seen, else any."""
    deck = [one.id for one in _deck(quiz.wanted, tutor) if one.id not in quiz.asked]
    due = [one for one in tutor.memory.due(tutor.now()) if one in deck]
    seen = tutor.memory.seen()
    new = [one for one in deck if one not in seen]
    return due[0] if due else session.chance().choice(new or deck)


def shown(quiz: Quizzing, tutor: Tutor) -> Draft:
    """The card as it lies: its front, or its back with the question how well it was remembered."""
    say = tutor.wording.say
    card = tutor.course.cards[str(quiz.item)]
    if quiz.flipped:
        labels = tuple(say(f"cards_{one}") for one in RATINGS)
        return Draft(
            (Point(card.answer, card.cites), Point(say("cards_how_well"), apart=True)),
            activity=ACTIVITY,
            choices=labels,
        )
    left = str(quiz.wanted.count - len(quiz.asked))
    return plain(say("cards_front", ask=card.ask, left=left), ACTIVITY, (say("cards_flip"),))


def answer(session: Session, text: str, tutor: Tutor) -> Draft:
    """Flip the card, or take the rating of it and show the next."""
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    if not quiz.flipped:
        session.activity = quiz.model_copy(update={"flipped": True})
        return shown(session.activity, tutor)
    rating = _rating(text, tutor)
    if rating is None:
        labels = tuple(tutor.wording.say(f"cards_{one}") for one in RATINGS)
        return plain(tutor.wording.say("cards_unread"), ACTIVITY, labels)
    card = tutor.course.cards[str(quiz.item)]
    tutor.memory.rate(card.id, card.objective, rating, tutor.now())
    if rating == "again":
        session.activity = quiz.model_copy(update={"again": [*quiz.again, card.id]})
    return _next(session, tutor)


def _rating(text: str, tutor: Tutor) -> str | None:
    """The rating that a line gives: by word, by number 1 to 4."""
    lower = text.lower().strip(" .!")
    if lower.isdigit() and 1 <= int(lower) <= len(RATINGS):
        return RATINGS[int(lower) - 1]
    return next((one for one in RATINGS if tutor.cues.hit(f"rates_{one}", lower)), None)


def control(session: Session, text: str, tutor: Tutor) -> Draft:
    """ "Skip" lays the card aside, "stop" ends the round; a card has no hint but its back."""
    lower = tutor.reader.repair(text).lower()
    if tutor.cues.hit("asks_hint", lower):
        return answer(session, text, tutor)
    return _next(session, tutor) if tutor.cues.hit("passes", lower) else _finish(session, tutor)


def _finish(session: Session, tutor: Tutor) -> Draft:
    quiz = session.activity
    assert isinstance(quiz, Quizzing)
    session.activity = Session().activity
    done = plain(tutor.wording.counted("cards_done", len(quiz.asked)), ACTIVITY)
    return replace(
        done, choices=(tutor.wording.say("offer_cards"), tutor.wording.say("offer_quiz_any"))
    )
