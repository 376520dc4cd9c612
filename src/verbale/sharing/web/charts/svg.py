"""Small pieces of SVG: escaped markup, nothing inline that the page's policy forbids."""

from __future__ import annotations

from markupsafe import Markup, escape

from verbale.sharing.show import safe


def element(name: str, content: Markup | str = "", /, **attributes: object) -> Markup:
    """One element, its text without control and direction-override characters.

    `_` in a name of an attribute is `-`, a trailing one is dropped (`class_`); None is left out.

    >>> str(element("a", "x < y", href="/d?a=1&b=2", class_="way"))
    '<a href="/d?a=1&amp;b=2" class="way">x &lt; y</a>'
    """
    told = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _short(value))
        for key, value in attributes.items()
        if value is not None
    )
    inside = content if isinstance(content, Markup) else escape(safe(content))
    return Markup("<{}{}>{}</{}>").format(Markup(name), told, inside, Markup(name))


def _short(value: object) -> object:
    return round(value, 2) if isinstance(value, float) else value


def joined(parts: list[Markup]) -> Markup:
    """The parts one after the other."""
    return Markup("\n").join(parts)
