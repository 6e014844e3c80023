"""National law and practice, compared with a convention requirement by requirement.

It is kept apart from the convention, so that an article is the same in every country, and law can be
read, reviewed and become outdated independently (docs/en/law-reading.md).
"""

from typing import Annotated, Literal

from pydantic import StrictBool

from menneskehandel_cli.language.messages import WORDS, msg
from menneskehandel_cli.models import base
from menneskehandel_cli.models.base import Day, Model, ObligationId, Prefix, Slug, Source, Text, described
from menneskehandel_cli.models.obligation import Event

Extent = Annotated[Literal["unread", "unclear", "none_found", "part", "full"], Prefix("value.extent")]

LawKind = Annotated[Literal["act", "regulation", "circular", "practice"], Prefix("value.law_kind")]


class RuleEnd(Model):
    """A rule that the law itself limits in time, such as an exemption."""

    what: Text = described("The rule that ends.")
    on: Day = described("The last day on which it applies.", example="2026-12-31")


class LawProvision(Model, description=msg("A rule or practice that covers all or part of a requirement.")):
    """A section of law, or a practice, that answers a requirement wholly or in part.

    ``read`` is the day of the copy that was read, and ``fingerprint`` that of the whole section in it,
    also where the source cites a letter or a number (``§ 77 bokstav b``).
    """

    source: Source = described("The act, section and paragraph, with the address of the text on the web.")
    kind: LawKind = described("What kind of source of law it is.", default="act")
    text: Text = described("What the provision says, in our words.")
    themes: tuple[base.Slug, ...] = described(base.PART_THEMES, example="[children]")
    read: Day | None = described("The day on which the text that we read was in force.", example="2026-05-02")
    ends: RuleEnd | None = described("A rule in it that ends on a day that the law sets.")
    fingerprint: base.Fingerprint | None = described(base.FINGERPRINT, example="sha256:63583703d7397a19")


class UnreadLaw(Model, description=msg("A source of law that has not been read.")):
    """A text that may give or complete the answer, and that was not available.

    ``decides`` says whether it could change the extent; ``None`` if nobody has judged that.
    """

    title: Text = described("The name of the source of law, with the section.")
    kind: LawKind = described("What kind of source of law it is.")
    decides: StrictBool | None = described("Whether the text could change “extent”: “true” or “false”.")
    note: Text | None = described("Which requirement the text may cover.")


class PlaceRead(Model, description=msg("A section or a whole act that has been read.")):
    """A section, or a whole act, that was read without an answer being found in it.

    ``read`` is the day of the copy that was read, and ``fingerprint`` that of the whole section or act
    in it.
    """

    document: Slug = described("The act: an id that is listed under “documents” in strategy/strategy.yaml.")
    section: base.Line | None = described("The section, like this: § 257.", example="§ 257")
    read: Day | None = described("The day on which the text that we read was in force.")
    fingerprint: base.Fingerprint | None = described(base.FINGERPRINT, example="sha256:63583703d7397a19")


class MissingElement(Model, description=msg("An element of the requirement that is not covered.")):
    """A part of a requirement that nothing read answers.

    ``absent``: it was looked for in the places where it would be. ``unread``: it may be in a text
    that is named under ``unread``.
    """

    text: Text = described("The element of the requirement, in our words.")
    found: Annotated[Literal["absent", "unread"], Prefix("value.element")] = described(
        "Whether the element was looked for and not found, or may be in a text that has not been read."
    )
    needs: tuple[base.Need, ...] = described(base.NEEDS, example="[rule]")


class ContraryView(Model, description=msg("What another source says.")):
    """What another source says that differs from our reading of the law. Both are shown."""

    text: Text = described("The content, in our words.")
    source: Source = described(base.WHERE_SAID)


class Judgement(Model):
    """Who judged, and when. ``editorial`` is ourselves: our judgement, like a link that we drew."""

    by: base.ActorId = described("The id of an actor, or “editorial” for us.")
    date: Day | None = described("The day on which the reading was assessed or confirmed.")


