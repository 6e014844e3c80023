"""The rules on links and references: what they name, how far they reach, and why."""

from collections.abc import Mapping

from menneskehandel_cli.diagnostics import About, Diagnostic
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.models import Address, Article, Recommendation, models_in
from menneskehandel_cli.models.measure import Relation
from menneskehandel_cli.models.obligation import ArticleRef
from menneskehandel_cli.register.rounds import Rounds, whole
from menneskehandel_cli.register.unreadable import may_be_answered
from menneskehandel_cli.rules.base import Cause, Closure, Diagnostics, Rule, RuleContext, closed
from menneskehandel_cli.rules.closing import in_measure, measure_of

_LINKS: Mapping[type[Address | Relation | ArticleRef], str] = {
    Address: "obligation",
    Relation: "target",
    ArticleRef: "id",
}
"""What gives its basis, and the key of what it names."""


def _link_without_reason(context: RuleContext) -> Diagnostics:
    """Editorial links, relations and article references, and inferred responsibility, give a reason."""
    for entry in context.register.entries:
        for model, names in _LINKS.items():
            for keys, link in models_in(entry.record, model):
                if link.basis == "editorial" and link.note is None:
                    name = getattr(link, names)
                    yield context.wrong("MH110", entry.record, (*keys, "basis"), {"name": name})
    for measure in context.register.measures:
        if measure.responsible_basis == "inferred" and measure.responsible_note is None:
            yield context.wrong("MH110", measure, ("responsible_basis",), {"name": measure.responsible})


MH110_LINK_WITHOUT_REASON = Rule(
    severity="error",
    message=msg("The link to “{name}” is our own judgement (editorial) but does not say why."),
    help=msg(
        "Add “note:” with a sentence that says why, or use basis: strategy if the strategy "
        "itself says so."
    ),
    why=msg(
        "What the strategy says and what we think must be kept apart. Nobody can test a "
        "judgement that has no reason."
    ),
    check=_link_without_reason,
)
"""Our own judgement without a reason."""


def _area_link_unfounded(context: RuleContext) -> Diagnostics:
    """``basis: area`` requires that the strategy names the article in ``articles`` of the focus area."""
    register = context.register
    for link in register.links:
        area = register.focus_areas.get(link.measure.focus_area)
        target = register.targets.get(link.address.obligation)
        if link.address.basis != "area" or area is None or target is None:
            continue
        named = register.articles_of(area)
        if register.may_hold("strategy", "") or not register.targets.keys() >= {*named}:
            continue  # The obligation cannot be read, or is unknown: MH101 reports that.
        if not isinstance(target.owner, Article) or target.owner.id not in named:
            told = {"name": link.address.obligation, "area": area.number}
            yield context.wrong("MH115", link.measure, ("addresses", link.place, "basis"), told)


MH115_AREA_LINK_UNFOUNDED = Rule(
    severity="error",
    message=msg(
        "The link to “{name}” has basis area, but the strategy does not name the article for "
        "focus area {area}."
    ),
    help=msg("Use basis: editorial with a reason, or basis: strategy if the measure's own text says so."),
    why=msg("The strategy names certain articles for each focus area. Other links are our judgement."),
    check=_area_link_unfounded,
)
"""A link with ``basis: area`` to an article that the focus area does not name."""


def _link_contribution(context: RuleContext) -> Diagnostics:
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
                told = {"name": address.obligation, "what": "silent", "n": 1}
                yield context.wrong("MH117", measure, (*keys, "obligation"), told)
            continue
        said = "contribution" if address.contribution is not None else "by" if address.by else None
        if said is not None:
            number = len(register.requirements_of(address.obligation))
            what = "area" if address.basis == "area" else "several" if number else "none"
            told = {"name": address.obligation, "what": what, "n": number}
            yield context.wrong("MH117", measure, (*keys, said), told)


MH117_LINK_CONTRIBUTION = Rule(
    severity="error",
    message=msg("The link to “{name}” {what}."),
    help=msg(
        "Where the link is to one requirement, write “contribution: full”, “partial” or "
        "“assess”. Otherwise remove “contribution” and “by”, or make the link name the "
        "requirement that it follows up."
    ),
    why=msg(
        "Only a link to a single requirement can say that it is followed up. A link to a whole "
        "article, to a recommendation with points or for the whole focus area names the "
        "requirements, but does not say how far the measure follows up each of them."
    ),
    check=_link_contribution,
    phrases={"what": "link.wrong"},
)
"""A link with ``contribution`` that only names, or a link that answers without it."""


