"""Measures with their tasks and links: a row for each measure, or for a part of the measure above."""

import re
from collections.abc import Mapping
from typing import Any

from menneskehandel_cli.diagnostics import KeyPath, at
from menneskehandel_cli.edits.new_kinds import next_number, used_numbers
from menneskehandel_cli.edits.values import in_one, records_in
from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.models.base import measure_called, number_in
from menneskehandel_cli.register import grouped
from menneskehandel_cli.sheets.cells import Cell, Place, Row
from menneskehandel_cli.tables.job import Job, plain_cell, same_text
from menneskehandel_cli.tables.shaping import KEPT

_TASK = "task."
_PARTS = (_TASK, "link.")
_NEEDED = ("title", "focus_area", "responsible")
"""The fields that a new measure begins with."""


def read(job: Job) -> None:
    """Change the measures that the rows name, and add those that are new."""
    reader = _Reader(job)
    for row in job.table.rows:
        reader.row(row)
    keys, measures = [one.column.key for one in job.columns if one.column], job.register.measures
    tasks = [task.id for one in measures for task in one.tasks if "task.text" in keys]
    for names in ([one.id for one in measures], tasks):
        missing = [name for name in names if name not in reader.seen]
        if len(missing) * 2 < len(names):  # The table is of the whole plan.
            job.tell_of("table.no_row", *missing)


