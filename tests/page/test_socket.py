"""The page's protocol against the real served app: what is asked, what comes, what is refused."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
import socketio

from bot.settings import Settings
from bot.tutor import Tutor
from bot.wording import load_wording
from tests.page.odd_server import FAILS, FAILS_LATE, LONG
from tests.page.served import Page, own_copy, served

SAY = load_wording(Settings().prompts).say
QUESTION = "What is RAG?"


@pytest.fixture(scope="module")
def folder(tutor: Tutor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_copy(tutor, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served("tests.page.odd_server", folder, TUTOR_STREAM_PAUSE="0.005") as found:
        yield found


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    opened = Page(address)
    yield opened
    opened.close()


def test_an_answer_streams_and_ends_as_the_checked_reply(page: Page) -> None:
    final = page.ask(QUESTION)
    starts, pieces = page.of("stream_start"), page.of("stream_token")
    assert len(starts) == 1 and len(pieces) > 2
    assert final.startswith(starts[0]["output"].strip())
    assert "[1]" in final
    assert page.of("new_message", "assistant_message")[-1]["id"] == starts[0]["id"]


def test_citations_stand_under_the_answer_and_open_their_passage(page: Page) -> None:
    page.ask(QUESTION)
    source = page.under["sources"][0]
    page.frames.clear()
    assert page.act("open_passage", reply=page.under_id, marker=source["marker"]) is None
    title = page.wait("set_sidebar_title")
    view = page.wait("set_sidebar_elements")["elements"][0]["props"]
    assert title and view["heading"] == source["heading"]
    assert view["file"].startswith("knowledge/")
    assert source["quote"] in _marked(view)


@pytest.mark.parametrize(
    "payload",
    [
        {"reply": "nothing", "marker": "1"},
        {"reply": ["a"], "marker": {}},
        {"marker": "../../pyproject.toml"},
        {},
    ],
)
def test_a_citation_that_was_not_shown_does_not_open(
    page: Page, payload: dict[str, object]
) -> None:
    page.ask(QUESTION)
    assert page.act("open_passage", **payload) == SAY("passage_gone")
    assert page.act("open_passage", reply=page.under_id, marker="99") == SAY("passage_gone")


def test_another_conversation_cannot_open_my_citations(page: Page, address: str) -> None:
    page.ask(QUESTION)
    other = Page(address)
    assert other.act("open_passage", reply=page.under_id, marker="1") == SAY("passage_gone")
    other.close()


def test_a_button_does_what_typing_its_label_would_do(page: Page, address: str) -> None:
    page.ask(QUESTION)
    label = page.under["choices"][0]
    typed = Page(address)
    typed.ask(QUESTION)
    assert page.ask(label) == typed.ask(label)
    typed.close()


def test_a_wrong_answer_can_be_reported_once(page: Page, folder: Path) -> None:
    final = page.ask(QUESTION)
    assert page.act("report_answer", reply=page.under_id) == SAY("report_kept")
    log = folder / "reports.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines()
    assert json.dumps(final)[1:40] in lines[-1] or final[:40] in lines[-1]
    assert page.act("report_answer", reply=page.under_id) == SAY("report_kept")
    assert len(log.read_text(encoding="utf-8").splitlines()) == len(lines)


def test_an_over_long_message_is_refused_in_a_sentence(page: Page) -> None:
    longest = Settings().longest_message
    assert page.ask("a" * (longest + 1)) == SAY("too_long", longest=str(longest))
    assert page.ask("a" * 1_500_000) == SAY("too_long", longest=str(longest))
    assert "[1]" in page.ask(QUESTION)


@pytest.mark.parametrize("text", [FAILS, FAILS_LATE])
def test_a_failure_becomes_a_sentence_and_tells_nothing_else(page: Page, text: str) -> None:
    assert page.ask(text).endswith(SAY("failed"))
    assert "a secret of the machine" not in json.dumps(page.frames)
    assert "[1]" in page.ask(QUESTION)


def test_stop_ends_an_answer_calmly_and_leaves_the_conversation_as_it_was(page: Page) -> None:
    page.ask(QUESTION)
    page.frames.clear()
    page.send(LONG)
    page.wait("stream_token")
    began = time.monotonic()
    page.socket.emit("stop")
    page.wait("task_end")
    assert time.monotonic() - began < 2
    assert page.shown.startswith("Long answer, word 0.")
    assert page.shown.endswith(SAY("stopped"))
    assert len(page.of("new_message", "assistant_message")) == 1
    assert page.ask("shorter").strip() and "Long answer" not in page.shown


def test_a_second_message_waits_for_the_first(page: Page) -> None:
    page.send(LONG)
    page.wait("stream_token")
    page.send("What is fine-tuning?")
    while page.wait("new_message")["output"] != SAY("one_at_a_time"):
        pass
    page.socket.emit("stop")
    while not page.wait("new_message")["output"].endswith(SAY("stopped")):
        pass


def test_a_page_that_was_away_is_shown_the_answer_it_missed(page: Page, address: str) -> None:
    final = page.ask(QUESTION)
    page.close()
    back = Page(address, session=page.session)
    assert back.wait("new_message")["output"] == final
    assert back.wait("element")["props"]["sources"]
    back.close()


def test_frames_that_no_page_sends_do_no_harm(page: Page) -> None:
    for payload in (None, 1, "x", {}, {"message": None}, {"message": {"id": 1, "output": "x"}}):
        page.socket.emit("client_message", payload)
    page.send({"not": "text"})
    page.send("x", id="not-a-uuid")
    page.socket.emit("edit_message", {"message": {"id": str(uuid4()), "output": "x"}})
    page.socket.emit("chat_settings_change", {"a": 1})
    assert "[1]" in page.ask(QUESTION)
    assert page.ask("half a character \ud83d and a \x00").strip()


@pytest.mark.parametrize("session", ["../../knowledge", "/etc", "a" * 500, ""])
def test_a_session_id_that_could_name_a_folder_is_refused(address: str, session: str) -> None:
    client = socketio.Client(reconnection=False)
    with pytest.raises(socketio.exceptions.ConnectionError):
        client.connect(
            address, auth={"clientType": "webapp", "sessionId": session},
            transports=["websocket"], socketio_path="/ws/socket.io",
        )  # fmt: skip


def test_too_many_messages_in_a_minute_get_a_sentence(page: Page) -> None:
    said = [page.ask(f"hello {number}") for number in range(42)]
    assert said[-1] == SAY("too_fast")
    assert SAY("too_fast") not in said[:39]


def test_nothing_is_written_beside_the_program(page: Page) -> None:
    page.ask(QUESTION)
    files = Path(Settings().prompts).parent / ".files"
    assert not files.exists() or not (files / page.session).exists()


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_another_origin_is_refused(address: str, origin: str) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        Page(address, origin=origin)
    refused = httpx.post(f"{address}/project/action", headers={"Origin": origin}, json={})
    assert refused.status_code == 403


def test_a_rebound_name_is_refused(address: str) -> None:
    assert httpx.get(address, headers={"Host": "evil.example:80"}).status_code == 421


def test_headers_keep_the_page_to_itself(address: str) -> None:
    headers = httpx.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_page_names_no_other_host_and_no_other_product(address: str) -> None:
    html = httpx.get(address).text
    assert "https://" not in html and "http://" not in html
    settings = httpx.get(f"{address}/project/settings?language=fr-FR").json()
    words = httpx.get(f"{address}/project/translations?language=fr-FR").text
    assert "Spectrum Tutor" in html
    assert "chainlit" not in (html + json.dumps(settings) + words).lower()


ABSENT = """
    /docs /redoc /openapi.json /project/file /mcp /copilot/index.js /project/threads /login
    /project/element /anything //docs /public/../bot
"""


@pytest.mark.parametrize("path", ABSENT.split())
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_what_the_page_does_not_need_is_not_there(address: str, path: str, method: str) -> None:
    assert httpx.request(method, address + path).status_code in (400, 404, 405)


def test_large_bodies_are_refused(address: str) -> None:
    answer = httpx.post(f"{address}/project/action", content=b"x" * 100_000)
    assert answer.status_code == 413


def test_health_says_ready(address: str) -> None:
    answer = httpx.get(f"{address}/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def _marked(view: dict) -> str:
    """The highlighted words of a passage, a table's row as "header: cell | header: cell"."""
    found = []
    for block in view["blocks"]:
        if block["kind"] == "table" and block["marked"] is not None:
            cells = zip(block["header"], block["rows"][block["marked"]], strict=True)
            found.append(" | ".join(f"{name}: {cell}" for name, cell in cells))
        for parts in [block["parts"]] if block["kind"] == "paragraph" else block.get("items", []):
            found += [part["text"] for part in parts if part["marked"]]
    return " ".join(found)
