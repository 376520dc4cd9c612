"""Pages are fetched politely, within bounds, and never from a private network."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from verbale.articles.fetch import fetch, is_public
from verbale.errors import FetchError
from verbale.settings import DEFAULT

PUBLIC = "93.184.216.34"
HOSTS = {"news.example": PUBLIC, "inside.example": "10.0.0.8", "both.example": "", "xn--zrich-kva.example": PUBLIC}


def resolve(host: str, _: int) -> list[str]:
    return [PUBLIC, "127.0.0.1"] if host == "both.example" else [HOSTS.get(host, host)]


def got(url: str, pages: dict[str, httpx.Response], settings: object = DEFAULT) -> tuple[str, str, list[httpx.Request]]:
    """(text, final URL, the requests made) of a fetch from a pretended network."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return pages.get(f"{request.headers['host']}{request.url.path}", httpx.Response(404))

    text, final = fetch(url, settings, transport=httpx.MockTransport(answer), resolve=resolve)  # type: ignore[arg-type]
    return text, final, asked


def page(text: str = "Talks resume.", **headers: str) -> httpx.Response:
    return httpx.Response(200, content=text.encode(), headers={"content-type": "text/html", **headers})


def moved(to: str) -> httpx.Response:
    return httpx.Response(302, headers={"location": to})


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "2002:0a00:0001::1", "64:ff9b::7f00:1", "255.255.255.255"],
)  # fmt: skip
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_the_request_goes_to_the_address_that_was_checked() -> None:
    text, final, asked = got("https://news.example/a", {"news.example/a": page()})
    assert (text, final) == ("Talks resume.", "https://news.example/a")
    assert {r.url.host for r in asked} == {PUBLIC}
    assert {r.extensions["sni_hostname"] for r in asked} == {"news.example"}
    assert asked[-1].headers["user-agent"].startswith("Verbale/")


def test_names_in_other_scripts_and_ports_and_passwords_are_understood() -> None:
    pages = {"xn--zrich-kva.example:8080/a": page()}
    _, _, asked = got("http://user:secret@zürich.example:8080/a", pages)
    assert "authorization" not in asked[-1].headers
    assert asked[-1].url.port == 8080


@pytest.mark.parametrize(
    "url",
    [
        "http://inside.example/",
        "http://both.example/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/x",
    ],
)
def test_private_hosts_are_never_asked(url: str) -> None:
    with pytest.raises(FetchError, match="a private address"):
        got(url, {})


def test_every_redirect_is_checked_again() -> None:
    with pytest.raises(FetchError, match="a private address"):
        got("http://news.example/a", {"news.example/a": moved("http://inside.example/secret")})
    with pytest.raises(FetchError, match="not an http or https"):
        got("http://news.example/a", {"news.example/a": moved("file:///etc/passwd")})
    _, final, _ = got("http://news.example/a", {"news.example/a": moved("/b"), "news.example/b": page()})
    assert final == "http://news.example/b"


def test_redirects_without_end_are_given_up() -> None:
    with pytest.raises(FetchError, match="more than 5 redirects"):
        got("http://news.example/a", {"news.example/a": moved("/a")})


def test_robots_txt_is_obeyed() -> None:
    rules = httpx.Response(200, text="User-agent: *\nDisallow: /private")
    pages = {"news.example/robots.txt": rules, "news.example/a": page(), "news.example/private/a": page()}
    assert got("http://news.example/a", pages)[0] == "Talks resume."
    with pytest.raises(FetchError, match=r"robots\.txt"):
        got("http://news.example/private/a", pages)
    assert got("http://news.example/private/a", pages, replace(DEFAULT, robots=False))[0] == "Talks resume."


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (httpx.Response(404), "answered 404"),
        (httpx.Response(500), "answered 500"),
        (page("x" * 2000), "larger than"),
        (page("%PDF-1.7", **{"content-type": "application/pdf"}), "application/pdf, not a page"),
        (page("%PDF-1.7"), "a binary file"),
    ],
)
def test_what_is_no_page_is_one_clear_line(answer: httpx.Response, says: str) -> None:
    from verbale.errors import InputError

    with pytest.raises(InputError, match=says):
        got("http://news.example/a", {"news.example/a": answer}, replace(DEFAULT, max_download=1000))


@pytest.mark.parametrize(
    "url", ["http://", "http://news.example:99999/", "http://[bad/", "http://news.example:x/", "ftp://a.b/"]
)
def test_what_is_no_address_is_one_clear_line(url: str) -> None:
    with pytest.raises(FetchError):
        got(url, {})


def test_a_network_that_fails_is_one_clear_line() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("no answer", request=request)

    with pytest.raises(FetchError, match=r"cannot be reached \(ConnectTimeout\)"):
        fetch("http://news.example/a", transport=httpx.MockTransport(broken), resolve=resolve)


def test_a_page_in_another_encoding_is_decoded() -> None:
    answer = httpx.Response(
        200, content="Görüşme".encode("iso-8859-9"), headers={"content-type": "text/html; charset=iso-8859-9"}
    )
    assert got("http://news.example/a", {"news.example/a": answer})[0] == "Görüşme"
