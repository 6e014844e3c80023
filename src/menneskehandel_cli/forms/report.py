"""The inputs of a body's report for a year: measure by measure, beside what it said last.

The form in the browser and the workbook that is sent out ask for the same, and take it in by the same
rules: a report is opened with an entry for each measure, and closed without those that say nothing.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.edits.change import Subject, begun_subject, read_subject
from menneskehandel_cli.edits.new_record import record_file
from menneskehandel_cli.forms import inputs
from menneskehandel_cli.language import Lang, Refused, day, msg, say
from menneskehandel_cli.models import Measure, Report
from menneskehandel_cli.models.fields import fields
from menneskehandel_cli.models.report import Attainment, Finding, MeasureReport
from menneskehandel_cli.models.reporting import period_name
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.reporting import reports_on
from menneskehandel_cli.trees import Tree

Side = Literal["self", "independent", "evaluation"]

_SIDES: Mapping[str, Side] = {"rapporteur": "independent", "research": "evaluation"}
"""The kinds of reports by bodies that answer for no measure. They look at the measures of others."""

_LAST = ("submitted", "approved.")
"""What the inputs are called that come last: a report is approved when it is written."""


def side_of(register: Register, actor: str) -> Side:
    """The kind of a body's reports."""
    held = register.actors.get(actor)
    return "self" if held is None or actor in register.measures_by_actor else _SIDES.get(held.kind, "self")


def measures_of(register: Register, actor: str) -> list[Measure]:
    """The measures that a body reports on: those it answers for; all, if it looks at the others."""
    if side_of(register, actor) != "self":
        return [*register.normative_measures]
    return reports_on(register, actor)


def group_name(measure: Measure, lang: Lang) -> str:
    """What the group of inputs on a measure is called."""
    return f"{measure.id} {measure.title.pick(lang)}"


def approval_text(register: Register, actor: str, year: str, lang: Lang) -> str:
    """What is said on top of a report that has been approved; empty for one that has not."""
    for report in register.reports:
        lapsed = register.lapsed.get(register.path_of(report))
        approval = report.approved or lapsed
        if (report.actor, report.period) == (actor, year) and approval is not None:
            key = f"approval.{'lapsed' if lapsed else 'lapses'}"
            return say(key, lang, by=approval.by, day=day(approval.date, lang))
    return ""


