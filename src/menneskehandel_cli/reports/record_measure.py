"""A measure: what is promised, what is reported, what others say, and what it follows up."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from menneskehandel_cli.language import Day, Lazy, Named, Parts, Phrase, field_label, msg
from menneskehandel_cli.language.runs import first_sentence
from menneskehandel_cli.models import Measure, MeasureReport, Text
from menneskehandel_cli.models.base import number_in
from menneskehandel_cli.models.measure import reason_in
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.citing import cite
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.register.reporting import owes, years_begun
from menneskehandel_cli.reports import record as shape
from menneskehandel_cli.reports.listing import Wording, figure, goal_items, money, responsible, status_of
from menneskehandel_cli.reports.promised import PROMISED_BY
from menneskehandel_cli.reports.record import Line, Section, folded, kept, labelled, named, names, section
from menneskehandel_cli.reports.record_actor import owners_counted
from menneskehandel_cli.reports.record_links import follows_section
from menneskehandel_cli.reports.record_requirement import assessment_line
from menneskehandel_cli.reports.record_tasks import grouped_tasks, tasks_by_kind
from menneskehandel_cli.reports.status import next_deadline


def measure_detail(register: Register, measure: Measure, as_of: date, *lacking: Requirement) -> shape.Detail:
    """A measure for ``mh show`` and its page, with those ``lacking`` that it names; as of ``as_of``."""
    area = register.focus_areas.get(measure.focus_area)
    called, title = register.number_of(measure), area and area.title
    params = {"n": called, "number": str(measure.focus_area), "title": title}
    coordinator = register.strategy.coordinator if register.strategy else ""
    who = sorted(measure.responsible, key=lambda actor: actor != coordinator)  # the coordinator first
    partners = [name for name in measure.partners if name not in measure.responsible]
    year, silent = _silent(register, measure, as_of)
    reports = tuple(_report_sections(register, measure))
    statuses = {measure.status, *(task.status for task in measure.tasks)}
    unsaid = bool(silent) and statuses == {"not_reported"} and not reports
    gaps = (Line(x.id, x.text, labelled(register, x, ("text", "source"))) for x in measure.knowledge_gaps)
    notes = (Line(x.id, x.note, name=Named(x.id, shape.name_of(x.text))) for x in measure.tasks if x.note)
    return shape.told_of(
        register,
        measure,
        (),
        (
            _promised(register, measure, as_of),
            folded(Phrase(msg("Our notes on the tasks")), notes),
            _reported_section(register, measure, reports, year, None if unsaid else silent),
            section("assessments", _assessment_lines(register, measure), whose="others"),
            follows_section(register, measure, lacking),
            section("knowledge_gaps", gaps),
            section("relations", _relation_lines(register, measure)),
            section("indicators", _indicator_lines(register, measure)),
        ),
        links={
            "addresses": [link.obligation for link in measure.addresses],
            "relations_from": [other.id for other, _ in register.relations_to.get(measure.id, ())],
        },
        label=Phrase(f"record.measure{'.area' if area else ''}", params),
        lead=_measure_lead(measure),
        basis=Phrase("measure.unsaid", year=year) if unsaid else "",
        state=_standing(register, measure, who, as_of, ".unsaid" if unsaid else ""),
        more=(
            ("responsible", responsible(measure, names(register, who))),
            ("partners", names(register, partners) if partners else None),
            ("basis", measure.responsible_note),
            "note",
        ),
        apart=_FIELDS_TOLD,
        derived={"goals": [goal for goal in goal_items(register, measure) if "shared" in goal]},
        judged=_judged(measure),
    )


def _judged(measure: Measure) -> str:
    """What says that how far it follows things up is our judgement, for all of its links or for some."""
    ours = [one.basis == "editorial" for one in measure.addresses if one.contribution]
    return f"coverage.ours{'' if all(ours) else '.some'}" if any(ours) else ""


_FIELDS_TOLD = {
    *("focus_area", "responsible_basis", "responsible_note", "status", "status_source", "summary"),
    *("goals", "groups", "lead", "tasks", "knowledge_gaps", "addresses", "relations", "ongoing", "source"),
}


def _standing(
    register: Register, measure: Measure, who: list[str], as_of: date, unsaid: str
) -> Iterator[Wording | None]:
    """Its status, how many tasks are recorded as completed, the next deadline, who is responsible, owners."""
    yield None if measure.status == "not_reported" else status_of(measure)
    yield Phrase("ongoing") if measure.ongoing else None
    done = {"done": measure.tasks_done, "n": len(measure.tasks)}
    yield Phrase(f"site.tasks_done{unsaid}", done) if measure.tasks else Phrase(msg("no tasks are recorded"))
    if (coming := next_deadline(measure.tasks, as_of)) is not None:
        key = "site.deadline_passed" if coming.passed else "site.deadline"
        yield Named(coming.task, Phrase(key, day=Day(coming.due)))
    whose = responsible(measure, names(register, who, short=True), short=True)
    yield Phrase("labelled", label=field_label("responsible.measure"), value=whose)
    if measure.lead:
        yield Phrase("labelled", label=field_label("lead"), value=named(register, measure.lead))
    if _owned(measure):
        owners = owners_counted(register, ((measure, task) for task in measure.tasks), most=3, short=False)
        yield Phrase(msg("Owners of tasks: {names}"), names=owners)


def _measure_lead(measure: Measure) -> Wording:
    """What it is for, its tasks by kind, and whether none has a deadline."""
    aim = Named("", shape.name_of(measure.summary, ".")) if measure.summary else ""
    n, kinds = len(measure.tasks), Counter[str](task.commitment for task in measure.tasks)
    whole = ".all" if len(kinds) == 1 else ""
    words = ((f"tasks.{'assess' if x == 'assess' else 'kind'}{whole}", x, kinds[x]) for x in PROMISED_BY)
    known = [Phrase(key, n=m, commitment=Phrase(f"commitment.{x}")) for key, x, m in words if m]
    if not known:
        return aim
    lack = "" if any(task.due for task in measure.tasks) else ".undated" if _owned(measure) else ".unowned"
    return shape.sentences(aim, Phrase(f"tasks.promised{lack}", n=n, kinds=known))


def _owned(measure: Measure) -> bool:
    """Whether anybody is named as the owner of a task."""
    return any(measure.owners_of(task) for task in measure.tasks)


def _silent(register: Register, measure: Measure, as_of: date) -> tuple[str, list[str]]:
    """The last year that has begun, and who has no approved report on the measure for it."""
    year = max(years_begun(register, as_of), default="") if measure.normative else ""
    return year, [who for who in measure.responsible if year and owes(register, who, measure.id, year)]


def _promised(register: Register, measure: Measure, as_of: date) -> Section:
    """Its tasks without our notes, by what they promise or by the strategy's own groups; and its aims."""
    tasks = tuple(task.model_copy(update={"note": None}) for task in measure.tasks)
    bare = measure.model_copy(update={"tasks": tasks})
    shown = grouped_tasks if measure.groups else tasks_by_kind
    about = tuple(Line("", text) for text in _more(measure.summary)) if measure.summary else ()
    purpose = Section(Phrase(msg("More on the purpose")), about)
    goals = folded(Phrase("section.goals"), _goal_lines(register, measure))
    inside = (*shown(register, bare, as_of), purpose, goals)
    source = Phrase("labelled", label=field_label("source"), value=cite(register, measure.source))
    lines = (Line("", one) for one in kept(source, _divided(measure)))
    return section("promised", [*lines], whose="strategy", inside=inside)


