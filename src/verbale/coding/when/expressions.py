"""Finding time expressions: one pass of one expression made from the vocabulary of `codebook/times`.

Each shape has a name and named parts; `find` gives the longest at each place, left to right, never overlapping.
"""

from __future__ import annotations

import csv
import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression in the text: its shape, its parts and its characters."""

    shape: str
    parts: Mapping[str, str | None]
    start: int
    end: int
    text: str
    before: str  # up to 24 characters in front, for "since", "until", "by"


@dataclass(frozen=True, slots=True)
class Lending:
    """The words that decide whether a time reaches beyond what it hangs on."""

    happenings: frozenset[str]  # nouns that have a time of their own
    units: frozenset[str]  # nouns that measure or count, and let a time through
    withheld: frozenset[str]  # verbs whose time is not that of what they speak of
    ahead: frozenset[str]  # verbs whose infinitive lies at another time
    opening: frozenset[str]  # verbs of the first day of what lasts several
    closing: frozenset[str]  # verbs of the last


@dataclass(frozen=True)
class Vocabulary:
    """The words of time, and the shapes made from them."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    numbers: dict[str, int]
    holidays: dict[str, tuple[int, int]]
    easters: dict[str, int]  # days from Easter Sunday
    decades: dict[str, int]  # "sixties" is 60
    ordinals: dict[str, int]
    eras: dict[str, tuple[date, date | None]]
    future_before: tuple[str, ...]  # words in front of a time that lies ahead
    coming: frozenset[str]  # what is said of a happening that lies ahead
    fixing: frozenset[str]  # verbs that fix a day
    proposing: frozenset[str]  # verbs of what may lie ahead
    lasting: frozenset[str]  # verbs of what goes on
    undoing: frozenset[str]  # verbs that undo what was to be
    lending: Lending
    shapes: tuple[tuple[str, re.Pattern[str]], ...]
    combined: re.Pattern[str]


_UNIT = r"(?:minute|hour|day|night|week|fortnight|month|year|decade|century|weekend|quarter)"
_UNITS = (
    r"(?:seconds|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies)|weekends?)"
)
_ORD = r"(?:st|nd|rd|th)"
_DAY = rf"(?:[12]\d|3[01]|0?[1-9])(?:{_ORD}\b)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_EDGE = r"(?:early|mid|late|the (?:very )?(?:beginning|start|end|middle) of|beginning of|start of|end of|earlier|later)"


