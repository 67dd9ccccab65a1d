"""The `tutor` command."""

from __future__ import annotations

import importlib
import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TextIO

import click

from bot.content import ContentError, Course, load_course
from bot.content.checking import coverage
from bot.content.loading import load_worded
from bot.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", is_flag=True, help="Show what happens inside, on standard error.")
def main(verbose: bool) -> None:
    """Spectrum Tutor: learn which level of AI customisation to choose, and why.

    \b
    Begin with      tutor chat       the tutor in your browser
    For authors     tutor check      is the course content fit to teach from?
                    tutor replay     play conversations from a file, see the replies
                    tutor grade      mark free answers from a file
                    tutor eval       measure the four activities on the question sets
    """
    # A learner's machine must not send anything anywhere, whatever its environment says.
    os.environ.setdefault("LANGSMITH_TRACING", "false")
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "false")
    level = logging.DEBUG if verbose else logging.WARNING
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("bot").setLevel(level)


@main.command()
@click.option("--port", type=int, help="Port to serve on; the next free one if it is taken.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder for what the tutor keeps.")
def chat(port: int | None, data: Path | None) -> None:
    """Serve the tutor at http://127.0.0.1:8000 and open it in the browser.

    Works without a key and without a network. Stop it with Ctrl-C. Settings can also be given as
    environment variables or in a file `.env`: TUTOR_PORT, TUTOR_DATA, TUTOR_KNOWLEDGE. With
    OPENAI_API_KEY (or OPENAI_BASE_URL) and TUTOR_MODEL a language model words the replies.
    """
    from bot.serve import serve

    given = {"port": port, "data": data}
    serve(Settings(**{key: value for key, value in given.items() if value is not None}))


@main.command()
@click.argument("knowledge", type=click.Path(path_type=Path), required=False)
def check(knowledge: Path | None) -> None:
    """Validate the course content and show what covers each fact.

    KNOWLEDGE is the content folder; by default the course that the tutor teaches. Every problem
    is shown at once, each with its file, the item and what to do. Exit status 1 if there is one.
    """
    course = _course(knowledge or Settings().knowledge, whole=True)
    click.echo(_coverage_table(course))
    click.echo(
        f"\n{len(course.sections)} passages, {len(course.cards)} cards, {len(course.terms)} glossary"
        f" entries, {len(course.misconceptions)} misconceptions, {len(course.quiz)} quiz items, {len(course.gaps)} named gaps."
        " No problems found."
    )


@main.command()
@click.argument("file", type=click.Path(path_type=Path), default=Path("public/decision-tree.svg"))
def tree(file: Path) -> None:
    """Draw the decision tree of the course as an SVG.

    FILE is where to, by default the picture that the page and the docs show.
    """
    from bot.deciding.picture import drawing

    course = _course(Settings().knowledge)
    if course.tree is None:
        raise click.ClickException("this course has no tree.yaml, so there is nothing to draw")
    file.write_text(drawing(course.tree, course.levels, "The decision tree"), encoding="utf-8")
    click.echo(f"Drawn as {file}.")


def _course(folder: Path, whole: bool = False) -> Course:
    """The course of a folder; the `whole` of it with what only training needs."""
    problems: list[str] = []
    try:
        if whole:
            load_worded(folder)
    except ContentError as error:
        problems = error.problems
    try:
        course = load_course(folder)
    except ContentError as error:
        problems = [*error.problems, *problems]
    if problems:
        click.echo(str(ContentError(problems)), err=True)
        sys.exit(1)
    return course


def _coverage_table(course: Course) -> str:
    rows = [f"{'fact':5} {'passages':>8} {'cards':>6} {'items':>6}  what it says"]
    for fact, its in coverage(course).items():
        numbers = f"{len(its.passages):8} {len(its.cards):6} {len(its.items):6}"
        rows.append(f"{fact:5} {numbers}  {course.unit.facts[fact]}")
    return "\n".join(rows)


@main.command()
@click.option("--data", type=click.Path(path_type=Path), help="Folder for what the tutor keeps.")
def index(data: Path | None) -> None:
    """Bring the search index up to date with the content.

    Only new or changed texts are computed. The tutor does this by itself at every start; the
    command is for doing it ahead of time, and it says what it found.
    """
    from bot.tutor import open_tutor

    began = time.perf_counter()
    try:
        tutor = open_tutor(Settings(**({"data": data} if data else {})))
    except ContentError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    store = tutor.store
    if store is None:
        click.echo(tutor.notice)
    else:
        click.echo(
            f"{len(tutor.search.entries)} texts, {store.computed} computed anew"
            f" in {time.perf_counter() - began:.1f} s."
        )
        if store.problem:
            click.echo(f"Note: {store.problem}.")
    tutor.close()


