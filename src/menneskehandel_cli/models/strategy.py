"""The strategy itself, and the actors it gives a role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal, TypeGuard, get_args

from pydantic import Field, StrictBool, StrictInt

from menneskehandel_cli.language import SOURCE_LANG, last_day
from menneskehandel_cli.language import terms as own
from menneskehandel_cli.models.base import (
    MEASURE_LETTER,
    PATTERNS,
    ActorId,
    ChildId,
    Country,
    Currency,
    Day,
    EditUrl,
    LanguageTag,
    Line,
    MeasureId,
    MeasureLetter,
    Model,
    ObligationId,
    Record,
    RuleCode,
    Slug,
    Source,
    Text,
    TimeZone,
    Url,
    Word,
    either,
)
from menneskehandel_cli.zones import UTC_ZONE, is_zone


class Period(Model):
    """The years a strategy covers, both included."""

    from_: StrictInt = Field(alias="from", ge=1900, le=2200)
    to: StrictInt = Field(ge=1900, le=2200)


class SharedGoal(Model):
    """A goal that several measures of a focus area have in common, defined once."""

    id: ChildId
    text: Text
    measures: tuple[MeasureId, ...] = ()
    source: Source


class FocusArea(Model):
    """A focus area (innsatsområde), with the convention articles the strategy names for it."""

    number: StrictInt = Field(ge=1)
    title: Text
    goal: Text
    goal_source: Source
    articles: tuple[Annotated[ObligationId | StrictInt, either("obligation_id")], ...] = ()
    """Articles by id (``coe-18``); a bare number only where there is one convention."""
    articles_source: Source | None = None
    shared_goals: tuple[SharedGoal, ...] = ()


class Naming(Model):
    """A demand that a principle or a fund mentions. It names the demand and never answers it."""

    obligation: ObligationId
    basis: Literal["strategy", "editorial"]
    note: Text | None = None


class Principle(Model):
    """A principle that applies to all measures."""

    id: Line
    text: Text
    names: tuple[Naming, ...] = ()
    source: Source


class Funding(Model):
    """Money the strategy names. ``amount`` is per year if it is permanent.

    It is in ``currency``, else in that of the strategy (``Strategy.money``).
    """

    id: Line
    amount: StrictInt = Field(ge=0)
    currency: Currency | None = None
    basis: Literal["permanent", "yearly"]
    from_: Day = Field(alias="from")
    earmarked: StrictBool
    measures: tuple[MeasureId, ...] = ()
    names: tuple[Naming, ...] = ()
    text: Text
    source: Source


class ReportingPeriod(Model):
    """A year to report on. ``due`` is set only if a source gives the day; without it nobody is late.

    ``closes`` names the commit or tag that holds the closing state.
    """

    from_: Day = Field(alias="from")
    to: Day
    due: Day | None = None
    due_source: Source | None = None
    closes: Line | None = None

    def is_due(self, as_of: date) -> bool:
        """Whether a day is set and is before ``as_of``; on the day itself it has not passed."""
        return self.due is not None and last_day(self.due) < as_of


class Reporting(Model):
    """The duty to report, and the periods."""

    duty: Text
    source: Source
    periods: dict[Line, ReportingPeriod] = Field(default_factory=dict)


class Evaluation(Model):
    """An evaluation the strategy promises."""

    id: Line
    kind: Literal["interim", "final"]
    title: Text
    due: Day | None = None
    source: Source


class History(Model):
    """How git history is read: which line is the mainline, and where data entry ended."""

    ref: Line | None = None
    baseline: Line | None = None


class Check(Model):
    """The settings of the rules for this strategy."""

    severity: dict[RuleCode, Literal["error", "gap", "note", "off"]] = Field(default_factory=dict)


class Publisher(Model):
    """Who publishes the site and answers for it."""

    name: Text
    url: Url | None = None
    email: Line | None = None
    """The address for questions and corrections."""
    organisation_number: StrictInt | None = Field(default=None, ge=100_000_000, le=999_999_999)
    """In the Norwegian register of legal entities (Enhetsregisteret)."""


class Licence(Model):
    """The terms on which others may use the data."""

    name: Text
    url: Url


class Accessibility(Model):
    """The publisher's own accessibility statement, and where to complain (law: WCAG 2.1 AA)."""

    statement: Url
    complaints: Url | None = None


DataTheme = Literal[
    "AGRI",
    "ECON",
    "EDUC",
    "ENER",
    "ENVI",
    "GOVE",
    "HEAL",
    "INTR",
    "JUST",
    "REGI",
    "SOCI",
    "TECH",
    "TRAN",
]
"""Themes of data sets by the EU's list:
http://publications.europa.eu/resource/authority/data-theme"""


class Publication(Model):
    """What only the publisher of the site can know. What is not given is not published.

    ``address`` is where the site lies, ``edit`` the address of a file in the web editor of the
    repository, with ``{path}`` for the path of the file.
    """

    official: StrictBool = False
    address: Url | None = None
    publisher: Publisher | None = None
    licence: Licence | None = None
    edit: EditUrl | None = None
    accessibility: Accessibility | None = None
    themes: tuple[DataTheme, ...] = ()
    """What the data is about, for catalogues of public data (DCAT-AP-NO)."""


class SourceDocument(Model):
    """A document that sources refer to by its id."""

    id: Slug
    title: Text
    publisher: Text | None = None
    reference: Line | None = None
    url: Url | None = None
    published: Day | None = None
    adopted: Day | None = None
    note: Text | None = None


class Term(Model):
    """What something is called in one language, as it is written inside a sentence."""

    one: Word
    many: Word


