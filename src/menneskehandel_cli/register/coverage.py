"""How far each requirement is covered, and on what grounds (docs/en/glossary.md).

The unit is the *requirement*: a provision of a duty article that demands something of anybody but the
monitoring body, a part of a recommendation, or a recommendation without parts. What is marked as context
only (``normative: false``) is none. Each has two values, which are never combined into one: what the
**law** answers (of a convention) and what the strategy **promises**. The two determine its
*classification*: ``covered``, ``planned``, ``partly``, ``pending``, ``unknown`` or
``unanswered``. None of them is a verdict on a state.

A link answers a requirement only if it names that one. A link for a whole focus area, to an article or
paragraph with several requirements, or to a recommendation with parts only names them. So do principles
and funding.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar, get_args

from menneskehandel_cli.models import Article, Obligation, Recommendation, RequirementLaw
from menneskehandel_cli.models.base import NEEDED, themes_in
from menneskehandel_cli.models.law import LawProvision
from menneskehandel_cli.models.measure import Contribution, Status, Task
from menneskehandel_cli.models.obligation import Part, Provision
from menneskehandel_cli.register import Link, Mention, Register, grouped, natural
from menneskehandel_cli.register.rounds import Rounds

LawValue = Literal["unread", "unclear", "none_found", "part", "full"]
Promise = Literal["none", "named", "to_assess", "planned", "under_way", "delivered"]
Classification = Literal["covered", "planned", "partly", "pending", "unknown", "unanswered"]
GapSize = Literal["major", "minor"]
Question = Literal["open", "doubt", "both"]

LAW_VALUES: tuple[LawValue, ...] = get_args(LawValue)
PROMISES: tuple[Promise, ...] = get_args(Promise)
GAP_SIZES: tuple[GapSize, ...] = get_args(GapSize)
QUESTIONS: tuple[Question, ...] = get_args(Question)
"""What is said against a covered requirement: an open recommendation on it, a doubt, or both."""
CLASSIFICATIONS: tuple[Classification, ...] = get_args(Classification)
"""The best answered first."""
CLASSES = (*CLASSIFICATIONS[:3], "unclear", *CLASSIFICATIONS[3:])
"""The same as people read them: what is unclear apart from what is known and from what is unread."""

T = TypeVar("T")

_AS_IT_IS = (
    *("law", "promise", "in_part", "classification", "gap", "in_hand", "disputed"),
    *("counted_at", "weight", "rounds"),
)
"""What JSON tells of a requirement as it is."""

UNPROMISED: frozenset[Promise] = frozenset({"none", "named"})
"""Promises that are no answer: the requirement is not named at all, or only named."""


class LinkAnswer(NamedTuple):
    """A link that answers a requirement, and how far it has come.

    ``contribution`` is the effective one: a link that rests on assessments alone counts as ``assess``
    whatever it says, until a decision to change leads to tasks, which then count instead.
    """

    link: Link
    contribution: Contribution
    promise: Promise
    tasks: tuple[str, ...]
    """The tasks it rests on; empty if it rests on the measure as a whole."""


class Requirement(NamedTuple):
    """One requirement, with everything that determines how far it is covered."""

    id: str
    owner: Obligation
    instrument: str
    record: Provision | Part | Recommendation
    law: LawValue | None
    """``None`` for recommendations, which only promises can answer."""
    promise: Promise
    in_part: bool
    """Whether it is planned or under way with only partial contributions."""
    outstanding: Promise
    """The most advanced promise of those that are not finished: what is still promised for the rest."""
    classification: Classification
    answers: tuple[LinkAnswer, ...]
    named_by: tuple[Mention, ...]
    law_record: RequirementLaw | None
    disputed_by: tuple[str, ...]
    """The open recommendations, or parts of them, that name this requirement itself."""
    weight: int
    """1 to 3 by force or level, 0 if the level is unknown; plus 1 for each earlier round."""
    rounds: int
    """How many rounds have asked for it, this one included (1 for a treaty provision)."""
    wordings: tuple[str, ...]
    """The requirements whose answers answer it: itself, other wordings, later rounds, wider ones."""
    counted_at: str
    """The requirement it is counted at: its own id, or that of another wording or a later round."""

    @property
    def counts(self) -> bool:
        """Whether it is counted at its own id."""
        return self.counted_at == self.id

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes of all of its article or recommendation, and its own."""
        return themes_in(self.owner, (self.record,))

    @property
    def needs(self) -> list[str]:
        """Whether it needs a rule or a practice: of a convention, what the law that was read lacks."""
        law = self.law_record.elements if self.law == "part" and self.law_record is not None else ()
        parts = law if isinstance(self.record, Provision) else (self.record,)
        return [need for need in NEEDED if any(need in one.needs for one in parts)]

    @property
    def gap(self) -> GapSize | None:
        """How large a gap it is: ``major`` without any answer, ``minor`` if nothing promises the rest."""
        if self.classification == "unanswered":
            return "major"
        unpromised = self.classification == "partly" and self.outstanding in UNPROMISED
        return "minor" if unpromised and not self.unclear else None

    @property
    def order(self) -> tuple[object, ...]:
        """Its place among what is asked for as often, alike in every list: the heaviest first."""
        return -self.weight, natural(self.id)

    @property
    def shown(self) -> str:
        """Its class as people read it, one of ``CLASSES``."""
        read = self.classification == "partly" or self.law == "unclear"
        return "unclear" if self.unclear and read else self.classification

    @property
    def called(self) -> str:
        """The key of its classification in words: of what has no law, without a measure if unanswered."""
        bare = self.classification == "unanswered" and self.law is None
        return f"classification.{'no_measure' if bare else self.shown}"

    @property
    def unclear(self) -> bool:
        """Whether it is not assessed, or all that is missing may be in texts that have not been read.

        That is work for those who read the law, and no gap in what the state does.
        """
        read = self.law_record.elements if self.law == "part" and self.law_record is not None else ()
        rest_unread = bool(read) and all(one.found == "unread" for one in read)
        unpromised = self.classification == "partly" and self.outstanding in UNPROMISED
        return self.classification == "unknown" or (unpromised and rest_unread)

    @property
    def in_hand(self) -> bool:
        """Whether it is not a gap only because an unfinished task promises or assesses more."""
        return self.classification in ("partly", "pending") and self.outstanding not in UNPROMISED

    @property
    def disputed(self) -> bool:
        """Whether it is covered, and an open recommendation names it all the same."""
        return self.classification == "covered" and bool(self.disputed_by)

    @property
    def provisions_read(self) -> tuple[LawProvision, ...]:
        """The provisions that cover it, in full or in part, on our reading."""
        return self.law_record.provisions if self.law_record is not None else ()

    @property
    def doubts(self) -> tuple[str, ...]:
        """If the law covers it in full on our reading, what makes that less certain."""
        return self.law_record.doubts if self.law == "full" and self.law_record is not None else ()

    @property
    def question(self) -> Question | None:
        """If it is covered, what is said against that."""
        if self.disputed:
            return "both" if self.doubts else "open"
        return "doubt" if self.doubts else None

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that answer it."""
        return tuple(dict.fromkeys(answer.link.measure.id for answer in self.answers))

    @property
    def judgements(self) -> int:
        """How many editorial links answer or name it."""
        ours = [answer.link.address.basis for answer in self.answers]
        ours += [mention.basis for mention in self.named_by]
        return ours.count("editorial")

    def plain(self) -> dict[str, object]:
        """The requirement as in JSON; a link has its measure's id, and not the measure."""
        return {
            "id": self.id,
            "obligation": self.owner.id,
            "text": self.record.text,
            **{name: getattr(self, name) for name in _AS_IT_IS},
            "answered_by": [
                {"measure": answer.link.measure.id, "basis": answer.link.address.basis}
                | {"contribution": answer.contribution, "promise": answer.promise, "tasks": answer.tasks}
                for answer in self.answers
            ],
            "named_by": self.named_by,
            "disputed_by": self.disputed_by,
            "law_record": self.law_record,
        }


