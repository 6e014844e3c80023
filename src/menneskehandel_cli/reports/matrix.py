"""The matrix: measures against obligations, by article or by provision, with the basis of each link."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, get_args

from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.models import Article, Measure, Obligation, Text
from menneskehandel_cli.models.base import themes_in
from menneskehandel_cli.models.measure import Basis, Contribution
from menneskehandel_cli.register import Link, Register, grouped
from menneskehandel_cli.register.citing import placed
from menneskehandel_cli.register.coverage import LinkAnswer, Requirement
from menneskehandel_cli.reports.coverage import RowCoverage, row_coverage
from menneskehandel_cli.reports.follow_up import follow_up
from menneskehandel_cli.reports.listing import Wording, chapter_of
from menneskehandel_cli.reports.selection import EVERYTHING, Selection, asked_for, in_instruments
from menneskehandel_cli.rules import RuleContext

RowBy = Literal["article", "provision"]
MATRIX_BY: tuple[RowBy, ...] = get_args(RowBy)

CONTRIBUTIONS: tuple[Contribution, ...] = ("full", "partial", "assess")
"""What goes furthest first."""
FAR: Mapping[str, str] = {
    "full": msg("in full"),
    "partial": msg("in part"),
    "assess": msg("assessment only"),
    "named": msg("same topic only"),
}
"""How far a measure follows something up, by the mark that it has in the pictures."""


def furthest(answers: Iterable[LinkAnswer]) -> dict[str, tuple[Measure, Contribution]]:
    """Each measure that answers, by its id, with the most that it does; what goes furthest first."""
    found: dict[str, tuple[Measure, Contribution]] = {}
    for one in sorted(answers, key=lambda one: CONTRIBUTIONS.index(one.contribution)):
        found.setdefault(one.link.measure.id, (one.link.measure, one.contribution))
    return found


class MatrixCell(NamedTuple):
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


class Asked(NamedTuple):
    """A requirement of the rows: its place in a sentence, which leads to it, its headings, who answers it."""

    item: Requirement
    called: Wording
    chapter: tuple[Wording, ...]

    @property
    def part(self) -> str:
        """What answers it, one of ``PARTS``: of what no measure follows up, whether the law covers it."""
        if answers := self.item.answers:
            return "assess" if all(one.contribution == "assess" for one in answers) else "more"
        return "law" if self.item.classification == "covered" else "unclear" if self.item.unclear else "open"


PARTS = ("open", "unclear", "law", "assess", "more")
"""What is known to be missing first, what a measure does more than assess last."""


class MatrixRow(NamedTuple):
    """An obligation or a requirement, with a cell for each measure that is linked to it, by its id.

    ``chapter`` is its headings: its instrument, and the chapter of a convention.
    """

    id: str
    title: Text
    called: Wording
    """Its name in words, with what an article or a provision is about."""
    instrument: str
    chapter: tuple[Wording, ...]
    coverage: RowCoverage
    cells: Mapping[str, MatrixCell]

    @property
    def followed_up(self) -> bool:
        """Whether a measure answers any requirement in the row; naming it is not following it up."""
        return any(cell.answered for cell in self.cells.values())

    @property
    def part(self) -> str:
        """Whether no measure follows it up, all that they promise is to assess something, or more."""
        only_assessed = all(cell.far in ("assess", "named") for cell in self.cells.values())
        return "none" if not self.followed_up else "assess" if only_assessed else "more"


class MatrixFilter(NamedTuple):
    """A filter of rows and columns; an empty field selects all.

    ``measures`` selects measures, and with them the obligations that they are linked to, those that the
    strategy names for the focus area, those that the ministry can follow up and those on the theme.
    """

    instruments: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    measures: Selection = EVERYTHING

    def asks_for(self, register: Register, owner: Obligation) -> bool:
        """Whether the instrument and body of an obligation are selected."""
        return in_instruments(register, register.instrument_id(owner), self.instruments, self.bodies)

    def concerns(self, context: RuleContext, owner: Obligation) -> bool:
        """Whether an obligation is selected regardless of the measures linked to it."""
        wanted = self.measures.areas, self.measures.ministries, self.measures.themes
        if not any(wanted):
            return self.measures == EVERYTHING
        areas, who = context.register.areas_of(owner), follow_up(context, owner).bodies
        return all(map(asked_for, wanted, (areas, who, themes_in(owner, owner.parts))))


class MatrixView(NamedTuple):
    """``measures`` head the columns."""

    revision: str | None
    title: Text | None
    fictional: bool
    by: RowBy
    measures: tuple[Measure, ...]
    rows: tuple[MatrixRow, ...]
    asked: tuple[Asked, ...]
    """The requirements of the rows."""
    every: bool
    """Whether every measure has a column."""
    links: tuple[Basis, ...]
    """Who makes each link of the plan that follows something up, as its table of links has them."""
    unjudged: tuple[str, ...]
    """Files that could not be read in full; their content is not counted."""

    def parts(self, *, law: bool) -> dict[str, tuple[Asked, ...]]:
        """The requirements of conventions, or the points of recommendations, by what answers them."""
        found = grouped((one.part, one) for one in self.asked if bool(one.item.law) == law)
        return {name: found[name] for name in PARTS if name in found}


def matrix_view(context: RuleContext, by: RowBy, wanted: MatrixFilter) -> MatrixView:
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
    owners = {register.targets[row.id].owner.id for row in rows}
    counted = (item for item in context.coverage.requirements if item.owner.id in owners)
    every = tuple(Asked(x, placed(register, x.id), chapter_of(register, x.owner)) for x in counted)
    strategy, whole = register.strategy, wanted.measures == EVERYTHING
    fictional = strategy is not None and strategy.fictional
    of = (register.revision, strategy.title if strategy else None, fictional)
    links = tuple(_link_bases(register, wanted, columns))
    return MatrixView(*of, by, measures, tuple(rows), every, whole, links, register.unjudged)


def _link_bases(register: Register, wanted: MatrixFilter, columns: Mapping[str, int]) -> Iterator[Basis]:
    """Who makes each selected link of the plan that follows something up."""
    return (
        link.address.basis
        for link in register.links
        if link.measure.id in columns and link.measure.status != "discontinued"
        if register.answers(link)
        if wanted.asks_for(register, register.targets[link.address.obligation].owner)
    )


_Part = tuple[tuple[str, Text, Wording], tuple[Requirement, ...], list[Link]]
"""What has a row: its id, its title and its name; the requirements in it, and the links that reach it."""


def _rows(
    context: RuleContext, owner: Obligation, by: RowBy, columns: Mapping[str, int]
) -> Iterator[MatrixRow]:
    where = (context.register.instrument_id(owner), chapter_of(context.register, owner))
    for names, inside, links in _row_parts(context, owner, by):
        # An answer to another wording or a later round of the same demand also answers this one.
        answers = [answer.link for item in inside for answer in item.answers]
        shown: dict[str, dict[int, Link]] = {}
        for link in (*links, *answers):
            if link.measure.id in columns:
                shown.setdefault(link.measure.id, {})[link.place] = link
        cells = {x: _best_link(x, shown[x].values(), inside) for x in sorted(shown, key=columns.__getitem__)}
        yield MatrixRow(*names, *where, row_coverage(context, inside), cells)


def _row_parts(context: RuleContext, owner: Obligation, by: RowBy) -> Iterator[_Part]:
    register = context.register
    inside = context.coverage.by_owner.get(owner.id, ())
    links = [x for x in register.links_to.get(owner.id, ()) if x.measure.status != "discontinued"]
    if by == "article":
        if inside:
            yield (owner.id, owner.title, register.long_name(owner.id)), inside, links
        return
    for item in inside:
        reaching = [x for x in links if item.id in register.requirements_of(x.address.obligation)]
        title = owner.title if owner.requirements == (item.record,) else item.record.text
        called: Wording = register.short_name(item.id)
        if isinstance(owner, Article):
            called = Phrase(msg("{body}: {title}"), body=called, title=title)
        yield (item.id, title, called), (item,), reaching


def _best_link(measure: str, links: Iterable[Link], inside: tuple[Requirement, ...]) -> MatrixCell:
    """The strongest of a measure's links: answering before naming, the strategy's before ours."""
    answers = [one for item in inside for one in item.answers if one.link.measure.id == measure]
    contributions = {one.link.place: one.contribution for one in answers}
    firmest = min(
        links,
        key=lambda link: (
            link.place not in contributions,
            ("strategy", "area", "editorial").index(link.address.basis),
            CONTRIBUTIONS.index(contributions.get(link.place, "assess")),
        ),
    )
    answered = sum(measure in item.measures for item in inside)
    return MatrixCell(firmest.address.basis, contributions.get(firmest.place), answered, len(inside))
