"""The page in a real browser: what a learner sees and does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.settings import Settings
from bot.tutor import Tutor
from bot.wording import load_wording
from tests.page.conftest import PATIENCE
from tests.page.odd_server import FAILS, LONG
from tests.page.served import own_copy, served

pytestmark = pytest.mark.browser

SAY = load_wording(Settings().prompts).say
QUESTION = "What is RAG?"
ENTERS = 300  # a tenth of a second apart
ANSWER = '[data-step-type="assistant_message"]'
# Chainlit's sheet has a title, but under an id of its own, which its toolkit then doesn't find.
KNOWN = "`DialogContent` requires a `DialogTitle`"


@pytest.fixture(scope="module")
def address(
    browser: Browser, tutor: Tutor, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    folder = own_copy(tutor, tmp_path_factory.mktemp("browser"))
    with served("tests.page.odd_server", folder) as found:
        yield found


class Watched:
    """A page whose requests to other hosts and whose errors are noted."""

    def __init__(self, browser: Browser, address: str, theme: str = "", width: int = 1200) -> None:
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        context = browser.new_context(viewport={"width": width, "height": 844})
        if theme:
            context.add_init_script(f"localStorage.setItem('vite-ui-theme', '{theme}')")
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        own = (address, address.replace("http", "ws"), "data:", "blob:")
        self.page.on(
            "request", lambda one: one.url.startswith(own) or self.elsewhere.append(one.url)
        )
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda one: one.type == "error" and self.errors.append(one.text))
        self.page.goto(address)
        self.page.wait_for_selector("#starters button:not([disabled])")

    def close(self) -> None:
        """End, having asked no other host and met no error."""
        self.page.context.close()
        assert self.elsewhere == []
        assert [one for one in self.errors if KNOWN not in one] == []


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    watched = Watched(browser, address)
    yield watched.page
    watched.close()


def send(page: Page, text: str) -> None:
    """Type a line and send it.

    While the page still greets or ends a reply it takes no Enter and keeps the text, for another.
    """
    page.fill("#chat-input", text)
    for _ in range(ENTERS):
        page.press("#chat-input", "Enter")
        if page.input_value("#chat-input") != text:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the page took no message")


def ask(page: Page, text: str) -> None:
    """Type a question and wait for the whole answer."""
    before = page.locator(".tutor-under").count()
    send(page, text)
    expect(page.locator(".tutor-under")).to_have_count(before + 1)


def test_the_empty_page_shows_its_own_name_and_four_starters(page: Page) -> None:
    assert page.title() == "Spectrum Tutor"
    expect(page.locator("#starters button")).to_have_count(4)
    assert page.locator(".logo").evaluate("image => image.naturalWidth") > 0
    expect(page.locator("body")).not_to_contain_text("Chainlit", ignore_case=True)
    page.click("#readme-button")
    expect(page.get_by_role("dialog")).to_contain_text("Your privacy")


def test_a_starter_asks_its_question(page: Page) -> None:
    page.locator("#starters button").first.click()
    expect(page.locator(".tutor-under")).to_have_count(1)
    expect(page.locator(ANSWER)).to_contain_text("[1]")
    assert page.locator(".watermark").inner_text().startswith("Answers come from the unit")


def test_a_source_opens_its_passage_with_the_sentence_highlighted(page: Page) -> None:
    ask(page, QUESTION)
    chip = page.locator(".tutor-chip").first
    chip.hover()
    quote = page.locator(".tutor-quote p").last.inner_text()
    chip.click()
    passage = page.locator(".tutor-passage")
    expect(passage.locator("mark").first).to_be_in_viewport()
    assert quote in passage.locator("mark").first.inner_text()
    expect(passage.locator("h2")).to_have_text(
        page.locator(".tutor-chip-heading").first.inner_text()
    )
    expect(passage).to_contain_text("knowledge/unit/")
    expect(page.locator("#side-view-title")).not_to_have_text("")
    page.click("#side-view-title button")
    expect(passage).to_have_count(0)


def test_a_source_opens_by_the_keyboard(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".tutor-chip").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".tutor-passage mark").first).to_be_visible()


def test_a_marker_in_the_text_opens_its_source(page: Page) -> None:
    ask(page, QUESTION)
    x, y = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(
            document.querySelector('.message-content .prose, .message-content'),
            NodeFilter.SHOW_TEXT)
          for (const found of document.querySelectorAll('.ai-message [role=article]')) {
            const text = found.firstChild, at = text.data?.indexOf('[1]')
            if (at < 0) continue
            const range = new Range()
            range.setStart(text, at)
            range.setEnd(text, at + 3)
            const box = range.getBoundingClientRect()
            return [box.x + box.width / 2, box.y + box.height / 2]
          }
        }"""
    )
    page.mouse.click(x, y)
    expect(page.locator(".tutor-passage mark").first).to_be_visible()


