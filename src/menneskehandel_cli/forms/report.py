"""The inputs of a body's report for a year: measure by measure, beside what it said last.

The form in the browser and the workbook that is sent out ask for the same, and take it in by the same
rules: a report is opened with an entry for each measure, and closed without those that say nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any, Literal

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.edits.change import begun_subject
from menneskehandel_cli.edits.new_file import record_file
from menneskehandel_cli.edits.subject import Subject, read_subject
from menneskehandel_cli.forms.inputs import (
    Answer,
    Form,
    Input,
    Spoken,
    added,
    answered,
    bodies_to_choose,
    filled,
    inputs_of,
    records_in,
    source_inputs,
    title_of,
)
from menneskehandel_cli.language import Lang, msg, say
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.models import Measure, Model, Report
from menneskehandel_cli.models.base import Evidence
from menneskehandel_cli.models.fields import fields
from menneskehandel_cli.models.report import Attainment, Finding, MeasureReport, Spending
from menneskehandel_cli.register import Register
from menneskehandel_cli.trees import Tree

Side = Literal["self", "independent", "evaluation"]

_SIDES: Mapping[str, Side] = {"rapporteur": "independent", "research": "evaluation"}
"""The kinds of reports by bodies that answer for no measure. They look at the measures of others."""

NEW = "new:"
"""What the names of the inputs of a new piece of evidence, of spending and of a finding begin with."""

_LISTS: Mapping[str, type[Model]] = {"evidence": Evidence, "funding": Spending}
"""What can be added to what is said of a measure."""

_HELD = frozenset({"year", "actor", "kind", "note"})
_LAST = ("submitted", "approved.")
"""What the inputs are called that come last: a report is approved when it is written."""


def side_of(register: Register, actor: str) -> Side:
    """The kind of a body's reports."""
    held = register.actors.get(actor)
    if held is None or any(actor in measure.responsible for measure in register.normative_measures):
        return "self"
    return _SIDES.get(held.kind, "self")


def measures_of(register: Register, actor: str) -> list[Measure]:
    """The measures that a body reports on: those it answers for; all, if it looks at the others."""
    if side_of(register, actor) != "self":
        return [*register.normative_measures]
    return [measure for measure in register.normative_measures if actor in measure.responsible]


def report_subject(tree: Tree, register: Register, actor: str, year: int, *, described: bool) -> Subject:
    """The report that is there, or one that says nothing yet.

    ``described``: a new one refers editors to its schema. Raises ``Refused``.
    """
    for entry in register.entries:
        told = entry.record
        if isinstance(told, Report) and (told.actor, told.year) == (actor, year):
            return read_subject(tree, entry.path)
    kind = side_of(register, actor)
    head = {"year": year, "actor": actor, "kind": kind}
    begun = record_file("report", f"data/reports/{year}/{actor}.yaml", head, described=described)
    if begun.path in tree.paths():  # with a mistake in it
        return read_subject(tree, begun.path)
    return begun_subject(begun, Report)


class ReportDraft:
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


def seen(value: Mapping[str, Any], keys: KeyPath) -> KeyPath:
    """The keys of a place as the inputs are named: measures by their ids, what is added as new."""
    entries = value.get("measures", [])
    if len(keys) > 1 and keys[0] == "measures" and isinstance(keys[1], int) and keys[1] < len(entries):
        keys = ("measures", str(entries[keys[1]].get("measure")), *keys[2:])
    if keys[:1] == ("findings",):
        return (f"{NEW}findings", *keys[2:])
    if keys[2:3] and keys[2] in _LISTS:
        return (f"{NEW}measures", keys[1], keys[2], *keys[4:])
    return keys


# What was typed


def report_answered(form: Form, given: Mapping[str, str], own: str) -> Answer:
    """What was changed, and what was added: evidence, spending and findings."""
    kept = tuple(field for field in form.inputs if not field.name.startswith(NEW))
    answer = answered(replace(form, inputs=kept), given, own)
    new = filled(
        replace(form, inputs=tuple(one for one in form.inputs if one.name.startswith(NEW))), given
    ).inputs
    named = {field.name: field for field in (*answer.form.inputs, *new)}
    inputs = tuple(named[field.name] for field in form.inputs)
    edits = [*answer.edits]
    for place, some in groupby(new, _place):
        parts = [replace(one, name=one.name[len(NEW) + len(place) + 1 :]) for one in some]
        if any(part.value for part in parts if part.name != "source.document"):
            edits.append(added(Form(form.subject, tuple(parts)), place, {}))
    return replace(answer, form=replace(form, inputs=inputs), edits=tuple(edits))


