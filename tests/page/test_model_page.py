"""The page with a model: what it says is a preview, what counts is checked, and an outage is told once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.tutor import Tutor
from tests.page.served import Page, own_copy, served
from tests.page.test_browser import ANSWER, Watched, ask
from tests.speaking.fake_model import HOSTILE, OPENERS, FakeModel, fake_model

With = Callable[[str], str]
GATHERED = "So the answers have to come from your own pages, I gather."  # calls for a reaction


@pytest.fixture(scope="module")
def server() -> Iterator[FakeModel]:
    with fake_model() as found:
        yield found


@pytest.fixture
def folder(tutor: Tutor, tmp_path: Path) -> Path:
    return own_copy(tutor, tmp_path)


def model(name: str, server: FakeModel) -> dict[str, str]:
    return {
        "TUTOR_ENGINE": "openai", "TUTOR_MODEL": name, "OPENAI_API_KEY": "sk-secret",
        "OPENAI_BASE_URL": server.address, "TUTOR_STREAM_PAUSE": "0",
    }  # fmt: skip


def test_a_good_wording_reaches_the_page_and_its_engine_is_named(
    folder: Path, server: FakeModel
) -> None:
    with served("tests.page.odd_server", folder, **model("good", server)) as address:
        page = Page(address)
        said = page.ask("What is RAG?")
        assert said.startswith(OPENERS) and "[1]" in said
        assert "good" in page.under["engine"]
        said = page.ask("role-play with Ravi") and page.ask(GATHERED)
        assert said.startswith("**Ravi:** Hm, ")
        page.close()


def test_an_outage_is_told_once_and_the_key_never(folder: Path, server: FakeModel) -> None:
    with served("tests.page.odd_server", folder, **model("503", server)) as address:
        page = Page(address)
        said = [page.ask("What is RAG?"), page.ask("What is fine-tuning?")]
        assert "my own words" in said[0] and "my own words" not in said[1]
        assert "sk-secret" not in str(page.frames)
        page.close()


@pytest.mark.browser
def test_a_hostile_wording_is_gone_when_the_reply_is_there(
    browser: Browser, folder: Path, server: FakeModel
) -> None:
    with served("tests.page.odd_server", folder, **model("hostile", server)) as address:
        watched = Watched(browser, address)
        ask(watched.page, "What is RAG?")
        expect(watched.page.locator(ANSWER).last).to_contain_text("retrieval-augmented generation")
        expect(watched.page.locator(ANSWER).last).not_to_contain_text(HOSTILE[:40])
        watched.close()
