"""The stories of the store: which known text a new one is a reprint of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from verbale.record.link import stories
from verbale.record.store import tables as t
from verbale.record.store.lookup import pieces
from verbale.record.store.writer import Writer


class StoredTexts:
    """The texts of the store by story key (`link.stories.Index`)."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def stories(self, keys: Iterable[str]) -> list[tuple[str, str]]:
        """(story id, a text of it) for every text that has one of the keys."""
        numbers: set[int] = set()
        for piece in pieces(sorted(map(digest, keys))):
            where = t.story_keys.c.key.in_(piece)
            numbers |= set(self.connection.execute(select(t.story_keys.c.document).where(where)).scalars())
        found: list[tuple[str, str]] = []
        for piece in pieces(sorted(numbers)):
            query = select(t.documents.c.story, t.documents.c.text).where(t.documents.c.n.in_(piece))
            found += [(story, text) for story, text in self.connection.execute(query.order_by(t.documents.c.n))]
        return found


def story_of(connection: Connection, document: Mapping[str, Any]) -> str:
    """The id of the story that a document tells: that of the text it reprints, or one of its own."""
    known = stories.story_of(document["text"], StoredTexts(connection))
    return known or f"story-{document['id'][:12]}"


def remember(writer: Writer, number: int, document: Mapping[str, Any]) -> None:
    """Keep the keys of a text, so that its reprints will meet it."""
    keys = sorted(set(map(digest, stories.story_keys(document["text"]))))
    writer.add_absent(t.story_keys, [{"key": key, "document": number} for key in keys])


def digest(key: str) -> int:
    """A story key as a signed number of 64 bits."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
