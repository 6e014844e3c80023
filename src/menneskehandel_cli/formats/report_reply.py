"""A demand in a reply: what is asked, who can answer it, and what is done, planned and known of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from menneskehandel_cli import models as model
from menneskehandel_cli.blocks.model import Block, Bullets, Heading, Paragraph
from menneskehandel_cli.formats import report_parts
from menneskehandel_cli.formats.report_law import practice
from menneskehandel_cli.formats.report_notes import Notes
from menneskehandel_cli.language import Lang, The, count, day, fill, listing, msg, nmsg, say
from menneskehandel_cli.language.runs import first_sentence, first_words, linked, without_stop
from menneskehandel_cli.register import Link, grouped
from menneskehandel_cli.register.coverage import Requirement
from menneskehandel_cli.reports.answers import AnswerChapter
from menneskehandel_cli.reports.gap_lines import named_only
from menneskehandel_cli.reports.headline import days_late
from menneskehandel_cli.reports.listing import figure


def demand_blocks(chapter: AnswerChapter, notes: Notes, inside: str = "") -> Iterator[Block]:
    """What is asked, and what is recorded of it; or what has changed since the round."""
    view, lang, here = notes.view, notes.lang, notes.called(chapter.owner)
    yield Heading(here, 3, f"{inside}{chapter.owner.id}", record=not inside)
    owner = chapter.owner
    yield from _words(owner, chapter, notes) if isinstance(owner, model.Recommendation) else ()
    if view.since:
        yield report_parts.event_bullets(chapter.changes, lang, notes.register)
        return
    yield from _points(chapter, notes)
    done = practice(notes.practised(chapter), here, notes, notes.themes(owner))
    counted = _figures(chapter, notes)
    others: dict[str, list[str]] = {msg("practice under {n}"): done[1], msg("figures under {n}"): counted[1]}
    yield from _about_it(chapter, others, notes)
    yield from report_parts.listed(notes.say(msg("Practice")), done[0], prose=True)
    yield from _measures(chapter, notes)
    new = [fund for fund in chapter.funding if notes.told_at(fund.id, here) == here]
    sums = [report_parts.funded(x, notes.register.currency, lang) + notes.of(x.source) for x in new]
    yield from report_parts.listed(notes.say(msg("Funding that the strategy mentions")), sums, prose=True)
    replies = owner.replies if isinstance(owner, model.Recommendation) else ()
    lines = [f"{day(one.date, lang)}: {one.text.pick(lang)}{notes.of(one.source)}" for one in replies]
    yield from report_parts.listed(notes.say("section.replies"), lines, prose=True)
    yield from _assessments(chapter, notes)
    yield from report_parts.listed(notes.say(msg("Figures")), (_figure(one, notes) for one in counted[0]))
    left = [count("report.left_out", chapter.left_out, lang)] if chapter.left_out else []
    left += [notes.say(msg("Our reading of the law is left out."))] if chapter.law_left_out else []
    yield from [Paragraph(" ".join(left))] if left else []
    letters = [letter_of(one.id) for one in notes.answered(chapter)]
    found = (x for one in notes.answered(chapter) for y in one.answers for x in y.tasks)
    there = {notes.told_at(x, here) for x in found}
    same = notes.elsewhere(there) if len(there) == 1 and here not in there else notes.twin(chapter)
    yield from space_for_reply(lang, notes.number(owner), letters, same)


def _words(owner: model.Recommendation, chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """The words of a recommendation, of which round it is, and what its plain line adds."""
    known, when = {one.id: one.publisher for one in notes.register.documents}, round_of(owner, notes)
    if owner.source.reading == "excerpt" and (by := known.get(owner.source.document)):
        words = msg("{year} (as reported by {source})") if when else msg("as reported by {source}")
        when = notes.say(words, year=when, source=The(by).pick(notes.lang))
    yield Paragraph(words_of(owner, notes), prose=True, mark=report_parts.capital(when))
    if (more := _more(owner, notes.lang)) and any(one.answers for one in chapter.requirements):
        yield Paragraph(f"☐ {more}")  # Else it stands with what no measure follows up.
    if not owner.normative:
        yield Paragraph(notes.say("context_only.mark"))


def _more(owner: model.Obligation, lang: Lang) -> str:
    """What a plain line says besides what is asked for."""
    plain = owner.plain if isinstance(owner, model.Recommendation) else None
    return first_sentence(plain.pick(lang))[1] if plain else ""


def words_of(owner: model.Recommendation, notes: Notes) -> str:
    """A recommendation in the body's words, with its source."""
    return f"{without_stop(owner.text.pick(notes.lang))}.{notes.of(owner.source)}"


