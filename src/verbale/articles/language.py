"""Whether a text is English: a quick look at its commonest words first, py3langid only in doubt."""

from __future__ import annotations

import re

from verbale.errors import LanguageError
from verbale.settings import DEFAULT, Settings

_COMMON = frozenset(
    "the of and to in a that is was for on with as said he by at it from has have be his are were will not which an "
    "but they their this had been would who she we you i or its".split()
)
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hr": "Croatian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese", "az": "Azerbaijani", "am": "Amharic", "hi": "Hindi", "sw": "Swahili",
}  # fmt: skip
MANY = 30  # words
NEARLY_NONE = 0.03
ENOUGH = 0.12  # share of common English words in running English is .25 to .45, in other languages under .06


def check_english(text: str, stated: str | None = None, settings: Settings = DEFAULT) -> None:
    """Raise LanguageError, naming the language, unless the text is English or too short to tell.

    `stated` is what the source says its language is (an ISO 639 code such as en, tr, en-GB) and is believed.
    """
    if stated:
        code = stated.strip().casefold().replace("_", "-").partition("-")[0]
        if code not in ("en", "eng", "english"):
            raise LanguageError(f"this is {_NAMES.get(code, stated.strip())}; Verbale reads English")
        return
    words = re.findall(r"[^\W\d_]+", text[:4000].casefold())
    common = sum(w in _COMMON for w in words)
    if sum(map(len, words)) < settings.min_language or common >= ENOUGH * len(words):
        return
    import py3langid

    code, _ = py3langid.classify(text[:4000])
    sure = code in _NAMES or (len(words) >= MANY and common < NEARLY_NONE * len(words))
    if code != "en" and sure:  # a short list of foreign names is taken for the rarest languages
        raise LanguageError(f"this is {_NAMES.get(code, code)}; Verbale reads English")
