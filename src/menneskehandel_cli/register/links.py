"""What refers to what: the links of measures, and the recommendations that say the same or ask again."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from menneskehandel_cli import models as model
from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.language import Phrase, msg
from menneskehandel_cli.models.measure import Basis, Relation
from menneskehandel_cli.models.obligation import ArticleRef
from menneskehandel_cli.register.records import Records, fields_of, grouped

_INDENTS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
"""What the indents of a list without letters or numbers are called in ids."""

RELATED = {
    "repeats": "repeated_by",
    "restates": "restated_by",
    "equivalent_to": "equivalent_to",
    "narrower_than": "wider_than",
    "wider_than": "narrower_than",
}
"""How a demand may be related to another, and so the other to it."""


class LinkTarget(NamedTuple):
    """Something a link can name: an article or recommendation, or a part of one.

    ``smallest`` are the smallest parts it reaches, in order: itself if it has none.
    """

    id: str
    owner: model.Obligation
    smallest: tuple[str, ...]


class Link(NamedTuple):
    """A measure's link to an obligation; ``place`` counts from 0 in its ``addresses``."""

    measure: model.Measure
    address: model.Address
    place: int


class Statement(NamedTuple):
    """That a demand is related to another in one of the ways of ``RELATED``, and who says so and why."""

    owner: model.Obligation
    demand: str
    how: str
    name: str
    keys: KeyPath
    """Where it is in the file of its ``owner``."""
    reference: ArticleRef | None = None


class Mention(NamedTuple):
    """Something that names a demand without answering it.

    ``by`` is the id of a measure, a principle or a fund, or the number of a focus area.
    """

    obligation: str
    basis: Basis
    kind: Literal["measure", "focus_area", "principle", "funding"]
    by: str


