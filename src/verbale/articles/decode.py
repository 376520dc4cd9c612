"""Bytes to text: UTF-8, else what the page declares, else repaired as Windows-1252; binary data is refused."""

from __future__ import annotations

import codecs
import re

from verbale.errors import InputError

_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"GIF8",
    b"\x7fELF",
    b"SQLite format 3",
    b"\xd0\xcf\x11\xe0",
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{3,20})", re.I)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b"))
HEAD = 8192  # bytes looked at to tell text from binary data
MANGLED = 0.02  # share of characters that no encoding explains, above which nothing is repaired


def decoded(data: bytes, name: str, declared: str | None = None) -> tuple[str, str | None]:
    """(text, the encoding that bytes which are no UTF-8 were read in, if any); InputError for empty and binary data.

    >>> decoded("a caf\\xe9".encode("cp1252"), "a.txt")
    ('a café', 'Windows-1252')
    """
    if not data.strip():
        raise InputError(f"{name}: empty: there is nothing to read")
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace"), None
    if is_binary(data):
        raise InputError(f"{name}: a binary file, not text: save the article as text or HTML")
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        return _repaired(data, name, declared or _charset(data))


def is_binary(data: bytes) -> bool:
    """Whether data is no text: a known kind of file, or too many control characters.

    >>> is_binary(b"%PDF-1.7"), is_binary(b"Talks resume")
    (True, False)
    """
    head = data[:HEAD]
    return (
        head.startswith(_BINARY) or b"\x00" in head or len(head) - len(head.translate(None, _CONTROL)) > len(head) // 50
    )


def _charset(data: bytes) -> str | None:
    found = _CHARSET.search(data[:HEAD])
    return found[1].decode("ascii") if found else None


def _repaired(data: bytes, name: str, declared: str | None) -> tuple[str, str | None]:
    """The text with each byte that is no UTF-8 read in another encoding: a UTF-8 text with one slip stays one."""
    if declared and _known(declared) not in (None, "utf-8"):
        return data.decode(declared, errors="replace"), declared
    mixed = data.decode("utf-8-sig", errors="surrogateescape")
    text = re.sub("[\udc80-\udcff]", _as_windows, mixed)
    if text.count("\ufffd") > len(text) * MANGLED:
        raise InputError(f"{name}: neither UTF-8 nor Windows-1252 text: convert it to UTF-8")
    return text, "Windows-1252"


def _as_windows(match: re.Match[str]) -> str:
    return bytes((ord(match.group()) - 0xDC00,)).decode("cp1252", errors="replace")


def _known(encoding: str) -> str | None:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return None
