"""The gaps view: what is missing, why it matters, who could act and how to close it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.models import Article, Measure, Obligation, Party, Recommendation, Text
from menneskehandel_cli.models import RequirementLaw as Law
from menneskehandel_cli.models.base import themes_in
from menneskehandel_cli.models.obligation import Part, Provision
from menneskehandel_cli.register import Register, natural
from menneskehandel_cli.register.coverage import PROMISES, Requirement
from menneskehandel_cli.register.unreadable import may_be_answered
from menneskehandel_cli.reports.coverage import InstrumentCoverage, instrument_coverage
from menneskehandel_cli.reports.follow_up import Who, concerned, follow_up, open_requirement
from menneskehandel_cli.reports.listing import Wording
from menneskehandel_cli.reports.selection import asked_for, in_instruments
from menneskehandel_cli.rules import Finding, RuleContext

GapSectionName = Literal["asked", "unanswered", "partly", "further", "progress", "disputed", "notes"]
"""What a body asks for, unanswered; what neither law nor strategy answers, or in part; what a body asks for,
unanswered, where the law covers all that the convention requires (``further``); what measures lack
(``progress``); what the law covers and a body asks more of (``disputed``); and what is no gap (``notes``)."""
SECTIONS: tuple[GapSectionName, ...] = get_args(GapSectionName)
REQUIRED_GAPS = SECTIONS[:4]
"""Gaps in what is required or asked for."""
ASKED: tuple[GapSectionName, ...] = ("asked", "further")
"""Points of a body that no measure follows up."""
Requirements = tuple[Requirement, ...]


class GapFilter(NamedTuple):
    """A filter of gaps; an empty field selects all."""

    instruments: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
    areas: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()

    def holds(self, register: Register, instrument: str | None, *about: tuple[object, ...]) -> bool:
        """Whether a gap with this instrument, and these actors, focus areas and themes, is selected."""
        wanted: tuple[tuple[object, ...], ...] = (self.ministries, self.areas, self.themes)
        fits = all(map(asked_for, wanted, about))
        return fits and in_instruments(register, instrument, self.instruments, self.bodies)


class Gap(NamedTuple):
    """A gap: a finding, and whom and what it concerns; ``requirement`` if it reports a single one as open."""

    finding: Finding
    section: GapSectionName
    who: Who
    areas: tuple[int, ...]
    instrument: str | None = None
    owner: Obligation | None = None
    requirement: Requirement | None = None
    why: Wording = ""
    urgency: int = 0
    """The weight of the level of a recommendation; 0 of anything else."""
    practice: bool = False
    """Whether the law answers all that a recommendation names, so that the body asks for practice."""
    doubts: tuple[Law, ...] = ()
    """The readings of that law that are less certain."""
    themes: tuple[str, ...] = ()
    same: "Gap | None" = None
    """The gap of the one requirement that a body asks for here: both are one."""

    @property
    def subject(self) -> str:
        """The id of what it is about."""
        return self.finding.diagnostic.subject or ""

    @property
    def weight(self) -> int:
        """1 is light, 3 a plain duty, more for a demand repeated over the rounds."""
        return self.finding.diagnostic.weight

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: by section; level, rounds and size; what a body has named too; and force."""
        item = self.requirement
        return (
            SECTIONS.index(self.section),
            -self.urgency,
            -(item.rounds if item is not None else 0),
            self.practice,
            item is not None and item.gap == "minor",
            item is not None and not item.disputed_by,
            *(item.order if item is not None else (-self.weight,)),
            self.finding.severity,
            self.finding.rule.code,
            natural(self.subject),
            self.finding.key,
        )


