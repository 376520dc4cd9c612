"""A database of Discourse Network Analyzer 3: an SQLite file with documents, entities and coded statements.

The coder is "Admin" with the password "verbale"; DNA stores its salted SHA-256 (100 000 rounds). Every short-text
variable has an empty entity, as DNA expects. `Date` is in Unix seconds (UTC), `Start` and `Stop` are UTF-16 offsets.
"""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path

from verbale.sharing.export.discourse import Said, said, shortened
from verbale.sharing.export.dna_csv import moment
from verbale.sharing.export.rows import Json, Row

PASSWORD = "verbale"
_SALT = b"verbale-dna-file"  # 16 bytes; fixed, so that the same findings give the same file
ROUNDS = 100_000
_PERMISSIONS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip
_COLORS = "Red INTEGER NOT NULL DEFAULT 0, Green INTEGER NOT NULL DEFAULT 0, Blue INTEGER NOT NULL DEFAULT 0"
_LINK = "REFERENCES {0}(ID) ON DELETE CASCADE"
_TABLES = {
    "SETTINGS": "Property TEXT PRIMARY KEY, Value TEXT NOT NULL",
    "CODERS": f"ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL, {_COLORS}, Refresh INTEGER NOT NULL DEFAULT 0, "
    "FontSize INTEGER NOT NULL DEFAULT 14, Password TEXT NOT NULL, PopupWidth INTEGER DEFAULT 300, "
    "ColorByCoder INTEGER NOT NULL DEFAULT 0, PopupDecoration INTEGER NOT NULL DEFAULT 0, "
    "PopupAutoComplete INTEGER NOT NULL DEFAULT 1, "
    + ", ".join(f"Permission{name} INTEGER NOT NULL DEFAULT 1" for name in _PERMISSIONS),
    "DOCUMENTS": f"ID INTEGER NOT NULL PRIMARY KEY, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER "
    f"{_LINK.format('CODERS')}, Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '', "
    "Section TEXT NOT NULL DEFAULT '', Notes TEXT NOT NULL DEFAULT '', Type TEXT NOT NULL DEFAULT '', "
    "Date INTEGER NOT NULL",
    "STATEMENTTYPES": f"ID INTEGER NOT NULL PRIMARY KEY, Label TEXT NOT NULL, {_COLORS}",
    "VARIABLES": "ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT NOT NULL, DataType TEXT NOT NULL CHECK (DataType IN "
    "('boolean', 'integer', 'long text', 'short text')), StatementTypeId INTEGER "
    f"{_LINK.format('STATEMENTTYPES')}, UNIQUE (Variable, StatementTypeId)",
    "VARIABLELINKS": "ID INTEGER NOT NULL PRIMARY KEY, SourceVariableId INTEGER, TargetVariableId INTEGER",
    "REGEXES": f"Label TEXT PRIMARY KEY, {_COLORS}",
    "CODERRELATIONS": "ID INTEGER NOT NULL PRIMARY KEY, Coder INTEGER, OtherCoder INTEGER, "
    "viewStatements INTEGER NOT NULL DEFAULT 1, editStatements INTEGER NOT NULL DEFAULT 1, "
    "viewDocuments INTEGER NOT NULL DEFAULT 1, editDocuments INTEGER NOT NULL DEFAULT 1",
    "STATEMENTS": f"ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER {_LINK.format('STATEMENTTYPES')}, "
    f"DocumentId INTEGER {_LINK.format('DOCUMENTS')}, Start INTEGER NOT NULL, Stop INTEGER NOT NULL, "
    f"Coder INTEGER {_LINK.format('CODERS')}, CHECK (Start < Stop)",
    **{
        table: f"ID INTEGER NOT NULL PRIMARY KEY, StatementId INTEGER NOT NULL {_LINK.format('STATEMENTS')}, "
        f"VariableId INTEGER NOT NULL {_LINK.format('VARIABLES')}, Value {kind}, UNIQUE (StatementId, VariableId)"
        for table, kind in (
            ("DATABOOLEAN", "INTEGER NOT NULL DEFAULT 1"),
            ("DATAINTEGER", "INTEGER NOT NULL DEFAULT 0"),
            ("DATALONGTEXT", "TEXT DEFAULT ''"),
        )
    },
    "ENTITIES": f"ID INTEGER NOT NULL PRIMARY KEY, VariableId INTEGER NOT NULL {_LINK.format('VARIABLES')}, "
    f"Value TEXT NOT NULL DEFAULT '', {_COLORS}, ChildOf INTEGER, UNIQUE (VariableId, Value)",
    "DATASHORTTEXT": f"ID INTEGER NOT NULL PRIMARY KEY, StatementId INTEGER NOT NULL {_LINK.format('STATEMENTS')}, "
    f"VariableId INTEGER NOT NULL {_LINK.format('VARIABLES')}, Entity INTEGER NOT NULL {_LINK.format('ENTITIES')}, "
    "UNIQUE (StatementId, VariableId)",
    "ATTRIBUTEVARIABLES": f"ID INTEGER NOT NULL PRIMARY KEY, VariableId INTEGER NOT NULL {_LINK.format('VARIABLES')}, "
    "AttributeVariable TEXT NOT NULL, UNIQUE (VariableId, AttributeVariable)",
    "ATTRIBUTEVALUES": f"ID INTEGER NOT NULL PRIMARY KEY, EntityId INTEGER NOT NULL {_LINK.format('ENTITIES')}, "
    f"AttributeVariableId INTEGER NOT NULL {_LINK.format('ATTRIBUTEVARIABLES')}, "
    "AttributeValue TEXT NOT NULL DEFAULT '', UNIQUE (EntityId, AttributeVariableId)",
}
_VARIABLES = ("person", "organization", "concept")


