"""Nothing undocumented ships: pages written from the code are up to date, and what the docs show is what happens."""

from __future__ import annotations

import doctest
import importlib.util
import inspect
from pathlib import Path
from types import ModuleType

import pytest
import typer

import verbale
from verbale.cli import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def reference() -> ModuleType:
    """`tools/reference.py` as a module."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_page_written_from_the_code_says_what_the_code_does() -> None:
    stale = [str(p.relative_to(ROOT)) for p, text in reference().wanted() if p.read_text(encoding="utf-8") != text]
    assert not stale, "run `make docs`, read what changed, and commit it"


def test_every_command_and_option_says_what_it_is_for_and_every_command_shows_a_call() -> None:
    for words in reference().commands():
        command = typer.main.get_command(app)
        for word in words:
            command = command.commands[word]  # type: ignore[attr-defined]
        assert command.help, words
        if words and not hasattr(command, "commands"):
            assert f"verbale {' '.join(words)}" in command.help, words
            assert [p.name for p in command.params if not getattr(p, "help", None)] == [], words


@pytest.mark.parametrize("name", [n for n in verbale.__all__ if not n.startswith("__")])
def test_every_public_name_explains_itself_and_every_function_shows_a_call_that_runs(name: str) -> None:
    thing = getattr(verbale, name)
    assert inspect.getdoc(thing)
    if inspect.isfunction(thing):
        tests = doctest.DocTestFinder().find(thing, name, globs=vars(verbale) | {"verbale": verbale})
        assert [t for t in tests if t.examples], f"{name} has no example"
        assert all(doctest.DocTestRunner().run(t).failed == 0 for t in tests)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_python_that_a_page_shows_runs(page: Path) -> None:
    assert doctest.testfile(str(page), False, globs=vars(verbale) | {"verbale": verbale}, encoding="utf-8").failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    import re

    links = re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
