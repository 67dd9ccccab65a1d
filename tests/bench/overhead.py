"""What the product adds to a model's first token: `python -m tests.bench.overhead [PACE]`.

Each question goes through the served page over its socket; then the request that reached the model's server is sent
to it directly. The difference of the two times to the first piece of text is what the tutor adds. PACE is
the seconds that the fake model takes for a token, 0 by default.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from bot.settings import Settings
from bot.tutor import open_tutor
from tests.evals.talks import asked, sample
from tests.page.served import Page, own_copy, served
from tests.speaking.fake_model import FakeModel, fake_model

TURNS, A_PAGE = 80, 30  # questions, and how many of them one page may ask in a minute
WARM = 5
FIRST = ("stream_start", "stream_token")


def through(page: Page, text: str) -> float:
    """Milliseconds until the page shows the first words of a reply."""
    page.frames.clear()
    began = time.perf_counter()
    page.send(text)
    spent = 0.0
    while not spent:
        name, data = page.next()
        if name in FIRST and (data.get("output") or data.get("token")):
            spent = (time.perf_counter() - began) * 1000
    page.wait("task_end")
    return spent


def direct(client: httpx.Client, address: str, body: dict[str, Any]) -> float:
    """Milliseconds until the server's first words for the same request."""
    began = time.perf_counter()
    spent = 0.0
    with client.stream("POST", f"{address}/chat/completions", json=body) as answer:
        for line in answer.iter_lines():  # to its end, so that the server is free again
            if not spent and line.startswith("data: {") and _text(json.loads(line[6:])):
                spent = (time.perf_counter() - began) * 1000
    assert spent, "the model's server said nothing"
    return spent


def _text(chunk: dict[str, Any]) -> str:
    return "".join(one["delta"].get("content") or "" for one in chunk["choices"])


def measured(address: str, server: FakeModel, questions: list[str]) -> list[tuple[float, float]]:
    """(through the product, directly) for each question that the model was asked for."""
    found: list[tuple[float, float]] = []
    page, asked_here = Page(address), 0
    with httpx.Client() as client:
        for text in questions:
            if asked_here == A_PAGE:
                page.close()
                page, asked_here = Page(address), 0
            server.asked.bodies.clear()
            spent, asked_here = through(page, text), asked_here + 1
            if server.asked.bodies:
                found.append((spent, direct(client, server.address, server.asked.bodies[0])))
    page.close()
    return found[WARM:]


def main(pace: float) -> None:
    tutor = open_tutor(Settings(engine="offline"))
    questions = [one.turns[0] for one in sample(asked(outside=False), TURNS)]
    with tempfile.TemporaryDirectory() as folder, fake_model() as server:
        server.pace = pace
        data = own_copy(tutor, Path(folder))
        tutor.close()
        given = {
            "TUTOR_ENGINE": "openai", "TUTOR_MODEL": "good", "OPENAI_API_KEY": "none",
            "OPENAI_BASE_URL": server.address, "TUTOR_STREAM_PAUSE": "0",
        }  # fmt: skip
        with served("bot.cli chat", data, **given) as address:
            found = measured(address, server, questions)
    product, alone = (statistics.median(column) for column in zip(*found, strict=True))
    added = statistics.median(one - other for one, other in found)
    print(
        f"{len(found)} first tokens: through the product p50 {product:.1f} ms, directly {alone:.1f} ms"
    )
    print(f"added p50 {added:.1f} ms, ratio {product / alone:.1f}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.0)
