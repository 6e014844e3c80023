"""One requirement: what the law answers, what is promised, what is missing, and what would close it."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial, reduce

from menneskehandel_cli.language import Day, Lang, Lazy, Named, Parts, Phrase, first_sentence, msg
from menneskehandel_cli.language.runs import by_run, first_words
from menneskehandel_cli.models import Provision, Recommendation, RequirementLaw, Source, Text
from menneskehandel_cli.models.law import LawProvision
from menneskehandel_cli.models.obligation import ArticleRef
from menneskehandel_cli.register import Register, SideAssessment, grouped
from menneskehandel_cli.register.citing import cite, cite_law, cite_sections, document_of, in_law, rule_end
from menneskehandel_cli.register.coverage import LinkAnswer, Requirement
from menneskehandel_cli.reports import record as shape
from menneskehandel_cli.reports.coverage import ours_in
from menneskehandel_cli.reports.follow_up import follow_up
from menneskehandel_cli.reports.gaps import level_of, why
from menneskehandel_cli.reports.listing import Wording, chapter_of
from menneskehandel_cli.reports.matrix import FAR, furthest
from menneskehandel_cli.rules import RuleContext


def requirement_detail(context: RuleContext, item: Requirement) -> shape.Detail:
    """A requirement for ``mh show`` and its page: the reason for each of its values."""
    register, own = context.register, context.own_words.by_id[item.id]
    source = ("source", cite(register, item.owner.source) if isinstance(item.record, Provision) else None)
    return shape.told_of(
        register,
        item.record,
        (("obligation", shape.named(register, item.owner.id)), *requirement_facts(context, item), source),
        requirement_sections(context, item),
        kind="requirement",
        links={"obligation": item.owner.id, "measures": item.measures},
        title=item.owner.title,
        name=shape.named(register, item.id, long=True),
        label=chapter_of(register, item.owner)[0],
        lead=getattr(item.record, "plain", None) or item.record.text,
        state=(state_of(item),),
        more=(
            ("demand", item.record.text if getattr(item.record, "plain", None) else None),
            ("note", item.record.note if isinstance(item.record, Provision) else None),
        ),
        path=register.path_of(item.owner),
        apart=type(item.record).model_fields,
        # The promise by the strategy's own words too.
        derived=item.plain() | {"strategy": {"promise": own.promise, "in_part": own.in_part}},
        judged=ours_in(context),
    )


def requirement_facts(context: RuleContext, item: Requirement) -> Iterator[tuple[str, Wording | None]]:
    """How strongly it is asked for, who can follow it up, and where it is counted if not here."""
    register, record = context.register, item.record
    force = Phrase(f"force.{record.force}") if isinstance(record, Provision) else None
    yield ("weight", force) if force else ("level", why(register, item))
    yield "follow_up", shape.names(register, follow_up(context, item.owner, record).actors)
    yield "counted_at", None if item.counts else shape.named(register, item.counted_at)
    if isinstance(item.owner, Recommendation) and item.owner.source is not None:
        yield "source", cite(register, item.owner.source)


def requirement_sections(context: RuleContext, item: Requirement) -> Iterator[shape.Section]:
    """The law and the strategy side by side, what would close it, and what others say."""
    register = context.register
    title = Phrase("section.asks_more" if item.disputed else msg("Open recommendations on the requirement"))
    asking = shape.Section(title, tuple(asking_line(context, name) for name in item.disputed_by))
    if item.disputed:
        yield asking
    if item.law_record is not None:
        yield law_section(register, item.law_record)
    yield _promise(register, item)
    ours = (_answer_line(register, one) for one in item.answers if one.link.address.basis == "editorial")
    yield shape.section("linked", ours, whose="ours")
    met = None if isinstance(item.record, Provision) else item.record.met_when
    if met is None and len(item.owner.requirements) == 1:
        met = item.owner.met_when
    yield shape.Section(Phrase("section.closes"), (shape.Line("", met or _closes(item)),), item.id)
    about = dict.fromkeys((item.owner.id, item.id))
    if not item.disputed:
        yield asking
    lines = (line for name in about for line in assessment_lines(register, name))
    yield shape.section("assessments", lines, whose="others")
    if isinstance(item.record, Provision):
        yield from related(register, about, ("equivalent_to", "narrower_than", "wider_than"))


def related(register: Register, demands: Iterable[str], ways: Iterable[str]) -> Iterator[shape.Section]:
    """The other demands that some are related to in each of some ways, who says so, and why."""
    found = [one for demand in demands for one in register.related.get(demand, ())]
    for way in ways:
        lines = (
            reference_line(register, name, relation.reference)
            for how, name, relation in found
            if how == way and name in register.targets
        )
        yield shape.section(way, lines)


def reference_line(register: Register, name: str, reference: ArticleRef | None = None) -> shape.Line:
    """A demand that another is related to, and whether we say so or its source does."""
    ours = Phrase("basis.editorial") if reference and reference.basis == "editorial" else ""
    note = shape.kept(reference.note if reference else None)
    return shape.Line(name, ours, note, shape.named(register, name))


def asking_line(context: RuleContext, name: str) -> shape.Line:
    """A recommendation on a requirement or an article: its line, level and source; what follows it up."""
    register, found = context.register, context.coverage
    owner = register.targets[name].owner
    parts = owner.parts if isinstance(owner, Recommendation) else ()
    line = next((part for part in parts if part.id == name), owner).plain or owner.plain or owner.title
    level = Phrase("labelled", label=Phrase("fact.level"), value=level_of(register, owner))
    where = Phrase("labelled", label=Phrase("fact.source"), value=cite(register, owner.source))
    items = (found.by_id[name],) if name in found.by_id else found.by_owner.get(name, ())
    params = {"label": Phrase("section.strategy"), "value": strategy_text(register, items)}
    return shape.Line(name, line, (level, Phrase("labelled", params), where), shape.named(register, name))


def state_of(item: Requirement) -> Phrase:
    """The classification of a requirement, with an open recommendation on it and what is uncertain."""
    marks = (*(["disputed"] if item.disputed else []), *(f"uncertain.{x}" for x in item.doubts))
    state = Phrase(item.called)
    return Phrase("cite", parts=Parts((state, *map(Phrase, marks)))) if marks else state


def doubted(record: RequirementLaw, *, whole: bool = False) -> Iterator[Wording]:
    """What makes our reading uncertain: what is doubtful, said otherwise, not read; in short or whole."""
    text = Text.pick if whole else _opening
    if record.doubt is not None:
        yield Phrase(msg("Doubt: {text}"), text=Lazy(partial(text, record.doubt)))
    for view in record.contrary:
        yield Phrase("cite", parts=Lazy(partial(text, view.text)))
    read = grouped((bool(one.decides), one.title) for one in record.unread)
    for decides, titles in sorted(read.items(), reverse=True):
        yield Phrase(UNREAD[decides], title=Parts(tuple(titles), "; "))


UNREAD = {True: "law.decisive.is", False: "law.unread.is"}
"""That a text has not been read, by whether it may change the conclusion."""


def _opening(text: Text, lang: Lang) -> str:
    """The first sentence of a text."""
    return by_run(text.pick(lang), lambda run: first_sentence(run)[0])


def _closes(item: Requirement) -> Phrase:
    """What would have to be recorded for it to be covered, or why it is; a promise is not enough."""
    if item.law == "full" or item.classification == "covered":
        return Phrase(f"closes.{'law' if item.law == 'full' else 'measure'}")
    if isinstance(item.record, Provision) and item.record.force == "shall_consider":
        return Phrase("closes.assessment")
    return Phrase(f"closes.{'article' if item.law is not None else 'recommendation'}")


SHOWN = 3
"""The provisions of a law that a reader sees at once; the others are folded."""


def _first_of_each(read: Sequence[LawProvision], n: int) -> tuple[list[LawProvision], list[LawProvision]]:
    """The first ``n`` provisions, one of each act before a second of any; and the others."""
    acts = grouped((one.source.document, at) for at, one in enumerate(read))
    first = sorted(range(len(read)), key=lambda at: acts[read[at].source.document].index(at))[:n]
    return [read[at] for at in sorted(first)], [x for at, x in enumerate(read) if at not in first]


def law_section(register: Register, record: RequirementLaw) -> shape.Section:
    """What the law lacks, what it gives, and who judged and confirmed it; the rest is folded."""
    some = _first_of_each(record.provisions, SHOWN + (len(record.provisions) == SHOWN + 1))
    shown, rest = ([shape.Line("", x.text, name=_dated_section(register, x)) for x in part] for part in some)
    lines = [*_doubt_lines(register, record), *shown]
    if record.missing is not None:
        lines.insert(0, shape.Line("", record.missing, name=Phrase("law.missing")))
    more = shape.folded(Phrase(msg("Further provisions that help to cover the requirement")), rest)
    lines.append(shape.Line("", judged(record, Phrase(f"law.{record.extent}"))))
    about = [shape.Line("", Phrase(f"law.element.{one.found}", text=one.text)) for one in record.elements]
    about += (shape.Line("", read) for read in looked_in(register, record, helping=False))
    ends = ((x.ends, x.source) for x in record.provisions if x.ends)
    about += (
        shape.Line("", rule_end(register, x.what, source), (Phrase(msg("until {day}"), day=Day(x.on)),))
        for x, source in ends
    )
    reading = shape.folded(Phrase(msg("About the reading")), about)
    return shape.section("law", lines, whose="ours", inside=(more, reading))


def _dated_section(register: Register, place: LawProvision) -> Wording:
    """A provision, with the day of the edition in which it was read."""
    called = to_law(register, place.source, cite_law(register, place.source))
    params = {"source": called, "day": Day(place.read)} if place.read else {}
    return Phrase(msg("{source} (as of {day})"), params) if params else called


def extent_text(item: Requirement) -> Phrase:
    """How far the law covers a requirement, or practice if no law is cited."""
    practised = item.provisions_read and not any(in_law(x.source) for x in item.provisions_read)
    of = f"{item.law}.practice" if practised and item.law in ("part", "full") else item.law
    return Phrase(f"law.told.{'unclear' if item.unclear else of}")


def sections_read(register: Register, item: Requirement) -> object:
    """The sections of law that help to cover a requirement, by edition and act."""
    helps = [(x.read, x.source) for x in item.provisions_read if in_law(x.source)]
    return _by_edition(register, helps, whole=True)


def looked_in(register: Register, record: RequirementLaw, *, helping: bool = True) -> Iterator[Phrase]:
    """What was read of the law on a requirement: what helps to cover it, and what was found not to."""
    helps = [(x.read, x.source) for x in record.provisions if helping and in_law(x.source)]
    vain = [(x.read, Source(document=x.document, section=x.section)) for x in record.looked_in]
    for key, read, whole in (("helps", helps, True), ("looked_in.is", vain, False)):
        if places := _by_edition(register, read, whole=whole):
            yield Phrase(f"law.{key}", places=places)


def _by_edition(register: Register, read: Iterable[tuple[str | None, Source]], *, whole: bool) -> object:
    """Places in the law by the day as of which they were read, and by act."""
    by_act = partial(cite_sections, register, called=partial(to_law, register), whole=whole)
    parts = list[Phrase]()
    for day, cited in grouped(read).items():
        acts = grouped((one.document if in_law(one) else repr(one), one) for one in cited).values()
        where = apart(by_act(of) if in_law(of[0]) else cite(register, of[0]) for of in acts)
        as_of = Phrase("time.as_of", as_of=Day(day)) if day else Phrase("day.unknown")
        parts.append(Phrase("labelled", label=as_of, value=where))
    return apart(parts) if parts else None


def apart(acts: Iterable[Phrase | str | Named]) -> object:
    """Acts, each of which may have several sections."""
    return reduce(lambda one, other: Phrase(msg("{one}; {other}"), one=one, other=other), acts)


def strategy_text(register: Register, items: Sequence[Requirement]) -> Phrase:
    """How far each measure follows up some requirements; without any, if the strategy or we name them."""
    if not (found := furthest(answer for item in items for answer in item.answers)):
        bases = {mention.basis for item in items for mention in item.named_by}
        named = "promise.named" if bases - {"editorial"} else FAR["named"]
        return Phrase(named if bases else msg("no measure"))
    far = ((name, Phrase(FAR[contribution])) for name, (_, contribution) in found.items())
    params = ({"measures": how, "promise": shape.named(register, name)} for name, how in far)
    return Phrase("cite", parts=Parts(tuple(Phrase("promise.by", one) for one in params)))


def to_law(register: Register, source: Source, words: object) -> Named:
    """Words that lead to the section where its address is known, otherwise to the act."""
    act = document_of(register, source)
    return Named(source.url or (act.url if act else None) or "", words)


def _doubt_lines(register: Register, record: RequirementLaw) -> Iterator[shape.Line]:
    """Why we read it so, and what makes that less certain: a doubt, other sources, what was not read."""
    if record.note is not None:
        yield shape.Line("", record.note)
    if record.doubt is not None:
        yield shape.Line("", Phrase(msg("Doubt: {text}"), text=record.doubt))
    for view in record.contrary:
        yield shape.Line("", Phrase("law.contrary.is", text=view.text, source=cite(register, view.source)))
    for item in record.unread:
        yield shape.Line("", Phrase(UNREAD[bool(item.decides)], title=item.title), shape.kept(item.note))


def judged(record: RequirementLaw, extent: Wording) -> Phrase:
    """Who judged the law, and whether it has been confirmed."""
    day: Wording | Day = Day(record.judged.date) if record.judged.date else Phrase("day.unknown")
    if record.confirmed is not None:
        by, date = record.confirmed.by, record.confirmed.date
        return Phrase("law.confirmed", extent=extent, by=by, day=Day(date) if date else Phrase("day.unknown"))
    who: Wording = Phrase(msg("our reading")) if record.judged.by == "editorial" else record.judged.by
    return Phrase("law.unconfirmed", extent=extent, by=who, day=day)


def _promise(register: Register, item: Requirement) -> shape.Section:
    """What the strategy promises, and what only names the requirement."""
    lines = [_answer_line(register, one) for one in item.answers if one.link.address.basis != "editorial"]
    if not lines:
        own, source = register.strategy, item.owner.source
        retold = source is not None and own is not None and source.document == own.source.document
        words = "no_task" if item.answers else "named" if item.named_by else "not_named"
        lines.append(shape.Line("", Phrase(f"strategy.{'retold' if retold else words}")))
    by = dict.fromkeys((mention.kind, mention.by) for mention in item.named_by)
    called = ((kind, name if kind == "focus_area" else shape.named(register, name)) for kind, name in by)
    rest = (shape.Line("", Phrase(f"mention.{kind}", by=name)) for kind, name in called)
    mentions = shape.folded(Phrase("section.named_by"), rest)
    return shape.section("strategy", lines, whose="strategy", inside=(mentions,))


def _named_task(register: Register, name: str) -> Named:
    """The first words of a task, where all of it stands elsewhere."""
    task = register.tasks[name][1] if name in register.tasks else None
    return Named(name, Lazy(lambda lang: first_words(task.text.pick(lang))) if task else name)


def _answer_line(register: Register, answer: LinkAnswer) -> shape.Line:
    """A measure that follows it up: how far, how far that has come, and why we say so."""
    address = answer.link.address
    phrase = Phrase(f"contribution.{address.contribution or 'partial'}.by")
    if address.by:
        tasks = Parts(tuple(_named_task(register, name) for name in address.by), "; ")
        phrase = Phrase(msg("{contribution} ({tasks})"), contribution=phrase, tasks=tasks)
    if answer.contribution != "assess":
        params = {"contribution": phrase, "promise": Phrase(f"promise.{answer.promise}")}
        phrase = Phrase(msg("{contribution} · {promise}"), params)
    measure = answer.link.measure.id
    return shape.Line(measure, phrase, shape.kept(address.note), shape.named(register, measure))


def assessment_lines(register: Register, name: str) -> tuple[shape.Line, ...]:
    """The latest assessment by each side of the obligation or the requirement called ``name``."""
    return tuple(assessment_line(register, side) for side in register.latest_assessments.get(name, ()))


def assessment_line(register: Register, side: SideAssessment, about: str = "") -> shape.Line:
    """What one side has said: who and when, and of what where that is not the page's own subject."""
    when = Phrase("told_by", by=shape.names(register, (side.by,)), day=Day(side.date))
    verdict = Phrase(f"verdict.{side.verdict}")
    if not about:
        return shape.Line("", verdict, shape.kept(side.text), when)
    return shape.Line(about, verdict, shape.kept(when, side.text), shape.named(register, about))