@dataclass(frozen=True)
class Links(Records):
    """Records, linked in both directions."""

    @cached_property
    def targets(self) -> dict[str, LinkTarget]:
        """Everything that a link may name, by its present and former ids."""
        found: dict[str, LinkTarget] = {}
        former: dict[str, LinkTarget] = {}
        for owner in self.obligations.values():
            parts = owner.parts
            found[owner.id] = LinkTarget(owner.id, owner, tuple(part.id for part in parts) or (owner.id,))
            groups: dict[str, list[str]] = {}
            for part in parts:
                for cut in range(owner.id.count(".") + 1, part.id.count(".") + 1):
                    groups.setdefault(".".join(part.id.split(".")[: cut + 1]), []).append(part.id)
                for name in part.former_ids:
                    former[name] = LinkTarget(part.id, owner, (part.id,))
            for key, below in groups.items():
                found[key] = LinkTarget(key, owner, tuple(below))
        return former | found

    def short_name(self, name: str) -> str | model.Text | Phrase:
        """What an id is called in words: “Article 12(1)(a)”, “GRETA 2017: Referral of children”.

        An instrument is called by its body and year, a measure or an actor by its short title or name.
        """
        target = self.targets.get(name)
        owner = target.owner if target is not None else None
        if target is not None and isinstance(owner, model.Article):
            return self._article_name(owner, target.id)
        if isinstance(owner, model.Recommendation):
            body = self.short_name(self.instrument_id(owner))
            return Phrase(msg("{body}: {title}"), body=body, title=self.short_title(name))
        instrument = self.instruments.get(name)
        if instrument is None or instrument.kind == "convention":
            return instrument.title if instrument is not None else super().short_name(name)
        body, year = super().short_name(instrument.body), instrument.year
        return Phrase(msg("{body} {year}"), body=body, year=str(year)) if year else body

    def short_title(self, name: str) -> str | model.Text | Phrase:
        """What something is about: its short title, without article number or body."""
        if (target := self.targets.get(name)) is None:
            return self.short_name(name)
        owner = target.owner
        part = next((part for part in owner.parts if part.id == target.id), None)
        title = owner.short_title or owner.title
        if part is not None and part.short_title is not None:
            return part.short_title
        if part is None or isinstance(owner, model.Article):
            return title
        return Phrase(msg("{title}, point {letter}"), title=title, letter=target.id.rpartition(".")[2])

    def long_name(self, name: str) -> str | model.Text | Phrase:
        """What an id is called in words, with what an article, or that of a provision, is about."""
        short, target = self.short_name(name), self.targets.get(name)
        if target is None or not isinstance(target.owner, model.Article):
            return short
        return Phrase(msg("{body}: {title}"), body=short, title=self.short_title(name))

    def _article_name(self, article: model.Article, name: str) -> Phrase:
        """An article or a part of it, as lawyers cite it, with its convention if there are several."""
        cited = self.cited(article, name, Phrase(msg("Article {number}"), number=str(article.article)))
        if not self.conventions[1:]:
            return cited
        convention = self.instruments[self.instrument_id(article)]
        params = {"article": cited, "convention": convention.reference or convention.title}
        return Phrase(msg("{article} ({convention})"), params)

    def cited(self, article: model.Article, name: str, phrase: Phrase) -> Phrase:
        """An article that is called so, or a part of it: “5(1)(a)”."""
        alone = {part.id.rpartition(".")[2] for part in article.provisions}
        for place in name.removeprefix(article.id).split(".")[1:]:
            if place.isdecimal():
                if place != "0":
                    phrase = Phrase(msg("{place}({n})"), place=phrase, n=place)
            elif alone <= {*_INDENTS}:
                which = Phrase(f"ordinal.{_INDENTS.index(place) + 1}")
                phrase = Phrase(msg("{place}, {which} indent"), place=phrase, which=which)
            else:
                phrase = Phrase(msg("{place}({letter})"), place=phrase, letter=place)
        return phrase

    def areas_of(self, owner: model.Obligation) -> tuple[int, ...]:
        """The focus areas in which the strategy summarises a recommendation, or that name its articles."""
        named = {owner.id}
        if isinstance(owner, model.Recommendation):
            if owner.focus_area is not None and (owner.plan or "") == self.plan:
                return (owner.focus_area,)
            named = {self.targets[x.id].owner.id for x in owner.articles if x.id in self.targets}
        return tuple(n for n, x in self.focus_areas.items() if not named.isdisjoint(self.articles_of(x)))

    @cached_property
    def context_only(self) -> frozenset[str]:
        """The ids of the measures, provisions, recommendations and parts marked as context only.

        They are shown and are nobody's gap. A part is marked by itself or by its recommendation.
        """
        found = {measure.id for measure in self.measures if not measure.normative}
        for owner in self.obligations.values():
            whole = isinstance(owner, model.Recommendation) and not owner.normative
            found |= {owner.id} if whole else set()
            found |= {part.id for part in owner.parts if whole or not part.normative}
        return frozenset(found)

    def is_context(self, name: str) -> bool:
        """Whether all that an id reaches is context only, so that there is nothing in it to answer."""
        target = self.targets.get(name)
        return target is not None and self.context_only.issuperset(target.smallest)

    def current_id(self, name: str) -> str:
        """The present id of a record or part of one, by its present or a former id."""
        if (target := self.targets.get(name)) is not None:
            return target.id
        owner, dot, part = name.partition(".")
        return f"{self.renumbered.get(owner, owner)}{dot}{part}"

    @cached_property
    def _requirements(self) -> frozenset[str]:
        return frozenset(item.id for owner in self.obligations.values() for item in owner.requirements)

    def requirements_of(self, name: str) -> tuple[str, ...]:
        """The requirements that an id reaches. A link to an id that reaches several answers none."""
        target = self.targets.get(name)
        return tuple(part for part in target.smallest if part in self._requirements) if target else ()

    @cached_property
    def law_on(self) -> dict[str, model.RequirementLaw]:
        """What the law answers of each requirement, by its present id (the first if there are two)."""
        found: dict[str, model.RequirementLaw] = {}
        for law in self.laws:
            for item in law.requirements:
                for name in self.requirements_of(item.requirement):
                    found.setdefault(name, item)
        return found

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link from a measure of this plan to an obligation, by measure."""
        return _links_of(self.measures)

    @cached_property
    def all_links(self) -> tuple[Link, ...]:
        """Also those of the other plans in the repository: a demand is followed up by all of them."""
        return (*self.links, *_links_of(measure for _, measure in self.measures_beside.values()))

    @cached_property
    def links_to(self) -> dict[str, tuple[Link, ...]]:
        """The links that reach an article, a recommendation or a part of it, by the id of the whole."""
        reached = ((self.targets.get(link.address.obligation), link) for link in self.all_links)
        return grouped((target.owner.id, link) for target, link in reached if target is not None)

    def answers(self, link: Link) -> bool:
        """Whether a link answers a requirement: it reaches exactly one, and is not for a whole area.

        A measure that is context only promises nothing, so its links name and never answer.
        """
        return link.measure.normative and self.names_one(link.address)

    def names_one(self, address: model.Address) -> bool:
        """Whether what a link says reaches exactly one requirement, and is not for a whole area."""
        return address.basis != "area" and len(self.requirements_of(address.obligation)) == 1

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Everything that names demands without answering them. Discontinued measures are left out."""
        found = [
            Mention(link.address.obligation, link.address.basis, "measure", link.measure.id)
            for link in self.all_links
            if not self.answers(link) and link.measure.status != "discontinued"
        ]
        for area in self.focus_areas.values():
            found += [Mention(x, "area", "focus_area", str(area.number)) for x in self.articles_of(area)]
        if self.strategy is not None:
            for principle in self.strategy.principles:
                found += [Mention(x.obligation, x.basis, "principle", principle.id) for x in principle.names]
            for fund in self.strategy.funding:
                found += [Mention(item.obligation, item.basis, "funding", fund.id) for item in fund.names]
        return tuple(found)

    @cached_property
    def relations_to(self) -> dict[str, tuple[tuple[model.Measure, Relation], ...]]:
        """The relations of other measures to a measure, by its id."""
        return grouped((one.target, (measure, one)) for measure in self.measures for one in measure.relations)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every relation of a demand to another, also if they are not single requirements."""
        found: list[Statement] = []
        for owner in self.obligations.values():
            inside = "provisions" if isinstance(owner, model.Article) else "parts"
            demands: list[tuple[KeyPath, Any]] = [((), owner)]
            demands += [((inside, place), part) for place, part in enumerate(owner.parts)]
            for keys, demand in demands:
                for how in fields_of(demand.__class__, tuple(RELATED)):
                    for place, other in enumerate(getattr(demand, how)):
                        reference = other if isinstance(other, ArticleRef) else None
                        name = reference.id if reference is not None else other
                        found.append(Statement(owner, demand.id, how, name, (*keys, how, place), reference))
        return tuple(found)

    @cached_property
    def related(self) -> dict[str, tuple[tuple[str, str, Statement], ...]]:
        """How each demand is related to which others, by its id, whichever of the two says so."""
        found: list[tuple[str, tuple[str, str, Statement]]] = []
        for statement in self.statements:
            name = self.current_id(statement.name)
            found.append((statement.demand, (statement.how, name, statement)))
            found.append((name, (RELATED[statement.how], statement.demand, statement)))
        return grouped(found)

    @cached_property
    def recommendations_on(self) -> dict[str, tuple[model.Recommendation, ...]]:
        """The recommendations that concern an article, by the article's id."""
        every = self.recommendations
        named = ((self.targets.get(one.id), owner) for owner in every for one in owner.articles)
        once = {(target.owner.id, owner.id): owner for target, owner in named if target is not None}
        return grouped((article, owner) for (article, _), owner in once.items())


def _links_of(measures: Iterable[model.Measure]) -> tuple[Link, ...]:
    return tuple(Link(x, address, place) for x in measures for place, address in enumerate(x.addresses))
