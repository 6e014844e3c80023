"""``mh new``: a file for something new, filled in with what is known.

Values missing on the command line are asked for on a terminal; never in a pipe.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from menneskehandel_cli.cli.choices import choose_among
from menneskehandel_cli.cli.editing import (
    DryRunOption,
    ask,
    changing,
    editing,
    on_terminal,
    put_in_place,
    refuse_errors,
    show,
)
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.cli.options import LangOption, RootOption
from menneskehandel_cli.cli.output import remark
from menneskehandel_cli.cli.stages import Opened, Snapshot, open_strategy, read_snapshot
from menneskehandel_cli.language import choice_called, nearest, read_day, read_number, say

if TYPE_CHECKING:
    from menneskehandel_cli.edits.change import Change
    from menneskehandel_cli.edits.new_file import NewFile, Provenance
    from menneskehandel_cli.register import Register

T = TypeVar("T")

FIRST_YEAR, LAST_YEAR = 1990, 2200

app = typer.Typer(rich_markup_mode=None)

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
NameOption = Annotated[str | None, typer.Option("--name", help="option.new.name")]
KindOption = Annotated[str | None, typer.Option("--kind", help="option.new.kind")]
ObligationOption = Annotated[str | None, typer.Option("--obligation", help="option.new.obligation")]
ToReadOption = Annotated[str | None, typer.Option("--title", help="option.new.to_read")]
JudgedOption = Annotated[str | None, typer.Option("--judged", help="option.new.judged")]
ActorOption = Annotated[str | None, typer.Option("--actor", help="option.actor")]


class Form:
    """The values of a new record, from the command line or asked for on the terminal."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._missing: list[str] = []

    @property
    def register(self) -> Register:
        """All records."""
        return self._snapshot.register

    def text(self, option: str, given: str | None, default: str | None = None) -> str:
        """A required text."""
        return self._take(option, given, default, lambda word: word.strip(), "")

    def among(
        self, option: str, given: str | None, known: Sequence[str], default: str | None = None
    ) -> str:
        """One of the ``known`` names. Raises ``Failure`` if there are none."""
        if not known:
            raise Failure("new.nothing", option=option)
        return self._take(
            option,
            given,
            default,
            lambda word: choose_among([choice_called(word, known) or word], known, _PHRASES[option])[0],
            known[0],
        )

    def actors(self, option: str, given: str | None) -> tuple[str, ...]:
        """Actors, separated by commas. Raises ``Failure`` if the register has none."""
        known = list(self.register.actors)
        if not known:
            raise Failure("new.nothing", option=option)
        return self._take(option, given, None, partial(_actors, known=known), ())

    def article(self, given: str | None, default: int) -> int | str:
        """The number of an article, with or without a letter."""
        nothing: tuple[int | str] = (0,)
        return self._take("number", given, str(default), _article, nothing)[0]

    def number(self, option: str, given: int | None) -> int:
        """A whole number."""
        return self._take(option, None if given is None else str(given), None, _whole, (0,))[0]

    def year(self, given: int | None) -> int:
        """A year that a report may be about."""
        return self._take("year", None if given is None else str(given), None, _year, 0)

    def day(self, option: str, given: str | None, default: str) -> str:
        """A day, month or year, in the usual notations."""
        return self._take(option, given or default, None, _day, "")

    def figure(self, option: str, given: str | None) -> int | float:
        """A number, in the usual notations."""
        return self._take(option, given, None, _number, (0.0,))[0]

    def source(self, document: str | None, section: str | None, default: str) -> Provenance:
        """The source of the new record."""
        from menneskehandel_cli.edits.new_file import Provenance

        strategy = self.register.strategy
        known = [item.id for item in strategy.documents] if strategy else []
        if section is not None:
            _refuse_signs(section, "section")
        return Provenance(self.among("document", document, known or [default], default), section)

    def done(self) -> None:
        """Raises ``Failure`` with all missing options, if any."""
        if self._missing:
            raise Failure("new.missing", options=[f"--{name}" for name in self._missing])

    def _take(
        self, option: str, given: str | None, default: str | None, read: Callable[[str], T], nothing: T
    ) -> T:
        if given is not None:
            _refuse_signs(given, option)
            if found := read(given):
                return found
        if on_terminal():
            return self._asked(option, default, read)
        if default is not None:
            return read(default)
        self._missing.append(option)
        return nothing

    def _asked(self, option: str, default: str | None, read: Callable[[str], T]) -> T:
        """Ask until ``read`` accepts the answer."""
        lang = self._snapshot.lang
        question = say(f"new.ask.{option}", lang)
        while True:
            word = ask(
                f"{question} [{default}]" if default else question, lambda answer: bool(answer or default)
            )
            try:
                _refuse_signs(word, option)
                found = read(word or default or "")
            except Failure as failure:
                remark(failure.say(lang))
                continue
            if found:
                return found


