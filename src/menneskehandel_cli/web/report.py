"""The form of a ministry's report for a year: measure by measure, beside what it said last."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.edits.assignments import assigned
from menneskehandel_cli.edits.new_report import empty_report
from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.edits.subject import Subject, read_subject
from menneskehandel_cli.language import say
from menneskehandel_cli.models import Measure, Report
from menneskehandel_cli.models.fields import fields
from menneskehandel_cli.models.report import Attainment, MeasureReport
from menneskehandel_cli.register import Register
from menneskehandel_cli.web.desk import Desk, Preview, with_errors
from menneskehandel_cli.web.forms import Form, Input, Spoken, answered, bodies_to_choose, inputs_of
from menneskehandel_cli.web.kind import Asked, Ids, Names

_HELD = frozenset({"year", "actor", "kind", "note"})
_LAST = ("submitted", "approved.")
"""What the inputs are called that come last: a report is approved when it is written."""


class ReportYear:
    """One body's report for one year. Only measures of which something is said are written."""

    address = "/report/{year}/{actor}"
    template = "report.html.j2"
    linked: tuple[str, ...] = ()

    def names(self, ids: Ids) -> Names:
        """It is called as the report."""
        return Names(f"report.{ids['year']}.{ids['actor']}", f"{ids['year']}-{ids['actor']}")

    def preview(self, desk: Desk, asked: Asked) -> Preview:
        """What was typed, where it is not what the form showed."""
        tree, register = desk.tree(), desk.register()
        year, actor = _asked(desk, register, asked.ids)
        spoken = desk.spoken(tree)
        begun = empty_report(actor, year, described=desk.describes("report"))
        path, text = begun.path, begun.text
        there = path in tree.paths()
        subject = (
            read_subject(tree, path) if there else Subject(path, text.encode(), *_begun(actor, year))
        )
        draft = _Draft(register, subject, _mine(register, actor))
        form = Form(draft.open, tuple(_inputs(register, draft, actor, year, spoken)))
        answer = answered(form, asked.given, spoken[1])
        if not answer.assignments:
            return Preview(answer)
        try:
            value, places = assigned(draft.open, list(answer.assignments), spoken[1])
        except Refused:
            return with_errors(Preview(answer), desk.unusable(draft.open, answer, spoken[1]))
        written = draft.closed(value)
        return desk.rewritten(
            tree,
            subject,
            answer,
            written,
            places=[_seen(value, place) for place in places],
            seen=lambda keys: _seen(written, keys),
        )

    def content(self, desk: Desk, asked: Asked) -> Mapping[str, object]:
        """Whose report it is, and for which year."""
        name = desk.register().actor_name(asked.ids["actor"])
        return {
            "name": f"{asked.ids['year']}-{asked.ids['actor']}",
            "body": name.pick(desk.lang) if name else asked.ids["actor"],
            "actor": asked.ids["actor"],
            "year": asked.ids["year"],
        }


def years(desk: Desk, register: Register) -> list[int]:
    """The years that can be reported on: those of the strategy, up to this one."""
    if register.strategy is None:
        return []
    period = register.strategy.period
    return [*range(period.from_, min(period.to, desk.today.year) + 1)]


def _asked(desk: Desk, register: Register, ids: Ids) -> tuple[int, str]:
    found = [year for year in years(desk, register) if str(year) == ids["year"]]
    if not found or ids["actor"] not in register.actors or not _mine(register, ids["actor"]):
        raise Refused("edit.unknown_report", given=f"{ids['year']}-{ids['actor']}")
    return found[0], ids["actor"]


def _mine(register: Register, actor: str) -> list[Measure]:
    return [measure for measure in register.measures if actor in measure.responsible]


def _begun(actor: str, year: int) -> tuple[dict[str, Any], type[Report]]:
    return {"format": 2, "year": year, "actor": actor, "kind": "self"}, Report


