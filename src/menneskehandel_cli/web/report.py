"""The form of a body's report for a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from menneskehandel_cli.app.judging import State
from menneskehandel_cli.edits.assignments import applied
from menneskehandel_cli.forms.report import (
    ReportDraft,
    approval_told,
    called,
    measures_of,
    report_answered,
    seen,
    side_of,
)
from menneskehandel_cli.language import Lang, fill, msg, say
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.models import Report
from menneskehandel_cli.register import Register
from menneskehandel_cli.web.desk import Desk, Preview
from menneskehandel_cli.web.kind import FormRequest, Ids, Kind, Names


class ReportYear(Kind):
    """One body's report for one year. Only measures of which something is said are written."""

    address = "/report/{year}/{actor}"
    template = "report.html.j2"

    def names(self, ids: Ids) -> Names:
        """It is called as the report."""
        return Names(f"report.{ids['year']}.{ids['actor']}", f"{ids['year']}-{ids['actor']}")

    def preview(self, desk: Desk, asked: FormRequest) -> Preview:
        """What was typed, where it is not what the form showed."""
        tree, register = desk.tree(), desk.register()
        year, actor = _asked(desk, register, asked.ids)
        spoken = desk.spoken
        measures, described = measures_of(register, actor), desk.describes("report")
        draft = ReportDraft(tree, register, actor, year, measures, spoken, described=described)
        answer = report_answered(draft.form, asked.given, spoken[1])
        if not answer.edits:
            return Preview(answer)
        value, places = applied(draft.open, answer.edits, spoken[1])
        written = draft.closed(value)

        def told(_before: State, after: State) -> Iterator[str]:
            yield from _told(after.context.register, draft.subject.path, desk.lang)

        asked_at = [seen(value, place) for place in places]
        made = desk.rewritten(
            tree, draft.subject, answer, written, asked_at, lambda keys: seen(written, keys)
        )
        return made.saying(told)

    def content(self, desk: Desk, asked: FormRequest) -> Mapping[str, object]:
        """Whose report it is, for which year, and the groups of inputs that are folded away."""
        register, actor = desk.register(), asked.ids["actor"]
        folded = {called(one, desk.lang): one.id for one in measures_of(register, actor)}
        if side_of(register, actor) == "self":
            folded[say("web.report.findings", desk.lang)] = "findings"
        return {
            "name": f"{asked.ids['year']}-{actor}",
            "body": fill(register.actor_name(actor), desk.lang),
            "actor": actor,
            "year": asked.ids["year"],
            "approval": approval_told(register, actor, int(asked.ids["year"]), desk.lang),
            "folded": folded,
        }


def years(desk: Desk, register: Register, actor: str) -> list[int]:
    """The years that a body can report on: those of the strategy, up to this one."""
    if register.strategy is None or not measures_of(register, actor):
        return []
    period = register.strategy.period
    return [*range(period.from_, min(period.to, desk.today.year) + 1)]


def _asked(desk: Desk, register: Register, ids: Ids) -> tuple[int, str]:
    found = [year for year in years(desk, register, ids["actor"]) if str(year) == ids["year"]]
    if not found:
        raise Refused("edit.unknown_report", given=f"{ids['year']}-{ids['actor']}")
    return found[0], ids["actor"]


def _told(register: Register, path: str, lang: Lang) -> Iterator[str]:
    """What a report says something of, and whether it counts."""
    for entry in register.entries:
        report = entry.record
        if entry.path != path or not isinstance(report, Report):
            continue
        said = [item.measure for item in report.measures if item.says_something]
        if said:
            yield say(msg("The report covers: {measures}."), lang, measures=", ".join(said))
        if not report.counts:
            yield say(msg("The report is a draft: it does not count until it is approved."), lang)
