"""The gaps as lines in groups: what each is called, what is missing, and who can follow it up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, get_args

from menneskehandel_cli.language import Day, Lang, Named, Parts, Phrase, The, first_sentence, msg, say
from menneskehandel_cli.models import Acceptance, Article, Provision, Text
from menneskehandel_cli.models.base import NEEDED, themes_in
from menneskehandel_cli.register import Mention, Register, citing, grouped
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.reports.follow_up import Who
from menneskehandel_cli.reports.gaps import ASKED, SECTIONS, Gap, GapsView
from menneskehandel_cli.reports.listing import Wording, set_aside
from menneskehandel_cli.reports.record import kept
from menneskehandel_cli.reports.record_requirement import doubted, looked_in
from menneskehandel_cli.rules import Finding, RuleContext
from menneskehandel_cli.rules.demands import missing, promised


class GapMessage(NamedTuple):
    """The message of a finding, in a language chosen later; of a task by its name."""

    finding: Finding
    task: Text | None = None
    named: bool = True
    """Whether the message says what it is about, which a page tells beside it."""

    def beside(self, name: str) -> "GapMessage":
        """The message where the name of what it may be about stands beside it."""
        return self._replace(named=self.task is not None or name != self.finding.diagnostic.subject)

    def pick(self, lang: Lang) -> str:
        """The message in ``lang``."""
        if self.task is None:
            return self.finding.rule.say(self.finding.diagnostic, lang, named=self.named)
        name = say(msg("“{task}”"), lang, task=first_sentence(self.task.pick(lang))[0])
        params = {**self.finding.diagnostic.params, "name": name}
        return self.finding.rule.say(replace(self.finding.diagnostic, params=params), lang)


def answered_for(entry: Acceptance) -> Phrase:
    """Who accepted a gap, why and until when."""
    about = {"reason": entry.reason, "by": entry.decided_by, "day": Day(entry.date)}
    if entry.until is None:
        return Phrase("gaps.accepted.by", about)
    return Phrase("gaps.accepted.until", about | {"until": Day(entry.until)})


@dataclass(frozen=True, slots=True)
class GapLine:
    """A line of a list of gaps: one requirement, or one other gap."""

    id: str
    name: Named | Phrase
    """What it is called, in words; with the requirement that it is one gap with."""
    missing: Wording | GapMessage
    """What is missing, in a sentence; or what a body asks for, and how strongly."""
    notes: tuple[Wording | GapMessage, ...]
    who: Who
    areas: tuple[int, ...]
    themes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Whether a rule or a practice is missing or asked for, where we have judged that."""
    points: tuple[str, ...] = ()
    """The ids of the requirements it is about, if they are several: what is the same is told once."""
    same: str = ""
    """The id of the requirement that a body asks for here: both are one gap."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all that it is about."""
        return self.points or (self.id,)


class GapSection(NamedTuple):
    """A group of lines; ``folded`` if they are no gaps, so that a page shows them to those who ask."""

    name: str
    title: Phrase
    short: Phrase | None
    """What stands beside the number of its lines, where that is told first of all."""
    lines: tuple[GapLine, ...]
    folded: bool
    doubtful: int
    """Of how many what the title says of the law is doubtful."""

    @property
    def whose(self) -> frozenset[bool]:
        """Whether it is our judgement who can follow up, of its lines."""
        return frozenset(line.who.basis == "judgement" for line in self.lines)

    @property
    def total(self) -> int:
        """How many requirements or other gaps its lines are about."""
        return sum(len(line.ids) for line in self.lines)


class GapList(NamedTuple):
    """The gaps, one by one and as lines in groups."""

    view: GapsView
    sections: tuple[GapSection, ...]
    most: tuple[Phrase, ...]
    lacking: tuple[Phrase, ...]
    """What is asked for most strongly, and what law and practice lack, where nothing is promised."""
    beyond: tuple[Phrase, ...]
    """What else is only partly covered: something is promised."""


GapsBy = Literal["demand", "obligation"]
"""A line for each requirement, or for each article or recommendation with all that it lacks."""
GAPS_BY: tuple[GapsBy, ...] = get_args(GapsBy)

NAMED_BY, NAMED_ONLY = "gaps.named.by", msg("named, but not followed up: {names}")
"""What names a point that nothing follows up."""
MONEY = msg("{name} can be used for this")
"""Which money such a point is named with: nobody is to read that it was not spent."""

