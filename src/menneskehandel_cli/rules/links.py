"""The rules on links: what is said of them, and measures and obligations without any."""

from collections.abc import Mapping

from menneskehandel_cli.diagnostics import About, Diagnostic, Severity
from menneskehandel_cli.history import Event
from menneskehandel_cli.history.selection import Lookback
from menneskehandel_cli.language import Day, Phrase, msg
from menneskehandel_cli.models import Address, Article, Measure
from menneskehandel_cli.models.measure import Relation
from menneskehandel_cli.models.obligation import ArticleRef
from menneskehandel_cli.register import Link, Register
from menneskehandel_cli.register.unreadable import may_be_answered
from menneskehandel_cli.rules import base
from menneskehandel_cli.rules.closing import in_measure, measure_of

_WITH_BASIS: Mapping[type[Address | Relation | ArticleRef], str] = {
    Address: "obligation",
    Relation: "target",
    ArticleRef: "id",
}
"""What gives its basis, and the key of what it names."""


@base.rule("error")
def mh110_link_without_reason(context: base.RuleContext) -> base.Diagnostics:
    """Editorial links, relations and article references, and inferred responsibility, give a reason."""
    for model, names in _WITH_BASIS.items():
        for entry, keys, link in context.register.models(model):
            if link.basis == "editorial" and link.note is None:
                yield context.wrong("MH110", entry.record, (*keys, "basis"), name=getattr(link, names))
    for measure in context.register.measures:
        if measure.responsible_basis == "inferred" and measure.responsible_note is None:
            yield context.wrong("MH110", measure, ("responsible_basis",), name=measure.responsible)


@base.rule("error")
def mh115_area_link_unfounded(context: base.RuleContext) -> base.Diagnostics:
    """``basis: area`` needs an article of the area, or a recommendation made there or about one."""
    register = context.register
    for link in register.links:
        area = register.focus_areas.get(link.measure.focus_area)
        target = register.targets.get(link.address.obligation)
        if link.address.basis != "area" or area is None or target is None:
            continue
        named = register.articles_of(area)
        if register.may_hold("strategy", "") or not register.targets.keys() >= {*named}:
            continue  # The obligation cannot be read, or is unknown: MH101 reports that.
        if area.number not in register.areas_of(target.owner):
            params = {"name": link.address.obligation, "area": area.number}
            yield context.wrong("MH115", link.measure, ("addresses", link.place, "basis"), params)


@base.rule("error", phrases={"what": "link.wrong"})
def mh117_link_contribution(context: base.RuleContext) -> base.Diagnostics:
    """Links in files of the current format; links in older ones are converted while they are read."""
    register = context.register
    for link in register.links:
        measure, address = link.measure, link.address
        target = register.targets.get(address.obligation)
        if measure.format == 1 or target is None or register.path_of(target.owner) in register.damaged:
            continue  # If the target is unknown or damaged, it is unknown how much it reaches.
        if register.is_context(address.obligation):
            continue
        keys = ("addresses", link.place)
        if register.names_one(address):
            if address.contribution is None:
                params = {"name": address.obligation, "what": "silent", "n": 1}
                yield context.wrong("MH117", measure, (*keys, "obligation"), params)
            continue
        key = "contribution" if address.contribution is not None else "by" if address.by else None
        if key is not None:
            known = [*register.requirements_of(address.obligation)]
            what = "area" if address.basis == "area" else "several" if known else "none"
            params = {"name": address.obligation, "what": what, "n": len(known), "known": known}
            yield context.wrong("MH117", measure, (*keys, key), params)


def _closure_by_a_link(diagnostic: Diagnostic, context: base.RuleContext) -> base.Closure | None:
    """Why a gap is closed: the measure has links, and to what."""
    measure = measure_of(diagnostic, context)
    targets = _linked_ids(context.register, measure)
    causes = (base.Cause(measure.id, field=f"link:{target}") for target in targets)
    return base.closed("linked", *causes, name=measure.id, targets=targets) if targets else None


def _linked_ids(register: Register, measure: Measure) -> tuple[str, ...]:
    """What a measure has links to, as far as there is such an obligation, or may be in an unread file."""
    named = (address.obligation for address in measure.addresses)
    return tuple(x for x in named if x in register.targets or register.may_hold("obligation", x))


