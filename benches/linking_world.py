"""Invented news for the linking bench: meetings of invented ministers, told by several outlets in several wordings.

Every meeting has siblings that look like it and are not: another day, another city, another side, another office.
`world(n, seed)` gives articles with the key of the meeting that each one tells. Nobody in it exists.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

STATES = [
    ("Ghana", "Ghanaian", "Accra"), ("Togo", "Togolese", "Lomé"), ("Peru", "Peruvian", "Lima"),
    ("Chile", "Chilean", "Santiago"), ("Nepal", "Nepalese", "Kathmandu"), ("Laos", "Laotian", "Vientiane"),
    ("Latvia", "Latvian", "Riga"), ("Oman", "Omani", "Muscat"), ("Kenya", "Kenyan", "Nairobi"),
    ("Malawi", "Malawian", "Lilongwe"), ("Fiji", "Fijian", "Suva"), ("Mongolia", "Mongolian", "Ulaanbaatar"),
]  # fmt: skip
FIRST = ["Adama", "Birte", "Cosmin", "Delia", "Emeka", "Fatou", "Goran", "Hanna", "Ilir", "Jonas", "Kira", "Lamin"]
LAST = [
    "Abarquez", "Brunnfeld", "Cardovan", "Dembarek", "Eskildo", "Ferrantes", "Gullbrand", "Hostavin", "Ivendal",
    "Jorvalt", "Kestrano", "Lundemar",
]  # fmt: skip
CITIES = ["Geneva", "Vienna", "Istanbul", "Doha", "Oslo", "Cairo", "Addis Ababa", "Helsinki", "Singapore", "Rome"]
OFFICES = ["Foreign Minister", "President", "Defence Minister"]
OUTLETS = [
    "Harbour Post",
    "The Ridge",
    "Morning Ferry",
    "Delta Wire",
    "Quay Tribune",
    "Northern Lamp",
    "Salt Road News",
]
FILLERS = [
    "Shopkeepers along the border road hope that the crossing will open before the harvest.",
    "The two countries have argued about the river for more than thirty years.",
    "Rain kept most people of the capital at home that evening.",
    "A new bridge, begun ten years ago, still ends in the middle of the valley.",
    "Economists expect that trade between the neighbours could double within five years.",
    "Schools in the frontier districts teach in both languages.",
]
MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class Meet:
    """A meeting of the invented world: indexes of the two states, who meets, where and when."""

    one: int
    other: int
    office: int
    city: str
    day: date

    @property
    def key(self) -> str:
        return f"{self.one}-{self.other}-{self.office}-{self.city}-{self.day}"


@dataclass(frozen=True)
class Article:
    """An article, and the key of the meeting that its first sentence tells."""

    text: str
    published: str
    publisher: str
    meeting: str


def world(count: int, seed: int) -> list[Article]:
    """`count` meetings, each with three or four siblings, told by two to four articles each, by day of publication."""
    draw = random.Random(seed)
    told: list[Article] = []
    for n in range(count):
        one, other, third = draw.sample(range(len(STATES)), 3)
        day = date(2024, 1, 8) + timedelta(days=11 * n + draw.randrange(5))
        meet = Meet(one, other, draw.randrange(len(OFFICES)), draw.choice(CITIES), day)
        another = draw.choice([c for c in CITIES if c != meet.city])
        siblings = [
            replace(meet, day=day + timedelta(days=draw.choice((2, 3, 4, 7, 9)))), replace(meet, city=another),
            replace(meet, other=third),
        ]  # fmt: skip
        if n % 2:  # "Ghana and Togo will hold talks" would be either of the two, so it is not told here
            siblings.append(replace(meet, office=(meet.office + 1) % len(OFFICES)))
        for m in (meet, *siblings):
            told += _articles(m, draw, 2 if m is not meet else 3 if n % 2 else 4)
    return sorted(told, key=lambda a: (a.published, a.text))


def _articles(meet: Meet, draw: random.Random, count: int) -> list[Article]:
    """The first `count` of: announced, held, retold, confirmed; each in a wording of its own."""
    tellers = [_announced, _held, _retold, _confirmed][:count]
    outlets = draw.sample(OUTLETS, count)
    made = []
    for teller, outlet in zip(tellers, outlets, strict=True):
        sentence, published = teller(meet, draw)
        text = " ".join([sentence, *draw.sample(FILLERS, 3)])
        made.append(Article(text, published.isoformat(), outlet, meet.key))
    return made


def person(meet: Meet, state: int) -> str:
    """Title and name of the one who meets for a state."""
    first, last = FIRST[(state * 3 + meet.office) % 12], LAST[(state + 5 * meet.office) % 12]
    return f"{STATES[state][1]} {OFFICES[meet.office]} {first} {last}"


def _pair(meet: Meet) -> tuple[str, str]:
    return person(meet, meet.one), person(meet, meet.other)


def _on(day: date, published: date) -> str:
    """The day as a newspaper of that date says it."""
    if abs((day - published).days) < 6:
        return f"on {day:%A}"
    return f"on {MONTHS[day.month - 1]} {day.day}"


def _announced(meet: Meet, draw: random.Random) -> tuple[str, date]:
    a, b = _pair(meet)
    published = meet.day - timedelta(days=draw.choice((2, 4, 8)))
    on = _on(meet.day, published)
    forms = (
        f"{a} will meet {b} in {meet.city} {on}.", f"{a} will hold talks with {b} in {meet.city} {on}.",
        f"{a} is due to meet {b} {on} in {meet.city}.",
    )  # fmt: skip
    return draw.choice(forms), published


def _held(meet: Meet, draw: random.Random) -> tuple[str, date]:
    a, b = _pair(meet)
    published = meet.day + timedelta(days=draw.choice((0, 1)))
    on = _on(meet.day, published)
    forms = (
        f"{a} met {b} in {meet.city} {on}.", f"{a} held talks with {b} {on} in {meet.city}.",
        f"{b} met {a} in {meet.city} {on}.",
    )  # fmt: skip
    return draw.choice(forms), published


def _retold(meet: Meet, draw: random.Random) -> tuple[str, date]:
    a, b = _pair(meet)
    published = meet.day + timedelta(days=draw.choice((2, 3)))
    on = _on(meet.day, published)
    forms = (
        f"{a} and {b} discussed fishing rights when they met in {meet.city} {on}.",
        f"No text was signed after {a} met {b} {on} in {meet.city}.",
    )
    return draw.choice(forms), published


def _confirmed(meet: Meet, draw: random.Random) -> tuple[str, date]:
    one, other = STATES[meet.one], STATES[meet.other]
    published = meet.day - timedelta(days=1)
    on = _on(meet.day, published)
    forms = (
        f"{one[0]} and {other[0]} will hold talks in {meet.city} {on}, the government in {one[2]} confirmed.",
        f"{other[0]} confirmed that it will hold talks with {one[0]} in {meet.city} {on}.",
    )
    return draw.choice(forms), published
