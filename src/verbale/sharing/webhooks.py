"""Webhooks: new and changed records, and reviewers' verdicts, sent to a program elsewhere, signed and in order.

Each message is JSON with `Verbale-Signature: t=SECONDS,v1=HEX`, HEX being HMAC-SHA256 under the webhook's secret over
`SECONDS.BODY`; who receives it makes the same and compares, and refuses a time long past. `Verbale-Delivery` stays the
same when a message is sent again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import hmac
import json
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from verbale.errors import DeliveryError, UnknownIdError, UsageError, VerbaleError
from verbale.record.clock import TICK, stamp, utc_now
from verbale.record.query import RECORD_KINDS
from verbale.sharing.cited import cited

if TYPE_CHECKING:
    import httpx

    from verbale.record.book import Record

KIND = "webhook"
FILTERS = ("dossier", "actor", "country", "issue", "source")
PIECE = 100  # records and verdicts of one message
MOST = 50  # messages of one run; the rest goes out with the next
WAITS = (1.0, 5.0, 25.0)  # seconds before each further attempt
LONGEST_WAIT = 60.0  # seconds, whatever the other side asks for
TIMEOUT = 15.0  # seconds for each step
CLAIM = timedelta(minutes=10)  # longer than one message may take with all its attempts and waits
PATIENCE = 20  # failed runs in a row after which a webhook rests until it is named
Resolve = Callable[[str, int, bool], str]  # host, port, whether private will do -> the address to connect to
Sleep = Callable[[float], None]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address and what it is told; `told` is the moment up to which it knows the record.

    `claimed_at` stands while somebody sends to it, so that two who send at once do not tell it twice.
    """

    id: str
    url: str
    secret: str
    told: str
    filters: Mapping[str, Any] = field(default_factory=dict)
    private: bool = False
    failures: int = 0
    sent_at: str | None = None
    claimed_at: str | None = None

    def __repr__(self) -> str:
        return f"Webhook({self.id}, {self.url})"  # never the secret

    @property
    def rests(self) -> bool:
        """Whether it has failed so often that only its name wakes it."""
        return self.failures >= PATIENCE


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one webhook in a run: records and verdicts told, or why not."""

    webhook: str
    records: int = 0
    problem: str | None = None
    verdicts: int = 0


def add(
    record: Record, url: str, filters: Mapping[str, Any], *, resolve: Resolve, now: datetime, private: bool = False,
    everything: bool = False,
) -> Webhook:  # fmt: skip
    """Keep a webhook for what changes from now on, or for `everything`; its secret is shown once.

    UsageError for an address that is none or no filter at all; FetchError for a private one without `private`.
    """
    host, port = _place(url)
    resolve(host, port, private)
    asked = {key: value for key, value in filters.items() if value}
    if not asked:
        raise UsageError(f"say what to tell: --{', --'.join(FILTERS)}")
    for _ in _changed(record, asked, stamp(now)):
        break  # asks once, so that a name that nobody bears is found now
    told = "1970-01-01T00:00:00.000000Z" if everything else stamp(now)
    made = Webhook(secrets.token_hex(4), url, "whsec_" + secrets.token_urlsafe(32), told, asked, private)
    keep(record, made, now)
    return made


def webhooks(record: Record) -> list[Webhook]:
    """All of them, the oldest first."""
    return [Webhook(**plain) for plain in record.kept(KIND).values()]


def named(record: Record, id: str) -> Webhook:
    """One of them; UnknownIdError where there is none of that id."""
    found = next((hook for hook in webhooks(record) if hook.id == id), None)
    if found is None:
        raise UnknownIdError(f"no webhook {id!r}: `verbale webhook list` lists them")
    return found


def remove(record: Record, id: str, now: datetime) -> None:
    """Forget a webhook with its secret."""
    record.forget(KIND, named(record, id).id, now=lambda: now)


def keep(record: Record, hook: Webhook, now: datetime) -> None:
    """Keep a webhook as it is now."""
    record.keep(KIND, hook.id, dataclasses.asdict(hook), now=lambda: now)


def send(
    record: Record, hook: Webhook, *, resolve: Resolve, now: Clock = utc_now, sleep: Sleep = time.sleep,
    transport: httpx.BaseTransport | None = None,
) -> Sent:  # fmt: skip
    """Tell a webhook what is new, changed and reviewed since it was last told, piece by piece.

    What was taken is kept as told before the next piece; what was not is told again in the next run. A webhook that
    somebody else is sending to, or that was removed meanwhile, is left alone.
    """
    import httpx

    told: Counter[str] = Counter()
    claimed, problem = claim(record, hook, now()), None
    if claimed is None:
        return Sent(hook.id)
    try:
        with httpx.Client(timeout=TIMEOUT, transport=transport, trust_env=False, follow_redirects=False) as client:
            for rows in _pieces(record, claimed):
                _deliver(client, claimed, _body(claimed, rows), resolve, now, sleep)
                told.update("verdicts" if "judgement" in item else "records" for item in rows)
                at = stamp(now())
                after = dataclasses.replace(
                    claimed, told=rows[-1]["recorded_at"], failures=0, sent_at=at, claimed_at=at
                )
                if not _put(record, claimed, after):
                    break
                claimed = after
    except VerbaleError as trouble:
        problem = str(trouble)
    finally:
        failures = claimed.failures + (problem is not None)
        _put(record, claimed, dataclasses.replace(claimed, failures=failures, claimed_at=None))
    return Sent(hook.id, told["records"], problem, told["verdicts"])


def claim(record: Record, hook: Webhook, now: datetime) -> Webhook | None:
    """Take it upon oneself to send to a webhook: as it is now, or None where another does or it is gone.

    A claim that is older than CLAIM was left by somebody who was killed: it holds no more.
    """
    mine: list[Webhook] = []

    def taken(plain: dict[str, Any]) -> Mapping[str, Any] | None:
        known = Webhook(**plain)
        if known.claimed_at and now - datetime.fromisoformat(known.claimed_at.replace("Z", "+00:00")) <= CLAIM:
            return None
        mine[:] = [dataclasses.replace(known, claimed_at=stamp(now))]
        return dataclasses.asdict(mine[0])

    return mine[0] if record.alter(KIND, hook.id, taken) else None


def _put(record: Record, claimed: Webhook, after: Webhook) -> bool:
    """Put a webhook in the place of what was claimed; False where it is gone, or was claimed by another since."""

    def made(plain: dict[str, Any]) -> Mapping[str, Any] | None:
        return dataclasses.asdict(after) if plain.get("claimed_at") == claimed.claimed_at else None

    return record.alter(KIND, claimed.id, made)


def signature(secret: str, moment: int, body: bytes) -> str:
    """The signature of a body at a moment (seconds since 1970), as hexadecimal digits.

    >>> signature("whsec_example", 1716537600, b"{}")[:16]
    '0f7aab8bbaa11944'
    """
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()


def _pieces(record: Record, hook: Webhook) -> Iterator[list[dict[str, Any]]]:
    """What to tell, in the order in which it was recorded; what was recorded at one moment is never parted.

    Records carry `change`, verdicts of reviewers `judgement`.
    """
    rows = list(_changed(record, hook.filters, hook.told))
    verdicts = [v for v in record.verdicts() if v["recorded_at"] > hook.told]
    if not rows and not verdicts:
        return
    before = _by_id(record, hook.filters, as_of=hook.told)
    after = _by_id(record, hook.filters) if verdicts else {}
    told = [{**row, "change": "changed" if row["id"] in before else "new"} for row in rows]
    told += [found for v in verdicts if (found := _verdict(v, before, after)) is not None]
    told.sort(key=lambda item: (item["recorded_at"], item["id"]))
    for _ in range(MOST):
        if not told:
            return
        last = told[min(PIECE, len(told)) - 1]["recorded_at"]
        piece = [item for item in told if item["recorded_at"] <= last]
        yield piece
        told = told[len(piece) :]


def _by_id(record: Record, filters: Mapping[str, Any], as_of: str | None = None) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for name in RECORD_KINDS for row in _asked(record, name, filters, as_of)}


def _verdict(
    verdict: Mapping[str, Any], before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any] | None:
    """A verdict with the `records` that its findings are in now and those that are `gone`; None if it is about none."""
    named = {*verdict["findings"], *verdict["others"]}
    records = sorted(id for id, row in after.items() if named & set(row["findings"]))
    gone = sorted(id for id, row in before.items() if id not in after and named & set(row["findings"]))
    return {**verdict, "records": records, "gone": gone} if records or gone else None


def _changed(record: Record, filters: Mapping[str, Any], since: str) -> Iterator[dict[str, Any]]:
    found = [r for name in RECORD_KINDS for r in _asked(record, name, filters) if r["recorded_at"] > since]
    yield from sorted(found, key=lambda r: (r["recorded_at"], r["id"]))


def _asked(record: Record, name: str, filters: Mapping[str, Any], as_of: str | None = None) -> Iterator[dict[str, Any]]:
    cut = {"as_of": datetime.fromisoformat(as_of.replace("Z", "+00:00")) + TICK} if as_of else {}
    yield from getattr(record, name)(**filters, **cut)


def _body(hook: Webhook, items: list[dict[str, Any]]) -> bytes:
    plain = {
        "webhook": hook.id,
        "filters": dict(hook.filters),
        "records": [cited(item) | {"change": item["change"]} for item in items if "change" in item],
        "verdicts": [item for item in items if "judgement" in item],
    }
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode()


def _deliver(client: httpx.Client, hook: Webhook, body: bytes, resolve: Resolve, now: Clock, sleep: Sleep) -> None:
    for wait in (*WAITS, None):
        problem, asked = _attempt(client, hook, body, resolve, now)
        if problem is None:
            return
        if wait is None or asked is None:
            raise DeliveryError(f"{hook.url}: {problem}")
        sleep(min(max(wait, asked), LONGEST_WAIT))


def _attempt(
    client: httpx.Client, hook: Webhook, body: bytes, resolve: Resolve, now: Clock
) -> tuple[str | None, float | None]:
    """(what went wrong, seconds that the other side asks to wait; None where trying again is no use)."""
    import httpx

    host, port = _place(hook.url)
    url = httpx.URL(hook.url)
    moment = int(now().timestamp())
    headers = {
        "Host": url.netloc.decode("ascii"), "Content-Type": "application/json", "User-Agent": "Verbale webhook",
        "Verbale-Delivery": hashlib.sha256(hook.id.encode() + body).hexdigest()[:32],
        "Verbale-Signature": f"t={moment},v1={signature(hook.secret, moment, body)}",
    }  # fmt: skip
    target = url.copy_with(host=resolve(host, port, hook.private), port=port)
    try:
        with client.stream("POST", target, content=body, headers=headers, extensions={"sni_hostname": host}) as answer:
            if answer.is_success:
                return None, None
            again = answer.status_code in (408, 425, 429) or answer.status_code >= 500
            asked = answer.headers.get("retry-after", "0")
            return f"the server answered {answer.status_code}", (
                float(asked) if asked.isdigit() and len(asked) < 6 else 0.0
            ) if again else None
    except httpx.HTTPError as trouble:
        return f"cannot be reached ({type(trouble).__name__})", 0.0


def _place(url: str) -> tuple[str, int]:
    """Host and port of an address; UsageError for one that is none or carries a password."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as problem:
        raise UsageError(f"{url}: not an http or https address ({problem})") from problem
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise UsageError(f"{url}: not an http or https address without user and password")
    return parts.hostname, port