def _about_it(chapter: AnswerChapter, others: Mapping[str, Collection[str]], notes: Notes) -> Iterator[Block]:
    """Who can answer a demand, the articles and the law that it is about, and what ``others`` tell."""
    view, owner = notes.view, chapter.owner
    facts = able(chapter.lead, chapter.who, notes)
    if isinstance(owner, model.Recommendation):
        blank = notes.say(msg("____ (wording checked: ☐)")) if not owner.paragraph else ""
        facts.insert(0, (msg("Paragraph in the report"), blank))
        of_points = {name for part in owner.parts for name in part.articles if view.editorial}
        refs = (one for one in owner.articles if view.editorial or one.basis != "editorial")
        named = [one.id for one in refs if one.id not in of_points]
        facts.append((msg("Convention articles"), report_parts.capital(notes.articles(named))))
    facts.append(("section.law", _law_on(chapter, facts[-1][1], notes)))
    also = [listing(notes.akin(chapter), notes.lang)]
    also += [notes.say(of, n=notes.elsewhere({*there})) for of, there in others.items() if there]
    facts.append((msg("See also"), "; ".join(filter(None, also))))
    yield from report_parts.facts(facts, notes.lang)


def able(lead: str, who: Mapping[str, bool], notes: Notes) -> list[tuple[str, str]]:
    """Who is proposed to lead an answer, if anyone is, and ``who`` can contribute; with a box if ours."""
    box = "☐\N{NO-BREAK SPACE}" if any(who.values()) else ""
    led = f"☐\N{NO-BREAK SPACE}{notes.names([lead], short=True)} " if lead else ""
    others = [box + notes.names([one], short=True) for one in who if one != lead]
    helps = (" " if box else ", ").join([*others, "_" * 12])
    return [("report.who.leads", led + "_" * 12), ("report.who.helps", helps)]


def _law_on(chapter: AnswerChapter, known: str, notes: Notes) -> str:
    """Where the law on a demand is, unless on the articles ``known``, and on which none has been found."""
    words = (msg("see the annex: {articles}"), msg("no rule of law found on {articles}, only practice"))
    kinds = (*words, msg("none found on {articles}"))
    laws = (law for law in notes.laws(chapter) if law.extent != "unread")
    read = grouped((0 if x.in_law else 1 if x.provisions else 2, x.requirement) for x in laws)
    named = {kind: notes.articles(read[kind]) for kind in sorted(read)}
    texts = [notes.say(kinds[kind], articles=articles) for kind, articles in named.items()]
    if 0 in named and named[0].casefold() == known.casefold():
        texts[0] = notes.say(msg("see the annex"))
    none = [] if chapter.law_left_out or texts else [notes.say(msg("we have read no law on this"))]
    return ". ".join(map(report_parts.capital, (*texts, *none)))


