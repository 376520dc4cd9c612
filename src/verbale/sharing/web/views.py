"""Templates and the words that they use: markup is escaped, and every address keeps the view's day and filters."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from verbale.sharing.days import countdown, when, when_of
from verbale.sharing.safe import safe, unmasked
from verbale.sharing.web.lines import figures, finding_line
from verbale.sharing.web.security import signed_in

KEPT = ("as_of", "reported_by")
MARKS = {
    "held": "●", "under_way": "◐", "confirmed": "◉", "planned": "○", "expected": "○", "proposed": "◌",
    "postponed": "↷", "cancelled": "✕", "did_not_happen": "✕", "no_report_since": "?",
    "unverified": "?", "denied": "−", "dismissed": "−", "disputed": "≠",
}  # fmt: skip
SIGNS = {
    "accepts": "+", "supports": "+", "commits": "+", "offers": "+", "open_to": "+", "demands": "!", "conditions": "!",
    "rejects": "−", "refuses": "−", "opposes": "−",
}  # fmt: skip


class Views:
    """The templates, loaded once."""

    def __init__(self) -> None:
        self.templates = jinja2.Environment(
            loader=jinja2.PackageLoader("verbale.sharing.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
            finalize=shown,
        )  # fmt: skip
        self.templates.filters |= {
            "when": when,
            "when_of": when_of,
            "plain": plain,
            "bare": bare,
            "words": safe,
            "countdown": countdown,
            "finding_line": finding_line,
            "figures": figures,
        }
        self.templates.globals |= {"MARKS": MARKS, "SIGNS": SIGNS}

    def page(self, request: Request, name: str, context: Mapping[str, Any], status: int = 200) -> HTMLResponse:
        """A whole page; `link` in the template writes addresses of this site that keep the day of the view."""
        site, known = request.app.state.site, signed_in(request)
        here = {
            "signs": not (site.loopback or site.read_only), "writer": known["name"] if known else None,
            "link": functools.partial(self.link, request), "kept": _kept(request), "path": _path(request),
            "root": request.scope.get("root_path", ""),
        }  # fmt: skip
        return HTMLResponse(self.templates.get_template(name).render(**here, **context), status)

    def link(self, request: Request, path: str, *, anchor: str | None = None, **query: Any) -> str:
        """An address of this site that keeps the day of the view."""
        whole = {k: v for k, v in (_kept(request) | query).items() if v not in (None, "")}
        root = request.scope.get("root_path", "")
        return (
            f"{root}{path}" + (f"?{urlencode(whole, doseq=True)}" if whole else "") + (f"#{anchor}" if anchor else "")
        )


def _kept(request: Request) -> dict[str, str]:
    return {key: value for key in KEPT if (value := request.query_params.get(key))}


def _path(request: Request) -> str:
    """The path below the root under which a proxy shows the site."""
    return request.url.path.removeprefix(request.scope.get("root_path", ""))


def shown(value: Any) -> Any:
    """What stands on a page for a value: text without the characters that hide or turn round other text."""
    return unmasked(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def plain(term: str | None) -> str:
    """A term of the closed lists as words.

    >>> plain("did_not_happen")
    'did not happen'
    """
    return (term or "").replace("_", " ")


def bare(text: str, what: str) -> str:
    """A line without the status in brackets that stands above it already.

    >>> bare("Ghana, Togo: meeting (did not happen)", "did_not_happen")
    'Ghana, Togo: meeting'
    >>> bare("Ghana, Togo: meeting (was planned; no report since)", "no_report_since")
    'Ghana, Togo: meeting (was planned)'
    """
    return text.replace(f" ({plain(what)})", "", 1).replace(f"; {plain(what)})", ")", 1) if what else text
