"""Runs of text in another language than the document around them.

A document (HTML, Word, PDF) must say in which language each part of it is written, so that a screen
reader reads it aloud rightly and a spelling checker leaves it alone (WCAG 2.2, 3.1.2). A text of the
data may be chosen deep inside a sentence, so its language travels in the string: ``Text.pick`` puts
marks around a text in another language if it is asked with a ``DocumentLang``, and what renders the
document divides the string into ``runs``. The reader sees the language too: its name follows the text,
as a run of its own, and as part of the text where there are no marks (``ReaderLang``).

A name in words leads to what it names in the same way: ``linked`` puts marks around it, and HTML makes a
link of it where the id has a place (``linked_parts``). Elsewhere the marks are left out.

The marks are noncharacters, which Unicode keeps for use inside a program (The Unicode Standard, 23.7).
One in a text from outside can at most name the language of a run, or lead to a known place.
"""

import re
from collections.abc import Callable
from textwrap import shorten
from typing import NamedTuple

from menneskehandel_cli.language.terms import TermedLang

_OPEN, _NAMED, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_TO, _CALLED, _END = "\ufdd3", "\ufdd4", "\ufdd5"
_RUN_MARKS = re.compile(
    f"{_OPEN}[^{_OPEN}{_NAMED}{_CLOSE}]*{_NAMED}|{_TO}[^{_TO}{_CALLED}{_END}]*{_CALLED}"
    f"|[{_OPEN}{_NAMED}{_CLOSE}{_TO}{_CALLED}{_END}]"
)
_ANY_MARK = re.compile("[\ufdd0-\ufdd5]")
_GLANCE = 55  # so many words
_LINK = re.compile(f"{_TO}([^{_TO}{_CALLED}{_END}]*){_CALLED}([^{_TO}{_CALLED}{_END}]*){_END}")
_RUN = re.compile(
    f"{_OPEN}(?P<lang>[A-Za-z0-9-]{{1,35}})(?:;(?P<reader>[A-Za-z0-9-]{{1,35}});(?P<label>[^{_OPEN}{_NAMED}{_CLOSE}]+))?"
    f"{_NAMED}(?P<text>[^{_OPEN}{_NAMED}{_CLOSE}]*){_CLOSE}"
)


class ReaderLang(TermedLang):
    """The language of a reader, who is told of a text in another language which that is."""

    __slots__ = ()


class DocumentLang(ReaderLang):
    """The language of a document whose parts in other languages are to be marked."""

    __slots__ = ()


class Run(NamedTuple):
    """A part of a text; ``lang`` is the tag of its language, empty if it is the document's own.

    ``names`` is the document's tag in the part that names the language of the part before it.
    """

    text: str
    lang: str = ""
    names: str = ""


def mark(text: str, lang: str, reader: str = "", label: str = "") -> str:
    """The text, marked as written in ``lang``, which a ``label`` names to the ``reader``."""
    named = f";{reader};{label}" if label else ""
    return f"{_OPEN}{lang}{named}{_NAMED}{unmarked(text)}{_CLOSE}"


def unmarked(text: str) -> str:
    """The text without marks, and without the names of the languages."""
    return _RUN_MARKS.sub("", text) if _ANY_MARK.search(text) else text


def unlabelled(text: str) -> str:
    """The text without the names of the languages, whose marks it keeps."""
    return re.sub(f"(?<={_OPEN})([A-Za-z0-9-]+);[^{_NAMED}]*", r"\1", text)


def linked(text: str, id: str) -> str:
    """The text, marked as the name of what ``id`` is the id of."""
    return f"{_TO}{id}{_CALLED}{text}{_END}"


def linked_parts(text: str) -> list[str]:
    """A text before a name, the id that the name leads to, the name, the text after it, and so on."""
    return _LINK.split(text) if _TO in text else [text]


def runs(text: str) -> list[Run]:
    """The parts of a text in the order they stand; an empty text has none."""
    if _OPEN not in text:
        return [Run(plain)] if (plain := unmarked(text)) else []
    found: list[Run] = []
    end = 0
    for match in _RUN.finditer(text):
        found += [Run(unmarked(text[end : match.start()])), Run(match["text"], match["lang"])]
        if match["label"] and match["text"]:
            found.append(Run(f" {match['label']}", names=match["reader"]))
        end = match.end()
    found.append(Run(unmarked(text[end:])))
    return [run for run in found if run.text]


def tags_in(text: str) -> list[str]:
    """The languages of the parts of a text that are marked."""
    return [match["lang"] for match in _RUN.finditer(text) if match["text"]] if _OPEN in text else []


def labelled(text: str) -> str:
    """The text without marks, where the name of its language follows each text in another."""
    return "".join(run.text for run in runs(text))


def by_run(text: str, edit: Callable[[str], str]) -> str:
    """The text with each of its runs edited."""
    if not _ANY_MARK.search(text):  # Most have no marks.
        return edit(text)
    parts = ((run.lang, run.text if run.names else edit(run.text)) for run in runs(text))
    return "".join(mark(part, lang) if lang else part for lang, part in parts)


def without_stop(text: str) -> str:
    """The text without the full stops that end it, to be followed by more in the same sentence."""
    inner = text.removesuffix(_CLOSE)
    return inner.rstrip(".") + text[len(inner) :]


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of a text, without its full stop, and the rest, which begins with a capital."""
    stops = (found for found in re.finditer(r"\. (?=\w)", text) if text[found.end()].isupper())
    if (stop := next(stops, None)) is None:
        return without_stop(text), ""
    opening, close = text[: text.find(_NAMED) + 1], text[len(text.removesuffix(_CLOSE)) :]
    return text[: stop.start()] + close, opening + text[stop.end() :]


def glanced(text: str) -> tuple[str, str]:
    """As many of the first sentences of a text as are read at a glance, at least one; and the rest."""
    ends = [x.end() for x in re.finditer(rf"\.[{_CLOSE}{_END}]* (?=[\w{_OPEN}{_TO}])", text)]
    ends = [x for x in ends if not text[x].islower() and _ends_outside(text[:x])]
    shown = [x for x in (*ends, len(text)) if len(text[:x].split()) <= _GLANCE]
    end = (shown[-1:] or ends[:1] or [len(text)])[0]
    return text[:end].rstrip(), text[end:]


def _ends_outside(text: str) -> bool:
    """Whether a text ends outside of runs and names."""
    return text.count(_OPEN) == text.count(_CLOSE) and text.count(_TO) == text.count(_END)


def first_words(text: str) -> str:
    """The first words of the first sentence of a text, which name what leads to all of it."""
    return by_run(first_sentence(text)[0], lambda run: shorten(run, 72, placeholder=" …"))


def start_of(text: str) -> int:
    """Where the text itself begins: after the mark of a name that stands first."""
    return text.find(_CALLED) + 1 if text.startswith(_TO) else 0
