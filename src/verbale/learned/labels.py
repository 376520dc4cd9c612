"""What the learned reader may say: the names and triggers it marks, their attributes, and the roles around them.

The training and the reading use the same lists, and the order of each is the order of the model's outputs: a change
here needs a new training.
"""

from __future__ import annotations

from verbale.terms import (
    Auxiliary,
    ClaimStatus,
    EventType,
    Level,
    Manner,
    MeetingForm,
    MeetingStatus,
    Movement,
    Response,
    Stance,
)

TRIGGERS = ("meeting", "statement", "position", "claim", "response", "violence", "event")

# The kinds of names, as the parser's model calls them; the first is no name.
NAMES = (
    "", "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE",
    "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
)  # fmt: skip

# The classes of words, as its tagger calls them.
TAGS = (
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "HYPH", "IN", "JJ", "JJR",
    "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM",
    "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "_SP", "``",
)  # fmt: skip

NO_ISSUE = "none"
ISSUES = (
    "ceasefire", "territory", "troop_withdrawal", "security_guarantees", "nato_membership", "neutrality", "sanctions",
    "prisoner_exchange", "hostages", "humanitarian_access", "nuclear_programme", "arms_control", "recognition",
    "borders", "refugees", "elections", "power_sharing", "autonomy", "disarmament", "peacekeeping", "monitoring",
    "mediation", "negotiations", "energy_infrastructure", "shipping", "trade", "water", "reparations",
    "frozen_assets", "accountability", "minority_rights", "detainees", "embassies",
)  # fmt: skip
MODES = (
    "visit", "third-party", "multilateral", "phone", "withdraw", "release", "disarm", "ceasefire", "access", "resign",
    "assist", "change", "yield", "meet", "disapprove", "investigate", "allege", "restrict", "arrest", "relations",
    "expel", "territory", "violence", "demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize",
    "convict", "discontinue", "troops", "weapons", "police", "militia", "seize", "censor", "curfew", "martial-law",
    "deport", "withhold", "misinformation", "cyber", "abduct", "beat", "torture", "sexual", "targeted", "destroy",
    "primitive", "firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
    "unconventional",
)  # fmt: skip

# One of the values of each, by the kind that has it ...
CHOICES: dict[str, tuple[str, ...]] = {
    "event.type": tuple(t.value for t in EventType),
    "meeting.status": tuple(s.value for s in MeetingStatus),
    "meeting.form": tuple(f.value for f in MeetingForm),
    "meeting.level": tuple(level.value for level in Level),
    "statement.manner": tuple(m.value for m in Manner),
    "position.stance": tuple(s.value for s in Stance),
    "position.movement": tuple(m.value for m in Movement),
    "position.issue": (*ISSUES, NO_ISSUE),
    "claim.status": tuple(s.value for s in ClaimStatus),
    "response.response": tuple(r.value for r in Response),
}
# ... and any number of these.
FLAGS: dict[str, tuple[str, ...]] = {"event.aux": tuple(a.value for a in Auxiliary), "event.mode": MODES}

ROLES = (
    "actor", "recipient", "participant", "declined", "place", "time", "speaker", "content", "holder", "object",
    "toward", "claimant", "answer", "target", "attributed_to",
)  # fmt: skip
ROLES_OF: dict[str, tuple[str, ...]] = {
    "event": ("actor", "recipient"),
    "meeting": ("participant", "declined", "place", "time"),
    "statement": ("speaker", "content"),
    "position": ("holder", "object", "toward"),
    "claim": ("claimant", "content", "answer"),
    "response": ("actor",),
    "violence": ("actor", "target", "attributed_to"),
}


def attributes_of(kind: str) -> tuple[str, ...]:
    """The names of the choices and flags that a kind has."""
    return tuple(name for name in (*CHOICES, *FLAGS) if name.partition(".")[0] == kind)