class Terms(Model):
    """What the strategy calls things, by language. A language without a term keeps the program's word."""

    measure: dict[LanguageTag, Term] = Field(default_factory=dict)
    responsible_body: dict[LanguageTag, Term] = Field(default_factory=dict)


class Strategy(Record):
    """The strategy: what it is for, its focus areas, its duties to report and evaluate."""

    id: Slug
    title: Text
    fictional: StrictBool = False
    period: Period
    languages: tuple[LanguageTag, ...] = Field(min_length=1)
    default_language: LanguageTag | None = None
    country: Country | None = None
    time_zone: TimeZone | None = None
    currency: Currency | None = None
    measure_letter: MeasureLetter | None = None
    terms: Terms = Field(default_factory=Terms)
    coordinator: ActorId
    source: Source
    purpose: Text
    purpose_source: Source | None = None
    focus_areas: tuple[FocusArea, ...] = Field(min_length=1)
    principles: tuple[Principle, ...] = ()
    funding: tuple[Funding, ...] = ()
    reporting: Reporting
    evaluations: tuple[Evaluation, ...] = ()
    history: History = Field(default_factory=History)
    check: Check = Field(default_factory=Check)
    documents: tuple[SourceDocument, ...] = ()
    publication: Publication = Field(default_factory=Publication)

    @property
    def language(self) -> str:
        """The language that the texts are in first, and that the program answers in."""
        return self.default_language or self.languages[0]

    @property
    def zone(self) -> str:
        """The time zone in which days are counted."""
        return self.time_zone or _zone_in(self.country)

    @property
    def letter(self) -> str:
        """What the ids of measures begin with."""
        return self.measure_letter or MEASURE_LETTER

    @property
    def money(self) -> str:
        """The currency of amounts that give none; empty if it is not known."""
        return self.currency or ("NOK" if _is_as_before(self.country) else "")


def language_of(values: Mapping[str, object]) -> str:
    """``Strategy.language`` by the plain values of its file, which are read in that language.

    English if they give none that can be read.
    """
    languages = values.get("languages")
    first = languages[0] if isinstance(languages, list) and languages else None
    for tag in (values.get("default_language"), first):
        if isinstance(tag, str) and re.fullmatch(PATTERNS["language_tag"], tag):
            return tag
    return SOURCE_LANG


def zone_of(values: Mapping[str, object]) -> str:
    """``Strategy.zone`` by the plain values of its file, as far as they can be read."""
    given = values.get("time_zone")
    if isinstance(given, str) and re.fullmatch(PATTERNS["time_zone"], given) and is_zone(given):
        return given
    return _zone_in(values.get("country"))


def terms_of(values: Mapping[str, object], lang: str) -> own.Terms:
    """``Strategy.terms`` in a language by the plain values of its file, as far as they can be read."""
    found: dict[own.Concept, own.Term] = {}
    for concept in own.CONCEPTS:
        one, many = (_below(values, "terms", concept, str(lang), form) for form in ("one", "many"))
        if _is_term(one) and _is_term(many):
            found[concept] = own.Term(one, many)
    return found


def _below(value: object, *keys: str) -> object:
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _is_term(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and re.fullmatch(PATTERNS["term"], value) is not None


def _zone_in(country: object) -> str:
    return "Europe/Oslo" if _is_as_before(country) else UTC_ZONE


def _is_as_before(country: object) -> bool:
    """Whether a strategy has the zone and the currency that all had before there were keys for them."""
    return country in (None, "NO")


ActorKind = Literal[
    "ministry",
    "directorate",
    "agency",
    "police",
    "prosecution",
    "tribunal",
    "court",
    "rapporteur",
    "coordination",
    "competence_centre",
    "health_service",
    "municipality",
    "grant_recipient",
    "ngo",
    "social_partner",
    "sector_body",
    "research",
    "international",
    "other",
]

ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)

INDEPENDENT: frozenset[ActorKind] = frozenset({"rapporteur", "court", "research", "international"})
"""Kinds of independent bodies, which owe no report."""


class Actor(Model):
    """A body that the strategy gives a role."""

    id: ActorId
    name: Text
    kind: ActorKind
    parent: ActorId | None = None
    role: Text | None = None
    url: Url | None = None
    source: Source
    note: Text | None = None

    @property
    def owes_reports(self) -> bool:
        """Whether the body owes reports, and so can be silent. A rapporteur, for one, owes none."""
        return self.kind not in INDEPENDENT

    def is_called(self, name: str) -> bool:
        """Whether ``name`` is the whole name of the actor in some language. Case is ignored."""
        wanted = " ".join(name.casefold().split())
        return any(" ".join(text.casefold().split()) == wanted for text in self.name.all())


class Helpline(Model):
    """A telephone service for victims and those who meet them."""

    id: ActorId
    name: Text
    number: Line
    operator: ActorId
    hours: Text | None = None
    url: Url | None = None
    source: Source


class Actors(Record):
    """All actors and helplines."""

    actors: tuple[Actor, ...] = ()
    helplines: tuple[Helpline, ...] = ()


_TELLING = 8
"""A part of an actor's name must have this many letters to suggest the actor."""


def actor_called(name: str, actors: Iterable[Actor]) -> tuple[str | None, bool]:
    """The id of the actor that ``name`` means, by its whole name in some language or a part of it.

    The second value says whether it is the whole name, of one actor alone. Case is ignored. The id is
    ``None`` if the name means no actor, or several.
    """
    known, wanted = list(actors), " ".join(name.casefold().split())
    whole = [actor.id for actor in known if actor.is_called(name)]
    if len(whole) == 1:
        return whole[0], True
    if len(wanted) < _TELLING or whole:
        return None, False
    part = [actor.id for actor in known if any(wanted in text.casefold() for text in actor.name.all())]
    return (part[0] if len(part) == 1 else None), False
