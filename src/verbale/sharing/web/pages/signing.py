"""Signing in with a token, so that who may write from elsewhere may do so on the pages too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from verbale.sharing.web import tokens
from verbale.sharing.web.security import COOKIE, own_page, signed_in

if TYPE_CHECKING:
    from verbale.sharing.web.app import Site

router = APIRouter()
LASTS = 30 * 86400  # seconds until a browser forgets the token; it may be revoked at any time


@router.get("/sign-in")
def form(request: Request) -> HTMLResponse:
    """The box for the token, or who is signed in."""
    return _page(request, None)


@router.post("/sign-in")
def sign_in(request: Request, token: Annotated[str, Form()] = "") -> Response:
    """Keep a token that is known in the visitor's browser, and go to the dossiers."""
    site: Site = request.app.state.site
    _open(request)
    if tokens.bearer(site.record, token.strip()) is None:
        return _page(request, "That token is not known, or was revoked: copy it whole.", 401)
    answer = RedirectResponse(site.views.link(request, "/"), 303)
    answer.set_cookie(COOKIE, token.strip(), max_age=LASTS, path=_root(request), httponly=True, samesite="strict",
                      secure=request.url.scheme == "https")  # fmt: skip
    return answer


@router.post("/sign-out")
def sign_out(request: Request) -> Response:
    """Forget the token in this browser."""
    site: Site = request.app.state.site
    _open(request)
    answer = RedirectResponse(site.views.link(request, "/"), 303)
    answer.delete_cookie(COOKIE, path=_root(request), httponly=True, samesite="strict")
    return answer


def _open(request: Request) -> None:
    site: Site = request.app.state.site
    if site.read_only or site.loopback:
        raise HTTPException(404, "nobody needs to sign in here")
    if not own_page(request):
        raise HTTPException(403, "the request came from another site")


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", "")) or "/"


def _page(request: Request, problem: str | None, status: int = 200) -> HTMLResponse:
    site: Site = request.app.state.site
    known = signed_in(request)
    context = {"title": "Sign in", "problem": problem, "scopes": [tokens.SCOPES[s] for s in known["scopes"]] if known
               else []}  # fmt: skip
    answer = site.views.page(request, "sign_in.html", context, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
