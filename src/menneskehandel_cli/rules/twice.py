"""The rules on what is there twice: ids, links, names and targets."""

from collections.abc import Iterator

from menneskehandel_cli.diagnostics import Diagnostic, KeyPath
from menneskehandel_cli.register import ACTORS_FILE, Register
from menneskehandel_cli.rules.base import Diagnostics, RuleContext, rule
from menneskehandel_cli.trees import PLANS, lies_in


@rule("error")
def mh105_duplicate_id(context: RuleContext) -> Diagnostics:
    """Every id stands for one thing: records, their parts, actors, helplines and reports on a measure."""
    register = context.register
    seen: dict[str, tuple[str, KeyPath]] = {}
    copies: set[str] = set()
    # A copy, “04-x (1).yaml”, comes after what it is copied from, and a plan's own actor after one that
    # all plans share. The parts of a copy are not told one by one.
    # The own actors of the other plans: what all follow up is shown with the bodies of each.
    theirs = ((plan.id, place, x.id) for plan in register.beside for place, x in enumerate(plan.actors))
    beside = ((f"{PLANS}/{plan}/{ACTORS_FILE}", ("actors", place, "id"), id) for plan, place, id in theirs)
    every = [*register.own_ids, *_reports_twice(register), *beside]
    every.sort(key=lambda own: (lies_in(own[0], PLANS), own[0].removesuffix(".yaml")))
    for path, keys, name in every:
        other, there = seen.setdefault(name, (path, keys))
        if (other, there) != (path, keys) and not (len(keys) > 1 and path in copies):
            yield Diagnostic("MH105", path, keys, {"id": name, "other": other, "there": there}, name)
            copies |= {path} if keys == there == ("id",) else set()


def _reports_twice(register: Register) -> Iterator[tuple[str, KeyPath, str]]:
    """What a ministry reports on a measure for a year, approved or not, as it is named in the history."""
    for report in register.reports:
        for place, item in enumerate(report.measures if report.kind == "self" else ()):
            name = f"{report.year}-{report.actor}/{register.renumbered.get(item.measure, item.measure)}"
            yield register.path_of(report), ("measures", place, "measure"), name


@rule("error")
def mh106_reused_id(context: RuleContext) -> Diagnostics:
    """A former id must be nobody's id today, nor another measure's former id."""
    owners: dict[str, str] = {name: name for name in context.register.measure_by_id}
    for measure in context.register.measures:
        for place, former in enumerate(measure.former_ids):
            if former in owners:
                yield context.wrong("MH106", measure, ("former_ids", place), id=former, owner=owners[former])
            owners.setdefault(former, measure.id)


@rule("error")
def mh109_link_twice(context: RuleContext) -> Diagnostics:
    """A measure links to an obligation once, and relates to another measure once in each way."""
    for measure in context.register.measures:
        links = [(("addresses", n, "obligation"), (x.obligation,)) for n, x in enumerate(measure.addresses)]
        others = [(("relations", n, "target"), (x.target, x.type)) for n, x in enumerate(measure.relations)]
        seen: set[tuple[str, ...]] = set()
        for keys, link in (*links, *others):
            if link in seen:
                yield context.wrong("MH109", measure, keys, name=link[0])
            seen.add(link)


@rule("note")
def mh122_name_twice(context: RuleContext) -> Diagnostics:
    """Each name occurs once in a list of names, such as those responsible."""
    for entry, keys, names in context.register.lists:
        for place, name in enumerate(names):
            if name in names[:place]:
                yield context.wrong("MH122", entry.record, (*keys, place), name=name, key=keys[-1])


@rule("error", phrases={"what": "target.wrong"})
def mh124_target_unfounded(context: RuleContext) -> Diagnostics:
    """Each target: its year is not before the baseline's, and no other has the same year and goal."""
    for item in context.register.indicators.values():
        seen = set()
        for place, target in enumerate(item.targets):
            keys, year = ("targets", place, "year"), str(target.year)
            if item.baseline is not None and target.year < item.baseline.in_year:
                params = {"what": "before", "year": year, "baseline": str(item.baseline.in_year)}
                yield context.wrong("MH124", item, keys, params)
            if (target.year, target.goal) in seen:
                yield context.wrong("MH124", item, keys, what="twice", year=year)
            seen.add((target.year, target.goal))
