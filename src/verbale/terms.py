"""The closed word lists of the record: one sentence a member.

The values are what stands in JSON, in the database and in the exports (`record.md` of the design is their source).
"""

from __future__ import annotations

from enum import StrEnum


class PublishedBasis(StrEnum):
    """Where the publication date of a document comes from."""

    GIVEN = "given"  # the caller said so
    METADATA = "metadata"  # the page's own metadata said so
    TEXT = "text"  # a full date stands in the dateline or on the page
    NONE = "none"  # nobody said so: relative times stay unresolved


class ActorKind(StrEnum):
    """What sort of actor it is."""

    PERSON = "person"  # one named or described human being
    GOVERNMENT = "government"  # a state's government, also where its capital stands for it
    STATE = "state"  # a state or territory as such
    ORGANISATION = "organisation"  # an international body, ministry, party, agency or company
    ARMED_GROUP = "armed_group"  # a rebel group, militia or other armed organisation
    MEDIA = "media"  # an outlet that reports
    PEOPLE = "people"  # unnamed human beings: officials, residents, soldiers
    GROUP = "group"  # several actors acting as one; `members` lists them
    UNKNOWN = "unknown"  # somebody, but the text does not say who


class Precision(StrEnum):
    """How exactly a time is known."""

    INSTANT = "instant"  # a clock time on a known day
    PART_OF_DAY = "part_of_day"  # morning, night, overnight
    DAY = "day"  # one calendar day
    WEEK = "week"  # Monday to Sunday
    MONTH = "month"  # a calendar month
    SEASON = "season"  # spring, summer, autumn or winter
    YEAR = "year"  # a calendar year
    RANGE = "range"  # from one day to another, or an interval of no standard length
    UNKNOWN = "unknown"  # the words do not say


class TimeBasis(StrEnum):
    """Why a time is believed."""

    STATED = "stated"  # the words fix it
    TENSE = "tense"  # the direction (last or next) was chosen by the tense of the verb
    PUBLICATION = "publication"  # nothing was stated; the date of publication stands in, and says so
    NONE = "none"  # nothing is known


class PlaceKind(StrEnum):
    """What sort of place it is."""

    COUNTRY = "country"  # a state or territory
    REGION = "region"  # a province, an area, a sea
    CITY = "city"  # a city, town or village
    VENUE = "venue"  # a building or site
    UNKNOWN = "unknown"  # a place, but of unknown sort


class SourceKind(StrEnum):
    """What sort of source an attribution names."""

    OFFICIAL = "official"  # a government, ministry, spokesperson or international body
    MEDIA = "media"  # another outlet
    DOCUMENT = "document"  # a statement, text, report or letter
    ANONYMOUS = "anonymous"  # a source who is not named
    PERSON = "person"  # a named or described person


class Auxiliary(StrEnum):
    """PLOVER's four auxiliary modes: how an event relates to what really happened."""

    FUTURE = "future"  # announced, planned, offered: not yet
    HISTORICAL = "historical"  # background, more than about a week before publication
    HYPOTHETICAL = "hypothetical"  # may, could, would, if
    NEGATION = "negation"  # did not happen


class MeetingStatus(StrEnum):
    """Where a meeting stands in its life."""

    PROPOSED = "proposed"  # floated, offered, invited, possible
    PLANNED = "planned"  # will take place, is due, is scheduled
    EXPECTED = "expected"  # is expected or likely to take place
    CONFIRMED = "confirmed"  # somebody confirmed that it will take place
    UNDER_WAY = "under_way"  # is going on
    HELD = "held"  # took place
    POSTPONED = "postponed"  # put off to later
    CANCELLED = "cancelled"  # called off
    DID_NOT_HAPPEN = "did_not_happen"  # did not take place


