"""Who: the actors of an article, wherever and however the text names them.

The gazetteer of names comes first, then what the model sees; then titles, descriptions and pronouns are resolved in
the order of the text. Whoever cannot be resolved stays unknown.
"""

from __future__ import annotations

from verbale.codebook import Codebook
from verbale.coding.who import gazetteer
from verbale.coding.who.layer import Who
from verbale.coding.who.reader import Reader
from verbale.document import Document

__all__ = ["Who", "actors_in"]


def actors_in(document: Document, codebook: Codebook) -> Who:
    """The layer `who` of a document."""
    return Reader(document, gazetteer.load(codebook.folder)).read()
