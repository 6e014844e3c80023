"""What a body owes, for the page that an adviser begins with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from menneskehandel_cli.language import Lang, fill
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.reports.gaps import Gap, GapFilter, gaps_view
from menneskehandel_cli.reports.headline import days_late
from menneskehandel_cli.reports.listing import responsible
from menneskehandel_cli.reports.ministry import OpenTask, waiting, with_bodies_below
from menneskehandel_cli.rules import Finding, RuleContext, gaps


@dataclass(frozen=True, slots=True)
class Body:
    """A body that answers for measures: its id and name."""

    id: str
    name: str

    @property
    def short(self) -> str:
        """Its short form, such as ``JD``; empty if its id is none, as ``direktoratsgruppe``."""
        return "" if self.id.islower() or self.id == self.name else self.id


@dataclass(frozen=True, slots=True)
class Owing:
    """What a body owes: its open tasks, those past their deadline first, and its measures."""

    body: Body
    tasks: tuple[OpenTask, ...]
    measures: tuple[tuple[str, str, str], ...]
    """Id, title and status."""
    gaps: Sequence[Gap]
    """The open gaps that it can follow up."""
    forms: frozenset[str]
    """The ids of what has a form, which a gap may be about."""

    @property
    def with_deadline(self) -> list[OpenTask]:
        """The tasks that have a deadline, those that have passed first."""
        return [one for one in self.tasks if one.task.due]

    @property
    def without_deadline(self) -> list[tuple[str, list[OpenTask]]]:
        """The other tasks, by their measure."""
        rest = (one for one in self.tasks if not one.task.due)
        return [(measure, list(some)) for measure, some in groupby(rest, lambda one: one.measure)]


def bodies(register: Register, lang: Lang) -> list[Body]:
    """The bodies that answer for measures or for tasks in them, and those that look at them."""
    named = {actor for measure in register.measures for actor in measure.responsible}
    named |= {actor for m, task in register.tasks.values() for actor in m.owners_of(task)}
    named |= {report.actor for report in register.reports}
    named |= {actor.id for actor in register.actors.values() if actor.kind == "rapporteur"}
    return [_body(register, actor, lang) for actor in register.actors if actor in named]


def owing(context: RuleContext, found: list[Finding], actor: str, lang: Lang) -> Owing | None:
    """What ``actor`` owes, by what the check has ``found``; ``None`` if there is no such body."""
    register, today = context.register, context.as_of
    if actor not in register.actors:
        return None
    titles = {measure.id: f"{measure.id} {measure.title.pick(lang)}" for measure in register.measures}
    tasks = [
        OpenTask(titles[measure.id], task, days_late(task, today))
        for measure, task in waiting(register.measures, with_bodies_below(register, actor))
    ]
    tasks.sort(key=lambda one: (-(one.days_late or 0), one.task.due or "9999", natural(one.task.id)))
    mine = register.measures_by_actor.get(actor, ())
    listed = tuple((one.id, fill(responsible(one, one.title), lang), one.status) for one in mine)
    open_ = gaps_view(context, gaps(found), GapFilter(ministries=(actor,))).gaps
    known = {task.id for measure in register.measures for task in measure.tasks} | titles.keys()
    forms = frozenset(known | register.targets.keys() | register.actors.keys())
    return Owing(_body(register, actor, lang), tuple(tasks), listed, open_, forms)


def _body(register: Register, actor: str, lang: Lang) -> Body:
    return Body(actor, fill(register.actor_name(actor), lang))
