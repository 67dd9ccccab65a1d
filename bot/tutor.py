"""The tutor: the course, what reads the learner, what answers, and where things are kept."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bot.answering.answerer import Answerer
from bot.answering.contradiction import AGAINST
from bot.content import Course, load_course
from bot.content.parsed import parsed
from bot.content.quiz import QuizItem
from bot.grading.grader import Grader, open_grader
from bot.kept import ModelFiles
from bot.memory import Memory, MemoryProblem
from bot.passages import view
from bot.playing.hearing import TurnReader
from bot.quizzing.bank import bank_of
from bot.reading.cues import Cues, load_cues
from bot.reading.languages import Languages, load_languages
from bot.reading.mentions import Names
from bot.reading.plan_model import Questions, plan_model
from bot.reading.plan_spotter import PlanSpotter
from bot.reading.plans import PlanReader
from bot.reading.question import QuestionReader
from bot.reading.sorter import Sorter
from bot.reading.spelling import Speller, english_words
from bot.reading.wishes import wishes_of
from bot.reading.words import words
from bot.retrieval.cross_encoder import load_cross_encoder
from bot.retrieval.embedder import VOCABULARY, MiniLM, WeightsMissing, load_embedder
from bot.retrieval.entries import Entry, entries_of
from bot.retrieval.search import HybridSearch
from bot.retrieval.shipped import NAME as VECTORS
from bot.retrieval.shipped import hash_of, ship_vectors, shipped_vectors
from bot.retrieval.store import VectorStore
from bot.settings import Settings
from bot.speaking.faithfulness import TURNED
from bot.speaking.opening import open_checker, open_speaker
from bot.speaking.speaker import Speaker
from bot.wording import Wording, load_wording

FITTED = "fitted"  # the folder of fitted models: among the content what ships, else what was made
PREPARED = "prepared"  # the folder of what any start could make anew, and takes long to
BY_WORDS = "by-words"  # in it, those that do without vectors
NAMED = ("person", "company", "model", "option")  # what a plan of one's own doesn't name
log = logging.getLogger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Tutor:
    """Everything a turn needs. Opened once, read by all sessions."""

    settings: Settings
    course: Course
    cues: Cues
    wording: Wording
    reader: QuestionReader
    search: HybridSearch
    answerer: Answerer
    plans: PlanReader | None
    turns: TurnReader | None
    wishes: Sorter
    starters: list[dict[str, str]]
    languages: Languages
    store: VectorStore | None
    learner_data: Path
    bank: dict[str, QuizItem]
    grader: Grader
    memory: Memory
    files: ModelFiles
    now: Callable[[], datetime] = _utc_now
    speaker: Speaker | None = None
    forgetful: bool = False  # whether what is learnt about the learner can't be kept

    @property
    def engine_name(self) -> str:
        """What words the replies, for the page."""
        if self.speaker is None:
            return self.wording.say("engine_offline")
        return self.wording.say("engine_model", model=self.speaker.model)

    @property
    def reports(self) -> Path:
        """Where wrong answers that learners report are kept, one JSON object a line."""
        return self.learner_data / "reports.jsonl"

    @property
    def notice(self) -> str | None:
        """What the learner should know about how the tutor works today, if anything."""
        if self.forgetful:
            return self.wording.say("no_memory", folder=str(self.learner_data))
        return None if self.store else self.wording.say("no_vectors")

    def close(self) -> None:
        """Give the index folder back."""
        self.memory.close()
        if self.store:
            self.store.close()

    def view(self, passage: str, quote: str) -> dict[str, object]:
        """A passage for display, with the sentence or table row of `quote` marked."""
        return view(self.course, passage, quote)


def open_tutor(
    settings: Settings,
    learner_data: Path | None = None,
    by_words: bool = False,
    fitting: bool = False,
) -> Tutor:
    """Load the course and make it searchable. Raises ContentError where the content is not fit.

    `learner_data` is where what belongs to the learner is kept, by default the data folder. With
    `by_words` the tutor does as if there were no embedder; `fitting` brings what ships up to date.
    """
    collects = gc.isenabled()
    gc.disable()  # what is loaded stays: looking for garbage in it takes a quarter of the time
    try:
        return _opened(settings, learner_data, by_words, fitting)
    finally:
        if collects:
            gc.enable()


def _opened(settings: Settings, learner_data: Path | None, by_words: bool, fitting: bool) -> Tutor:
    prepared = ModelFiles(own=settings.data / PREPARED, packed=False)
    course = load_course(settings.knowledge, prepared)
    wording = load_wording(settings.prompts)
    cues = load_cues(settings.prompts / "reading.yaml")
    entries = entries_of(course)
    names = Names(course)
    texts = [entry.text for entry in entries]
    loose = [word for row in course.synonyms for word in row.words]
    plainer = {one: row.says for row in course.synonyms if row.says for one in row.words}
    proper = [one for one in course.terms.values() if one.kind in ("person", "company", "model")]
    speller = Speller(
        [*texts, *loose],
        english_words(VOCABULARY),
        cues.shorthand | plainer,
        names=[word for one in proper for word in words(one.name)],
    )
    reader = QuestionReader(course, cues, speller, names)
    embedder = None if by_words else _embedder()
    files = model_files(settings, embedder is None, fitting)
    store, matrix = _vectors(settings, texts, embedder, files, fitting)
    search = HybridSearch(entries, names, embedder, matrix, prepared)
    embed = search.embedder.vectors if search.embedder else None
    plans: PlanReader | None = None
    if course.advises:
        questions = _questions(course, entries, search)
        model = plan_model(course, reader.repair, embed, questions, files)
        spotter = PlanSpotter(course, reader.repair, embed, questions, files)
        plans = PlanReader(course, model, spotter, reader.repair, cues.one["not_begun"])
    turns: TurnReader | None = None
    if course.plays:
        turns = TurnReader(course, names, reader.repair, embed, files, cues.one["decided_on"])
    against = load_cross_encoder(settings.knowledge / AGAINST)
    answerer = Answerer(course, cues, wording, reader, search, files, against)
    memory = _memory(learner_data or settings.data)
    tutor = Tutor(
        settings=settings,
        course=course,
        cues=cues,
        wording=wording,
        reader=reader,
        search=search,
        answerer=answerer,
        plans=plans,
        turns=turns,
        wishes=wishes_of(course, reader.repair, embed, files),
        languages=load_languages(settings.prompts / "languages.yaml"),
        starters=parsed((settings.prompts / "starters.yaml").read_text("utf-8")),
        store=store,
        learner_data=learner_data or settings.data,
        bank=bank_of(course, wording),
        grader=open_grader(course, reader, search, answerer.premises.claims, files),
        memory=memory or Memory.in_memory(),
        files=files,
        forgetful=memory is None,
    )
    if not settings.speaks:
        return tutor
    turned = load_cross_encoder(settings.knowledge / TURNED)
    checker = open_checker(course, reader, search, cues, turns, turned)
    return replace(tutor, speaker=open_speaker(settings, checker))


def model_files(settings: Settings, by_words: bool, fitting: bool) -> ModelFiles:
    """Where fitted models are; when `fitting`, those that ship are written too."""
    folder = f"{FITTED}/{BY_WORDS}" if by_words else FITTED
    if fitting:
        return ModelFiles(own=settings.knowledge / folder)
    return ModelFiles(own=settings.data / folder, shipped=settings.knowledge / folder)


def _memory(folder: Path) -> Memory | None:
    """The learner's memory in a folder; None, and a line in the log, where it can't be kept."""
    try:
        return Memory.open(folder)
    except MemoryProblem as error:
        log.warning("answers are not kept: %s", error)
        return None


def _questions(course: Course, entries: list[Entry], search: HybridSearch) -> Questions:
    """What is asked about the course and beside it, less what asks for a level as a plan does."""
    levels = {one.id for one in course.levels}
    like_plans = {
        card.id
        for card in course.cards.values()
        if card.aspect
        and course.aspects[card.aspect].recommends
        and levels & set(card.about)
        and not any(one.kind in NAMED for one in course.named(card.about))
    }
    asked = [
        at
        for at, one in enumerate(entries)
        if one.kind == "gap" or (one.kind == "wording" and one.target not in like_plans)
    ]
    matrix = None if search.matrix is None else search.matrix[asked]
    return Questions([entries[at].text for at in asked], matrix)


def _embedder() -> MiniLM | None:
    """What embeds texts, None where its weights aren't installed."""
    try:
        return load_embedder()
    except WeightsMissing as error:
        log.warning("searching by words alone: %s", error)
        return None


def _vectors(
    settings: Settings,
    texts: list[str],
    embedder: MiniLM | None,
    files: ModelFiles,
    fitting: bool,
) -> tuple[VectorStore | None, np.ndarray | None]:
    """Where vectors are kept, and those of the texts; neither where there is no embedder."""
    if embedder is None:
        return None, None
    shipped = shipped_vectors(files)
    store = VectorStore(settings.data / "index", embedder, shipped)
    matrix = store.vectors(texts)
    if fitting:
        ship_vectors(texts, matrix, shipped, files)
    elif any(hash_of(one) not in shipped for one in texts):
        files.stale.append(VECTORS)
    return store, matrix
