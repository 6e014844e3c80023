"""An article: what it asks for, which of it the law covers, and what those not covered lack."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from menneskehandel_cli import models as model
from menneskehandel_cli.language import Choices, Day, Named, Parts, Phrase, msg
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.register.citing import short_titles
from menneskehandel_cli.register.coverage import CLASSES, Requirement
from menneskehandel_cli.reports import record as shape
from menneskehandel_cli.reports import record_requirement as single
from menneskehandel_cli.reports.coverage import classes, ours_in, row_coverage, settled
from menneskehandel_cli.reports.listing import Wording, chapter_of, obligation_facts
from menneskehandel_cli.reports.record_obligation import links_of, shared_sections, standing, who_can
from menneskehandel_cli.rules import RuleContext
from menneskehandel_cli.rules.demands import missing


def article_detail(context: RuleContext, article: model.Article) -> shape.Detail:
    """An article for ``mh show`` and its page; its only requirement is told there."""
    register = context.register
    recommendations = register.recommendations_on.get(article.id, ())
    instrument, chapter = chapter_of(register, article)
    inside = context.coverage.by_owner.get(article.id, ())
    only = inside[0] if len(inside) == 1 else None
    owners = [register.targets[name].owner for name in only.disputed_by] if only else []
    asking = (single.asking_line(context, one.id) for one in recommendations if one not in owners)
    head = _demand_facts(context, only) if only else ()
    called, answer = article.short_title or article.title, _covered_by_law(register, inside)
    working = Phrase("working_title") if article.title_basis == "working_translation" else None
    formal = Phrase("cite", parts=Parts(shape.kept(article.title, working), ". "))
    return shape.told_of(
        register,
        article,
        (*head, ("role", Phrase(f"role.{article.role}") if not inside else None)),
        (
            *(single.requirement_sections(context, only) if only else ()),
            *(_overview(context, inside) if len(inside) > 1 else ()),
            shape.section("provisions", _provisions(context, article)),
            *(() if only else shared_sections(context, article)),
            shape.section("recommendations", asking),
        ),
        links=links_of(register, article.id),
        name=Phrase(msg("Article {n}: {title}"), n=str(article.article), title=called),
        label=Phrase(msg("{instrument} · {chapter}"), instrument=instrument, chapter=chapter),
        lead=shape.sentences(answer, article.plain or article.summary),
        basis=_reading_basis(context, inside) if inside else "",
        state=(*_certain(context, inside), None if only else who_can(context, *_open(inside), short=True)),
        more=(
            ("summary", article.summary if article.plain else None),
            *("source", "note"),
            ("title", formal if called != article.title else working),
        ),
        apart=("article", "title_basis", "provisions", "chapter", "summary", "role", "follow_up"),
        derived=obligation_facts(register, article),
    )


def _demand_facts(context: RuleContext, only: Requirement) -> Iterator[tuple[str, Wording | None]]:
    """What the one requirement of an article asks for, by its title if it has one, and its facts."""
    title, text = only.record.short_title, only.record.text
    yield "demand", Phrase("labelled", label=title, value=text) if title is not None else text
    yield from single.requirement_facts(context, only)


def _covered_by_law(register: Register, inside: Sequence[Requirement]) -> Wording:
    """Whether the law covers an article, if it was read; what it does not, and if that is promised."""
    left = [item for item in inside if item.classification != "covered"]
    laws = {item.law for item in inside}
    if not (laws - {None, "unread"} if left else laws == {"full"}):  # What a measure covers is no law.
        return ""
    reserved = ".reserved" if any(item.question for item in inside) else ""
    key = ("partly" if settled(left) else "unknown") if left else f"covered{reserved}"
    states = (single.state_of(left[0]),) if len(inside) == 1 and left else tuple(_by_class(register, left))
    promised = {item.outstanding for item in left if not item.unclear}
    only = Phrase(f"fulfilled.promised.{promised.pop()}") if promised in ({"to_assess"}, {"none"}) else None
    return shape.sentences(Phrase(f"fulfilled.{key}", classes=Parts(states, "; ")), only)


def _certain(context: RuleContext, inside: tuple[Requirement, ...]) -> Iterator[Wording]:
    """How far it is covered: in one, how many requirements without and with a reservation, and the rest."""
    row = row_coverage(context, inside)
    found, certain = row.counts.shown, row.counts.unquestioned
    if certain == found["covered"] or not inside[1:] or row.elsewhere:
        yield from standing(context, inside)[:1]
        return
    first = Phrase("fulfilled.certain", n=certain, total=row.counts.total)
    reserved = Phrase("fulfilled.reserved", n=found["covered"] - certain)
    yield Phrase("cite", parts=Parts((first, reserved, *classes({**found, "covered": 0})), " · "))


def _reading_basis(context: RuleContext, inside: Sequence[Requirement]) -> Wording:
    """Whose judgement it is, that not all is breached that is not covered, and which law was read."""
    note = msg("That the law does not cover everything does not mean that the convention has been breached.")
    lacking = Phrase(note) if settled(inside) else None
    return shape.sentences(Phrase(ours_in(context)), lacking, *editions_of(inside))


def editions_of(items: Iterable[Requirement]) -> Iterator[Phrase]:
    """As of when the law on some requirements was read, if it was, and which of its sources were not."""
    read = [one for item in items for one in item.provisions_read]
    if days := [Day(x) for x in sorted({one.read for one in read if one.read})]:
        yield Phrase("law.editions", days=Choices(days), n=len(days))
        yield from () if any(one.kind == "circular" for one in read) else [Phrase("law.others")]


def _open(items: Iterable[Requirement]) -> list[Requirement]:
    """Those that are read and not covered."""
    return [x for x in items if x.classification not in ("covered", "unknown")]


def _by_class(register: Register, items: Iterable[Requirement]) -> Iterator[Wording]:
    """Requirements by their classes, those of each by name."""
    found = grouped((item.shown, item) for item in items)
    for name in filter(found.__contains__, CLASSES):
        ids = ((x.id, x.record.short_title or register.short_name(x.id)) for x in found[name])
        called = Parts(tuple(Named(*one, inside=True) for one in ids))
        yield Phrase("labelled", label=Phrase(f"classification.{name}"), value=called)


def _provisions(context: RuleContext, article: model.Article) -> Iterator[shape.Line]:
    """Each provision that is not told above, with its place, its text and its class."""
    above = len(context.coverage.by_owner.get(article.id, ())) > 1 or not article.provisions[1:]
    for provision in article.provisions:
        item = context.coverage.by_id.get(provision.id)
        if item is not None and above:
            continue
        notes = shape.kept(
            single.state_of(item) if item is not None else Phrase(f"force.{provision.force}"),
            Phrase(f"bearer.{provision.bearer}") if provision.bearer != "state" else None,
            None if provision.normative else Phrase("context_only.mark"),
            provision.note if item is None else None,
        )
        called: Wording = context.register.short_name(provision.id)
        if provision.short_title is not None:
            called = Phrase(msg("{title} ({place})"), title=called, place=provision.short_title)
        name = Named(provision.id, called)
        mark = item.shown if item is not None else ""
        yield shape.Line(provision.id, provision.text, notes, name, mark=mark)


def _overview(context: RuleContext, inside: Iterable[Requirement]) -> Iterator[shape.Section]:
    """What those not covered lack, and who can follow that up; and a row for each."""
    rows, register = tuple(inside), context.register
    called = {x.id: shape.named(register, x.id, long=x.record.short_title is not None) for x in rows}
    yield from (lacking := [*_lacking(context, rows, called)])
    yield _each(context, rows, called, doubts=not any(one.inside for one in lacking))


def _lacking(
    context: RuleContext, rows: Sequence[Requirement], called: Mapping[str, Named]
) -> Iterator[shape.Section]:
    """What those not covered lack, and which of that is a gap; and what may be missing too."""
    read = msg("{name} (in doubt)")
    ours = {x.id: Phrase(read, name=called[x.id]) for x in rows if x.law_record and x.law_record.doubt}
    names: dict[str, Wording] = {**called, **ours}
    found = grouped((x.shown if x.shown in ("partly", "unclear") else "whole", x) for x in _open(rows))
    unsure = [x for x in rows if x.doubts or x.disputed]
    unsure.sort(key=lambda x: (-len(x.doubts), "doubt" not in x.doubts))
    doubts = ((x.id, [*_reserved(context.register, x)]) for x in unsure)
    why = tuple(shape.Line(name, text, tuple(more), called[name]) for name, (text, *more) in doubts)
    reserved = msg("Covered with qualifications ({n}): doubt, an unread text or an open recommendation")
    for kind in (shown := [x for x in ("whole", "partly", "unclear") if x in found]):
        parts = ((missing(x) or single.state_of(x), _left(context, x), names[x.id]) for x in found[kind])
        lacking, title = tuple(shape.Line("", *one) for one in parts), Phrase(f"article.lacking.{kind}")
        first = () if kind == "unclear" else (shape.Line("", _gaps_among(context.register, found[kind])),)
        inside = (shape.Section(Phrase(reserved, n=len(why)), why),) if why and kind == shown[-1] else ()
        yield shape.Section(title, lacking, whose="ours", first=first, inside=inside)


def _gaps_among(register: Register, some: Sequence[Requirement]) -> Phrase:
    """Which of some requirements that are not covered are gaps; something is promised on the others."""
    gaps = [item.id for item in some if item.gap]
    how = "all" if len(gaps) == len(some) else "some" if gaps else "none"
    return Phrase(f"article.gaps.{how}", n=len(gaps), names=short_titles(register, gaps))


def _reserved(register: Register, item: Requirement) -> Iterator[Wording]:
    """What makes it less certain that the law covers it, and which recommendations ask for more."""
    yield from single.doubted(item.law_record, whole=True) if item.law_record and item.doubts else ()
    if item.disputed:
        asking = Parts(tuple(shape.named(register, name, inside=True) for name in item.disputed_by))
        yield Phrase("labelled", label=Phrase("article.asked"), value=asking)


def _each(
    context: RuleContext, rows: Sequence[Requirement], called: Mapping[str, Named], *, doubts: bool
) -> shape.Section:
    """A row for each requirement: its class, the sections read and what the strategy promises.

    With its ``doubts``, unless they are told above.
    """
    register = context.register
    opened = Phrase("demanded.open") if any(item.disputed for item in rows) else None
    doubtful = Phrase("uncertain.means") if any(item.doubts for item in rows) else None
    return shape.Section(
        Phrase(msg("Requirement by requirement")),
        tuple(
            shape.Line(
                item.id,
                single.state_of(item),
                tuple(single.doubted(item.law_record) if doubts and item.law_record and item.doubts else ()),
                name=Phrase(msg("{name}. {text}"), name=called[item.id], text=item.record.text),
                cells=(_sections_cited(register, item), single.strategy_text(register, (item,))),
            )
            for item in rows
        ),
        anchor="overview",
        columns=(msg("Requirement"), "fact.classification", "section.law", "section.strategy"),
        first=(shape.Line("", shape.sentences(opened, doubtful)),) if opened or doubtful else (),
    )


def _sections_cited(register: Register, item: Requirement) -> Wording:
    """The sections of law that help to cover a requirement, and, if it is not, those that do not."""
    left = item.law_record if item.shown != "covered" else None
    vain = single.looked_in(register, left, helping=False) if left else ()
    only = Phrase(msg("practice only")) if item.provisions_read else None
    parts = (*filter(None, (single.sections_read(register, item) or only, *vain)),)
    return Phrase("cite", parts=Parts(parts, ". ")) if parts else "–"


def _left(context: RuleContext, item: Requirement) -> tuple[Wording, ...]:
    """What makes the reading uncertain, what is promised, and who can follow it up."""
    of = {"label": Phrase("section.strategy"), "value": single.strategy_text(context.register, (item,))}
    doubts = single.doubted(item.law_record, whole=True) if item.law_record is not None else ()
    return shape.kept(*doubts, Phrase("labelled", of), who_can(context, item))


def law_detail(register: Register, law: model.Law) -> shape.Detail:
    """What national law answers of an article, for ``mh show``."""
    article = register.targets.get(law.obligation)
    return shape.told_of(
        register,
        law,
        (("obligation", shape.named(register, law.obligation)), ("note", law.note or Phrase("law.caveat"))),
        (
            replace(single.law_section(register, item), title=shape.named(register, item.requirement))
            for item in law.requirements
        ),
        links={"obligation": law.obligation},
        title=article.owner.title if article else model.Text.of(law.id, register.language),
        label=Phrase("section.law"),
        apart=("requirements",),
    )
