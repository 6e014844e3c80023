"""What a body owes, for the page that an adviser begins with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from menneskehandel_cli.language import Lang, fill
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
from menneskehandel_cli.reports.listing import responsible
from menneskehandel_cli.reports.ministry import days_late, waiting, with_bodies_below
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
class OpenTask:
    """An open task that a body answers for; ``passed`` is how many days ago its deadline was."""

    measure: str
    """The id and title of its measure."""
    id: str
    text: str
    due: str
    passed: int


@dataclass(frozen=True, slots=True)
class OpenGap:
    """An open gap: its key, what it is about, whether that has a form, and what is missing."""

    key: str
    subject: str
    has_form: bool
    text: str


@dataclass(frozen=True, slots=True)
class Owing:
    """What a body owes: its open tasks, those past their deadline first, and its measures."""

    body: Body
    tasks: tuple[OpenTask, ...]
    measures: tuple[tuple[str, str, str], ...]
    """Id, title and status."""
    gaps: tuple[OpenGap, ...]
    """The open gaps that it can follow up."""

    @property
    def with_deadline(self) -> list[OpenTask]:
        """The tasks that have a deadline, those that have passed first."""
        return [task for task in self.tasks if task.due]

    @property
    def without_deadline(self) -> list[tuple[str, list[OpenTask]]]:
        """The other tasks, by their measure."""
        rest = (task for task in self.tasks if not task.due)
        return [(measure, list(some)) for measure, some in groupby(rest, lambda task: task.measure)]


def bodies(register: Register, lang: Lang) -> list[Body]:
    """The bodies that answer for measures or for tasks in them, and those that look at them."""
    named = {actor for measure in register.measures for actor in measure.responsible}
    named |= {actor for measure in register.measures for task in measure.tasks for actor in task.owners}
    named |= {report.actor for report in register.reports}
    named |= {actor.id for actor in register.actors.values() if actor.kind == "rapporteur"}
    return [_body(register, actor, lang) for actor in register.actors if actor in named]


def owing(context: RuleContext, found: list[Finding], actor: str, lang: Lang) -> Owing | None:
    """What ``actor`` owes, by what the check has ``found``; ``None`` if there is no such body."""
    register, today = context.register, context.as_of
    if actor not in register.actors:
        return None
    below = with_bodies_below(register, actor)
    mine = [measure for measure in register.normative_measures if actor in measure.responsible]
    titles = {measure.id: f"{measure.id} {measure.title.pick(lang)}" for measure in register.measures}
    tasks = [
        OpenTask(
            titles[measure], task.id, task.text.pick(lang), task.due or "", days_late(task, today) or 0
        )
        for measure, task in waiting(register.measures, below)
    ]
    tasks.sort(key=lambda task: (-task.passed, task.due or "9999", natural(task.id)))
    listed = tuple((one.id, fill(responsible(one, one.title), lang), one.status) for one in mine)
    view = gaps_view(context, gaps(found), GapFilter(ministries=(actor,)))
    forms = {measure.id for measure in register.measures} | register.targets.keys()
    forms |= {task.id for measure in register.measures for task in measure.tasks} | register.actors.keys()
    missing = tuple(
        OpenGap(gap.finding.key, gap.subject, gap.subject in forms, gap.finding.message(lang))
        for gap in view.gaps
    )
    return Owing(_body(register, actor, lang), tuple(tasks), listed, missing)


def _body(register: Register, actor: str, lang: Lang) -> Body:
    name = register.actor_name(actor)
    return Body(actor, name.pick(lang) if name else actor)