def _place(field: Input) -> str:
    """The list that a new item is added to."""
    words = field.name.removeprefix(NEW).split(".")
    return ".".join(words[: next(n for n, word in enumerate(words) if word in (*_LISTS, "findings")) + 1])


# The inputs


def report_inputs(
    register: Register, draft: ReportDraft, actor: str, year: int, spoken: Spoken
) -> Iterator[Input]:
    """The inputs, measure by measure, then findings, then those of the report as a whole."""
    for measure in draft.measures:
        group = called(measure, spoken[2])
        for field in _on_measure(
            register, draft, measure, _said(register, actor, year, measure.id), spoken
        ):
            yield replace(field, group=group)
    yield from _findings(register, draft, spoken)
    yield from _on_whole(register, draft, actor, year, spoken)


def _on_measure(
    register: Register,
    draft: ReportDraft,
    measure: Measure,
    said: tuple[int, Mapping[str, Any]],
    spoken: Spoken,
) -> Iterator[Input]:
    """The inputs of an entry, what can be added to it, and last whether reporting ends with it."""
    entry = draft.entries[measure.id]
    before = f"measures.{entry['measure']}."
    told = {field.name: field for field in _of_measure(register, measure, said[1], spoken, before)}
    own = [
        _beside(field, told.get(field.name), said[0], spoken)
        for field in _of_measure(register, measure, entry, spoken, before)
    ]
    closing = [field for field in own if field.name.startswith(f"{before}reporting_closed.")]
    yield from (field for field in own if field not in closing)
    for key, model in _LISTS.items():
        yield from _new(model, f"{before}{key}", entry.get(key), spoken)
    yield from closing


def _on_whole(
    register: Register, draft: ReportDraft, actor: str, year: int, spoken: Spoken
) -> Iterator[Input]:
    """The inputs of the report as a whole, the approval last."""
    lang, kind = spoken[2], side_of(register, actor)
    mine = [one for one in register.reports if one.actor == actor and one.kind == kind]
    earlier = [report for report in mine if report.counts and report.year < year]
    last = max(earlier, key=lambda report: report.year, default=None)
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


def called(measure: Measure, lang: Lang) -> str:
    """What the group of inputs on a measure is called."""
    return f"{measure.id} {measure.title.pick(lang)}"


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


def _new(model: type[Model], name: str, held: Any, spoken: Spoken) -> Iterator[Input]:
    """The inputs of a new item of a list, beside those that it has."""
    lang = spoken[2]
    heading = say(f"web.report.{name.rpartition('.')[2]}", lang)
    beside = _items(held, spoken)
    for field in inputs_of(model, {}, spoken, f"{NEW}{name}."):
        if field.name.endswith(".kind"):
            continue
        label = f"{heading}: {field.label}" if name != "findings" else field.label
        kind = "line" if ".title." in field.name else field.kind
        yield replace(field, kind=kind, label=label, required=False, beside=beside)
        beside = ""


def _findings(register: Register, draft: ReportDraft, spoken: Spoken) -> Iterator[Input]:
    """The inputs of a new finding, beside those that there are."""
    group = say("web.report.findings", spoken[2])
    for field in _new(Finding, "findings", draft.open.value.get("findings"), spoken):
        yield replace(field, group=group)
    document, section = source_inputs(register, spoken, f"{NEW}findings.source.")
    yield replace(document, group=group, required=False)
    yield replace(section, group=group)


def _items(held: Any, spoken: Spoken) -> str:
    """The evidence, spending or findings that are there, each on a line."""
    lines = []
    for item in records_in({"": held}, ""):
        named = [str(item[key]) for key in ("subject", "amount", "currency", "url") if key in item]
        if "assessment" in item:
            named.append(say(f"verdict.{item['assessment']}", spoken[2]))
        lines.append(", ".join(word for word in (title_of(item, spoken), *named) if word))
    return "\n".join([say("web.evidence.held", spoken[2]), *lines]) if lines else ""


def _said(register: Register, actor: str, year: int, measure: str) -> tuple[int, Mapping[str, Any]]:
    """The last year before ``year`` in which a body said something of a measure, and what it said."""
    found = [
        (report.year, item)
        for report, name, item in register.said
        if report.actor == actor
        and report.kind == side_of(register, actor)
        and name == measure
        and report.year < year
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
    label = say(msg("Approved by"), spoken[2])
    choices = bodies_to_choose(register, spoken, actor, field.value)
    return replace(field, kind="choice", choices=choices, label=label)
