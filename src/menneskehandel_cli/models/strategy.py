"""The strategy itself: its areas, themes, principles, money, documents and settings."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from menneskehandel_cli.models.base import (
    MEASURE_LETTER,
    ActorId,
    ChildId,
    Country,
    Currency,
    Day,
    LanguageTag,
    Line,
    MeasureId,
    MeasureLetter,
    Model,
    ObligationId,
    Record,
    RuleCode,
    ShortText,
    Slug,
    Source,
    Text,
    TimeZone,
    Url,
    Word,
    Words,
    either,
)
from menneskehandel_cli.models.plain import money_in, zone_in
from menneskehandel_cli.models.publication import Publication
from menneskehandel_cli.models.reporting import Evaluation, Reporting


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
    articles_source: Source | None = None
    shared_goals: tuple[SharedGoal, ...] = ()


class Naming(Model):
    """A demand that a principle or a fund mentions. It names the demand and never answers it."""

    obligation: ObligationId
    basis: Annotated[Literal["strategy", "editorial"], Words("value.naming")]
    note: Text | None = None


class Theme(Model):
    """What measures and obligations are about across the focus areas. Ours where it has no source."""

    id: Slug
    title: ShortText
    searched_as: Text | None = None
    source: Source | None = None

    @property
    def page(self) -> str:
        """What the page about it is called, which is no word in a text."""
        return f"theme-{self.id}"


class Principle(Model):
    """A principle that applies to all measures."""

    id: Line
    text: Text
    names: tuple[Naming, ...] = ()
    source: Source


class Funding(Model):
    """Money the strategy names. ``amount`` is per year if it is permanent.

    It is in ``currency``, otherwise in that of the strategy (``Strategy.money``).
    """

    id: Line
    amount: StrictInt = Field(ge=0)
    currency: Currency | None = None
    basis: Annotated[Literal["permanent", "yearly"], Words("value.funding")]
    from_: Day = Field(alias="from")
    earmarked: StrictBool
    measures: tuple[MeasureId, ...] = ()
    names: tuple[Naming, ...] = ()
    short_title: ShortText | None = None
    text: Text
    source: Source


class History(Model):
    """How git history is read: which line is the mainline, and where data entry ended."""

    ref: Line | None = None
    baseline: Line | None = None


Severity = Annotated[Literal["error", "gap", "note", "off"], Words("value.severity")]


class Check(Model):
    """The settings of the rules for this strategy."""

    severity: dict[RuleCode, Severity] = Field(default_factory=dict)


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


class Became(Model):
    """What became of a measure of an earlier plan, as far as a source says."""

    measure: Line
    title: Text | None = None
    became: Annotated[Literal["carried_on", "done", "dropped", "unknown"], Words("became")]
    as_: tuple[MeasureId, ...] = Field((), alias="as")
    source: Source | None = None
    note: Text | None = None


class EarlierPlan(Model):
    """A plan before this one. What became of those of its measures that are not listed is not known."""

    title: Text
    plan: Slug | None = None
    period: Period | None = None
    total: StrictInt | None = Field(None, ge=1)
    measures: tuple[Became, ...] = ()
    source: Source
    note: Text | None = None


TextKind = Annotated[Literal[
    "strategy", "actors", "measure", "instrument", "article", "recommendation", "law", "party",
    "report", "indicator", "missing", "documents", "note",
], Words("texts")]  # fmt: skip
"""The kinds of texts: those of each kind of file, without those that have a kind of their own.

These are what the law does not answer (``missing``), the strategy's ``documents``, and every ``note``.
"""


class Strategy(Record):
    """The strategy: what it is for, its focus areas, its duties to report and evaluate."""

    id: Slug
    title: Text
    fictional: StrictBool = False
    period: Period
    languages: tuple[LanguageTag, ...] = Field(min_length=1)
    required_texts: dict[LanguageTag, tuple[TextKind, ...]] = Field(default_factory=dict)
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
    themes: tuple[Theme, ...] = ()
    principles: tuple[Principle, ...] = ()
    funding: tuple[Funding, ...] = ()
    reporting: Reporting
    evaluations: tuple[Evaluation, ...] = ()
    history: History = Field(default_factory=History)
    check: Check = Field(default_factory=Check)
    succeeds: tuple[EarlierPlan, ...] = ()
    documents: tuple[SourceDocument, ...] = ()
    publication: Publication = Field(default_factory=Publication)

    @property
    def language(self) -> str:
        """The language that the texts are in first, and that the program answers in."""
        return self.default_language or self.languages[0]

    def requires(self, kind: TextKind, language: str) -> bool:
        """Whether texts of this kind are to exist in one of the strategy's languages."""
        return kind in self.required_texts.get(language, (kind,))

    @property
    def zone(self) -> str:
        """The time zone in which days are counted."""
        return self.time_zone or zone_in(self.country)

    @property
    def letter(self) -> str:
        """What the ids of measures begin with."""
        return self.measure_letter or MEASURE_LETTER

    @property
    def money(self) -> str:
        """The currency of amounts that give none; empty if it is not known."""
        return money_in(self.currency, self.country)
