"""``mh new``: a file for something new, filled in with what is known.

Values missing on the command line are asked for on a terminal; never in a pipe.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.cli.choices import choose_among
from menneskehandel_cli.cli.editing import (
    DryRunOption,
    editing,
    put_in_place,
    refuse_errors,
    show,
)
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.form import Form, refuse_control
from menneskehandel_cli.cli.help import Group
from menneskehandel_cli.cli.options import LangOption, RootOption
from menneskehandel_cli.cli.output import OutputOption, remark
from menneskehandel_cli.cli.stages import Opened
from menneskehandel_cli.language import msg, say

if TYPE_CHECKING:
    from menneskehandel_cli.edits.change import Change
    from menneskehandel_cli.edits.new_file import NewFile
    from menneskehandel_cli.register import Register

app = Group()

TitleOption = Annotated[str | None, typer.Option("--title", help="option.new.title")]
DocumentOption = Annotated[str | None, typer.Option("--document", help="option.new.document")]
SectionOption = Annotated[str | None, typer.Option("--section", help="option.new.section")]
InstrumentOption = Annotated[str | None, typer.Option("--instrument", help="option.new.instrument")]
YearOption = Annotated[int | None, typer.Option("--year", help="option.year")]
AreaOption = Annotated[int | None, typer.Option("--area", help="option.new.area")]
ResponsibleOption = Annotated[str | None, typer.Option("--responsible", help="option.new.responsible")]
TextOption = Annotated[str | None, typer.Option("--text", help="option.new.text")]
LevelOption = Annotated[str | None, typer.Option("--level", help="option.new.level")]
NumberOption = Annotated[str | None, typer.Option("--number", help="option.new.number")]
ChapterOption = Annotated[str | None, typer.Option("--chapter", help="option.new.chapter")]
RoleOption = Annotated[str | None, typer.Option("--role", help="option.new.role")]
UnitOption = Annotated[str | None, typer.Option("--unit", help="option.new.unit")]
CountsOption = Annotated[str | None, typer.Option("--counts", help="option.new.counts")]
ValueOption = Annotated[str | None, typer.Option("--value", help="option.new.value")]
IdOption = Annotated[str | None, typer.Option("--id", help="option.new.id")]
InstrumentIdOption = Annotated[str | None, typer.Option("--id", help="option.new.instrument_id")]
InstrumentKindOption = Annotated[str | None, typer.Option("--kind", help="option.new.instrument_kind")]
BodyOption = Annotated[str | None, typer.Option("--body", help="option.new.body")]
NameOption = Annotated[str | None, typer.Option("--name", help="option.new.name")]
KindOption = Annotated[str | None, typer.Option("--kind", help="option.new.kind")]
ObligationOption = Annotated[str | None, typer.Option("--obligation", help="option.new.obligation")]
ToReadOption = Annotated[str | None, typer.Option("--title", help="option.new.to_read")]
JudgedOption = Annotated[str | None, typer.Option("--judged", help="option.new.judged")]
AllOption = Annotated[bool, typer.Option("--all", help="option.new.all")]
ReportFormatOption = Annotated[
    str, typer.Option("--format", help="option.new.format", metavar="yaml|xlsx")
]
ActorOption = Annotated[str | None, typer.Option("--actor", help="option.actor")]


def _make(opened: Opened, kind: str, made: NewFile, *, dry_run: bool) -> None:
    """Check the new file and write it, or show it with ``dry_run``. Raises ``Failure`` if it exists.

    If the strategy has the schema of its kind, the first line refers editors to it.
    """
    from menneskehandel_cli.edits.change import Change
    from menneskehandel_cli.edits.modeline import modeline
    from menneskehandel_cli.register.layout import schema_file

    described = (opened.root / schema_file(kind)).is_file()
    text = (modeline(kind, made.path) if described else "") + made.text
    with editing(opened):
        _place(opened, Change(made.path, None, text.encode()), dry_run=dry_run)


def _place(opened: Opened, change: Change, *, dry_run: bool) -> None:
    path = opened.root / change.path
    if change.before is None and (path.exists() or path.is_symlink()):
        raise Failure("exists", path=change.path)
    if dry_run:
        show(opened, [change])
    refuse_errors(opened, [change])
    if dry_run:
        remark(say("edit.dry_run", opened.lang))
    else:
        put_in_place(opened, [change])


@app.command(help="help.new.measure")
def measure(
    title: TitleOption = None,
    area: AreaOption = None,
    responsible: ResponsibleOption = None,
    document: DocumentOption = None,
    section: SectionOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Create a measure with the next free number."""
    from menneskehandel_cli.edits.new_measure import new_measure

    form = Form(root, lang)
    words = form.text("title", title)
    areas = [str(number) for number in form.register.focus_areas]
    where = form.among("area", None if area is None else str(area), areas)
    who = form.actors("responsible", responsible)
    source = form.source(document, section, _strategy_document(form.register))
    form.done()
    made = new_measure(form.register, form.draft, words, int(where), who, source)
    _make(form.opened, "measure", made, dry_run=dry_run)


