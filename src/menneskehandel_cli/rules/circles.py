"""The rules on names that refer to one another in a circle."""

from collections.abc import Collection, Iterator, Mapping

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.models.actors import Actors
from menneskehandel_cli.register import Register, Statement
from menneskehandel_cli.rules.base import Diagnostics, RuleContext, rule

Ways = Mapping[str, Collection[str]]
"""The edges: from each name to others."""


def circles(ways: Ways) -> Iterator[list[str]]:
    """Every cycle in ``ways``, once, as the names along it."""
    names: set[frozenset[str]] = set()
    for start in ways:
        circle = way(start, start, ways)
        if circle and frozenset(circle) not in names:
            names.add(frozenset(circle))
            yield circle


def way(start: str, end: str, ways: Ways) -> list[str]:
    """The names along a path of one step or more from ``start`` to ``end``; empty if there is none."""
    came_from = dict.fromkeys(ways.get(start, ()), start)
    waiting = list(came_from)
    while waiting:
        here = waiting.pop()
        if here == end:
            found = [came_from[end], end]
            while found[0] != start:
                found.insert(0, came_from[found[0]])
            return found
        for target in ways.get(here, ()):
            if target not in came_from:
                came_from[target] = here
                waiting.append(target)
    return []


@rule("error")
def mh108_circular_relations(context: RuleContext) -> Diagnostics:
    """``builds_on`` and ``developed_within`` give an order, so they must not form a cycle."""
    before = {
        measure.id: [relation.target for relation in measure.relations if relation.type != "seen_with"]
        for measure in context.register.measures
    }
    for circle in circles(before):
        measure = context.register.measure_by_id[circle[0]]
        place = next(
            place
            for place, relation in enumerate(measure.relations)
            if relation.target == circle[1] and relation.type != "seen_with"
        )
        yield context.wrong("MH108", measure, ("relations", place, "target"), circle=" → ".join(circle))


@rule("error")
def mh119_circle_of_demands(context: RuleContext) -> Diagnostics:
    """Wordings that restate each other in a circle, and rounds or widths that have no last one."""
    register = context.register
    restating: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    statements: dict[tuple[str, str], Statement] = {}
    repeating: list[tuple[str, str]] = []
    for statement in register.statements:
        one, other = _requirement_id(register, statement.demand), _requirement_id(register, statement.name)
        if statement.how == "wider_than":
            one, other = other, one
        statements.setdefault((one, other), statement)
        back.setdefault(one, []).append(other)
        if statement.how in ("restates", "equivalent_to"):
            restating.setdefault(one, []).append(other)
            back.setdefault(other, []).append(one)  # both wordings belong to the same round
        else:
            repeating.append((one, other))
    found = list(circles(restating))
    for one, other in repeating:
        if not any({one, other} <= {*circle} for circle in found):
            round_about = [other] if one == other else way(other, one, back)
            found += [[one, *round_about]] if round_about else []
    for circle in found:
        first = statements[circle[0], circle[1]]
        yield context.wrong("MH119", first.owner, first.keys, circle=" → ".join(circle))


def _requirement_id(register: Register, name: str) -> str:
    """The single requirement that a name stands for, by its present id; otherwise the name."""
    reached = register.requirements_of(name)
    return reached[0] if len(reached) == 1 else name


@rule("error")
def mh123_circle_of_bodies(context: RuleContext) -> Diagnostics:
    """``parent`` gives an order of any depth, so it must not form a cycle, in one file or in several."""
    files = ((one.path, one.record) for one in context.register.entries if isinstance(one.record, Actors))
    every = [(path, place, actor) for path, file in files for place, actor in enumerate(file.actors)]
    found = {actor.id: (path, place) for path, place, actor in every}
    for circle in circles({actor.id: [actor.parent] if actor.parent else [] for *_, actor in every}):
        path, place = found[circle[0]]
        paths = dict.fromkeys(found[name][0] for name in circle)
        where = f" ({', '.join(paths)})" if len(paths) > 1 else ""
        params = {"circle": f"{' → '.join(circle)}{where}"}
        yield Diagnostic("MH123", path, ("actors", place, "parent"), params, circle[0])
