"""The matrix: measures against obligations, by article or by provision, with the basis of each link."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, get_args

from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.models import Article, Measure, Obligation, Text
from menneskehandel_cli.models.measure import Basis, Contribution
from menneskehandel_cli.register import Link, Register, grouped
from menneskehandel_cli.register.citing import placed
from menneskehandel_cli.register.coverage import Answer, Requirement
from menneskehandel_cli.reports.coverage import RowCoverage, row_coverage
from menneskehandel_cli.reports.follow_up import follow_up
from menneskehandel_cli.reports.listing import Wording, chapter_of
from menneskehandel_cli.reports.selection import EVERYTHING, Selection, asked_by, asked_for
from menneskehandel_cli.rules import RuleContext

By = Literal["article", "provision"]
WAYS: tuple[By, ...] = get_args(By)

_BASES: tuple[Basis, ...] = ("strategy", "area", "editorial")
CONTRIBUTIONS: tuple[Contribution, ...] = ("full", "partial", "assess")
"""What goes furthest first."""
FAR: Mapping[str, str] = {
    "full": msg("in full"),
    "partial": msg("in part"),
    "assess": msg("assessment only"),
    "named": msg("same topic only"),
}
"""How far a measure follows something up, by the mark that it has in the pictures."""


def furthest(answers: Iterable[Answer]) -> dict[str, tuple[Measure, Contribution]]:
    """Each measure that answers, by its id, with the most that it does; what goes furthest first."""
    found: dict[str, tuple[Measure, Contribution]] = {}
    for one in sorted(answers, key=lambda one: CONTRIBUTIONS.index(one.contribution)):
        found.setdefault(one.link.measure.id, (one.link.measure, one.contribution))
    return found


class Cell(NamedTuple):
    """A measure in a row: its strongest link, and how many of the row's requirements it answers.

    A link that only names an obligation has no ``contribution`` and answers no requirement.
    """

    basis: Basis
    contribution: Contribution | None
    answered: int
    total: int

    @property
    def far(self) -> str:
        """How far the measure follows the row up: its contribution, or that it only names it."""
        return (self.contribution if self.answered else None) or "named"


class MatrixRow(NamedTuple):
    """An obligation or a requirement, with a cell for each measure that is linked to it, by its id.

    ``chapter`` is its headings: its instrument, and the chapter of a convention.
    """

    id: str
    title: Text
    called: Wording
    """Its name in words, with what an article or a provision is about."""
    inside: Wording
    """The same in a sentence on a convention: what it is about, which leads to it, and its number."""
    instrument: str
    chapter: tuple[Wording, ...]
    coverage: RowCoverage
    besides: RowCoverage
    """The coverage of what does not stand apart (``MatrixView.single``)."""
    cells: Mapping[str, Cell]

    @property
    def followed_up(self) -> bool:
        """Whether a measure answers any requirement in the row; naming it is not following it up."""
        return any(cell.answered for cell in self.cells.values())

    @property
    def only_assessed(self) -> bool:
        """Whether measures follow it up, and all that they promise is to assess something."""
        return self.followed_up and all(cell.far in ("assess", "named") for cell in self.cells.values())

    @property
    def uncovered(self) -> int:
        """How many of its requirements that do not stand apart are not covered, with a measure or not."""
        return self.besides.counts.total - self.besides.counts.shown["covered"]


class MatrixFilter(NamedTuple):
    """A filter of rows and columns; an empty field selects all.

    ``measures`` selects measures, and with them the obligations that they are linked to, those that the
    strategy names for the focus area and those that the ministry can follow up.
    """

    instruments: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    measures: Selection = EVERYTHING

    def asks_for(self, register: Register, owner: Obligation) -> bool:
        """Whether the instrument and body of an obligation are selected."""
        return asked_by(register, register.instrument_id(owner), self.instruments, self.bodies)

    def concerns(self, context: RuleContext, owner: Obligation) -> bool:
        """Whether an obligation is selected regardless of the measures linked to it."""
        areas, ministries = self.measures.areas, self.measures.ministries
        if not (areas or ministries):
            return self.measures == EVERYTHING
        who = follow_up(context, owner).bodies
        return asked_for(areas, context.register.areas_of(owner)) and asked_for(ministries, who)


class MatrixView(NamedTuple):
    """``measures`` head the columns."""

    revision: str | None
    title: Text | None
    fictional: bool
    by: By
    measures: tuple[Measure, ...]
    rows: tuple[MatrixRow, ...]
    single: tuple[MatrixRow, ...]
    """The requirements that no measure follows up and that are not covered or unclear, in what measures
    otherwise follow up: what a body asks for too, and the heaviest, first."""
    every: bool
    """Whether every measure has a column."""
    links: tuple[Basis, ...]
    """Who makes each link of the plan that follows something up, as its table of links has them."""
    unjudged: tuple[str, ...]
    """Files that could not be read in full; their content is not counted."""


def matrix_view(context: RuleContext, by: By, wanted: MatrixFilter) -> MatrixView:
    """The obligations that demand something of the state, against the measures."""
    register = context.register
    measures = tuple(measure for measure in register.measures if wanted.measures.holds(measure))
    if wanted.measures == EVERYTHING:
        measures += tuple(measure for _, measure in register.measures_beside.values())
    columns = {measure.id: place for place, measure in enumerate(measures)}
    rows = [
        row
        for owner in register.obligations.values()
        if wanted.asks_for(register, owner)
        for row in _rows(context, owner, by, columns)
        if row.cells or wanted.concerns(context, owner)
    ]
    single = _single(context, rows, columns) if by == "article" else ()
    rows = _besides(context, rows, single)
    return MatrixView(
        revision=register.revision,
        title=register.strategy.title if register.strategy else None,
        fictional=register.strategy.fictional if register.strategy else False,
        by=by,
        measures=measures,
        rows=tuple(rows),
        single=single,
        every=wanted.measures == EVERYTHING,
        links=tuple(_linked(register, wanted, columns)),
        unjudged=register.unjudged,
    )


def _besides(context: RuleContext, rows: list[MatrixRow], single: Iterable[MatrixRow]) -> list[MatrixRow]:
    """The rows, each with the coverage of what does not stand apart in it."""
    register = context.register
    for owner_id, ids in grouped((register.targets[x.id].owner.id, x.id) for x in single).items():
        left = row_coverage(context, (x for x in context.coverage.by_owner[owner_id] if x.id not in ids))
        rows = [x._replace(besides=left) if x.id == owner_id else x for x in rows]
    return rows


def _linked(register: Register, wanted: MatrixFilter, columns: Mapping[str, int]) -> Iterator[Basis]:
    """Who makes each selected link of the plan that follows something up."""
    return (
        link.address.basis
        for link in register.links
        if link.measure.id in columns and link.measure.status != "discontinued"
        if register.answers(link)
        if wanted.asks_for(register, register.targets[link.address.obligation].owner)
    )


def _single(
    context: RuleContext, rows: Iterable[MatrixRow], columns: Mapping[str, int]
) -> tuple[MatrixRow, ...]:
    register, known = context.register, context.coverage.by_id
    inside = (
        row
        for of in rows
        if of.followed_up
        for row in _rows(context, register.obligations[of.id], "provision", columns)
        if row.uncovered and not row.followed_up
    )
    return tuple(sorted(inside, key=lambda x: (not known[x.id].disputed_by, known[x.id].order)))


def _rows(context: RuleContext, owner: Obligation, by: By, columns: Mapping[str, int]) -> Iterator[MatrixRow]:
    register = context.register
    inside = context.coverage.by_owner.get(owner.id, ())
    links = [x for x in register.links_to.get(owner.id, ()) if x.measure.status != "discontinued"]
    if by == "article":
        if inside:
            names = (owner.id, owner.title, register.long_name(owner.id))
            yield _row(context, owner, names, inside, links, columns)
        return
    for item in inside:
        reaching = [x for x in links if item.id in register.requirements_of(x.address.obligation)]
        title = owner.title if owner.requirements == (item.record,) else item.record.text
        called: Wording = register.short_name(item.id)
        if isinstance(owner, Article):
            called = Phrase(msg("{body}: {title}"), {"body": called, "title": title})
        yield _row(context, owner, (item.id, title, called), (item,), reaching, columns)


def _row(
    context: RuleContext,
    owner: Obligation,
    names: tuple[str, Text, Wording],
    inside: tuple[Requirement, ...],
    links: Iterable[Link],
    columns: Mapping[str, int],
) -> MatrixRow:
    # An answer to another wording or a later round of the same demand also answers this one.
    answers = [answer.link for item in inside for answer in item.answers]
    shown: dict[str, dict[int, Link]] = {}
    for link in (*links, *answers):
        if link.measure.id in columns:
            shown.setdefault(link.measure.id, {})[link.place] = link
    place = placed(context.register, names[0]) if isinstance(owner, Article) else names[2]
    covered = row_coverage(context, inside)
    return MatrixRow(
        *names,
        place,
        context.register.instrument_id(owner),
        chapter_of(context.register, owner),
        covered,
        covered,
        {x: _cell(x, shown[x].values(), inside) for x in sorted(shown, key=columns.__getitem__)},
    )


def _cell(measure: str, links: Iterable[Link], inside: tuple[Requirement, ...]) -> Cell:
    """The strongest of a measure's links: answering before naming, the strategy's before ours."""
    answers = [one for item in inside for one in item.answers if one.link.measure.id == measure]
    contributions = {one.link.place: one.contribution for one in answers}
    firmest = min(
        links,
        key=lambda link: (
            link.place not in contributions,
            _BASES.index(link.address.basis),
            CONTRIBUTIONS.index(contributions.get(link.place, "assess")),
        ),
    )
    answered = sum(measure in item.measures for item in inside)
    return Cell(firmest.address.basis, contributions.get(firmest.place), answered, len(inside))
