"""Full text: FTS5 on SQLite, tsvector on PostgreSQL, the same questions and nearly the same answers on both.

Words are matched without regard to case, accents and English endings. In a question, words must all occur, "quoted
words" together and in this order; a minus before a word excludes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, TextClause, text

from verbale.errors import UsageError

INDEXES = ("document_words", "finding_words")  # SQLite: virtual tables; PostgreSQL: tables of n and words
_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_WORD = re.compile(r"\w+")

CREATE: Mapping[str, Sequence[str]] = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', tokenize='porter unicode61 remove_diacritics 2')"
        for name in INDEXES
    ],
    "postgresql": [
        "CREATE TEXT SEARCH DICTIONARY verbale_stem (TEMPLATE = snowball, LANGUAGE = english)",
        "CREATE TEXT SEARCH CONFIGURATION verbale (COPY = simple)",
        "ALTER TEXT SEARCH CONFIGURATION verbale ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, "
        "hword, hword_part WITH verbale_stem",
        *(f"CREATE TABLE {name} (n INTEGER PRIMARY KEY, words TSVECTOR NOT NULL)" for name in INDEXES),
        *(f"CREATE INDEX {name}_found ON {name} USING GIN (words)" for name in INDEXES),
    ],
}


def folded(words: str) -> str:
    """The words in lower case and without accents.

    >>> folded("Erdoğan in Côte d'Ivoire")
    "erdogan in cote d'ivoire"
    """
    if words.isascii():
        return words.lower()
    plain = unicodedata.normalize("NFKD", words)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def put(connection: Connection, index: str, rows: Sequence[tuple[int, str]]) -> None:
    """Add the words of some rows, each `(n, words)`, to an index."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        told = text(f"INSERT INTO {index}(rowid, words) VALUES (:n, :words)")
    else:
        told = text(f"INSERT INTO {index}(n, words) VALUES (:n, to_tsvector('verbale', :words))")
    connection.execute(told, [{"n": n, "words": folded(words)} for n, words in rows])


def found(index: str, question: str, dialect: str) -> TextClause:
    """A select of the numbers of the rows that answer the question. UsageError where it holds no word to look for."""
    wanted, unwanted = terms(question)
    if not wanted:
        raise UsageError(f"{question!r} has no word to look for: give at least one that must occur")
    if dialect == "sqlite":
        asked = " AND ".join(f'"{term}"' for term in wanted)
        asked += "".join(f' NOT "{term}"' for term in unwanted)
        return text(f"SELECT rowid FROM {index} WHERE {index} MATCH :asked").bindparams(asked=asked)
    asked = " ".join([f'"{term}"' for term in wanted] + [f'-"{term}"' for term in unwanted])
    query = f"SELECT n FROM {index} WHERE words @@ websearch_to_tsquery('verbale', :asked)"
    return text(query).bindparams(asked=asked)


def terms(question: str) -> tuple[list[str], list[str]]:
    """The words and phrases that must occur, and those that must not.

    >>> terms('ceasefire "grain corridor" -poll')
    (['ceasefire', 'grain corridor'], ['poll'])
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _TERM.findall(question):
        term = " ".join(_WORD.findall(folded(phrase or word)))
        if term:
            (unwanted if minus else wanted).append(term)
    return wanted, unwanted
