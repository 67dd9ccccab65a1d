"""The tutor with a model that words its replies: a fake one over the real protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from bot.memory import Memory
from bot.settings import Settings
from bot.speaking import client
from bot.speaking.again import load_again
from bot.speaking.cache import Cache
from bot.speaking.limits import Breaker, Budget
from bot.speaking.prompts import load_prompts
from bot.speaking.speaker import Speaker
from bot.tutor import Tutor
from tests.speaking.fake_model import FakeModel, fake_model
from tests.speaking.spoken import checker_of

Speaking = Callable[[str], Tutor]


@pytest.fixture(scope="module")
def server() -> Iterator[FakeModel]:
    with fake_model() as found:
        yield found


@pytest.fixture
def speaking(tutor: Tutor, server: FakeModel, monkeypatch: pytest.MonkeyPatch) -> Speaking:
    """The tutor with the fake model of a name; its patience is short."""
    monkeypatch.setattr(client, "FIRST", 2.0)
    monkeypatch.setattr(client, "NEXT", 1.0)
    server.asked.bodies.clear()
    server.asked.told.clear()

    def of(model: str) -> Tutor:
        address = {"refused": "http://127.0.0.1:9/v1", "no-such-host": "http://no-such-host.invalid/v1"}.get(model, server.address)  # fmt: skip
        settings = Settings(
            data=tutor.settings.data, engine="openai", model=model,
            OPENAI_API_KEY="sk-secret", OPENAI_BASE_URL=address,
        )  # fmt: skip
        checker = checker_of(tutor)
        speaker = Speaker(
            client.open_client(settings), load_prompts(settings.prompts / "model"), checker,
            Budget(0, 0, (0, 0), 4), model, Breaker(), Cache(),
            load_again(settings.prompts / "model"),
        )  # fmt: skip
        return replace(tutor, speaker=speaker, memory=Memory.in_memory())

    return of
