"""The rules on what is recorded of a measure as a whole: its lead, its status and its silence."""

from datetime import date, timedelta

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.history.selection import MEASURES, Lookback
from menneskehandel_cli.language import Day, Parts, Phrase
from menneskehandel_cli.models import Report
from menneskehandel_cli.models.measure import reason_in
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, RuleContext, closed, ended, rule
from menneskehandel_cli.rules.closing import in_measure, measure_of, not_completed, task_of


@rule("error")
def mh107_lead_not_responsible(context: RuleContext) -> Diagnostics:
    """The lead must be one of those responsible."""
    register = context.register
    for measure in register.measures:
        lead = measure.lead if measure.lead in register.actors else None  # else MH103 reports it
        path = register.path_of(measure)
        if lead is not None and lead not in measure.responsible and path not in register.damaged:
            yield context.wrong("MH107", measure, ("lead",), lead=lead, responsible=measure.responsible)


def _completed_with_open_tasks_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: no open task is left, or the measure is no longer completed."""
    measure = measure_of(diagnostic, context)
    if measure.status != "completed":
        return not_completed(measure)
    value = diagnostic.params["tasks"]
    names = [context.register.current_id(name) for name in value] if isinstance(value, list) else []
    causes = [Cause(measure.id, name, "status") for name in names]
    known = {task.id: task for task in measure.tasks}
    if gone := [name for name in names if name not in known]:
        return ended("removed", "removed", *causes, name=gone)
    if dropped := [name for name in names if known[name].status == "discontinued"]:
        return ended("discontinued", "tasks.discontinued", *causes, name=measure.id, tasks=dropped)
    return closed("tasks.completed", *causes, name=measure.id, tasks=names)


@rule("gap", about=(), closure=_completed_with_open_tasks_closure)
def mh303_completed_with_open_tasks(context: RuleContext) -> Diagnostics:
    """Completed measures with open tasks."""
    for measure in context.register.measures:
        tasks = [t.id for t in measure.tasks if t.is_open]
        if measure.status == "completed" and tasks:
            yield in_measure("MH303", context, measure, "status", weight=2, tasks=tasks)


def _completed_without_evidence_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure:
    """Why a gap is closed: there is evidence, or the measure is no longer completed."""
    measure = measure_of(diagnostic, context)
    own = [(Cause(measure.id, field="evidence"), measure.evidence)]
    own += [(Cause(measure.id, task.id, "evidence"), task.evidence) for task in measure.tasks]
    titles = Parts(tuple(item.title for _, items in own for item in items))
    causes = [cause for cause, items in own if items]
    return not_completed(measure) or closed("evidence", *causes, name=measure.id, titles=titles)


@rule("gap", about=(), closure=_completed_without_evidence_closure)
def mh304_completed_without_evidence(context: RuleContext) -> Diagnostics:
    """Completed measures without evidence of their own or of any task."""
    for measure in context.register.measures:
        shown = measure.evidence or any(task.evidence for task in measure.tasks)
        if measure.status == "completed" and not shown:
            yield in_measure("MH304", context, measure, "status", weight=2)


def _discontinued_without_reason_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure:
    """Why a gap is closed: the reason is recorded, or the measure or task is no longer discontinued."""
    found = task_of(diagnostic, context)
    if found is not None:
        measure, task = found
        name, status, why = task.id, task.status, reason_in(task.note)
        cause, reason = Cause(measure.id, name, "status"), Cause(measure.id, name, "note")
    else:
        measure = measure_of(diagnostic, context)
        name, status = measure.id, measure.status
        why = measure.status_source.text if measure.status_source else None
        cause, reason = Cause(name, field="status"), Cause(name, field="status_source")
    if status != "discontinued":
        return ended("reclassified", "not_discontinued", cause, name=name, status=Phrase(f"status.{status}"))
    return closed("reason", reason, name=name, why=why or "")


@rule("gap", about=("part",), closure=_discontinued_without_reason_closure)
def mh306_discontinued_without_reason(context: RuleContext) -> Diagnostics:
    """Discontinued measures without a stated reason, and discontinued tasks without a note."""
    for measure in context.register.measures:
        statement = measure.status_source
        if measure.status == "discontinued" and (statement is None or statement.text is None):
            yield in_measure("MH306", context, measure, "status", weight=2)
        for place, task in enumerate(measure.tasks):
            if task.status == "discontinued" and reason_in(task.note) is None:
                yield in_measure("MH306", context, measure, "tasks", place, "status", weight=2)


def _status_without_statement_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure:
    """Why a gap is closed: the statement is recorded, or the status was removed."""
    measure = measure_of(diagnostic, context)
    if (source := measure.status_source) is None:
        return ended("reclassified", "no_status", Cause(measure.id, field="status"), name=measure.id)
    cause = Cause(measure.id, field="status_source")
    return closed("statement", cause, name=measure.id, by=source.by, day=Day(source.date))


@rule("gap", about=(), closure=_status_without_statement_closure, phrases={"status": "status"})
def mh312_status_without_statement(context: RuleContext) -> Diagnostics:
    """Measures with a status and no statement that supports it."""
    for measure in context.register.measures:
        if measure.status != "not_reported" and measure.status_source is None:
            yield in_measure("MH312", context, measure, "status", status=measure.status)


LONG = timedelta(days=365)


@rule("note", needs_history=Lookback(frozenset({"measure", "report"}), longer_than=LONG), about=())
def mh332_unchanged_for_long(context: RuleContext) -> Diagnostics:
    """Measures that are not over, by the last day on which they or a report on them changed."""
    latest: dict[str, date] = {}
    now, entries = context.register.renumbered, context.register.entries
    reports = ((one.id, one.record.measure_reports) for one in entries if isinstance(one.record, Report))
    measures = {name: [now.get(one.measure, one.measure) for one in said] for name, said in reports}
    for event in context.events:
        if event.delta.kind.startswith(("gap_", "acceptance_")):
            continue  # Accepting a gap is not a report on the measure.
        for name in measures.get(event.delta.record, [event.delta.record]):
            latest[name] = event.commit.day
    for measure in context.register.measures:
        day = latest.get(measure.id)
        if day is not None and measure.is_open and context.as_of - day > LONG:
            yield in_measure("MH332", context, measure, "id", day=Day(day.isoformat()))


_STEPS = ("not_started", "in_progress", "completed")


@rule("note", needs_history=MEASURES, about=(), phrases={"before": "status", "after": "status"})
def mh333_status_went_back(context: RuleContext) -> Diagnostics:
    """Measures whose last change of status was from a later step to an earlier one."""
    changes = (event for event in context.events if event.delta.kind == "status_changed")
    last = {event.delta.record: event for event in changes if event.classification == "policy"}
    for measure in context.register.measures:
        if (event := last.get(measure.id)) is None:
            continue
        before, after = event.delta.before, event.delta.after
        if before in _STEPS and after in _STEPS and _STEPS.index(after) < _STEPS.index(before):
            params = {"before": before, "after": after, "day": Day(event.commit.day.isoformat())}
            yield in_measure("MH333", context, measure, "status", **params)