@dataclass(frozen=True)
class Coverage:
    """Every requirement. One that restates another, or was repeated later, is counted at that one."""

    every: tuple[Requirement, ...]

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """The requirements that are counted, each once."""
        return tuple(item for item in self.every if item.counts)

    @cached_property
    def by_id(self) -> dict[str, Requirement]:
        """Every requirement by its id, including those counted at another one."""
        return {item.id: item for item in self.every}

    @cached_property
    def by_owner(self) -> dict[str, tuple[Requirement, ...]]:
        """Every requirement of each article or recommendation, by its id."""
        return grouped((item.owner.id, item) for item in self.every)

    @cached_property
    def counts(self) -> "dict[str, Counts]":
        """The counts of each instrument that has requirements of its own, by its id."""
        by_instrument = grouped((item.instrument, item) for item in self.requirements)
        return {name: counts_of(items) for name, items in by_instrument.items()}


class Counts(NamedTuple):
    """The number of requirements by classification and by each of the two values."""

    total: int
    classification: Mapping[Classification, int]
    gaps: Mapping[GapSize, int]
    in_hand: int
    disputed: int
    uncertain: int
    """How many the law covers in full on a reading that something makes less certain."""
    unquestioned: int
    """How many are covered with neither that nor an open recommendation on the same requirement."""
    questioned: Mapping[Question, int]
    """How many have the one, the other or both; with ``unquestioned`` they add up to those covered."""
    shown: Mapping[str, int]
    """By class as people read them; they too add up to the total."""
    law: Mapping[LawValue, int]
    """Empty for recommendations."""
    promise: Mapping[Promise, int]

    @property
    def answered(self) -> int:
        """How many have a promise other than ``none`` and ``named``."""
        return sum(number for promise, number in self.promise.items() if promise not in UNPROMISED)

    @property
    def certainty(self) -> dict[str, int]:
        """How many are covered with nothing said against it, and with each kind of question."""
        return {"certain": self.unquestioned} | {str(x): n for x, n in self.questioned.items()}

    def promised(self) -> dict[str, object]:
        """The counts by promise alone, as in JSON: all that the strategy's own words say."""
        return {"total": self.total, "promise": dict(self.promise)}

    def plain(self) -> dict[str, object]:
        """The counts as in JSON. Classifications add up to the total, and so does each set of values."""
        known = self._asdict()
        return {"total": known.pop("total"), **known.pop("classification"), **known}