_PHRASES = {
    "actor": "actor",
    "area": "area",
    "instrument": "value",
    "document": "document",
    "level": "level",
    "role": "value",
    "kind": "value",
    "obligation": "value",
}
"""The phrase for an unknown name, by option."""


def _refuse_signs(word: str, option: str) -> None:
    from menneskehandel_cli.edits.refused import Refused
    from menneskehandel_cli.edits.values import refuse_signs

    try:
        refuse_signs(word, f"--{option}")
    except Refused as refused:
        raise Failure(refused.key, **refused.params) from None


def _actors(words: str, known: Sequence[str]) -> tuple[str, ...]:
    names = {name.casefold(): name for name in known}
    given = [word.strip() for word in words.split(",") if word.strip()]
    for word in given:
        if word.casefold() not in names:
            near = nearest(word, known)
            raise Failure("new.actor_near" if near else "new.actor", given=word, near=near)
    return tuple(names[word.casefold()] for word in given)


def _number(word: str) -> tuple[int | float]:
    """A number, in a tuple so that 0 is not taken for a missing value."""
    number = read_number(word)
    if number is None:
        raise Failure("new.number", given=word)
    return (number,)


def _day(word: str) -> str:
    from pydantic import TypeAdapter, ValidationError

    from menneskehandel_cli.models.base import Day

    try:
        return TypeAdapter[str](Day).validate_python(read_day(word))
    except ValidationError:
        raise Failure("new.day", given=word) from None


def _article(word: str) -> tuple[int | str]:
    """An article's number, in a tuple as for ``_number``."""
    import re

    from menneskehandel_cli.models.base import PATTERNS

    lettered = word.strip().casefold()
    return (lettered,) if re.fullmatch(PATTERNS["article_letter"], lettered) else _whole(word)


def _whole(word: str) -> tuple[int]:
    number = read_number(word)
    if not isinstance(number, int):
        raise Failure("new.whole_number", given=word)
    return (number,)


def _year(word: str) -> int:
    number = read_number(word)
    if not isinstance(number, int) or not FIRST_YEAR <= number <= LAST_YEAR:
        raise Failure("year", year=word)
    return number


