"""The documents as type checkers know them: written by `stubs.py` from their JSON Schemas, and a test proves them current.

>>> from kinerja.documents import AssessmentDocument
>>> found: AssessmentDocument = {"kinerja": "assessment/1", "results": [{"competency": "law", "level": "tingkat_2"}]}
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    # Only read, never run: of Python 3.11 or newer, and of the package of that name before.
    from typing_extensions import NotRequired

#: An exact number: the one that is printed is the one that is used.
Numeral = int | float | str | Decimal
#: A day, `2025-12-31`.
Day = str


class Cite(TypedDict):
    """A place in a source."""

    source: str
    """The name of a source."""
    at: NotRequired[str]
    """The place in it."""
    confidence: NotRequired[Literal["official", "secondary", "unverified", "illustration"]]
    """How sure this place is, where other than the source."""


class Competency(TypedDict):
    """An ability that shows in behaviour at work."""

    id: str
    """Its id."""
    code: NotRequired[str]
    """Its code in the framework's own numbering."""
    uri: NotRequired[str]
    """Its address."""
    title: NotRequired[str | dict[str, str]]
    """What it is called."""
    statement: NotRequired[str | dict[str, str]]
    """What somebody who has it does."""
    notes: NotRequired[str | dict[str, str]]
    """Remarks."""
    category: NotRequired[str]
    """What sort of competency it is."""
    language: NotRequired[str]
    """The language of its plain texts, where not the framework's."""
    keywords: NotRequired[list[str]]
    """Words by which it is found."""
    subjects: NotRequired[list[str]]
    """What it is about."""
    education: NotRequired[list[str]]
    """The levels of education that it is for."""
    standing: NotRequired[str]
    """Its standing: private_draft, draft, adopted, deprecated, or another word."""
    modified: NotRequired[str]
    """When it was last changed."""
    valid_from: NotRequired[Day]
    """The first day on which it holds."""
    valid_until: NotRequired[Day]
    """The last day on which it holds."""
    license: NotRequired[License]
    """The terms under which it may be used."""
    scale: NotRequired[str]
    """The scale on which it is mastered."""
    levels: NotRequired[list[str]]
    """The levels on which it exists, the lowest first; without: all."""
    indicators: NotRequired[list[Indicator]]
    """By what its levels are recognised."""
    cite: NotRequired[list[Cite]]
    """Where it comes from."""
    extra: NotRequired[dict[str, Any]]
    """What a format said beside, word for word."""


class End(TypedDict):
    """What a relation is from or to."""

    id: str
    """Its id."""
    framework: NotRequired[str]
    """The framework that it belongs to, where another."""
    uri: NotRequired[str]
    """Its address."""
    title: NotRequired[str]
    """What it is called, where it is elsewhere."""


class Indicator(TypedDict):
    """What shows that a level is mastered."""

    id: NotRequired[str]
    """Its id."""
    level: NotRequired[str]
    """The level that it shows."""
    kind: NotRequired[Literal["knowledge", "skill", "attitude", "behaviour"]]
    """What it is about."""
    text: str | dict[str, str]
    """Its words."""
    cite: NotRequired[list[Cite]]
    """Where it comes from."""


class Level(TypedDict):
    """How far a competency is mastered."""

    id: str
    """Its id."""
    title: NotRequired[str | dict[str, str]]
    """What it is called."""
    description: NotRequired[str | dict[str, str]]
    """What it is."""
    value: NotRequired[Numeral]
    """The number that it stands for; without one, its position from 1."""
    codes: NotRequired[list[str]]
    """What outside systems call it."""
    cite: NotRequired[list[Cite]]
    """Where it comes from."""


class License(TypedDict):
    """Terms of use."""

    name: NotRequired[str]
    """Its name."""
    uri: NotRequired[str]
    """Its address."""
    text: NotRequired[str]
    """Its words."""