def counts_of(items: Iterable[Requirement]) -> Counts:
    """The counts of some requirements."""
    requirements = list(items)
    with_law = any(item.law is not None for item in requirements)
    return Counts(
        total=len(requirements),
        classification=_tally(CLASSIFICATIONS, (item.classification for item in requirements)),
        gaps=_tally(GAP_SIZES, (item.gap for item in requirements)),
        in_hand=sum(item.in_hand for item in requirements),
        disputed=sum(item.disputed for item in requirements),
        uncertain=sum(bool(item.doubts) for item in requirements),
        unquestioned=sum(item.shown == "covered" and item.question is None for item in requirements),
        questioned=_tally(QUESTIONS, (item.question for item in requirements)),
        shown=_tally(CLASSES, (item.shown for item in requirements)),
        law=_tally(LAW_VALUES, (item.law for item in requirements)) if with_law else {},
        promise=_tally(PROMISES, (item.promise for item in requirements)),
    )


def _tally(values: tuple[T, ...], found: Iterable[object]) -> dict[T, int]:
    values_found = list(found)
    return {value: values_found.count(value) for value in values}


def coverage(register: Register, *, judgements: bool = True) -> Coverage:
    """The coverage of every requirement in the register.

    Without ``judgements``, only the strategy's own words count: no editorial link, no reading of the law,
    no article that we have linked to a recommendation, and no other plan.
    """
    return Coverage(tuple(_all_requirements(register, judgements)))


def _all_requirements(register: Register, judgements: bool) -> Iterator[Requirement]:
    rounds = Rounds(register, judgements=judgements)
    answers, mentions = _answers_and_mentions(register, judgements)
    disputes = _disputes(register, rounds, judgements)
    for owner in register.obligations.values():
        for record in owner.requirements:
            wordings = rounds.answered_with(record.id)
            answering = tuple(answer for wording in wordings for answer in answers.get(wording, ()))
            named = tuple(mention for wording in wordings for mention in mentions.get(wording, ()))
            considered = isinstance(record, Provision) and record.force == "shall_consider"
            promise = _promise(answering, named, considered=considered)
            full = any(answer.contribution == "full" for answer in answering)
            in_part = promise in ("planned", "under_way") and not full
            law_record, law = None, None
            if judgements and isinstance(owner, Article):
                law_record = _reading(register, wordings)
                law = law_record.extent if law_record is not None else "unread"
            unfinished = tuple(answer for answer in answering if answer.promise != "delivered")
            delivered = {answer.contribution for answer in answering if answer.promise == "delivered"}
            outstanding = _promise(unfinished, named, considered=considered)
            number = rounds.number(record.id)
            yield Requirement(
                id=record.id,
                owner=owner,
                instrument=register.instrument_id(owner),
                record=record,
                law=law,
                promise=promise,
                in_part=in_part,
                outstanding=outstanding,
                classification=classify(
                    law, promise, in_part=in_part, partly="partial" in delivered, outstanding=outstanding
                ),
                answers=answering,
                named_by=named,
                law_record=law_record,
                disputed_by=disputes.get(record.id, ()),
                weight=rounds.weight(record.id) + number - 1,
                rounds=number,
                wordings=wordings,
                counted_at=rounds.counted_at(record.id),
            )


def _reading(register: Register, wordings: tuple[str, ...]) -> RequirementLaw | None:
    """The law on the first of some requirements; if it is unread, the fullest on one of the others."""
    if (own := register.law_on.get(wordings[0])) is not None and own.extent != "unread":
        return own
    read = [register.law_on[name] for name in wordings if name in register.law_on]
    return max(read, key=lambda one: LAW_VALUES.index(one.extent), default=None)


