"""Serving the page: our own ASGI app with Chainlit mounted behind the guard."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import sys
import webbrowser
from threading import Thread

import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse

from bot.content import ContentError
from bot.guard import Guard
from bot.page import opening
from bot.page.html import own_page, script_hashes
from bot.page.opening import Opening
from bot.settings import PROJECT, Settings

log = logging.getLogger(__name__)

PORTS_TRIED = 50
POLL = 0.02  # seconds between looks at whether the server listens


def build_app(settings: Settings, opened: Opening | None = None) -> Guard:
    """The ASGI app. The tutor begins to open in a thread; the page is served meanwhile.

    Chainlit holds one app per process, so build one only. Raises ContentError where a file that
    the page itself needs is unfit.
    """
    opened = opened or Opening(settings)
    opening.begin(opened)
    # Chainlit reads this when it is imported: where public/ and .chainlit/ are, whatever the cwd.
    os.environ["CHAINLIT_APP_ROOT"] = str(PROJECT)
    from chainlit.logger import logger
    from chainlit.server import get_html_template
    from chainlit.utils import mount_chainlit

    logger.setLevel(logging.ERROR)  # it warns at each page load that there is one language only
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    page = own_page(get_html_template("/"), opened.wording)

    def health() -> JSONResponse:
        ready = opened.ready
        status = {"status": "ready" if ready else "starting"}
        return JSONResponse(status, status_code=200 if ready else 503)

    app.add_api_route("/", lambda: HTMLResponse(page), methods=["GET", "HEAD"])
    app.add_api_route("/health", health, methods=["GET", "HEAD"])
    mount_chainlit(app, target=str(PROJECT / "bot" / "app.py"), path="/")
    opened.start()
    return Guard(app, settings.origins, {settings.host}, script_hashes(page))


def serve(settings: Settings) -> None:
    """Serve the tutor until Ctrl-C. Exits with status 1 and a sentence if it can't start."""
    opened: Opening | None = None
    try:
        opened = Opening(settings)
        app = build_app(settings, opened)
        listener = _listener(settings, opened)
        server = uvicorn.Server(
            uvicorn.Config(
                app, log_level="warning", access_log=False, server_header=False,
                timeout_graceful_shutdown=2, lifespan="off",
            )
        )  # fmt: skip
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_run(server, listener, opened))
    except ContentError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except Exception as error:
        if opened is None:
            raise
        log.debug("the start failed", exc_info=True)
        print(opened.wording.say("start_failed", reason=str(error)), file=sys.stderr)
        sys.exit(1)
    finally:
        if opened:
            opened.close()


async def _run(server: uvicorn.Server, listener: socket.socket, opened: Opening) -> None:
    """Serve, and say so once the tutor is open. Raises what opening it raised."""
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    waiting = asyncio.create_task(opened.tutor())
    try:
        await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if waiting.done() and not serving.done():
            waiting.result()
            while not server.started and not serving.done():
                await asyncio.sleep(POLL)
            address = _address(listener)
            print(opened.wording.say("ready", address=address), flush=True)
            _show(address)
        await serving
    finally:
        server.should_exit = True
        waiting.cancel()
        await asyncio.gather(serving, waiting, return_exceptions=True)


def _listener(settings: Settings, opened: Opening) -> socket.socket:
    """A socket bound to the wished port, else to the next free one, and then says so."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    wished = range(settings.port, min(settings.port + PORTS_TRIED, 65536)) if settings.port else [0]
    problem: OSError | None = None
    for port in [*wished, 0]:
        bound = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere the option would let two programs share the port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((settings.host, port))
            bound.listen(128)
        except OSError as error:
            problem = error
            bound.close()
            continue
        taken = bound.getsockname()[1]
        if settings.port and taken != settings.port:
            words = {"wanted": str(settings.port), "port": str(taken)}
            print(opened.wording.say("port_taken", **words), file=sys.stderr, flush=True)
        return bound
    raise problem or OSError("no port is free")


def _address(listener: socket.socket) -> str:
    """Where a browser on this machine finds the page."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _show(address: str) -> None:
    """Open the page where there is a desktop to open it on."""
    desktop = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if desktop and not os.environ.get("CI"):
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()