class _Reader:
    def __init__(self, job: Job) -> None:
        self._job = job
        register = job.register
        self._paths = {item.id: register.path_of(item) for item in register.measures}
        self._titles: dict[str, str | None] = {}
        for item in register.measures:
            for text in {plain_cell(title).casefold() for title in item.title.all()}:
                self._titles[text] = None if text in self._titles else item.id
        self._titled = {*map(_measure_name, map(job.cells, job.table.rows))}
        ids = (job.cells(row).get("id") for row in job.table.rows)
        names = (measure_called(cell.text, register.letter) for cell in ids if cell is not None)
        # The numbers that rows give, which no other new measure may get, are used.
        self._used = used_numbers(register) + [number_in(name) for name in names if name]
        found = ((_measure_name(cells), cells.get("task.id")) for cells in map(job.cells, job.table.rows))
        self._numbers = grouped((named, _last_number(cell.text)) for named, cell in found if cell)
        """The numbers that rows give to tasks, by what those rows call the measure."""
        self._referring = any("source.section" in cells for cells in map(job.cells, job.table.rows))
        """Whether any row gives a reference to the plan."""
        self._below: tuple[int, ...] = ()
        """Those of the measure of the row above."""
        self._itself: dict[str, str] = {}
        """The titles of the measures that have a task of their own title, as rows say."""
        self._last: str | None = None
        """The measure of the row above; ``None`` if that row was trouble."""
        self.seen: set[str] = set()
        """The measures and tasks that have rows."""
        self._same = False
        """Whether the row is on an id that several measures have, and changes none of them."""

    def row(self, row: Row) -> None:
        job = self._job
        if not (cells := job.cells(row)):
            return
        self._same = False
        if not all(job.kind.within(key) != key for key in cells):
            self._last, self._below = self._measure(row, cells), self._numbers.get(_measure_name(cells), ())
            if self._last is not None and "partners" in cells:
                self._responsible_first(self._last, row)
        elif self._last is None and row is job.table.rows[0]:
            job.work.trouble(row.place, Phrase("failure.table.no_record"))
        if self._last is not None:
            self._task(row, self._last, cells)
            self._links(row, self._last, cells)
        elif not self._same:
            job.judge(cells)
            if any(key.startswith(_TASK) for key in cells):
                job.value(job.needed(row, cells, "task.commitment"), "task.commitment")

    def _measure(self, row: Row, cells: Mapping[str, Cell]) -> str | None:
        """The measure of a row, changed or new; ``None`` if the row is trouble."""
        job, named, title = self._job, cells.get("id"), cells.get("title")
        name: str | None
        if named is not None:
            name = job.value(named, "id")
            if name is None or self._is_elsewhere(named, name):
                return None
        elif title is not None:
            words = plain_cell(title.text).casefold()
            name = self._titles.get(words) or self._referred(cells, words)
            self._titles.setdefault(words, name)
        else:
            job.work.trouble(row.place, Phrase("failure.table.no_record"))
            return None
        self.seen.add(name or "")
        if name is None or name not in self._paths:
            return self._new(row, cells, name)
        if len(job.listed[name]) > 1:
            self._same = job.is_one_of_several(row, name)
            return None
        job.update(self._paths[name], (), row, job.shown(name), but=("id", "note"))
        if "tasks" in cells:  # It is a list of ours: what is as it was says nothing of the words in a note.
            of = {one.key: job.shown(name).get(one.listed, "") for one in job.kind.columns}
            cells = {key: x for key, x in cells.items() if not job.unchanged(x.text, of.get(key, ""))}
        self._note(self._paths[name], (), row, cells)
        return name

    def _referred(self, cells: Mapping[str, Cell], words: str) -> str | None:
        """The measure whose reference a row gives, unless another row (as if renumbered) has its title."""
        section, document = (cells.get(f"source.{key}") for key in ("section", "document"))
        item = self._job.register.by_reference.get(plain_cell(section.text)) if section else None
        if item is None or (document and document.text != item.source.document):
            return None
        titles = {plain_cell(text).casefold() for text in item.title.all()}
        return None if titles & (self._titled - {words}) or item.id in self.seen else item.id

    def _responsible_first(self, name: str, row: Row) -> None:
        """Take from a measure's partners those who are responsible for it."""
        value: dict[str, Any] = self._job.work.value(self._paths[name], row.place) or {}
        partners = value.pop("partners", None) or []
        if both := [one for one in partners if one in (value.get("responsible") or ())]:
            self._job.tell_of("table.both", f"{name} ({', '.join(both)})")
        value |= {"partners": left} if (left := [one for one in partners if one not in both]) else {}

    def _is_elsewhere(self, named: Cell, name: str) -> bool:
        """Whether a measure has another number now, or its file cannot be read; both are trouble."""
        job = self._job
        now = job.register.renumbered.get(name, name)
        hiding = job.register.hiding("measure", name) if name not in self._paths else None
        if now != name:
            job.work.trouble(named.place, Phrase("failure.table.renumbered", given=name, now=now))
        elif hiding is not None:
            job.work.trouble(named.place, Phrase("failure.edit.unreadable.other", path=hiding))
        return now != name or hiding is not None

    def _new(self, row: Row, cells: Mapping[str, Cell], name: str | None) -> str | None:
        job, register = self._job, self._job.register
        values, source = job.required(row, cells, _NEEDED), job.source(cells)
        if values is None:
            return None
        if name is None:
            name = f"{register.letter}{next_number(self._used):02}"
            self._used.append(number_in(name))
        known = {**values, "id": name, "title": plain_cell(values["title"]), "source": source}
        known["status"] = "not_reported"
        if (path := job.work.begin("measure", job.draft, known, row.place)) is None:
            return None
        self._paths[name] = path
        self._titles[known["title"].casefold()] = name
        if self._referring and "source.section" not in cells:
            job.tell_of("table.no_reference", known["title"])
        job.begun(path, row, cells, _NEEDED)
        return name

    def _task(self, row: Row, name: str, cells: Mapping[str, Cell]) -> None:
        """Change the task that a row tells of, or add it. Without a text it is the measure itself."""
        job, path = self._job, self._paths[name]
        fields = {key.removeprefix(_TASK): cell for key, cell in cells.items() if key.startswith(_TASK)}
        value, text = job.work.value(path, row.place) or {}, fields.get("text")
        tasks, title = records_in(value, "tasks"), in_one(value.get("title"), job.lang)
        if fields and text is None:  # What the row says of the measure is said of all that is to be done.
            fields = self._as_measure(cells, fresh=not tasks) | fields
            self._itself[name] = title
        wanted = text.text if text is not None else title
        place = next((at for at, task in enumerate(tasks) if same_text(wanted, task.get("text"))), None)
        if not fields and place is None:
            return
        if fresh := (place := self._numbered(path, name, tasks, fields, place)) is None:
            if (place := self._new_task(row, name, cells, wanted)) is None:
                job.judge(cells)
                return
            if text is None:
                job.tell_of("table.task_of_title", name)
            own = (key for key in job.defaults if key.startswith(_TASK))
            fields |= {key.removeprefix(_TASK): one for key in own if (one := job.optional(cells, key))}
        else:
            self.seen.add(str(tasks[place].get("id")))
            self._note(path, ("tasks", place), row, cells)
            job.emptied(path, ("tasks", place), row, "task.due")
            job.emptied(path, ("tasks", place), row, "task.status")
            fields.pop("note", None)
        fields.pop("text", None)
        for key, cell in fields.items():
            if job.first(path, ("tasks", place), key, cell):
                job.assign(path, ("tasks", place), f"{_TASK}{key}", cell, fresh=fresh)

    def _note(self, path: str, keys: KeyPath, row: Row, cells: Mapping[str, Cell]) -> None:
        """Write the comment of a row, or else renew what an earlier import kept of its cells in the note."""
        job, key = self._job, f"{_TASK}note" if keys else "note"
        cell = cells.get(key)
        kept = [one.place for one in cell.parts] if cell else []
        if cell and cell.place not in kept:
            if job.first(path, keys, "note", cell):
                job.assign(path, keys, key, cell)
        elif keys or "task.text" not in cells:
            kept += [cells[one].place for one in KEPT & cells.keys() if not keys or one.startswith(_PARTS)]
            held = at(job.work.value(path, row.place), (*keys, "note"))
            old = left = held if isinstance(held, str) else at(held, (job.lang,)) or ""
            for head in {one.head for one in kept if isinstance(one, Place)}:
                left = re.sub(rf"(?s)(?:^|\. ){re.escape(head)}: .*?(?=\. [^a-z\d]|\.?$)", "", left)
            if left := left.removeprefix(". "):
                job.emptied(path, keys, row, key)
            text = f"{left.rstrip('.')}. {cell.text}".removeprefix(". ") if cell else left
            if text != old:
                job.assign(path, keys, key, Cell(row.place, text))

    def _as_measure(self, cells: Mapping[str, Cell], *, fresh: bool) -> dict[str, Cell]:
        """What a row says of a measure, by the fields of the task that is the measure itself."""
        of, job = {"status": "status", "owners": "responsible"}, self._job
        found = {key: job.optional(cells, own) if fresh else cells.get(own) for key, own in of.items()}
        return {key: cell for key, cell in found.items() if cell}

    def _numbered(
        self, path: str, name: str, tasks: list[Any], cells: dict[str, Cell], place: int | None
    ) -> int | None:
        """The ``place`` of a task with that text, or else of one with the number that a row gives."""
        job, number = self._job, cells.pop("id", None)
        if number is None:
            return place
        own = f"{name}.{_last_number(number.text)}"
        same = next((at for at, task in enumerate(tasks) if own == task.get("id")), None)
        if same not in (None, place) and same_text(self._itself.get(name, ""), tasks[same].get("text")):
            same = None  # The row is of another task, which gets the next number.
        if place is not None and same != place:
            job.notices.append(number.remark("table.computed", now=tasks[place].get("id")))
        text = cells.get("text") if place is None else None
        if text and same is not None and job.first(path, ("tasks", same), "text", text):
            job.assign(path, ("tasks", same), "task.text", text)
        return same if place is None else place

    def _new_task(self, row: Row, name: str, cells: Mapping[str, Cell], text: str) -> int | None:
        """The place of a new task in the list of its measure; ``None`` if the row is trouble."""
        job, path = self._job, self._paths[name]
        commitment = job.value(job.needed(row, cells, "task.commitment"), "task.commitment")
        words = job.value(cells["task.text"], "task.text") if "task.text" in cells else text
        value = job.work.value(path, row.place)
        if not commitment or not words or value is None:
            return None
        source = job.source(cells, value["source"]["document"])
        tasks: list[Any] = [*(value.get("tasks") or [])]
        found = [re.fullmatch(rf"{name}\.([0-9]+)", str(task.get("id"))) for task in tasks]
        numbers, own = [int(one[1]) for one in found if one], cells.get("task.id")
        if own is None or (number := _last_number(own.text)) in numbers:
            number = next_number([*numbers, *self._below])
        if own and number != _last_number(own.text):
            job.notices.append(own.remark("table.computed", now=f"{name}.{number}"))
        own_text = {job.lang: words} if "task.text" in cells else value["title"]
        entry = {"id": f"{name}.{number}", "text": own_text, "commitment": commitment}
        entry |= {"status": "not_reported", "source": source}
        place = len(tasks)
        job.work.put(path, ("tasks",), [*tasks, entry], row.place)
        job.work.came_from(path, ("tasks", place), row.place)
        return place

    def _links(self, row: Row, name: str, cells: Mapping[str, Cell]) -> None:
        """Link a measure to the obligations that a row names. A link that is there stays.

        Who says that a measure follows up an obligation, and how far it follows up one requirement, is
        not guessed: if neither the table nor the user says it, the link is left out, which is told.
        """
        job, path, cell = self._job, self._paths[name], cells.get("link.obligation")
        targets = job.value(cell, "link.obligation")
        value = job.work.value(path, row.place) if targets else None
        if cell is None or value is None:
            return
        fields = {key: job.optional(cells, f"link.{key}") for key in ("basis", "contribution", "note")}
        values = {key: job.value(one, f"link.{key}") for key, one in fields.items()}
        for target in targets:
            links = value.get("addresses") or []
            if any(link.get("obligation") == target for link in links):
                continue
            answers = values["basis"] != "area" and len(job.register.requirements_of(target)) == 1
            keys = ("basis", "contribution") if answers else ("basis",)
            missing = next((f"link.{key}" for key in keys if not values[key]), None)
            if missing is not None:
                at = Phrase(msg("{name} (row {row})"), name=target, row=str(row.place.row))
                job.tell_of("table.link_left_out", at, field=missing)
                job.missing.setdefault(missing, False)
                continue
            far = values["contribution"] if answers or "link.contribution" in cells else None
            note = {job.lang: values["note"]} if values["note"] else None
            made = {"obligation": target, **values, "contribution": far, "note": note}
            link = {key: one for key, one in made.items() if one}
            # A link to what has several points only names it.
            job.tell_of("table.link_named", *[target] * (values["contribution"] is not far))
            job.work.put(path, ("addresses",), [*links, link], cell.place)
            job.work.came_from(path, ("addresses", len(links)), cell.place)


def _measure_name(cells: Mapping[str, Cell]) -> str:
    """What a row calls its measure, as it is compared."""
    named = cells.get("id") or cells.get("title")
    return plain_cell(named.text).casefold() if named else ""


def _last_number(text: str) -> int:
    """The number of a task within its measure, such as 2 in 12.2."""
    return int(re.findall(r"[0-9]{1,9}", text)[-1])
