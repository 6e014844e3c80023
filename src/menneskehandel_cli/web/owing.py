"""What a body owes, for the page that an adviser begins with."""

from collections.abc import Mapping

from menneskehandel_cli.language import Lang, Refused, fill
from menneskehandel_cli.models import Actor
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
from menneskehandel_cli.reports.headline import days_late
from menneskehandel_cli.reports.listing import responsible
from menneskehandel_cli.reports.ministry import OpenTask, waiting
from menneskehandel_cli.rules import Finding, RuleContext, gaps


def bodies(register: Register) -> list[Actor]:
    """The bodies that answer for measures or for tasks in them, and those that look at them."""
    named = {actor for measure in register.measures for actor in measure.responsible}
    named |= {actor for m, task in register.tasks.values() for actor in m.owners_of(task)}
    named |= {report.actor for report in register.reports}
    named |= {actor.id for actor in register.actors.values() if actor.kind == "rapporteur"}
    return [actor for actor in register.actors.values() if actor.id in named]


def owed(context: RuleContext, found: list[Finding], actor: str, lang: Lang) -> Mapping[str, object]:
    """What ``actor`` owes, by what the check has ``found``: open tasks, measures, and gaps.

    The tasks whose deadline passed first come first. ``forms`` are the ids of what has a form, of which
    there may be gaps. Raises ``Refused`` if there is no such body.
    """
    register, today = context.register, context.as_of
    if actor not in register.actors:
        raise Refused("edit.unknown", given=actor)
    titles = {measure.id: f"{measure.id} {measure.title.pick(lang)}" for measure in register.measures}
    tasks = [
        OpenTask(titles[measure.id], task, days_late(task, today))
        for measure, task in waiting(register.measures, {actor, *register.below(actor)})
    ]
    tasks.sort(key=lambda one: (-(one.days_late or 0), one.task.due or "9999", natural(one.task.id)))
    mine = register.measures_by_actor.get(actor, ())
    return {
        "body": register.actors[actor],
        "tasks": tasks,
        "measures": [(one.id, fill(responsible(one, one.title), lang), one.status) for one in mine],
        "gaps": gaps_view(context, gaps(found), GapFilter(ministries=(actor,))).gaps,
        "forms": {*register.tasks, *titles, *register.targets, *register.actors},
    }
