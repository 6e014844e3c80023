"""Obligations: the convention's articles and the recommendations of its monitoring bodies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr, StringConstraints

from menneskehandel_cli.models.base import (
    PATTERNS,
    REFERENCE,
    ActorId,
    Day,
    LanguageTag,
    LevelId,
    Line,
    Model,
    ObligationId,
    Record,
    Slug,
    Source,
    Text,
    Url,
    either,
)

ArticleNumber = Annotated[
    Annotated[StrictInt, Field(ge=1)]
    | Annotated[StrictStr, StringConstraints(pattern=PATTERNS["article_letter"])],
    either("article_letter"),
]
"""An article's number; one with a letter (``19a``) is a text."""

ParagraphNumber = Annotated[
    Annotated[StrictStr, StringConstraints(pattern=PATTERNS["paragraph"])]
    | Annotated[StrictInt, Field(ge=1)],
    either("paragraph"),
]
"""The number of a paragraph in a body's report; several, or one with a letter, are a text."""

Bearer = Literal["state", "municipality", "region", "private_body", "monitoring_body"]
"""Who is bound. All but the monitoring body are the state's to answer for, in its plan."""
Force = Literal["shall", "shall_qualified", "shall_consider", "may", "none"]
Verdict = Literal["not_implemented", "partly", "implemented"]
Role = Literal["duty", "framework", "monitoring", "final"]


class Level(Model):
    """A level of urgency used by a body. ``weight`` (3 gravest) is our judgement, to order gaps by."""

    id: LevelId
    title: Text
    weight: StrictInt = Field(ge=1, le=3)


class Event(Model):
    """A dated event in the dialogue with a treaty body: a visit, a reply, a report."""

    kind: Literal[
        "signature",
        "ratification",
        "entry_into_force",
        "launch",
        "questionnaire",
        "reply",
        "visit",
        "report",
        "committee",
    ]
    due: Day | None = None
    from_: Day | None = Field(default=None, alias="from")
    date: Day | None = None
    reference: Line | None = None
    source: Source
    note: Text | None = None


class Instrument(Record):
    """A convention or a round of recommendations, described in the folder of its obligations."""

    id: Slug
    kind: Literal["convention", "recommendations"]
    body: ActorId
    title: Text
    reference: Line | None = None
    adopted: Day | None = None
    published: Day | None = None
    url: Url | None = None
    languages: tuple[LanguageTag, ...] = ()
    levels: tuple[Level, ...] = ()
    events: tuple[Event, ...] = ()
    note: Text | None = None
    source: Source


class Provision(Model):
    """The smallest part of an article that can be answered or not: a paragraph, a letter, a dash.

    ``force`` is the treaty's own modality; ``bearer`` is who is bound by it. ``former_ids`` are
    earlier ids, such as those of two alternatives that are one demand. One that is not ``normative`` is
    context only: it is shown, and demands nothing.
    """

    id: ObligationId
    former_ids: tuple[ObligationId, ...] = ()
    force: Force
    bearer: Bearer
    normative: StrictBool = True
    text: Text
    follow_up: tuple[ActorId, ...] = ()
    """Who can follow up: our judgement; else those of the article."""
    note: Text | None = None


class Assessment(Model):
    """A body's dated verdict on whether its recommendation has been followed."""

    by: ActorId
    value: Verdict
    date: Day
    source: Source


class Article(Record):
    """An article of the convention."""

    id: ObligationId
    article: ArticleNumber
    chapter: Line
    role: Role
    title: Text
    title_basis: Literal["official", "working_translation"]
    source: Source
    summary: Text | None = None
    provisions: tuple[Provision, ...] = ()
    follow_up: tuple[ActorId, ...] = ()
    """Who can follow up: our judgement."""
    note: Text | None = None

    @property
    def number(self) -> int:
        """The number without its letter."""
        return int(str(self.article).rstrip("abcdefghijklmnopqrstuvwxyz"))

    @property
    def requirements(self) -> tuple[Provision, ...]:
        """The provisions of a duty article that demand something of the state or of others in it.

        What binds a municipality, a region or a private body is the state's to answer for under the
        treaty. What binds the monitoring body is not.
        """
        if self.role != "duty":
            return ()
        return tuple(
            provision
            for provision in self.provisions
            if provision.normative
            and provision.bearer != "monitoring_body"
            and provision.force not in ("none", "may")
        )


class ArticleRef(Model):
    """The article that a recommendation concerns, and who says so."""

    id: Annotated[ObligationId, REFERENCE]
    basis: Literal["source", "editorial"]
    note: Text | None = None


class Part(Model):
    """A lettered part of a recommendation."""

    id: ObligationId
    former_ids: tuple[ObligationId, ...] = ()
    normative: StrictBool = True
    text: Text
    restates: tuple[ObligationId, ...] = ()
    repeats: tuple[ObligationId, ...] = ()
    follow_up: tuple[ActorId, ...] = ()
    """Who can follow up: our judgement; else those of the recommendation."""


class Recommendation(Record):
    """What a treaty body asks of the state.

    ``repeats`` names the same demand in an earlier round (escalation); ``restates`` another wording
    of it, counted once. ``level`` is empty if no source that was read gives it. One that is not
    ``normative``, or a part that is not, is context only: it is shown, and demands nothing.
    """

    id: ObligationId
    level: Line | None = None
    paragraph: ParagraphNumber | None = None
    """By which the body itself numbers it."""
    focus_area: StrictInt | None = Field(default=None, ge=1)
    normative: StrictBool = True
    title: Text
    text: Text
    parts: tuple[Part, ...] = ()
    articles: tuple[ArticleRef, ...] = ()
    repeats: tuple[ObligationId, ...] = ()
    restates: tuple[ObligationId, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    follow_up: tuple[ActorId, ...] = ()
    """Who can follow up: our judgement."""
    note: Text | None = None
    source: Source

    @property
    def requirements(self) -> tuple[Part | Recommendation, ...]:
        """The parts that demand something, or the recommendation itself if it has no parts."""
        if not self.normative:
            return ()
        return tuple(part for part in self.parts if part.normative) if self.parts else (self,)

    @property
    def is_open(self) -> bool:
        """Whether no side's latest assessment says that it is implemented."""
        latest = max(self.assessments, key=lambda verdict: verdict.date, default=None)
        return latest is None or latest.value != "implemented"


Obligation = Article | Recommendation
