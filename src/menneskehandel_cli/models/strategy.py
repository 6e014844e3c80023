"""The strategy itself: its areas, themes, principles, money, documents and settings.

Among these is the public site: who publishes it, on which terms, and what it is about.

What its file says of language, time and words is needed before it is read as a record.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypeGuard

from pydantic import BeforeValidator, StrictBool, StrictInt, WithJsonSchema

from menneskehandel_cli.diagnostics import at
from menneskehandel_cli.language import SOURCE_LANG, msg
from menneskehandel_cli.language import terms as own
from menneskehandel_cli.models import base
from menneskehandel_cli.models.base import LanguageTag, Line, Model, Prefix, Source, Text, Url, described
from menneskehandel_cli.models.reporting import Evaluation, Reporting
from menneskehandel_cli.zones import UTC_ZONE, is_zone

RegisterNumber = Annotated[
    Line,
    BeforeValidator(lambda value: str(value) if type(value) is int else value),
    WithJsonSchema({"type": ["string", "integer"]}),
]
"""A number in a register, which may have letters: digits alone are a number in YAML."""


class Publisher(Model):
    """Who publishes the site and answers for it."""

    name: Text = described("The name of the publisher.")
    url: Url | None = described(base.WEB_ADDRESS)
    email: Line | None = described("The e-mail address for questions and corrections.")
    organisation_number: RegisterNumber | None = described(
        "The publisher's number in the country's register of legal entities, as it is written there.",
        example="999999999",
    )


class Licence(Model):
    """The terms on which others may use the data."""

    name: Text = described("What the licence is called.")
    url: Url = described("The address of the licence itself. It begins with https://.")


class Accessibility(Model):
    """The publisher's own accessibility statement, and where to complain (law: WCAG 2.1 AA)."""

    statement: Url = described("The address of the accessibility statement.")
    complaints: Url | None = described("The address at which users can complain.")


DataTheme = Annotated[Literal[
    "AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI", "TECH",
    "TRAN",
], Prefix("value.data_theme")]  # fmt: skip
"""Themes of data sets by the EU's list:
http://publications.europa.eu/resource/authority/data-theme"""


class Publication(Model):
    """What only the publisher of the site can know. What is not given is not published.

    ``address`` is where the site lies, ``edit`` the address of a file in the web editor of the
    repository, with ``{path}`` for the path of the file.
    """

    official: StrictBool = described(
        "Write “true” only when the Government itself publishes the site. Otherwise every page says that "
        "the site is not the Government's own.",
        default=False,
    )
    address: Url | None = described(
        "Where the site is on the web: the address of the folder with index.html.",
        example="https://example.org/plan/",
    )
    publisher: Publisher | None = described("Who publishes the site and is responsible for it.")
    licence: Licence | None = described("The terms on which others may use the data.")
    edit: base.EditUrl | None = described(
        "The address at which a file can be edited on the web, with {path} for the path of "
        "the file. Pages then link to it.",
        example="https://example.org/edit/main/{path}",
    )
    accessibility: Accessibility | None = described("The publisher's accessibility statement.")
    themes: tuple[DataTheme, ...] = described(
        "What the data is about, from the EU's list of themes. Catalogues of public data "
        "require at least one.",
        example="[GOVE, JUST]",
    )


def language_of(values: Mapping[str, object]) -> str:
    """``Strategy.language`` by the plain values of its file, which are read in that language.

    English if they give none that can be read.
    """
    languages = values.get("languages")
    first = languages[0] if isinstance(languages, list) and languages else None
    tags = (tag for tag in (values.get("default_language"), first) if isinstance(tag, str))
    return next((tag for tag in tags if re.fullmatch(base.PATTERNS["language_tag"], tag)), SOURCE_LANG)


def zone_of(values: Mapping[str, object]) -> str:
    """``Strategy.zone`` by the plain values of its file, as far as they can be read."""
    zone = values.get("time_zone")
    if isinstance(zone, str) and re.fullmatch(base.PATTERNS["time_zone"], zone) and is_zone(zone):
        return zone
    return zone_in(values.get("country"))


