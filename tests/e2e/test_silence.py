"""Pages at which an editor ends up by mistake say nothing on the console either, and lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.e2e
DOSSIER = "/d/ghana-togo"
ENDS = [
    "/search?text=nothingatall", f"{DOSSIER}/timeline?since=1990-01-01&until=1990-01-02",
    f"{DOSSIER}/map?place=Nowhere",
    f"{DOSSIER}/network?since=1990-01-01&until=1990-01-02", f"{DOSSIER}/matrix?reported_by=1990-01-01", "/sign-in",
]  # fmt: skip


@pytest.mark.parametrize("view", ENDS)
def test_an_empty_view_says_so_and_leads_on(browser: Browser, address: str, view: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto(view)
    assert page.locator("main").inner_text().strip()
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Dossiers").click()
    assert page.locator(".dossiers").count() == 1
    page.close()
