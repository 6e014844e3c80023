"""The catalogues of the program's languages: extract, update, check and compile.

``make messages`` updates each ``locale/<tag>/LC_MESSAGES/mh.po`` from the texts that are marked in the
code, and says what is missing. ``--check`` changes nothing and fails if one is not whole; ``make lint``
runs it. ``--compile`` writes the compiled catalogues; the build and ``make setup`` run it.

A language that has no ``language.toml`` or ``languages.toml`` is given one with what CLDR says.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCES = Path(__file__).resolve().parent.parent / "src"
PACKAGE = SOURCES / "menneskehandel_cli"
LOCALE = PACKAGE / "locale"
KEYWORDS = {"msg": None, "pmsg": ((1, "c"), 2), "nmsg": (1, 2), "described": None}
"""The marks of ``language/messages.py``, and the one of a model's fields, as Babel is told of them."""

_WORDS = PACKAGE / "locale" / "en" / "texts.json"
_PLACE = re.compile(r"\{(\w+)\}")
_WIDTH = 100


def catalogues(locale: Path = LOCALE) -> list[Path]:
    """The catalogue of every language that has one."""
    return sorted(locale.glob("*/LC_MESSAGES/mh.po"))


def template(package: Path = PACKAGE) -> Catalog:
    """Every text that is marked in the code, with the keys and files that have it."""
    made = Catalog(project="mh", charset="utf-8")
    for path in sorted(package.rglob("*.py")):
        where = path.relative_to(package.parent).as_posix()
        for line, text, comments, context in extract_from_file("python", path, keywords=KEYWORDS):
            made.add(text, None, [(where, line)], auto_comments=comments, context=context)
    if package == PACKAGE:
        where = _WORDS.relative_to(package.parent).as_posix()
        for key, context, text in _words():
            made.add(text, None, [(where, 1)], auto_comments=[key], context=context)
    for path in sorted((package / "rules" / "examples").glob("mh*.yaml")):
        where = path.relative_to(package.parent).as_posix()
        page = yaml.safe_load(path.read_bytes())
        for key in ("message", "help", "why"):
            made.add(page[key], None, [(where, 1)])
    return made


def _words() -> Iterator[tuple[str, str | None, str | tuple[str, str]]]:
    """The keys of the word list, each with its context and text."""
    from menneskehandel_cli.language.messages import CONTEXT_END, WORDS, Counted

    for key, message in WORDS.items():
        if isinstance(message, Counted):
            yield key, None, (message.one, message.other)
        else:
            context, _, text = message.rpartition(CONTEXT_END)
            yield key, context or None, text


def update(path: Path, texts: Catalog) -> None:
    """Give a catalogue the texts of the code, by the alphabet. A new one is empty, never a guess."""
    catalogue = _read(path)
    catalogue.update(texts, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False)
    for message in catalogue:
        message.user_comments = [
            comment for comment in message.user_comments if comment not in message.auto_comments
        ]
    made = BytesIO()
    write_po(made, catalogue, width=_WIDTH, sort_output=True, include_lineno=False, ignore_obsolete=True)
    if made.getvalue() != path.read_bytes():
        path.write_bytes(made.getvalue())


def problems(path: Path, texts: Catalog) -> Iterator[str]:
    """What a catalogue lacks, has too much of, or fills in otherwise than the English text does."""
    catalogue = _read(path)
    tag = path.parent.parent.name
    for message in texts:
        if not message.id:
            continue
        found = catalogue.get(message.id, message.context)
        what = f"{tag}: {_first(message)!r}"
        if found is None or found.fuzzy or not _is_whole(found, catalogue):
            yield f"{what} is not translated"
            continue
        forms, both = _forms(found), (_places(_first(message)), _places(_last(message)))
        for text in forms:
            one = text is not forms[-1] and catalogue.plural_expr == "(n != 1)"  # then 1 may be a word
            if _places(text) not in both and not (one and _places(text) | {"n"} in both):
                yield f"{what} does not fill in the same as {text!r}"
            if re.search(r"[{}]", _PLACE.sub("", text)) or text != text.rstrip():
                yield f"{what} has stray braces or blanks in {text!r}"
    for message in catalogue:
        if message.id and texts.get(message.id, message.context) is None:
            yield f"{tag}: {_first(message)!r} is not in the code; run make messages"