#: How two things belong together.
Relation = TypedDict(
    "Relation",
    {
        # Its id.
        "id": "NotRequired[str]",
        # Its kind, as the verb between the two: child_of, requires, exact_match, ….
        "kind": "str",
        # The one that the sentence is about.
        "from": "str | End",
        # The other.
        "to": "str | End",
        # The position among the children of the other.
        "order": "NotRequired[int]",
        # How strong it is.
        "strength": "NotRequired[Numeral]",
        # Who says so.
        "asserted_by": "NotRequired[str]",
        # The version of the one for which it was found.
        "from_version": "NotRequired[str]",
        # The version of the other for which it was found.
        "to_version": "NotRequired[str]",
        # Remarks.
        "notes": "NotRequired[str]",
        # Its address.
        "uri": "NotRequired[str]",
        # When it was last changed.
        "modified": "NotRequired[str]",
        # What a format said beside, word for word.
        "extra": "NotRequired[dict[str, Any]]",
    },
)


class Scale(TypedDict):
    """Levels in order."""

    id: str
    """Its id."""
    title: NotRequired[str | dict[str, str]]
    """What it is called."""
    description: NotRequired[str | dict[str, str]]
    """What it is."""
    minimum: NotRequired[Numeral]
    """Where mastery begins; without one, the value of the lowest level."""
    levels: list[Level]
    """Its levels, the lowest first."""
    cite: NotRequired[list[Cite]]
    """Where it comes from."""
    extra: NotRequired[dict[str, Any]]
    """What a format said beside, word for word."""


class Source(TypedDict):
    """A text that is cited."""

    name: str
    """Its name in this document."""
    title: NotRequired[str | dict[str, str]]
    """What it is called."""
    uri: NotRequired[str]
    """Its address."""
    confidence: Literal["official", "secondary", "unverified", "illustration"]
    """How sure it is that it says what is cited."""


class Tier(TypedDict):
    """A tier of posts and the level that it requires."""

    id: str
    """Its id."""
    title: NotRequired[str | dict[str, str]]
    """What it is called."""
    level: str
    """The level that is required."""
    competencies: NotRequired[list[str]]
    """Of which competencies; without: of all that have a scale."""
    cite: NotRequired[list[Cite]]
    """Where it comes from."""


class FrameworkDocument(TypedDict):
    """A competency framework."""

    kinerja: Literal["framework/1"]
    """The kind of document."""
    framework: str
    """Its id."""
    version: NotRequired[str]
    """Its version."""
    uri: NotRequired[str]
    """Its address."""
    language: NotRequired[str]
    """The language of its plain texts."""
    title: NotRequired[str | dict[str, str]]
    """What it is called."""
    description: NotRequired[str | dict[str, str]]
    """What it is."""
    creator: NotRequired[str]
    """Who wrote it."""
    publisher: NotRequired[str]
    """Who publishes it."""
    source_uri: NotRequired[str]
    """Where it was published first."""
    standing: NotRequired[str]
    """Its standing: private_draft, draft, adopted, deprecated, or another word."""
    modified: NotRequired[str]
    """When it was last changed."""
    valid_from: NotRequired[Day]
    """The first day on which it holds."""
    valid_until: NotRequired[Day]
    """The last day on which it holds."""
    license: NotRequired[License]
    """The terms under which it may be used."""
    subjects: NotRequired[list[str]]
    """What it is about."""
    notes: NotRequired[str | dict[str, str]]
    """Remarks."""
    sources: NotRequired[list[Source]]
    """The texts that are cited."""
    scales: NotRequired[list[Scale]]
    """Scales of levels."""
    competencies: NotRequired[list[Competency]]
    """The competencies."""
    relations: NotRequired[list[Relation]]
    """How they belong together."""
    tiers: NotRequired[list[Tier]]
    """The level that each tier of posts requires."""
    extra: NotRequired[dict[str, Any]]
    """What a format said beside, word for word."""


