"""A served page of its own for tests, and a client that speaks the page's socket protocol."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import engineio
import httpx
import socketio

from bot.tutor import FITTED, PREPARED, Tutor

ROOT = Path(__file__).parent.parent.parent
READY = "Spectrum Tutor is ready at "
PATIENCE = 60.0  # seconds that anything may take


def own_copy(tutor: Tutor, folder: Path) -> Path:
    """A data folder with a copy of what the tutor has computed, which spares a server the same."""
    for one in ("index", PREPARED, FITTED):  # nothing is fitted unless the content changed
        if (tutor.settings.data / one).exists():
            shutil.copytree(tutor.settings.data / one, folder / one, dirs_exist_ok=True)
    return folder


@contextmanager
def served(module: str, data: Path, **settings: str) -> Iterator[str]:
    """The address of a tutor served by `python -m module` in its own process on a free port.

    It is started elsewhere than in the project's folder, as a learner may do.
    """
    given = {"TUTOR_PORT": "0", "TUTOR_DATA": str(data), "CI": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", *module.split()]
    with subprocess.Popen(
        command, cwd=data, env={**os.environ, **given, **settings},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        try:
            yield _address(process)
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    for line in process.stdout or ():
        said.append(line)
        if line.startswith(READY):
            return line.removeprefix(READY).strip()
    raise AssertionError("the tutor did not start:\n" + "".join(said))


class InOrder(engineio.Client):
    """Hands over what comes as it comes: by itself it takes a thread for each, and the later one may win."""

    def _trigger_event(self, event: str, *args: Any, **options: Any) -> Any:
        return super()._trigger_event(event, *args, **{**options, "run_async": False})


class Socket(socketio.Client):
    """A client of the page's protocol."""

    def _engineio_client_class(self) -> type[engineio.Client]:
        return InOrder


class Page:
    """What a browser's page does on the socket, and what it gets."""

    def __init__(self, address: str, session: str | None = None, origin: str = "") -> None:
        self.address = address
        self.session = session or str(uuid4())
        self.frames: list[tuple[str, Any]] = []
        self._under: dict[str, Any] = {}
        self._new: queue.Queue[tuple[str, Any]] = queue.Queue()
        options = {"origin": origin or address}
        self.socket = Socket(reconnection=False, websocket_extra_options=options)
        self.socket.on("*", lambda event, *data: self._new.put((event, data[0] if data else None)))
        auth = {"clientType": "webapp", "sessionId": self.session, "userEnv": "{}"}
        self.socket.connect(
            address, auth=auth, transports=["websocket"],
            socketio_path="/ws/socket.io",
        )  # fmt: skip
        self.socket.emit("connection_successful")
        self.wait("clear_call_fn")
        if session is None:  # a new page is greeted first, if only by looking for an open quiz
            self.wait("task_start")
            self.wait("task_end")

    def next(self) -> tuple[str, Any]:
        """The next frame, whatever it is."""
        frame = self._new.get(timeout=PATIENCE)
        self.frames.append(frame)
        return frame

    def wait(self, event: str) -> Any:
        """The next frame of this kind."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            name, data = self.next()
            if name == event:
                return data
        raise AssertionError(f"no {event} came")

    def send(self, text: object, **more: object) -> None:
        """Send a message and don't wait."""
        message = {"id": str(uuid4()), "type": "user_message", "output": text, **more}
        self.socket.emit("client_message", {"message": message})

    def ask(self, text: str) -> str:
        """Send a message; the text of the last message shown when its task is over."""
        self.frames.clear()
        self.send(text)
        self.wait("task_start")
        self.wait("task_end")
        while not self.of("new_message", "assistant_message"):
            self.wait("task_end")  # on a busy machine the first one may be that of the greeting
        return self.shown

    @property
    def shown(self) -> str:
        """The text of the last whole message shown since the last question."""
        return self.of("new_message", "assistant_message")[-1]["output"]

    @property
    def under(self) -> dict[str, Any]:
        """What stands under the last reply."""
        found = self.of("element", "custom")
        self._under = found[-1]["props"] if found else self._under
        return self._under

    @property
    def under_id(self) -> str:
        """The id of the last reply that has something under it."""
        return self.under["reply"]

    def of(self, event: str, kind: str | None = None) -> list[dict[str, Any]]:
        """The data of the frames of one event, perhaps of one type only."""
        found = [data for name, data in self.frames if name == event]
        return [data for data in found if kind is None or data["type"] == kind]

    def act(self, name: str, **payload: object) -> Any:
        """Press something that calls back to the tutor; what it returns."""
        answer = httpx.post(
            f"{self.address}/project/action",
            json={"sessionId": self.session, "action": {"name": name, "payload": payload}},
        )
        return answer.raise_for_status().json()["response"]

    def close(self) -> None:
        self.socket.disconnect()
