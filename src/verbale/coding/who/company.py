"""Actors that a text names together: coordinated, in one sentence, or again and again as the two sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from verbale.coding.grammar import is_verb
from verbale.coding.who.chains import REACH, Chains, is_subject
from verbale.coding.who.layer import Naming, Profile, joint
from verbale.document import Token

Member = Callable[[Profile], Profile | None]


class Together:
    """Finds so many actors of one document that are named together before a word."""

    def __init__(self, chains: Chains) -> None:
        self._chains = chains

    def named_together(self, token: Token, as_member: Member, count: int) -> Profile | None:
        """`count` actors coordinated with each other in this sentence or the one before; three in three before."""
        for number in range(token.sentence, token.sentence - (4 if count > 2 else 2), -1):
            found = self._coordinated_pair(number, token, as_member, count) if number >= 0 else None
            if found is not None:
                return found
        return None

    def _usual_pair(self, token: Token, as_member: Member) -> Profile | None:
        """The two that the text before coordinates most often ("Russia and Ukraine"); None where two pairs tie."""
        counts: Counter[tuple[str, ...]] = Counter()
        pairs: dict[tuple[str, ...], Profile] = {}
        for at in [at for at in self._chains.at if at < token.i]:
            both = self._chains.named(self._chains.at[at].head, plural=True)
            members = {m.id: m for p in (both.members if both else ()) if (m := as_member(p)) is not None}
            if len(members) == 2:
                key = tuple(sorted(members))
                counts[key] += 1
                pairs[key] = joint(members.values())
        top = counts.most_common(2)
        return pairs[top[0][0]] if top and (len(top) == 1 or top[0][1] > top[1][1]) else None

    def pair(self, token: Token, as_member: Member, count: int, reach: int = REACH) -> Profile | None:
        """The `count` actors that "the two leaders" or "both sides" stand for: exactly so many in the nearest sentence
        that has that many, the named ones first; across sentences the named ones alone."""
        gathered: dict[str, Profile] = {}
        for number in range(token.sentence, max(-1, token.sentence - reach - 1), -1):
            here = self._members(number, token, as_member)
            known = {i: p for i, p in here.items() if p.named}
            for found in (known, here):
                if len(found) == count:
                    return joint(found.values())
            if len(here) > count:
                return self._coordinated_pair(number, token, as_member, count)
            gathered.update(known)
            if len(gathered) == count:
                return joint(gathered.values())
            if len(gathered) > count:
                return None
        return None

    def _members(self, number: int, token: Token, as_member: Member) -> dict[str, Profile]:
        """The different members that a sentence names before the token."""
        here: dict[str, Profile] = {}
        for naming in self._chains.namings(number):
            if naming.head.i < token.i:
                for member in map(as_member, naming.profile.members or (naming.profile,)):
                    if member is not None:
                        here.setdefault(member.id, member)
        return here

    def main_sides(self, token: Token, as_member: Member) -> Profile | None:
        """The two sides that a text keeps naming: clearly more often than any third, or most often together."""
        counts: Counter[str] = Counter()
        members: dict[str, Profile] = {}
        for at in [at for at in self._chains.at if at < token.i]:
            profile = self._chains.at[at].profile
            for member in filter(None, map(as_member, profile.members or (profile,))):
                counts[member.id] += 1
                members[member.id] = member
        top = [i for i, _ in counts.most_common(3)]
        if len(top) > 1 and counts[top[1]] > 1 and (len(top) == 2 or counts[top[2]] * 2 <= counts[top[1]]):
            return joint(members[i] for i in top[:2])
        pair = self._usual_pair(token, as_member)
        return pair if pair is not None and {m.id for m in pair.members} <= set(top) else None

    def _coordinated_pair(self, number: int, token: Token, as_member: Member, count: int) -> Profile | None:
        """In a sentence with more actors: those named together ("between A and B"), the subjects first, those of the
        main clause before others ("A and B signed, with C and D looking on")."""

        def rank(naming: Naming) -> tuple[bool, int, int]:
            head, subject = naming.head, is_subject(naming.head)
            return not subject, _depth(head) if subject else 0, -head.i

        for naming in sorted(self._chains.namings(number), key=rank):
            both = self._chains.named(naming.head, plural=True) if naming.head.i < token.i else None
            members = {m.id: m for p in (both.members if both else ()) if (m := as_member(p)) is not None}
            if len(members) == count:
                return joint(members.values())
        return self._listed(number, token, as_member, count)

    def _listed(self, number: int, token: Token, as_member: Member, count: int) -> Profile | None:
        """All that stand before one verb: "President A of Chad, President B of Niger and C of Mali met"."""
        for verb in self._chains.document.sentences[number].tokens if count > 2 else ():
            if is_verb(verb) and verb.i < token.i and verb.child("nsubj") is not None:
                ahead = [
                    self._chains.at[t.i].profile for t in verb.subtree() if t.i < verb.i and t.i in self._chains.at
                ]
                members = {m.id: m for p in ahead for o in (p.members or (p,)) if (m := as_member(o)) is not None}
                if len(members) == count:
                    return joint(members.values())
        return None


def _depth(token: Token) -> int:
    """How many verbs stand above a word."""
    return sum(is_verb(a) for a in token.ancestors())
