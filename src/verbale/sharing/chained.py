"""The chain behind a stored finding or record, in lines for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from verbale.record.merged import merged_from
from verbale.record.wording import line
from verbale.sharing.safe import safe

Chain = Mapping[str, Any]


def lines(chain: Chain) -> Iterator[str]:
    """The lines of an explanation (`Record.explain`)."""
    if "versions" in chain:
        yield from _record(chain)
    else:
        yield from _finding(chain, "")
        yield from _verdicts(chain, "  ")


def _record(chain: Chain) -> Iterator[str]:
    known = chain["record"]
    said = line(merged_from(known)) if known and known["value"].get("words") else "nothing is left of it"
    yield f"{chain['id']}  {safe(said)}"
    for version in chain["versions"]:
        until = f" to {version['superseded_at'][:19]}Z" if version["superseded_at"] else " on"
        days = " to ".join(dict.fromkeys(d for d in (version["first_day"], version["last_day"]) if d))
        stands = ", ".join(filter(None, (version["status"] or version["stance"], days)))
        yield f"  version     from {version['recorded_at'][:19]}Z{until}: {stands}"
    yield from _verdicts(chain, "  ")
    for field in known["value"].get("conflicts", []) if known else []:
        values = "; ".join(f"{safe(str(v['value']))} ({', '.join(v['findings'])})" for v in field["values"])
        yield f"  conflict    {field['field']}: {values}"
    for one in chain["findings"]:
        yield from _finding(one, "  ")


def _finding(one: Chain, pad: str) -> Iterator[str]:
    finding, document = one["finding"], one["document"]
    yield f"{pad}{finding['id']}  ({one['kind']}, confidence {finding['confidence']:.2f})"
    if one["superseded_at"]:
        yield f"{pad}  superseded  {one['superseded_at'][:19]}Z, by another reading"
    told = " · ".join(safe(v) for key in ("publisher", "published", "title", "url") if (v := document[key]))
    yield f"{pad}  document    {document['id'][:12]} {told}, recorded {document['recorded_at'][:19]}Z"
    for mention in finding["evidence"]:
        yield f"{pad}  evidence    [{mention['start']}:{mention['end']}] {safe(mention['quote'])}"
    yield f"{pad}  trigger     {safe(finding['trigger']['quote'])}"
    yield f"{pad}  rule        {finding['rule']}"
    reading = one["reading"]
    yield f"{pad}  read by     codebook {reading['codebook']}, {reading['model']}, {reading['software']}"
    for link in one["links"]:
        yield from _link(link, pad)


def _link(link: Chain, pad: str) -> Iterator[str]:
    ended = f", until {link['superseded_at'][:19]}Z" if link["superseded_at"] else ""
    if link["decision"] != "same":
        yield f"{pad}  record      {link['record']}: opened it, {link['recorded_at'][:19]}Z{ended}"
        if link["reasons"]:
            yield f"{pad}              the nearest other one was {link['decision']} ({link['score']:+.2f}):"
    else:
        when = f"{link['recorded_at'][:19]}Z{ended}"
        yield f"{pad}  record      {link['record']}: joined it ({link['score']:+.2f}), {when}"
    for reason in link["reasons"]:
        weighed = f"{reason['value'] * reason['weight']:+.2f}"
        yield f"{pad}              {weighed} {reason['feature']}: {safe(reason['says'])}"


def _verdicts(chain: Chain, pad: str) -> Iterator[str]:
    shown: set[str] = set()
    for verdict in chain["verdicts"]:
        if verdict["at"] not in shown:
            shown.add(verdict["at"])
            what = f" {verdict['field']} = {verdict['value']}" if verdict["field"] else ""
            told = f"{verdict['judgement']}{what}, by {safe(verdict['by'])}, {verdict['at'][:10]}"
            yield f"{pad}verdict     {told}: {safe(verdict['reason'])}"
