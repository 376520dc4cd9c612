"""Fetching one page: polite, bounded, and never from a private network.

Every hop's host is resolved here, every address it resolves to must be public, and the request goes to the address
that was checked (a second answer of the name server cannot redirect it). robots.txt is asked first.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from verbale.errors import FetchError
from verbale.settings import DEFAULT, Settings

if TYPE_CHECKING:
    import httpx

Resolver = Callable[[str, int], list[str]]


def addresses(host: str, port: int) -> list[str]:
    """The addresses of a host as the system's resolver gives them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as problem:
        raise FetchError(f"{host}: the host has no address: check the spelling and the network") from problem
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("93.184.216.34")
    (False, False, True)
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    ip = mapped or ip
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def fetch(
    url: str,
    settings: Settings = DEFAULT,
    *,
    transport: httpx.BaseTransport | None = None,
    resolve: Resolver = addresses,
) -> tuple[str, str]:
    """(text of the page, final URL); FetchError says why not. `transport` and `resolve` are for tests."""
    import httpx

    with httpx.Client(timeout=settings.timeout, transport=transport, trust_env=False, follow_redirects=False) as client:
        if settings.robots:
            _ask_robots(client, url, settings, resolve)
        for _ in range(settings.max_redirects + 1):
            response, body = _get(client, url, settings, resolve)
            if not response.is_redirect:
                break
            url = urljoin(url, response.headers.get("location", ""))
        else:
            raise FetchError(f"{url}: more than {settings.max_redirects} redirects")
        if response.status_code >= 400:
            raise FetchError(f"{url}: the server answered {response.status_code}")
        return _decoded(response, body), url


def _get(client: httpx.Client, url: str, settings: Settings, resolve: Resolver) -> tuple[httpx.Response, bytes]:
    import httpx

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url}: not an http or https address")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _checked(parts.hostname, port, resolve)
    target = httpx.URL(url).copy_with(host=address, port=port)
    headers = {
        "Host": parts.netloc.rsplit("@")[-1],
        "User-Agent": settings.user_agent,
        "Accept": "text/html,text/plain",
    }
    extensions = {"sni_hostname": parts.hostname}
    try:
        with client.stream("GET", target, headers=headers, extensions=extensions) as response:
            return response, _bounded(response, url, settings)
    except httpx.HTTPError as problem:
        raise FetchError(
            f"{url}: cannot be reached ({type(problem).__name__}): check the address and the network"
        ) from problem


def _checked(host: str, port: int, resolve: Resolver) -> str:
    found = resolve(host, port)
    private = [a for a in found if not is_public(a)]
    if private or not found:
        raise FetchError(
            f"{host}: a private address; Verbale fetches from the public internet only: save the page as a file"
        )
    return found[0]


def _bounded(response: httpx.Response, url: str, settings: Settings) -> bytes:
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > settings.max_download:
            raise FetchError(
                f"{url}: larger than {settings.max_download // 1_000_000} MB: save the article and read the file"
            )
    return bytes(body)


def _decoded(response: httpx.Response, body: bytes) -> str:
    encoding = response.charset_encoding or "utf-8"
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return body.decode("utf-8", errors="replace")


def _ask_robots(client: httpx.Client, url: str, settings: Settings, resolve: Resolver) -> None:
    from protego import Protego

    parts = urlsplit(url)
    try:
        response, body = _get(client, f"{parts.scheme}://{parts.netloc}/robots.txt", settings, resolve)
    except FetchError as problem:
        if "private address" in str(problem) or "no address" in str(problem) or "not an http" in str(problem):
            raise
        return
    if response.status_code == 200 and not Protego.parse(_decoded(response, body)).can_fetch(url, settings.user_agent):
        raise FetchError(f"{url}: the site's robots.txt asks programs not to fetch this page: save it as a file")
