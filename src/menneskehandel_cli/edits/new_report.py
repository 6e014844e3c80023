"""A draft of a ministry's yearly report: every measure it is responsible for, with its goals."""

from __future__ import annotations

from menneskehandel_cli.edits.modeline import modeline
from menneskehandel_cli.edits.new_file import Draft, NewFile
from menneskehandel_cli.language import say
from menneskehandel_cli.models import Measure, Text
from menneskehandel_cli.models.report import Attainment, MeasureReport
from menneskehandel_cli.register import Register

_HEAD = """\
{about[head.report]}
#
{about[about.report]}
#
{statuses}
{levels}
format: 2
year: {year}
actor: {actor}
kind: self
# submitted: {year}-12-31
# approved: {{by: {actor}, date: {year}-12-31}}
# foreword: {text[foreword]}
# assessment: {text[report_assessment]}
# next: {text[report_next]}
measures:
"""

_MEASURE = """\
  # {title}
  - measure: {id}
    status: not_reported
    # done:
    #   {told[done]}
{goals}    # obstacles: {text[obstacles]}
    # next: {text[next]}
"""

_GOAL = """\
    #   # {goal}
    #   {id}: {{level: cannot_be_assessed, comment: {text[why]}}}
"""


def new_report(register: Register, draft: Draft, actor: str, year: int) -> NewFile:
    """The draft for ``actor`` and ``year``. What its last report said is included as comments."""
    answered = [measure for measure in register.normative_measures if actor in measure.responsible]
    text = draft.fill(
        _HEAD,
        actor=actor,
        year=year,
        statuses=draft.values(MeasureReport, "status"),
        levels=draft.values(Attainment, "level"),
    )
    text += "".join(_block(register, draft, actor, measure) for measure in answered)
    return NewFile(f"data/reports/{year}/{actor}.yaml", text)


def _block(register: Register, draft: Draft, actor: str, measure: Measure) -> str:
    goals = "    # goal_attainment:\n" if measure.goals else ""
    for goal in measure.goals:
        name = goal.ref or goal.id or ""
        text = register.goals.get(name)
        goals += draft.fill(_GOAL, goal=_one_line(text, draft) if text else "", id=name)
    title = _one_line(measure.title, draft)
    block = draft.fill(_MEASURE, title=title, id=measure.id, goals=goals)
    last = register.latest_reports.get((actor, measure.id))
    if last is None:
        return block
    report, said = last
    status = f"{said.status} ({say(f'status.{said.status}', draft.lang)})"
    block += draft.fill("    # {say[last_report]}\n", year=report.year, status=status)
    told = (text for text in (said.done, said.next) if text is not None)
    return block + "".join(f"    #   {_one_line(text, draft)}\n" for text in told)


def _one_line(text: Text, draft: Draft) -> str:
    return " ".join(text.pick(draft.lang).split())


def empty_report(actor: str, year: int, kind: str, *, described: bool) -> NewFile:
    """A report that says nothing yet; ``described`` if the strategy has the schema of reports."""
    path = f"data/reports/{year}/{actor}.yaml"
    first = modeline("report", path) if described else ""
    return NewFile(path, f"{first}format: 2\nyear: {year}\nactor: {actor}\nkind: {kind}\n")
