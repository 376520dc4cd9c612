"""A desk editor before the page: by mouse, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.e2e
DOSSIER = "/d/ghana-togo"
VIEWS = [
    "/", DOSSIER, *(f"{DOSSIER}/{v}" for v in ("timeline", "matrix", "claims", "map", "network")), "/documents",
    "/search?text=Ghana", "/read", "/reviews",
]  # fmt: skip
GRAVE = ("serious", "critical")
WIDTHS = (390, 1280)  # pixels of a phone, of a desk
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ARTICLE = "The foreign ministers of Ghana and Togo will meet in Lomé on 3 June, the government of Togo said."


def to_a_document(page: Page) -> None:
    """Open the front door and follow the first way to the words."""
    page.goto(DOSSIER)
    page.locator("main .quoted a.source").first.click()


def visit(page: Page, view: str | None) -> None:
    """Open a view; None is the reader."""
    if view is None:
        to_a_document(page)
    else:
        page.goto(view)


def test_slide_to_a_past_day(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Ghana and Togo, the border").click()
    assert page.locator(".status.held").count() == 1
    page.get_by_label("Slide to a past day").evaluate(
        "s => { s.value = 1; s.dispatchEvent(new Event('input')); s.dispatchEvent(new Event('change')); }"
    )
    page.wait_for_url("**reported_by=2024-05-14")
    assert page.locator(".status.held").count() == 0
    assert "in 6 days" in page.locator(".countdown").inner_text()
    page.get_by_role("link", name="Timeline").click()
    assert "reported_by=2024-05-14" in page.url
    page.get_by_role("link", name="Back to today").click()
    assert "reported_by" not in page.url


def test_follow_a_cell_of_the_matrix_to_the_words(page: Page) -> None:
    page.goto(f"{DOSSIER}/matrix")
    cell = page.locator("td.sign").first
    cell.locator("summary").click()
    quoted = cell.locator("q").first.inner_text()
    cell.get_by_role("link", name="words").first.click()
    assert page.locator("mark.on").count() > 0
    assert quoted.split()[0] in page.locator(".reader .text").inner_text()


def test_review_a_record(page: Page) -> None:
    page.goto(f"{DOSSIER}/timeline")
    page.locator(".line.meeting .text a").first.click()
    page.get_by_label("Your name").fill("Ama")
    page.get_by_label("Because").fill("the communique says so")
    page.get_by_role("button", name="Keep the verdict").click()
    page.goto("/reviews")
    assert "the communique says so" in page.locator("main").inner_text()


def test_paste_an_article_read_it_and_keep_it(page: Page) -> None:
    page.set_default_timeout(90_000)  # the model is loaded for the first article
    page.goto("/read")
    page.get_by_label("Text").fill(ARTICLE)
    page.get_by_label("Published").fill("2024-05-24")
    page.get_by_role("button", name="Read", exact=True).click()
    assert page.locator("mark.meeting").count() > 0
    page.get_by_role("button", name="Keep it in the record").click()
    page.wait_for_url(re.compile("/documents/[0-9a-f]{64}"))
    page.goto(DOSSIER)
    assert "Lomé" in page.locator("section.next").inner_text()


def test_search_leads_to_a_record_and_from_there_to_the_words(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Search the record").fill("Accra")
    page.keyboard.press("Enter")
    page.locator(".line .text a").first.click()
    page.get_by_role("link", name="the words").first.click()
    assert "Accra" in page.locator(".reader .text").inner_text()


def test_no_view_scrolls_sideways_on_a_phone_or_a_desk(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    for view in [*VIEWS, None]:
        page.set_viewport_size({"width": WIDTHS[0], "height": 844})
        visit(page, view)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (view, width)
    page.close()


def test_a_timeline_on_a_phone_opens_where_something_is_and_names_its_lanes(page: Page) -> None:
    page.set_viewport_size({"width": WIDTHS[0], "height": 844})
    for view in ("", "?since=2024-05-01&until=2024-05-31", "?since=2024-05-20&until=2024-05-20"):
        page.goto(f"{DOSSIER}/timeline{view}")
        for what in (".timeline a", ".timeline .again"):
            boxes = [found.bounding_box() for found in page.locator(what).all()]
            assert any(b and 0 <= b["x"] <= b["x"] + b["width"] <= WIDTHS[0] for b in boxes), (view, what, boxes)


def test_on_paper_the_matrix_is_open_and_light_and_nothing_of_the_site_is_around_it(page: Page) -> None:
    page.goto(f"{DOSSIER}/matrix")
    page.evaluate("document.documentElement.dataset.theme = 'dark'; dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".matrix q").first.is_visible()
    assert not page.locator("nav, .slider, footer.site").filter(visible=True).count()
    assert page.evaluate("getComputedStyle(document.querySelector('.drawing')).backgroundColor") == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".matrix details[open]").count()


def test_dark_and_light_can_be_switched_and_are_kept(page: Page) -> None:
    page.goto(DOSSIER)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate(paper) != light
    page.reload()
    assert page.evaluate(paper) != light


def test_the_keyboard_alone_reaches_the_words(page: Page) -> None:
    page.goto(DOSSIER)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    for _ in range(40):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("document.activeElement.className") == "source":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    page.locator("mark").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".finding.on details[open]").count() > 0


def test_axe_finds_nothing_grave_in_the_light_or_the_dark(browser: Browser, address: str, axe: str) -> None:
    page = browser.new_page(base_url=address)
    found = []
    for view in [*VIEWS, None]:
        visit(page, view)
        page.evaluate(axe)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            found += [
                (view, scheme, v["id"], v["nodes"][0]["html"][:160], v["nodes"][0]["failureSummary"][:200])
                for v in result["violations"] if v["impact"] in GRAVE
            ]  # fmt: skip
    page.close()
    assert not found
