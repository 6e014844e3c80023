"""What the rules on coverage share: a requirement that stands open, and what closes it."""

from __future__ import annotations

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import About, Diagnostic, KeyPath
from menneskehandel_cli.language import Parts, Phrase
from menneskehandel_cli.models import Article, Recommendation
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.rules.base import Closure, Ground

DEMANDS = frozenset({"MH201", "MH202"})
"""The rules that find each requirement that stands open: in full weight, or as a lesser gap."""


def about(item: Requirement) -> About:
    """The requirement that a finding is about."""
    return About(item.owner.id, item.id if item.id != item.owner.id else "")


def open_requirements(ground: Ground) -> Iterator[Requirement]:
    """The requirements that are gaps, of full weight or lesser, as far as that can be judged."""
    for item in ground.coverage.requirements:
        if item.classification in ("gap", "lesser") and not ground.register.may_be_answered(
            item.wordings
        ):
            yield item


def place(item: Requirement) -> KeyPath:
    """Where in its file a requirement stands."""
    owner = item.owner
    key, parts = (
        ("provisions", owner.provisions) if isinstance(owner, Article) else ("parts", owner.parts)
    )
    ids = [part.id for part in parts]
    return (key, ids.index(item.id), "id") if item.id in ids else ("id",)


def promised(item: Requirement) -> Phrase:
    """What is promised, and by which measures."""
    key = f"promise.{item.promise}"
    said = Phrase(f"{key}.in_part") if item.in_part else Phrase(key)
    if not item.measures:
        return said
    return Phrase("promise.by", {"promise": said, "measures": ", ".join(item.measures)})


def closure(diagnostic: Diagnostic, ground: Ground) -> Closure | None:
    """Why a requirement that stood open no longer does, or is no longer the same kind of gap."""
    register = ground.register
    asked = diagnostic.subject or ""
    (name,) = register.requirements_of(asked) or (asked,)
    item = ground.coverage.by_id.get(name)
    if item is None:
        gone = asked not in register.targets
        reason = Phrase("closure.removed" if gone else "closure.demands_nothing", {"name": asked})
        return Closure("removed" if gone else "reclassified", reason, (diagnostic.about_record,))
    if not item.counts:
        said = Phrase("closure.counted_at", {"name": name, "other": item.counted_at})
        other = ground.coverage.by_id[item.counted_at].owner.id
        return Closure("reclassified", said, (item.owner.id, other))
    if item.classification == "met":
        return _met(item)
    said = Phrase(
        "closure.reclassified",
        {"name": name, "classification": Phrase(f"classification.{item.classification}")},
    )
    return Closure("reclassified", said, (item.owner.id, *_law(item)))


def _met(item: Requirement) -> Closure:
    if item.law == "full" and item.law_record is not None:
        cited = tuple(
            f"{p.source.document} {p.source.section or ''}".strip() for p in item.law_record.provisions
        )
        law = Phrase("cite", {"parts": Parts(cited)}) if cited else ""
        return Closure("met", Phrase("closure.law", {"name": item.id, "law": law}), _law(item))
    said = Phrase("closure.promised", {"name": item.id, "promised": promised(item)})
    return Closure("met", said, item.measures)


def _law(item: Requirement) -> tuple[str, ...]:
    return (f"law-{item.owner.id}",) if not isinstance(item.owner, Recommendation) else ()