def _points(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """The points of a demand, each with its articles or where it is answered; others answered here."""
    owner, here, texts = chapter.owner, notes.called(chapter.owner), list[str]()
    parts = owner.parts if isinstance(owner, model.Recommendation) and notes.view.editorial else ()
    articles = {part.id: notes.articles(part.articles) for part in parts}
    for item in (one for one in chapter.requirements if one.id != owner.id):
        letter, about = letter_of(item.id), articles.get(item.id)
        words = [letter and f"{letter})", item.record.text.pick(notes.lang), about and f"({about})"]
        if (there := notes.headings.get(item.counted_at, here)) != here:
            words.append(answered_at([there], notes))
        elif not item.counts and notes.points.get(item.counted_at, here) == here:
            name = without_stop(notes.name(item.counted_at))
            words.append(notes.say(msg("Counted with {name}."), name=name))
        texts.append(" ".join(filter(None, words)))
    yield from [Bullets(tuple(texts), prose=True)] if texts else []
    also = (
        f"{_point(one.owner, item, notes)}: {item.record.text.pick(notes.lang)}{notes.of(one.owner.source)}"
        for each in notes.view.instruments
        for one in each.chapters
        for item in one.requirements
        if one is not chapter and notes.headings.get(item.counted_at) == here
    )
    yield from report_parts.listed(notes.say(msg("Other points replied to here")), also, prose=True)


def _point(owner: model.Obligation, item: Requirement, notes: Notes) -> str:
    """A demand, in quotes where it has a number, and which point of it."""
    called, letter, when = notes.called(owner), letter_of(item.id), round_of(owner, notes)
    called = called if notes.number(owner) or not when else f"{called} ({when})"
    named = notes.say(msg("“{text}”"), text=called) if notes.number(owner) else called
    return ", ".join((named, *([_of_points([letter], notes)] if letter else [])))


def letter_of(point: str) -> str:
    """The letter of a point, if it has one."""
    letter = point.rpartition(".")[2]
    return letter if len(letter) == 1 and letter.isalpha() else ""


def space_for_reply(lang: Lang, number: str, letters: Sequence[str] = ("",), at: str = "") -> Iterator[Block]:
    """A box for the reply to each point with a letter, and who wrote it; ``at`` is where it may stand."""
    text = say("report.reply.at" if at not in ("", number) else msg("[Write the reply here.]"), lang, n=at)
    several = letters[1:] and all(letters)
    for letter in letters if several else ("",):
        box = f"{number} {letter}".strip()
        mark = say(msg("Reply to {number}"), lang, number=box) if box else say(msg("Reply"), lang)
        yield Paragraph(text, mark=mark, space=3)
    labels = report_parts.by_hand((msg("Filled in by"), msg("Approved by"), msg("Date")), lang)
    yield Paragraph(" ".join(f"{label}: {line}" for label, line in labels))


def _measures(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """What no measure follows up, what is under way or done, what is planned, what has been reported."""
    held, every = notes.answered(chapter), chapter.requirements
    by_task = grouped((task, x) for x in every for one in x.answers for task in one.tasks)
    points = {task: [letter_of(x.id) for x in items if x in held] for task, items in by_task.items()}
    lines: dict[str, list[str]] = {"taken": [], "planned": [], "assess": [], "there": [], "check": []}
    ids = {task for task in points if not points[task]}  # Where that point is answered.
    for link in sorted(chapter.links, key=lambda link: link.address.basis == "editorial"):
        if notes.register.answers(link):
            for way, line in _links(link, notes, ids, points, chapter):
                lines[way].append(line)
    yield from _unanswered(chapter, held, notes, partly=any(lines.values()) or len(held) < len(every))
    for way, found in lines.items():
        ours = ".ours" * any(line.startswith("☐") for line in found)
        once = dict.fromkeys(found)
        yield from report_parts.listed(notes.say(f"report.reply.{way}{ours}"), once, prose=True)
    for report in chapter.reports:
        who, when = notes.names([report.actor]), day(report.approved, notes.lang)
        by = notes.say(msg("Reported by {actor} on {day}"), actor=who, day=when)
        yield Paragraph(report.done.pick(notes.lang), prose=True, mark=f"{by} ({notes.name(report.measure)})")


def _unanswered(
    chapter: AnswerChapter, held: Iterable[Requirement], notes: Notes, *, partly: bool
) -> Iterator[Block]:
    """The points without a measure, apart from those that measures only name, as the list of gaps says."""
    left = [one for one in held if notes.view.editorial and not one.answers]
    ways, lines = grouped((_naming(chapter.owner, one, notes), one.id) for one in left), list[str]()
    for told, ids in ways.items():
        points = _listed(chapter, ids, notes) if partly or ways.keys() - {told} else ""
        none = "report.reply.none" if points else msg("The strategy has no measure for this.")
        named = f"{report_parts.capital(points)}: {told}" if points else told
        lines.append(named if told else notes.say(none, points=points))
    more = _more(chapter.owner, notes.lang)
    if more and not any(one.answers for one in chapter.requirements):
        same = msg("See also {numbers}, on the same articles.")
        akin = notes.akin(chapter)
        lines += [more, *([notes.say(same, numbers=listing(akin, notes.lang))] if akin else [])]
    yield from [Paragraph(f"☐ {' '.join(lines)}", mark=notes.say("column.measures"))] if left else []


def _naming(owner: model.Obligation, item: Requirement, notes: Notes) -> str:
    """Which measures only name a requirement, if any do."""
    skipped = () if isinstance(owner, model.Recommendation) else ("area", "editorial")
    by = (x for x in item.named_by if x.kind == "measure" and x.basis not in skipped)
    found = (report_parts.capital(fill(x, notes.lang)) for x in named_only(by, notes.register))
    return " ".join(f"{one}." for one in found)


def _listed(chapter: AnswerChapter, ids: Sequence[str], notes: Notes) -> str:
    """What requirements of a demand are called: those of a recommendation by their letters."""
    letters = [*map(letter_of, ids)] if isinstance(chapter.owner, model.Recommendation) else [""]
    return _of_points(letters, notes) if all(letters) else notes.articles(ids)


def _of_points(letters: Sequence[str], notes: Notes) -> str:
    """Points by their letters."""
    points = nmsg("point {names}", "points {names}")
    return notes.say(points, n=len(letters), names=listing([*letters], notes.lang))


def _called(measure: model.Measure, notes: Notes) -> tuple[str, str]:
    """What a measure is called, and in short: by its number, unless that alone would be one of ours."""
    number = notes.register.number_of(measure)
    called = notes.say(msg("measure {n}, {title}"), n=number, title=notes.name(measure.id))
    beside = measure.id in notes.register.measures_beside
    return called, called if beside else notes.say(msg("measure {n}"), n=number)


def _links(
    link: Link, notes: Notes, ids: set[str], points: Mapping[str, Sequence[str]], chapter: AnswerChapter
) -> Iterator[tuple[str, str]]:
    """The tasks by which a measure answers, or the measure itself, each with how far it has come.

    A link of ours is a proposal, with a box. ``ids`` are of what the demand has told so far, or another
    tells. ``points`` has the points that each task is on. Where another demand has told a task, the
    measure leads there.
    """
    measure = link.measure
    box, here = "☐ " if link.address.basis == "editorial" else "", notes.called(chapter.owner)
    called, short = (f"{name}{_through(link, chapter, notes)}" for name in _called(measure, notes))
    tasks = [task for task in measure.tasks if task.id in link.address.by]
    for task in (one for one in tasks if one.status != "discontinued" and one.id not in ids):
        way, on = _way(task.status, [task]), [*filter(None, dict.fromkeys(points.get(task.id, ())))]
        about = [_of_points(on, notes)] if on else []
        ids.add(task.id)
        if (there := notes.told_at(task.id, here)) != here:
            about.append(notes.say(msg("see {n}"), n=notes.elsewhere([there])))
            text = linked(report_parts.capital(called), notes.ids[there])
            yield "there", f"{box}{text} ({'; '.join(about)})"
            continue
        again = f"{way} {measure.id}" in ids
        ids.add(f"{way} {measure.id}")
        line = _line(task, measure, "; ".join((*about, short if again else called)), notes)
        yield way, f"{box}{line}{'' if again else notes.of(measure.source)}"
        if (late := days_late(task, notes.view.as_of)) is not None:  # No part of a reply.
            yield "check", report_parts.dated(first_words(task.text.pick(notes.lang)), task, late, notes.lang)
    if not tasks and measure.status != "discontinued" and measure.id not in ids:
        ids.add(measure.id)
        by = measure.status_source
        state = _state(measure.status, by.date if by is not None else None, notes.lang)
        whole = f"{box}{report_parts.capital(called)} ({state}){notes.of(measure.source)}"
        yield _way(measure.status, measure.tasks), whole


def _through(link: Link, chapter: AnswerChapter, notes: Notes) -> str:
    """By which article of another convention a measure is linked to a demand."""
    known, name = notes.register, link.address.obligation
    owner, here = known.targets[name].owner, known.instrument_id(chapter.owner)
    abroad = isinstance(owner, model.Article) and known.instrument_id(owner) != here
    return f"; {notes.say(msg('through {names}'), names=notes.articles([name]))}" if abroad else ""


def _line(task: model.Task, measure: model.Measure, called: str, notes: Notes) -> str:
    """A task with what its measure is ``called``, how far it has come, and its deadline."""
    lang, about, late = notes.lang, [called], days_late(task, notes.view.as_of) is not None
    if task.status != "not_reported" and not late:  # Else it is told with what is to be checked.
        about.append(_state(task.status, task.completed or task.started, lang))
    if task.outcome is not None:
        about.append(without_stop(say(f"outcome.{task.outcome.decision}", lang)))
    if owners := measure.owners_of(task):
        about.append(notes.say(msg("owner: {who}"), who=notes.names(owners, short=True, inside=True)))
    text = f"{without_stop(task.text.pick(lang))} ({'; '.join(about)})"
    return report_parts.dated(text, task, None, lang) if task.is_open and task.due and not late else text


def _way(status: model.Status, tasks: Collection[model.Task]) -> str:
    """Whether something is done or under way, only to be assessed, or planned."""
    assess = tasks and all(task.commitment == "assess" for task in tasks)
    return "taken" if status in ("in_progress", "completed") else "assess" if assess else "planned"


def _state(status: model.Status, when: str | None, lang: Lang) -> str:
    """A status, with the day that is recorded for it."""
    label = say(f"status.{status}", lang)
    return f"{label} {day(when, lang)}" if when is not None else label


def _assessments(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """The assessments by each side."""
    for one in chapter.assessments:
        when, verdict = day(one.date, notes.lang), notes.say(f"verdict.{one.verdict}")
        text = f". {one.text.pick(notes.lang)}" if one.text is not None else ""
        line = f"{notes.names([one.by])}, {when}: {verdict}{text}{notes.of(one.source)}"
        yield Paragraph(line, prose=True, mark=notes.say(f"side.{one.side}"))


def _figures(chapter: AnswerChapter, notes: Notes) -> tuple[list[model.Indicator], list[str]]:
    """The series that are told here, and where earlier demands have told the others."""
    here = notes.called(chapter.owner)
    pairs = [(item, notes.told_at(f"figure {item.id}", here)) for item in chapter.figures]
    return [item for item, at in pairs if at == here], [at for _, at in pairs if at != here]


def _figure(series: model.Indicator, notes: Notes) -> str:
    """The observations of a series; with what its note says of them first where they have two limits."""
    about, lang = series.note if any(one.range for one in series.observations) else None, notes.lang
    text = "; ".join(fill(figure(one), lang) for one in series.observations)
    known = f". {first_sentence(about.pick(lang))[0]}." if about is not None else ""
    return f"{series.title.pick(lang)}: {text}{known}{notes.of(series.source)}"


def round_of(owner: model.Obligation, notes: Notes) -> str:
    """The year of the round, or that the strategy restates it; empty if neither is known."""
    instrument = notes.register.instrument_with(owner)
    summed = notes.say(msg("restated in the strategy")) if retold(owner, notes) else ""
    return str((instrument and instrument.year) or summed)


def retold(owner: model.Obligation, notes: Notes) -> bool:
    """Whether it is known only as the strategy restates it."""
    instrument = notes.register.instrument_with(owner)
    return instrument is not None and notes.register.retells(instrument)


def answered_at(headings: Iterable[str], notes: Notes) -> str:
    """Under which headings it is answered."""
    quoted = [notes.say(msg("“{text}”"), text=heading) for heading in headings]
    return notes.say(msg("Replied to under {headings}."), headings=listing(quoted, notes.lang))