def save(rows: Iterable[Row], path: Path, left: Counter[str]) -> None:
    """Write a new database; a file that is there already is replaced."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    try:
        with connection:
            _create(connection)
            writer = _Writer(connection)
            for statement in said(rows, left):
                writer.add(statement)
    finally:
        connection.close()


def _create(connection: sqlite3.Connection) -> None:
    for name, columns in _TABLES.items():
        connection.execute(f"CREATE TABLE {name}({columns})")
    connection.execute("INSERT INTO SETTINGS VALUES ('version', '3.0'), ('date', '2022-01-01')")
    connection.execute(
        "INSERT INTO CODERS(ID, Name, Red, Green, Password) VALUES (1, 'Admin', 255, 255, ?)", (digest(PASSWORD),)
    )
    connection.execute(
        "INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement', 239, 208, 51), (2, 'Annotation', 211, 211, 211)"
    )
    kinds = [(n, name, "short text", 1) for n, name in enumerate(_VARIABLES, 1)]
    kinds += [(4, "agreement", "boolean", 1), (5, "note", "long text", 2)]
    connection.executemany("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", kinds)
    connection.executemany("INSERT INTO ENTITIES(VariableId, Value) VALUES (?, '')", [(1,), (2,), (3,)])
    attribute = "INSERT INTO ATTRIBUTEVARIABLES(VariableId, AttributeVariable) VALUES (?, 'Type')"
    connection.executemany(attribute, [(1,), (2,), (3,)])


def digest(password: str, salt: bytes = _SALT) -> str:
    """The password as DNA stores it: base64 of the salt and of SHA-256 over salt and password, repeated."""
    value = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(ROUNDS - 1):
        value = hashlib.sha256(value).digest()
    return base64.b64encode(salt + value).decode("ascii")


class _Writer:
    """Adds statements, each document and entity once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.documents: dict[str, int] = {}
        self.entities: dict[tuple[int, str], int] = {(n, ""): n for n in (1, 2, 3)}

    def add(self, found: Said) -> None:
        """One statement with its four values."""
        document = self._document(found.row.document)
        statement = self.connection.execute(
            "INSERT INTO STATEMENTS(StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (1, ?, ?, ?, 1)",
            (document, found.start, found.stop),
        ).lastrowid
        for variable, value in enumerate((found.person, found.organization, found.concept), 1):
            self.connection.execute(
                "INSERT INTO DATASHORTTEXT(StatementId, VariableId, Entity) VALUES (?, ?, ?)",
                (statement, variable, self._entity(variable, value)),
            )
        self.connection.execute(
            "INSERT INTO DATABOOLEAN(StatementId, VariableId, Value) VALUES (?, 4, ?)",
            (statement, int(found.agreement)),
        )

    def _document(self, document: Json) -> int:
        known = self.documents.get(document["id"])
        if known is not None:
            return known
        number = len(self.documents) + 1
        seconds = int(moment(document["published"]).replace(tzinfo=UTC).timestamp())
        self.connection.execute(
            "INSERT INTO DOCUMENTS(ID, Title, Text, Coder, Source, Notes, Date) VALUES (?, ?, ?, 1, ?, ?, ?)",
            (
                number,
                shortened(document.get("title") or f"Document {number}"),
                document["text"],
                shortened(document.get("publisher") or ""),
                document.get("url") or "",
                seconds,
            ),
        )
        self.documents[document["id"]] = number
        return number

    def _entity(self, variable: int, value: str) -> int:
        key = (variable, value)
        if key not in self.entities:
            self.connection.execute("INSERT INTO ENTITIES(VariableId, Value) VALUES (?, ?)", key)
            self.entities[key] = len(self.entities) + 1
        return self.entities[key]