def _make(opened: Opened, kind: str, made: NewFile, *, dry_run: bool) -> None:
    """Check the new file and write it, or show it with ``dry_run``. Raises ``Failure`` if it exists.

    If the strategy has the schema of its kind, the first line refers editors to it.
    """
    from menneskehandel_cli.edits.change import Change
    from menneskehandel_cli.edits.modeline import modeline
    from menneskehandel_cli.register.layout import schema_file

    described = (opened.root / schema_file(kind)).is_file()
    text = (modeline(kind, made.path) if described else "") + made.text
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

    opened = open_strategy(root, lang)
    form = Form(read_snapshot(opened))
    words = form.text("title", title)
    areas = [str(number) for number in form.register.focus_areas]
    where = form.among("area", None if area is None else str(area), areas)
    who = form.actors("responsible", responsible)
    source = form.source(document, section, _strategy_document(form.register))
    form.done()
    with editing(opened):
        _make(
            opened,
            "measure",
            new_measure(form.register, words, int(where), who, source),
            dry_run=dry_run,
        )


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

    opened = open_strategy(root, lang)
    form = Form(read_snapshot(opened))
    where = form.among("instrument", instrument, _instruments(form.register, "recommendations"))
    words, demand = form.text("title", title), form.text("text", text)
    found = form.register.instruments.get(where)
    levels = [item.id for item in found.levels] if found else []
    (grade,) = choose_among([level], levels, "level") if level else (None,)
    source = form.source(document, section, found.source.document if found else "strategy")
    form.done()
    made = new_recommendation(form.register, where, words, demand, grade, source)
    with editing(opened):
        _make(opened, "recommendation", made, dry_run=dry_run)


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

    opened = open_strategy(root, lang)
    form = Form(read_snapshot(opened))
    conventions = _instruments(form.register, "convention")
    only = conventions[0] if len(conventions) == 1 else None
    where = form.among("instrument", instrument, conventions, only)
    place = form.article(number, next_article(form.register, where))
    words, part = form.text("title", title), form.text("chapter", chapter)
    roles = field_at(Article, ("role",))
    what = form.among("role", role, roles.choices if roles else ())
    source = form.source(document, section, form.register.instruments[where].source.document)
    form.done()
    with editing(opened):
        _make(opened, "article", new_article(where, place, words, part, what, source), dry_run=dry_run)


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

    opened = open_strategy(root, lang)
    form = Form(read_snapshot(opened))
    articles = {
        name: owner
        for name, owner in form.register.obligations.items()
        if isinstance(owner, Article) and owner.requirements
    }
    name = form.among("obligation", obligation, list(articles))
    day = form.day("judged", judged, opened.as_of.isoformat())
    form.done()
    article = articles[name]
    path = law_path(form.register, article)
    if any(
        record.obligation == name and form.register.path_of(record) != path
        for record in form.register.laws
    ):
        raise Failure("new.law_old", id=name)
    if not unrecorded(form.register, article):
        raise Failure("new.law_complete", id=name)
    to_read = title or say("new.to_read", "nb", id=name)
    _refuse_signs(to_read, "title")
    with editing(opened):
        if path in opened.tree.paths():
            with changing(path):
                change = more_law(opened.tree, form.register, article, to_read, day)
            _place(opened, change, dry_run=dry_run)
        else:
            _make(opened, "law", new_law(form.register, article, to_read, day), dry_run=dry_run)


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

    opened = open_strategy(root, lang)
    form = Form(read_snapshot(opened))
    words, each, what = form.text("title", title), form.text("unit", unit), form.text("counts", counts)
    when, figure = form.number("year", year), form.figure("value", value)
    source = form.source(document, section, _strategy_document(form.register))
    form.done()
    made = new_indicator(form.register, words, each, what, when, figure, source)
    with editing(opened):
        _make(opened, "indicator", made, dry_run=dry_run)


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
    from menneskehandel_cli.register.loading import ACTORS_FILE

    opened = open_strategy(root, lang)
    form = Form(read_snapshot(opened))
    short, words = form.text("id", id), form.text("name", name)
    what = form.among("kind", kind, ACTOR_KINDS)
    source = form.source(document, section, _strategy_document(form.register))
    form.done()
    with editing(opened):
        with changing(ACTORS_FILE):
            made = new_actor(opened.tree, short, words, what, source)
        _place(opened, made, dry_run=dry_run)


@app.command(help="help.new.report")
def report(
    year: YearOption = None,
    actor: ActorOption = None,
    dry_run: DryRunOption = False,
    lang: LangOption = None,
    root: RootOption = None,
) -> None:
    """Create a draft of a ministry's yearly report."""
    from menneskehandel_cli.edits.new_report import new_report

    opened = open_strategy(root, lang)
    form = Form(read_snapshot(opened))
    when = form.year(year)
    responsible = sorted({name for item in form.register.measures for name in item.responsible})
    who = form.among("actor", actor, responsible)
    form.done()
    with editing(opened):
        _make(opened, "report", new_report(form.register, who, when), dry_run=dry_run)
    if not dry_run:
        remark(say("new.approve", opened.lang))


def _strategy_document(register: Register) -> str:
    return register.strategy.source.document if register.strategy else "strategy"


def _instruments(register: Register, kind: str) -> list[str]:
    """The instruments of a kind. Raises ``Failure`` if there are none."""
    found = [name for name, item in register.instruments.items() if item.kind == kind]
    if not found:
        raise Failure(f"new.no_{kind}")
    return found