_OPEN_SECTIONS = SECTIONS[:5]
"""The groups of open gaps."""
_COUNTED_FIRST = (*_OPEN_SECTIONS, "unknown", "in_hand")
"""The groups whose number stands first of all: also what is no gap, but open work."""


def gap_list(view: GapsView, context: RuleContext, by: GapsBy = "demand") -> GapList:
    """What is asked for, unanswered and partly answered; what is in hand; and the rest."""
    register = context.register
    folded = ("unknown", "in_hand", "disputed", "accepted", "notes")
    lines: dict[str, list[GapLine]] = {name: [] for name in (*_OPEN_SECTIONS, *folded)}
    lines["in_hand"] += (_demand_line(register, item, who) for item, who in view.in_hand)
    lines["unknown"] += (_demand_line(register, item, who) for item, who in view.unknown)
    for gap in view.accepted:
        assert gap.finding.accepted is not None
        why = answered_for(gap.finding.accepted)
        name = _gap_subject(register, gap.subject)
        lines["accepted"].append(GapLine(gap.subject, name, why, (), gap.who, gap.areas, gap.themes))
    for gap in view.counted:
        lines[gap.section].append(_gap_line(register, gap))
    lines = {name: list(_by_article(register, part)) for name, part in lines.items()}
    lines["notes"] = list(_by_obligation(register, lines["notes"], every=True))
    if by == "obligation":
        lines = {name: list(_by_obligation(register, part)) for name, part in lines.items()}
    sections = tuple(_sections(view, register, lines))
    words = (_asked_most, _lacking_words, _beyond)
    return GapList(view, sections, *(tuple(some(view, register)) for some in words))


def _sections(view: GapsView, register: Register, lines: dict[str, list[GapLine]]) -> Iterator[GapSection]:
    """The groups, called by the bodies that ask, or by deadlines only where there is no other such gap."""
    read = {name: one.body for name, one in register.instruments.items()}
    asking = ((str(x.section), x.instrument or "") for x in view.gaps if x.section in ASKED)
    bodies = grouped((section, read.get(name, name)) for section, name in asking)
    for name, part in ((name, tuple(some)) for name, some in lines.items() if some):
        kind = view.progress_kind if name == "progress" else name
        alone = ".alone" if kind == "deadlines" and not view.open() else ""
        params = {"bodies": tuple(The(register.short_name(x)) for x in dict.fromkeys(bodies.get(name, ())))}
        points = sum(len(line.ids) for line in part)
        short = Phrase(f"gaps.tile.{kind}", params, n=points) if name in _COUNTED_FIRST else None
        title = Phrase(f"gaps.section.{kind}{alone}", params, n=view.open())
        yield GapSection(name, title, short, part, name not in _OPEN_SECTIONS, _doubtful(view, name))


def _doubtful(view: GapsView, name: str) -> int:
    """Of how many gaps in a group that tells what the law covers, or lacks, that is doubtful."""
    some = (x for x in view.counted if x.section == name in ("partly", "further"))
    laws = ((*x.doubts, x.requirement.law_record) for x in some if x.requirement is not None)
    return sum(any(one is not None and one.doubts for one in records) for records in laws)


_MOST_IN_LEAD = 6
"""So many points that nothing follows up are named in the lead."""


def _asked_most(view: GapsView, register: Register) -> Iterator[Phrase]:
    """What is asked for most strongly that no measure follows up."""
    known = register.instruments
    gaps = [x for x in view.gaps if x.section in ASKED and x.urgency and x.instrument in known]
    whose = {x.subject: register.instruments[x.instrument or ""].body for x in gaps}
    most = [x for x in gaps if x.urgency == max(one.urgency for one in gaps)]
    if 0 < len(most) <= _MOST_IN_LEAD:
        bodies = [The(register.short_name(one)) for one in dict.fromkeys(whose[x.subject] for x in most)]
        each = Parts(tuple(citing.placed(register, one.subject) for one in most), "; ")
        yield Phrase("gaps.most", n=len(most), names=each, bodies=bodies)