def terms_of(values: Mapping[str, object], lang: str) -> own.Terms:
    """``Strategy.terms`` in a language by the plain values of its file, as far as they can be read."""
    found: dict[own.Concept, own.Term] = {}
    for concept in own.CONCEPTS:
        one, many = (at(values, ("terms", concept, str(lang), form)) for form in ("one", "many"))
        if _is_term(one) and _is_term(many):
            found[concept] = own.Term(one, many)
    return found


def _is_term(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and re.fullmatch(base.PATTERNS["term"], value) is not None


def zone_in(country: object) -> str:
    """The zone of a strategy that names none, by its country."""
    return "Europe/Oslo" if is_as_before(country) else UTC_ZONE


def money_in(currency: object, country: object) -> str:
    """The currency of amounts that give none, by that of the strategy and its country; or empty."""
    return str(currency or ("NOK" if is_as_before(country) else ""))


def is_as_before(country: object) -> bool:
    """Whether a strategy has the zone and the currency that all had before there were keys for them."""
    return country in (None, "NO")


class Period(Model):
    """The years a strategy covers, both included."""

    from_: StrictInt = described("The first year.", alias="from", ge=1900, le=2200)
    to: StrictInt = described("The last year.", ge=1900, le=2200)


class SharedGoal(Model, description=msg("A goal that several measures share. It is written only here.")):
    """A goal that several measures of a focus area have in common, defined once."""

    id: base.ChildId = described("FA, the area's number, a full stop, G and a number.", example="FA4.G1")
    text: Text = described("The goal, in our words.")
    measures: tuple[base.MeasureId, ...] = described("The ids of the measures that share the goal.")
    source: Source = described(base.WHERE_SAID)


class FocusArea(Model, description=msg("A focus area.")):
    """A focus area (innsatsområde), with the convention articles the strategy names for it."""

    number: StrictInt = described("The number.", ge=1)
    title: Text = described("The name of the area, exactly as in the strategy.")
    goal: Text = described("The goal of the area, in our words.")
    goal_source: Source = described("Where in the strategy the goal is stated.")
    articles: tuple[Annotated[base.ObligationId | StrictInt, base.either("obligation_id")], ...] = described(
        "The articles that the strategy names for the area, by their ids (coe-18). A number alone "
        "works only when there is one convention.",
        example="[coe-10, coe-11]",
    )
    articles_source: Source | None = described("Where the strategy names the articles.")
    shared_goals: tuple[SharedGoal, ...] = described("Goals of several measures, referred to with “ref”.")


class Naming(Model, description=msg("A requirement that is named without being followed up.")):
    """A demand that a principle or a fund mentions. It names the demand and never answers it."""

    obligation: base.ObligationId = described("The id of the obligation or the requirement.")
    basis: Annotated[Literal["strategy", "editorial"], Prefix("value.naming")] = described(
        "Who makes the link."
    )
    note: Text | None = described("Why.")


class Theme(Model, description=msg("A theme that cuts across the focus areas.")):
    """What measures and obligations are about across the focus areas. Ours where it has no source."""

    id: base.Slug = described("The id that records give under “themes”. Never changes.", example="children")
    title: base.ShortText = described("What the theme is called, at most 40 characters in each language.")
    searched_as: Text | None = described(base.SEARCHED_AS)
    source: Source | None = described("Where the strategy discusses the theme. Left out if it is ours.")

    @property
    def page(self) -> str:
        """What the page about it is called, which is no word in a text."""
        return f"theme-{self.id}"


class Principle(Model, description=msg("A principle that applies to all measures.")):
    """A principle that applies to all measures."""

    id: Line = described("The short name of the principle.")
    text: Text = described("The principle, in our words.")
    names: tuple[Naming, ...] = described("Requirements that it names. A principle never follows one up.")
    source: Source = described(base.WHERE_SAID)


class Funding(Model, description=msg("Funding that the strategy mentions.")):
    """Money the strategy names. ``amount`` is per year if it is permanent.

    It is in ``currency``, otherwise in that of the strategy (``Strategy.money``).
    """

    id: Line = described("The short name of the funding.")
    amount: StrictInt = described("A whole number, without spaces. For permanent funding: per year.", ge=0)
    currency: base.Currency | None = described("The currency, if it is not that of the strategy.")
    basis: Annotated[Literal["permanent", "yearly"], Prefix("value.funding")] = described(
        "Whether the funding is permanent or for one year."
    )
    from_: base.Day = described("The date from which the money is allocated.", alias="from")
    earmarked: StrictBool = described("Write “true” when the money is earmarked, otherwise “false”.")
    measures: tuple[base.MeasureId, ...] = described("The ids of the measures that the money is for.")
    names: tuple[Naming, ...] = described(
        "Requirements named in the text on the funding. Funding alone is never counted as following up a "
        "requirement."
    )
    short_title: base.ShortText | None = described(base.SHORT_TITLE)
    text: Text = described("What the money is for, in our words.")
    source: Source = described(base.WHERE_SAID)


class History(Model):
    """How git history is read: which line is the mainline, and where data entry ended."""

    ref: Line | None = described("The mainline branch. If the field is empty, the branch you are on is used.")
    baseline: Line | None = described(
        "The day, the month or the commit by which the transcript of the strategy was complete. Everything "
        "up to and including it is data entry, not policy.",
        example="2026-11-25",
    )


Severity = Annotated[Literal["error", "gap", "note", "off"], Prefix("value.severity")]


class Check(Model):
    """The settings of the rules for this strategy."""

    severity: dict[base.RuleCode, Severity] = described(
        "Makes a rule more or less severe, or turns it off. Give the code of the rule, then the "
        "severity. The severity of a rule that is an error by default cannot be changed."
    )


class SourceDocument(Model, description=msg("A document that a source can refer to.")):
    """A document that sources refer to by its id."""

    id: base.Slug = described("The id that “document” in a source refers to.")
    title: Text = described("What the document is called.")
    publisher: Text | None = described("Who has published the document.")
    reference: Line | None = described("The document's own number.")
    url: Url | None = described(base.WEB_ADDRESS)
    published: base.Day | None = described("When the document was published.", example="2027-03")
    adopted: base.Day | None = described("When the document was adopted.")
    note: Text | None = described(base.NOTE)


class Term(Model, description=msg("A name in one language, in the singular and the plural.")):
    """What something is called in one language, as it is written inside a sentence."""

    one: base.Word = described("The singular, in lower case if so written in mid-sentence.", example="action")
    many: base.Word = described("The plural, in the form used after a number.", example="actions")


class Terms(Model):
    """What the strategy calls things, by language. A language without a term keeps the program's word."""

    measure: dict[LanguageTag, Term] = described("What a measure is called in each language.")
    responsible_body: dict[LanguageTag, Term] = described("What a responsible body is called in a language.")


class Became(Model, description=msg("What became of a measure of an earlier plan.")):
    """What became of a measure of an earlier plan, as far as a source says."""

    measure: Line = described("The number or the name of the measure in the earlier plan.")
    title: Text | None = described("What the measure was about, in our words.")
    became: Annotated[Literal["carried_on", "done", "dropped", "unknown"], Prefix("became")] = described(
        "What became of the measure."
    )
    as_: tuple[base.MeasureId, ...] = described(
        "The measures of this plan that continue the earlier measure.", alias="as", example="[T12]"
    )
    source: Source | None = described("Where a source says what became of the measure.")
    note: Text | None = described(base.NOTE)


class EarlierPlan(Model, description=msg("A plan that came before this one.")):
    """A plan before this one. What became of those of its measures that are not listed is not known."""

    title: Text = described("What the earlier plan is called, or a description of it.")
    plan: base.Slug | None = described("The id of the plan, where it is in the same repository.")
    period: Period | None = described("The years of the earlier plan.")
    total: StrictInt | None = described("The number of measures that the plan had.", ge=1)
    measures: tuple[Became, ...] = described("The plan's measures about which something is known.")
    source: Source = described("Where the earlier plan is described.")
    note: Text | None = described(base.NOTE)


TextKind = Annotated[Literal[
    "strategy", "actors", "measure", "instrument", "article", "recommendation", "law", "party",
    "report", "indicator", "missing", "documents", "note",
], Prefix("texts")]  # fmt: skip
"""The kinds of texts: those of each kind of file, without those that have a kind of their own.

These are what the law does not answer (``missing``), the strategy's ``documents``, and every ``note``.
"""


class Strategy(base.Record, description=msg("What applies to the whole strategy.")):
    """The strategy: what it is for, its focus areas, its duties to report and evaluate."""

    id: base.Slug = described("The short name of the strategy.")
    title: Text = described("What the strategy is called.")
    fictional: StrictBool = described(
        "Write “true” when the strategy is fictional, for practice. All output then says so.", default=False
    )
    period: Period = described("The years of the strategy.")
    languages: tuple[LanguageTag, ...] = described(
        "The languages in which every text should exist.", min_length=1, example="[nb, en]"
    )
    required_texts: dict[LanguageTag, tuple[TextKind, ...]] = described(
        "The kinds of text that are required in a language, where not all are. In a language that "
        "is not listed here, every text is required.",
        example="{nn: [strategy, measure, missing]}",
    )
    default_language: LanguageTag | None = described(
        "The language that the program uses when nobody has asked for another, and the language of texts "
        "for which none is given. May be left out when it is the first in “languages”.",
        example="nb",
    )
    country: base.Country | None = described(
        "The code of the country, or of a part of it, as in ISO 3166.", example="IE"
    )
    time_zone: base.TimeZone | None = described(
        "The time zone in which days are counted: it decides which year a commit at midnight belongs to. If"
        " it is left out, Europe/Oslo applies when “country” is also left out or is NO, and otherwise UTC.",
        example="Europe/Dublin",
    )
    currency: base.Currency | None = described(
        "The currency of amounts stated without one, as in ISO 4217. If it is left out, NOK applies when "
        "“country” is also left out or is NO. Otherwise, an amount has no currency unless one is stated "
        "with it.",
        example="EUR",
    )
    measure_letter: base.MeasureLetter | None = described(
        "What the ids of measures begin with, in one to three capital letters. T if left out.", example="A"
    )
    terms: Terms = described(
        "What measures and responsible bodies are called in each language: in labels, headings, columns and"
        " counts. In sentences, and in languages that are left out, the program's own words are used.",
        default_factory=Terms,
    )
    coordinator: base.ActorId = described("The ministry that coordinates: the id of an actor.")
    source: Source = described(base.WHERE_SAID)
    purpose: Text = described("The purpose, in our words.")
    purpose_source: Source | None = described("Where in the strategy the purpose is stated.")
    focus_areas: tuple[FocusArea, ...] = described("The focus areas.", min_length=1)
    themes: tuple[Theme, ...] = described("The themes that measures, articles and recommendations can have.")
    principles: tuple[Principle, ...] = described("The principles that apply to all measures.")
    funding: tuple[Funding, ...] = described("Funding that the strategy mentions.")
    reporting: Reporting = described("The duty to report, and the periods.")
    evaluations: tuple[Evaluation, ...] = described("The evaluations that the strategy promises.")
    history: History = described("How the history in git is read.", default_factory=History)
    check: Check = described("What has been decided on the rules for this strategy.", default_factory=Check)
    succeeds: tuple[EarlierPlan, ...] = described("Earlier plans, and what became of their measures.")
    documents: tuple[SourceDocument, ...] = described("All documents that sources can refer to.")
    publication: Publication = described(
        "Details that only the publisher of the public site knows. Those not given are not published.",
        default_factory=Publication,
    )

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
        return self.measure_letter or base.MEASURE_LETTER

    @property
    def money(self) -> str:
        """The currency of amounts that give none; empty if it is not known."""
        return money_in(self.currency, self.country)
