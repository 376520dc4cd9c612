"""Text of an article as it may be shown: without the characters that hide or turn round other text."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_MASKS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # those, lines aside


def safe(text: str) -> str:
    """Text without control and direction-override characters, white space folded."""
    return " ".join(_CONTROL.sub(" ", text).split())


def unmasked(text: str) -> str:
    """Text without control and direction-override characters; its lines and spaces stay.

    >>> unmasked("a\\u202eb\\n c")
    'ab\\n c'
    """
    return _MASKS.sub("", text)
