"""What a reply says of the law on a demand: what it gives, what was read as in force, and practice."""

from collections.abc import Collection, Iterable, Iterator

from menneskehandel_cli.blocks.model import Block, Bullets, Heading, Paragraph
from menneskehandel_cli.formats.report_annexes import annex
from menneskehandel_cli.formats.report_notes import Notes
from menneskehandel_cli.formats.report_parts import capital, listed
from menneskehandel_cli.language import collation, day, fill, listing, msg, say, without_stop
from menneskehandel_cli.models import RequirementLaw
from menneskehandel_cli.register import grouped, natural
from menneskehandel_cli.register.citing import cite_law
from menneskehandel_cli.register.reporting import ministries_in
from menneskehandel_cli.reports.record_requirement import doubted
from menneskehandel_cli.reports.selection import asked_for


def law_annex(notes: Notes) -> Iterator[Block]:
    """What the law gives, what it lacks and other practice, on each article that a demand is about."""
    laws = {law.requirement: law for chapter in notes.every for law in notes.laws(chapter)}
    pairs = ((laws[name], (*_by_act(laws[name], notes),)) for name in sorted(laws, key=natural))
    by_article = grouped((notes.article(law), (law, blocks)) for law, blocks in pairs if blocks)
    if by_article:
        yield Heading(annex(msg("The law"), notes.lang), 2, "law")
        yield from _read_days(notes)
    for name, found in sorted(by_article.items(), key=lambda one: natural(one[0])):
        yield Heading(notes.called(notes.register.obligations[name]), 3, f"law-{name}")
        if any(law.ours for law, _ in found):
            yield Bullets((*_ticks(name, {law.requirement for law, _ in found}, notes),))
        for _, blocks in found:
            yield from blocks


def _ticks(article: str, requirements: Collection[str], notes: Notes) -> Iterator[str]:
    """A line to confirm the reading of an article for each ministry that can follow up what was read."""
    known = notes.register
    bodies = (one for one in known.obligations[article].requirements if one.id in requirements)
    able = ((who, one.id) for one in bodies for who in one.follow_up)
    above = grouped((x, name) for who, name in able for x in (who, *known.above(who)))
    found = {notes.names([x]): names for x, names in above.items() if ministries_in(known, [x])}
    for who, names in (found or {"____": (*requirements,)}).items():
        yield notes.say("report.law.tick", who=who, articles=notes.articles(dict.fromkeys(names)))


def practice(
    laws: Iterable[RequirementLaw], here: str, notes: Notes, themes: Collection[str] = ()
) -> tuple[list[str], list[str]]:
    """What is done in practice, of ``themes`` if given, each once, and where what was told stands."""
    lines = dict[str, str]()
    for law in laws:
        found = (one for one in law.provisions if one.kind == "practice")
        for place in (one for one in found if not one.themes or asked_for(themes, one.themes)):
            text = without_stop(place.text.pick(notes.lang))
            there = notes.told_at(f"practice {text}", here)
            lines.setdefault(f"{'☐ ' if law.ours else ''}{text}.{notes.of(place.source)}", there)
    new = [line for line, there in lines.items() if there == here]
    return new, [there for there in lines.values() if there != here]


def _by_act(law: RequirementLaw, notes: Notes) -> Iterator[Block]:
    """What the law gives on a requirement, act by act, with a line for each section."""
    called, acts = notes.name(law.requirement), dict[str, dict[str, list[str]]]()
    for place in (one for one in law.provisions if one.kind != "practice"):
        text = without_stop(place.text.pick(notes.lang))
        cited = fill(cite_law(notes.register, place.source, inside=True), notes.lang)
        act, mark, section = cited.partition(f" {say('treaty.§', notes.lang)} ")
        act, section = act.rstrip(","), f"{mark.strip()} {section}" if mark else ""
        notes.read.update([(place.read, act)] if place.read else [])
        acts.setdefault(act, {}).setdefault(section, []).append(f"{text}.")
    told: dict[str, list[str]] = {called: []}
    for act, found in acts.items():
        at = dict[str, list[str]]()
        for section, texts in found.items():
            text = f"{section}: {' '.join(texts)}"
            there = notes.told_at(f"{notes.article(law)} {act} {text}", called)
            at.setdefault(there, []).append(text if there == called else section)
        parts, whole = at.pop(called, []), msg("{act}, {places}")
        first = [f"{act}{x}" if x.startswith(":") else notes.say(whole, act=act, places=x) for x in parts[:1]]
        told[called] += [*first, *parts[1:]]
        for there, same in at.items():
            cited = notes.say(whole, act=act, places=listing(same, notes.lang)) if all(same) else act
            told.setdefault(there, []).append(cited)
    again = msg("{acts}: as under {article}.")
    lines = told.pop(called)
    lines += [notes.say(again, acts="; ".join(x), article=there) for there, x in told.items()]
    yield from _concluded(law, called, notes)
    yield from listed(f"{say('section.law', notes.lang)} ({called})", map(capital, lines), prose=True)
    others = practice([law], f"law-{law.requirement}", notes)[0]
    yield from listed(f"{notes.say(msg('Practice'))} ({called})", others, prose=True)


def _concluded(law: RequirementLaw, called: str, notes: Notes) -> Iterator[Block]:
    """What the law lacks on a requirement, and what is uncertain; how far the law covers it is not said."""
    certain = law.extent in {"part", "none_found"}
    marks = (msg("Missing, on our reading"), msg("Uncertain, on our reading"))
    mark = notes.say((marks if law.ours else ("law.missing", msg("Uncertain")))[not certain])
    texts = [one.pick(notes.lang) for one in (law.missing, None if certain else law.doubt) if one]
    rest = law if certain else law.model_copy(update={"doubt": None})  # The mark says that it is doubtful.
    texts += [fill(one, notes.lang) for one in doubted(rest, whole=True)]
    texts += [say("law.told.none_found", notes.lang)] if law.extent == "none_found" and not texts else []
    if texts and law.extent != "unread":
        text = " ".join(f"{without_stop(one)}." for one in texts)
        yield Paragraph(text, prose=True, mark=f"{mark} ({called})")


def _read_days(notes: Notes) -> Iterator[Block]:
    """Which acts were read as in force on which day."""
    read = sorted(notes.read, key=lambda one: (one[0], collation(one[1], notes.lang)))
    lines = (f"{day(when, notes.lang)}: {', '.join(acts)}" for when, acts in grouped(read).items())
    yield from listed(capital(say("law.read", notes.lang, day="")).strip(), lines)
