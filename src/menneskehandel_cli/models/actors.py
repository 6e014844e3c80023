"""The actors to whom the strategy gives a role."""

from typing import Annotated, Literal, get_args

from menneskehandel_cli.models.base import (
    ActorId,
    Line,
    Model,
    Record,
    ShortText,
    Source,
    Text,
    Url,
    Words,
)

_State = Literal["ministry", "directorate", "agency", "police", "prosecution", "tribunal", "court"]
_Task = Literal["rapporteur", "coordination", "competence_centre", "health_service", "municipality"]
_Outside = Literal["grant_recipient", "ngo", "social_partner", "sector_body", "research", "international"]
ActorKind = Literal[_State, _Task, _Outside, "other"]

ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)

INDEPENDENT: frozenset[ActorKind] = frozenset({"rapporteur", "court", "research", "international"})
"""Kinds of independent bodies, which owe no report."""


class Actor(Model):
    """A body that the strategy gives a role."""

    id: ActorId
    name: Text
    short_title: ShortText | None = None
    kind: Annotated[ActorKind, Words("actor")]
    parent: ActorId | None = None
    role: Text | None = None
    url: Url | None = None
    source: Source
    note: Text | None = None

    @property
    def called(self) -> list[str]:
        """What it is called, in full and in short, in every language."""
        return [*self.name.all(), *(self.short_title.all() if self.short_title is not None else ())]

    @property
    def owes_reports(self) -> bool:
        """Whether the body owes reports, and so can be silent. A rapporteur, for one, owes none."""
        return self.kind not in INDEPENDENT


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