def _divided(measure: Measure) -> Wording | None:
    """In how many places of the strategy its tasks stand, if these are fewer: we have divided them."""
    places = {(x.section, x.heading, x.paragraph, x.bullet) for task in measure.tasks if (x := task.source)}
    if not all(paragraph or bullet for *_, paragraph, bullet in places) or len(places) == len(measure.tasks):
        return None
    return Phrase("measure.divided", n=len(places), tasks=len(measure.tasks)) if places else None


def _more(summary: Text) -> Iterator[Wording]:
    """What a measure is for, after the first sentence, which its lead has."""
    rests = [first_sentence(text)[1] for text in summary.all()]
    if any(rests):
        rest = Phrase("cite", parts=Lazy(lambda lang: first_sentence(summary.pick(lang))[1]))
        yield rest if all(rests) else summary


def _goal_lines(register: Register, measure: Measure) -> Iterator[Line]:
    for goal in measure.goals:
        if goal.ref is None:
            yield Line(goal.id or "", goal.text or "")
            continue
        shared = register.shared_goals.get(goal.ref)
        others = [named(register, name) for name in (shared.measures if shared else ()) if name != measure.id]
        notes = (Phrase(msg("Shared with {measures}."), measures=others),) if others else ()
        yield Line(goal.ref, shared.text if shared else "", notes)


