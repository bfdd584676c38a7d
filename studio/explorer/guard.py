"""Who may talk to the page's server: this machine, by its own name, with the token of the address that was opened."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

HOSTS = ("127.0.0.1", "localhost")
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
CLOSED = "This page belongs to another visit. Open the address that `backreel explore` printed."


class Guard:
    """Wraps an application: foreign Host, foreign Origin and a missing token are refused, for pages and websockets alike."""

    def __init__(self, app: App, port: int, policy: str, token: str | None = None) -> None:
        self.app, self.token = app, token or secrets.token_urlsafe(24)
        self.cookie = f"backreel{port}"
        self.hosts = {f"{host}:{port}" for host in HOSTS}
        self.headers = [(k.encode(), v.encode()) for k, v in {**HEADERS, "content-security-policy": policy}.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        if not self._local(headers, scope["type"]):
            return await self._refuse(scope, send, 403, "This server answers its own machine only.")
        if not (self._knows(asked) or self._knows(self._kept(headers.get("cookie", "")))):
            return await self._refuse(scope, send, 403, CLOSED)
        await self.app(scope, receive, self._dressed(send, self._knows(asked)))

    def _local(self, headers: dict[str, str], kind: str) -> bool:
        """Host is ours; Origin, which a websocket always has, too."""
        origin = headers.get("origin")
        ours = (origin is None and kind == "http") or origin in {f"http://{host}" for host in self.hosts}
        return headers.get("host") in self.hosts and ours

    def _knows(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self.token.encode())

    def _kept(self, cookies: str) -> str:
        """The token that an earlier answer left with the browser."""
        try:
            jar = SimpleCookie(cookies)
        except CookieError:
            return ""
        return jar[self.cookie].value if self.cookie in jar else ""

    def _dressed(self, send: Send, first: bool) -> Send:
        """Answers with the headers that keep the page to itself; the first one leaves the token."""
        extra = list(self.headers)
        if first:
            extra.append((b"set-cookie", f"{self.cookie}={self.token}; HttpOnly; SameSite=Strict; Path=/".encode()))

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                taken = {name for name, _ in extra}
                message["headers"] = [h for h in message.get("headers", []) if h[0].lower() not in taken] + extra
            await send(message)

        return dressed

    async def _refuse(self, scope: Scope, send: Send, status: int, why: str) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = [*self.headers, (b"content-type", b"text/plain; charset=utf-8")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": why.encode()})
