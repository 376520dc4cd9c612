"""Small pieces of SVG: escaped markup, nothing inline that the page's policy forbids."""

from __future__ import annotations

from markupsafe import Markup, escape

from verbale.sharing.safe import safe


def element(name: str, content: Markup | str = "", /, **attributes: object) -> Markup:
    """One element, its text without control and direction-override characters.

    `_` in a name of an attribute is `-`, a trailing one is dropped (`class_`); None is left out.

    >>> str(element("a", "x < y", href="/d?a=1&b=2", class_="way"))
    '<a href="/d?a=1&amp;b=2" class="way">x &lt; y</a>'
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(key, value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = content if isinstance(content, Markup) else escape(safe(content))
    return Markup(f"<{name}{told}>{inside}</{name}>")  # every value was escaped above


def _short(key: str, value: object) -> object:
    if key == "aria_label":
        return safe(str(value))
    return round(value, 2) if isinstance(value, float) else value


def joined(parts: list[Markup]) -> Markup:
    """The parts one after the other."""
    return Markup("\n").join(parts)