class Requirement(TypedDict):
    """What a post requires of one competency: a level, a value, a percentage of the scale, or just to have it."""

    competency: str
    """The id of the competency."""
    title: NotRequired[str | dict[str, str]]
    """What it is called."""
    category: NotRequired[str]
    """What sort of competency it is."""
    scale: NotRequired[str]
    """The scale of the level; where the profile has one scale, that."""
    level: NotRequired[str]
    """The level that is required."""
    value: NotRequired[Numeral]
    """The value that is required."""
    percent: NotRequired[Numeral]
    """The part of the scale that is required, in percent."""
    need: NotRequired[Literal["essential", "optional"]]
    """Whether it counts, or is welcome only; without: essential."""
    weight: NotRequired[Numeral]
    """Its weight; without: as much as each other."""
    mandatory: NotRequired[bool]
    """That nothing makes up for it."""
    cite: NotRequired[list[Cite]]
    """Where it comes from."""


class ProfileDocument(TypedDict):
    """A job profile."""

    kinerja: Literal["profile/1"]
    """The kind of document."""
    profile: str
    """Its id."""
    title: NotRequired[str | dict[str, str]]
    """What it is called."""
    description: NotRequired[str | dict[str, str]]
    """What somebody in the post does."""
    post: NotRequired[str]
    """The post that it is of."""
    grade: NotRequired[str]
    """The grade that it is of."""
    tier: NotRequired[str]
    """The tier or role level that it is of."""
    framework: NotRequired[str]
    """The framework that its competencies are of."""
    framework_version: NotRequired[str]
    """The version of the framework."""
    valid_from: NotRequired[Day]
    """The first day on which it holds."""
    valid_until: NotRequired[Day]
    """The last day on which it holds."""
    sources: NotRequired[list[Source]]
    """The texts that are cited."""
    scales: NotRequired[list[Scale]]
    """The scales of its levels."""
    requirements: list[Requirement]
    """What is required."""
    extra: NotRequired[dict[str, Any]]
    """What a format said beside, word for word."""


class Person(TypedDict):
    """Whom it is about."""

    ref: NotRequired[str]
    """The host's own reference."""
    name: NotRequired[str]
    """The name."""
    post: NotRequired[str]
    """The post held."""
    unit: NotRequired[str]
    """The unit of the organisation."""


class Result(TypedDict):
    """What was found of one competency: a level, a value, whether it is there, or why nothing was found."""

    competency: str
    """The id of the competency."""
    level: NotRequired[str]
    """The level that was shown."""
    value: NotRequired[Numeral]
    """The value that was shown, which need not be one of a level."""
    has: NotRequired[bool]
    """Whether it is there."""
    absent: NotRequired[Literal["not_rated", "not_applicable"]]
    """That nothing was found, and of which kind that is."""
    because: NotRequired[str]
    """Why nothing was found."""
    evidence: NotRequired[list[str]]
    """What it rests on."""
    by: NotRequired[str]
    """Who rated it."""
    on: NotRequired[Day]
    """When."""
    note: NotRequired[str]
    """A remark."""


class AssessmentDocument(TypedDict):
    """What was found of one person's competencies."""

    kinerja: Literal["assessment/1"]
    """The kind of document."""
    person: NotRequired[Person]
    """Whom it is about."""
    on: NotRequired[Day]
    """The day of the assessment."""
    by: NotRequired[str]
    """Who assessed."""
    note: NotRequired[str]
    """A remark."""
    results: list[Result]
    """What was found."""


class Assessed(TypedDict):
    """Of how many requirements something was found."""

    rated: int
    """Those of which something was found."""
    of: int
    """Those that count."""
    not_rated: int
    """Those of which a rating is owed."""
    not_applicable: int
    """Those of which none is owed."""


#: A range of scores with a name.
GapBand = TypedDict(
    "GapBand",
    {
        # Its id.
        "id": "str",
        # What it is called.
        "title": "NotRequired[str | dict[str, str]]",
        # The lowest score in it; the last may leave it out.
        "from": "NotRequired[Numeral]",
    },
)