@dataclass(frozen=True)
class GapsView:
    """All gaps in order; accepted ones, and requirements that are not gaps, apart; and the coverage."""

    revision: str | None
    with_history: bool
    """Whether the rules on history were judged."""
    as_of: date
    title: Text | None
    fictional: bool
    unjudged: tuple[str, ...]
    """Files that could not be read in full; their content is not counted."""
    coverage: Mapping[str, InstrumentCoverage]
    whole: bool
    """Whether all of what the coverage is of is selected."""
    gaps: tuple[Gap, ...]
    accepted: tuple[Gap, ...]
    in_hand: tuple[tuple[Requirement, Who], ...]
    """Requirements that an unfinished task promises or assesses more for."""
    unknown: tuple[tuple[Requirement, Who], ...]
    """Requirements not assessed, or whose missing parts are unread: work for those who read the law."""

    @cached_property
    def same(self) -> dict[str, Gap]:
        """What a body asks of one requirement alone, by the key of that one's gap, if both are gaps."""
        open_ = [(x, x.requirement) for x in self.gaps if x.requirement is not None]
        asks = [(x, x.owner) for x, _ in open_ if isinstance(x.owner, Recommendation)]
        asking = {x.subject: x for x, y in asks if len(y.articles) == len(y.requirements) == 1}
        pairs = [(x.finding.key, asking[y]) for x, item in open_ for y in item.disputed_by if y in asking]
        each = Counter(name for key, y in pairs for name in (key, y.finding.key))
        return {key: y for key, y in pairs if each[key] == each[y.finding.key] == 1}

    @cached_property
    def counted(self) -> tuple[Gap, ...]:
        """The gaps, each once: what is missing in a requirement is told with what a body asks of it."""
        same = self.same
        both = {same[x.finding.key].finding.key: x for x in self.gaps if x.finding.key in same}
        each = (x._replace(same=both.get(k)) for x in self.gaps if (k := x.finding.key) not in same)
        return tuple(x if x.same is None else x._replace(who=x.who.with_(x.same.who)) for x in each)

    def open(self, body: str = "", *, alone: bool = False) -> int:
        """How many gaps are open; of those that ``body`` can follow up, or it ``alone``, if it is given."""
        whose = (x.who.bodies for x in self.counted if x.section in REQUIRED_GAPS)
        return sum(not body or (body in who and not (alone and who[1:])) for who in whose)

    @cached_property
    def open_in(self) -> Counter[str]:
        """How many gaps are open in each instrument, by its id."""
        return Counter(x.instrument or "" for x in self.counted if x.section in REQUIRED_GAPS)

    @property
    def beside(self) -> Phrase | str:
        """What else was found, and is no gap in what is required: passed deadlines and more."""
        key = "gaps.deadlines" if self.passed else "gaps.progress"
        return Phrase(key, n=len(self._progress)) if self._progress else ""

    @property
    def passed(self) -> int:
        """How many deadlines have passed, if nothing else was found beside the gaps."""
        return len(self._progress) if {*self._progress} == {"MH301"} else 0

    @property
    def progress_kind(self) -> str:
        """Whether what was found beside the gaps is deadlines that have passed, also such, or none such."""
        return "deadlines" if self.passed else "progress" if "MH301" in self._progress else "findings"

    @property
    def _progress(self) -> list[str]:
        found = (x.finding for x in self.gaps if x.section == "progress")
        return [x.rule.code for x in found if x.severity == "gap"]


def gaps_view(context: RuleContext, found: list[Finding], wanted: GapFilter) -> GapsView:
    """The gaps selected by ``wanted``, in working order."""
    register = context.register
    fitting = (gap for gap in _gaps_found(context, found) if _gap_fits(gap, wanted, register))
    gaps = sorted(fitting, key=lambda gap: gap.order)
    strategy = register.strategy
    return GapsView(
        revision=register.revision,
        with_history=context.history is not None,
        as_of=context.as_of,
        title=strategy.title if strategy else None,
        fictional=strategy.fictional if strategy else False,
        unjudged=register.unjudged,
        coverage={
            name: line
            for name, line in instrument_coverage(context).items()
            if in_instruments(register, name, wanted.instruments, wanted.bodies)
        },
        whole=wanted == GapFilter(wanted.instruments, wanted.bodies),
        gaps=tuple(gap for gap in gaps if gap.finding.accepted is None),
        accepted=tuple(gap for gap in gaps if gap.finding.accepted is not None),
        in_hand=tuple(sorted(_not_findings(context, wanted, lambda item: item.in_hand), key=_least_promised)),
        unknown=tuple(_not_findings(context, wanted, lambda item: item.unclear)),
    )


def _gap_fits(gap: Gap, wanted: GapFilter, register: Register) -> bool:
    return (
        wanted.holds(register, gap.instrument, gap.who.bodies, gap.areas, gap.themes)
        and asked_for(wanted.severities, [gap.finding.severity])
        and (not wanted.rules or gap.finding.rule.code.startswith(wanted.rules))
        and asked_for(wanted.classifications, [getattr(gap.requirement, "classification", None)])
    )


