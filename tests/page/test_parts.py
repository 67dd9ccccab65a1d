"""The page's parts by themselves: the guard, the pace, the HTML, the tutor while it opens."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
import yaml

from bot.content import ContentError
from bot.guard import Guard
from bot.page.html import own_page, script_hashes
from bot.page.opening import Opening
from bot.page.talk import REPLIES_KEPT, Pace, Talk
from bot.replies import Citation, Reply
from bot.settings import PROJECT, Settings
from bot.wording import load_wording

WORDING = load_wording(Settings().prompts)


def reply(**values: object) -> Reply:
    citation = Citation(marker="1", source="s", heading="h", quote="q", passage="p")
    return Reply(text="t", citations=(citation,), **values)


def test_the_pace_lets_so_many_through_in_a_minute_and_again_in_the_next() -> None:
    now = [0.0]
    pace = Pace(most=2, clock=lambda: now[0])
    assert [pace.take(), pace.take(), pace.take()] == [True, True, False]
    now[0] = 61.0
    assert pace.take()


def test_a_talk_opens_only_what_it_has_shown_and_not_for_ever() -> None:
    talk = Talk()
    first = reply()
    talk.remember(first)
    assert talk.citation(first.id, "1") == first.citations[0]
    assert talk.citation(first.id, "2") is None
    assert talk.citation({"a": 1}, "1") is None
    for _ in range(REPLIES_KEPT):
        talk.remember(reply())
    assert talk.citation(first.id, "1") is None
    assert len(talk.replies) == REPLIES_KEPT


def test_the_page_keeps_its_own_scripts_and_nothing_from_elsewhere() -> None:
    html = (
        '<html><head><link rel="preconnect" href="https://fonts.example" />'
        '<link\n href="https://cdn.example/x.css" rel="stylesheet" />'
        '<meta property="og:url" content="https://other.example">'
        '<link rel="icon" href="/favicon" /><script>var a = 1</script></head><body></body></html>'
    )
    page = own_page(html, WORDING)
    assert "example" not in page
    assert "/favicon" in page and "noscript" in page
    assert script_hashes(page) == ["sha256-h1HrJPkDwnmmTjhElzuRBLDNtr5UPz5PinuqE+ovmj8="]


def ask_guard(guard: Guard, **headers: str) -> int:
    async def one() -> int:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(guard)) as client:
            return (await client.get("http://127.0.0.1:8000/", headers=headers)).status_code

    return asyncio.run(one())


async def hello(scope: dict, receive: object, send: object) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"hello"})


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "localhost:8000"}, 200),
        ({"host": "[::1]:8000"}, 200),
        ({"host": "192.168.1.20:8000"}, 200),
        ({"host": "evil.example"}, 421),
        ({"host": ""}, 421),
        ({"host": "tutor.example.edu"}, 200),
        ({"host": "tutor.example.edu", "origin": "https://tutor.example.edu"}, 200),
        ({"origin": "https://tutor.example.edu"}, 200),
        ({"origin": "http://127.0.0.1:8000"}, 200),
        ({"origin": "http://127.0.0.1:8001"}, 403),
        ({"origin": "http://127.0.0.1.evil.example:8000"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_the_guard_knows_its_own_hosts_and_origins(headers: dict[str, str], status: int) -> None:
    guard = Guard(hello, origins=["https://tutor.example.edu"], hosts=["127.0.0.1"])
    assert ask_guard(guard, **headers) == status


def test_opening_fails_for_those_who_wait_and_is_not_cancelled_by_one_of_them() -> None:
    def slowly(settings: Settings) -> None:
        time.sleep(0.3)
        raise ContentError(["a card has no answer"])

    async def wait() -> None:
        opening = Opening(Settings(), slowly)
        opening.start()
        impatient = asyncio.create_task(opening.tutor())
        await asyncio.sleep(0.05)
        impatient.cancel()
        assert not opening.ready
        with pytest.raises(ContentError):
            await opening.tutor()
        assert not opening.ready

    asyncio.run(wait())


def test_unfit_content_stops_the_start_with_its_message(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    code = (
        "from bot.settings import Settings; from bot.serve import serve; from pathlib import Path;"
        "serve(Settings(port=0, knowledge=Path('knowledge'), data=Path('data')))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 1
    assert "knowledge" in run.stderr and "Traceback" not in run.stderr
    assert "ready" not in run.stdout


def test_every_sentence_that_the_page_says_exists() -> None:
    code = "".join(path.read_text() for path in [PROJECT / "bot/app.py", PROJECT / "bot/serve.py"])
    keys = set(re.findall(r'(?:SAY|say)\(\s*"(\w+)"', code))
    assert keys and keys <= set(WORDING.texts)


def test_starters_are_four_and_their_icons_exist() -> None:
    starters = yaml.safe_load((PROJECT / "prompts/starters.yaml").read_text())
    assert len(starters) == 4
    for one in starters:
        assert one["label"] and one["message"]
        assert (PROJECT / one["icon"].lstrip("/")).is_file()


def test_the_page_s_own_words_are_not_those_of_the_toolkit() -> None:
    words = (PROJECT / ".chainlit/translations/en-US.json").read_text()
    assert json.loads(words)["chat"]["watermark"].startswith("Answers come from the unit")
    assert "chainlit" not in words.lower()
    assert "chainlit" not in (PROJECT / "chainlit.md").read_text().lower()