def test_a_suggestion_is_sent_as_typed_and_old_ones_go(page: Page) -> None:
    ask(page, QUESTION)
    label = page.locator(".tutor-choice").first.inner_text()
    page.locator(".tutor-choice").first.click()
    expect(page.locator(".tutor-under")).to_have_count(2)
    expect(page.locator('[data-step-type="user_message"]').last).to_have_text(label)
    expect(page.locator(".tutor-choices").first).to_be_hidden()


def test_a_decision_shows_its_rung_and_its_way_and_an_answer_can_be_changed(page: Page) -> None:
    ask(page, "Our warehouse people should be able to ask the safety manual.")
    card = page.locator(".tutor-ladder")
    expect(card.locator(".tutor-rung")).to_have_count(5)
    expect(card.locator(".tutor-rung-chosen")).to_have_text("RAGstart here")
    expect(card.locator(".tutor-step q").first).to_contain_text("ask the safety manual")
    card.get_by_text("Details").press("Enter")
    expect(card.locator("dl")).to_contain_text("moderate, for retrieval plus inference")
    card.locator(".tutor-step", has_text="your own documents").locator("button").press("Enter")
    expect(page.locator(ANSWER).last).to_contain_text("special terminology or one exact style")
    page.get_by_role("button", name="Exact terminology or style, every time").click()
    expect(page.locator(".tutor-ladder").last.locator(".tutor-rung-chosen")).to_contain_text("Fine-tuning")  # fmt: skip


def test_a_question_back_has_buttons(page: Page) -> None:
    ask(page, "which level for a chatbot?")
    page.get_by_role("button", name="From our own documents or data").click()
    expect(page.locator(".tutor-rung-chosen")).to_have_text("RAGstart here")


def test_the_decision_tree_is_shown_as_a_picture(page: Page) -> None:
    ask(page, "show me the decision tree")
    picture = page.get_by_role("img", name="The decision tree")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")


def test_a_wrong_answer_is_reported_and_the_flag_goes(page: Page) -> None:
    ask(page, QUESTION)
    page.click(".tutor-flag")
    expect(page.locator(".tutor-notice")).to_have_text(SAY("report_kept"))
    expect(page.locator(".tutor-flag")).to_have_count(0)


def test_stop_ends_the_answer_and_the_next_one_comes(page: Page) -> None:
    send(page, LONG)
    expect(page.locator(ANSWER)).to_contain_text("word 3")
    page.click("#stop-button")
    expect(page.locator(ANSWER)).to_contain_text("(stopped)")
    expect(page.locator(ANSWER)).to_have_count(1)
    expect(page.locator("#stop-button")).to_have_count(0)
    ask(page, QUESTION)


def test_a_failure_is_a_sentence_on_the_page(page: Page) -> None:
    send(page, FAILS)
    expect(page.locator(ANSWER)).to_have_text(SAY("failed"))
    ask(page, QUESTION)


def test_what_a_learner_types_is_shown_as_typed(page: Page) -> None:
    typed = "<img src=x onerror=alert(1)> **RAG** ![x](https://elsewhere.example/x.png)"
    ask(page, typed)
    expect(page.locator('[data-step-type="user_message"]')).to_have_text(typed)
    assert page.locator(".message-content img").count() == 0


def test_a_screen_reader_gets_names_landmarks_and_answers(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator('[aria-live="polite"].tutor-hidden')).to_contain_text("[1]")
    assert page.locator('[role="banner"], [role="main"]').count() == 2
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button')].filter((one) =>
          one.offsetParent && !one.innerText.trim() && !one.ariaLabel && !one.title
          && !one.querySelector('.sr-only')).map((one) => one.outerHTML)"""
    )
    assert nameless == []
    assert page.locator("#chat-input").get_attribute("aria-label")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_shows_everything_within_its_width(
    browser: Browser, address: str, theme: str
) -> None:
    watched = Watched(browser, address, theme, width=390)
    page = watched.page
    assert page.evaluate("document.documentElement.classList.contains('dark')") == (theme == "dark")
    ask(page, QUESTION)
    for selector in ("#chat-submit", "#theme-toggle", ".tutor-chip", ".tutor-flag"):
        box = page.locator(selector).first.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390, selector
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".tutor-chip").first.click()
    expect(page.locator(".tutor-passage mark").first).to_be_in_viewport()
    watched.close()
