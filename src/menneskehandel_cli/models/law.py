"""National law and practice, compared with a convention requirement by requirement.

It is kept apart from the convention, so that an article is the same in every country, and law can be
read, reviewed and become outdated independently (design, section 4).
"""

from typing import Annotated, Literal

from pydantic import Field, StrictBool

from menneskehandel_cli.models.base import (
    ActorId,
    Day,
    Fingerprint,
    Line,
    Model,
    ObligationId,
    Record,
    Slug,
    Source,
    Text,
    Words,
)
from menneskehandel_cli.models.obligation import Event

Extent = Annotated[Literal["unread", "unclear", "none_found", "part", "full"], Words("value.extent")]

LawKind = Annotated[Literal["act", "regulation", "circular", "practice"], Words("value.law_kind")]


class LawProvision(Model):
    """A section of law, or a practice, that answers a requirement wholly or in part.

    ``read`` is the day of the copy that was read, and ``fingerprint`` that of the whole section in it,
    also where the source cites a letter or a number (``§ 77 bokstav b``).
    """

    source: Source
    kind: LawKind = "act"
    text: Text
    read: Day | None = None
    fingerprint: Fingerprint | None = None


class UnreadLaw(Model):
    """A text that may give or complete the answer, and that was not available.

    ``decides`` says whether it could change the extent; ``None`` if nobody has judged that.
    """

    title: Text
    kind: LawKind
    decides: StrictBool | None = None
    note: Text | None = None


class PlaceRead(Model):
    """A section, or a whole act, that was read without an answer being found in it.

    ``read`` is the day of the copy that was read, and ``fingerprint`` that of the whole section or act
    in it.
    """

    document: Slug
    section: Line | None = None
    read: Day | None = None
    fingerprint: Fingerprint | None = None


class MissingElement(Model):
    """A part of a requirement that nothing read answers.

    ``absent``: it was looked for in the places where it would be. ``unread``: it may be in a text
    that is named under ``unread``.
    """

    text: Text
    found: Annotated[Literal["absent", "unread"], Words("value.element")]


class ContraryView(Model):
    """What another source says that differs from our reading of the law. Both are shown."""

    text: Text
    source: Source


class Judgement(Model):
    """Who judged, and when. ``editorial`` is ourselves: our judgement, like a link that we drew."""

    by: ActorId
    date: Day | None = None


class Suspect(Model):
    """What has changed in the law since it was read, so that the reading may no longer be right.

    ``since`` is the day of the published copy in which it was found; ``by`` are the sections that are
    changed or gone there.
    """

    since: Day
    by: tuple[Line, ...] = Field(min_length=1)


class RequirementLaw(Model):
    """What the law answers of one requirement.

    ``full`` only where what was read answers every element; ``part`` says what is ``missing``, in one
    sentence and element by element; ``none_found`` says what was read (``looked_in``); ``unclear`` names
    the text that may answer it although nothing read does; ``unread`` names what would have to be read.
    """

    requirement: ObligationId
    extent: Extent
    provisions: tuple[LawProvision, ...] = ()
    missing: Text | None = None
    elements: tuple[MissingElement, ...] = ()
    looked_in: tuple[PlaceRead, ...] = ()
    unread: tuple[UnreadLaw, ...] = ()
    contrary: tuple[ContraryView, ...] = ()
    judged: Judgement
    confirmed: Judgement | None = None
    suspect: Suspect | None = None
    note: Text | None = None

    @property
    def ours(self) -> bool:
        """Whether it rests on our own unconfirmed reading."""
        return self.judged.by == "editorial" and self.confirmed is None


class Law(Record):
    """What national law answers of one article, requirement by requirement."""

    id: ObligationId
    obligation: ObligationId
    requirements: tuple[RequirementLaw, ...] = Field(min_length=1)
    note: Text | None = None


class Reservation(Model):
    """A reservation or declaration the state has made to a provision."""

    provision: ObligationId
    text: Text
    date: Day | None = None
    source: Source


class Party(Record):
    """The state's own data on a convention: signature, ratification, reservations."""

    id: Slug
    instrument: Slug
    events: tuple[Event, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    note: Text | None = None