@main.command()
@click.option(
    "--all", "everything", is_flag=True, help="Also what still fits the content: all of it anew."
)
def fit(everything: bool) -> None:
    """Fit anew what the tutor has learnt from examples, and put it into the content folder.

    For authors, after a change of the content: it takes minutes, which learners then don't wait for
    at their first start. Only what doesn't fit the content any more is fitted, once with the
    embedding weights and once for those who have none.
    """
    from bot.retrieval.embedder import WeightsMissing, load_embedder
    from bot.tutor import FITTED, open_tutor

    try:
        load_embedder()
    except WeightsMissing as error:
        raise click.ClickException(f"fitting needs the embedding weights: {error}") from error
    settings = Settings(engine="offline")
    for file in (settings.knowledge / FITTED).rglob("*.npz") if everything else ():
        file.unlink()
    with tempfile.TemporaryDirectory(prefix="tutor-fit-") as folder:
        for by_words in (False, True):
            try:
                tutor = open_tutor(settings, Path(folder), by_words, fitting=True)
            except ContentError as error:
                click.echo(str(error), err=True)
                sys.exit(1)
            tutor.close()
            fitted = ", ".join(tutor.files.fitted) or "nothing"
            click.echo(f"{'By words alone' if by_words else 'With vectors'}: {fitted} fitted anew.")


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of all randomness.")
@click.option("--now", default="2026-01-01T09:00:00", show_default=True, help="The clock.")
@click.option(
    "--engine",
    type=click.Choice(["auto", "offline", "openai"]),
    default="offline",
    show_default=True,
    help="What words the replies: the tutor itself, a language model, or whichever there is.",
)
def replay(file: TextIO, seed: int, now: str, engine: Literal["auto", "offline", "openai"]) -> None:
    """Play conversations and print the replies, one JSON object a line.

    FILE (or standard input) holds one conversation a line:

    \b
      {"id": "a1", "turns": ["What is RAG?", "And when should I use it?"]}

    Each starts fresh and goes through the very core that the chat uses. The same input gives the
    same output but for the milliseconds. The learner's own data is never touched. A bad line gets
    {"id": ..., "error": "..."}, the run goes on, and the exit status is 1.
    """
    from bot.replay import replay as play
    from bot.tutor import open_tutor

    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise click.BadParameter(f"{now} is no time; write it like 2026-01-01T09:00:00") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    failed = False
    with tempfile.TemporaryDirectory(prefix="tutor-replay-") as folder:
        try:
            tutor = open_tutor(Settings(engine=engine), learner_data=Path(folder))
        except ContentError as error:
            click.echo(str(error), err=True)
            sys.exit(1)
        for line in play(_lines(file), tutor, seed, moment):
            failed = failed or "error" in line
            click.echo(json.dumps(line, ensure_ascii=False))
        tutor.close()
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-")
def grade(file: TextIO) -> None:
    """Grade free answers, one JSON object a line.

    FILE (or standard input) holds one answer a line, on the unit or on any other subject:

    \b
      {"id": "a1", "question": "What is tea?", "reference": "An infusion of leaves.",
       "response": "leaves steeped in hot water"}

    "points" (what the question asks for) and "misconceptions" (false answers) may be added, each a
    list of strings; without points they are taken from the reference. Each line gives a verdict
    (correct, partial, incorrect, not-graded), a score from 0 to 1, the points shown with the
    learner's words, and those missed:

    \b
      {"id": "a1", "verdict": "correct", "score": 1.0,
       "hit": [{"point": "An infusion of leaves.", "words": "leaves steeped in hot water"}],
       "missed": []}

    The same answer always gets the same mark; nothing leaves this machine. A bad line gets
    {"id": ..., "error": "..."}, the run goes on, and the exit status is 1.
    """
    from bot.grading.lines import graded
    from bot.tutor import open_tutor

    failed = False
    try:
        tutor = open_tutor(Settings())
    except ContentError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    for line in graded(_lines(file), tutor.grader):
        failed = failed or "error" in line
        click.echo(json.dumps(line, ensure_ascii=False))
    tutor.close()
    sys.exit(1 if failed else 0)


@main.command("eval")
@click.option(
    "--engine",
    type=click.Choice(["offline", "openai", "auto"]),
    default="offline",
    help="Who words the replies: the tutor alone (the default) or the language model of the settings.",
)
@click.option("--summary", type=click.Path(path_type=Path), help="File for the figures, as JSON.")
def evaluate(engine: str, summary: Path | None) -> None:
    """Measure the four activities on the project's question sets, and print a table for each.

    Run it before and after a change of the content, the prompts or the model. The summary holds the
    figures with their 95 % intervals, the model and the content hash of every prompt.
    """
    root = Path(__file__).parent.parent
    if not (root / "tests" / "evals").is_dir():
        raise click.ClickException(
            "the question sets (tests/evals) are not beside this installation: run it from a clone of the project"
        )
    sys.path.insert(0, str(root))
    try:
        importlib.import_module("tests.evals.every").measured(engine, summary)
    except ContentError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _lines(file: TextIO) -> Iterable[str]:
    return file


if __name__ == "__main__":
    main()
