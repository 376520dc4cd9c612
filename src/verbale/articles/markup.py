"""XML from strangers, read safely (no entities, no network, no DTD); and HTML fragments as text."""

from __future__ import annotations

import re
from typing import Any

from verbale.errors import InputError

_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,200}\?>")
_ENTITY = re.compile(r"<!(?:ENTITY|DOCTYPE[^>]{0,2000}\[)", re.I)
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_SKIPPED = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]{0,2000}(?:\[.*?\]\s*)?>)", re.S | re.I)
_BLOCK = re.compile(r"<(?:/?(?:p|div|li|ul|ol|h[1-6]|blockquote|tr|article|section|figure)\b[^>]*|br\s*/?)>", re.I)
HEAD = 4000  # characters looked at for the root element


def root_name(text: str) -> str | None:
    """The local name of the root element in lower case; None for what is no XML.

    >>> root_name('<?xml version="1.0"?><!-- a --><rdf:RDF xmlns:rdf="x">')
    'rdf'
    """
    head = text[:HEAD].lstrip("\ufeff")
    at = 0
    while skipped := _SKIPPED.match(head, at):
        at = skipped.end()
    found = _ROOT.match(head[at:].lstrip())
    return found[1].lower() if found else None


def checked(text: str, name: str) -> str:
    """The XML without its declaration; InputError where it defines entities, as an attack does and no feed needs."""
    if _ENTITY.search(text):
        raise InputError(f"{name}: defines entities of its own, which no feed needs: it was not read")
    return _DECLARATION.sub("", text)


def tree(text: str, name: str) -> Any:
    """The root element of an XML text (lxml); InputError for what is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(checked(text, name).encode(), parser)
    except etree.XMLSyntaxError as problem:
        raise InputError(f"{name}: not XML ({problem}): check the address") from problem
    if root is None:
        raise InputError(f"{name}: not XML: check the address")
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace, in lower case; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def plain(fragment: str) -> str:
    r"""The text of an HTML fragment, its paragraphs a blank line apart.

    >>> plain("<p>One &amp; <b>two</b>.</p><script>x()</script><p>Three.</p>")
    'One & two.\n\nThree.'
    """
    from lxml import etree, html

    if not fragment.strip():
        return ""
    try:
        root = html.fragment_fromstring(_BLOCK.sub("\n\n", fragment), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    for element in list(root.iter("script", "style")):
        element.drop_tree()
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", root.text_content()))
    return "\n\n".join(filter(None, paragraphs))
