"""Sentences put to the codebook: whether a card's examples hold, and what fires on a sentence and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from verbale import pipeline
from verbale.articles.make import document
from verbale.codebook import Codebook
from verbale.codebook.cards import ActCard, Card, CueCard, Example, IssueCard
from verbale.coding.acts import Act, candidates
from verbale.coding.reality import Realities
from verbale.document import Document, Token
from verbale.findings import Reading, to_json
from verbale.learned.seen import CODEBOOK

DEFAULT_PUBLISHED = "2024-05-15"  # a Wednesday; examples that depend on the date name their own


@dataclass(frozen=True)
class Trial:
    """A sentence as it was read: every layer, and the findings as plain JSON."""

    layers: Mapping[str, Any]

    @property
    def document(self) -> Document:
        """The sentence as a document."""
        found: Document = self.layers["document"]
        return found

    @property
    def findings(self) -> list[dict[str, Any]]:
        """All findings of the sentence as the contract's dictionaries."""
        return [to_json(f) for f in self.layers["reading"].findings()]

    def flags(self, token: Token) -> Mapping[str, Token]:
        """The cue families that bear on a token, each with its word."""
        reality: Realities = self.layers["reality"]
        return reality.of(token).flags

    def fired(self, codebook: Codebook) -> Iterator[Act]:
        """Every act that any card sees in the sentence, also those that lost to a more demanding pattern."""
        for token in self.document.tokens:
            yield from candidates(token, codebook, self.layers["reality"])


def try_sentence(text: str, codebook: Codebook, published: str | None = DEFAULT_PUBLISHED) -> Trial:
    """The sentence read by the codebook alone, as if published that day."""
    made = document(text, published=published, codebook=codebook.folder)
    return Trial(pipeline.layers(made, codebook, CODEBOOK))


def problem(card: Card, example: Example, codebook: Codebook) -> str | None:
    """What is wrong with the reading of an example of the card, or None when it holds."""
    trial = try_sentence(example.text, codebook, example.published or DEFAULT_PUBLISHED)
    if isinstance(example.finds, str):
        return _nothing(card, trial)
    wanted = dict(example.finds)
    flag = wanted.pop("flag", None)
    if flag is not None and not any(flag in trial.flags(t) for t in trial.document.tokens):
        return f"no predicate is under the cue {flag!r}"
    if isinstance(card, IssueCard) and "issue" not in wanted and "finds" not in wanted:
        wanted.setdefault("issue", card.name)
    if wanted and not any(_holds(wanted, group) for group in _by_trigger(trial.findings)):
        return f"no finding has {wanted}; found {[_brief(f) for f in trial.findings]}"
    return None


def _nothing(card: Card, trial: Trial) -> str | None:
    """A non-fitting sentence: the card must make no finding there (a cue: mark no predicate; an issue: name none)."""
    if isinstance(card, CueCard):
        marked = [t.text for t in trial.document.tokens if card.name in trial.flags(t)]
        return f"marks {marked}" if marked else None
    if isinstance(card, ActCard):
        made = [f for f in trial.findings if f["rule"].startswith(f"{card.name}:") and not f.get("auxiliary")]
        return f"finds {[_brief(f) for f in made]}" if made else None
    named = [f for f in trial.findings if f.get("issue") == card.name]
    return f"names the issue in {[_brief(f) for f in named]}" if named else None


def _by_trigger(findings: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Each finding alone, then the findings that share a trigger (a meeting and its event)."""
    yield from ([f] for f in findings)
    for f in findings:
        yield [g for g in findings if _touch(f["trigger"], g["trigger"])]


def _touch(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _holds(wanted: Mapping[str, Any], group: list[dict[str, Any]]) -> bool:
    return all(any(_same(key, value, f) for f in group) for key, value in wanted.items())


def _same(key: str, value: Any, f: Mapping[str, Any]) -> bool:
    """Whether a finding has the value that an example gives for a key."""
    if key == "event":
        return bool(f.get("event_type") == value)
    if key in ("actors", "recipients"):
        return bool("event_type" in f and set(value) == {a["country"] or a["name"] for a in f[key]})
    if key == "participants":
        return "participants" in f and set(value) <= {p["actor"]["name"] for p in f["participants"]}
    if key == "response":
        return any(bool(r["response"] == value) for r in f.get("responses") or ())
    if key in ("holder", "toward", "speaker", "claimant", "place"):
        return bool((f.get(key) or {}).get("name") == value)
    if key in ("start", "end"):
        return bool((f.get("time") or {}).get(key) == str(value))
    if key in ("dead", "injured", "captured"):
        return _in_range(value, f.get(key))
    if key == "quotes":
        return bool(value == [q["quote"] for q in f.get("quotes") or ()])
    if isinstance(value, list):
        return set(value) == set(f.get(key) or ())
    return bool(key in f and f[key] == value)


def _in_range(value: Any, count: Mapping[str, Any] | None) -> bool:
    low, high = value if isinstance(value, list) else (value, value)
    return bool(count is not None and (count["low"], count["high"]) == (low, high))


def _brief(f: Mapping[str, Any]) -> str:
    keys = ("event_type", "status", "stance", "issue", "rule", "auxiliary")
    return ", ".join(f"{k} {f[k]}" for k in keys if f.get(k))


def lines_found(expected: list[dict[str, Any]], reading: Reading) -> int:
    """How many lines of a careful reader's record a reading holds: findings of the `kind` with all its values."""
    return sum(line_found(line, reading) for line in expected)


def line_found(line: Mapping[str, Any], reading: Reading) -> bool:
    """Whether a reading holds one line of a record."""
    wanted = {k: v for k, v in line.items() if k not in ("kind", "why", "dead_low")}
    low = line.get("dead_low")
    return any(
        (low is None or (f["dead"] or {}).get("low") == low)
        and all(_same(key, value, f) for key, value in wanted.items())
        for f in (to_json(found) for found in getattr(reading, line["kind"]))
    )
