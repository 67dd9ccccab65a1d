"""Puts a question: its words, its options in the order drawn for it, the buttons that answer it."""

from __future__ import annotations

from random import Random

from bot.content.quiz import CHOSEN, QuizItem
from bot.quizzing.choice import LETTERS
from bot.replies import PosedItem
from bot.session import opaque
from bot.wording import Wording

BUTTON = 60  # characters of an option up to which its button says it in full


def drawn_order(item: QuizItem, chance: Random) -> list[int]:
    """The places of an item's options or steps in the order to show them; steps never in the right one."""
    order = list(range(len(item.options or item.steps)))
    chance.shuffle(order)
    if item.kind == "order" and order == sorted(order):
        order = order[1:] + order[:1]
    return order


def options_of(item: QuizItem, shown: list[int]) -> tuple[str, ...]:
    """The options or steps as shown."""
    texts = [one.text for one in item.options] or list(item.steps)
    return tuple(texts[at] for at in shown)


def posed(item: QuizItem, shown: list[int]) -> PosedItem:
    """The question as `Reply` shows it."""
    return PosedItem(
        id=opaque(item.id), kind=item.kind, prompt=item.prompt, options=options_of(item, shown)
    )


def question_text(item: QuizItem, shown: list[int], number: int, of: int, wording: Wording) -> str:
    """The question in Markdown: which it is, its prompt, its options with letters."""
    opens = wording.say("quiz_number", number=str(number), of=str(of))
    asks = wording.say(f"quiz_asks_{'choice' if item.kind in ('single', 'case') else item.kind}")
    lines = [
        f"- **{letter}.** {text}"
        for letter, text in zip(LETTERS, options_of(item, shown), strict=False)
    ]
    return "\n\n".join(
        part for part in (f"{opens} {item.prompt} {asks}".strip(), "\n".join(lines)) if part
    )


def buttons(
    item: QuizItem, shown: list[int], left: int, wording: Wording, asks_sure: bool = False
) -> tuple[str, ...]:
    """The labels that answer a question, say how sure one is, or ask for help while hints are `left`."""
    answers: list[str] = []
    if item.kind in CHOSEN and item.kind != "several":
        texts = options_of(item, shown)
        full = max(len(one) for one in texts) <= BUTTON
        answers = [
            f"{letter}. {text}" if full else letter
            for letter, text in zip(LETTERS, texts, strict=False)
        ]
    hint = (wording.say("offer_hint"),) if left > 0 else ()
    sure = tuple(wording.say(one) for one in ("offer_sure", "offer_unsure")) if asks_sure else ()
    return (*answers, *sure, *hint, wording.say("offer_skip"))