def classify(
    law: LawValue | None, promise: Promise, *, in_part: bool, partly: bool, outstanding: Promise
) -> Classification:
    """The classification of a requirement; the first that fits (docs/en/glossary.md).

    ``partly`` says whether a partial contribution is delivered. A promise that is finished without
    covering the whole, such as an assessment that decided on no change, promises nothing more.
    """
    if law == "full" or promise == "delivered":
        return "covered"
    if promise in ("planned", "under_way") and not in_part:
        return "planned"
    if law == "part" or (partly and law != "unread"):
        return "partly"
    if outstanding not in UNPROMISED:
        return "pending"
    return "unknown" if law in ("unread", "unclear") else "unanswered"


def _promise(answers: tuple[LinkAnswer, ...], named: tuple[Mention, ...], *, considered: bool) -> Promise:
    """The most advanced answer; only a completed ``full`` contribution gives ``delivered``.

    A duty to consider is delivered by an assessment with any decision.
    """
    reached: list[Promise] = ["named" if named else "none"]
    for answer in answers:
        if answer.contribution == "assess" and not (considered and answer.promise == "delivered"):
            reached.append("to_assess")
        elif answer.promise == "delivered" and answer.contribution == "partial":
            reached.append("under_way")
        else:
            reached.append(answer.promise)
    return max(reached, key=PROMISES.index)


def _answers_and_mentions(
    register: Register, judgements: bool
) -> tuple[dict[str, tuple[LinkAnswer, ...]], dict[str, tuple[Mention, ...]]]:
    """The answers to each requirement, and the mentions that only name it, by its id."""
    answers = (
        (register.requirements_of(link.address.obligation)[0], answer)
        for link in (register.all_links if judgements else register.links)
        if judgements or link.address.basis != "editorial"
        if (answer := _answer_of_link(register, link)) is not None
    )
    mentions = (
        (name, mention)
        for mention in register.mentions
        if judgements or (mention.basis != "editorial" and mention.by not in register.measures_beside)
        for name in register.requirements_of(mention.obligation)
    )
    return grouped(answers), grouped(mentions)


def _answer_of_link(register: Register, link: Link) -> LinkAnswer | None:
    """The answer a link gives; ``None`` if it answers nothing or is discontinued."""
    measure, address = link.measure, link.address
    if not register.answers(link) or measure.status == "discontinued":
        return None
    named = [task for task in measure.tasks if task.id in address.by]
    tasks = [task for task in named if task.status != "discontinued"]
    if named and not tasks:
        return None
    rest = tasks or [task for task in measure.tasks if task.status != "discontinued"]
    if address.contribution == "assess" or (rest and all(task.commitment == "assess" for task in rest)):
        return _assessment(register, link, tasks, rest)
    statuses = [task.status for task in tasks] or [measure.status]
    own = tuple(task.id for task in tasks)
    return LinkAnswer(link, address.contribution or "partial", _progress(statuses), own)


def _assessment(register: Register, link: Link, tasks: list[Task], rest: list[Task]) -> LinkAnswer:
    """The answer of a link that rests on assessments: it names ``tasks``, and is about ``rest``."""
    changes = (one.outcome for one in rest if one.outcome and one.outcome.decision == "change")
    led_to = (register.every_task.get(name) for outcome in changes for name in outcome.leads_to)
    if follow := [task for task in led_to if task and task.status != "discontinued"]:
        # The decision to change led to these tasks; nothing says that they meet all of it.
        return LinkAnswer(link, "partial", _progress([x.status for x in follow]), tuple(x.id for x in follow))
    # An assessment is completed with a decision; ``assessed`` alone is not one.
    decided = (x.status == "completed" and x.outcome and x.outcome.decision != "pending" for x in rest)
    done = bool(rest) and all(decided)
    return LinkAnswer(link, "assess", "delivered" if done else "planned", tuple(task.id for task in tasks))


def _progress(statuses: Sequence[Status]) -> Promise:
    if all(status == "completed" for status in statuses):
        return "delivered"
    return "under_way" if any(status in ("in_progress", "completed") for status in statuses) else "planned"


def _disputes(register: Register, rounds: Rounds, judgements: bool) -> dict[str, tuple[str, ...]]:
    """The open recommendations that name each requirement of an article.

    A reference to several requirements at once disputes none of them. A demand that a later round has
    repeated no longer disputes any.
    """
    named = (
        (reached[0], owner.id)
        for owner in register.recommendations
        if owner.is_open and not all(rounds.taken_up(record.id) for record in owner.requirements)
        for reference in owner.articles
        if judgements or reference.basis != "editorial"
        if len(reached := register.requirements_of(reference.id)) == 1
    )
    return grouped(dict.fromkeys(named))
