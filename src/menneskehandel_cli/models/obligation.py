"""Obligations: the convention's articles and the recommendations of its monitoring bodies."""

import re
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
    ShortText,
    Slug,
    Source,
    Text,
    Url,
    Words,
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

Bearer = Annotated[
    Literal["state", "municipality", "region", "private_body", "monitoring_body"], Words("value.bearer")
]
"""Who is bound. All but the monitoring body are the state's to answer for, in its plan."""
Force = Annotated[Literal["shall", "shall_qualified", "shall_consider", "may", "none"], Words("force")]
Verdict = Annotated[Literal["not_implemented", "partly", "implemented"], Words("verdict")]
Role = Annotated[Literal["duty", "framework", "monitoring", "final"], Words("role")]
EventKind = Annotated[Literal[
    "signature", "ratification", "entry_into_force", "launch", "questionnaire", "reply", "visit",
    "report", "committee",
], Words("event")]  # fmt: skip


class Level(Model):
    """A level of urgency used by a body. ``weight`` (3 gravest) is our judgement, to order gaps by."""

    id: LevelId
    title: Text
    weight: StrictInt = Field(ge=1, le=3)


class Chapter(Model):
    """What a chapter of a convention is about; its articles give its number."""

    number: Line
    title: Text


class Event(Model):
    """A dated event in the dialogue with a treaty body: a visit, a reply, a report."""

    kind: EventKind
    due: Day | None = None
    from_: Day | None = Field(None, alias="from")
    date: Day | None = None
    reference: Line | None = None
    source: Source
    note: Text | None = None


class Instrument(Record):
    """A convention or a round of recommendations, described in the folder of its obligations."""

    id: Slug
    kind: Annotated[Literal["convention", "recommendations"], Words("value.instrument")]
    body: ActorId
    title: Text
    reference: Line | None = None
    adopted: Day | None = None
    published: Day | None = None
    url: Url | None = None
    languages: tuple[LanguageTag, ...] = ()
    levels: tuple[Level, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    events: tuple[Event, ...] = ()
    note: Text | None = None
    source: Source

    @property
    def day(self) -> str | None:
        """The day it was adopted, otherwise that of its publication or its last report, if known."""
        reported = [event.date for event in self.events if event.kind == "report" and event.date]
        return self.adopted or self.published or (reported[-1] if reported else None)

    @property
    def year(self) -> int | None:
        """The year of its day, otherwise the one in its reference: 2022 in “GRETA(2022)07”."""
        written = self.day or "".join(re.findall(r"\(([12][0-9]{3})[-)]", self.reference or "")[:1])
        return int(written[:4]) if written else None


class ArticleRef(Model):
    """The article that a recommendation concerns, or the provision that another is compared with."""

    id: Annotated[ObligationId, REFERENCE]
    basis: Annotated[Literal["source", "editorial"], Words("value.article")]
    note: Text | None = None


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
    short_title: ShortText | None = None
    text: Text
    equivalent_to: tuple[ArticleRef, ...] = ()
    narrower_than: tuple[ArticleRef, ...] = ()
    wider_than: tuple[ArticleRef, ...] = ()
    themes: tuple[Slug, ...] = ()
    follow_up: tuple[ActorId, ...] = ()
    note: Text | None = None


class Assessment(Model):
    """A body's dated verdict on whether its recommendation has been followed."""

    by: ActorId
    value: Verdict
    date: Day
    source: Source


class Reply(Model):
    """What the state has said of a recommendation, to the body that made it."""

    date: Day
    text: Text
    source: Source


class Article(Record):
    """An article of the convention."""

    id: ObligationId
    article: ArticleNumber
    chapter: Line
    role: Role
    title: Text
    short_title: ShortText | None = None
    title_basis: Annotated[Literal["official", "working_translation"], Words("value.title")]
    source: Source
    summary: Text | None = None
    plain: Text | None = None
    met_when: Text | None = None
    themes: tuple[Slug, ...] = ()
    provisions: tuple[Provision, ...] = ()
    follow_up: tuple[ActorId, ...] = ()
    note: Text | None = None

    @property
    def number(self) -> int:
        """The number without its letter."""
        return int(str(self.article).rstrip("abcdefghijklmnopqrstuvwxyz"))

    @property
    def parts(self) -> tuple[Provision, ...]:
        """The provisions, as the parts of a recommendation are called."""
        return self.provisions

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


class Part(Model):
    """A lettered part of a recommendation."""

    id: ObligationId
    former_ids: tuple[ObligationId, ...] = ()
    normative: StrictBool = True
    short_title: ShortText | None = None
    text: Text
    plain: Text | None = None
    met_when: Text | None = None
    themes: tuple[Slug, ...] = ()
    articles: tuple[ObligationId, ...] = ()
    restates: tuple[ObligationId, ...] = ()
    repeats: tuple[ObligationId, ...] = ()
    follow_up: tuple[ActorId, ...] = ()


class Recommendation(Record):
    """What a treaty body asks of the state.

    ``repeats`` names the same demand in an earlier round (escalation); ``restates`` another wording
    of it, counted once. ``level`` is empty if no source that was read gives it. One that is not
    ``normative``, or a part that is not, is context only: it is shown, and demands nothing.
    """

    id: ObligationId
    level: Line | None = None
    paragraph: ParagraphNumber | None = None
    focus_area: StrictInt | None = Field(None, ge=1)
    plan: Slug | None = None
    normative: StrictBool = True
    title: Text
    short_title: ShortText | None = None
    text: Text
    plain: Text | None = None
    met_when: Text | None = None
    themes: tuple[Slug, ...] = ()
    parts: tuple[Part, ...] = ()
    articles: tuple[ArticleRef, ...] = ()
    repeats: tuple[ObligationId, ...] = ()
    restates: tuple[ObligationId, ...] = ()
    replies: tuple[Reply, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    follow_up: tuple[ActorId, ...] = ()
    note: Text | None = None
    source: Source

    @property
    def requirements(self) -> "tuple[Part | Recommendation, ...]":
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