def _reported_section(
    register: Register, measure: Measure, reports: tuple[Section, ...], year: str, silent: list[str] | None
) -> Section:
    """The status that somebody has stated, and the reports of those responsible, the newest first.

    Who is ``silent`` is ``None`` where nothing at all is recorded: then the basis says so.
    """
    lines, statement = list[Line](), measure.status_source
    if statement is not None:
        by = Phrase("told_by", by=names(register, (statement.by,)), day=Day(statement.date))
        cited = Phrase("cite", parts=Parts(kept(by, statement.url)))
        lines.append(Line("", cited, name=Phrase(f"status.{measure.status}")))
    closing = reason_in(measure.note) if measure.status == "discontinued" else None
    lines += [Line("", text) for text in kept(statement.text if statement else None, closing)]
    if silent:
        none = msg("No approved report for {year} is recorded here from: {actors}.")
        lines.append(Line("", Phrase(none, year=year, actors=silent)))
    elif not reports and silent is not None:
        lines.append(Line("", Phrase("site.no_reports")))
    return section("reported", lines, whose="ministry" if reports or statement else None, inside=reports)


def _report_sections(register: Register, measure: Measure) -> Iterator[Section]:
    """What the bodies responsible for a measure have said of it by year."""
    found = (x for x in register.measure_reports if (x[1], x[0].kind) == (measure.id, "self"))
    entries = [(report, entry) for report, _, entry in found]
    newest = max((report.period for report, _ in entries), default="")
    entries.sort(key=lambda item: item[0].actor)
    for report, entry in sorted(entries, key=lambda item: item[0].period, reverse=True):
        title = Phrase("labelled", label=report.period, value=names(register, (report.actor,)))
        yield Section(title, tuple(report_lines(register, entry)), folded=report.period < newest)


def report_lines(register: Register, entry: MeasureReport) -> Iterator[Line]:
    """What a report says of a measure, each part with its name."""
    yield Line("", Phrase(f"status.{entry.status}"), name=Phrase("fact.status"))
    if entry.done is not None:
        yield Line("", entry.done, name=Phrase("report.done"))
    for goal, reached in entry.goal_attainment.items():
        called = shape.name_of(register.goals[goal]) if goal in register.goals else goal
        level = Phrase("labelled", label=called, value=Phrase(f"attainment.{reached.level}"))
        yield Line("", level, kept(reached.comment), name=Phrase(msg("Goal attainment")))
    for key, text in (("obstacles", entry.obstacles), ("next", entry.next)):
        if text is not None:
            yield Line("", text, name=Phrase(f"report.{key}"))
    for spent in entry.funding:
        amount = money(spent.amount, spent.currency or register.currency)
        yield Line("", amount, kept(spent.text), name=Phrase(msg("Funding")))
    for item in entry.evidence:
        yield Line("", item.title, kept(item.url), name=Phrase(msg("Evidence")))
    if entry.reporting_closed is not None:
        key = "report.closing" if entry.reporting_closed.closed else "report.continues"
        yield Line("", entry.reporting_closed.reason, name=Phrase(key))


def _assessment_lines(register: Register, measure: Measure) -> Iterator[Line]:
    """What independent bodies have said of what the measure follows up."""
    found = (register.targets.get(one.obligation) for one in measure.addresses)
    owners = {target.owner.id for target in found if target is not None}
    for name, several in register.latest_assessments.items():
        if name in register.targets and register.targets[name].owner.id in owners:
            yield from (assessment_line(register, x, name) for x in several if x.side != "ministry")


def _relation_lines(register: Register, measure: Measure) -> Iterator[Line]:
    relations = [(relation.target, relation, "") for relation in measure.relations]
    relations += [(x.id, relation, ".back") for x, relation in register.relations_to.get(measure.id, ())]
    for name, relation, way in relations:
        phrase = Phrase(f"relation.{relation.type}{way}", other=Phrase(msg("measure {n}"), n=number_in(name)))
        yield Line(name, phrase, kept(relation.note), named(register, name))


def _indicator_lines(register: Register, measure: Measure) -> Iterator[Line]:
    """The indicators that speak to one of its goals."""
    goals = {goal.ref or goal.id for goal in measure.goals}
    for item in register.indicators.values():
        if goals & set(item.goals):
            yield Line(item.id, "", tuple(map(figure, item.observations)), Named(item.id, item.title))