def _lacking_words(view: GapsView, register: Register) -> Iterator[Phrase]:
    """What law and practice lack that nothing promises."""
    gaps = [(x, x.requirement) for x in view.gaps if x.requirement is not None and x.requirement.law]
    lacking = [(x.subject, item.needs, x.finding.key in view.same) for x, item in gaps]
    rules = grouped((there, name) for name, needs, there in lacking if "rule" in needs)
    practice = [name for name, needs, there in lacking if needs == ["practice"] and not there]
    titles, parts = citing.short_titles, citing.cite_parts
    of = (("", titles, rules.get(False, ())), (".asked", parts, rules.get(True, ())))
    for key, cite, names in (*of, (".practice", titles, practice)):
        if names:
            yield Phrase(f"gaps.rules{key}", n=len(names), names=cite(register, names))


def _beyond(view: GapsView, register: Register) -> Iterator[Phrase]:
    """How much more is only partly covered, though something is promised; what is only to be assessed."""
    found = [item for item, _ in view.in_hand if item.shown == "partly" and item.law is not None]
    if found and view.open():
        yield Phrase("gaps.beyond", n=len(found))
        if names := [item.id for item in found if item.outstanding == "to_assess"]:
            yield Phrase("gaps.beyond.assess", n=len(names), names=citing.short_titles(register, names))


def _by_article(register: Register, lines: Iterable[GapLine]) -> Iterator[GapLine]:
    """One line for the requirements of an article of which the same is said, with the points named."""
    known = register.targets

    def key(line: GapLine) -> object:
        owner = known[line.id].owner if line.id in known else None
        about = owner.id if isinstance(owner, Article) else line.id
        return about, repr((line.missing, line.notes, line.who))

    for same in grouped((key(line), line) for line in lines).values():
        owner = known[same[0].id].owner if same[1:] else None
        if not isinstance(owner, Article):
            yield from same
            continue
        ids = tuple(line.id for line in same)
        note = Phrase(msg("concerns {points}"), points=citing.cite_parts(register, ids, inside=True))
        name, notes = Named(owner.id, register.long_name(owner.id)), (note, *same[0].notes)
        line = replace(same[0], id=owner.id, name=name, points=ids, themes=themes_in(same[0], same))
        yield replace(line, notes=notes)


def _by_obligation(register: Register, lines: list[GapLine], *, every: bool = False) -> Iterator[GapLine]:
    """A line for each measure, article or recommendation, where its first gap is."""
    targets = register.targets
    owners = ((targets[line.id].owner.id if line.id in targets else line.id, line) for line in lines)
    for name, found in grouped(owners).items():
        first, *others = found
        notes = (*first.notes, *(note for line in others for note in (line.missing, *line.notes)))
        actors = dict.fromkeys(actor for line in found for actor in line.who.actors)
        who = Who.of(register, actors, first.who.basis)
        points = tuple(one for line in found for one in line.ids) if every and others else ()
        called = Named(name, register.long_name(name))
        needs = tuple(one for one in NEEDED if any(one in line.needs for line in found))
        line = replace(first, id=name, name=called, notes=notes, who=who, points=points, needs=needs)
        yield replace(line, themes=themes_in(first, others))


def _gap_line(register: Register, gap: Gap) -> GapLine:
    """A line for an open gap: what a requirement lacks, what a body asks more, or what the rule says."""
    if gap.requirement is None:
        name = _gap_subject(register, gap.subject)
        task = register.tasks[gap.subject][1].text if gap.subject in register.tasks else None
        lacking: Wording | GapMessage = GapMessage(gap.finding, task)
        if isinstance(ids := gap.finding.diagnostic.params.get("recommendations"), tuple):
            lacking = Phrase("cite", parts=Parts(tuple(register.short_name(one) for one in ids)))
        return GapLine(gap.subject, name, lacking, (), gap.who, gap.areas, gap.themes)
    notes: tuple[Wording, ...] = ()
    if gap.section == "further":  # Its group tells the rest, and its page what others say.
        read = (x.model_copy(update={"contrary": ()}) if x.doubt or x.unread else x for x in gap.doubts)
        notes = kept(*(text for record in read for text in doubted(record)))
    elif gap.practice:
        notes = (Phrase(f"gaps.practice{'.doubt' if gap.doubts else ''}"),)
    line = _demand_line(register, gap.requirement, gap.who, notes)
    if gap.same is None or (item := gap.same.requirement) is None:
        return line
    about = {"name": Named(item.id, register.short_name(item.id)), "missing": missing(item)}
    same = Phrase(msg("missing from the law on {name}, on our reading: {missing}"), about)
    needs = tuple(one for one in NEEDED if one in (*line.needs, *item.needs))
    grounds = (*_only_naming(register, gap.requirement), same, *notes, *_law_as_read(register, item))
    point = Named(item.id, register.short_name(item.id), inside=True)
    both = Phrase(msg("{name} (also {point})"), name=line.name, point=point)
    return replace(line, name=both, notes=grounds, needs=needs, same=item.id)