def _whole_restated(context: RuleContext) -> Diagnostics:
    """Statements with a name that is not a single requirement, in files of the current format."""
    register = context.register
    for statement in register.statements:
        owner = statement.owner
        name = whole(register, statement)
        if name is None or owner.format == 1:
            continue
        number = len(register.requirements_of(name))
        what = _what(register.targets[name].owner, number)
        yield context.wrong("MH118", owner, statement.keys, {"name": name, "n": number, "what": what})


def _what(owner: object, number: int) -> str:
    if number == 0:
        return "none"
    return "parts" if isinstance(owner, Recommendation) else "provisions"


MH118_WHOLE_RESTATED = Rule(
    severity="error",
    message=msg("“{name}” is {what}, not one requirement."),
    help=msg(
        "Write “restates” or “repeats” in the point that it is about, with the id of the "
        "one requirement that it repeats."
    ),
    why=msg(
        "The same requirement must be counted only once. Where the reference is to a whole "
        "recommendation with points, it is not clear which points are the same."
    ),
    check=_whole_restated,
    phrases={"what": "whole"},
)
"""A demand that restates or repeats several at once, or itself has several parts."""


def _measure_without_obligation(context: RuleContext) -> Diagnostics:
    """A measure without any link."""
    for measure in context.register.measures:
        if not measure.addresses:
            yield in_measure("MH203", context, measure, "id", weight=2)


def _measure_without_obligation_closure(diagnostic: Diagnostic, context: RuleContext) -> Closure | None:
    """Why a gap is closed: the measure has links, and to what."""
    measure = measure_of(diagnostic, context)
    if not measure.addresses:
        return None
    targets = tuple(address.obligation for address in measure.addresses)
    causes = (Cause(measure.id, field=f"link:{target}") for target in targets)
    return closed("linked", *causes, name=measure.id, targets=targets)


MH203_MEASURE_WITHOUT_OBLIGATION = Rule(
    severity="gap",
    message=msg("{name} has no link to an obligation."),
    help=msg(
        "Add a link under “addresses”. If there is no obligation behind the measure, record under"
        " “accepted” who has accepted this."
    ),
    why=msg(
        "Without a link, nobody can see which obligation is affected if the measure is discontinued."
    ),
    check=_measure_without_obligation,
    about=(),
    closure=_measure_without_obligation_closure,
)
"""A measure without links to obligations."""


def _reference_to_whole_article(context: RuleContext) -> Diagnostics:
    """References to several requirements at once, of open recommendations that no later round repeats."""
    register = context.register
    rounds = Rounds(register)
    for owner in register.recommendations:
        if not owner.is_open:
            continue
        demands = [requirement.id for requirement in owner.requirements]
        if all(map(rounds.taken_up, demands)) or may_be_answered(register, demands) is not None:
            continue
        for place, reference in enumerate(owner.articles):
            target = register.targets.get(reference.id)
            number = len(register.requirements_of(reference.id))
            if target is None or not isinstance(target.owner, Article) or number <= 1:
                continue
            about = About(owner.id, target=reference.id)
            told = {"name": owner.id, "article": reference.id, "n": number}
            yield context.wrong("MH208", owner, ("articles", place, "id"), told, about=about)


MH208_REFERENCE_TO_WHOLE_ARTICLE = Rule(
    severity="note",
    message=msg(
        "{name} refers to the whole of {article}, which has {n} requirements. The source does not "
        "say which of them it is about, so it is not shown as an open recommendation on any of them."
    ),
    help=msg("If the source says which requirement it means, write its id. Otherwise change nothing."),
    why=msg(
        "An open recommendation is shown on a requirement when it names that particular "
        "requirement. A reference to a whole article does not say which requirement it is "
        "about."
    ),
    check=_reference_to_whole_article,
    about=("target",),
)
"""A recommendation that names a whole article, and so disputes no requirement of it."""
