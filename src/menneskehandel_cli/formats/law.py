"""The readings of the law against what was published: as a page and as JSON."""

from collections import Counter
from collections.abc import Iterator

from menneskehandel_cli.blocks.model import Block, Bullets, Heading, Page, Paragraph
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.page import write_page
from menneskehandel_cli.language import Lang, count, day, listing, msg, say
from menneskehandel_cli.register.citing import ActPlace as Cited
from menneskehandel_cli.register.records import grouped
from menneskehandel_cli.reports.law import CitedPlace, LawView, Piece, ReadingVerdict

LawLine = str | tuple[Piece, ...]
"""A sentence, or a text with its changes."""
PlaceGroup = tuple[str, str, list[tuple[str, list[LawLine]]]]
"""A heading, a sentence on all below it (or none), and each place with its lines."""

_COUNTED: tuple[ReadingVerdict, ...] = ("same", "unrecorded", "undated", "older")
"""What is told as a number of readings."""


def render_json(view: LawView, _options: RenderOptions) -> str:
    """One object: every place that is cited, with its readings."""
    body = {"revision": view.revision, "day": view.day, "suspect": view.suspect, "places": view.places}
    return json.render("mh/law/1", body)


def render_page(view: LawView, options: RenderOptions) -> str:
    """The answer, then what is to be told, place by place, then the numbers of the rest."""
    title = say(msg("The law that was read, and the law as published"), options.lang)
    return write_page(Page(title, options.lang, tuple(_law_blocks(view, options.lang))), options)


def _law_blocks(view: LawView, lang: Lang) -> Iterator[Block]:
    yield from map(Paragraph, _law_head(view, lang))
    for title, intro, places in _groups(view, lang):
        yield Heading(title)
        if intro:
            yield Paragraph(intro)
        for name, lines in places:
            yield Heading(name, 3)
            yield Bullets(tuple(map(_diff_words, lines)))
    if rest := _rest(view, lang):
        yield Bullets(tuple(rest))


def _diff_words(line: LawLine) -> str:
    """A line with its changes as ``git diff --word-diff`` shows them."""
    if isinstance(line, str):
        return line
    signs = {"old": "[-{}-]", "new": "{{+{}+}}", "same": "{}", "left_out": "{}"}
    return " ".join(signs[piece.kind].format(piece.text) for piece in line)


def _law_head(view: LawView, lang: Lang) -> list[str]:
    when = day(view.day.isoformat(), lang)
    head = say("held.head", lang, day=when, places=count("held.places", len(view.places), lang))
    suspect = view.suspect
    if not suspect:
        return [head, say(msg("No reading is based on a text known to have changed since."), lang)]
    return [head, f"{count('held.suspect', len(suspect), lang)} {', '.join(suspect)}."]


def _groups(view: LawView, lang: Lang) -> list[PlaceGroup]:
    when = day(view.day.isoformat(), lang)
    readings = (item for place in view.places if place.adopted for item in place.readings)
    later = any(item.verdict == "older" for item in readings)
    titles = {
        "changed": say(msg("Changed since it was read"), lang),
        "gone": say(msg("Removed since it was read"), lang),
        "adopted": say("held.adopted.title", lang, day=when),
        "gazette": say("held.gazette.title", lang),
        "before": say(msg("Did not exist on that day; no reading is affected"), lang),
    }
    found = grouped((key, (x.called(lang), lines)) for x in view.places for key, lines in _of_place(x, lang))
    found["gazette"] = tuple(_gazette(view, lang))
    intro = {"adopted": say("held.later", lang) if later else ""}
    return [(title, intro.get(key, ""), [*found[key]]) for key, title in titles.items() if found.get(key)]


def _of_place(place: CitedPlace, lang: Lang) -> Iterator[tuple[str, list[LawLine]]]:
    """What is told of a place, by the group that it is told in."""
    verdicts = {item.verdict for item in place.readings}
    if "changed" in verdicts:
        sections = listing([Cited(one).pick(lang) for one in place.changed_sections], lang)
        how = msg("Changed, new or removed: {sections}.") if sections else "held.changed.how"
        changes = place.changes or say(how, lang, sections=sections)
        yield "changed", [_cited_for(place, lang, "changed"), changes]
    if "gone" in verdicts:
        yield "gone", [_cited_for(place, lang, "gone"), *([place.changes] if place.changes else [])]
    if place.adopted:
        quoted = (say(msg("“{text}”"), lang, text=text) for text in place.adopted)
        yield "adopted", [*quoted, _cited_for(place, lang)]
    if place.state == "gone" and not place.suspect:
        yield "before", [_cited_for(place, lang)]


def _cited_for(place: CitedPlace, lang: Lang, *verdicts: ReadingVerdict) -> str:
    """The requirements whose readings cite a place, and the days on which they were read."""
    readings = [item for item in place.readings if not verdicts or item.verdict in verdicts]
    names = listing(list(dict.fromkeys(item.requirement for item in readings)), lang)
    days = [day(text, lang) for text in sorted({item.read for item in readings if item.read})]
    if not days:
        return say(msg("Cited for {names}."), lang, names=names)
    return say(msg("Cited for {names}, as in force on {days}."), lang, names=names, days=listing(days, lang))


def _gazette(view: LawView, lang: Lang) -> list[tuple[str, list[LawLine]]]:
    """Each act of the gazette with the places that it changes."""
    changed = grouped((act, place.called(lang)) for place in view.places for act in place.changed_by)
    return [
        (
            f"{act.act}: {act.title}",
            [
                say(msg("In force, according to the text itself: {when}."), lang, when=act.in_force),
                say(msg("The act amends {places}."), lang, places=listing([*places], lang)),
            ],
        )
        for act, places in changed.items()
    ]


def _rest(view: LawView, lang: Lang) -> list[str]:
    of = Counter(item.verdict for item in view.readings)
    lines = [count(f"held.count.{verdict}", of[verdict], lang) for verdict in _COUNTED if of[verdict]]
    for state in ("not_held", "no_section"):
        places = [place for place in view.places if place.state == state]
        if places:
            names = dict.fromkeys(place.title.pick(lang) for place in places)
            held = count("held.places", len(places), lang)
            lines.append(say(f"held.{state}", lang, places=held, acts=listing(list(names), lang)))
    return lines
