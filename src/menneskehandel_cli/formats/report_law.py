"""What a reply says of the law on a demand: what it gives, what was read as in force, and practice."""

from collections.abc import Iterator

from menneskehandel_cli.blocks.model import Block, Heading, Paragraph
from menneskehandel_cli.formats.report_annexes import annex
from menneskehandel_cli.formats.report_notes import Notes
from menneskehandel_cli.formats.report_parts import capital, listed
from menneskehandel_cli.language import day, fill, msg, say, without_stop
from menneskehandel_cli.language.order import collation
from menneskehandel_cli.models import RequirementLaw
from menneskehandel_cli.models.law import LawProvision
from menneskehandel_cli.register import grouped, natural
from menneskehandel_cli.register.citing import cite_law
from menneskehandel_cli.reports.answers import AnswerChapter


def law_annex(notes: Notes) -> Iterator[Block]:
    """What the law gives on each article that a demand is about."""
    every = (law for chapter in notes.every for law in notes.laws(chapter))
    laws = {law.requirement: law for law in every if has_law(law)}
    by_article = grouped((notes.article(laws[name]), laws[name]) for name in sorted(laws, key=natural))
    if laws:
        yield Heading(annex(msg("The law"), notes.lang), 2, "law")
    if any(law.ours for law in laws.values()):
        yield Paragraph(say(msg("☐ This annex is our reading of the law."), notes.lang))
    for name, found in sorted(by_article.items(), key=lambda one: natural(one[0])):
        yield Heading(notes.called(notes.register.obligations[name]), 3, f"law-{name}")
        for law in found:
            yield from _told(law, notes)


def has_law(law: RequirementLaw) -> bool:
    """Whether a reading of the law names any provision, and not only practice."""
    return any(place.kind != "practice" for place in law.provisions)


def practice(chapter: AnswerChapter, notes: Notes) -> Iterator[Block]:
    """What is done in practice under the articles that a demand is about: each once in the document."""
    here, lines, others = notes.called(chapter.owner), dict[str, None](), dict[str, None]()
    for law in notes.laws(chapter):
        for place in law.provisions:
            if place.kind == "practice":
                text = without_stop(place.text.pick(notes.lang))
                if (there := notes.told_at(f"practice {text}", here)) == here:
                    lines[f"{'☐ ' if law.ours else ''}{text}.{notes.of(place.source)}"] = None
                else:
                    others[there] = None
    yield from listed(notes.say(msg("Practice")), (*lines, *notes.elsewhere(others)), prose=True)


def _told(law: RequirementLaw, notes: Notes) -> Iterator[Block]:
    """What the law gives on a requirement, act by act."""
    called, acts = notes.name(law.requirement), dict[str, list[str]]()
    for place in (one for one in law.provisions if one.kind != "practice"):
        text = without_stop(place.text.pick(notes.lang))
        act, section = _act(place, notes)
        notes.read.update([(place.read, act)] if place.read else [])
        section = capital(section) if act in acts else section
        acts.setdefault(act, []).append(f"{section}: {text}." if section else f": {text}.")
    both, lines = msg("{act}, {places}"), ((act, " ".join(said)) for act, said in acts.items())
    told = (f"{x}{y}" if y[0] == ":" else notes.say(both, act=x, places=y) for x, y in lines)
    yield from listed(f"{say('section.law', notes.lang)} ({called})", map(capital, told), prose=True)


def read_days(notes: Notes) -> Iterator[Block]:
    """Which acts were read as in force on which day."""
    read = sorted(notes.read, key=lambda one: (one[0], collation(one[1], notes.lang)))
    days = grouped(read).items()
    told = (f"{day(when, notes.lang)}: {', '.join(acts)}" for when, acts in days)
    yield from listed(capital(say("law.read", notes.lang, day="")).strip(), told)


def _act(place: LawProvision, notes: Notes) -> tuple[str, str]:
    """The act of a provision, and the section in it."""
    cited = cite_law(notes.register, place.source, inside=True)
    act, mark, section = fill(cited, notes.lang).partition(f" {say('treaty.§', notes.lang)} ")
    return act.rstrip(","), f"{mark.strip()} {section}" if mark else ""
