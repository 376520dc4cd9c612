"""Write what can be told from the code: docs/reference, and the output of commands shown in any page.

    .venv/bin/python tools/reference.py            write the pages anew
    .venv/bin/python tools/reference.py --check    name the pages that are out of date; status 1 if any

In README.md and docs/, the commands of a code block that begins "```console run" are run (as in an empty folder beside
`examples/`), and what they print is put behind them. `$ verbale ... | head -n 9` shows the first lines only.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import enum
import inspect
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- written by tools/reference.py: edit the code or the codebook, not this page -->\n\n"
BLOCK = re.compile(r"^```console run\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WIDTH = "96"


def pages() -> dict[Path, str]:
    """What each page of the reference should say."""
    return {
        REFERENCE / "command-line.md": MADE + "\n".join(command_line()),
        REFERENCE / "findings.md": MADE + "\n".join(findings()),
        REFERENCE / "terms.md": MADE + "\n".join(terms()),
        REFERENCE / "cards.md": MADE + "\n".join(cards()),
        REFERENCE / "settings.md": MADE + "\n".join(settings()),
        REFERENCE / "python.md": MADE + "\n".join(python()),
    }


def command_line() -> Iterator[str]:
    """The help of every command, as it prints itself."""
    yield "# The command line\n"
    for words in commands():
        yield f"## `{' '.join(('verbale', *words))}`\n"
        yield f"```text\n{printed([*words, '--help'])}```\n"


def commands() -> Iterator[tuple[str, ...]]:
    """The words of every command and group of commands, in the order of the help."""
    import typer

    from verbale.cli import app

    def below(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield words
        for name, child in getattr(command, "commands", {}).items():
            yield from below(child, (*words, name))

    yield from below(typer.main.get_command(app), ())


def printed(words: list[str]) -> str:
    """What `verbale` with these words prints on stdout and stderr."""
    from verbale.cli import main

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    fixed = {"COLUMNS": WIDTH, "TERMINAL_WIDTH": WIDTH, "NO_COLOR": "1"}
    with (
        mock.patch.dict(os.environ, fixed),
        mock.patch.object(sys, "argv", ["verbale", *words]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
        contextlib.suppress(SystemExit),
    ):
        main()
    out.flush()
    return out.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


def findings() -> Iterator[str]:
    """Every class of a reading with its fields."""
    from verbale import document
    from verbale import findings as module

    yield "# Findings, field by field\n"
    yield "The classes of `verbale.findings`; `verbale read --format json` writes the same names. `None` is unknown.\n"
    classes = [
        c
        for _, c in inspect.getmembers(module, inspect.isclass)
        if dataclasses.is_dataclass(c) and c.__module__ == module.__name__
    ]
    for cls in sorted((document.Mention, *classes), key=lambda c: (c.__module__, line_of(c))):
        yield f"## {cls.__name__}\n"
        yield inspect.cleandoc(cls.__doc__ or "") + "\n"
        yield "| field | type | |\n|---|---|---|"
        comments = comments_of(cls)
        for field in dataclasses.fields(cls):
            kind = str(field.type).replace("|", "or")
            yield f"| `{field.name}` | {kind} | {comments.get(field.name, '')} |"
        yield ""


def line_of(cls: type) -> int:
    return inspect.getsourcelines(cls)[1]


def comments_of(cls: type) -> dict[str, str]:
    """The comment behind each field or member of a class."""
    lines = inspect.getsource(cls).splitlines()
    found = (re.match(r"    (\w+)[:\s=].*?  # (.*)", line) for line in lines)
    return {m[1]: m[2].replace("|", "/") for m in found if m}


def terms() -> Iterator[str]:
    """Every closed word list with a sentence a member."""
    from verbale import terms as module

    yield "# Terms: the closed word lists\n"
    for _, cls in sorted(inspect.getmembers(module, lambda m: inspect.isclass(m)), key=lambda pair: pair[0]):
        if issubclass(cls, enum.Enum) and cls.__module__ == module.__name__:
            comments = comments_of(cls)
            yield f"## {cls.__name__}\n\n{inspect.cleandoc(cls.__doc__ or '')}\n"
            yield from (f"- `{member.value}`: {comments.get(member.name, '')}" for member in cls)
            yield ""


def cards() -> Iterator[str]:
    """Every card: what it is, what it is not, and one sentence of either kind."""
    from verbale import codebook

    book = codebook.load()
    yield "# The cards of the codebook\n"
    yield "`verbale codebook show NAME` prints one whole, with its words and all its sentences.\n"
    for heading, group in (("Acts", book.acts), ("Cues", book.cues), ("Issues", book.issues)):
        yield f"## {heading}\n\n| card | what it is | what it is not | reads |\n|---|---|---|---|"
        for card in group.values():
            fits = next((e.text for e in card.examples if e.fits), "")
            cells = (f"`{card.name}`", card.definition, card.not_this, f"*{fits}*")
            yield "| " + " | ".join(" ".join(cell.split()).replace("|", "/") for cell in cells) + " |"
        yield ""


def settings() -> Iterator[str]:
    """Every setting with unit, default and reason."""
    from verbale.settings import Settings

    yield "# Settings\n\n| setting | default | unit and reason |\n|---|---|---|"
    comments = comments_of(Settings)
    for field in dataclasses.fields(Settings):
        yield f"| `{field.name}` | {field.default!r} | {comments.get(field.name, '')} |"


def python() -> Iterator[str]:
    """Every public name with its signature and what it says of itself."""
    import verbale

    yield "# Python\n\nWhat `import verbale` gives.\n"
    for name in sorted(n for n in verbale.__all__ if not n.startswith("__")):
        thing = getattr(verbale, name)
        signature = "" if inspect.isclass(thing) else str(inspect.signature(thing)).replace("'", "")
        yield f"## `{name}`\n\n```python\n{name}{signature}\n```\n\n```text\n{inspect.cleandoc(thing.__doc__)}\n\n```\n"


def shown(text: str) -> str:
    """A page with the real output behind the commands of its blocks that are to be run."""
    return BLOCK.sub(lambda block: f"```console run\n{''.join(ran(block[1]))}```", text)


def ran(block: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "examples").symlink_to(ROOT / "examples")
        with contextlib.chdir(folder):
            for line in block.splitlines():
                if line.startswith("$ "):
                    yield f"{line}\n{output(line[2:])}"


def output(line: str) -> str:
    """What a command line prints, cut by `| head -n N`."""
    command, _, head = line.partition(" | head -n ")
    words = shlex.split(command)
    if words[0] != "verbale":
        raise ValueError(f"only `verbale` can be shown: {line}")
    lines = printed(words[1:]).splitlines()
    kept = lines[: int(head)] if head else lines
    return "".join(f"{kept_line.rstrip()}\n" for kept_line in kept)


def wanted() -> Iterator[tuple[Path, str]]:
    """Every page that is written here, with what it should say."""
    yield from pages().items()
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))):
        text = page.read_text(encoding="utf-8") if page.exists() else ""
        if BLOCK.search(text):
            yield page, shown(text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 when a page is out of date")
    args = parser.parse_args()
    stale = [(page, text) for page, text in wanted() if not page.exists() or page.read_text("utf-8") != text]
    for page, text in stale:
        if not args.check:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
        print(f"{page.relative_to(ROOT)}: {'out of date: run tools/reference.py' if args.check else 'written'}")
    return 1 if stale and args.check else 0


if __name__ == "__main__":
    sys.exit(main())
