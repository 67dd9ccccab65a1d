"""The tutor while it opens in a thread, so that the page is served at once and waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread

from bot.content.parsed import parsed
from bot.settings import Settings
from bot.tutor import Tutor, open_tutor
from bot.wording import Wording, load_wording

log = logging.getLogger(__name__)


class Opening:
    """A tutor that is being opened, or is open.

    Its wording and starters are there from the first moment: they are what a page that waits says.
    """

    def __init__(self, settings: Settings, how: Callable[[Settings], Tutor] | None = None) -> None:
        self.settings = settings
        self.wording: Wording = load_wording(settings.prompts)
        text = (settings.prompts / "starters.yaml").read_text(encoding="utf-8")
        self.starters: list[dict[str, str]] = parsed(text)
        self._how = how or open_tutor
        self._opened: Future[Tutor] = Future()
        # A learner who presses Stop while waiting must not cancel the opening for everybody.
        self._opened.set_running_or_notify_cancel()

    def start(self) -> None:
        """Begin to open it. A daemon thread, so that Ctrl-C need not wait for it."""
        Thread(target=self._open, name="opening", daemon=True).start()

    def _open(self) -> None:
        try:
            self._opened.set_result(self._how(self.settings))
        except BaseException as error:
            self._opened.set_exception(error)

    @property
    def ready(self) -> bool:
        """Whether the tutor is open."""
        return self._opened.done() and self._opened.exception() is None

    async def tutor(self) -> Tutor:
        """The tutor, once it is open. Raises what opening it raised."""
        return await asyncio.wrap_future(self._opened)

    def close(self) -> None:
        """Give back what the tutor holds, if it was opened."""
        if self.ready:
            self._opened.result().close()


_current: list[Opening] = []


def begin(opening: Opening) -> None:
    """Make `opening` the one that the page's code uses."""
    _current[:] = [opening]


def current() -> Opening:
    """The opening that this process serves."""
    return _current[0]
