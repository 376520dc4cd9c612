"""The system's Chromium before the real server over a real store."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tarfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from verbale.desk import Desk
from verbale.record.book import Record
from verbale.sharing.web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
DOSSIER = 'name = "Ghana and Togo, the border"\nparties = ["Ghana", "Togo"]\nissues = ["troop_withdrawal", "borders"]\n'
DAY = date(2024, 5, 24)
ARTICLES = Path(__file__).parents[1] / "record" / "readings.json"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the server answers, with the four short articles in one dossier and the real reader behind it."""
    import uvicorn

    with Record(tmp_path_factory.mktemp("site") / "record.db") as record, socket.socket() as listening:
        known = json.loads(ARTICLES.read_text(encoding="utf-8"))
        list(record.add(known.values(), now=lambda: datetime(2024, 6, 30, 12, tzinfo=UTC)))
        record.keep_dossier("ghana-togo", DOSSIER, now=lambda: datetime(2024, 6, 30, 13, tzinfo=UTC))
        listening.bind(("127.0.0.1", 0))
        desk = Desk(record)
        warming = threading.Thread(target=desk.read, args=({"text": "It rained."},))
        warming.start()  # the model is loaded while the first pages are looked at
        app = create_app(record, day=lambda: DAY, reader=desk)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()
        warming.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; they are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install the package chromium to run the tests in a browser")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(autouse=True)
def silence(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every page of every test must say nothing on its console: no error, nothing that the policy refused."""
    said: list[str] = []
    plain = browser.new_page

    def heard(**more: Any) -> Page:
        opened = plain(**more)
        opened.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
        opened.on("pageerror", lambda problem: said.append(str(problem)))
        return opened

    monkeypatch.setattr(browser, "new_page", heard)
    yield
    assert not said


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the site."""
    opened = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def axe(pytestconfig: pytest.Config) -> str:
    """The source of axe-core, from the registry of npm once; the test with it is skipped where that is not reached."""
    assert pytestconfig.cache is not None
    folder = pytestconfig.cache.mkdir("axe-core-4")
    kept = folder / "axe.min.js"
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed: axe-core cannot be fetched")
    packed = subprocess.run([npm, "pack", "axe-core@4", "--silent"], cwd=folder, capture_output=True, timeout=60)
    found = next(Path(folder).glob("*.tgz"), None)
    if packed.returncode or found is None:
        pytest.skip("the registry of npm is not reached: axe-core cannot be fetched")
    with tarfile.open(found) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        kept.write_bytes(member.read())
    return kept.read_text(encoding="utf-8")