class _Draft:
    """A report opened for writing: it has an entry for each measure and goal until it is closed."""

    def __init__(self, register: Register, subject: Subject, measures: list[Measure]) -> None:
        value = copy.deepcopy(subject.value)
        entries = value.setdefault("measures", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise Refused("edit.not_parsed", path=subject.path)
        self._there = {str(entry.get("measure")) for entry in entries}
        self.entries: dict[str, dict[str, Any]] = {}
        """The entry on each measure, by the measure's present id."""
        for entry in entries:
            self.entries.setdefault(register.current_id(str(entry.get("measure"))), entry)
        for measure in measures:
            if measure.id not in self.entries:
                self.entries[measure.id] = {"measure": measure.id, "status": "not_reported"}
                entries.append(self.entries[measure.id])
            goals = self.entries[measure.id].setdefault("goal_attainment", {})
            for goal in measure.goals:
                if isinstance(goals, dict):
                    goals.setdefault(goal.ref or goal.id, {})
        self.measures = measures
        self.open = replace(subject, value=value)

    def closed(self, value: dict[str, Any]) -> dict[str, Any]:
        """The report without what says nothing and was not there before."""
        entries = []
        for entry in value["measures"]:
            goals = entry.get("goal_attainment")
            if isinstance(goals, dict):
                goals = {name: goal for name, goal in goals.items() if goal}
            said = {key: item for key, item in entry.items() if key != "goal_attainment"}
            said |= {"goal_attainment": goals} if goals else {}
            if str(entry.get("measure")) in self._there or _says_something(said):
                entries.append({key: said[key] for key in (*fields(MeasureReport), *said) if key in said})
        rest = {key: item for key, item in value.items() if key != "measures"}
        return rest | ({"measures": entries} if entries else {})


def _says_something(entry: Mapping[str, Any]) -> bool:
    return entry.get("status") != "not_reported" or entry.keys() > {"measure", "status"}


def _seen(value: Mapping[str, Any], keys: KeyPath) -> KeyPath:
    """The keys of a place, with a measure's entry called by the measure instead of its number."""
    entries = value.get("measures", [])
    if len(keys) > 1 and keys[0] == "measures" and isinstance(keys[1], int) and keys[1] < len(entries):
        return ("measures", str(entries[keys[1]].get("measure")), *keys[2:])
    return keys


def _inputs(register: Register, draft: _Draft, actor: str, year: int, spoken: Spoken) -> Iterator[Input]:
    lang = spoken[2]
    earlier = [
        report
        for report in register.reports
        if report.actor == actor and report.kind == "self" and report.counts and report.year < year
    ]
    last = max(earlier, key=lambda report: report.year, default=None)
    for measure in draft.measures:
        entry = draft.entries[measure.id]
        said = _said(register, actor, year, measure.id)
        group = f"{measure.id} {measure.title.pick(lang)}"
        before = f"measures.{entry['measure']}."
        told = {field.name: field for field in _of_measure(register, measure, said[1], spoken, before)}
        for field in _of_measure(register, measure, entry, spoken, before):
            shown = told.get(field.name)
            yield replace(_beside(field, shown, said[0], spoken), group=group)
    whole = inputs_of(Report, draft.open.value, spoken)
    told = {field.name: field for field in inputs_of(Report, _plain(last), spoken)}
    for field in sorted(whole, key=lambda field: field.name.startswith(_LAST)):
        if field.name.split(".")[0] in _HELD:
            continue
        if field.name.startswith(_LAST):
            yield replace(_by(register, actor, field, spoken), group=say("web.report.approval", lang))
        else:
            shown = _beside(field, told.get(field.name), last.year if last else 0, spoken)
            yield replace(shown, group=say("web.report.whole", lang))


def _of_measure(
    register: Register, measure: Measure, entry: Mapping[str, Any], spoken: Spoken, before: str
) -> Iterator[Input]:
    """The inputs of an entry on a measure, with those of its goals."""
    for field in inputs_of(MeasureReport, entry, spoken, before):
        if field.name == f"{before}measure":
            continue
        label = f"{field.group}: {field.label}" if field.group else field.label
        yield replace(field, label=label)
    goals = entry.get("goal_attainment")
    for goal in measure.goals:
        name = goal.ref or goal.id or ""
        text = register.goals.get(name)
        given = goals.get(name) if isinstance(goals, dict) else None
        for field in inputs_of(Attainment, given or {}, spoken, f"{before}goal_attainment.{name}."):
            called = f"{name} {text.pick(spoken[2])}" if text else name
            yield replace(field, label=f"{called} {field.label}", required=False)


def _said(register: Register, actor: str, year: int, measure: str) -> tuple[int, Mapping[str, Any]]:
    """The last year before ``year`` in which a body said something of a measure, and what it said."""
    found = [
        (report.year, item)
        for report, name, item in register.said
        if report.actor == actor and report.kind == "self" and name == measure and report.year < year
    ]
    when, what = max(found, key=lambda item: item[0], default=(0, None))
    return when, _plain(what)


def _plain(record: Report | MeasureReport | None) -> Mapping[str, Any]:
    return {} if record is None else record.model_dump(exclude_none=True)


def _beside(field: Input, told: Input | None, year: int, spoken: Spoken) -> Input:
    """The input with what was said last."""
    if told is None or not told.value:
        return field
    labels = {choice.value: choice.label for choice in told.choices}
    text = labels.get(told.value, told.value)
    return replace(field, beside=say("web.report.last", spoken[2], year=year, text=text))


def _by(register: Register, actor: str, field: Input, spoken: Spoken) -> Input:
    """Who approves is a body, and never a person's name: it is chosen, the reporting one first."""
    if field.name != "approved.by":
        return field
    return replace(field, kind="choice", choices=bodies_to_choose(register, spoken, actor, field.value))
