"""Who a pronoun or a back-reference stands for, by the grammar of what came before; unknown where that does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from verbale.coding.grammar import antecedent, coordinated, first_conjunct, governor, is_verb, subjects
from verbale.coding.who.layer import Naming, Profile, joint
from verbale.document import Document, Token
from verbale.terms import ActorKind

REACH = 3  # sentences without a mention after which nothing is resolved any more
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
PRONOUNS = HE | SHE | THEY | IT | RELATIVE
_POSSESSIVE = frozenset({"his", "her", "its", "their", "himself", "herself", "itself", "themselves", "whose"})
_BODIES = frozenset({ActorKind.GOVERNMENT, ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP,
                     ActorKind.MEDIA})  # fmt: skip
Fits = Callable[[Profile], bool]


@dataclass
class Chains:
    """The mentions of a document so far, by the word that they stand at."""

    document: Document
    words: Callable[[str], frozenset[str]]  # lists of the codebook by name
    at: dict[int, Naming] = field(default_factory=dict)
    ahead: dict[int, Naming] = field(default_factory=dict)  # the names of the whole text: "Announcing his trip, X said"

    @property
    def speech_verbs(self) -> frozenset[str]:
        """Verbs of saying."""
        return self.words("speech")

    @property
    def agentive(self) -> frozenset[str]:
        """Verbs that only somebody does."""
        return self.words("agentive")

    def pronoun(self, token: Token) -> Profile | None:
        """The actor that a pronoun stands for; None when nothing does or it is no actor."""
        word = token.lower
        if word in RELATIVE:
            return self._relative(token)
        if word in HE or word in SHE:
            return self._person(token, "m" if word in HE else "f")
        return self._they(token) if word in THEY else self._it(token)

    def _relative(self, token: Token) -> Profile | None:
        noun = antecedent(token)
        if noun is None or noun.i > token.i:
            return None
        if _is_single(token):
            return self.named([t for t in coordinated(noun) if t.i < token.i][-1])
        listed = coordinated(first_conjunct(noun) if _is_many(token) else noun)
        if len(listed) > 1 and all(t.i < token.i for t in listed):
            return self.named(listed[0], plural=True)
        return self.named(noun)

    def _person(self, token: Token, gender: str) -> Profile | None:
        def fits(profile: Profile) -> bool:
            return profile.kind is ActorKind.PERSON and not profile.plural and profile.gender in ("", gender)

        found = self._above(token, fits) or self._before(token, fits) or self._speaker(token, fits)
        if found is not None and not found.gender:
            found.gender = gender
        return found

    def _they(self, token: Token) -> Profile | None:
        def fits(profile: Profile) -> bool:
            return profile.many

        return self._above(token, fits, plural=True) or self._before(token, fits, plural=True, reach=2)

    def _it(self, token: Token) -> Profile | None:
        def fits(profile: Profile) -> bool:
            return not profile.plural and (profile.kind in _BODIES or profile.kind is ActorKind.PEOPLE)

        if token.lower == "it" and self._expletive(token):
            return None
        for subject in self._subjects_above(token):
            profile = self.named(subject)
            if profile is not None and profile.kind is ActorKind.PERSON:
                profile = self._represented(subject, fits) or profile
            if subject.child("conj") is not None or subject.dep == "conj":
                return self.recent(token, fits, 0)  # "Riyadh and Cairo gave Qatar's envoy and its citizens ..."
            if profile is not None and fits(profile):
                return profile
            if profile is None and subject.pos in ("NOUN", "PROPN") and not self._does_something(token):
                return None  # "the plan ... its terms"
        answering = self._accused(token, fits) or self._subject_commented_on(token, fits)
        if answering is not None:
            return answering
        if token.dep not in ("nsubj", "nsubjpass", "poss"):
            addressed = token.lower == "it" and token.dep == "dobj" and token.head.lemma in self.words("addressed")
            return self._subject_before(token, fits, reach=1) if addressed else None
        adjective = token.head.child("acomp") if token.dep == "nsubj" else None
        if adjective is not None and adjective.child("xcomp") is None:
            return None  # "the port ... The minister said it was open to ships"
        said = self._does_something(token)
        found = self._speaker(token, fits) if said else None
        return found or self._subject_before(token, fits, reach=2 if said else 1)

    def _accused(self, token: Token, fits: Fits) -> Profile | None:
        """Whom a charge is made against: "police blamed the militia; its spokesman denied it"."""
        subject = token.head if token.dep == "poss" else token
        verb = subject.head
        if subject.dep != "nsubj" or verb.lemma not in self.words("denials"):
            return None
        charge = next(self.verbs_before(verb), None)
        object_ = charge.child("dobj") if charge is not None and charge.lemma in self.words("charges") else None
        profile = self.named(object_) if object_ is not None else None
        return profile if profile is not None and fits(profile) else None

    def _expletive(self, token: Token) -> bool:
        """Whether "it" stands for nothing: "it is hard to", unlike "it is willing to", "it was averse to a pardon"."""
        verb = token.head
        if token.dep == "expl":
            return True
        adjective = verb.child("acomp")
        if adjective is not None and adjective.lemma in self.words("minded") and adjective.child("xcomp", "prep"):
            return False
        return verb.lemma in ("be", "seem", "appear", "take", "remain") and (
            verb.child("acomp", "ccomp", "attr") is not None
        )

    def _represented(self, subject: Token, fits: Fits) -> Profile | None:
        """The body that somebody speaks for: "a spokesman for the army said that it had agreed"."""
        for prep in subject.all("prep"):
            noun = prep.child("pobj") if prep.lower in ("of", "for", "from") else None
            profile = self.named(noun) if noun is not None else None
            if profile is not None and fits(profile):
                return profile
        return None

    def _subject_commented_on(self, token: Token, fits: Fits) -> Profile | None:
        """The subject of the clause that a comment follows: "Togo will not go, its envoy said, but it may call"."""
        for verb in token.ancestors():
            if not is_verb(verb) or verb.lemma not in self.speech_verbs:
                continue
            for clause in verb.all("ccomp"):
                if clause.i < verb.i and clause.i < token.i and token not in clause.subtree():
                    profiles = [self.named(s) for s in subjects(clause)]
                    return next((p for p in profiles if p is not None and fits(p)), None)
        return None

    def _does_something(self, token: Token) -> bool:
        return token.dep == "nsubj" and token.head.lemma in self.agentive | self.speech_verbs

    def named(self, token: Token, *, plural: bool = False) -> Profile | None:
        """The actor at a word; with `plural` all those coordinated with it."""
        own = self.at.get(token.i) or self.ahead.get(token.i)
        if not plural or own is None:
            return own.profile if own else None
        rest = [self.at[t.i].profile for t in coordinated(token) if t.i in self.at]
        return joint(rest) if len(rest) > 1 else own.profile

    def _subjects_above(self, token: Token) -> Iterator[Token]:
        """The subjects of the clauses that the token stands in, the nearest first, never itself or its own clause's
        subject when it is an object there."""
        barred = _barred(token)
        for above in token.ancestors():
            for subject in (*_surface(above), *subjects(above)) if is_verb(above) else ():
                if subject is token or subject.i in barred:
                    continue
                if subject.i < token.i or _before_its_clause(token, above):
                    yield subject

    def _above(self, token: Token, fits: Fits, *, plural: bool = False) -> Profile | None:
        for subject in self._subjects_above(token):
            profile = self.named(subject, plural=plural)
            if profile is not None and fits(profile) and not self._quoted_apart(subject, token):
                return profile
        return None

    def _speaker(self, token: Token, fits: Fits) -> Profile | None:
        """Who spoke last: "he" that says more is whoever said something before."""
        if not (token.dep == "nsubj" and token.head.lemma in self.speech_verbs):
            return None
        for word in self._words_before(token, REACH):
            if is_verb(word) and word.lemma in self.speech_verbs and not self._quoted_apart(word, token):
                for subject in subjects(word):
                    profile = self.named(subject) if subject.i < token.i else None
                    if profile is not None and fits(profile):
                        return profile
        return None

    def _before(self, token: Token, fits: Fits, *, plural: bool = False, reach: int = REACH) -> Profile | None:
        """The subject of the nearest sentence before that has a fitting one, else its only fitting mention."""
        here = [n for n in self.namings(token.sentence) if n.head.i < token.i]
        quotation = self.document.quotation_at(token.start)
        if quotation is not None:  # within a quotation what it said itself comes first
            inside = [n for t in self.document.tokens_in(quotation.start, token.start) if (n := self.at.get(t.i))]
            inside = [n for n in inside if fits(n.profile) and not self._clausemate(n.head, token)]
            if inside:
                return ([n for n in inside if is_subject(n.head)] or inside)[-1].profile
        for number in range(token.sentence, max(-1, token.sentence - reach - 1), -1):
            found = here if number == token.sentence else self.namings(number)
            found = [n for n in found if fits(n.profile) and not self._quoted_apart(n.head, token)
                     and not (number == token.sentence and _is_source(n.head))
                     and not (number == token.sentence and self._clausemate(n.head, token))]  # fmt: skip
            if plural and not any(is_subject(n.head) for n in found):
                pairs = self._pairs(number, token)  # "A and B met, joined by their aides. They ...": not the aides
                found = [n for n in pairs if is_subject(n.head)] or found or pairs
            if not found:
                continue
            found = [n for n in found if not self._only_comments(n)] or found
            best = [n for n in found if self._speaks(n.head)] or [n for n in found if is_subject(n.head)] or found
            if number == token.sentence:
                return best[-1].profile
            distinct = {id(n.profile) for n in best}
            return best[0].profile if len(distinct) == 1 or is_subject(best[0].head) else best[-1].profile
        return None

    def _speaks(self, noun: Token) -> bool:
        return noun.dep == "nsubj" and noun.head.lemma in self.speech_verbs and noun.head.dep == "ROOT"

    def _only_comments(self, naming: Naming) -> bool:
        """Whether an unnamed source is only added to what it says: "he wants more, an aide says"."""
        noun = naming.head
        said = noun.head.child("ccomp") if self._speaks(noun) else None
        determiner = noun.child("det")
        vague = not naming.profile.named and determiner is not None and determiner.lower in ("a", "an", "one")
        return vague and said is not None and said.i < noun.i

    def _pairs(self, number: int, token: Token) -> list[Naming]:
        """Coordinated actors of a sentence as one: "Putin and Trump ... they"."""
        found = []
        for naming in self.namings(number):
            if naming.head.i < token.i and naming.head.dep != "conj":
                both = self.named(naming.head, plural=True)
                if both is not None and both.members:
                    found.append(Naming(naming.head, naming.tokens, both))
        return found

    def _subject_before(self, token: Token, fits: Fits, reach: int) -> Profile | None:
        """The subject of the main clause of the sentence before, where that is an actor that fits."""
        for number in range(token.sentence - 1, max(-1, token.sentence - reach - 1), -1):
            root = self.document.sentences[number].root
            for verb in (root, *root.all("ccomp", "conj", "advcl")):
                for subject in subjects(verb) if is_verb(verb) else ():
                    profile = self.named(subject)
                    if profile is not None and fits(profile):
                        return profile
                    if profile is None and verb is root and subject.pos in ("NOUN", "PROPN"):
                        return None
        return None

    def namings(self, number: int) -> list[Naming]:
        """Who is named in a sentence so far."""
        return [self.at[t.i] for t in self.document.sentences[number].tokens if t.i in self.at]

    def _words_before(self, token: Token, reach: int) -> Iterator[Token]:
        for word in reversed(self.document.tokens[: token.i]):
            if token.sentence - word.sentence > reach:
                return
            yield word

    def _quoted_apart(self, one: Token, other: Token) -> bool:
        """Whether the first word stands in a quotation that the second one is not part of."""
        quotation = self.document.quotation_at(one.start)
        return quotation is not None and quotation is not self.document.quotation_at(other.start)

    def _clausemate(self, noun: Token, pronoun: Token) -> bool:
        """Whether both are arguments of one verb, so that they cannot be the same ("Putin met him")."""
        if pronoun.lower not in _POSSESSIVE and noun.head is pronoun.head:
            return True
        own = self.at.get(noun.i)
        barred = [self.at[i].profile for i in _barred(pronoun) if i in self.at]
        return own is not None and any(own.profile is p for p in barred)

    def recent(self, token: Token, fits: Fits, reach: int | None = REACH) -> Profile | None:
        """The last actor before the token that fits; `reach` None looks through the whole text before."""
        for number in range(token.sentence, -1, -1):
            if reach is not None and token.sentence - number > reach:
                return None
            found = [n for n in self.namings(number) if n.head.i < token.i and fits(n.profile)]
            if found:
                return found[-1].profile
        return None

    def nearest(self, token: Token, fits: Fits) -> list[Profile]:
        """The different actors that fit in the nearest sentence before the token that names one, itself included."""
        for number in range(token.sentence, -1, -1):
            here = [n.profile for n in self.namings(number) if n.head.i < token.i]
            found = {p.id: p for profile in here for p in (profile.members or (profile,)) if fits(p)}
            if found:
                return list(found.values())
        return []

    def doers(self, token: Token) -> list[Profile]:
        """Who does the verb that the token is an object of: never the same as the object."""
        verb = governor(token)
        if verb is None or is_subject(token):
            return []
        named = [self.named(s, plural=True) for s in subjects(verb)]
        return [m for p in named if p is not None for m in (p.members or (p,))]

    def verbs_before(self, verb: Token) -> Iterator[Token]:
        """The verbs before one in its sentence and in the sentence before that, the nearest first."""
        for word in self._words_before(verb, 1):
            if is_verb(word):
                yield word

    def same_paragraph(self, one: Token, other: Token) -> bool:
        """Whether no new paragraph begins between two words."""
        return "\n" not in self.document.text[min(one.end, other.end) : max(one.start, other.start)]


def _is_source(token: Token) -> bool:
    """Whether it is whom a report is ascribed to: "according to two diplomats, they offered"."""
    return token.dep == "pobj" and token.head.lower == "to" and token.head.head.lower == "according"


def _is_many(relative: Token) -> bool:
    """Whether the verb of a relative clause is in the plural: "France and Italy, which oppose it"."""
    verb = relative.head
    helpers = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    plural = any(t.lower in ("were", "are", "have") for t in (verb, *helpers)) or (verb.tag == "VBP" and not helpers)
    return relative.dep in ("nsubj", "nsubjpass") and plural


def _is_single(relative: Token) -> bool:
    """Whether it is in the singular: "Chad and Mali, which has left the bloc"."""
    verb = relative.head
    words = (verb, *(c for c in verb.children if c.dep in ("aux", "auxpass")))
    return relative.dep in ("nsubj", "nsubjpass") and any(t.tag == "VBZ" or t.lower == "was" for t in words)


def _before_its_clause(token: Token, verb: Token) -> bool:
    """Whether the token stands in a phrase or adverbial clause before the verb ("Announcing his trip, X said")."""
    top = token
    while top.head is not verb and top.head is not top:
        top = top.head
    return token.i < verb.i and top.dep in ("advcl", "prep", "npadvmod")


def _barred(pronoun: Token) -> set[int]:
    """The subjects of the verb that a pronoun is an object of: "he rang Togo's chief and urged him" is no "himself"."""
    verbs = [a for a in pronoun.ancestors() if is_verb(a)][:2]
    if pronoun.lower in _POSSESSIVE or not verbs:
        return set()
    own = verbs if len(verbs) > 1 and _is_raised(pronoun, verbs[0]) else verbs[:1]
    found = [s for v in own for s in (*_surface(v), *subjects(v))]
    return {s.i for s in found if s is not pronoun}


def _is_raised(token: Token, verb: Token) -> bool:
    """Whether a pronoun is the object of the verb above its own: "urged him to attend"."""
    return token in verb.all("nsubj") and any(c.lower == "to" for c in verb.all("aux"))


def _surface(verb: Token) -> list[Token]:
    """The grammatical subjects of a passive verb ("Chad was represented by its envoy")."""
    own = verb.child("nsubjpass")
    return coordinated(own) if own is not None else []


def is_subject(token: Token) -> bool:
    """Whether a word, or what it is coordinated with or stands beside, is a subject or agent."""
    while token.dep in ("conj", "appos") and token.head is not token:
        token = token.head
    return token.dep in ("nsubj", "nsubjpass", "agent")
