"""Obligations: the convention's articles and the recommendations of its monitoring bodies."""

import re
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr, StringConstraints

from menneskehandel_cli.language.messages import WORDS, msg
from menneskehandel_cli.models import base
from menneskehandel_cli.models.base import Day, Model, ObligationId, Prefix, Slug, Source, Text, described

ArticleNumber = Annotated[
    Annotated[StrictInt, Field(ge=1)]
    | Annotated[StrictStr, StringConstraints(pattern=base.PATTERNS["article_letter"])],
    base.either("article_letter"),
]
"""An article's number; one with a letter (``19a``) is a text."""

ParagraphNumber = Annotated[
    Annotated[StrictStr, StringConstraints(pattern=base.PATTERNS["paragraph"])]
    | Annotated[StrictInt, Field(ge=1)],
    base.either("paragraph"),
]
"""The number of a paragraph in a body's report; several, or one with a letter, are a text."""

_Ids = tuple[ObligationId, ...]
"""Those of other obligations, or of parts of them."""

Bearer = Annotated[
    Literal["state", "municipality", "region", "private_body", "monitoring_body"], Prefix("value.bearer")
]
"""Who is bound. All but the monitoring body are the state's to answer for, in its plan."""
Force = Annotated[Literal["shall", "shall_qualified", "shall_consider", "may", "none"], Prefix("force")]
Verdict = Annotated[Literal["not_implemented", "partly", "implemented"], Prefix("verdict")]
Role = Annotated[Literal["duty", "framework", "monitoring", "final"], Prefix("role")]
EventKind = Annotated[Literal[
    "signature", "ratification", "entry_into_force", "launch", "questionnaire", "reply", "visit",
    "report", "committee",
], Prefix("event")]  # fmt: skip


class Level(Model, description=msg("How strongly a body asks for something.")):
    """A level of urgency used by a body. ``weight`` (3 gravest) is our judgement, to order gaps by."""

    id: base.LevelId = described(
        "The name of the level, in lower-case letters and underscores.", example=msg("strongly_recommended")
    )
    title: Text = described("The words that the body uses.")
    weight: StrictInt = described("From 3 (the most serious) to 1. It is our judgement.", ge=1, le=3)


class Chapter(Model, description=msg("A chapter of a convention.")):
    """What a chapter of a convention is about; its articles give its number."""

    number: base.Line = described("The number, as the articles give it.", example="III")
    title: Text = described("What the chapter is about.", example=msg("Protection of victims"))


class Event(Model, description=msg("An event in the dialogue with a body.")):
    """A dated event in the dialogue with a treaty body: a visit, a reply, a report."""

    kind: EventKind = described("What kind of event it is.")
    due: Day | None = described("The deadline, when a source gives it.")
    from_: Day | None = described("The first day, if the event lasted several days.", alias="from")
    date: Day | None = described("The date of the event or, if it lasted several days, the last day.")
    reference: base.Line | None = described("The number of the document.")
    source: Source = described(base.WHERE_SAID)
    note: Text | None = described(base.NOTE)


class Instrument(
    base.Record,
    description=msg("A convention or a round of recommendations. The file is in the instrument's folder."),
):
    """A convention or a round of recommendations, described in the folder of its obligations."""

    id: Slug = described("The same as the name of the folder.", example="greta-r3")
    kind: Annotated[Literal["convention", "recommendations"], Prefix("value.instrument")] = described(
        "What kind of instrument it is."
    )
    body: base.ActorId = described("The body behind the instrument: the id of an actor.", example="GRETA")
    title: Text = described("What the instrument is called.")
    reference: base.Line | None = described("The document's own number.", example="GRETA(2022)07")
    adopted: Day | None = described("The date on which the instrument was adopted, where it is known.")
    published: Day | None = described("The date on which the instrument was published, if known.")
    url: base.Url | None = described(base.WEB_ADDRESS)
    languages: tuple[base.LanguageTag, ...] = described("The languages of the texts here.", example="[en]")
    levels: tuple[Level, ...] = described("The levels that recommendations can have, the strongest first.")
    chapters: tuple[Chapter, ...] = described("What the chapters of a convention are called.")
    events: tuple[Event, ...] = described("The dialogue with the monitoring body, such as visits.")
    note: Text | None = described(base.NOTE)
    source: Source = described(base.WHERE_SAID)

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


