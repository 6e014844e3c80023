"""What a measure follows up: how far, by whose words, and what it only names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from menneskehandel_cli.language import Named, Parts, Phrase, The, msg, nmsg
from menneskehandel_cli.models import Article, Measure, Recommendation
from menneskehandel_cli.models.measure import Address, Contribution
from menneskehandel_cli.register import Link, Register, grouped
from menneskehandel_cli.register.citing import placed
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.register.rounds import Rounds
from menneskehandel_cli.reports import record as shape
from menneskehandel_cli.reports.matrix import CONTRIBUTIONS
from menneskehandel_cli.reports.record import Line, Section, folded, kept, named, section

Demands = Mapping[str, Sequence[Address]]
"""The links to each single demand, the furthest first, by the wording that it is counted at."""

_FEW_DEMANDS = 3  # so many gaps are named


def _measure_demands(register: Register, measure: Measure) -> Demands:
    found, rounds = dict[str, list[Address]](), Rounds(register)
    for one in sorted(measure.addresses, key=lambda one: CONTRIBUTIONS.index(_far(one))):
        if measure.normative and register.names_one(one):
            (own,) = register.requirements_of(one.obligation)
            counted = rounds.wordings(own)[0]
            found.setdefault(one.obligation if counted == own else counted, []).append(one)
    return found


def _far(link: Address) -> Contribution:
    return link.contribution or "partial"


_BEGUN, _WHOLE = {"in_progress", "completed"}, nmsg("the convention", "the conventions")


def _way(measure: Measure, links: Sequence[Address]) -> str:
    """How far a measure follows something up, and whether nothing of that has begun."""
    far, by = _far(links[0]), {name for one in links for name in one.by}
    tasks = [task.status for task in measure.tasks if not by or task.id in by]
    begun = _BEGUN.intersection(tasks if by else (measure.status, *tasks))
    return far if far == "assess" or begun else f"{far}.planned"


def _followed(register: Register, measure: Measure, demands: Demands) -> Phrase | None:
    """How many requirements and recommendations it follows up, how far, and by whose words."""
    ways = grouped((_way(measure, links), name) for name, links in demands.items()).items()
    keys = (f"site.follows_up.{way}{'' if n else '.first'}" for n, (way, _) in enumerate(ways))
    counts = (_demand_counts(register, some, ".cited") for _, some in ways)
    what = [Phrase(key, what=some) for key, some in zip(keys, counts, strict=True)]
    own = sum(any(x.basis != "editorial" for x in links) for links in demands.values())
    key = f"follows.{'both' if 0 < own < len(demands) else 'theirs' if own else 'ours'}"
    return Phrase(key, what=what, own=own, n=len(demands)) if demands else None


def _demand_counts(register: Register, demands: Iterable[str], cited: str = "") -> list[Phrase]:
    """How many requirements, and how many recommendations; ``cited`` with whose they are."""
    words: dict[type, str] = {Article: "follows.requirements", Recommendation: "follows.recommendations"}
    found, each = grouped((type(register.targets[name].owner), name) for name in demands), []
    for of in (x for x in words if x in found):
        whose = _who_asks(register, found[of])
        params = {"whose": whose, "convention": Phrase(_WHOLE, n=len(whose))}
        each.append(Phrase(f"{words[of]}{cited if whose else ''}", params, n=len(found[of])))
    return each


def _who_asks(register: Register, demands: Iterable[str]) -> list[Named]:
    """The conventions, and the bodies that recommend."""
    asking = (register.instrument_with(register.targets[x].owner) for x in demands)
    ids = dict.fromkeys(x.id if x.kind == "convention" else x.body for x in asking if x is not None)
    return [Named(one, The(register.short_name(one))) for one in ids]


def follows_section(register: Register, measure: Measure, gaps: Iterable[Requirement]) -> Section:
    """What it follows up by the strategy's own words, by our judgement with the reasons, and names."""
    demands = _measure_demands(register, measure)
    theirs = {n: x for n, links in demands.items() if (x := [y for y in links if y.basis != "editorial"])}
    ours = {n: x for n, links in demands.items() if (x := [y for y in links if y.basis == "editorial"])}
    links = [x for x in measure.addresses if not register.answers(Link(measure, x, 0))]
    alike = len({x.basis for x in links}) == 1
    first = (Line("", Phrase(f"basis.{links[0].basis}")),) if alike else ()
    lines = (_named_line(register, measure, x, alike=alike) for x in links)
    inside = (
        section("stated", (), whose="strategy", inside=_by_way(register, theirs)),
        section("linked_to", (), whose="ours", inside=_by_way(register, ours)),
        folded(Phrase("section.named_only"), lines, first),
    )
    asking = _who_asks(register, demands)
    params = {"texts": asking, "n": len(asking)}
    source = Phrase(nmsg("Source: {texts}.", "Sources: {texts}."), params) if asking else None
    linked = {x.obligation for links in demands.values() for x in links}
    once = Phrase("follows.once") if len(demands) < len(linked) else None
    found = _followed(register, measure, demands)
    texts = kept(found, shape.sentences(source, once), _named_only(register, measure, gaps))
    return section("addresses", (Line("", text) for text in texts), inside=inside)


def _by_way(register: Register, demands: Demands) -> Iterator[Section]:
    """The links below how far they go, with the number of what they follow up."""
    for far, some in grouped((_far(links[0]), name) for name, links in demands.items()).items():
        title = Phrase("labelled", label=Phrase(f"contribution.{far}"), value=_demand_counts(register, some))
        yield Section(title, tuple(_link_line(register, x, one, far) for x in some for one in demands[x]))


def _link_line(register: Register, counted: str, address: Address, above: Contribution) -> Line:
    """A link with its reason; how far it goes, if that is not as far as what stands ``above`` says."""
    name, own, n = address.obligation, _far(address), len(address.by)
    together = {"name": named(register, counted, inside=True)}
    words = kept(
        address.note,
        Phrase(f"contribution.{own}") if own != above else None,
        Phrase(nmsg("Task {tasks}", "Tasks {tasks}"), tasks=[*address.by], n=n) if n else None,
        Phrase(msg("counted with {name}"), together) if counted != name else None,
    )
    return Line(name, words[0] if words else "", words[1:], named(register, name, long=True))


def _named_line(register: Register, measure: Measure, address: Address, *, alike: bool) -> Line:
    """A link that answers nothing, by whose words unless all are ``alike``, and if a part is answered."""
    below = (x for x in measure.addresses if x.obligation.startswith(f"{address.obligation}."))
    whole = any(register.answers(Link(measure, one, 0)) for one in below)
    own = (None if alike else Phrase(f"basis.{address.basis}"), address.note)
    words = kept(*own, Phrase("relation.names_whole") if whole else None)
    name = named(register, address.obligation, long=True)
    return Line(address.obligation, words[0] if words else "", words[1:], name)


def _named_only(register: Register, measure: Measure, gaps: Iterable[Requirement]) -> Phrase | None:
    """Gaps that it names, and not only their articles, but does not follow up; the first if many."""
    found = [x.id for x in gaps if any(one.obligation in x.wordings for one in measure.addresses)]
    names = Parts(tuple(placed(register, one, whole=True) for one in found[:_FEW_DEMANDS]), "; ")
    words = f"measure.only_named{'.some' if len(found) > _FEW_DEMANDS else ''}"
    return Phrase(words, names=names) if found else None
