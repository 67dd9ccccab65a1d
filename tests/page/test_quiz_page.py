"""A quiz on the page: in a real browser, and frame by frame on the socket."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect

from bot.settings import Settings
from bot.tutor import Tutor
from bot.wording import load_wording
from tests.page.served import Page, own_copy, served
from tests.page.test_browser import ANSWER, Watched, ask

SAY = load_wording(Settings().prompts).say
SENTINEL = "canary"
ITEMS, VISITS = 100, 4  # questions, and pages on which they are asked
HINTED = 5  # the turn of a visit that asks for a hint


@pytest.fixture(scope="module")
def folder(tutor: Tutor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_copy(tutor, tmp_path_factory.mktemp("quiz"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served("tests.page.odd_server", folder, TUTOR_STREAM_PAUSE="0.005") as found:
        yield found


@pytest.mark.browser
def test_a_quiz_is_played_by_its_buttons_and_comes_back_after_a_reload(
    browser: Browser, address: str
) -> None:
    watched = Watched(browser, address)
    page = watched.page
    ask(page, "quiz me with multiple choice")
    expect(page.locator(ANSWER).last).to_contain_text("Question 1 of 5")
    before = page.locator(".tutor-under").count()
    page.get_by_role("button", name="Skip").last.click()
    expect(page.locator(".tutor-under")).to_have_count(before + 1)
    expect(page.locator(ANSWER).last).to_contain_text("Question 2 of 5")
    page.reload()
    expect(page.locator(ANSWER).last).to_contain_text("Welcome back")
    expect(page.locator(ANSWER).last).to_contain_text("Question 2 of 5")
    expect(page.locator(".tutor-under")).to_have_count(1)  # it comes after the text
    ask(page, "banana pie")
    expect(page.locator(ANSWER).last).to_contain_text("nothing is marked")
    ask(page, "stop")
    expect(page.locator(ANSWER).last).to_contain_text("That was it")
    watched.close()


@pytest.mark.browser
def test_a_free_answer_is_marked_and_appealed(browser: Browser, address: str) -> None:
    watched = Watched(browser, address)
    ask(watched.page, "only open questions")
    ask(watched.page, "Something with computers, I suppose")
    expect(watched.page.locator(ANSWER).last).to_contain_text("Question 2")
    ask(watched.page, "I disagree, I meant that it looks documents up")
    expect(watched.page.locator(ANSWER).last).to_contain_text("noted for the unit's author")
    ask(watched.page, "stop")
    watched.close()


@pytest.mark.browser
def test_flashcards_are_turned_and_rated_by_buttons(browser: Browser, address: str) -> None:
    watched = Watched(browser, address)
    page = watched.page
    ask(page, "flashcards")
    page.get_by_role("button", name=SAY("cards_flip")).last.click()
    expect(page.locator(ANSWER).last).to_contain_text(SAY("cards_how_well"))
    page.get_by_role("button", name=SAY("cards_good"), exact=True).last.click()
    expect(page.locator(ANSWER).last).not_to_contain_text(SAY("cards_how_well"))
    expect(page.get_by_role("button", name=SAY("cards_flip"))).to_be_visible()
    ask(page, "stop")
    watched.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1200, 390])
def test_progress_is_a_picture(browser: Browser, address: str, width: int, tutor: Tutor) -> None:
    watched = Watched(browser, address, width=width)
    ask(watched.page, "quiz me with multiple choice")
    ask(watched.page, "a")
    ask(watched.page, "stop")
    ask(watched.page, "how am I doing?")
    rows = watched.page.locator(".tutor-mastery")
    expect(rows).to_have_count(len(tutor.course.unit.objectives))
    assert watched.page.evaluate("document.body.scrollWidth <= window.innerWidth")
    watched.close()


def test_no_frame_before_an_answer_holds_anything_of_its_key(
    tutor: Tutor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every explanation carries a word of its own; none may come before its question is answered."""
    folder = tmp_path_factory.mktemp("canaries")
    knowledge = shutil.copytree(tutor.settings.knowledge, folder / "knowledge")
    planted = _plant(knowledge / "quiz")
    data = own_copy(tutor, folder / "data")
    with served(
        "tests.page.odd_server", data, TUTOR_KNOWLEDGE=str(knowledge), TUTOR_STREAM_PAUSE="0"
    ) as address:
        planted_and_posed = 0
        for _ in range(VISITS):  # each is a page of its own: one may not send too many a minute
            page = Page(address)
            page.ask("30 questions")
            assert not _heard(page, planted)
            for turn in range(ITEMS // VISITS + 2):
                page.ask("hint" if turn == HINTED else "skip")
                heard = _heard(page, planted)
                assert len(heard) <= (turn != HINTED), heard  # items made from tables hold none
                planted_and_posed += len(heard)
            page.close()
    assert planted_and_posed > ITEMS / 2


def _plant(folder: Path) -> dict[str, str]:
    """Put a word of its own into every explanation and key of every item; by item."""
    planted: dict[str, str] = {}
    for file in folder.glob("*.yaml"):
        items = yaml.safe_load(file.read_text(encoding="utf-8"))
        for at, item in enumerate(items):
            word = planted[item["id"]] = f"{SENTINEL}{len(planted):03}x{at}"
            item["why"] += f" {word}"
            for option in item.get("options", []):
                if not option.get("right"):
                    option["why"] += f" {word}"
            for point in item.get("points", []):
                point["point"] += f" {word}"
            if "reference" in item:
                item["reference"] += f" {word}"
        file.write_text(yaml.safe_dump(items, allow_unicode=True), encoding="utf-8")
    return planted


def _heard(page: Page, planted: dict[str, str]) -> list[str]:
    """The items whose words came in the frames of the last turn."""
    said = json.dumps(page.frames, default=str)
    return [name for name, words in planted.items() if words in said]