class ArticleRef(Model, description=msg("An article or a provision, and who says that it is the one meant.")):
    """The article that a recommendation concerns, or the provision that another is compared with."""

    id: Annotated[ObligationId, base.REFERENCE] = described("The id of the article or the provision.")
    basis: Annotated[Literal["source", "editorial"], Prefix("value.article")] = described(
        "Who says that the recommendation is about the article."
    )
    note: Text | None = described("Why the relation is there. Required when “basis” is “editorial”.")


class Provision(Model, description=msg("A provision: a paragraph, a sub-paragraph or an indent.")):
    """The smallest part of an article that can be answered or not: a paragraph, a letter, a dash.

    ``force`` is the treaty's own modality; ``bearer`` is who is bound by it. ``former_ids`` are
    earlier ids, such as those of two alternatives that are one demand. One that is not ``normative`` is
    context only: it is shown, and demands nothing.
    """

    id: ObligationId = described(
        "The article, a full stop and the place: coe-12.1 is a paragraph, coe-12.1.a a sub-paragraph, "
        "and coe-19.0 an article without paragraphs.",
        example="coe-12.1.a",
    )
    former_ids: _Ids = described("Ids that the provision has had before. They are never used again.")
    force: Force = described("How binding the requirement is, according to the convention itself.")
    bearer: Bearer = described("Whom the requirement is addressed to.")
    normative: StrictBool = described(base.NORMATIVE, default=True)
    short_title: base.ShortText | None = described(base.SHORT_TITLE)
    searched_as: Text | None = described(base.SEARCHED_AS)
    text: Text = described("The content, in our words.")
    equivalent_to: tuple[ArticleRef, ...] = described("Other conventions' provisions that require the same.")
    narrower_than: tuple[ArticleRef, ...] = described(
        "Provisions of other conventions that require everything that this provision requires, and more. "
        "What covers them covers this one too."
    )
    wider_than: tuple[ArticleRef, ...] = described(
        "Provisions of other conventions that require only some of what this provision requires. What "
        "covers this one covers them too."
    )
    themes: tuple[Slug, ...] = described(base.PART_THEMES, example="[children]")
    follow_up: tuple[base.ActorId, ...] = described(
        "Bodies that can follow up the requirement, in our judgement (by default those of the article)."
    )
    note: Text | None = described(base.NOTE)


class Assessment(Model, description=msg("What a body said about the follow-up, and when.")):
    """A body's dated verdict on whether its recommendation has been followed."""

    by: base.ActorId = described("Who assesses: the id of an actor.")
    value: Verdict = described("How far the recommendation has been followed up.")
    date: Day = described("The date of the statement.")
    source: Source = described(base.WHERE_SAID)


class Reply(Model, description=msg("What the state replied, and when.")):
    """What the state has said of a recommendation, to the body that made it."""

    date: Day = described("The date of the reply.")
    text: Text = described("What the state has replied, in its own words or summed up.")
    source: Source = described(base.WHERE_SAID)


class Article(base.Record, description=msg("An article of the convention, divided into provisions.")):
    """An article of the convention."""

    id: ObligationId = described(
        "The id. It begins with the name of the folder, and the file has the same name.", example="coe-29"
    )
    article: ArticleNumber = described("The number of the article.")
    chapter: base.Line = described("The chapter, in Roman numerals.", example="V")
    role: Role = described("What kind of article it is. Only duties are counted in the coverage.")
    title: Text = described("The heading.")
    short_title: base.ShortText | None = described(base.SHORT_TITLE)
    title_basis: Annotated[Literal["official", "working_translation"], Prefix("value.title")] = described(
        "Who has translated the heading."
    )
    source: Source = described(base.WHERE_SAID)
    summary: Text | None = described("The article in one sentence, in our words.")
    plain: Text | None = described(base.PLAIN)
    met_when: Text | None = described(base.MET_WHEN)
    themes: tuple[Slug, ...] = described(base.THEMES, example="[children, online]")
    provisions: tuple[Provision, ...] = described("The smallest parts that can be covered or not.")
    follow_up: tuple[base.ActorId, ...] = described("Bodies that can follow this up, in our judgement.")
    note: Text | None = described(base.NOTE)

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
        binding = (one for one in self.provisions if one.normative and one.force not in ("none", "may"))
        return tuple(one for one in binding if one.bearer != "monitoring_body")


