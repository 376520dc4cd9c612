"""Titles and offices: whose name a title stands beside, and who holds an office that is named alone."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING

from verbale.codebook.actors import Holding, Title
from verbale.coding.grammar import coordinated
from verbale.coding.who.descriptions import Description
from verbale.coding.who.gazetteer import person_id
from verbale.coding.who.layer import Naming, Profile
from verbale.coding.who.names import spelt
from verbale.document import Document, Token
from verbale.terms import ActorKind

if TYPE_CHECKING:
    from verbale.coding.who.nominals import Nominals

UNIQUE = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "secretary_general",
                    "spokesperson", "high_official", "security_adviser", "vice_head"})  # fmt: skip


def beside_name(
    description: Description, document: Document, named: Mapping[int, Naming], people: Container[int]
) -> list[Naming]:
    """The persons whose name the title stands beside ("President X", "X, the president", "the ministers, X and Y")."""
    group = description.group
    if description.title is None and (group is None or (group.kind != "people" and group.number != "many")):
        return []
    found = _after(description, document, named) or _before(description, named) or _behind(description, named, people)
    return found if description.plural else found[:1]


def _after(description: Description, document: Document, named: Mapping[int, Naming]) -> list[Naming]:
    tokens = document.tokens
    last = (description.tail or description.core)[-1]
    for end in dict.fromkeys((description.core[-1].i, last.i)):
        at = end + 1
        comma = at < len(tokens) and tokens[at].text == ","
        first = tokens[at + comma] if at + comma < len(tokens) else None
        person = _starting(first, named) if first is not None and first.sentence == last.sentence else None
        if person is None or (comma and not _apposed(person.head, description.head)):
            continue
        if not comma and end != description.core[-1].i:
            continue
        if not comma and description.title is None and not _apposed(person.head, description.head):
            continue
        return [named[t.i] for t in coordinated(person.head) if t.i in named and _is_person(named[t.i])] or [person]
    return []


def _starting(token: Token, named: Mapping[int, Naming]) -> Naming | None:
    """The person whose name begins with the token (perhaps after a lesser title: "Foreign Minister Dr X")."""
    word = token
    for _ in range(6):
        naming = named.get(word.i)
        if naming is not None and naming.tokens[0].i >= token.i and _is_person(naming):
            return naming
        if word.head is word or word.dep not in ("compound", "nmod", "amod", "poss", "flat"):
            return None
        word = word.head
    return None


def _apposed(name: Token, title: Token) -> bool:
    return (name.dep == "appos" and name.head is title) or (title.dep == "appos" and title.head is name) or (
        name.head is title.head and "appos" in (name.dep, title.dep)
    )  # fmt: skip


def _before(description: Description, named: Mapping[int, Naming]) -> list[Naming]:
    """ "Sergei Lavrov, Russia's foreign minister": the title as apposition; "his deputy, the rebel leader X"."""
    head = description.head
    beside = head.child("appos")
    if beside is not None and beside.i > head.i and not description.plural and _is_person_at(beside, named):
        return [named[beside.i]]
    if head.dep != "appos":
        return []
    naming = named.get(head.head.i)
    if naming is None or not _is_person(naming):
        return []
    return [naming]


def _behind(description: Description, named: Mapping[int, Naming], people: Container[int]) -> list[Naming]:
    """ "A member of its political bureau, Osama Hamdan": the parser hangs the name on the bureau, which is nobody;
    `people` are the words at which nouns for persons stand."""
    for token in description.tail if not description.plural else ():
        nobody = token.head.i not in people and not _is_person_at(token.head, named)
        if token.dep == "appos" and _is_person_at(token, named) and nobody:
            return [named[token.i]]
    return []


def _is_person_at(token: Token, named: Mapping[int, Naming]) -> bool:
    return token.i in named and _is_person(named[token.i])


def _is_person(naming: Naming) -> bool:
    return naming.profile.kind is ActorKind.PERSON


def give_title(person: Profile, description: Description, nominals: Nominals, published: str | None) -> None:
    """Write a title of the text into the profile: the office stated in the text wins over the tables."""
    del published
    title = description.title
    country, sectors = nominals.side(description)
    if person.guess and title is not None and _contradicts(person, title, country):
        person.id, person.name = person_id(person.guess), person.guess  # "Chairman Mao" is no spokeswoman of today
        person.country, person.office, person.role, person.sectors = None, None, "", ()
    person.country = person.country or country
    words = singular(description)
    if words in nominals.words("male"):
        person.gender = "m"
    elif words in nominals.words("female"):
        person.gender = "f"
    if title is None:
        return
    person.called |= {words}
    if person.level == "unknown" or person.level == "":
        person.level = title.level
    if title.role == "person" or (words in nominals.words("beside_others") and nominals.is_owned(description)):
        return
    if description.former:
        person.office = person.office or f"former {words}"
        return
    if not person.role or not person.office or title.role in UNIQUE:
        same = person.office and title.role == person.role
        person.office, person.role, person.level = (person.office if same else words), title.role, title.level
    person.sectors = person.sectors or title.sectors or sectors


def _contradicts(person: Profile, title: Title, country: str | None) -> bool:
    """Whether the person that the tables have for a surname cannot bear the title that the text gives."""
    if country and person.country and country != person.country:
        return True
    heads = {"head_of_state", "head_of_government", "vice_head", "leader"}
    return title.role in UNIQUE and title.role != person.role and not {title.role, person.role} <= heads


def singular(description: Description) -> str:
    """The title in small letters, one person's: "presidents Putin and Zelensky" are each president."""
    text = spelt(description.core).lower()
    head = description.head
    return text.replace(head.lower, head.lemma) if description.plural else text


def holder(holders: tuple[Holding, ...], words: str) -> Holding | None:
    """The only holder, or the only one whose office or body shares a telling word with the title in the text."""
    people = {h.person: h for h in holders}
    if len(people) == 1:
        return next(iter(people.values()))
    telling = [w for w in words.lower().split() if w not in _PLAIN_WORDS]
    fitting = {h.person: h for h in holders if telling and any(_says(h, w) for w in telling)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


_PLAIN_WORDS = frozenset({"spokesman", "spokeswoman", "spokesperson", "of", "the", "chief"})


def _says(holding: Holding, word: str) -> bool:
    return word in f"{holding.office} {holding.body or ''}".lower()
