"""One request to the public internet: resolved, checked and bounded here, and sent to the address that was checked.

Every address that a host resolves to must be public; a second answer of the name server cannot redirect the request.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from verbale.errors import FetchError
from verbale.settings import Settings

if TYPE_CHECKING:
    import httpx

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # an IPv4 address in an IPv6 one
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5"
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


def site_of(url: str) -> str:
    """`scheme://host:port` of a URL; FetchError when it is none."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  raises for a port that is none
    except ValueError as problem:
        raise FetchError(f"{url}: not an http or https address ({problem}): check it") from problem
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url}: not an http or https address: check it")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def request(
    client: httpx.Client, url: str, settings: Settings, resolve: Resolver, asked: Mapping[str, str] | None = None
) -> tuple[httpx.Response, bytes]:
    """The answer to one GET and its body; `asked` are further headers. FetchError says why there is none."""
    import httpx

    site_of(url)
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
        "Accept": _ACCEPT,
        **(asked or {}),
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