def _demand_line(register: Register, item: Requirement, who: Who, more: tuple[Wording, ...] = ()) -> GapLine:
    """A line for a requirement: what the law lacks and its doubts, or what is asked; what is promised."""
    rounds = Phrase("why.rounds", n=item.rounds) if item.rounds > 1 else None
    promise = Phrase(msg("promised: {promise}"), promise=promised(item)) if item.in_hand else None
    whole = item.owner.requirements == (item.record,) or isinstance(item.record, Provision)
    plain = item.owner.plain if whole else getattr(item.record, "plain", None)
    lacking = missing(item) or plain or item.record.text or item.owner.title
    name = Named(item.id, register.long_name(item.id))
    read = () if item.unclear else _law_as_read(register, item)
    notes = kept(*_only_naming(register, item), *more, rounds, promise, *read)
    areas = register.areas_of(item.owner)
    return GapLine(item.id, name, lacking, notes, who, areas, item.themes, tuple(item.needs))


def _law_as_read(register: Register, item: Requirement) -> Iterator[Wording]:
    """What was read of the law on a requirement, and what is doubtful; or the articles that a body names."""
    if (record := item.law_record) is not None:
        yield from () if item.in_hand else looked_in(register, record)
        yield from doubted(record)
    elif not isinstance(item.record, Provision) and item.record.articles:
        ids = (one if isinstance(one, str) else one.id for one in item.record.articles)
        yield Phrase(msg("concerns {points}"), points=citing.cite_parts(register, ids, inside=True))


def of_law(text: Wording | GapMessage) -> bool:
    """Whether a note names the sections that were read, which a page shows below its gaps."""
    return isinstance(text, Phrase) and text.key in ("law.helps", "law.looked_in.is")


def _only_naming(register: Register, item: Requirement) -> Iterator[Wording]:
    """What names a gap that nothing promises to close; of an article, only that something names it."""
    if item.gap and item.named_by and not item.answers:
        if isinstance(item.owner, Article):
            yield Phrase("gaps.named.law")
            return
        yield from named_only(item.named_by, register, titles=True)
        yield from _money_for(item.named_by, register)


def named_only(mentions: Iterable[Mention], register: Register, *, titles: bool = False) -> Iterator[Phrase]:
    """That measures name a point that no task follows up, by their numbers; and what else names it."""
    every, known = [*dict.fromkeys(mentions)], register.measure_by_id
    found = {one.by: register.number_of(known[one.by]) for one in every if one.by in known}
    called = {x: {"n": n, "name": Named(x, register.short_name(x), inside=True)} for x, n in found.items()}
    numbers = [Phrase(msg("{n} ({name})"), called[x]) if titles else n for x, n in found.items()]
    others = tuple(naming(register, x) for x in every if x.by not in known and x.kind != "funding")
    yield from [Phrase(NAMED_BY, n=len(numbers), numbers=numbers)] if numbers else []
    yield from [Phrase(NAMED_ONLY, names=Parts(others))] if others else []


def _money_for(mentions: Iterable[Mention], register: Register) -> Iterator[Phrase]:
    """Which money can be used for a point."""
    yield from (Phrase(MONEY, name=naming(register, one)) for one in mentions if one.kind == "funding")


def naming(register: Register, mention: Mention) -> object:
    """What names a requirement; of funding, how much it is and for how long, and if it is not earmarked."""
    if mention.kind == "measure":
        return Named(mention.by, register.short_name(mention.by), inside=True)
    called, strategy = Phrase(f"gaps.named.{mention.kind}"), register.strategy
    for fund in strategy.funding if strategy else ():
        if fund.id == mention.by:
            name = Named(fund.id, fund.short_title or called, inside=True)
            return Phrase(msg("{name} ({n})"), name=name, n=Parts(set_aside(fund, register.currency)))
    return Named(mention.by, called, inside=True)


def _gap_subject(register: Register, subject: str) -> Named:
    """What a gap is about: a task is called by its measure, for its own text is long."""
    owner = register.tasks[subject][0].id if subject in register.tasks else subject
    return Named(subject, register.long_name(owner))