class GapItem(TypedDict):
    """A requirement and what was found of it."""

    competency: str
    """The competency."""
    title: NotRequired[str | dict[str, str]]
    """What it is called."""
    required: str
    """The value required."""
    actual: NotRequired[str]
    """The value found."""
    absent: NotRequired[Literal["not_rated", "not_applicable"]]
    """How nothing was found."""
    gap: NotRequired[str]
    """What is lacking; below zero where more was found."""
    met: NotRequired[bool]
    """Whether as much as required was found."""
    share: NotRequired[str]
    """Its part in the score, as the method reckons it."""
    weight: str
    """Its weight."""
    mandatory: NotRequired[bool]
    """That nothing makes up for it."""
    need: NotRequired[Literal["optional"]]
    """That it does not count."""


class GapMandatory(TypedDict):
    """The requirements that nothing makes up for."""

    met: int
    """Those that are met."""
    of: int
    """All of them."""
    knock_outs: list[str]
    """Those that are not met."""
    open: list[str]
    """Those that nobody rated."""


class GapOutcomes(TypedDict):
    """What came out."""

    score: str
    """The score, in percent; a fraction where it does not end and is not rounded."""
    exact: NotRequired[str]
    """The score before it was rounded."""
    band: NotRequired[str]
    """The band that holds."""


class Rounding(TypedDict):
    """How a number is rounded."""

    digits: int
    """Digits after the point."""
    mode: Literal["up", "down", "ceiling", "floor", "half_up", "half_down", "half_even", "half_ceiling", "half_floor", "zero_five_up"]
    """The rounding mode."""


class GapResultDocument(TypedDict):
    """What a person lacks for a post: calculated, not decided."""

    kinerja: Literal["gap-result/1"]
    """The kind of document."""
    profile: str
    """The id of the job profile."""
    profile_digest: str
    """The digest of the job profile."""
    assessment_digest: str
    """The digest of the assessment."""
    person: NotRequired[Person]
    """Whom it is about."""
    on: NotRequired[Day]
    """The day of the assessment."""
    method: NotRequired[Literal["proportional", "met-count", "jpm-ratio-of-sums", "jpm-mean-of-ratios", "weighted-gap"]]
    """The method; without one: proportional."""
    cap: NotRequired[Literal["none", "each", "whole"]]
    """Whether more than required counts; without: it does."""
    unrated: NotRequired[Literal["block", "exclude", "minimum"]]
    """What becomes of what was not rated; without: block."""
    round_each: NotRequired[Rounding]
    """How each ratio is rounded before the mean."""
    round: NotRequired[Rounding]
    """How the score is rounded."""
    bands: NotRequired[list[GapBand]]
    """The bands, highest first."""
    outcomes: GapOutcomes
    """What came out."""
    assessed: Assessed
    """Of how many requirements something was found."""
    mandatory: NotRequired[GapMandatory]
    """The requirements that nothing makes up for."""
    items: list[GapItem]
    """Each requirement and what was found of it."""
    warnings: NotRequired[list[Any]]
    """What to know beside."""
    explanation: NotRequired[dict[str, str]]
    """The explanation by language, where it was asked for."""
    html: NotRequired[dict[str, str]]
    """The report as an HTML page by language, where it was asked for."""
    seal: NotRequired[str]
    """The digest of the rest: an input of a scheme takes the document by it."""


__all__ = [
    "Assessed",
    "AssessmentDocument",
    "Cite",
    "Competency",
    "Day",
    "End",
    "FrameworkDocument",
    "GapBand",
    "GapItem",
    "GapMandatory",
    "GapOutcomes",
    "GapResultDocument",
    "Indicator",
    "Level",
    "License",
    "Numeral",
    "Person",
    "ProfileDocument",
    "Relation",
    "Requirement",
    "Result",
    "Rounding",
    "Scale",
    "Source",
    "Tier",
]