class Suspect(Model):
    """What has changed in the law since it was read, so that the reading may no longer be right.

    ``since`` is the day of the published copy in which it was found; ``by`` are the sections that are
    changed or gone there.
    """

    since: Day = described("The date of the published copy in which the change was found.")
    by: tuple[base.Line, ...] = described(
        "The sections changed or removed, like this: straffeloven § 257 (Penal Code).", min_length=1
    )


class RequirementLaw(Model, description=msg("How far the law covers one requirement.")):
    """What the law answers of one requirement.

    ``full`` only where what was read answers every element; ``part`` says what is ``missing``, in one
    sentence and element by element; ``none_found`` says what was read (``looked_in``); ``unclear`` names
    the text that may answer it although nothing read does; ``unread`` names what would have to be read.
    """

    requirement: ObligationId = described("The id of a requirement in the convention.", example="coe-12.1.a")
    extent: Extent = described(
        "How far the law covers the requirement. Write “full” only when what was read covers every element "
        "of the requirement."
    )
    provisions: tuple[LawProvision, ...] = described("The provisions that cover it, section by section.")
    missing: Text | None = described("In one sentence, what it asks for that nothing we have read covers.")
    elements: tuple[MissingElement, ...] = described(
        "Each element of the requirement that is not covered. Required when “extent” is “part”."
    )
    looked_in: tuple[PlaceRead, ...] = described("What we read without finding anything that covers it.")
    unread: tuple[UnreadLaw, ...] = described(
        "Regulations, circulars and other texts that may cover the requirement, but have not been read."
    )
    contrary: tuple[ContraryView, ...] = described("What another source says against our reading.")
    judged: Judgement = described("Who assessed how far the law covers it, and when. “editorial” means us.")
    confirmed: Judgement | None = described("Who has confirmed the reading, or “null” if nobody has.")
    suspect: Suspect | None = described(
        "What has changed in the law since it was read. “mh law --record” writes it, and "
        "removes it when the text is read again."
    )
    note: Text | None = described("The reason for the judgement.")
    doubt: Text | None = described("A question about our reading that a lawyer should settle.")

    @property
    def ours(self) -> bool:
        """Whether it rests on our own unconfirmed reading."""
        return self.judged.by == "editorial" and self.confirmed is None

    @property
    def doubts(self) -> tuple[str, ...]:
        """What makes it less certain: a ``doubt`` of ours, a ``contrary`` view, ``unread`` texts."""
        found = {"doubt": self.doubt, "contrary": self.contrary, "unread": self.unread}
        return tuple(name for name, there in found.items() if there)

    @property
    def in_law(self) -> bool:
        """Whether it names any provision, and not only practice."""
        return any(place.kind != "practice" for place in self.provisions)


class Law(
    base.Record,
    description=msg("How far national law and practice cover an article, requirement by requirement."),
):
    """What national law answers of one article, requirement by requirement."""

    id: ObligationId = described("The id: law- before the id of the article.", example="law-coe-12")
    obligation: ObligationId = described("The id of the article, and name of the file.", example="coe-12")
    requirements: tuple[RequirementLaw, ...] = described("An entry for each requirement.", min_length=1)
    note: Text | None = described(base.NOTE)


class Reservation(Model, description=msg("A reservation or a declaration.")):
    """A reservation or declaration the state has made to a provision."""

    provision: ObligationId = described("The provision that the reservation or declaration concerns.")
    text: Text = described("The content, in our words.")
    date: Day | None = described("The day on which the reservation or declaration was made.")
    source: Source = described(base.WHERE_SAID)


class Party(base.Record, description=str(WORDS["about.party"])):
    """The state's own data on a convention: signature, ratification, reservations."""

    id: Slug = described("The id: party- before the name of the folder.", example="party-coe")
    instrument: Slug = described("The convention: the name of the folder.", example="coe")
    events: tuple[Event, ...] = described(
        "When the state signed and ratified the convention, and when it entered into force for the state."
    )
    reservations: tuple[Reservation, ...] = described("Reservations and declarations.")
    note: Text | None = described(base.NOTE)
