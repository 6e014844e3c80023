"""The rules on texts: their languages, and how they are written."""

from menneskehandel_cli.diagnostics import KeyPath
from menneskehandel_cli.language.prose import leftovers, lix, words_of
from menneskehandel_cli.models import Actors, Article, Instrument, Record, Strategy, Text
from menneskehandel_cli.register.published import is_unfilled, text_kind
from menneskehandel_cli.rules.base import Diagnostics, RuleContext, rule


@rule("note", phrases={"language": "language"})
def mh401_missing_language(context: RuleContext) -> Diagnostics:
    """Published texts that are filled in, and lack one of the strategy's languages."""
    strategy = context.register.strategy
    if strategy is None:
        return
    conventions = (one for one in context.register.instruments.values() if one.kind == "convention")
    packs = {one.source.document: one.languages for one in conventions if one.languages}
    for entry, keys, text in context.published:
        kind = text_kind(entry, keys)
        # What came with a convention is in the languages that it has here.
        known = packs.get(_convention_of(entry.record, keys), strategy.languages)
        for code in strategy.languages:
            if text.has(code) or code not in known or not strategy.requires(kind, code):
                continue
            # What stands in a language may be what could not be read.
            if entry.path not in context.register.damaged and not is_unfilled(text):
                yield context.wrong("MH401", entry.record, keys, language=code, at_key=True)


def _convention_of(record: Record, keys: KeyPath) -> str:
    """The document that an article, or a body or a document that came with one, is from; else nothing."""
    if isinstance(record, Strategy):
        return record.documents[int(keys[1])].id if keys[0] == "documents" else ""
    if isinstance(record, Actors):
        return record.actors[int(keys[1])].source.document if keys[0] == "actors" else ""
    return record.source.document if isinstance(record, Article | Instrument) else ""


@rule("error")
def mh402_text_recognition(context: RuleContext) -> Diagnostics:
    """Bokmål and nynorsk texts; English ones are not checked."""
    for entry, keys, text in context.norwegian:
        if (fragment := next(leftovers(text), None)) is not None:
            yield context.wrong("MH402", entry.record, keys, fragment=fragment)


LIMIT = 75
"""LIX above this is extreme. Administrative prose of normal sentences lies between 50 and 65."""

FEWEST = 30
"""Shorter texts, in words, are not judged: a single long name changes their LIX too much."""


@rule("note")
def mh403_hard_to_read(context: RuleContext) -> Diagnostics:
    """Bokmål and nynorsk texts of at least the minimum length, except titles."""
    for entry, keys, text in context.norwegian:
        if len(text) < 2 * FEWEST - 1 or keys[-2] == "title":  # so few letters are not so many words
            continue
        if len(words := words_of(text)) >= FEWEST and (figure := lix(text, words)) > LIMIT:
            yield context.wrong("MH403", entry.record, keys, lix=figure, n=len(words))


@rule("note")
def mh404_to_be_filled_in(context: RuleContext) -> Diagnostics:
    """Published texts that ``mh init`` has left to be filled in."""
    for entry, keys, text in context.published:
        if is_unfilled(text):
            own = entry.record.actors if isinstance(entry.record, Actors) and keys[0] == "actors" else ()
            of = own[int(keys[1])].id if own else entry.id
            yield context.wrong("MH404", entry.record, keys, of=of, at_key=True)


@rule("error")
def mh405_title_on_lines(context: RuleContext) -> Diagnostics:
    """Titles and names with a line break, also with one at their end."""
    for entry, keys, text in context.register.models(Text):
        named = keys[-1] in ("title", "name")
        if named and any(written.splitlines() != [written] for written in text.all()):
            yield context.wrong("MH405", entry.record, keys)