class Part(Model, description=msg("A point of the recommendation: one thing that it asks for.")):
    """A lettered part of a recommendation."""

    id: ObligationId = described("The recommendation's id and a letter.", example="greta-r3-non-punishment.a")
    former_ids: _Ids = described("Ids that the point has had before. They are never used again.")
    normative: StrictBool = described(base.NORMATIVE, default=True)
    short_title: base.ShortText | None = described(base.SHORT_TITLE)
    text: Text = described("What the body asks for, in our words.")
    plain: Text | None = described(base.PLAIN)
    met_when: Text | None = described(base.MET_WHEN)
    needs: tuple[base.Need, ...] = described(base.NEEDS, example="[practice]")
    themes: tuple[Slug, ...] = described(base.PART_THEMES, example="[children]")
    articles: _Ids = described("Which of the recommendation's articles the point is about, in our judgement.")
    restates: _Ids = described("The same requirement in other words. Counted once.")
    repeats: _Ids = described("The same requirement in an earlier round.")
    follow_up: tuple[base.ActorId, ...] = described(
        "Bodies that can follow up the point, in our judgement (by default those of the recommendation)."
    )


class Recommendation(base.Record, description=msg("Something that a monitoring body asks of the state.")):
    """What a treaty body asks of the state.

    ``repeats`` names the same demand in an earlier round (escalation); ``restates`` another wording
    of it, counted once. ``level`` is empty if no source that was read gives it. One that is not
    ``normative``, or a part that is not, is context only: it is shown, and demands nothing.
    """

    id: ObligationId = described(
        "The id. It begins with the name of the folder, and the file has the same name.",
        example="greta-r3-non-punishment",
    )
    level: base.Line | None = described(
        "One of the levels in _instrument.yaml. Left out when no source says which.",
        help=str(WORDS["about.help.urgency"]),
    )
    paragraph: ParagraphNumber | None = described(
        "The number of the paragraph in the body's own report: 45, 45a or 45–47. Left out when no source "
        "that was read gives it."
    )
    focus_area: StrictInt | None = described("The number of the focus area that mentions it.", ge=1)
    plan: Slug | None = described("The plan that has this focus area, if there are several plans.")
    normative: StrictBool = described(base.NORMATIVE, default=True)
    title: Text = described("What the recommendation is about, in brief.")
    short_title: base.ShortText | None = described(base.SHORT_TITLE)
    text: Text = described("What the body asks for, in our words.")
    plain: Text | None = described(base.PLAIN)
    met_when: Text | None = described(base.MET_WHEN)
    needs: tuple[base.Need, ...] = described(base.NEEDS, example="[practice]")
    themes: tuple[Slug, ...] = described(base.THEMES, example="[children, online]")
    parts: tuple[Part, ...] = described("The points, when the recommendation has more than one.")
    articles: tuple[ArticleRef, ...] = described("The articles that the recommendation is about.")
    repeats: _Ids = described(
        "The same requirement in an earlier round. Shows that the body has repeated it.",
        example="[greta-r2-non-punishment]",
    )
    restates: _Ids = described("The same requirement in other words. Counted once.")
    replies: tuple[Reply, ...] = described("What the state has replied to the body.")
    assessments: tuple[Assessment, ...] = described("What a body has since said about the follow-up.")
    follow_up: tuple[base.ActorId, ...] = described("Bodies that can follow this up, in our judgement.")
    note: Text | None = described(base.NOTE)
    source: Source = described(base.WHERE_SAID)

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