@base.rule("gap", about=(), closure=_closure_by_a_link)
def mh203_measure_without_obligation(context: base.RuleContext) -> base.Diagnostics:
    """A measure without any link to an obligation that there is."""
    for measure in context.register.measures:
        if not _linked_ids(context.register, measure):
            yield in_measure("MH203", context, measure, "id", weight=2)


def _named_article_without_measure_closure(diagnostic: Diagnostic, context: base.RuleContext) -> base.Closure:
    """Why a gap is closed: a measure of the area links to the article, or the area no longer names it."""
    register, name, number = context.register, diagnostic.about_record, diagnostic.params["area"]
    area = next((area for area in register.focus_areas.values() if area.number == number), None)
    if area is None or name not in register.articles_of(area):
        cause = base.Cause("strategy", f"strategy/{number}", "articles")
        return base.ended("reclassified", "area_dropped", cause, name=name, area=number)
    links = [link for link in _links_to(register, name) if link.measure.focus_area == area.number]
    hiding = _hiding(register, name)
    if not links and hiding is not None:
        return base.unread(name, hiding)
    measures = tuple(dict.fromkeys(link.measure.id for link in links))
    causes = [base.Cause(link.measure.id, field=f"link:{link.address.obligation}") for link in links]
    causes += [base.Cause(measure, field="focus_area") for measure in measures]
    return base.closed("area_linked", *causes, measures=measures, area=area.number, name=name)


def _links_to(register: Register, article: str) -> list[Link]:
    """The links to an article of the measures that promise something."""
    return [link for link in register.links_to.get(article, ()) if link.measure.normative]


def _hiding(register: Register, article: str) -> str | None:
    """The file that may hold a link to an article and cannot be read."""
    return may_be_answered(register, (article, *register.requirements_of(article)))


@base.rule("gap", about=("target",), closure=_named_article_without_measure_closure)
def mh204_named_article_without_measure(context: base.RuleContext) -> base.Diagnostics:
    """Every article that a focus area names must be addressed from within that area.

    It is only worth knowing where each requirement of the article is covered, or unclear.
    """
    register = context.register
    for area in register.focus_areas.values():
        for name in register.articles_of(area):
            article = register.obligations.get(name)
            if not isinstance(article, Article):
                continue
            areas = {link.measure.focus_area for link in _links_to(register, article.id)}
            if _hiding(register, name) is None and area.number not in areas:
                sole = len(register.conventions) == 1
                text = Phrase(msg("Article {n}"), n=str(article.article)) if sole else article.id
                params = {"article": text, "title": register.short_title(article.id), "area": area.number}
                about = About(article.id, target=f"FA{area.number}")
                covered = context.coverage.by_owner.get(article.id, ())
                settled = covered and all(x.classification == "covered" or x.unclear for x in covered)
                severity: Severity | None = "note" if settled else None
                yield context.wrong(
                    "MH204", article, ("article",), params, severity=severity, weight=2, about=about
                )


@base.rule(
    "note", needs_history=Lookback(frozenset({"obligation"}), frozenset({"measure"})), about=("target",)
)
def mh334_link_suspect(context: base.RuleContext) -> base.Diagnostics:
    """Links that have not changed since the obligation they reach was reworded."""
    reworded: dict[str, tuple[int, Event]] = {}
    linked: dict[tuple[str, str], int] = {}
    place, commit = 0, ""
    for event in context.events:
        # A link changed in the same commit was written with the new wording in view.
        place, commit = place + (event.commit.id != commit), event.commit.id
        delta = event.delta
        if delta.kind == "obligation_reworded" and event.classification == "policy":
            reworded[delta.key.subject] = (place, event)
        elif delta.key.field.startswith("link:"):
            linked[delta.record, delta.key.field.removeprefix("link:")] = place
    for link in context.register.links:
        name = link.address.obligation
        target = context.register.targets.get(name)
        if target is None:
            continue
        touched = linked.get((link.measure.id, name), -1)
        reaches = (name, target.owner.id, *target.smallest)
        subject = next((item for item in reaches if item in reworded and reworded[item][0] > touched), None)
        if subject is not None:
            day = Day(reworded[subject][1].commit.day.isoformat())
            params = {"target": subject, "name": link.measure.id, "day": day}
            about, keys = About(link.measure.id, target=name), ("addresses", link.place, "obligation")
            yield context.wrong("MH334", link.measure, keys, params, about=about)
