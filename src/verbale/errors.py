"""Everything that can go wrong, drawn first.

Each error answers three questions: what happened, where (file and line, or article and characters), and what to do
about it. The library raises; only the command line turns an error into one line and an exit status.
"""

from __future__ import annotations


class VerbaleError(Exception):
    """The root: catch this to catch everything that Verbale itself raises."""


class InputError(VerbaleError):
    """An article that cannot be read: missing, empty, binary, too long, not English, no article in the page."""


class LengthError(InputError):
    """A text that takes longer to read than somebody can wait for at a page."""


class FetchError(InputError):
    """A URL that could not be fetched, or that Verbale refuses to ask for (a private address, a forbidden path)."""


class LanguageError(InputError):
    """A text in a language that Verbale does not read."""


class UsageError(VerbaleError):
    """A call that cannot be meant as it stands: an unknown format, a date that is none."""


class CodebookError(VerbaleError):
    """A card or table that does not hold: names file, line and the likely cure."""


class PipelineError(VerbaleError):
    """Stages that do not fit together: something needed is given by no earlier stage."""


class ModelError(VerbaleError):
    """The language model is missing or is not the one that results depend on."""


class StoreError(VerbaleError):
    """A store that cannot be opened, read or written: missing, locked, full, or not one of Verbale's."""


class UnknownIdError(VerbaleError):
    """An id, name or dossier that the record does not hold."""


class DeliveryError(VerbaleError):
    """A mail or a webhook's message that could not be handed over: no connection, no encryption, refused."""


class RecipientError(DeliveryError):
    """A mail whose recipient the server refuses for good."""
