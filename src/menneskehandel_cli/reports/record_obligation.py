"""An article, a recommendation, and their instrument: what is asked, and what follows it up."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from menneskehandel_cli import models as model
from menneskehandel_cli.language import Choices, Day, Named, Parts, Phrase, field_label, msg, nmsg
from menneskehandel_cli.models.obligation import Event, Part
from menneskehandel_cli.register import Register, grouped
from menneskehandel_cli.register.citing import cite, cite_parts
from menneskehandel_cli.register.coverage import CLASSES, Requirement
from menneskehandel_cli.reports import record as shape
from menneskehandel_cli.reports.asked import Demand, Round, ThreadView, thread_view
from menneskehandel_cli.reports.coverage import classes, ours_in, row_coverage, settled
from menneskehandel_cli.reports.follow_up import follow_up
from menneskehandel_cli.reports.gap_lines import GapList
from menneskehandel_cli.reports.gaps import level_of
from menneskehandel_cli.reports.listing import Wording, chapter_called, chapter_of, obligation_facts
from menneskehandel_cli.reports.matrix import FAR
from menneskehandel_cli.reports.record_actor import actor_detail
from menneskehandel_cli.reports.record_requirement import (
    apart,
    asking_line,
    assessment_lines,
    doubted,
    law_section,
    looked_in,
    reference_line,
    related,
    requirement_facts,
    requirement_sections,
    sections_read,
    state_of,
    strategy_text,
)
from menneskehandel_cli.rules import RuleContext
from menneskehandel_cli.rules.demands import missing, promised


def article_detail(context: RuleContext, article: model.Article) -> shape.Detail:
    """An article for ``mh show`` and its page; its only requirement is told there."""
    register = context.register
    recommendations = register.recommendations_on.get(article.id, ())
    instrument, chapter = chapter_of(register, article)
    inside = context.coverage.by_owner.get(article.id, ())
    only = inside[0] if len(inside) == 1 else None
    owners = [register.targets[name].owner for name in only.disputed_by] if only else []
    asking = (asking_line(context, one.id) for one in recommendations if one not in owners)
    head = _demand(context, only) if only else ()
    called, answer = article.short_title or article.title, _answered(register, inside)
    working = Phrase("working_title") if article.title_basis == "working_translation" else None
    formal = Phrase("cite", parts=Parts(shape.kept(article.title, working), ". "))
    return shape.told_of(
        register,
        article,
        "article",
        (*head, ("role", Phrase(f"role.{article.role}") if not inside else None)),
        (
            *(requirement_sections(context, only) if only else ()),
            *(_overview(context, inside) if len(inside) > 1 else ()),
            shape.section("provisions", _provisions(context, article)),
            *(() if only else _shared(context, article)),
            shape.section("recommendations", asking),
        ),
        links=_obligation_links(register, article.id),
        title=article.title,
        name=Phrase(msg("Article {n}: {title}"), n=str(article.article), title=called),
        label=Phrase(msg("{instrument} · {chapter}"), instrument=instrument, chapter=chapter),
        lead=shape.sentences(answer, article.plain or article.summary),
        basis=_read(context, inside) if inside else "",
        state=(*_certain(context, inside), None if only else _able(context, inside)),
        more=(
            ("summary", article.summary if article.plain else None),
            *("source", "note"),
            ("title", formal if called != article.title else working),
        ),
        apart=("article", "title_basis", "provisions", "chapter", "summary", "role", "follow_up"),
        derived=obligation_facts(register, article),
    )


def _demand(context: RuleContext, only: Requirement) -> Iterator[tuple[str, Wording | None]]:
    """What the one requirement of an article asks for, by its title if it has one, and its facts."""
    title, text = only.record.short_title, only.record.text
    yield "demand", Phrase("labelled", label=title, value=text) if title is not None else text
    yield from requirement_facts(context, only)


def _answered(register: Register, inside: Sequence[Requirement]) -> Wording:
    """Whether the law covers an article, if it was read; what it does not, and if that is promised."""
    left = [item for item in inside if item.classification != "covered"]
    laws = {item.law for item in inside}
    if not (laws - {None, "unread"} if left else laws == {"full"}):  # What a measure covers is no law.
        return ""
    key = ("partly" if settled(left) else "unknown") if left else "covered"
    states = (state_of(left[0]),) if len(inside) == 1 and left else tuple(_by_class(register, left))
    promised = {item.outstanding for item in left if not item.unclear}
    alike = promised in ({"to_assess"}, {"none"})
    only = Phrase(f"fulfilled.promised.{promised.pop()}") if alike else None
    return shape.sentences(Phrase(f"fulfilled.{key}", classes=Parts(states, "; ")), only)


def _certain(context: RuleContext, inside: tuple[Requirement, ...]) -> Iterator[Wording]:
    """How far it is covered: in one, how many requirements without and with a reservation, and the rest."""
    row = row_coverage(context, inside)
    found, certain = row.counts.shown, row.counts.unquestioned
    if certain == found["covered"] or not inside[1:] or row.elsewhere:
        yield from _state(context, inside)[:1]
        return
    first = Phrase("fulfilled.certain", n=certain, total=row.counts.total)
    reserved = Phrase("fulfilled.reserved", n=found["covered"] - certain)
    yield Phrase("cite", parts=Parts((first, reserved, *classes({**found, "covered": 0})), " · "))


def _read(context: RuleContext, inside: Sequence[Requirement]) -> Wording:
    """Whose judgement it is, that not all is breached that is not covered, and which law was read."""
    note = msg("That the law does not cover everything does not mean that the convention has been breached.")
    lacking = Phrase(note) if settled(inside) else None
    return shape.sentences(Phrase(ours_in(context)), lacking, editions_of(inside))


def editions_of(items: Iterable[Requirement]) -> Phrase | None:
    """As of when the law on some requirements was read, if it was."""
    days = [Day(x) for x in sorted({x.read for item in items for x in item.provisions_read if x.read})]
    return Phrase("law.editions", days=Choices(days), n=len(days)) if days else None


def _able(context: RuleContext, items: Iterable[Requirement]) -> Wording | None:
    """Who can follow up those that are not covered."""
    lacking = (x for x in items if x.classification not in ("covered", "unknown"))
    who = dict.fromkeys(y for x in lacking for y in follow_up(context, x.owner, x.record).actors)
    names = {"label": field_label("follow_up"), "value": shape.names(context.register, who, short=True)}
    return Phrase("labelled", names) if who else None


def _by_class(register: Register, items: Iterable[Requirement]) -> Iterator[Wording]:
    """Requirements by their classes, those of each by name."""
    found = grouped((item.shown, item) for item in items)
    for name in filter(found.__contains__, CLASSES):
        ids = ((x.id, x.record.short_title or register.short_name(x.id)) for x in found[name])
        called = Parts(tuple(Named(*one, inside=True) for one in ids))
        yield Phrase("labelled", label=Phrase(f"classification.{name}"), value=called)


def _state(context: RuleContext, inside: tuple[Requirement, ...]) -> tuple[Wording, ...]:
    """How far the requirements of an obligation are covered, and how many of those are disputed."""
    if len(inside) == 1:
        return (state_of(inside[0]),)
    of = {"doubt": sum(bool(x.doubts) for x in inside), "open": sum(x.disputed for x in inside)}
    marks = (Phrase(f"article.{key}", n=n) for key, n in of.items() if n)
    return (row_coverage(context, inside).label, *marks) if inside else ()


def _provisions(context: RuleContext, article: model.Article) -> Iterator[shape.Line]:
    """Each provision that is not told above, with its place, its text and its class."""
    above = len(context.coverage.by_owner.get(article.id, ())) > 1 or not article.provisions[1:]
    for provision in article.provisions:
        item = context.coverage.by_id.get(provision.id)
        if item is not None and above:
            continue
        notes = shape.kept(
            state_of(item) if item is not None else Phrase(f"force.{provision.force}"),
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
    yield (lacking := _lacking(context, rows, called))
    yield _each(context, rows, called, doubts=not lacking.inside)


def _lacking(context: RuleContext, rows: Sequence[Requirement], called: Mapping[str, Named]) -> shape.Section:
    """What those not covered lack, and what may be missing too."""
    read = msg("{name} (on our reading)")
    ours = {x.id: Phrase(read, name=called[x.id]) for x in rows if x.law_record and x.law_record.doubt}
    open_ = (x for x in rows if x.classification not in ("covered", "unknown"))
    parts = ((missing(x) or state_of(x), _left(context, x), ours.get(x.id, called[x.id])) for x in open_)
    lacking = tuple(shape.Line("", *one) for one in parts)
    unsure = [x for x in rows if lacking and (x.doubts or x.disputed)]
    unsure.sort(key=lambda x: (-len(x.doubts), "doubt" not in x.doubts))
    doubts = ((x.id, [*_reserved(context.register, x)]) for x in unsure)
    why = tuple(shape.Line(name, text, tuple(more), called[name]) for name, (text, *more) in doubts)
    reserved = msg("Covered with qualifications ({n}): a doubt, an unread text or an open recommendation")
    doubt = shape.Section(Phrase(reserved, n=len(why)), why)
    return shape.Section(Phrase("law.missing"), lacking, "missing", "ours", inside=(doubt,) if why else ())


def _reserved(register: Register, item: Requirement) -> Iterator[Wording]:
    """What makes it less certain that the law covers it, and which recommendations ask for more."""
    yield from doubted(item.law_record, whole=True) if item.law_record and item.doubts else ()
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
                state_of(item),
                tuple(doubted(item.law_record) if doubts and item.law_record and item.doubts else ()),
                name=Phrase(msg("{name}. {text}"), name=called[item.id], text=item.record.text),
                cells=(_cited(register, item), strategy_text(register, (item,))),
            )
            for item in rows
        ),
        anchor="overview",
        columns=(msg("Requirement"), "fact.classification", "section.law", "section.strategy"),
        first=(shape.Line("", shape.sentences(opened, doubtful)),) if opened or doubtful else (),
    )


def _cited(register: Register, item: Requirement) -> Wording:
    """The sections of law that help to cover a requirement, and, if it is not, those that do not."""
    left = item.law_record if item.shown != "covered" else None
    vain = looked_in(register, left, helping=False) if left else ()
    only = Phrase(msg("practice only")) if item.provisions_read else None
    parts = (*filter(None, (sections_read(register, item) or only, *vain)),)
    return Phrase("cite", parts=Parts(parts, ". ")) if parts else "–"


def _left(context: RuleContext, item: Requirement) -> tuple[Wording, ...]:
    """What makes the reading uncertain, what is promised, and who can follow it up."""
    of = {"label": Phrase("section.strategy"), "value": strategy_text(context.register, (item,))}
    doubts = doubted(item.law_record, whole=True) if item.law_record is not None else ()
    return (*doubts, Phrase("labelled", of), _who(context, item))


def _who(context: RuleContext, item: Requirement) -> Phrase:
    """Who can follow something up."""
    able = shape.names(context.register, follow_up(context, item.owner, item.record).actors)
    return Phrase("labelled", label=field_label("follow_up"), value=able)


def _shared(context: RuleContext, owner: model.Article | model.Recommendation) -> Iterator[shape.Section]:
    """What is said of the whole of an obligation with several requirements, and what follows up which."""
    register = context.register
    yield shape.section("closes", (shape.Line("", owner.met_when),) if owner.met_when is not None else ())
    yield shape.section("assessments", assessment_lines(register, owner.id), whose="others")
    links = register.links_to.get(owner.id, ())
    answers = (x for item in context.coverage.by_owner.get(owner.id, ()) for x in item.answers)
    far = {(x.link.measure.id, x.link.address.obligation): FAR[x.contribution] for x in answers}
    pairs = [(x.measure.id, x.address.obligation) for x in links if register.answers(x)]
    answered = grouped(((pair[0], far.get(pair)), pair[1]) for pair in pairs)
    lines = []
    for (name, how), ids in answered.items():
        what = Phrase("cite", parts=cite_parts(register, ids))
        lines.append(shape.Line(name, what, (Phrase(how),) if how else (), shape.named(register, name)))
    only_named = dict.fromkeys(link.measure.id for link in links if link.measure.id not in dict(pairs))
    rest = shape.folded(Phrase("section.named_by"), (reference_line(register, m) for m in only_named))
    yield shape.section("addressed_by", lines, inside=(rest,))


def recommendation_detail(context: RuleContext, owner: model.Recommendation) -> shape.Detail:
    """A recommendation for ``mh show`` and its page: what is asked, and what follows it up."""
    register = context.register
    instrument = register.instrument_with(owner)
    area = register.focus_areas.get(owner.focus_area or 0)
    about = register.short_name(instrument.id) if instrument else ""
    called = {"instrument": about, "chapter": instrument.title} if instrument else None
    demands = (owner.id, *(part.id for part in owner.parts))
    inside = context.coverage.by_owner.get(owner.id, ())
    only = inside[0] if len(inside) == 1 else None
    facts = requirement_facts(context, only) if only else (("level", level_of(register, owner)), "source")
    return shape.told_of(
        register,
        owner,
        "recommendation",
        (("normative", None if owner.normative else Phrase("context_only.mark")), *facts),
        (
            shape.section("parts", (_part(context, p) for p in owner.parts)),
            *(requirement_sections(context, only) if only else _shared(context, owner)),
            *related(register, demands, ("repeats", "repeated_by", "restates", "restated_by")),
            shape.section("replies", _replies(register, owner, instrument)),
            shape.section("articles", (reference_line(register, one.id, one) for one in owner.articles)),
        ),
        links=_obligation_links(register, owner.id),
        title=owner.title,
        label=Phrase(msg("{instrument} · {chapter}"), called) if called else "",
        lead=owner.plain or owner.text,
        state=_state(context, inside),
        more=(
            ("text", owner.text if owner.plain else None),
            ("area", Phrase("numbered", n=area.number, title=area.title) if area else None),
            "note",
        ),
        apart=(
            *("focus_area", "parts", "articles", "repeats", "restates", "replies", "assessments"),
            *("paragraph", "level", "follow_up", "text"),
        ),
        judged=ours_in(context),
        derived=obligation_facts(register, owner),
    )


def _part(context: RuleContext, part: Part) -> shape.Line:
    """A point with its class and what promises it."""
    item = context.coverage.by_id.get(part.id)
    notes: tuple[Wording, ...] = () if part.normative else (Phrase("context_only.mark"),)
    if item is not None:
        params = {"state": state_of(item), "promise": promised(item)}
        notes = (Phrase(msg("{state} · the strategy: {promise}"), params),)
        if not item.counts:
            other = {"other": shape.named(context.register, item.counted_at)}
            notes += (Phrase(msg("Counted with {other}, and not here."), other),)
    mark = item.shown if item is not None else ""
    return shape.Line(part.id, part.text, notes, shape.named(context.register, part.id), mark=mark)


def _obligation_links(register: Register, owner: str) -> dict[str, object]:
    links = register.links_to.get(owner, ())
    return {"addressed_by": [{"measure": x.measure.id, **x.address.model_dump(by_alias=True)} for x in links]}


def instrument_detail(context: RuleContext, name: str) -> shape.Detail:
    """An instrument for ``mh show`` and its page: its obligations, and the dialogue about it."""
    register = context.register
    instrument: model.Instrument = register.instruments[name]
    owners = register.obligations_of(name)
    chapters = groupby(owners, lambda x: x.chapter if isinstance(x, model.Article) else "")
    events = (event for about, _, _, event in register.events if about is instrument)
    weight = msg("weight {n} of 3 (our judgement)")
    levels = (shape.Line("", x.title, (Phrase(weight, n=str(x.weight)),)) for x in instrument.levels)
    return shape.told_of(
        register,
        instrument,
        "instrument",
        (("body", shape.names(register, (instrument.body,))), *("reference", "source", "note")),
        (
            *(
                shape.Section(
                    chapter_called(instrument, chapter) if chapter else Phrase("section.obligations"),
                    tuple(_owner_line(context, owner) for owner in inside),
                    first=() if chapter else (shape.Line("", Phrase("points.unsaid")),),
                )
                for chapter, inside in chapters
            ),
            shape.section("levels", levels),
            _events(register, events),
            _reservations(register, register.parties.get(name)),
        ),
        links={"obligations": [owner.id for owner in owners]},
        id=name,
        title=instrument.title,
        label=Phrase("fact.instrument"),
        state=_state(context, tuple(x for x in context.coverage.by_id.values() if x.instrument == name)),
        apart=("kind", "levels", "chapters", "events", "languages"),
        judged=ours_in(context),
    )


def _owner_line(context: RuleContext, owner: model.Article | model.Recommendation) -> shape.Line:
    """An obligation with how far it is covered; of a recommendation its level, and what follows it up."""
    inside = context.coverage.by_owner.get(owner.id, ())
    register, state, title = context.register, _state(context, inside), owner.title
    if isinstance(owner, model.Recommendation):
        points = grouped((not item.counts, item) for item in inside)
        followed = (_followed(context, points[away], len(inside)) for away in sorted(points))
        words = {
            True: msg("Concerns {articles}"),
            False: msg("Concerns {articles} (according to the source)"),
        }
        by = grouped((one.basis == "editorial", one.id) for one in owner.articles)
        articles = (Phrase(words[ours], articles=cite_parts(register, x)) for ours, x in by.items())
        title, level = owner.plain or owner.text, register.level_of(owner)
        known = level is not None and _says(title, level.title)
        state = (*(() if known else (level_of(register, owner),)), *followed, *articles)
    return shape.Line(owner.id, title, state, shape.named(register, owner.id))


def _followed(context: RuleContext, points: tuple[Requirement, ...], of: int) -> Wording:
    """How points are followed up that are all counted here, or all elsewhere, and then where."""
    register, n = context.register, len(points)
    state, promise = Parts(_state(context, points)), strategy_text(register, points)
    if not points[0].counts:
        where = Parts(tuple(shape.named(register, x) for x in dict.fromkeys(x.counted_at for x in points)))
        apart = Phrase(nmsg("{n} counted elsewhere", "{n} counted elsewhere"), n=n)
        state = Parts((Phrase("labelled", label=apart if n < of else Phrase("counted_at"), value=where),))
    elif [x.called for x in points] == ["classification.pending"]:
        return promise
    if not any(item.answers or item.named_by for item in points):  # then the state says it
        return Phrase("cite", parts=state)
    return Phrase(msg("{contribution} · {promise}"), contribution=state, promise=promise)


def body_detail(context: RuleContext, actor: model.Actor, gaps: Callable[[], GapList]) -> shape.Detail:
    """An actor for ``mh show`` and its page: what it asks and no measure follows up; then by round."""
    register, view = context.register, thread_view(context)
    rounds = [(one, register.instruments[name]) for one in view.rounds for name in one.instruments]
    own = [pair for pair in rounds if pair[1].body == actor.id]
    own.sort(key=lambda pair: -(pair[0].year or 0))
    ids = {instrument.id for _, instrument in own}
    mine = [one for one in view.demands if not one.followed_up and one.requirement.instrument in ids]
    mine.sort(key=lambda one: -max(level.weight for level in one.by_round.values()))
    lines = tuple(_left_line(context, view, one) for one in mine)
    lines += tuple(_scale(own)) if lines else ()
    first = shape.Section(Phrase(msg("Not followed up by any measure")), lines, "left")
    newest = [pair for pair in own if register.obligations_of(pair[1].id)][:1]  # what is said once
    sections = (first, *(_round(context, *pair, once=pair in newest) for pair in own)) if own else ()
    return actor_detail(context, actor, sections, gaps)


def _scale(own: Sequence[tuple[Round, model.Instrument]]) -> Iterator[shape.Line]:
    """The levels in which a body asks, the strongest first, and those in the words of the strategy."""
    for kind in ("own", "strategy"):
        scales = (x.levels for one, x in own if bool(one.body) == (kind == "own"))
        found = {level.id: level for levels in scales for level in levels}
        ranked = sorted(found.values(), key=lambda level: -level.weight)
        alike = grouped((level.weight, level.title) for level in ranked).values()
        levels = apart(Phrase("cite", parts=Parts(titles)) for titles in alike) if alike else ""
        yield from [shape.Line("", Phrase(f"levels.{kind}", levels=levels))] if alike else ()


def _left_line(context: RuleContext, view: ThreadView, one: Demand) -> shape.Line:
    """A point that no measure follows up: how strongly each round asks for it, and when."""
    item, record = one.requirement, one.requirement.record
    plain = (None if isinstance(record, model.Provision) else record.plain) or record.text
    each = ((str(view.rounds[place].year or ""), x.level) for place, x in one.by_round.items())
    dated = ((x, Phrase(f"level.{'year' if y else 'strategy'}", level=x, year=y)) for y, x in each)
    levels = tuple(level if isinstance(level, Phrase) else phrase for level, phrase in dated)
    within = all(_says(plain, x.level) for x in one.by_round.values())
    notes = (*([] if within else [Phrase("cite", parts=Parts(levels))]), _who(context, item))
    return shape.Line(item.id, plain, notes, shape.named(context.register, item.id))


def _says(text: model.Text, level: Wording) -> bool:
    """Whether a text has the words of a level, in each language."""
    pairs = zip(level.all(), text.all(), strict=False) if isinstance(level, model.Text) else [("?", "")]
    return all({*words.lower().split()} <= {*whole.lower().split()} for words, whole in pairs)


def _round(context: RuleContext, one: Round, instrument: model.Instrument, *, once: bool) -> shape.Section:
    """The recommendations of a round, the strongest first: how many of each level; what was not read."""
    register, found = context.register, context.register.obligations_of(instrument.id)
    levels = {level.id: place for place, level in enumerate(instrument.levels)}
    owners = [owner for owner in found if isinstance(owner, model.Recommendation)]
    owners.sort(key=lambda owner: levels.get(owner.level or "", len(levels)))
    levels_of = grouped((owner.level, level_of(register, owner)) for owner in owners).values()
    tally = (Phrase("labelled", label=same[0], value=len(same)) for same in levels_of)
    notes = (x.note for x in register.documents if x.reference and x.reference == instrument.reference)
    in_part = Phrase(msg("We have not read the whole report, so the list may be incomplete."))
    unread: Wording = next(filter(None, notes), in_part)
    many = nmsg("{n} recommendation ({levels})", "{n} recommendations ({levels})")
    counts = Phrase(many, n=len(owners), levels=Parts(tuple(tally)))
    here = sum(item.counts for one in owners for item in context.coverage.by_owner.get(one.id, ()))
    counted = Phrase(nmsg("{n} point counted here", "{n} points counted here"), n=here)
    parts = (counts, counted, unread if one.unread else None, Phrase("points.unsaid") if once else None)
    first = tuple(shape.Line("", part) for part in shape.kept(*(parts if owners else (instrument.note,))))
    lines = (_owner_line(context, owner) for owner in owners)
    return shape.Section(instrument.title, tuple(lines), instrument.id, first=first)


def party_detail(register: Register, party: model.Party) -> shape.Detail:
    """The state's own data on a convention, for ``mh show``."""
    instrument = register.instruments.get(party.instrument)
    title = instrument.title if instrument else model.Text.of(party.id, register.language)
    return shape.told_of(
        register,
        party,
        "party",
        (("instrument", title), "note"),
        (_events(register, party.events), _reservations(register, party)),
        links={"instrument": party.instrument},
        title=title,
        apart=("events", "reservations"),
    )


