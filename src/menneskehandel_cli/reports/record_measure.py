"""A measure: what is promised, what is reported, what others say, its tasks, and what it follows up."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from menneskehandel_cli.language import Day, Lazy, Named, Parts, Phrase, field_label, msg, nmsg
from menneskehandel_cli.language.runs import first_sentence
from menneskehandel_cli.models import Article, Measure, MeasureReport, Recommendation, Task
from menneskehandel_cli.models.base import number_in
from menneskehandel_cli.models.measure import Address, Contribution, Recurrence
from menneskehandel_cli.register import Link, Register, grouped
from menneskehandel_cli.register.citing import cite_parts
from menneskehandel_cli.register.reporting import begun, owes
from menneskehandel_cli.register.rounds import Rounds
from menneskehandel_cli.reports import record as shape
from menneskehandel_cli.reports.listing import Wording, figure, goal_items, money, responsible, status_of
from menneskehandel_cli.reports.matrix import CONTRIBUTIONS
from menneskehandel_cli.reports.promised import PROMISED_BY, SIGNS, without_owner
from menneskehandel_cli.reports.record import Line, Section, folded, kept, labelled, named, names, section
from menneskehandel_cli.reports.record_requirement import assessment_line
from menneskehandel_cli.reports.status import next_deadline


def measure_detail(register: Register, measure: Measure, as_of: date) -> shape.Detail:
    """A measure for ``mh show`` and its page; deadlines are judged on the day ``as_of``."""
    area = register.focus_areas.get(measure.focus_area)
    params = {"n": str(measure.number), "number": str(measure.focus_area), "title": area and area.title}
    label = Phrase(f"record.measure{'.area' if area else ''}", params)
    coordinator = register.strategy.coordinator if register.strategy else ""
    who = sorted(measure.responsible, key=lambda actor: actor != coordinator)  # the coordinator first
    partners = [name for name in measure.partners if name not in measure.responsible]
    shared = [goal for goal in goal_items(register, measure) if "shared" in goal]
    rounds, told_of_gap = Rounds(register), ("text", "source")
    gaps = (Line(x.id, x.text, labelled(register, x, told_of_gap)) for x in measure.knowledge_gaps)
    ours = [one.basis == "editorial" for one in measure.addresses if one.contribution]
    return shape.told_of(
        register,
        measure,
        "measure",
        (
            ("lead", names(register, (measure.lead,)) if measure.lead else None),
            ("follows", _followed(register, measure, _demands(register, rounds, measure))),
        ),
        (
            *_task_sections(register, measure, as_of),
            _promised(register, measure),
            _reported(register, measure, as_of),
            section("assessments", _assessed(register, measure), whose="others"),
            _follows_up(register, rounds, measure),
            section("knowledge_gaps", gaps),
            section("relations", _relation_lines(register, measure)),
            section("indicators", _indicator_lines(register, measure)),
        ),
        links={
            "addresses": [link.obligation for link in measure.addresses],
            "relations_from": [other.id for other, _ in register.relations_to.get(measure.id, ())],
        },
        title=measure.title,
        label=label,
        lead=_lead(register, measure),
        basis=_silence(register, measure, as_of),
        state=_state(register, measure, who, as_of),
        more=(
            ("responsible", responsible(measure, names(register, who))),
            ("partners", names(register, partners) if partners else None),
            ("basis", measure.responsible_note),
            *("note", "source"),
        ),
        apart=_APART,
        derived={"goals": shared},
        judged=f"coverage.ours{'' if all(ours) else '.some'}" if any(ours) else "",
    )


_APART = frozenset(
    (
        *("focus_area", "responsible_basis", "responsible_note", "status", "status_source", "summary"),
        *("goals", "groups", "tasks", "knowledge_gaps", "addresses", "relations", "ongoing"),
    )
)
_TOLD_OF_TASK = frozenset(
    (
        *("text", "commitment", "owners", "status", "due", "recurrence", "completed", "source"),
        *("outcome", "themes"),
    )
)


def _state(register: Register, measure: Measure, who: list[str], as_of: date) -> Iterator[Wording | None]:
    """Its status, how many tasks are recorded as completed, the next deadline, who is responsible."""
    yield None if measure.status == "not_reported" else status_of(measure)
    yield Phrase("ongoing") if measure.ongoing else None
    done = {"done": measure.tasks_done, "n": len(measure.tasks)}
    yield Phrase("site.tasks_done", done) if measure.tasks else Phrase(msg("no tasks are recorded"))
    coming = next_deadline(measure.tasks, as_of)
    if coming is not None:
        key = "site.deadline_passed" if coming.passed else "site.deadline"
        yield Phrase(key, {"task": coming.task, "day": Day(coming.due)})
    elif measure.tasks and not any(task.due for task in measure.tasks):
        yield Phrase(msg("no task has a deadline"))
    called = Phrase("cite", {"parts": Parts(tuple(named(register, x) for x in who))})
    params = {"label": field_label("responsible.measure"), "value": responsible(measure, called, short=True)}
    yield Phrase("labelled", params)


_FEW = 3
"""So many tasks that are to be done are named in the lead."""


def _lead(register: Register, measure: Measure) -> Wording:
    """What is promised, in words and by how many tasks, who owns these, and how many have no owner."""
    kinds = Counter(task.commitment for task in measure.tasks)
    whole = ".all" if len(kinds) == 1 < kinds.total() else ""
    words = ((f"tasks.{'assess' if x == 'assess' else 'kind'}{whole}", x, n) for x, n in kinds.items())
    known = tuple(Phrase(key, {"n": n, "commitment": Phrase(f"commitment.{x}")}) for key, x, n in words)
    promised = nmsg("Promised: {n} task ({kinds}).", "Promised: {n} tasks ({kinds}).")
    if not known:
        return ""
    unowned = sum(not measure.owners_of(task) for task in measure.tasks)
    owners = without_owner(unowned, len(measure.tasks)) if unowned else None
    each = Counter(name for task in measure.tasks for name in measure.owners_of(task)).items()
    params = ({"name": names(register, [name]), "n": n} for name, n in each)
    about = Parts(tuple(Phrase(msg("{name} ({n})"), one) for one in params))
    who = Phrase(msg("Owners of tasks: {names}."), {"names": about}) if 0 < len(each) <= _FEW else None
    counts = Phrase(promised, {"n": kinds.total(), "kinds": Parts(known)})
    if 0 < len(to_do := [x for x in measure.tasks if x.commitment == "establish"]) <= _FEW:
        tasks = Parts(tuple(Named(x.id, shape.name_of(x.text)) for x in to_do), "; ")
        return shape.sentences(counts, Phrase(msg("To be done: {tasks}."), {"tasks": tasks}), who, owners)
    lead: Wording = shape.sentences(counts, who, owners)
    if (text := measure.summary) is not None:
        begins = Lazy(lambda lang: f"{first_sentence(text.pick(lang))[0]}.")
        return Phrase(msg("{said} {means}"), {"said": begins, "means": lead})
    return lead


def _silence(register: Register, measure: Measure, as_of: date) -> Wording:
    """That it is not recorded whether anything is done, where a report is owed that would say so."""
    if not _unsaid(register, measure, as_of):
        return ""
    return Phrase("measure.unsaid", {"year": _silent(register, measure, as_of)[0]})


def _unsaid(register: Register, measure: Measure, as_of: date) -> bool:
    """Whether nothing is recorded as done, and a report is owed that would say so."""
    statuses = {measure.status, *(task.status for task in measure.tasks)}
    any_report = any(_report_sections(register, measure))
    return bool(_silent(register, measure, as_of)[1]) and statuses == {"not_reported"} and not any_report


def _silent(register: Register, measure: Measure, as_of: date) -> tuple[str, list[str]]:
    """The last year that has begun, and who has no approved report on the measure for it."""
    year = max(begun(register, as_of), default="") if measure.normative else ""
    return year, [who for who in measure.responsible if year and owes(register, who, measure.id, year)]


def _demands(register: Register, rounds: Rounds, measure: Measure) -> dict[str, list[Address]]:
    """The links to each single demand, the furthest first, by the wording that it is counted at."""
    links = [one for one in measure.addresses if measure.normative and register.names_one(one)]
    found = grouped((_wording(register, rounds, one.obligation), one) for one in links)
    return {name: sorted(x, key=lambda one: CONTRIBUTIONS.index(_far(one))) for name, x in found.items()}


def _far(link: Address) -> Contribution:
    return link.contribution or "partial"


def _wording(register: Register, rounds: Rounds, name: str) -> str:
    """The wording at which the only demand of ``name`` is counted."""
    (own,) = register.requirements_of(name)
    counted = rounds.wordings(own)[0]
    return name if counted == own else counted


_BEGUN = {"in_progress", "completed"}


def _way(measure: Measure, links: Sequence[Address]) -> str:
    """How far a measure follows something up, and whether nothing of that has begun."""
    far, by = _far(links[0]), {name for one in links for name in one.by}
    tasks = [task.status for task in measure.tasks if not by or task.id in by]
    begun = _BEGUN.intersection(tasks if by else (measure.status, *tasks))
    return far if far == "assess" or begun else f"{far}.planned"


def _followed(register: Register, measure: Measure, demands: Mapping[str, list[Address]]) -> Phrase | None:
    """How many requirements and recommendations it follows up, how far, and by whose words."""
    if not demands:
        return None
    words: dict[type, str] = {Article: "follows.requirements", Recommendation: "follows.recommendations"}
    of_type: dict[str, type] = {name: type(register.targets[name].owner) for name in demands}
    found = grouped(((_way(measure, x), of_type[name]), (name, x)) for name, x in demands.items())
    ways = (f"{far}{planned}" for far in CONTRIBUTIONS for planned in ("", ".planned"))
    what = [
        Phrase(f"site.follows_up.{way}", {"what": some})
        for way in ways
        if (some := [_count(register, words[of], *found[way, of]) for of in words if (way, of) in found])
    ]
    own = sum(one[0].basis != "editorial" for one in demands.values())
    key = f"follows.{'both' if 0 < own < len(demands) else 'theirs' if own else 'ours'}"
    asking = (register.instrument_with(register.targets[x].owner) for x in demands)
    ids = dict.fromkeys(x.id if x.kind == "convention" else x.body for x in asking if x is not None)
    spoken = Phrase(key, {"what": what, "own": own, "n": len(demands)})
    cited = nmsg("{said} Source: {texts}.", "{said} Sources: {texts}.")
    return Phrase(cited, {"said": spoken, "texts": [named(register, one) for one in ids], "n": len(ids)})


def _count(register: Register, word: str, *found: tuple[str, list[Address]]) -> Phrase:
    """How many requirements, and which; or recommendations, and how many are named if that is more."""
    n, named_here = len(found), sum(len(links) for _, links in found)
    if word == "follows.recommendations":
        return Phrase(word + ".together" * (n < named_here), {"n": n, "named": named_here})
    parts = cite_parts(register, [name for name, _ in found])
    return Phrase("promise.by", {"promise": Phrase(word, {"n": n}), "measures": parts})


def _promised(register: Register, measure: Measure) -> Section:
    """What it is for, and its goals."""
    goals = folded(Phrase("section.goals"), _goal_lines(register, measure))
    lines = (Line("", text) for text in kept(measure.summary))
    return section("promised", lines, whose="strategy", inside=(goals,))


def _goal_lines(register: Register, measure: Measure) -> Iterator[Line]:
    for goal in measure.goals:
        if goal.ref is None:
            yield Line(goal.id or "", goal.text or "")
            continue
        shared = register.shared_goals.get(goal.ref)
        of = shared.measures if shared else ()
        others = [named(register, name) for name in of if name != measure.id]
        notes = (Phrase(msg("Shared with {measures}."), {"measures": others}),) if others else ()
        yield Line(goal.ref, shared.text if shared else "", notes)


def _reported(register: Register, measure: Measure, as_of: date) -> Section:
    """The status that somebody has stated, and the reports of those responsible, the newest first.

    Where nothing is recorded at all, the lead says so.
    """
    lines = []
    statement = measure.status_source
    if statement is not None:
        by = Phrase("told_by", {"by": names(register, (statement.by,)), "day": Day(statement.date)})
        cited = Phrase("cite", {"parts": Parts(kept(by, statement.url))})
        lines.append(Line("", cited, name=Phrase(f"status.{measure.status}")))
        if statement.text is not None:
            lines.append(Line("", statement.text))
    if measure.status == "discontinued" and measure.note is not None:
        lines.append(Line("", measure.note))
    reports = tuple(_report_sections(register, measure))
    year, silent = _silent(register, measure, as_of)
    if silent and not _unsaid(register, measure, as_of):
        none = msg("No approved report for {year} is recorded here from: {actors}.")
        lines.append(Line("", Phrase(none, {"year": year, "actors": silent})))
    elif not reports and not silent:
        lines.append(Line("", Phrase("site.no_reports")))
    return section("reported", lines, whose="ministry" if reports or statement else None, inside=reports)


def _report_sections(register: Register, measure: Measure) -> Iterator[Section]:
    """What the bodies responsible for a measure have said of it by year."""
    entries = [
        (report, entry)
        for report, name, entry in register.measure_reports
        if name == measure.id and report.kind == "self" and entry.says_something
    ]
    newest = max((report.period for report, _ in entries), default="")
    entries.sort(key=lambda item: item[0].actor)
    for report, entry in sorted(entries, key=lambda item: item[0].period, reverse=True):
        title = Phrase("labelled", {"label": report.period, "value": names(register, (report.actor,))})
        yield Section(title, tuple(report_lines(register, entry)), folded=report.period < newest)


def report_lines(register: Register, entry: MeasureReport) -> Iterator[Line]:
    """What a report says of a measure, each part with its name."""
    yield Line("", Phrase(f"status.{entry.status}"), name=Phrase("fact.status"))
    if entry.done is not None:
        yield Line("", entry.done, name=Phrase("report.done"))
    for goal, reached in entry.goal_attainment.items():
        called = shape.name_of(register.goals[goal]) if goal in register.goals else goal
        level = Phrase("labelled", {"label": called, "value": Phrase(f"attainment.{reached.level}")})
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


def _assessed(register: Register, measure: Measure) -> Iterator[Line]:
    """What independent bodies have said of what the measure follows up."""
    found = (register.targets.get(one.obligation) for one in measure.addresses)
    owners = {target.owner.id for target in found if target is not None}
    for name, several in register.latest_assessments.items():
        target = register.targets.get(name)
        if target is not None and target.owner.id in owners:
            for side in several:
                if side.side != "ministry":
                    yield assessment_line(register, side, name)


def _task_sections(register: Register, measure: Measure, as_of: date) -> Iterator[Section]:
    """The tasks as a table for each group."""
    groups = {group.id for group in measure.groups}
    loose = tuple(task for task in measure.tasks if task.group not in groups)
    yield task_table(register, Phrase("section.tasks"), loose, as_of, groups)
    for group in measure.groups:
        about = (Line("", phrase) for phrase in labelled(register, group, ("source",)))
        tasks = tuple(task for task in measure.tasks if task.group == group.id)
        title = Phrase("section.group", {"id": group.id, "title": group.title})
        table = task_table(register, title, tasks, as_of, groups)
        yield replace(table, anchor=group.id, first=tuple(about))
    if any(task.commitment == "assess" for task in measure.tasks):
        yield Section("", (Line("", Phrase("assess.means")),))


_COLUMNS = {
    "commitment": "column.commitment",
    "status": "column.status",
    "owners": "fact.owners",
    "due": "fact.due",
}
"""The fields of a task that have a column, and what it is called."""


def _cell(register: Register, task: Task, column: str, as_of: date) -> Wording:
    if column == "commitment":
        params = {
            "sign": "■" if task.status == "completed" else SIGNS[PROMISED_BY[task.commitment]],
            "kind": Phrase(f"commitment.{task.commitment}"),
        }
        return Phrase(msg("{sign} {kind}"), params)
    if column == "status" and task.status != "not_reported":
        return Phrase(f"status.{task.status}")
    if column == "owners" and task.owners:
        return names(register, task.owners)
    if column == "due" and task.due:
        passed = Phrase("status.passed") if task.is_overdue(as_of) else ""
        return Phrase("cite", {"parts": Parts(tuple(filter(None, (Day(task.due), passed))))})
    return ""


def task_table(
    register: Register, title: Wording, tasks: Iterable[Task], as_of: date, groups: Container[str] = ()
) -> Section:
    """Tasks as they stand on a day, with the columns that say something; ``groups`` have headings."""
    rows, none = tuple(tasks), {"owners": Phrase(msg("none named"))}
    columns = [name for name in _COLUMNS if any(_cell(register, task, name, as_of) for task in rows)]

    def cells(task: Task) -> tuple[Wording, ...]:
        rest = {} if task.group in groups else none
        return tuple(_cell(register, task, name, as_of) or rest.get(name, "") for name in columns)

    lines = tuple(Line(x.id, x.text, _notes(register, x), cells=cells(x)) for x in rows)
    return Section(title, lines, columns=("column.id", "column.task", *(_COLUMNS[x] for x in columns)))


def repeated(often: Recurrence) -> Phrase:
    """How often something is to happen."""
    times = f"{often.min}–{often.max}" if often.max and often.max != often.min else f"{often.min}"
    return Phrase("task.recurrence", {"times": times, "n": often.max or often.min})


def _notes(register: Register, task: Task) -> tuple[Wording, ...]:
    notes: list[Wording] = []
    if task.recurrence:
        notes.append(repeated(task.recurrence))
        notes += labelled(register, task.recurrence, ("per", "min", "max"))
    if task.completed:
        notes.append(Phrase(msg("Completed: {day}"), {"day": Day(task.completed)}))
    if task.outcome is not None:
        notes.append(Phrase(f"outcome.{task.outcome.decision}"))
        notes += labelled(register, task.outcome, ("decision", "leads_to"))
        known = register.tasks
        led = [shape.name_of(known[x][1].text) for x in task.outcome.leads_to if x in known]
        notes += [Phrase("labelled", {"label": field_label("leads_to"), "value": led})] if led else []
    # A group is a heading where it is needed; only the id of one that does not exist is shown.
    heading = {"group"} if task.group in register.children else set[str]()
    return (*notes, *labelled(register, task, _TOLD_OF_TASK | heading))


def _follows_up(register: Register, rounds: Rounds, measure: Measure) -> Section:
    """What it follows up by the strategy's own words, by our judgement with the reasons, and names."""
    links = [Link(measure, address, place) for place, address in enumerate(measure.addresses)]
    links.sort(key=lambda link: CONTRIBUTIONS.index(_far(link.address)))
    ways = grouped((register.answers(x) and x.address.basis, _link_line(register, rounds, x)) for x in links)
    theirs = (line for way, lines in ways.items() if way not in (False, "editorial") for line in lines)
    linked = Phrase(msg("What we have linked the measure to"))
    ours = Section(linked, tuple(ways.get("editorial", ())), whose="ours")
    rest = folded(Phrase(msg("Named as a whole, or named without being followed up")), ways.get(False, ()))
    return section("addresses", theirs, inside=(ours, rest))


