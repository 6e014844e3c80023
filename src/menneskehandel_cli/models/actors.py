"""The actors to whom the strategy gives a role."""

from typing import Annotated, Literal, get_args

from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import base

_State = Literal["ministry", "directorate", "agency", "police", "prosecution", "tribunal", "court"]
_Task = Literal["rapporteur", "coordination", "competence_centre", "health_service", "municipality"]
_Outside = Literal["grant_recipient", "ngo", "social_partner", "sector_body", "research", "international"]
ActorKind = Literal[_State, _Task, _Outside, "other"]

ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)

INDEPENDENT: frozenset[ActorKind] = frozenset({"rapporteur", "court", "research", "international"})
"""Kinds of independent bodies, which owe no report."""


class Actor(base.Model, description=msg("A body to which the strategy gives a role.")):
    """A body that the strategy gives a role."""

    id: base.ActorId = base.described(
        "The short form, using only the letters a to z, digits and hyphens. Never changes.",
        example=msg("Police-North"),
    )
    name: base.Text = base.described("The name.")
    short_title: base.ShortText | None = base.described(base.SHORT_TITLE)
    kind: Annotated[ActorKind, base.Prefix("actor")] = base.described("What kind of actor it is.")
    parent: base.ActorId | None = base.described(
        "The id of the actor to which this actor is subordinate.",
        help=msg("The body to which the actor is subordinate."),
    )
    role: base.Text | None = base.described("What the strategy says that the actor does.")
    url: base.Url | None = base.described("The website. The address begins with https://.")
    source: base.Source = base.described(base.WHERE_SAID)
    note: base.Text | None = base.described(base.NOTE)

    @property
    def called(self) -> list[str]:
        """What it is called, in full and in short, in every language."""
        return [*self.name.all(), *(self.short_title.all() if self.short_title is not None else ())]

    @property
    def owes_reports(self) -> bool:
        """Whether the body owes reports, and so can be silent. A rapporteur, for one, owes none."""
        return self.kind not in INDEPENDENT


class Helpline(base.Model, description=msg("A helpline for victims and for those who meet them.")):
    """A telephone service for victims and those who meet them."""

    id: base.ActorId = base.described("The short form, using only the letters a to z, digits and hyphens.")
    name: base.Text = base.described("The name.")
    number: base.Line = base.described("The telephone number, in quotation marks.")
    operator: base.ActorId = base.described("The id of the actor that runs the helpline.")
    hours: base.Text | None = base.described("When the helpline is open.")
    url: base.Url | None = base.described("The website. The address begins with https://.")
    source: base.Source = base.described(base.WHERE_SAID)


class Actors(base.Record, description=msg("All actors with a role, and the helplines.")):
    """All actors and helplines."""

    actors: tuple[Actor, ...] = base.described("The actors. Other files refer to them by id.")
    helplines: tuple[Helpline, ...] = base.described("The helplines.")
