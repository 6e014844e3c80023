"""Turn what a ministry has written in its workbook into changes of files, compared three ways.

The base is the content that went out, made again from the commit that the workbook names. What was
changed both in the workbook and in the data, to different values, is a conflict, and is not written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from menneskehandel_cli.diagnostics import KeyPath, at
from menneskehandel_cli.edits.assignments import Edit, applied
from menneskehandel_cli.edits.change import FileChange, Subject, rewritten
from menneskehandel_cli.edits.values import records_in
from menneskehandel_cli.forms.inputs import WAS, Form, Input, form_answer, input_at
from menneskehandel_cli.forms.report import seen
from menneskehandel_cli.forms.words import error_text, refusal
from menneskehandel_cli.language import Lang, Refused, say
from menneskehandel_cli.register import grouped
from menneskehandel_cli.reports.listing import money
from menneskehandel_cli.rules import Finding
from menneskehandel_cli.sheets.cells import Book
from menneskehandel_cli.sheets.content import ReportSheet
from menneskehandel_cli.sheets.reading import Added, Filled, Remark, about_of
from menneskehandel_cli.trees import Tree

CommitTreeOf = Callable[[str], Tree | None]
"""Gives the files of a commit by its full name; ``None`` if it is not here."""


class Taken:
    """What a workbook changes, and what is to be told of its cells.

    ``base`` is the content that went out, ``now`` that of the data. ``places`` are the keys that are
    changed. ``described`` as for ``ReportSheet``. Raises ``Refused`` if the workbook cannot be read as a
    whole, or if the commit that it was made from is not here.
    """

    def __init__(
        self, book: Book, tree: Tree, commit_tree: CommitTreeOf, lang: Lang, *, described: bool
    ) -> None:
        self.about, self.name, self.lang = about_of(book), book.name, lang
        if (before := commit_tree(self.about.commit)) is None:
            raise Refused("sheet.no_commit", file=book.name, commit=self.about.commit)
        if not self.about.plan and before.beside():
            raise Refused("sheet.no_plan")
        self.base = base = ReportSheet(before, self.about, described=described)
        self.now = now = ReportSheet(tree, self.about._replace(plan=""), described=described)
        self.filled = Filled(book, base, lang)
        self.places: list[KeyPath] = []
        approved, still = (bool(one.draft.subject.value.get("approved")) for one in (base, now))
        self._lapsed = approved and not still
        """Whether the report was approved when it went out, and is no longer."""
        self._refuse_unknown()
        self.changes = tuple(self._changed())
        self.remarks = tuple(self.filled.remarks)

    @property
    def is_refused(self) -> bool:
        """Whether something must be mended or decided before it can be taken in."""
        return any(remark.severity != "note" for remark in self.remarks)

    def remarks_on(self, errors: Iterable[Finding], lang: Lang) -> list[Remark]:
        """Errors in the changed files, each told of its cell."""
        found = ((*self._cell_of(error), error) for error in errors)
        return [Remark("error", place, error_text(error, held, lang)) for place, held, error in found]

    def _cell_of(self, finding: Finding) -> tuple[str, Input | None]:
        """The cell that a finding in a changed file is about, and the input there.

        If nothing was written at its place, the cell is one beside it, otherwise the workbook's name
        stands for it, and there is no input.
        """
        keys, wrong = finding.diagnostic.keys, finding.diagnostic.params.get("value")
        for one in self.filled.added:
            match keys:
                case (*_, one.key, int(), str(name)) if one.item.get(name) == wrong:
                    return one.places.get(name, one.place), self._input_of(one, name)
        for before, form in _forms(self.now).items():
            subject = form.subject
            if subject.path != finding.path or keys[: len(subject.keys)] != subject.keys:
                continue
            own = keys if before else seen(self.now.draft.open.value, keys)
            held = input_at(form.inputs, own, subject)
            if held is not None and f"{before}{held.name}" in self.filled.values:
                return self.filled.values[f"{before}{held.name}"].place, held
            beside = before or (".".join(str(key) for key in own[:2]) if len(own) > 1 else "")
            for name, written in self.filled.values.items():
                if name.startswith(beside):
                    return written.place, None
        return self.name, None

    def _input_of(self, one: Added, name: str) -> Input:
        """A field of a record that was added, under the heading of its column."""
        table = next(table for table in self.base.tables if table.key == one.key)
        column = next((column for column in table.columns if column.key == name), table.columns[0])
        return Input(name, column.label, "day" if column.is_day else "line", "")

    def _refuse_unknown(self) -> None:
        """Tell of what was written about something that the data no longer has."""
        known = {f"{before}{one.name}" for before, form in _forms(self.now).items() for one in form.inputs}
        for name, written in self.filled.values.items():
            if name not in known:
                self.filled.tell("error", written.place, "gone")
        for one in self.filled.added:
            if one.about not in self.now.draft.entries and one.about not in self.now.tasks:
                self.filled.tell("error", one.place, "gone")

    def _changed(self) -> Iterator[FileChange]:
        """The change of the report, and those of the files with tasks."""
        self._approve_again()
        out, own, values = _forms(self.base), self.now.spoken[1], dict[str, Subject]()
        for before, form in _forms(self.now).items():
            path, base = form.subject.path, out.get(before)
            edits = [*(self._answered(form, base, before) if base else ()), *self._added(before)]
            if edits:
                subject = form.subject._replace(value=values.get(path, form.subject).value)
                value, places = applied(subject, edits, own)
                values[path] = subject._replace(value=value)
                self.places += places
        draft = self.now.draft
        report = values.get(draft.subject.path)
        approved = (report or draft.open).value.get("approved")
        stands = approved and approved == draft.subject.value.get("approved")
        if (self._lapsed and not approved) or (report and stands):
            self.filled.tell("note", self.name, "approved")
        for subject in values.values():
            value = draft.closed(subject.value) if subject is report else subject.value
            if subject is report:
                self._tell_money(value)
            try:
                change = rewritten(subject, value)
            except Refused as refused:
                self.filled.remarks.append(Remark("error", self.name, refusal(refused, self.lang)))
                continue
            if change is not None:
                yield change

    def _approve_again(self) -> None:
        """Take what is written of a lapsed approval as a new one, of the same body if none is written."""
        written = [one for name, one in self.filled.values.items() if name.startswith("approved.")]
        for one in self.base.draft.form.inputs if self._lapsed and written else ():
            if one.name.startswith("approved."):
                self.filled.values.setdefault(one.name, written[0]._replace(text=one.value))

    def _answered(self, form: Form, base: Form, before: str) -> Iterator[Edit]:
        """The edits of what was written, against what went out and what the data says now.

        Conflicts are told, and left out.
        """
        out = {one.name: one.value for one in base.inputs}
        values_in: dict[str, str] = {}
        for one in form.inputs:
            if (written := self.filled.values.get(f"{before}{one.name}")) is not None:
                was = "" if self._lapsed and one.name.startswith("approved.") else out.get(one.name, "")
                values_in |= {one.name: written.text, f"{WAS}{one.name}": was}
        answer = form_answer(form, values_in)
        for one in answer.conflicts:
            values = {"before": out.get(one.name, ""), "now": one.theirs or "", "sheet": one.value}
            nothing = say("web.nothing_here", self.lang)
            shown = {key: one.in_words(value, self.lang) or nothing for key, value in values.items()}
            place = self.filled.values[f"{before}{one.name}"].place
            self.filled.tell("conflict", place, "conflict", field=one.label, **shown)
        undecided = {one.name for one in answer.conflicts}
        yield from (edit for edit in answer.edits if edit.field not in undecided)

    def _added(self, before: str) -> Iterator[Edit]:
        """The edits that add records to lists of the report, or of a task.

        What is there already in another language, by its address or its amount, only gets its words.
        """
        entries, tag, met = self.now.draft.entries, self.now.spoken[0][0], set[tuple[str, int]]()
        for one in self.filled.added:
            if before == ("" if one.about in entries else f"{one.about}:"):
                field = one.key if before else f"measures.{entries[one.about]['measure']}.{one.key}"
                texts = {key: {tag: one.item[key]} for key in ("title", "text") if key in one.item}
                subject = self.now.tasks[one.about].subject if before else None
                held = at(subject.value, subject.keys) if subject else entries[one.about]
                free = enumerate(records_in(held, one.key))
                same = (x for x, old in free if (field, x) not in met and self._is_there(one.item, old))
                if (place := next(same, None)) is None:
                    yield Edit(field, [{**one.item, **texts}], "+=")
                    continue
                met.add((field, place))
                self.filled.tell("note", one.place, "there")
                old = records_in(held, one.key)[place]
                new = (key for key in texts if not self._words(old.get(key)))
                yield from (Edit(field, one.item[key], "=", (place, key, tag)) for key in new)

    def _is_there(self, item: Mapping[str, str], held: Mapping[str, Any]) -> bool:
        """Whether the data holds what was added, and has no other words for it in this language."""
        one, other = ((x.get("currency") or self.now.currency, str(x.get("amount"))) for x in (item, held))
        known = one == other if "amount" in item else item.get("url", held) == held.get("url")
        texts = ((item.get(key), self._words(held.get(key))) for key in ("title", "text"))
        return known and all(not old or new == old for new, old in texts)

    def _words(self, text: Any) -> str | None:
        """What a text of the data says in the language of the workbook."""
        return (text if isinstance(text, dict) else {self.now.spoken[1]: text}).get(self.now.spoken[0][0])

    def _tell_money(self, value: Mapping[str, Any]) -> None:
        """Say what is reported as spent on each measure whose sum the workbook changes, before and after."""
        was = {x.get("measure"): self._sum(x) for x in records_in(self.now.draft.subject.value, "measures")}
        for name, now in ((one.get("measure"), self._sum(one)) for one in records_in(value, "measures")):
            if now != (old := was.get(name, "")):
                self.filled.tell("note", self.name, "money", name=name, before=old or "0", after=now or "0")

    def _sum(self, entry: Mapping[str, Any]) -> str:
        """What an entry reports as spent, by currency."""
        usual, held = self.now.currency, records_in(entry, "funding")
        spent = grouped((one.get("currency") or usual, one.get("amount")) for one in held)
        sums = ((sum(n for n in some if isinstance(n, int)), unit) for unit, some in spent.items())
        return " + ".join(money(amount, unit).say(self.lang) for amount, unit in sums)


def _forms(sheet: ReportSheet) -> dict[str, Form]:
    """The forms of the report and of the tasks, by what the names of their inputs begin with."""
    return {"": sheet.draft.form, **{f"{task}:": form for task, form in sheet.tasks.items()}}