def _templates(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The shapes, the more demanding first; `<name>` stands for a part."""
    month, weekday, season, number, part, holiday, easter, decade, ordinal, vague, era = (
        names[k]
        for k in (
            "month",
            "weekday",
            "season",
            "number",
            "part",
            "holiday",
            "easter",
            "decade",
            "ordinal",
            "vague",
            "era",
        )
    )
    count = rf"(?:\d{{1,3}}(?:\.\d+)?(?!\d)|{vague}|{number}(?:-{number}| hundred)?)"
    on_weekday = rf"(?:(?:{weekday}),?\s+)?"
    year = rf"(?: ?, ?(?P<y>{_YEAR})|,? (?:of |in )?(?P<y_>{_YEAR})| (?:of )?(?P<yrel>last|this|next|that|the same|the following|the previous) year)"
    to = r"\s?(?:-|–|to|and|through|until)\s?"
    return [
        ("iso", rf"(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
        ("slashed", rf"(?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<y>{_YEAR})(?!\d)"),
        ("date", rf"{on_weekday}(?:the )?(?P<d>{_DAY})(?:{to}(?:the )?(?P<d2>{_DAY}))?(?: of)? (?P<m>{month})\b{year}?"),
        ("date", rf"(?P<d>{_DAY}) (?P<m>{month}){to}(?P<d2>{_DAY}) (?P<m2>{month})\b{year}?"),
        ("date", rf"{on_weekday}(?P<m>{month})\.? (?:the )?(?P<d>{_DAY})(?!\d|:|,\d\d\d|\.\d)(?:{to}(?:the )?(?P<d2>{_DAY})(?!\d|:))?{year}?"),
        ("date", rf"(?P<m>{month})\.? (?P<d>{_DAY}){to}(?P<m2>{month})\.? (?P<d2>{_DAY})(?!\d|:){year}?"),
        ("weekof", rf"(?:the )?week (?:of|beginning|starting) (?:on )?(?:{weekday},? )?(?:(?P<m>{month})\.? (?P<d>{_DAY})|(?P<d2>{_DAY}) (?P<m2>{month})){year}?"),
        ("months", rf"(?:(?P<edge>{_EDGE})[ -])?(?P<m>{month})\s?(?:-|–|to|through|until)\s?(?P<m2>{month})\b(?! \d\d?\b){year}?"),
        ("months", rf"(?<=between )(?P<m>{month}) and (?P<m2>{month})\b(?! \d\d?\b){year}?"),
        ("month", rf"(?:(?P<edge>{_EDGE})[ -]|(?P<rel>last|next|this|this past|this coming|coming|the same|that) )?(?P<m>{month})\b\.?{year}?"),
        ("season", rf"(?:(?P<edge>{_EDGE})[ -])?(?:the )?(?P<s>{season})(?: of| in|,)? (?P<y>{_YEAR})"),
        ("season", rf"(?P<rel>last|this|next|this past|this coming|that|(?:in|during|by|until|before|since|of|for) (?:the )?(?P<edge>{_EDGE} )?(?:the )?)\s?(?P<s>{season})\b(?! (?:line|session|term|school|games|olympics|into|in love)| (?:of )?{_YEAR})(?: (?:of )?(?P<yrel>last|this|next) year)?"),
        ("quarter", rf"(?:the )?(?P<q>first|second|third|fourth|last) (?P<half>quarter|half) of (?:(?P<y>{_YEAR})|(?P<yrel>last|this|next|the) year)"),
        ("weekday", rf"(?:(?P<edge>early|late|later) (?:on )?)?(?:(?P<rel>last|next|this|this past|this coming|coming|past|the following|the previous|that) )?(?P<wd>{weekday})(?P<plural>s)?\b(?: (?P<part>{part}))?(?: (?P<week>last|next|this) week)?"),
        ("weekdays", rf"(?P<wd>{weekday})(?: (?:to|through|until) |-|–)(?P<wd2>{weekday})\b"),
        ("weekdays", rf"(?<=between )(?P<wd>{weekday}) and (?P<wd2>{weekday})\b"),
        ("nightto", rf"(?:overnight (?:into|to|on|from {weekday} to)|night (?:of {weekday} )?(?:to|into)) (?P<wd>{weekday})\b"),
        ("opening", rf"(?:the )?(?P<edge>first|opening|early|initial|final|last|closing|dying) (?:(?P<n>{count}) )?(?P<u>days|weeks|months|years|hours) of (?P<what>(?:the |this |that |his |her |its |their )?(?:(?!(?:{_YEAR}))[\w’'-]+ ){{0,5}}?)(?:in |of )?(?P<y>{_YEAR})"),
        ("relday", r"the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight"),
        ("relday", rf"(?:(?P<edge>early|late|earlier|later) )?(?P<day>yesterday|today|tomorrow)(?: (?P<part>{part}))?"),
        ("partday", rf"(?:(?P<edge>earlier|later|early|late) )?(?P<rel>this|last|that|the same|the previous|the following|the next) (?P<part>{part})\b"),
        ("overnight", r"overnight(?! stay)"),
        ("weekend", r"(?P<rel>last|next|this|this past|this coming|past|the past|the coming|that|the following|the previous|over the|at the|through the|the)\s?weekend"),
        ("relunit", rf"(?:(?P<edge>{_EDGE}) (?:in )?)?(?P<rel>last|next|this|this past|this coming|the past|the last|the next|the coming|the current|the previous|the following|the same|that same|that|past|coming|previous|following) (?P<u>week|month|year|decade|century|quarter)(?! (?:of|period|ban|term)\b|-)"),
        ("edgeunit", r"(?P<edge>the (?:beginning|start|end|middle) of|end of|year[- ]?end|the turn of) ?(?:the )?(?P<u>week|month|year|decade|century|day)?\b"),
        ("between", rf"(?:between|from) (?P<y>{_YEAR}) (?:and|to|until|through) (?P<y2>{_YEAR})"),
        ("yearspan", rf"(?P<y>{_YEAR})\s?[-–/]\s?(?P<y2>{_YEAR}|\d\d)(?!\d|-)"),
        ("decade", rf"(?:the )?(?:(?P<edge>{_EDGE})[- ](?:the )?)?(?P<y>{_YEAR})[’']?s\b"),
        ("decade", rf"(?:in|of|since|from|during|until) the (?:(?P<edge>early|mid|late)[- ])?(?P<dec>{decade})\b"),
        ("century", rf"(?:the )?(?:(?P<edge>{_EDGE})[- ](?:the )?)?(?P<c>\d\d?(?:st|nd|rd|th)|{ordinal})[- ]century\b"),
        ("spanback", rf"(?:over|in|during|for|within|throughout|of)?\s?(?:the )?(?P<rel>past|last|previous|recent|next|coming|preceding|following|first) (?P<n>{count}) (?P<u>{_UNITS})\b"),
        ("vaguespan", r"(?P<rel>recent|the past|past|the last|the coming|coming|the next|previous) (?P<u>days|weeks|months|years|hours)\b"),
        ("ago", rf"(?:(?P<about>about|around|nearly|almost|more than|over|less than|just|some|only|barely|just over|just under) )?(?P<n>{count}) (?P<u>{_UNITS})(?: and a half)? (?P<dir>ago|earlier|later|before|afterwards?|from now|hence|previously)\b(?! than)"),
        ("nextday", r"(?P<rel>the (?:following|next|previous|same)|that(?: same| very)?) (?P<u>day|night|morning|afternoon|evening)(?= |,|\.|;)"),
        ("nextday", r"(?P<rel>the) (?P<u>day|night|morning|afternoon|evening) (?P<dir>before|after|earlier|later)(?= |,|\.|;)"),
        ("nextunit", r"the (?P<u>week|month|year) (?P<dir>before|after|earlier|later)(?=,|\.|;| (?:in|at|and|by)\b)"),
        ("duration", rf"(?P<n>{count})[- ](?P<u>{_UNIT})(?:[- ](?:long|old))?\b(?=[ -]\w)"),
        ("within", rf"(?:within|in) (?:the (?:next )?)?(?P<n>{count})(?: or (?:{count}))? (?P<u>{_UNITS})(?:'|’)?(?: time)?\b"),
        ("duration", rf"(?P<n>{count})(?: (?:more|straight|consecutive|full|whole|long))? (?P<u>{_UNITS})\b"),
        ("frequency", rf"(?:every|each) (?:other )?(?:{_UNIT}|{weekday})|daily|weekly|monthly|yearly|annually|hourly"),
        ("clock", r"(?P<h>\d{1,2})(?:[:.](?P<min>\d\d))?\s?(?P<half>a\.m\.|p\.m\.|am|pm|AM|PM)|(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)(?!\d)|(?<=at )(?P<named>noon|midday|midnight)"),
        ("holiday", rf"(?P<hd>{holiday})(?:,? (?P<y>{_YEAR}))?"),
        ("easter", rf"(?P<hd>{easter})(?:,? (?P<y>{_YEAR}))?(?! (?:Rising|Island|egg))"),
        ("era", rf"(?:(?P<kind>since|before|after|until|from|during) )(?:the )?(?:(?:start|beginning|outbreak|onset) of )?(?:the |Russia[’']s )?(?P<era>{era})(?! (?:of )?(?:{_YEAR}))\b"),
        ("era", r"(?P<era>9/11)\b"),
        ("dayonly", rf"(?<=on )the (?P<d>{_DAY}(?<=st|nd|rd|th))(?= |,|\.)(?! (?:floor|anniversary|day|round))"),
        ("year", rf"(?:(?P<edge>{_EDGE})[ -](?:in )?)?(?:the year )?(?P<y>{_YEAR})(?!\d|,\d|\.\d| (?:people|men|women|soldiers|troops|civilians|dollars|euros|km|miles|tons|tonnes)\b)"),
    ]  # fmt: skip


@functools.cache
def vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary in a codebook folder, its shapes compiled."""
    raw: dict[str, Any] = tomllib.loads((folder / "times" / "words.toml").read_text(encoding="utf-8"))
    months = {name: n for n, names in enumerate(raw["months"], 1) for name in names}
    with (folder / "times" / "eras.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    eras = {row["phrase"].casefold(): (_iso(row["start"]), _iso(row["end"]) if row["end"] else None) for row in rows}
    alone = [row["phrase"] for row in rows if row["alone"] == "yes"]
    names = {
        "month": _any(months),
        "weekday": _any(raw["weekdays"]),
        "season": "(?i:" + _any(raw["seasons"]) + ")",
        "number": "(?i:" + _any(raw["numbers"]) + ")",
        "part": _any(raw["parts_of_day"]),
        "holiday": _any(raw["holidays"]),
        "easter": _any(raw["easters"]),
        "decade": "(?i:" + _any(raw["decades"]) + ")",
        "ordinal": "(?i:" + _any(raw["ordinals"]) + ")",
        "era": "(?i:" + _any(alone) + ")",
        "vague": "(?i:" + _any(raw["vague_numbers"]) + ")",
    }
    shapes = tuple((shape, re.compile(_loose(pattern))) for shape, pattern in _templates(names))
    combined = "|".join(f"(?P<_{n}>{_anonymous(p.pattern)})" for n, (_, p) in enumerate(shapes))
    return Vocabulary(
        months, {name: n for n, name in enumerate(raw["weekdays"])}, dict(raw["seasons"]), dict(raw["numbers"]),
        {name: (m, d) for name, (m, d) in raw["holidays"].items()},
        dict(raw["easters"]), dict(raw["decades"]), dict(raw["ordinals"]), eras, tuple(raw["future_before"]), frozenset(raw["coming"]), frozenset(raw["fixing"]), frozenset(raw["proposing"]), frozenset(raw["lasting"]), frozenset(raw["undoing"]),
        Lending(**{key: frozenset(words) for key, words in raw["lending"].items()}), shapes, re.compile(rf"\b{_gate(raw)}(?:{combined})"),
    )  # fmt: skip


def _gate(raw: Mapping[str, Any]) -> str:
    """A glance at the first word of an expression, which spares trying every shape at every word."""
    low = [
        *raw["openers"],
        *raw["numbers"],
        *raw["ordinals"],
        *raw["seasons"],
        *(w.split()[0] for w in raw["vague_numbers"]),
    ]
    names = [*(n for names in raw["months"] for n in names), *raw["weekdays"], *raw["holidays"], *raw["easters"]]
    first = "|".join(f"[{w[0].upper()}{w[0]}]{re.escape(w[1:])}" for w in sorted(set(low)))
    return rf"(?=\d|(?:{first}|{_any(names)})\b)"


def _iso(text: str) -> date:
    return date.fromisoformat(text)


def without_that(found: Found) -> Found:
    """The expression less a leading "that" which is no part of it."""
    at = len("that ")
    return replace(found, parts={**found.parts, "rel": None}, start=found.start + at, text=found.text[at:])


def _any(words: Any) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


def _loose(pattern: str) -> str:
    """The pattern with its small words in either case ("Early next week" begins a sentence)."""
    for word in ("the", "that", "last", "next", "this", "early", "late", "later", "earlier", "yesterday", "today", "tomorrow", "tonight", "overnight", "within", "over", "during", "every", "each", "between", "from", "beginning", "start", "end", "mid"):  # fmt: skip
        pattern = re.sub(rf"(?<![\w\\<]){word}(?![\w>])", f"[{word[0].upper()}{word[0]}]{word[1:]}", pattern)
    return pattern


def _anonymous(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def find(text: str, folder: Path) -> Iterator[Found]:
    """Every time expression of a text, left to right."""
    words = vocabulary(folder)
    at = 0
    while (match := words.combined.search(text, at)) is not None:
        found = _longest(text, match, words)
        at = max(found.end, match.start() + 1)
        yield found


def _longest(text: str, match: re.Match[str], words: Vocabulary) -> Found:
    """The longest shape that begins where the combined expression did (an earlier one of equal length wins)."""
    shape, best = words.shapes[int(match.lastgroup[1:])][0] if match.lastgroup else "", None
    for name, pattern in words.shapes:
        tried = pattern.match(text, match.start())
        if tried is not None and (best is None or tried.end() > best.end()):
            shape, best = name, tried
    chosen = best or match
    start, end = chosen.start(), chosen.end()
    while end > start and text[end - 1] in (" ," if shape == "clock" else " ,."):
        end -= 1
    while start < end and text[start] == " ":
        start += 1
    parts = chosen.groupdict()
    parts["y"] = parts.get("y") or parts.pop("y_", None)
    return Found(shape, parts, start, end, text[start:end], text[max(0, start - 24) : start])
