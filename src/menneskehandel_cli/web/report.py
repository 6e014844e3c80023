"""A body's report for a year: its form, and the workbook that it was filled in in."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from menneskehandel_cli.edits.assignments import applied
from menneskehandel_cli.forms.inputs import Form, Input, entered, form_answer
from menneskehandel_cli.forms.report import ReportDraft, approval_text, group_name, measures_of, seen, side_of
from menneskehandel_cli.forms.words import refusal
from menneskehandel_cli.language import Lang, Refused, TermedLang, fill, msg, refusing, say
from menneskehandel_cli.models import MeasureReport
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.reporting import reportable
from menneskehandel_cli.reports.listing import money
from menneskehandel_cli.sheets.cells import Book
from menneskehandel_cli.sheets.opening import opened_apart, require_installed
from menneskehandel_cli.sheets.reading import Remark
from menneskehandel_cli.sheets.taking import Taken
from menneskehandel_cli.web.desk import Desk, FormKind, Ids, Preview, Proposed, Values
from menneskehandel_cli.web.guard import LARGEST_FILE


class ReportYear(FormKind):
    """One body's report for one year. Only measures of which something is said are written."""

    address = "/report/{year}/{actor}"
    template = "report.html.j2"
    draft, record = "report.{year}.{actor}", "{year}-{actor}"

    def preview(self, desk: Desk, ids: Ids, values: Values) -> Preview:
        """What was typed, where it is not what the form showed."""
        register, spoken = desk.register, desk.spoken
        year, actor = ids["year"], ids["actor"]
        if year not in years(desk, register, actor):
            raise Refused("edit.unknown_report", given=f"{year}-{actor}")
        measures, described = measures_of(register, actor), desk.describes("report")
        draft = ReportDraft(desk.tree, register, actor, year, measures, spoken, described=described)
        answer = form_answer(*entered(draft.form, values, desk.today, desk.lang, register.currency))
        answer = answer._replace(form=answer.form._replace(inputs=(*_report_inputs(answer.form, desk.lang),)))
        if not answer.edits:
            return Preview(answer)
        value, places = applied(draft.open, answer.edits, spoken[1])
        written = draft.closed(value)
        asked_at = [seen(value, place) for place in places]
        made = desk.rewritten(draft.subject, answer, written, asked_at, lambda keys: seen(written, keys))
        return made.saying(lambda _, after: _report_lines(after.register, draft.subject.path, desk.lang))

    def content(self, desk: Desk, ids: Ids, _values: Values) -> Mapping[str, object]:
        """Whose report it is, for which year, and the groups of inputs that are folded away."""
        register, actor = desk.register, ids["actor"]
        folded = {group_name(one, desk.lang): one.id for one in measures_of(register, actor)}
        if side_of(register, actor) == "self":
            folded[say("web.report.findings", desk.lang)] = "findings"
        return {
            "name": f"{ids['year']}-{actor}",
            "body": fill(register.actor_name(actor), desk.lang),
            "actor": actor,
            "year": ids["year"],
            "approval": approval_text(register, actor, ids["year"], desk.lang),
            "folded": folded,
        }


def years(desk: Desk, register: Register, actor: str) -> list[str]:
    """The periods that a body can report on now; none, if it has no measures."""
    return reportable(register, desk.today) if measures_of(register, actor) else []


def _report_inputs(form: Form, lang: Lang) -> Iterator[Input]:
    """The inputs. Where something is written about a measure and it has no status, that is asked for."""
    for _, fields in groupby(form.inputs, lambda field: field.group):
        some = [*fields]
        statuses = [field for field in some if re.fullmatch(r"measures\.[^.]+\.status", field.name)]
        written = any(field.value for field in some if field not in statuses)
        for field in some:
            asks = field in statuses and written and field.value in ("", "not_reported")
            yield field._replace(advice=say("web.report.status", lang)) if asks else field


def _measure_lines(register: Register, item: MeasureReport, lang: Lang) -> Iterator[str]:
    """What is recorded of a measure: its status, what was spent, and where the coordinator differs."""
    measure = register.measure_by_id.get(register.current_id(item.measure))
    name, status = group_name(measure, lang) if measure else item.measure, say(f"status.{item.status}", lang)
    yield say(msg("{measure}: the status is reported as “{status}”."), lang, measure=name, status=status)
    for spent in item.funding:
        amount = money(spent.amount, spent.currency or register.currency).say(lang)
        yield say(msg("{measure}: {amount} is reported as spent."), lang, measure=name, amount=amount)
    if measure and "not_reported" not in (measure.status, item.status) and measure.status != item.status:
        other = say(f"status.{measure.status}", lang)
        yield say("web.report.differs", lang, measure=name, status=status, other=other)


def _report_lines(register: Register, path: str, lang: Lang) -> Iterator[str]:
    """What a report says something of, and whether it counts."""
    for report in (one for one in register.reports if register.path_of(one) == path):
        for item in report.measures:
            if item.says_something:
                yield from _measure_lines(register, item, lang)
        if not report.counts:
            yield say(msg("The report is a draft: it does not count until it is approved."), lang)


@dataclass(frozen=True, slots=True)
class WorkbookView(Proposed):
    """What a workbook changes, if nothing is wrong. ``record`` is the id of the report that it is."""

    name: str
    """The name of its file."""
    record: str = ""
    remarks: tuple[Remark, ...] = ()
    refused: str = ""
    """Why the workbook cannot be read at all."""

    @property
    def is_wrong(self) -> bool:
        """Whether something must be mended or decided first."""
        return bool(self.refused) or any(remark.severity != "note" for remark in self.remarks)


def handed_over(name: str, data: str) -> Book:
    """The workbook ``data``, in base64, from the file called ``name``. Raises ``Refused``."""
    require_installed()
    with refusing(binascii.Error, "sheet.damaged", file=name):
        packed = b64decode(data, validate=True)
    if len(packed) > LARGEST_FILE:
        raise Refused("sheet.too_large", file=name, most=LARGEST_FILE // 1_000_000)
    return opened_apart(packed, name)


def look_at(desk: Desk, book: Book) -> WorkbookView:
    """What a workbook would change."""
    described = desk.describes("report")
    try:
        result = Taken(book, desk.tree, desk.commit_tree, TermedLang(desk.lang), described=described)
    except Refused as refused:
        return WorkbookView(book.name, refused=refusal(refused, desk.lang))
    record = f"{result.about.year}-{result.about.actor}"
    if not result.changes:
        return WorkbookView(book.name, record, result.remarks)
    outcome = desk.outcome(result.changes, result.places)
    wrong = result.remarks_on(outcome.errors, desk.lang)
    if wrong or result.is_refused:
        return WorkbookView(book.name, record, (*result.remarks, *wrong))
    lines, changes = outcome.words(desk.lang), result.changes
    return WorkbookView(book.name, record, result.remarks, changes=changes, summary=lines, outcome=outcome)
