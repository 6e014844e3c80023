"""The rules on names that nothing has: each is looked for, and the nearest one that is there is told."""

import re
from collections.abc import Collection

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language import Choices, Phrase, msg, nearest
from menneskehandel_cli.models import Measure, Recommendation, Source, actor_called, theme_called
from menneskehandel_cli.register import Kind, kind_of
from menneskehandel_cli.rules.base import Diagnostics, RuleContext, rule, surely_meant

_NUMBERED = frozenset({"measure_id", "child_id"})
"""The kinds of ids that are letters and numbers."""


def unknown_among(
    context: RuleContext, code: str, kind: str, known: Collection[str], home: Kind | None = None
) -> Diagnostics:
    """Every reference of a kind to a name that is not ``known``, with the nearest one that is.

    A name that a file of the kind ``home`` may hold is left out, if that cannot be read. Those of shared
    goals (``FA4.G1``) are in the strategy.
    """
    register = context.register
    instruments = tuple(f"{instrument}-" for instrument in register.instruments)
    for entry, keys, name in register.names(kind):
        if name in known:
            continue
        shared = kind == "child_id" and name.startswith("FA")
        there: Kind | None = "strategy" if shared else home
        # A pack compares its provisions with those of packs that a strategy need not have.
        elsewhere = "provisions" in keys and not name.startswith(instruments)
        if not elsewhere and not (there and register.may_hold(there, name)):
            near = nearest(name, known)
            if kind in _NUMBERED and near is not None and _id_pieces(near) != _id_pieces(name):
                near = None
            # What an article has is meant, not what is spelt like it in another.
            own = register.requirements_of(name.rpartition(".")[0])
            slip = near is not None and near.casefold() == name.casefold()
            params = {"name": name, "near": near if slip or not own else Choices(own)}
            yield context.wrong(code, entry.record, keys, params)


def _id_pieces(name: str) -> list[str]:
    """The letters and the numbers of an id. One with others is not that id, misspelt."""
    return [part.lstrip("0") for part in re.findall(r"[A-Z]+|[0-9]+", name.upper())]


@rule("error", fix=surely_meant)
def mh101_unknown_obligation(context: RuleContext) -> Diagnostics:
    """A link to an obligation that does not exist."""
    return unknown_among(context, "MH101", "obligation_id", context.register.targets, "obligation")


@rule("error", fix=surely_meant)
def mh102_unknown_measure(context: RuleContext) -> Diagnostics:
    """A reference to a measure that does not exist."""
    return unknown_among(context, "MH102", "measure_id", context.register.renumbered, "measure")


@rule("error", fix=surely_meant)
def mh103_unknown_actor(context: RuleContext) -> Diagnostics:
    """Every actor that a record names must be known. ``editorial`` is our own judgement."""
    register = context.register
    if register.may_hold("actors", ""):
        return
    for entry, keys, name in register.names("actor_id"):
        if name not in register.actors and name != "editorial":
            near, whole = actor_called(name, register.actors.values())
            params = {"name": name, "near": near or nearest(name, register.actors), "whole": whole}
            yield context.wrong("MH103", entry.record, keys, params)


@rule("error", fix=surely_meant)
def mh104_unknown_goal_or_task(context: RuleContext) -> Diagnostics:
    """A reference to a goal, task or group that does not exist."""
    return unknown_among(context, "MH104", "child_id", context.register.children, "measure")


@rule("error")
def mh111_unknown_document(context: RuleContext) -> Diagnostics:
    """Every source names a document that the strategy lists."""
    register = context.register
    if register.strategy is None or register.may_hold("strategy", ""):
        return
    known = {document.id for document in register.documents}
    for entry, keys, source in register.models(Source):
        if source.document not in known:
            params = {"name": source.document, "near": nearest(source.document, known)}
            yield context.wrong("MH111", entry.record, (*keys, "document"), params)


@rule("error")
def mh112_unknown_focus_area(context: RuleContext) -> Diagnostics:
    """Measures and recommendations name a focus area by its number in the strategy."""
    register = context.register
    known = register.focus_areas
    if not known or register.may_hold("strategy", ""):
        return
    for entry in register.entries:
        if isinstance(entry.record, Measure | Recommendation):
            number = entry.record.focus_area
            ours = isinstance(entry.record, Measure) or (entry.record.plan or "") == register.plan
            if ours and number is not None and number not in known:
                yield context.wrong("MH112", entry.record, ("focus_area",), number=number, known=list(known))


@rule("error")
def mh114_unknown_level(context: RuleContext) -> Diagnostics:
    """A recommendation's level is one of its instrument's."""
    register = context.register
    for owner in register.recommendations:
        instrument = register.instrument_with(owner)
        if owner.level is None or instrument is None or register.path_of(instrument) in register.damaged:
            continue
        known = [level.id for level in instrument.levels]
        if owner.level not in known:
            params = {"name": owner.level, "known": Choices(known), "near": nearest(owner.level, known)}
            yield context.wrong("MH114", owner, ("level",), params)


@rule("error", fix=surely_meant)
def mh125_unknown_theme(context: RuleContext) -> Diagnostics:
    """Measures, articles and recommendations name themes by their ids in the strategy."""
    register = context.register
    if register.strategy is None or register.may_hold("strategy", ""):
        return
    known = register.themes
    mend = Phrase("finding.choose_theme" if known else "failure.no_themes", known=Choices(known))
    named = (
        (entry, (*keys, place), str(name))
        for entry, keys, names in register.lists
        # The strategy's own are those that it has, and what its publication is about.
        if entry.kind != "strategy" and keys[-1] == "themes"
        for place, name in enumerate(names)
    )
    for entry, keys, name in named:
        if name not in known:
            near, whole = theme_called(name, known.values())
            params = {"name": name, "near": near or nearest(name, known), "whole": whole, "mend": mend}
            yield context.wrong("MH125", entry.record, keys, params)


@rule("error")
def mh113_foreign_part(context: RuleContext) -> Diagnostics:
    """The parts of a record are named after it."""
    for path, keys, name in context.register.own_ids:
        owner = context.register.owner_at(path)
        if len(keys) > 1 and owner is not None and not name.startswith((f"{owner}.", "FA")):
            yield Diagnostic("MH113", path, keys, {"name": name, "owner": owner}, owner)


@rule("error")
def mh120_article_number_ambiguous(context: RuleContext) -> Diagnostics:
    """A bare number is valid only if there is exactly one convention, and it has the article."""
    register = context.register
    strategy = register.strategy
    # A path without a kind is a folder that could not be listed.
    if strategy is None or any(kind_of(path) in (None, "instrument") for path in register.unjudged):
        return  # It is unknown how many conventions there are.
    for place, area in enumerate(strategy.focus_areas):
        for inner, name in enumerate(area.articles):
            if not isinstance(name, int):
                continue
            names = [f"{convention}-{name}" for convention in register.conventions]
            known = [one for one in names if one in register.obligations]
            if len(names) == 1 and (known or register.may_hold("obligation", names[0])):
                continue
            several = Phrase(msg("it may be {known}"), known=Choices(known or names))
            what = several if len(names) > 1 else Phrase(msg("the convention has no such article"))
            params = {"number": str(name), "what": what}
            keys = ("focus_areas", place, "articles", inner)
            yield Diagnostic("MH120", register.path_of(strategy), keys, params, "strategy")