class MeetingForm(StrEnum):
    """How the participants meet."""

    BILATERAL = "bilateral"  # two parties
    TRILATERAL = "trilateral"  # three parties
    MULTILATERAL = "multilateral"  # four or more, or a conference
    PHONE = "phone"  # a telephone call
    VIDEO = "video"  # a video link
    PROXIMITY = "proximity"  # indirect: a mediator goes between
    VISIT = "visit"  # a visit or trip
    UNKNOWN = "unknown"  # the words do not say


class Level(StrEnum):
    """How high the participants rank."""

    LEADER = "leader"  # heads of state, government or movement
    MINISTER = "minister"  # ministers
    ENVOY = "envoy"  # envoys, negotiators, mediators
    OFFICIAL = "official"  # other officials
    MILITARY = "military"  # officers
    DELEGATION = "delegation"  # delegations, negotiating teams
    UNKNOWN = "unknown"  # the words do not say


class Role(StrEnum):
    """What a participant is in a meeting."""

    PARTY = "party"  # sits at the table for itself
    HOST = "host"  # receives the others
    MEDIATOR = "mediator"  # stands between the parties
    VISITOR = "visitor"  # travels to the host
    OBSERVER = "observer"  # listens
    UNKNOWN = "unknown"  # the words do not say


class Attendance(StrEnum):
    """Whether a participant is there."""

    PRESENT = "present"  # was there
    CONFIRMED = "confirmed"  # said to be coming, and confirmed
    EXPECTED = "expected"  # said to be coming
    INVITED = "invited"  # was asked
    DECLINED = "declined"  # stays away on purpose
    ABSENT = "absent"  # was not asked, or simply did not come
    UNKNOWN = "unknown"  # the words do not say


class Manner(StrEnum):
    """How words are reported."""

    DIRECT = "direct"  # a whole clause or sentence in quotation marks
    INDIRECT = "indirect"  # reported speech without quotation
    MIXED = "mixed"  # reported speech with some words in quotation marks


class Stance(StrEnum):
    """What a holder does about an issue."""

    DEMANDS = "demands"  # wants another to do or give something
    OFFERS = "offers"  # proposes to do or give something
    ACCEPTS = "accepts"  # agrees to another's proposal, or signs
    REJECTS = "rejects"  # refuses a proposal, demand or condition
    SUPPORTS = "supports"  # backs a proposal or a side
    OPPOSES = "opposes"  # is against
    OPEN_TO = "open_to"  # is ready to consider
    CONDITIONS = "conditions"  # if, provided that, until
    COMMITS = "commits"  # promises or pledges to do
    REFUSES = "refuses"  # will not do, will not talk


class Movement(StrEnum):
    """Whether a position moved."""

    STATED = "stated"  # nothing is said about a change
    RESTATED = "restated"  # said again, repeated, reiterated
    MAINTAINED = "maintained"  # still, remains, has not shifted
    SOFTENED = "softened"  # asks for less, or offers more
    HARDENED = "hardened"  # asks for more, or offers less
    WITHDRAWN = "withdrawn"  # dropped


class Response(StrEnum):
    """What somebody answers to a claim."""

    CONFIRMS = "confirms"  # says that it is so
    DENIES = "denies"  # says that it is not so
    DISMISSES = "dismisses"  # waves it away
    DOWNPLAYS = "downplays"  # makes little of it
    DECLINES_COMMENT = "declines_comment"  # neither confirms nor denies
    CONTRADICTS = "contradicts"  # disputes it, says otherwise


class ClaimStatus(StrEnum):
    """What has been said about a claim, never whether it is true."""

    UNVERIFIED = "unverified"  # nobody confirmed or denied it
    CONFIRMED = "confirmed"  # somebody concerned confirmed it
    DENIED = "denied"  # somebody concerned denied it
    DISMISSED = "dismissed"  # somebody concerned waved it away
    DISPUTED = "disputed"  # answered both ways, or contradicted


class EventType(StrEnum):
    """The sixteen categories of PLOVER 2.0."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