class ReportDraft:
    """A body's report for a year, opened for writing, with the inputs that fill it in.

    It is the report that is there, or one that says nothing yet; ``described``: a new one refers editors
    to its schema. Until it is closed it has an entry for each measure and goal. Raises ``Refused``.
    """

    def __init__(
        self,
        tree: Tree,
        register: Register,
        actor: str,
        year: str,
        measures: Sequence[Measure],
        spoken: inputs.Spoken,
        *,
        described: bool,
    ) -> None:
        self._register, self._actor, self._year, self._spoken = register, actor, year, spoken
        self._lang, self._kind = spoken[2], side_of(register, actor)
        self._measures = measures
        self.subject = self._begun(tree, described=described)
        value = copy.deepcopy(self.subject.value)
        entries = value.setdefault("measures", [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise Refused("edit.not_parsed", path=self.subject.path)
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
        self.open = self.subject._replace(value=value)
        self.form = inputs.with_bodies(inputs.Form(self.open, tuple(self._inputs())), register, spoken, actor)

    def _begun(self, tree: Tree, *, described: bool) -> Subject:
        own, every = (self._actor, self._year), self._register.reports
        there = (self._register.path_of(one) for one in every if (one.actor, one.period) == own)
        path = next(there, f"data/reports/{self._year}/{self._actor}.yaml")
        if path in tree.paths():  # perhaps with a mistake in it
            return read_subject(tree, path)
        head = {"year": period_name(self._year), "actor": self._actor, "kind": self._kind}
        return begun_subject(record_file("report", path, head, described=described), Report)

    def closed(self, value: dict[str, Any]) -> dict[str, Any]:
        """The report without what says nothing and was not there before."""
        entries = []
        for entry in value.get("measures", ()):
            goals = entry.get("goal_attainment")
            if isinstance(goals, dict):
                goals = {name: goal for name, goal in goals.items() if goal}
            own = {key: item for key, item in entry.items() if key != "goal_attainment"}
            own |= {"goal_attainment": goals} if goals else {}
            filled_in = own.get("status") != "not_reported" or own.keys() > {"measure", "status"}
            if str(entry.get("measure")) in self._there or filled_in:
                entries.append({key: own[key] for key in (*fields(MeasureReport), *own) if key in own})
        rest = {key: item for key, item in value.items() if key != "measures"}
        return rest | ({"measures": entries} if entries else {})

    # The inputs

    def _inputs(self) -> Iterator[inputs.Input]:
        """Those of each measure, then of findings, then of the report as a whole."""
        for measure in self._measures:
            group = group_name(measure, self._lang)
            yield from (field._replace(group=group) for field in self._on_measure(measure))
        yield from self._findings()
        yield from self._on_whole()

    def _on_measure(self, measure: Measure) -> Iterator[inputs.Input]:
        """The inputs of an entry, what can be added to it, and last whether reporting ends with it."""
        entry = self.entries[measure.id]
        before = f"measures.{entry['measure']}."
        year, earlier = self._last_entry(measure.id)
        past = {field.name: field for field in self._of_measure(measure, earlier, before)}
        of_measure = self._of_measure(measure, entry, before)
        own = [self._beside(field, past.get(field.name), year) for field in of_measure]
        yield from sorted(own, key=lambda field: field.name.startswith(f"{before}reporting_closed."))
        if entry["measure"] in self._there:
            place = self.open.value["measures"].index(entry)
            yield inputs.removing(f"{before}remove", ("measures", place, ""), "", self._lang)._replace(
                label=say(msg("Leave this measure out of the report"), self._lang)
            )

    def _of_measure(self, measure: Measure, entry: Mapping[str, Any], before: str) -> Iterator[inputs.Input]:
        """The inputs of an entry on a measure, with those of its goals."""
        for field in inputs.inputs_of(MeasureReport, entry, self._spoken, before):
            if field.name == f"{before}measure":
                continue
            yield field._replace(label=f"{field.group}: {field.label}" if field.group else field.label)
        goals = entry.get("goal_attainment")
        for goal in measure.goals:
            name = goal.ref or goal.id or ""
            text = self._register.goals.get(name)
            named = f"{name} {text.pick(self._lang)}" if text else name
            attainment = goals.get(name) if isinstance(goals, dict) else None
            place = f"{before}goal_attainment.{name}."
            for field in inputs.inputs_of(Attainment, attainment or {}, self._spoken, place):
                yield field._replace(label=f"{named} {field.label}", required=False)

    def _findings(self) -> Iterator[inputs.Input]:
        """The inputs of the findings, and of a new one."""
        held = self.open.value.get("findings")
        for field in inputs.entries_of(Finding, held, "findings", self._spoken, new=True):
            label = f"{field.group}: {field.label}" if field.folds else field.label
            yield field._replace(group=say("web.report.findings", self._lang), label=label)

    def _on_whole(self) -> Iterator[inputs.Input]:
        """The inputs of the report as a whole, the approval last."""
        mine = [one for one in self._register.reports if (one.actor, one.kind) == (self._actor, self._kind)]
        earlier = [report for report in mine if report.counts and report.period < self._year]
        last = max(earlier, key=lambda report: report.period, default=None)
        whole = inputs.inputs_of(Report, self.open.value, self._spoken)
        by = say(msg("Approved by"), self._lang)  # a body, and never a person
        past = {field.name: field for field in inputs.inputs_of(Report, _plain_record(last), self._spoken)}
        for field in sorted(whole, key=lambda field: field.name.startswith(_LAST)):
            if field.where.split(".")[0] in ("year", "actor", "kind", "note", "findings", "accepted"):
                continue
            if field.name.startswith(_LAST):
                label = by if field.name == "approved.by" else field.label
                yield field._replace(label=label, group=say(msg("Approval"), self._lang))
            else:
                shown = self._beside(field, past.get(field.name), last.period if last else "")
                yield shown._replace(group=say("web.report.whole", self._lang))

    def _last_entry(self, measure: str) -> tuple[str, Mapping[str, Any]]:
        """The last year before in which the body said something of a measure, and what it said."""
        found = [
            (report.period, item)
            for report, name, item in self._register.measure_reports
            if (report.actor, report.kind, name) == (self._actor, self._kind, measure)
            and report.period < self._year
        ]
        when, what = max(found, key=lambda item: item[0], default=("", None))
        return when, _plain_record(what)

    def _beside(self, field: inputs.Input, earlier: inputs.Input | None, year: str) -> inputs.Input:
        """The input with what was said last."""
        if earlier is None or not earlier.value:
            return field
        text = earlier.in_words(earlier.value, self._lang)
        return field._replace(beside=say(msg("Stated for {year}: {text}"), self._lang, year=year, text=text))


def _plain_record(record: Report | MeasureReport | None) -> Mapping[str, Any]:
    return {} if record is None else record.model_dump(exclude_none=True)


def seen(value: Mapping[str, Any], keys: KeyPath) -> KeyPath:
    """The keys of a place as the inputs are named: measures by their ids."""
    entries = value.get("measures", [])
    if len(keys) > 1 and keys[0] == "measures" and isinstance(keys[1], int) and keys[1] < len(entries):
        return ("measures", str(entries[keys[1]].get("measure")), *keys[2:])
    return keys
