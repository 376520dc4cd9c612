"""What may be coded and the words that signal it.

`load()` gives the Codebook: act, cue and issue cards (TOML) and the tables of actors, times and places (CSV). A
folder of one's own with the same layout may be named instead of the one in the package.
"""

from __future__ import annotations

import functools
import hashlib
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from verbale.codebook.cards import ActCard, Card, CueCard, IssueCard, load_cards
from verbale.errors import CodebookError

PACKAGED = Path(__file__).parent


@dataclass(frozen=True)
class Codebook:
    """The codebook in one folder; each part is read when first asked for."""

    folder: Path

    @cached_property
    def lists(self) -> dict[str, frozenset[str]]:
        """Named word lists that patterns may use as `@name`."""
        raw = tomllib.loads((self.folder / "words.toml").read_text(encoding="utf-8"))
        return {name: frozenset(words) for name, words in raw.items()}

    @cached_property
    def acts(self) -> dict[str, ActCard]:
        """The act cards by name."""
        return load_cards(self.folder / "acts", ActCard, self.lists)

    @cached_property
    def cues(self) -> dict[str, CueCard]:
        """The cue cards by name."""
        return load_cards(self.folder / "cues", CueCard, self.lists)

    @cached_property
    def issues(self) -> dict[str, IssueCard]:
        """The issue cards by name."""
        return load_cards(self.folder / "issues", IssueCard, self.lists)

    def cards(self) -> Iterator[Card]:
        """All cards: acts, cues, issues."""
        yield from self.acts.values()
        yield from self.cues.values()
        yield from self.issues.values()

    def card(self, name: str) -> Card:
        """The card of that name; CodebookError names the nearest ones when there is none."""
        import difflib

        cards = {card.name: card for card in self.cards()}
        if name in cards:
            return cards[name]
        close = difflib.get_close_matches(name, cards, 3)
        raise CodebookError(f"no card is named {name!r}" + (f"; did you mean {', '.join(close)}?" if close else ""))

    @cached_property
    def version(self) -> str:
        """A digest of every file of the codebook: two readings with the same version used the same rules."""
        digest = hashlib.sha256()
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in (".toml", ".csv", ".gz"):
                digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:12]


@functools.cache
def load(folder: Path = PACKAGED) -> Codebook:
    """The codebook in `folder`, the packaged one by default; the same object at every call."""
    return Codebook(folder)


def own_folder(name: str | Path) -> Path:
    """The folder of a codebook of one's own; CodebookError when it is none or a part of it is missing."""
    folder = Path(name).expanduser().resolve()
    if not folder.is_dir():
        raise CodebookError(f"{name}: no such folder: `verbale codebook copy {name}` makes one to edit")
    missing = [part for part in parts() if not (folder / part).exists()]
    if missing:
        whole = "`verbale codebook copy FOLDER` makes a whole one"
        raise CodebookError(f"{name}: not a whole codebook, {', '.join(missing)} missing; {whole}")
    return folder


def parts() -> list[str]:
    """The folders and files that a codebook consists of."""
    return sorted(p.name for p in PACKAGED.iterdir() if p.suffix == ".toml" or (p.is_dir() and p.name[0] not in "._"))


def copy(target: Path) -> None:
    """A copy of the packaged codebook in a new folder; CodebookError when something is there already."""
    if target.exists():
        raise CodebookError(f"{target}: exists already: name a new folder, so that nothing is written over")
    try:
        target.mkdir(parents=True)
        for part in parts():
            source = PACKAGED / part
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target / part)
    except OSError as problem:
        raise CodebookError(f"{target}: cannot be written ({problem.strerror}): name another folder") from problem