@app.command(help="help.new.recommendation")
def recommendation(
    instrument: InstrumentOption = None,
    title: TitleOption = None,
    text: TextOption = None,
    level: LevelOption = None,
    document: DocumentOption = None,
    section: SectionOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Create a recommendation in an existing round."""
    from menneskehandel_cli.edits.new_recommendation import new_recommendation

    form = Form(root, lang)
    where = form.among("instrument", instrument, _instruments(form.register, "recommendations"))
    words, demand = form.text("title", title), form.text("text", text)
    found = form.register.instruments.get(where)
    levels = [item.id for item in found.levels] if found else []
    (grade,) = choose_among([level], levels, "level") if level else (None,)
    source = form.source(document, section, found.source.document if found else "strategy")
    form.done()
    made = new_recommendation(form.register, form.draft, where, words, demand, grade, source)
    _make(form.opened, "recommendation", made, dry_run=dry_run)


@app.command(help="help.new.instrument")
def instrument(
    id: InstrumentIdOption = None,
    kind: InstrumentKindOption = None,
    title: TitleOption = None,
    body: BodyOption = None,
    document: DocumentOption = None,
    section: SectionOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Create a convention, or a round of recommendations, without what it demands."""
    from menneskehandel_cli.edits.new_instrument import new_instrument
    from menneskehandel_cli.models.fields import field_at
    from menneskehandel_cli.models.obligation import Instrument

    form = Form(root, lang)
    name = form.slug("instrument_id", id)
    kinds = field_at(Instrument, ("kind",))
    what = form.among("instrument_kind", kind, kinds.choices if kinds else ())
    words = form.text("title", title)
    who = form.among("body", body, list(form.register.actors))
    source = form.source(document, section, _strategy_document(form.register))
    form.done()
    made = new_instrument(form.draft, name, what, who, words, source)
    _make(form.opened, "instrument", made, dry_run=dry_run)


@app.command(help="help.new.article")
def article(
    instrument: InstrumentOption = None,
    number: NumberOption = None,
    title: TitleOption = None,
    chapter: ChapterOption = None,
    role: RoleOption = None,
    document: DocumentOption = None,
    section: SectionOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Create an article of a convention."""
    from menneskehandel_cli.edits.new_article import new_article, next_article
    from menneskehandel_cli.models.fields import field_at
    from menneskehandel_cli.models.obligation import Article

    form = Form(root, lang)
    conventions = _instruments(form.register, "convention")
    only = conventions[0] if len(conventions) == 1 else None
    where = form.among("instrument", instrument, conventions, only)
    place = form.article(number, next_article(form.register, where))
    words, part = form.text("title", title), form.text("chapter", chapter)
    roles = field_at(Article, ("role",))
    what = form.among("role", role, roles.choices if roles else ())
    source = form.source(document, section, form.register.instruments[where].source.document)
    form.done()
    _make(
        form.opened,
        "article",
        new_article(form.draft, where, place, words, part, what, source),
        dry_run=dry_run,
    )


@app.command(help="help.new.law")
def law(
    obligation: ObligationOption = None,
    title: ToReadOption = None,
    judged: JudgedOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Create the law record of an article, for each requirement not yet recorded."""
    from menneskehandel_cli.edits.new_law import law_path, more_law, new_law, unrecorded
    from menneskehandel_cli.models import Article

    form = Form(root, lang)
    articles = {
        name: owner
        for name, owner in form.register.obligations.items()
        if isinstance(owner, Article) and owner.requirements
    }
    name = form.among("obligation", obligation, list(articles))
    day = form.day("judged", judged, form.opened.as_of.isoformat())
    form.done()
    article = articles[name]
    path = law_path(form.register, article)
    if any(
        record.obligation == name and form.register.path_of(record) != path
        for record in form.register.laws
    ):
        raise Failure(
            msg("Law on {id} stands in a file in an older format. “mh fix” moves it to data/law/."),
            id=name,
        )
    if not unrecorded(form.register, article):
        raise Failure(
            msg("Law is recorded for every requirement of {id}. “mh show law-{id}” shows it."), id=name
        )
    to_read = title or say(msg("Law and practice that answers {id}"), form.draft.lang, id=name)
    refuse_control(to_read, "title")
    opened = form.opened
    if path in opened.tree.paths():
        with editing(opened):
            _place(opened, more_law(opened.tree, form.register, article, to_read, day), dry_run=dry_run)
    else:
        _make(opened, "law", new_law(form.register, form.draft, article, to_read, day), dry_run=dry_run)


@app.command(help="help.new.indicator")
def indicator(
    title: TitleOption = None,
    unit: UnitOption = None,
    counts: CountsOption = None,
    year: YearOption = None,
    value: ValueOption = None,
    document: DocumentOption = None,
    section: SectionOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Create an indicator with its first figure."""
    from menneskehandel_cli.edits.new_indicator import new_indicator

    form = Form(root, lang)
    words, each, what = form.text("title", title), form.text("unit", unit), form.text("counts", counts)
    when, figure = form.number("year", year), form.figure("value", value)
    source = form.source(document, section, _strategy_document(form.register))
    form.done()
    made = new_indicator(form.register, form.draft, words, each, what, when, figure, source)
    _make(form.opened, "indicator", made, dry_run=dry_run)


@app.command(help="help.new.actor")
def actor(
    id: IdOption = None,
    name: NameOption = None,
    kind: KindOption = None,
    document: DocumentOption = None,
    section: SectionOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Add an actor to the file of all actors."""
    from menneskehandel_cli.edits.new_actor import new_actor
    from menneskehandel_cli.models.strategy import ACTOR_KINDS

    form = Form(root, lang)
    short, words = form.text("id", id), form.text("name", name)
    what = form.among("kind", kind, ACTOR_KINDS)
    source = form.source(document, section, _strategy_document(form.register))
    form.done()
    opened = form.opened
    with editing(opened):
        _place(opened, new_actor(opened.tree, form.draft, short, words, what, source), dry_run=dry_run)


@app.command(help="help.new.report")
def report(
    year: YearOption = None,
    actor: ActorOption = None,
    all: AllOption = False,
    format: ReportFormatOption = "yaml",
    output: OutputOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Create a draft of a ministry's yearly report, or a workbook to fill in."""
    (form_of_file,) = choose_among([format], ("yaml", "xlsx"), "format")
    _refuse_misplaced(form_of_file, actor, output, all=all)
    form = Form(root, lang)
    when = form.year(year)
    responsible = sorted({name for item in form.register.measures for name in item.responsible})
    if form_of_file == "xlsx":
        from menneskehandel_cli.cli.new_workbook import write_all, write_one

        if all:
            form.done()
            write_all(form, when, output, dry_run=dry_run)
            return
        who = form.among("actor", actor, responsible)
        form.done()
        write_one(form, when, output, who, dry_run=dry_run)
        return
    who = form.among("actor", actor, responsible)
    form.done()
    from menneskehandel_cli.edits.new_report import new_report

    _make(form.opened, "report", new_report(form.register, form.draft, who, when), dry_run=dry_run)
    if not dry_run:
        remark(say(msg("Fill it in, and set “approved” once the report is approved."), form.opened.lang))


def _refuse_misplaced(format: str, actor: str | None, output: Path | None, *, all: bool) -> None:
    """Raise ``Failure`` for options that do not go together."""
    if format == "yaml" and (all or output is not None):
        raise Failure("new.only_xlsx", option="--all" if all else "--output")
    if all and actor is not None:
        raise Failure(msg("Give either --all or --actor."))


def _strategy_document(register: Register) -> str:
    return register.strategy.source.document if register.strategy else "strategy"


def _instruments(register: Register, kind: str) -> list[str]:
    """The instruments of a kind. Raises ``Failure`` if there are none."""
    found = [name for name, item in register.instruments.items() if item.kind == kind]
    if not found:
        raise Failure(f"new.no_{kind}")
    return found
