"""The latest assessment by each side of an obligation."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from menneskehandel_cli.models import Source, Text
from menneskehandel_cli.models.obligation import Verdict
from menneskehandel_cli.register.records import Records, grouped

Side = Literal["ministry", "rapporteur", "evaluator", "treaty_body"]

SIDES: tuple[Side, ...] = ("ministry", "rapporteur", "evaluator", "treaty_body")

_BY_REPORT: dict[str, Side] = {"self": "ministry", "independent": "rapporteur", "evaluation": "evaluator"}


class SideAssessment(NamedTuple):
    """A dated verdict of one side on one obligation."""

    side: Side
    by: str
    date: str
    verdict: Verdict
    text: Text | None
    source: Source | None


def latest_assessments(register: Records) -> dict[str, tuple[SideAssessment, ...]]:
    """The latest assessment by each side of each obligation, by the obligation's id."""
    every = grouped(_dated_assessments(register)).items()
    latest = {name: {one.side: one for one in sorted(of, key=lambda x: x.date)} for name, of in every}
    return {name: tuple(by[side] for side in SIDES if side in by) for name, by in latest.items()}


def _dated_assessments(register: Records) -> Iterator[tuple[str, SideAssessment]]:
    for report in register.reports:
        if report.approved is None:
            continue
        side, date = _BY_REPORT[report.kind], report.submitted or report.approved.date
        for one in report.findings:
            yield one.subject, SideAssessment(side, report.actor, date, one.assessment, one.text, one.source)
    for owner in register.recommendations:
        for it in owner.assessments:
            yield owner.id, SideAssessment("treaty_body", it.by, it.date, it.value, None, it.source)