def _is_whole(message: Message, catalogue: Catalog) -> bool:
    forms = _forms(message)
    wanted = catalogue.num_plurals if isinstance(message.id, tuple) else 1
    return len(forms) == wanted and all(forms)


def _forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _last(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def _places(text: str) -> set[str]:
    return set(_PLACE.findall(text))


_DATA = """\
# From CLDR, by Babel. Correct what those who speak the language would write otherwise.
name = {name}
# What to show where a text is missing, before English.
fallback = []
# Other language codes of locales that mean this language.
locales = []
# The letters that have a place of their own, in order; others are sorted as without their marks.
alphabet = "abcdefghijklmnopqrstuvwxyz"
thousands = {thousands}
decimal = {decimal}
# Those before a day, and by themselves.
months = {months}
months_alone = {months_alone}
day = {day}
month = {month}
"""
_SIGNS = {
    "y": "{year}",
    **dict.fromkeys(("d", "dd"), "{day}"),
    **dict.fromkeys(("M", "MM"), "{number}"),
    **dict.fromkeys(("MMM", "MMMM"), "{month}"),
}
"""What the signs of CLDR's patterns are in ours, those of a month by itself (L) as those in a date."""


def data_of(tag: str) -> str:
    """The ``language.toml`` that a language begins with."""
    known = Locale.parse(tag, sep="-")
    symbols = known.number_symbols["latn"]
    names = {form: [*known.months[form]["wide"].values()] for form in ("format", "stand-alone")}
    given: dict[str, object] = {
        "name": known.get_language_name() or tag,
        "thousands": symbols["group"],
        "decimal": symbols["decimal"],
        "months": names["format"],
        "months_alone": names["stand-alone"],
        "day": _pattern(known.date_formats["long"].pattern),
        "month": _pattern(known.datetime_skeletons["yMMMM"].pattern),
    }
    return _DATA.format(**{key: json.dumps(value, ensure_ascii=False) for key, value in given.items()})


def languages_of(tag: str) -> str:
    """The ``languages.toml`` of a language: what it calls those that ``names.toml`` has."""
    known = tomllib.loads((LOCALE / "en" / "names.toml").read_text(encoding="utf-8"))
    called = Locale.parse(tag, sep="-").languages
    lines = (f"{one} = {json.dumps(called[one], ensure_ascii=False)}" for one in known if one in called)
    return "\n".join(["# What languages are called in this one (CLDR, by Babel).", "", *lines, ""])


def _pattern(pattern: str) -> str:
    """A pattern of CLDR for a date as one of ours. Words in it are between apostrophes."""
    parts = re.findall(r"'([^']*)'|([ydLM]+)|([^'])", pattern)
    return "".join(word or other or _SIGNS[sign.replace("L", "M")] for word, sign, other in parts)


def compile_all(locale: Path = LOCALE) -> None:
    """Compile the catalogues that are newer than what was compiled of them."""
    for path in catalogues(locale):
        folder = path.parent.parent
        for name, begun in (("language.toml", data_of), ("languages.toml", languages_of)):
            with suppress(UnknownLocaleError):
                if not (folder / name).exists():
                    (folder / name).write_text(begun(folder.name), encoding="utf-8")
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".mh.", delete=False) as made:
            write_mo(made, _translated(path))
        Path(made.name).chmod(0o644)
        Path(made.name).replace(compiled)


def _translated(path: Path) -> Catalog:
    """The texts of a catalogue that are translated: Babel would compile English for an empty form."""
    catalogue = _read(path)
    for message in list(catalogue):
        if message.id and not _is_whole(message, catalogue):
            catalogue.delete(message.id, message.context)
    return catalogue


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def main(arguments: list[str]) -> int:
    """Do what is asked; 1 if a catalogue is not whole."""
    if arguments == ["--compile"]:
        compile_all()
        return 0
    sys.path.insert(0, str(SOURCES))
    texts = template()
    if arguments != ["--check"]:
        for path in catalogues():
            update(path, texts)
        compile_all()
    found = [problem for path in catalogues() for problem in problems(path, texts)]
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    for path in catalogues():
        tag = path.parent.parent.name
        number = sum(problem.startswith(f"{tag}:") for problem in found)
        sys.stdout.write(f"{tag}: {len(texts)} texts, {number} problems\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