def _replies(
    register: Register, owner: model.Recommendation, instrument: model.Instrument | None
) -> Iterator[shape.Line]:
    """What the state has answered on a recommendation, and its replies on the whole round since then."""
    for one in owner.replies:
        yield shape.Line("", one.text, (cite(register, one.source),), Phrase("cite", parts=Day(one.date)))
    if instrument is not None:
        since = instrument.day or str(instrument.year or "")  # before it the state answers questions
        replies = (one for one in instrument.events if one.kind == "reply")
        yield from _events(register, (x for x in replies if (x.date or x.due or "") > since)).lines


def _events(register: Register, events: Iterable[Event]) -> shape.Section:
    lines = []
    for event in events:
        notes = (*shape.kept(event.reference), cite(register, event.source), *shape.kept(event.note))
        skip = ("kind", "from", "date", "reference", "source", "note", *(() if event.date else ("due",)))
        more = shape.labelled(register, event, skip)
        when = Phrase("cite", parts=Day(day)) if (day := event.date or event.due) else ""
        lines.append(shape.Line("", Phrase(f"event.{event.kind}"), (*notes, *more), when))
    return shape.section("events", lines)


def _reservations(register: Register, party: model.Party | None) -> shape.Section:
    skip = ("provision", "text", "source")
    given_by = party.reservations if party else ()
    each = ((x, (cite(register, x.source), *shape.labelled(register, x, skip))) for x in given_by)
    lines = (shape.Line(x.provision, x.text, notes, shape.named(register, x.provision)) for x, notes in each)
    return shape.section("reservations", lines)


def law_detail(register: Register, law: model.Law) -> shape.Detail:
    """What national law answers of an article, for ``mh show``."""
    article = register.targets.get(law.obligation)
    return shape.told_of(
        register,
        law,
        "law",
        (("obligation", shape.named(register, law.obligation)), ("note", law.note or Phrase("law.caveat"))),
        (
            replace(law_section(register, item), title=shape.named(register, item.requirement))
            for item in law.requirements
        ),
        links={"obligation": law.obligation},
        title=article.owner.title if article else model.Text.of(law.id, register.language),
        label=Phrase("section.law"),
        apart=("requirements",),
    )
