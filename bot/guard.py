"""The door of the page: who may ask, what may be asked for, and what a browser may do with it."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

READ = {"/", "/health", "/favicon", "/logo", "/auth/config", "/user"}
READ |= {"/project/translations", "/project/settings"}
FOLDERS = ("/public/", "/assets/", "/avatars/")
WRITE = {"/set-session-cookie", "/project/action"}
SOCKET = "/ws/socket.io"
LARGEST_BODY = 64_000  # bytes of an action or a cookie request; both are tiny

POLICY = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


class Guard:
    """ASGI middleware: only this page's own requests pass, and only those that it needs.

    What is not listed above does not exist from outside: Chainlit's documentation pages, uploads,
    MCP, threads and its copilot among them.
    """

    def __init__(
        self,
        app: ASGIApp,
        origins: Iterable[str] = (),
        hosts: Iterable[str] = (),
        scripts: Iterable[str] = (),
    ) -> None:
        """`scripts` are the CSP hashes of the inline scripts in the page."""
        self.app = app
        self.origins = {origin.rstrip("/").lower() for origin in origins}
        self.hosts = {host.lower() for host in hosts} | {"localhost"}
        self.hosts |= {urlsplit(origin).hostname or "" for origin in self.origins}
        self.scripts = " ".join(f"'{one}'" for one in scripts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is None:
            await self.app(scope, receive, self._hardened(scope, headers, send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refusal[1]})
        else:
            response = PlainTextResponse(refusal[1], status_code=refusal[0])
            await response(scope, receive, self._hardened(scope, headers, send))

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        """Status and words of a refusal, or None."""
        host = headers.get("host", "").lower()
        if not self._known_host(host):
            return 421, "This address is not served here."
        origin = headers.get("origin", "").lower()
        if origin and origin not in self.origins and not _same(origin, host):
            return 403, "This page answers only its own requests."
        path = scope["path"]
        if path.rstrip("/") == SOCKET:
            return None
        if scope["type"] == "websocket":
            return 404, "Not found."
        return _refused_request(scope["method"], path, headers)

    def _known_host(self, host: str) -> bool:
        """Whether the Host header is ours. A rebound DNS name is not; a bare address is no name."""
        name = urlsplit(f"//{host}").hostname or ""
        if name in self.hosts:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _hardened(self, scope: Scope, headers: Headers, send: Send) -> Send:
        """`send` that adds the security headers to a response."""

        async def hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                for name, value in POLICY.items():
                    sent[name] = value
                sent["content-security-policy"] = self._csp(headers.get("host", ""))
                kept = scope["path"].startswith("/assets/") and message["status"] == 200
                # Assets carry a hash in their name; the rest may change with the next version.
                sent["cache-control"] = (
                    "public, max-age=31536000, immutable" if kept else "no-cache"
                )
            await send(message)

        return hardened

    def _csp(self, host: str) -> str:
        # 'unsafe-eval': Chainlit compiles our own elements (public/elements) in the browser.
        # ws: is named for browsers in which 'self' does not cover the page's own socket.
        host = host if self._known_host(host.lower()) else ""
        sockets = f" ws://{host} wss://{host}" if host else ""
        return "; ".join(
            [
                "default-src 'self'",
                f"script-src 'self' 'unsafe-eval' {self.scripts}".rstrip(),
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                f"connect-src 'self'{sockets}",
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'",
            ]
        )


def _same(origin: str, host: str) -> bool:
    """Whether a page at `origin` was served by `host`."""
    return origin in (f"http://{host}", f"https://{host}")


def _refused_request(method: str, path: str, headers: Headers) -> tuple[int, str] | None:
    if path in WRITE:
        if method != "POST":
            return 405, "Method not allowed."
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdecimal():
            return 411, "Say how long the request is."
        return (413, "That is too much at once.") if int(length) > LARGEST_BODY else None
    if path not in READ and not path.startswith(FOLDERS):
        return 404, "Not found."
    return None if method in ("GET", "HEAD") else (405, "Method not allowed.")
