"""A record in blocks, told once for a terminal, its page on the site and reports; and records as JSON."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from menneskehandel_cli.blocks import model
from menneskehandel_cli.blocks.terminal import PROSE
from menneskehandel_cli.blocks.text import page_text
from menneskehandel_cli.formats import RenderOptions, json
from menneskehandel_cli.formats.check import diagnostic
from menneskehandel_cli.formats.report_parts import capital, event_bullets, facts_of
from menneskehandel_cli.history import policy_events
from menneskehandel_cli.language import Lang, Named, fill, msg, say, without_stop
from menneskehandel_cli.models import Text
from menneskehandel_cli.register import grouped
from menneskehandel_cli.reports.record import Detail, Line, Section, ShowView
from menneskehandel_cli.rules import Finding


def record_blocks(found: Detail, lang: Lang, more: Iterable[model.Block] = ()) -> Iterator[model.Block]:
    """The facts of its head, its sections, ``more``, and what stands last."""
    places = {*found.parts}
    if found.sums:
        yield model.Sums(tuple((place, n, fill(words, lang)) for place, n, words in found.sums))
    if found.head:
        yield facts_of(found.head, lang)
    for whose, parts in groupby(found.layout, key=lambda part: part.whose is not None):
        if whose:
            boxes = tuple(_box(part, lang, places) for part in parts)
            yield model.Columns(boxes) if len(boxes) > 1 else boxes[0]
        else:
            for part in parts:
                yield from section_blocks(part, lang, places)
    yield from more
    if found.more:
        yield model.Folded(say(msg("Notes and sources"), lang), (facts_of(found.more, lang),))
    if found.judged:
        yield model.Paragraph(say(found.judged, lang))


def _box(part: Section, lang: Lang, places: set[str]) -> model.Box:
    assert part.whose is not None
    return model.Box(capital(fill(part.title, lang)), part.whose, tuple(_inner(part, lang, places)))


def section_blocks(
    part: Section, lang: Lang, places: set[str], *, inside: bool = False
) -> Iterator[model.Block]:
    """A section with its heading; each of its lines that is among ``places`` is named as a place once."""
    title = capital(fill(part.title, lang))
    if part.folded:
        yield model.Folded(f"{title} ({len(part.lines)})", tuple(_inner(part, lang, places)))
    elif part.whose is not None:
        yield _box(part, lang, places)
    else:
        if title:
            places.discard(part.anchor)
            own = part.key.partition("section.")[2] if not inside else ""
            level: Literal[2, 3] = 3 if inside else 2
            yield model.Heading(title, level, part.anchor or own)
        yield from _inner(part, lang, places)


def _inner(part: Section, lang: Lang, places: set[str]) -> Iterator[model.Block]:
    """The lines of a section, what has no id as a paragraph, and what is inside it."""
    yield from lines_blocks(part.first, lang)
    if part.columns and part.lines:
        yield table_of(part, lang)
        places.difference_update(line.label for line in part.lines if not line.name)
    else:
        for plain, lines in groupby(
            part.lines,
            key=lambda line: not (line.label or isinstance(line.name, Named) or (line.name and line.notes)),
        ):
            if plain and part.folded:
                yield model.Bullets(tuple(_sentence(line, lang) for line in lines))
            elif plain:
                yield from lines_blocks(lines, lang)
            else:
                yield model.Entries(tuple(_entry(line, lang, places) for line in lines))
    for inner in part.inside:
        yield from section_blocks(inner, lang, places, inside=True)


def _sentence(line: Line, lang: Lang) -> str:
    """A line with its name and its notes, as an item of a list."""
    name, text = fill(line.name, lang), " ".join(fill(part, lang) for part in (line.text, *line.notes))
    mark = ": " if ": " not in name else ". " if text[:1].isupper() else " – "
    return capital(mark.join(filter(None, (name, text))))


def lines_blocks(lines: Iterable[Line], lang: Lang) -> Iterator[model.Paragraph]:
    """Lines that are about nothing with an id, each with its name and its notes."""
    for line in lines:
        mark, text = capital(fill(line.name, lang)), fill(line.text, lang)
        yield model.Paragraph(text if mark else capital(text), prose=isinstance(line.text, Text), mark=mark)
        yield from (model.Paragraph(fill(one, lang), prose=isinstance(one, Text)) for one in line.notes)


def _entry(line: Line, lang: Lang, places: set[str]) -> model.Entry:
    own = line.label in places
    places.discard(line.label)
    text = line.text if own or line.name or not line.label else Named(line.label, line.text)
    notes, name = tuple(capital(fill(note, lang)) for note in line.notes), capital(fill(line.name, lang))
    return model.Entry(name, fill(text, lang), notes, line.label if own else "", line.label, line.mark)


def table_of(part: Section, lang: Lang, *, ids: bool = True) -> model.Table:
    """A row for each line: its name, or else its id; its text with its notes; and its cells."""
    rows = (
        (
            capital(fill(line.name, lang)) or line.label,
            ". ".join((*map(without_stop, texts[:-1]), texts[-1])),
            *(fill(cell, lang) for cell in line.cells),
        )
        for line in part.lines
        for texts in ([capital(fill(text, lang)) for text in (line.text, *line.notes)],)
    )
    return model.Table(
        capital(fill(part.title, lang)) or say("section.tasks", lang),
        tuple(say(name, lang) for name in part.columns[not ids :]),
        tuple(row[not ids :] for row in rows),
        tuple("" if line.name else line.label for line in part.lines),
    )


SCHEMA = "mh/show/4"

EVENTS = 10
"""The changes that are shown, the newest first."""


def render_page(view: ShowView, options: RenderOptions) -> str:
    """One record after the other."""
    line = f"\n{'─' * min(options.width, PROSE)}\n\n"
    pages = (record_page(detail, options.lang, traced=view.traced) for detail in view.details)
    return line.join(page_text(page, options.width, colour=options.colour) for page in pages)


def record_page(found: Detail, lang: Lang, *, traced: bool = False) -> model.Page:
    """The record by its name, its id and its file, how it stands, and then all that is told of it."""
    state = " · ".join(capital(fill(text, lang)) for text in found.state)
    return model.Page(
        title=capital(fill(found.name, lang)),
        lang=lang,
        subtitle=" · ".join(filter(None, (fill(found.label, lang), found.id, found.path))),
        meta=tuple(filter(None, (state, fill(found.lead, lang), fill(found.basis, lang)))),
        blocks=(*record_blocks(found, lang, _last(found, lang, traced=traced)),),
    )


def _messages(findings: Iterable[Finding], lang: Lang) -> Iterator[tuple[str, str]]:
    """Each rule and message once, with the fields that it is about if it does not name them."""
    heads = ((f"{x.rule.code} ({say(f'severity.{x.severity}', lang)})", x) for x in findings)
    for (head, text), about in grouped(((head, x.message(lang)), x) for head, x in heads).items():
        known = about[1:] or "name" not in about[0].diagnostic.params
        keys = [one.diagnostic.keys for one in about] if known else []
        fields = (".".join(str(key + 1 if isinstance(key, int) else key) for key in one) for one in keys)
        yield head, f"{text} ({', '.join(fields)})" if keys else text


def _last(found: Detail, lang: Lang, *, traced: bool) -> Iterator[model.Block]:
    """What is missing or wrong, the newest changes of policy, and where all changes are."""
    if found.findings:
        yield model.Heading(say("section.findings", lang))
        yield model.Entries(tuple(model.Entry(*pair) for pair in _messages(found.findings, lang)))
    if policy := policy_events(found.history):
        yield model.Heading(say("section.history", lang))
        yield event_bullets(policy[: -EVENTS - 1 : -1], lang)
    if traced:
        yield model.Paragraph(say("show.more", lang, id=found.id))


def render_json(view: ShowView, options: RenderOptions) -> str:
    """One object with the records in the order asked for."""
    records = [item(shown, options.lang) for shown in view.details]
    return json.render(SCHEMA, {"revision": view.revision, "records": records})


def item(shown: Detail, lang: Lang) -> dict[str, object]:
    """A record. Only the messages of its findings depend on the language."""
    return {
        "id": shown.id,
        "type": shown.type,
        "path": shown.path,
        "record": shown.record,
        "derived": shown.derived,
        "links": shown.links,
        "findings": [diagnostic(finding, lang) for finding in shown.findings],
        "history": [json.event_item(event) for event in shown.history],
    }
