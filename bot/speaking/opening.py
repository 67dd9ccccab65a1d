"""Opens what words the replies: the checks of one course, and the model that the settings name."""

from __future__ import annotations

from bot.content import Course
from bot.playing.hearing import TurnReader
from bot.reading.cues import Cues
from bot.reading.question import QuestionReader
from bot.retrieval.cross_encoder import CrossEncoder
from bot.retrieval.search import HybridSearch
from bot.settings import Settings
from bot.speaking.again import load_again
from bot.speaking.checking import Checker
from bot.speaking.client import open_client
from bot.speaking.faithfulness import Faithfulness
from bot.speaking.limits import Budget
from bot.speaking.prompts import load_prompts
from bot.speaking.speaker import Speaker


def open_checker(
    course: Course,
    reader: QuestionReader,
    search: HybridSearch,
    cues: Cues,
    turns: TurnReader | None,
    encoder: CrossEncoder | None,
) -> Checker:
    """The checks of what a model words, with what doubts their sentences."""
    embed = search.embedder.vectors if search.embedder else None
    faithfulness = Faithfulness(encoder, embed)
    return Checker(course, reader.names, cues, embed, turns, reader.speller.knows, faithfulness)


def open_speaker(settings: Settings, checker: Checker) -> Speaker:
    """The model that the settings name, with its prompts and its limits."""
    budget = Budget(
        settings.tokens_a_day,
        settings.spend_a_day,
        (settings.price_read, settings.price_written),
        settings.calls_at_once,
    )
    client = open_client(settings)
    name = settings.model or str(client.model.model_name)
    folder = settings.prompts / "model"
    return Speaker(
        client,
        load_prompts(folder),
        checker,
        budget,
        name,
        again=load_again(folder) if settings.ask_again else None,
    )
