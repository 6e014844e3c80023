"""Tables as people make them, with each cell in the column where the readers look for it.

A plan may have a row for each action, which repeats the measure or leaves it out, and says things of the
action beside it. A table of bodies may have short forms that cannot be ids.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from menneskehandel_cli.edits.starting import short_name
from menneskehandel_cli.language import Choices, Day, Lang, Phrase, Refused
from menneskehandel_cli.language.days import days_meant, first_day, is_period, read_typed_day, two_days
from menneskehandel_cli.language.slips import choice_called, choice_in, names_called
from menneskehandel_cli.language.spans import deadline, is_bridged, start, typed_deadline
from menneskehandel_cli.models import PATTERNS, spelt_out
from menneskehandel_cli.models.base import measure_called
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.sheets.cells import Cell, Row, Table
from menneskehandel_cli.tables.columns import Column, Columns, Kind, Mapped, places_in
from menneskehandel_cli.tables.values import amount, area_at, articles, with_instruments, written

BY_TASK = {"lead": "task.owners", "responsible": "task.owners", "partners": ""}
BY_TASK |= {"status": "task.status", "note": "task.note", "source.section": "task.source.section"}
"""What the rows of one measure may say differently, and where that is said of each task."""
KEPT = {f"task.{key}" for key in ("status", "due", "started", "completed", "owners")}
KEPT |= {"link.obligation", "cost.amount", *BY_TASK}
"""What of a measure or a task is kept in words in its note, if the user leaves it out."""
_JOINED = ("responsible", "partners")
"""What the measure then has from all of them. Of a note it has what all its rows say."""
_ALL = 10**9  # A row that is below all rows.


def shaped(
    kind: Kind, table: Table, columns: Columns, register: Register, values: Mapping[str, str], today: date
) -> tuple[Table, Columns]:
    """The table as its readers take it, and its columns with those that were in others."""
    shape = _Shape(table, columns)
    left, notices = shape.left_out(), [*table.notices, *shape.days(kind)]
    if kind.name == "measures":
        notices += shape.statuses(kind, register.language)
        notices += shape.fill_down(register, for_all="focus_area" in values)
        if "task.text" in shape.places:
            notices += shape.by_task(kind, register, fresh=not register.measures)
        for cells, cell, at in left:
            shape.keep(cells, cell, at)
        for one in shape.articles(register, values.get("link.instrument", "")):
            notices += [] if one in notices else [one]
        begins = {first_day(period.from_).month for period in register.periods.values()}
        notices += (unknown := [] if begins else [*shape.bridged()])
        month, own = min(begins, default=int(not unknown)), register.strategy
        years = range(own.period.from_, own.period.to + (month == 1)) if own is not None else ()
        plan = [f"{year}" if month == 1 else f"{year}-{(year + 1) % 100:02}" for year in years]
        notices += shape.deadlines(month, plan, fresh=not register.measures)
        notices += shape.times(month, plan, today, register.language)
    elif kind.name == "actors":
        notices += shape.with_ids(register)
    rows = (row._replace(cells=cells) for row, cells in zip(table.rows, shape.rows, strict=True))
    return table._replace(rows=tuple(rows), notices=tuple(notices)), tuple(shape.columns)


def with_joined_texts(kind: Kind, rows: Iterable[Row], columns: Columns) -> list[Row]:
    """The rows with what several columns say of a text in the last of them, each behind its heading."""
    fields = grouped((x.column.key, at) for at, x in enumerate(columns, 1) if x.column).items()
    several = [places for key, places in fields if places[1:] and kind.joins(key)]
    return [row._replace(cells=_joined(row.cells, columns, several)) for row in rows]


def _joined(cells: Mapping[int, Cell], columns: Columns, several: Sequence[Sequence[int]]) -> dict[int, Cell]:
    made = dict(cells)
    for places in several:
        found = [(columns[at - 1].head, made.pop(at)) for at in places if at in made]
        texts = [f"{head}: {cell.text}" for head, cell in found if cell.text]
        text = " ".join([*(re.sub(r"(?<![.!?…])$", ".", one) for one in texts[:-1]), *texts[-1:]])
        flawed = next((cell for _, cell in found if cell.fault), None)
        made |= dict.fromkeys(places[-1:], flawed or Cell(found[0][1].place, text)) if found else {}
    return made


def with_leads(rows: Sequence[Row], columns: Columns, notices: list[Phrase]) -> tuple[list[Row], Columns]:
    """The rows with who leads in a column of its own, where that is in brackets behind its name.

    A measure has one lead: of several none is taken, and a notice says so.
    """
    own = {item.column.key: at for at, item in enumerate(columns) if item.column}.get("responsible", -1)
    words, made = "|".join(map(re.escape, names_called("called.lead"))), list[Row]()
    for row in rows:
        parts = re.split(rf"(?i)\s*\((?:{words})\)", cell.text if (cell := row.at(own)) else "")
        lead = re.split(r"[;,\n/&+]", parts[0])[-1].strip() if len(parts) == 2 else ""  # noqa: PLR2004
        if cell and parts[2:]:
            notices.append(cell.remark("table.leads"))
        cells = {own + 1: cell._replace(value="".join(parts))} if cell else {}
        cells |= {len(columns) + 1: cell._replace(value=lead)} if cell and lead else {}
        made.append(row._replace(cells={**row.cells, **cells}))
    led = [Mapped(columns[own].head, Column("lead"))] * any(len(columns) + 1 in row.cells for row in made)
    return made, (*columns, *led)


class _Shape:
    """A table in the making: its columns, their places by key, and the cells of its rows."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self.columns = [*columns]
        self.places = places_in(columns)
        self.rows = [dict(row.cells) for row in table.rows]
        self._table = table

    def _column(self, key: str, source: str) -> int:
        """The place of a column, which is made beside the ``source`` if there is none."""
        if key not in self.places:
            self.columns.append(Mapped(self.columns[self.places[source] - 1].head, Column(key)))
            self.places[key] = len(self.columns)
        return self.places[key]

    def left_out(self) -> list[tuple[dict[int, Cell], Cell, int]]:
        """What the user leaves out of what is kept, with its row; empty cells are taken away."""
        found = [(cells, cell, at) for cells in self.rows for at, cell in cells.items() if cell.out]
        for cells, _, at in (one for one in found if not one[1].text):
            del cells[at]
        kept = {at for at, x in enumerate(self.columns, 1) if x.column and x.column.key in KEPT}
        return [one for one in found if one[2] in kept]

    def days(self, kind: Kind) -> Iterator[Phrase]:
        """Read days such as 03/04/2027 as others in the column that can be read in one way only; and tell."""
        for at, (head, column) in enumerate(self.columns, 1):
            field = kind.field(column.key) if column else None
            cells = [one for one in self.rows if at in one and field and field.kind == "day"]
            both = {one[at].text: days_meant(one[at].text) for one in cells}
            sure = {way: x for x, days in both.items() for way in (0, 1) if days[way] and not days[1 - way]}
            read = {x: both[x][way] for way in sure for x in both if len(sure) == 1 and two_days(x)}
            for one in cells:
                one[at] = one[at]._replace(value=read.get(one[at].text, one[at].value))
            each = [Phrase("table.as_deadline", given=x, now=Day(now)) for x, now in read.items()]
            if each:
                yield Phrase("table.days", head=head, read=each, example=max(sure.values()))

    def fill_down(self, register: Register, *, for_all: bool) -> Iterator[Phrase]:
        """Give measures without an area the one above, where the table means that; and tell it once.

        It does where the cells are joined; and where the first row has an area, and no area is said again
        below itself, for an empty cell would be a gap there. Unless rows go on with the measure above, a
        measure that is there keeps its own area, and a new one has what is given ``for_all``, if that is.
        """
        place = self.places.get("focus_area", 0)
        names = [self._name(cells).casefold() for cells in self.rows]
        areas = [cells[place].text for cells in self.rows if place in cells]
        going_on = "task.text" in self.places and len({*names} - {""}) < len(names)
        once = all(map(str.__ne__, areas, areas[1:])) and place in next(iter(self.rows), {})
        known = {text.casefold(): one for one in register.measures for text in (one.id, *one.title.all())}
        ends = self._ends(place)
        above, end, seen, filled = None, 0, {""}, 0
        for row, cells, name in zip(self._table.rows, self.rows, names, strict=True):
            if place in cells:
                above, end = cells[place], ends.get((place, row.place.row), 0)
                if end == _ALL:
                    cells.clear()
            elif above and name not in seen:
                there = known.get((measure_called(name, register.letter) or name).casefold())
                own = area_at(above.text, register) == there.focus_area if there else not for_all
                if row.place.row <= end or (once and (going_on or own)):
                    cells[place] = above
                    filled += 1
            seen.add(name)
        if filled:
            yield Phrase("table.filled_down", head=self.columns[place - 1].head, n=filled)

    def statuses(self, kind: Kind, lang: Lang) -> Iterator[Phrase]:
        """Read a cell that begins with a status as that, and keep all its words in the note."""
        field, told = kind.field("status"), dict[str, Phrase]()
        for at in filter(None, map(self.places.get, ("status", "task.status"))):
            for cells in (cells for cells in self.rows if at in cells):
                first, *more = re.split(r"\s*[(;:]\s*|\s+[–—-]\s+", text := cells[at].text, maxsplit=1)
                read = choice_called(first, field.choices) if field and more else None
                # Behind “completed” only a time is read: other words may say that not all is done.
                ways = (f"{typed_deadline(x.rstrip(' )'))}{year}" for x in more for year in ("", " 2000"))
                if read and (read != "completed" or any(is_period(read_typed_day(x, lang)) for x in ways)):
                    params = {"given": text, "now": Phrase(f"status.{read}"), "key": "status"}
                    told[text] = Phrase("table.value_read", params)
                    cells[at] = cells[at]._replace(value=read, was=text)
        yield from told.values()

    def _ends(self, place: int) -> dict[tuple[int, int], int]:
        """The last row of cells that are joined, or of one alone in its row, which heads all below."""
        rows = zip(self._table.rows, self.rows, strict=True)
        alone = {(place, row.place.row): _ALL for row, cells in rows if [*cells] == [place]}
        return {(left, top): bottom for left, top, _, bottom in self._table.joined} | alone

    def articles(self, register: Register, instrument: str) -> Iterator[Phrase]:
        """Keep in notes what is no article of a convention here beside others that are, and tell of it."""
        place, own = (self.places.get(key, 0) for key in ("link.obligation", "link.instrument"))
        for cells in self.rows:
            if (cell := cells.get(place)) is None or cell.flaw:
                continue
            named = cells[own].text if own in cells else instrument
            text, told = with_instruments(cell.text, named, register)
            yield from told
            with suppress(Refused):
                found, strange = articles(text, register)
                if found and (words := "; ".join(words for words, _ in strange)):
                    self.keep(cells, cell._replace(was=words), place)
                    example = strange[0][1].params.get("example") or written(register.targets, (), register)
                    params = {"given": words, "example": example, "known": Choices(register.conventions)}
                    yield cell.remark("table.article_left_out", **params)
                    text = "; ".join(found)
            cells[place] = cell._replace(value=text)

    def bridged(self) -> Iterator[Phrase]:
        """Tell of years such as 2025-26 and FY26, of which nobody knows how they begin."""
        place = self.places.get("task.due", 0)
        texts = dict.fromkeys(cells[place].text for cells in self.rows if place in cells)
        if found := [text for text in texts if is_bridged(text)]:
            yield Phrase("table.years", head=self.columns[place - 1].head, given=found[:3])

    def deadlines(self, begins: int, plan: Sequence[str], *, fresh: bool) -> Iterator[Phrase]:
        """Read the deadlines that are given in words, and keep what they say besides in the notes.

        A year ``begins`` with that month, 0 if it is not known. What goes on or is repeated is of that
        kind, where all is ``fresh``. What the user reads otherwise, also of a status, is kept too.
        """
        place = self.places.get("task.due", 0)
        answered = [*filter(None, map(self.places.get, ("status", "task.status", "task.due", "cost.amount")))]
        phrases: dict[tuple[str, str], Phrase] = {}
        for row, cells in zip(self._table.rows, self.rows, strict=True):
            # What is said of the measure is not said of each of its tasks.
            for at in filter(cells.__contains__, answered):
                if cells[at].was and getattr(cells[at].place, "row", 0) == row.place.row:
                    self.keep(cells, cells[at], at)
            if not (cell := cells.get(place)) or cell.flaw or not (read := deadline(cell.text, begins, plan)):
                continue
            sort = choice_in(cell.text, ("continue", "recurring")) if fresh and not read[0] else None
            if sort and self.places.get("task.commitment") not in cells:
                cells[self._column("task.commitment", "task.due")] = cell._replace(value=sort)
                read_as = {"given": cell.text, "now": Phrase(f"commitment.{sort}")}
                phrases["table.kind_read", cell.text] = Phrase("table.as_kind", read_as)
                if cell.text.casefold() in names_called("called.time.yearly"):
                    for key, known in (("per", "year"), ("min", "1")):
                        cells[self._column(f"task.recurrence.{key}", "task.due")] = cell._replace(value=known)
            due, whole = read
            cells[place] = cell._replace(value=due)
            if not due:
                del cells[place]
            if not (whole or cell.was):
                self.keep(cells, cell, place)
            way, name = (("both", "read")[whole], "deadline") if due else ("kept", "words")
            phrases[f"table.deadline_{way}", cell.text] = Phrase(f"table.as_{name}", given=cell.text, now=due)
        for key, found in grouped((key, one) for (key, _), one in phrases.items()).items():
            yield Phrase(key, head=self.columns[place - 1].head, read=found, n=len(found))

    def times(self, begins: int, plan: Sequence[str], today: date, lang: Lang) -> Iterator[Phrase]:
        """Read in words when work began and was completed, as ``deadlines`` reads when it is due.

        What is only planned is neither: it is after ``today``, or the status says that it is not so yet.
        """
        stated = [self.places.get(key, 0) for key in ("task.status", "status")]
        nothing = Cell(self._table.place, "")
        for key, read_as in (("started", start), ("completed", deadline)):
            place, told, kept = self.places.get(f"task.{key}", 0), dict[str, Phrase](), dict[str, Phrase]()
            for cells in (one for one in self.rows if place in one and not one[place].flaw):
                cell, status = cells[place], next(filter(None, map(cells.get, stated)), nothing).text
                day, whole = read_as(cell.text, begins, plan) or (read_typed_day(cell.text, lang), True)
                if two_days(day) or (key == "started" and day and not is_period(day)):
                    continue
                state = choice_called(status, ("not_started", "completed"))
                is_so = state != "not_started" if key == "started" else not status or state == key
                if not is_so or not is_period(day) or first_day(day) > today:
                    del cells[place]
                    kept[cell.text] = Phrase("table.as_words", given=cell.text)
                elif read_typed_day(cell.text, lang) != day:
                    cells[place] = cell._replace(value=day)
                    told[cell.text] = Phrase("table.value_read", given=cell.text, now=day, key=key)
                if not all((whole, place in cells)):
                    self.keep(cells, cell, place)
            yield from told.values()
            if kept:
                yield Phrase(f"table.{key}_kept", head=self.columns[place - 1].head, read=[*kept.values()])

    def keep(self, cells: dict[int, Cell], cell: Cell, place: int) -> None:
        """Keep the words of a cell in the note of what its row is about, after the head of its column."""
        source = self.columns[place - 1].column
        assert source is not None
        task = self.places.get("task.text", 0)
        of_task = task in cells or (task and source.key.startswith("task."))
        note = self._column("task.note" if of_task else "note", source.key)
        words, old = f"{self.columns[place - 1].head}: {cell.was or cell.text}", cells.get(note)
        text, parts = (f"{old.text.rstrip('.')}. {words}", old.parts) if old else (words, ())
        cells[note] = (old or cell)._replace(value=text, parts=(*parts, cell))

    def by_task(self, kind: Kind, register: Register, *, fresh: bool) -> Iterator[Phrase]:
        """Give each row of a task what its measure says, and say of it what the rows do not share.

        Whose a status is, is told where all is ``fresh``.
        """
        shared = [at for key, at in self.places.items() if kind.within(key) == key != "note"]
        groups, task, who = [*self._measures()], self.places["task.text"], self.places.get("responsible")
        # A status beside an action is its own; so is who leads it, unless only the first of a measure's
        # rows says that. A column for those of the tasks leaves the other to the measures.
        led = any(who in cells and task in cells for group in groups for cells in group[1:])
        own_of = {"status", *(["responsible"] if led else [])}
        own_of -= {key for key in own_of if BY_TASK[key] in self.places}
        at = self.places.get("status", 0)
        if fresh and "status" in own_of and any(at in cells and task in cells for cells in self.rows):
            params = {"head": self.columns[at - 1].head, "now": Phrase("status.not_reported")}
            yield Phrase("table.status_of_tasks", params)
        yield from self._pooled(groups, task)
        named_once = self._named_once(groups, register)
        for group in groups:
            for key, own in BY_TASK.items():
                self._part(group, key, own, each=key in own_of)
            yield from self._costs(group, named_once)
            for place, cell in [(place, group[0][place]) for place in shared if place in group[0]]:
                for cells in group:
                    cells.setdefault(place, cell)

    def _named_once(self, groups: Sequence[list[dict[int, Cell]]], register: Register) -> Register | None:
        """The ``register`` if the table is blank below names of measures, and sums are beside them."""
        place, below = self.places.get("cost.amount"), [cells for one in groups for cells in one[1:]]
        blank = below and not any(place in cells or self._name(cells) for cells in below)
        return register if blank and sum(place in cells for cells in self.rows) > 1 else None

    def _costs(self, group: list[dict[int, Cell]], named_once: Register | None) -> Iterator[Phrase]:
        """Keep what the actions of a measure cost in their notes, unless all its rows say the same.

        A row in the middle of joined cells says what they say. Where each is ``named_once`` an amount is
        the measure's.
        """
        place, task = self.places.get("cost.amount", 0), self.places["task.text"]
        with suppress(Refused, KeyError):
            if named_once is not None and amount(group[0][place].text, named_once) >= 0:
                return
        joined = [range(top, low + 1) for left, top, _, low in self._table.joined if left == place]
        empty = [cells[task].place for cells in group if task in cells and place not in cells]
        amounts = {cells[place].text for cells in group if place in cells}
        amounts |= {"" for at in empty if not any(getattr(at, "row", 0) in rows for rows in joined)}
        for cells in group if len(amounts) > 1 else ():
            if {task, place} <= {*cells}:
                cell = cells.pop(place)
                self.keep(cells, cell, place)
                yield cell.remark("table.kept")

    def _pooled(self, groups: Sequence[list[dict[int, Cell]]], task: int) -> Iterator[Phrase]:
        """Tell of what the rows of a measure's actions say differently, and no task has of its own."""
        found: dict[str, list[str]] = {}
        for place in filter(None, map(self.places.get, ("partners", "link.obligation"))):
            for group in groups:
                own = [group[0][place].text] if place in group[0] else []
                texts = {cells[place].text if place in cells else "" for cells in group if task in cells}
                if len(texts) > 1 or (task not in group[0] and not texts <= {"", *own}):
                    found.setdefault(self._name(group[0]), []).append(self.columns[place - 1].head)
        if measures := [f"{name} ({', '.join(heads)})" for name, heads in found.items()]:
            yield Phrase("table.pooled", measures=measures)

    def _part(self, group: list[dict[int, Cell]], key: str, own: str, *, each: bool) -> None:
        """Say in the column ``own`` what the rows of a measure say differently in the column ``key``.

        ``each``: also what all of them say.
        """
        place, task = self.places.get(key, 0), self.places["task.text"]
        found = [cells[place] for cells in group if place in cells]
        texts = dict.fromkeys(cell.text for cell in found)
        if not found or (not each and len(texts) + (key not in _JOINED and len(found) < len(group)) <= 1):
            return
        # What is said in a row of the measure itself is not said of all its tasks.
        moved = [cells for cells in group if place in cells and (task in cells or not own)]
        for cells in moved:
            cell = cells.pop(place)
            if own:
                cells.setdefault(self._column(own, key), cell)
        if key in _JOINED and len(moved) == len(found):
            group[0][place] = found[0]._replace(value="; ".join(texts), parts=tuple(found))

    def _measures(self) -> Iterator[list[dict[int, Cell]]]:
        """The rows of each measure with tasks that name it or have a task."""
        task, name = self.places["task.text"], ""
        groups: dict[str, list[dict[int, Cell]]] = {}
        for cells in self.rows:
            own = self._name(cells).casefold()
            name = own or name
            if name and (own or task in cells):
                groups.setdefault(name, []).append(cells)
        yield from (group for group in groups.values() if any(task in cells for cells in group))

    def _name(self, cells: Mapping[int, Cell]) -> str:
        """The id or the title of the measure that a row names, or nothing."""
        naming = (self.places.get(key, 0) for key in ("id", "title"))
        named = next((cells[place] for place in naming if place in cells), None)
        return " ".join(named.text.split()) if named else ""

    def with_ids(self, register: Register) -> Iterator[Phrase]:
        """Make ids of the short forms, or else of the names. What cannot be an id stays a short title.

        A name that is known but for accents and case is read as it is known.
        """
        made_ids, ids = list[Phrase](), {*register.actors}
        pairs = [(x.id, text) for x in register.actors.values() for text in x.called]
        known, spelt = ({spelt_out(pair[1]): pair[at] for pair in pairs} for at in (0, 1))
        for cells in self.rows:
            keys = [key for key in ("short_title", "name") if self.places.get(key) in cells]
            if not keys or self.places.get("id") in cells:
                continue
            called = [cells[self.places[key]] for key in keys]
            for key, cell in zip(keys, called, strict=True):
                known_as = spelt.setdefault(spelt_out(cell.text), cell.text)
                cells[self.places[key]] = cell._replace(value=known_as)
            if keys[0] == "short_title" and re.fullmatch(PATTERNS["actor_id"], called[0].text):
                made = cells.pop(self.places[keys[0]]).text
            else:
                same = (known.get(spelt_out(one.text)) for one in called)
                made = next(filter(None, same), None) or short_name(called[0].text, ids)
                if keys[0] == "short_title" and not getattr(register.actors.get(made), "short_title", None):
                    made_ids.append(Phrase("table.as_id", given=called[0].text, now=made))
            ids.add(made)
            known |= {spelt_out(one.text): made for one in called}
            cells[self._column("id", keys[0])] = called[0]._replace(value=made)
        if made_ids:
            yield Phrase("table.ids_made", names=made_ids)
