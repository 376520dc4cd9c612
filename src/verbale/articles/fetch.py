"""Fetching one page: polite, bounded, and never from a private network.

Every hop's host is resolved here, every address it resolves to must be public, and the request goes to the address
that was checked (a second answer of the name server cannot redirect it). robots.txt is asked first.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from verbale.articles.decode import decoded
from verbale.errors import FetchError
from verbale.settings import DEFAULT, Settings

if TYPE_CHECKING:
    import httpx

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # an IPv4 address in an IPv6 one
_READABLE = re.compile(r"text/|application/(?:xhtml|xml|json)|^$", re.I)
Resolver = Callable[[str, int], list[str]]


class PrivateError(FetchError):
    """A host with an address that is not on the public internet."""


def addresses(host: str, port: int) -> list[str]:
    """The addresses of a host as the system's resolver gives them."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise FetchError(f"{host}: the host has no address: check the spelling and the network") from problem
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("93.184.216.34")
    (False, False, True)
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
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
        asked: set[str] = set()
        for _ in range(settings.max_redirects + 1):
            site = _site(url)
            if settings.robots and site not in asked:
                asked.add(site)
                _ask_robots(client, url, settings, resolve)
            response, body = _get(client, url, settings, resolve)
            if not response.is_redirect:
                return _page(response, body, url), url
            url = urljoin(url, response.headers.get("location", ""))
    raise FetchError(f"{url}: more than {settings.max_redirects} redirects: open the page and save it as a file")


def _site(url: str) -> str:
    """`scheme://host:port` of a URL; FetchError when it is none."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  raises for a port that is none
    except ValueError as problem:
        raise FetchError(f"{url}: not an http or https address ({problem}): check it") from problem
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url}: not an http or https address: check it")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _page(response: httpx.Response, body: bytes, url: str) -> str:
    if response.status_code >= 400:
        raise FetchError(f"{url}: the server answered {response.status_code}: check the address in a browser")
    kind = response.headers.get("content-type", "").partition(";")[0].strip()
    if not _READABLE.search(kind):
        raise FetchError(f"{url}: {kind}, not a page: save the article as text or HTML")
    return decoded(body, url, response.charset_encoding)[0]


def _get(client: httpx.Client, url: str, settings: Settings, resolve: Resolver) -> tuple[httpx.Response, bytes]:
    import httpx

    _site(url)
    try:
        target = httpx.URL(url)
    except httpx.InvalidURL as problem:
        raise FetchError(f"{url}: not an http or https address ({problem}): check it") from problem
    host = target.raw_host.decode("ascii")
    port = target.port or (443 if target.scheme == "https" else 80)
    address = _checked(host.strip("[]"), port, resolve)
    headers = {
        "Host": target.netloc.decode("ascii"),
        "User-Agent": settings.user_agent,
        "Accept": "text/html,text/plain",
    }
    target = target.copy_with(host=address, port=port, username=None, password=None)
    extensions = {"sni_hostname": host}
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
        raise PrivateError(
            f"{host}: a private address; Verbale fetches from the public internet only: save the page as a file"
        )
    return found[0]


def _bounded(response: httpx.Response, url: str, settings: Settings) -> bytes:
    body = bytearray()
    latest = time.monotonic() + settings.deadline
    for piece in response.iter_bytes():
        body += piece
        if len(body) > settings.max_download:
            raise FetchError(
                f"{url}: larger than {settings.max_download // 1_000_000} MB: save the article and read the file"
            )
        if time.monotonic() > latest:
            raise FetchError(
                f"{url}: not there after {settings.deadline:.0f} seconds: save the article and read the file"
            )
    return bytes(body)


def _ask_robots(client: httpx.Client, url: str, settings: Settings, resolve: Resolver) -> None:
    from protego import Protego

    try:
        response, body = _get(client, f"{_site(url)}/robots.txt", settings, resolve)
    except PrivateError:
        raise
    except FetchError:
        return  # the page itself will say what is wrong, if anything is
    rules = body.decode("utf-8", errors="replace")
    if response.status_code == 200 and not Protego.parse(rules).can_fetch(url, settings.user_agent):
        raise FetchError(f"{url}: the site's robots.txt asks programs not to fetch this page: save it as a file")
