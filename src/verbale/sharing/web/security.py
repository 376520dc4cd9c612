"""What every answer carries so that a hostile article stays text, and what a request must be to be answered."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fastapi import FastAPI, HTTPException, Request, Response

from verbale.sharing.web import tokens

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LARGEST = 4_000_000  # bytes of a request's body
READS, WRITES = 600, 60  # requests a minute from one address
CLIENTS = 10_000  # addresses remembered
COOKIE = "verbale_token"  # set by the page to sign in; no script can read it, no other site can send it
NAMES = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})


class Limit:
    """So many requests a minute from one client, more only as time goes by."""

    def __init__(self, each_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.each_minute, self.clock = each_minute, clock
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spent(self, client: str) -> bool:
        """Take one request of the client's; whether there was none left."""
        now = self.clock()
        had, at = self.left.pop(client, (float(self.each_minute), now))
        have = min(float(self.each_minute), had + (now - at) * self.each_minute / 60)
        self.left[client] = (max(have - 1, 0.0), now)
        if len(self.left) > CLIENTS:
            self.left.popitem(last=False)
        return have < 1


def guard(app: FastAPI) -> None:
    """Put the limits in front of the application and the headers behind it."""
    reads, writes = Limit(READS), Limit(WRITES)

    @app.middleware("http")
    async def _guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        response = _refusal(request, reads, writes) or await answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _refusal(request: Request, reads: Limit, writes: Limit) -> Response | None:
    site: Site = request.app.state.site
    writing = request.method not in ("GET", "HEAD", "OPTIONS")
    client = request.client.host if request.client else "unknown"
    if site.loopback and _host(request) not in NAMES:
        return _plain(421, "this site answers on this machine only: use 127.0.0.1, or `verbale serve --host`")
    if (writes if writing else reads).spent(client):
        return _plain(429, "too many requests: wait a minute", {"Retry-After": "60"})
    if writing and not request.headers.get("content-length", "").isdigit():
        return _plain(411, "say how long the body is (Content-Length)")
    if writing and int(request.headers["content-length"]) > LARGEST:
        return _plain(413, f"larger than {LARGEST // 1_000_000} MB: split it into articles")
    return None


def may_write(request: Request, scope: str) -> str:
    """The name under which the request writes; HTTPException 401 or 403 for one that may not.

    A token says who writes. Without one only this machine's own pages may: the server is bound to loopback, and the
    browser says that the form stood on this site.
    """
    site: Site = request.app.state.site
    if site.read_only:
        raise HTTPException(403, "this site is read-only")
    token = _token(request)
    if token is not None:
        known = tokens.bearer(site.record, token)
        if known is None:
            raise HTTPException(401, "the token is not known, or was revoked", {"WWW-Authenticate": "Bearer"})
        if scope not in known["scopes"]:
            raise HTTPException(403, f"the token may not {tokens.SCOPES[scope]}: make one with --scope {scope}")
        if _bearer(request) is None and not own_page(request):
            raise HTTPException(403, "the request came from another site")
        return str(known["name"])
    if not site.loopback:
        raise HTTPException(401, "a token is needed: `verbale token new NAME`", {"WWW-Authenticate": "Bearer"})
    if not own_page(request):
        raise HTTPException(403, "the request came from another site")
    return "this machine"


def signed_in(request: Request) -> Mapping[str, Any] | None:
    """Name and scopes of who signed in to these pages with a token, None for a visitor."""
    site: Site = request.app.state.site
    token = _token(request)
    return tokens.bearer(site.record, token) if token is not None else None


def may(request: Request, scope: str) -> bool:
    """Whether the pages offer a visitor to do what a scope allows."""
    site: Site = request.app.state.site
    if site.read_only:
        return False
    known = signed_in(request)
    return scope in known["scopes"] if known is not None else site.loopback


def _bearer(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _token(request: Request) -> str | None:
    """The token of a program's header, else that of who signed in; on this machine nobody needs to."""
    site: Site = request.app.state.site
    return _bearer(request) or (None if site.loopback else request.cookies.get(COOKIE))


def own_page(request: Request) -> bool:
    """Whether the request comes from a page of this site, or from a program (which sends neither header)."""
    if (where := request.headers.get("sec-fetch-site")) is not None:
        return where in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _host(request: Request) -> str:
    host = request.headers.get("host", "")
    return host if host.endswith("]") else host.rsplit(":", 1)[0]


def _plain(status: int, text: str, headers: dict[str, str] | None = None) -> Response:
    return Response(text + "\n", status, headers, media_type="text/plain")
