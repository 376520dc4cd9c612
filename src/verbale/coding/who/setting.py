"""Which country a text is about: the one it keeps naming, or the one whose inner conflict it tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from verbale.coding.who.descriptions import Description
from verbale.coding.who.gazetteer import Gazetteer
from verbale.coding.who.layer import ABROAD, Naming, Profile
from verbale.coding.who.names import Name, Names
from verbale.terms import ActorKind

INNER = frozenset({"REB", "PRM", "OPP"})  # sectors of who stands against the state, or beside it, at home


def home(names: Names, named: Mapping[int, Naming], least: int, share: float) -> str | None:
    """The country of nearly all actors and nationalities that the article names; None when it is about several.

    `least` is how often it must be named, `share` its part of all such names.
    """
    found = [n.profile.country for n in named.values()]
    found += [n.known.state.code for n in names.all if n.label == "demonym" and n.known and n.known.state]
    counts = Counter(c for c in found if c not in ABROAD)
    code, count = counts.most_common(1)[0] if counts else (None, 0)
    return code if count >= least and count >= share * counts.total() else None


def torn(
    names: Names, named: Mapping[int, Naming], described: Iterable[Description], gazetteer: Gazetteer
) -> str | None:
    """The country of the inner conflict that a text tells of: of its talks or war, else of its only armed groups."""
    groups = {n.profile.country for n in named.values() if _fights(n.profile, gazetteer.words("rebel_titles"))}
    if not groups and not any(d.group is not None and set(d.group.sectors) & INNER for d in described):
        return None
    topics = {name.known.state.code for name in _topics(names, gazetteer) if name.known and name.known.state}
    if len(topics) == 1:
        return topics.pop()
    groups -= ABROAD
    code = groups.pop() if len(groups) == 1 and not topics else None
    return code if code not in gazetteer.words("ruled_by_others") else None


def _fights(profile: Profile, rebels: Iterable[str]) -> bool:
    """Whether it is an armed group, or somebody whom the text calls a rebel."""
    called = any(word in title for title in profile.called for word in rebels)
    return profile.kind is ActorKind.ARMED_GROUP or called or "REB" in profile.sectors


def _topics(names: Names, gazetteer: Gazetteer) -> Iterator[Name]:
    """The states that talks are "on" and wars are "in", also before the noun ("the Libya conference")."""
    talks, wars = gazetteer.words("about_talks"), gazetteer.words("about_wars")
    for name in names.all:
        head = name.head
        if name.label != "state":
            continue
        prep = head.head if head.dep == "pobj" else None
        noun = prep.head.lemma if prep is not None else head.head.lemma
        on = prep is not None and noun in talks and prep.lower in ("on", "over", "about", "for")
        inside = prep is not None and noun in wars and prep.lower in ("in", "over", "of", "for")
        if on or inside or (head.dep in ("compound", "nmod") and noun in talks | wars):
            yield name
