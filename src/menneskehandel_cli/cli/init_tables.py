"""The tables that ``mh init`` takes: the measures and the bodies of a plan."""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from menneskehandel_cli.app.choices import month_named, right_now
from menneskehandel_cli.app.judging import judge
from menneskehandel_cli.cli.asking import Asking
from menneskehandel_cli.cli.import_table import Options, refuse, requests, settled, tell_of
from menneskehandel_cli.cli.output import remark, tell_lines
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.new_kinds import Draft
from menneskehandel_cli.edits.starting import Start, data_files, short_name
from menneskehandel_cli.language import Phrase, msg, nmsg, say
from menneskehandel_cli.register import Register, load
from menneskehandel_cli.sheets.cells import Trouble
from menneskehandel_cli.tables.importing import Imported, ImportRequest, imported
from menneskehandel_cli.tables.naming import named
from menneskehandel_cli.tables.values import with_short
from menneskehandel_cli.trees import DictTree


def with_tables(
    start: Start, paths: Mapping[str, Path], options: Options, asking: Asking
) -> tuple[Start, dict[str, bytes]]:
    """What is known with the bodies, areas and documents that the tables name, and the data.

    What is wrong in the tables is told, and exits with code 1. Raises ``Refused``.
    """
    begun, today = start, right_now().date()
    month: int | None = None

    def run(tables: Sequence[ImportRequest]) -> list[Imported]:
        nonlocal begun, start, month
        begun, found = _read_tables(start, tables, today)
        years = [one for table in found for one in table.notices if one.key == "table.years"]
        if years and month is None:
            question = Phrase("init.ask.year-begins", years[0].params).say(start.lang)
            month = asking.value("year-begins", None, month_named, 0, question, needed=False)
            start = replace(start, year_begins=month)
            begun, found = _read_tables(start, tables, today) if month else (begun, found)
        return found

    found = settled(requests(paths, options, start.languages, fresh=True), run, asking)
    files = data_files(begun)
    before: list[Phrase] = []
    for one, (kind, path) in zip(found, paths.items(), strict=False):
        tell_of(one._replace(notices=tuple(x for x in one.notices if x not in before)), start.lang)
        before.extend(one.notices)
        if "table.years" in [notice.key for notice in one.notices]:
            remark(say("init.month_option", start.lang))
        errors = [] if one.troubles else judge(DictTree(files), [*one.changes], today).errors
        troubles, rest = one.blamed(errors, start.lang)
        for finding in rest:
            remark(f"{finding.path}: {finding.message(start.lang)}")
        if errors or one.troubles:
            refuse([*one.troubles, *troubles], start.lang, "init.again")
        files |= {change.path: change.after for change in one.changes}
        read = [Phrase(nmsg("{n} body", "{n} bodies"), n=one.rows)]
        if kind == "measures":
            made = [parse(change.path, change.after).value.get("tasks") or () for change in one.changes]
            read = [Phrase(nmsg("{n} task", "{n} tasks"), n=sum(map(len, made)))]
            read = [Phrase("list.measures", n=len(made)), *read]
        tell_lines(Phrase(msg("{file}: {found}"), file=path.name, found=read).say(start.lang))
    for name, words in begun.named.bodies:
        if re.search(",| & ", words):
            params = {"name": words, "id": name, "parts": re.sub(r"\s*,\s*| & ", "; ", words)}
            remark(Phrase("init.one_body", params).say(start.lang))
    return begun, files


def _of_body(trouble: Trouble) -> Trouble:
    """A body that is not known may be another one, or none, and no list tells of it yet."""
    text, near = (trouble.what.params.get(key) for key in ("given", "near"))
    if trouble.what.key != "failure.table.actor":
        return trouble
    params = {"own": shlex.quote(f"{text}={text}"), "none": shlex.quote(f"{text}=")}
    key = "init.nobody" if near == "ID" else "init.near"
    return trouble._replace(what=Phrase(key, {**trouble.what.params, **params}))


def _read_tables(start: Start, tables: Sequence[ImportRequest], today: date) -> tuple[Start, list[Imported]]:
    """``start`` with what the tables name, and what they mean, up to the first with trouble in it.

    Raises ``Refused`` for one that cannot be read.
    """
    found: list[Imported] = []
    if start.coordinator is not None:
        start = replace(start, coordinator=_with_short_form(*start.coordinator, tables))
    files = data_files(start)
    for number, last in enumerate(tables, 1):
        start = _with_named(start, last, load(DictTree(files)))
        # A focus area or a kind of body that the tables do not tell of is to be filled in.
        unknown = {"actors": {"kind": ""}, "measures": {} if start.named.areas else {"focus_area": "1"}}
        files, found = data_files(start), []
        for table in tables[:number]:
            request = replace(table, values={**unknown[table.kind], **table.values})
            tree = DictTree(files)
            draft = Draft(start.lang, start.languages[0])
            found.append(imported(tree, load(tree), today, draft, request, frozenset({"measure"})))
            files |= {change.path: change.after for change in found[-1].changes}
        if found[-1].troubles:
            found[-1] = found[-1]._replace(troubles=tuple(map(_of_body, found[-1].troubles)))
            break
    return start, found


def _with_short_form(own: str, name: str, tables: Sequence[ImportRequest]) -> tuple[str, str]:
    """The coordinator, whose id is made of its name, by the short form that a table has behind that."""
    beside = re.compile(rf"(?i)(?:^|[;,\n/])\s*{re.escape(name)}\s*(\([^()]+\))")
    cells = (cell.text for table in tables for row in table.read()[1].rows for cell in row.cells.values())
    found = (with_short(f"{name} {inner}") for text in cells for inner in beside.findall(text))
    return next(filter(None, found), (own, name)) if own == short_name(name) else (own, name)


def _with_named(start: Start, table: ImportRequest, register: Register) -> Start:
    """``start`` with what a table names and nobody else tells of, and the coordinator as it has it."""
    found = named(table, register)
    wanted = {word.casefold() for word in start.coordinator or ()}
    same = (body for body in found.listed if wanted & {word.casefold() for word in body})
    bodies, documents = (*start.named.bodies, *found.bodies), (*start.named.documents, *found.documents)
    found = replace(found, bodies=bodies, documents=documents)
    return replace(start, coordinator=next(same, start.coordinator), named=found)
