"""Digests by mail: ask for one, confirm it, end it. A link in a mail is all it takes to confirm or end.

Opening a link changes nothing, because mail scanners open every link; a button does, or a mail program's one click
(RFC 8058), which is a POST without cookies from anywhere. Whatever the address, the answer is the same.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, BackgroundTasks, Form, HTTPException, Request
from fastapi.responses import HTMLResponse

from verbale.errors import DeliveryError
from verbale.record.clock import utc_now
from verbale.sharing import subscriptions
from verbale.sharing.subscriptions import RHYTHMS, Subscription

if TYPE_CHECKING:
    from verbale.sharing.mailing import Mailer
    from verbale.sharing.web.app import Site

router = APIRouter()
log = logging.getLogger("verbale")


@router.get("/d/{id}/subscribe")
def form(request: Request, id: str) -> HTMLResponse:
    """The form to ask for a digest."""
    site: Site = request.app.state.site
    _mailer(site)
    return _page(request, "ask", site.record.dossier(id).name, dossier=id, rhythms=RHYTHMS)


@router.post("/d/{id}/subscribe")
def ask(
    request: Request, id: str, later: BackgroundTasks, address: Annotated[str, Form()],
    rhythm: Annotated[str, Form()] = "weekly",
) -> HTMLResponse:  # fmt: skip
    """Ask for a digest; the mail goes out after the answer, which is the same for every address."""
    site: Site = request.app.state.site
    mailer = _mailer(site)
    name = site.record.dossier(id).name
    asked = subscriptions.ask(site.record, address, id, rhythm, utc_now())
    if asked is not None:
        later.add_task(_confirm, site, mailer, asked)
    return _page(request, "asked", name, dossier=id)


@router.get("/subscriptions/confirm/{token}")
def confirm_page(request: Request, token: str) -> HTMLResponse:
    """The page with the button that confirms."""
    site: Site = request.app.state.site
    found = subscriptions.of_token(site.record, "confirm", token)
    return _page(request, "confirm" if found else "gone", _name(site, found), rhythm=found and RHYTHMS[found.rhythm])


@router.post("/subscriptions/confirm/{token}")
def confirm(request: Request, token: str) -> HTMLResponse:
    """Confirm; the token is the right to."""
    site: Site = request.app.state.site
    found = subscriptions.confirm(site.record, token, utc_now())
    return _page(request, "confirmed" if found else "gone", _name(site, found), rhythm=found and RHYTHMS[found.rhythm])


@router.get("/subscriptions/end/{token}")
def end_page(request: Request, token: str) -> HTMLResponse:
    """The page with the button that ends a subscription."""
    site: Site = request.app.state.site
    found = subscriptions.of_token(site.record, "end", token)
    return _page(request, "end" if found else "gone", _name(site, found))


@router.post("/subscriptions/end/{token}")
def end(request: Request, token: str) -> HTMLResponse:
    """End a subscription and forget its address; twice is as good as once."""
    site: Site = request.app.state.site
    subscriptions.end(site.record, token, utc_now())
    return _page(request, "ended", None)


def _confirm(site: Site, mailer: Mailer, asked: Subscription) -> None:
    try:
        mailer.confirm(site.record, asked, utc_now())
    except DeliveryError as problem:
        log.warning("no mail to confirm a subscription went out: %s", problem)


def _mailer(site: Site) -> Mailer:
    if site.mailer is None or site.read_only:
        raise HTTPException(404, "this site sends no mail")
    return site.mailer


def _name(site: Site, found: Subscription | None) -> str | None:
    return site.record.dossier(found.dossier).name if found else None


def _page(request: Request, step: str, name: str | None, **known: object) -> HTMLResponse:
    site: Site = request.app.state.site
    context = {"title": "Digest by mail", "step": step, "name": name, **known}
    answer = site.views.page(request, "subscription.html", context)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"  # the token stands in the address
    return answer