def _link_line(register: Register, rounds: Rounds, link: Link) -> Line:
    address, answers = link.address, register.answers(link)
    phrase = shape.contribution_of(register, link) if answers else Phrase(f"basis.{address.basis}")
    notes = kept(address.note)
    if answers and (counted := _wording(register, rounds, address.obligation)) != address.obligation:
        notes += (Phrase(msg("counted with {name}"), {"name": named(register, counted, inside=True)}),)
    whole = f"{address.obligation}."
    others = (Link(link.measure, one, 0) for one in link.measure.addresses)
    if any(one.address.obligation.startswith(whole) and register.answers(one) for one in others):
        notes += (Phrase("relation.names_whole"),)
    return Line(address.obligation, phrase, notes, named(register, address.obligation, long=True))


def _relation_lines(register: Register, measure: Measure) -> Iterator[Line]:
    relations = [(relation.target, relation, "") for relation in measure.relations]
    relations += [(x.id, relation, ".back") for x, relation in register.relations_to.get(measure.id, ())]
    for name, relation, way in relations:
        other = Phrase(msg("measure {n}"), {"n": number_in(name)})
        phrase = Phrase(f"relation.{relation.type}{way}", {"other": other})
        yield Line(name, phrase, kept(relation.note), named(register, name))


def _indicator_lines(register: Register, measure: Measure) -> Iterator[Line]:
    """The indicators that speak to one of its goals."""
    goals = {goal.ref or goal.id for goal in measure.goals}
    for item in register.indicators.values():
        if goals & set(item.goals):
            yield Line(item.id, "", tuple(map(figure, item.observations)), Named(item.id, item.title))
