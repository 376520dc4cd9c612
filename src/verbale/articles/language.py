"""Whether a text is English: a quick look at its commonest words first, py3langid only in doubt."""

from __future__ import annotations

import re

from verbale.errors import LanguageError
from verbale.settings import DEFAULT, Settings

_COMMON = frozenset(
    "the of and to in a that is was for on with as said he by at it from has have be his are were will not which an".split()
)
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hr": "Croatian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese", "az": "Azerbaijani", "am": "Amharic", "hi": "Hindi", "sw": "Swahili",
}  # fmt: skip
ENOUGH = 0.12  # share of common English words in running English is .25 to .45, in other languages under .06


def check_english(text: str, settings: Settings = DEFAULT) -> None:
    """Raise LanguageError, naming the language, unless the text is English or too short to tell."""
    words = re.findall(r"[^\W\d_]+", text[:4000].casefold())
    if sum(map(len, words)) < settings.min_language or sum(w in _COMMON for w in words) >= ENOUGH * len(words):
        return
    import py3langid

    code, _ = py3langid.classify(text[:4000])
    if code != "en":
        raise LanguageError(f"this is {_NAMES.get(code, code)}; Verbale reads English")