def _not_findings(
    context: RuleContext, wanted: GapFilter, held: Callable[[Requirement], bool]
) -> Iterator[tuple[Requirement, Who]]:
    """Requirements that are not findings: a filter by rule or severity leaves them out."""
    if wanted.rules or wanted.severities:
        return
    register = context.register
    for item in context.coverage.requirements:
        fits = asked_for(wanted.classifications, [item.classification]) and held(item)
        if fits and not may_be_answered(register, item.wordings):
            who = follow_up(context, item.owner, item.record)
            areas, themes = register.areas_of(item.owner), item.themes
            if wanted.holds(register, item.instrument, who.bodies, areas, themes):
                yield item, who


def _least_promised(found: tuple[Requirement, Who]) -> tuple[object, ...]:
    """The sort key of what is in hand: what a body asks for too, the heaviest, the least promised."""
    item = found[0]
    unasked = isinstance(item.owner, Article) and not item.disputed_by
    return unasked, -item.weight, PROMISES.index(item.outstanding)


def _gaps_found(context: RuleContext, found: list[Finding]) -> Iterator[Gap]:
    register = context.register
    for finding in found:
        about = finding.diagnostic.about
        if not finding.rule.on_policy or about is None:
            continue
        entry = register.by_id.get(about.record)
        record = entry.record if entry is not None else None
        who = concerned(context, finding)
        if isinstance(record, Article | Recommendation):
            yield _of_obligation(context, finding, record, who)
        elif isinstance(record, Measure):
            yield Gap(finding, _other(finding), who, (record.focus_area,), themes=record.all_themes)
        else:
            name = record.instrument if isinstance(record, Party) else about.record
            yield Gap(finding, _other(finding), who, (), name if name in register.instruments else None)


def _other(finding: Finding) -> GapSectionName:
    """The section of a finding that reports no open requirement."""
    if finding.rule.code == "MH210":
        return "disputed"
    return "notes" if finding.severity == "note" else "progress"


def _of_obligation(context: RuleContext, finding: Finding, owner: Obligation, who: Who) -> Gap:
    register = context.register
    item = open_requirement(context, finding)
    named = named_law(context, owner, item) if item is not None else ()
    whole: GapSectionName = "unanswered" if isinstance(owner, Article) else "asked"
    about = (register.areas_of(owner), register.instrument_id(owner), owner, item)
    doubts = tuple(one.law_record for one in named if one.doubts and one.law_record is not None)
    certain = bool(named) and all(one.law == "full" for one in named), doubts
    if item is None:
        return Gap(finding, _other(finding), who, *about, "", 0, *certain, themes_in(owner, owner.parts))
    section: GapSectionName = "partly" if item.gap == "minor" else whole
    section = "further" if section == "asked" and certain[0] else section
    urgency = level.weight if (level := register.level_of(owner)) is not None else 0
    return Gap(finding, section, who, *about, why(register, item), urgency, *certain, item.themes)


def named_law(context: RuleContext, owner: Obligation, point: Requirement | None = None) -> Requirements:
    """The requirements of conventions that a recommendation, or a ``point`` of it, names; with their law."""
    if isinstance(owner, Article):
        return ()
    of = point.record.articles if point and isinstance(point.record, Part) else ()
    named = of or [one.id for one in owner.articles]
    reached = (name for one in named for name in context.register.requirements_of(one))
    known = context.coverage.by_id
    return tuple(known[name] for name in dict.fromkeys(reached) if known[name].law is not None)


def why(register: Register, item: Requirement) -> Wording:
    """Why a requirement matters: the force of the convention, or how strongly and often a body asks."""
    if isinstance(item.record, Provision) and isinstance(item.owner, Article):
        force = Phrase(f"force.{item.record.force}")
        return Phrase("why.force", force=force, article=str(item.owner.article))
    level = level_of(register, item.owner)
    if item.rounds == 1:
        return level
    return Phrase("why.level", level=level, rounds=Phrase("why.rounds", n=item.rounds))


def level_of(register: Register, owner: Obligation) -> Wording:
    """The level of a recommendation in its instrument's own words, in quotation marks."""
    level = register.level_of(owner)
    return Phrase(msg("“{level}”"), level=level.title) if level else Phrase("level.unknown")
