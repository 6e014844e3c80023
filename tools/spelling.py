"""Spelling of all that ``mh`` says to people in bokmål and nynorsk, by hunspell.

``make spell`` makes the texts, takes them apart into words and asks hunspell (Debian: ``hunspell``,
``hunspell-no``). It prints each unknown word with a line that has it. It ends with 1 if there is one that
``spelling.<tag>.txt`` does not list, or if that lists one that no text has; with 2 without hunspell.

Both languages: every text of the catalogue, ``--help`` of every command, and the guides in ``docs/``.
Bokmål: also the output of the commands that read, ``show`` of every record, ``explain`` of every rule and
every kind of report, on the data of this checkout and on the demo. In nynorsk that is made of the
same texts and of the data.

Not words: ids, codes, addresses, names of files, keys and fixed values of the data, options, commands
between ``«mh`` and ``»``, code between backticks, words that were cut off, and the subjects of this
repository's commits, which are in English. A word with a hyphen is judged part by part.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.pofile import read_po

CHECKOUT = Path(__file__).resolve().parent.parent
SOURCES = CHECKOUT / "src"
DICTIONARIES = {"nb": "nb_NO", "nn": "nn_NO"}
DAY = "2026-12-31"
"""The day on which deadlines are judged: the texts are the same on every day."""

_NO_WORD = re.compile(
    r"""
      `[^`\n]*`                                   # code
    | «mh\b[^»\n]*»                               # a command
    | \b\w+://\S+ | [\w.-]+\.(?:net|no|org)\b | \S+@\w\S*  # an address
    | <[^<>\n]*> | \{[^{}\n]*\}                   # a tag, a place to fill in, an entry of YAML
    | (?<!\S)-{1,2}[a-z][\w=-]*                   # an option
    | ^[ ]*(?:-[ ])?[a-z_]+:(?=\s|$)              # a key of YAML
    | (?:@\w+|\.git|\b(?:data|docs|refs|schemas|strategy))/[\w./-]*  # a path, a team
    | [\w./*-]+\.(?:csv|git|html|json|md|py|toml|txt|xlsx|ya?ml)\b  # a file
    | [^\W_]*_\w* | (?:[^\W\d_]+-)*\w*\d[\w.-]*  # a fixed value, a code, an id
    | (?<=\w)-(?:en|ar|ane)\b                     # an ending, as in id-en
    | \w+(?=…)                                    # a word that was cut off
    """,
    re.VERBOSE | re.MULTILINE,
)
_IN_WORD = re.compile(r"\[(\w)\](?=\w)|\\(?:u[0-9a-f]{4}|[rnt])")
"""What may stand within a word: the key for a choice, as in ``[l]agre``; a character's escape."""
_EXAMPLE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"(?<!!)\[[^\]]*\]\(\.\./[^)]*\)|(?<=\])\([^)]*\)")
"""What a link has that is no text of its page: the title of a page in another folder, and any address."""
_ELSEWHERE = {"bokmål", "engelsk", "det står"}
"""The columns of a guide's tables with words of another language, or with what the program says."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Text(NamedTuple):
    """A text for people, and where it comes from."""

    source: str
    content: str
    root: Path = CHECKOUT
    """The strategy whose ids it may have."""


def words(text: str, names: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """The words of a text that are none of the ``names``, each with its line."""
    for line in text.splitlines():
        plain = _NO_WORD.sub(" ", _IN_WORD.sub(r"\1", line))
        for token in plain.split():
            if token.strip(".,:;()[]«»\"'*") in names:
                continue
            for found in _WORD.findall(token):
                if len(found) > 1:
                    yield found, line.strip()


def names(root: Path) -> set[str]:
    """The ids of a strategy and its documents, and the keys and fixed values that ``schemas/`` have."""
    from menneskehandel_cli.register import load
    from menneskehandel_cli.trees import DiskTree

    register = load(DiskTree(root))
    found = {*register.targets, *register.indicators, *register.actors, *register.instruments}
    if register.strategy is not None:
        found |= {named.id for named in (*register.strategy.documents, *register.strategy.themes)}
    for path in (CHECKOUT / "schemas").glob("*.json"):
        found |= _keys(json.loads(path.read_text(encoding="utf-8")))
    return found


def _keys(schema: object) -> set[str]:
    if isinstance(schema, list):
        return set().union(*map(_keys, schema))
    if not isinstance(schema, dict):
        return set()
    found = {value for value in [*schema.get("enum", ()), schema.get("const")] if isinstance(value, str)}
    return found.union(schema.get("properties", ()), *map(_keys, schema.values()))


def unknown(dictionary: str, asked: Iterable[str]) -> list[str]:
    """Those of the words that hunspell does not know, in alphabetical order.

    Raises ``subprocess.CalledProcessError`` if hunspell fails.
    """
    done = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", dictionary, "-l"],  # noqa: S607 - where it is installed
        input="".join(f"{word}\n" for word in sorted(set(asked))),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return sorted(set(done.stdout.split()))


def unlisted(found: Iterable[str], listed: Collection[str]) -> list[str]:
    """The words that no exception covers: one in small letters covers the same with a capital, too."""
    return [word for word in found if word not in listed and word[0].lower() + word[1:] not in listed]


def unused(said: Collection[str], listed: Iterable[str]) -> list[str]:
    """The exceptions that no text has. Whether hunspell knows one depends on the dictionary's version."""
    return [word for word in listed if word not in said and word[0].upper() + word[1:] not in said]


def missing() -> str | None:
    """What to install if hunspell or one of the dictionaries is not there."""
    needed = "hunspell is missing: apt-get install hunspell hunspell-no"
    if shutil.which("hunspell") is None:
        return needed
    for dictionary in DICTIONARIES.values():
        done = subprocess.run(
            ["hunspell", "-d", dictionary, "-l"],  # noqa: S607 - where it is installed
            input=b"",
            capture_output=True,
            check=False,
        )
        if done.returncode:
            return needed.replace("hunspell is", f"hunspell's {dictionary} is")
    return None


def exceptions(tag: str) -> list[str]:
    """The words of ``spelling.<tag>.txt``, as they stand; ``#`` begins a comment."""
    lines = Path(__file__).with_name(f"spelling.{tag}.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if (word := line.partition("#")[0].strip())]


def texts(tag: str) -> Iterator[Text]:
    """All that is checked in a language."""
    yield from catalogue(tag)
    yield from _help(tag)
    yield from guides(tag)
    if tag == "nb":
        yield from _answers(CHECKOUT, tag, _subjects())
        with tempfile.TemporaryDirectory() as folder:
            yield _said(Path(folder), tag, "demo", "demo")._replace(root=CHECKOUT)
            yield from _answers(Path(folder, "demo"), tag, [])
        yield from _rules(tag)


def checked(tag: str) -> dict[str, str]:
    """The words of all texts in a language, each with where it stands first."""
    found: dict[str, str] = {}
    known: dict[Path, set[str]] = {}
    for text in texts(tag):
        if text.root not in known:
            known[text.root] = names(text.root)
        for word, line in words(text.content, known[text.root]):
            if word not in found:
                at = line.find(word)
                found[word] = f"{text.source}: {line[max(0, at - 80) : at + 80]}"
    return found


def catalogue(tag: str) -> Iterator[Text]:
    """The translated texts of a catalogue."""
    path = SOURCES / "menneskehandel_cli" / "locale" / tag / "LC_MESSAGES" / "mh.po"
    with path.open("rb") as file:
        for message in read_po(file):
            forms = [message.string] if isinstance(message.string, str) else message.string
            for form in forms or () if message.id else ():
                yield Text(f"catalogue {tag}", form)


def guides(tag: str) -> Iterator[Text]:
    """The guides in a language, without their examples, and without what is in other languages."""
    for path in sorted((CHECKOUT / "docs" / tag).glob("*.md")):
        kept: list[str] = []
        others: set[int] = set()
        for line in _TARGET.sub("", _EXAMPLE.sub("", path.read_text(encoding="utf-8"))).splitlines():
            cells = line.split("|")
            if not line.startswith("|"):
                others = set()
            elif not others:
                others = {n for n, cell in enumerate(cells) if cell.strip() in _ELSEWHERE}
            kept.append("|".join(cell for n, cell in enumerate(cells) if n not in others))
        yield Text(path.relative_to(CHECKOUT).as_posix(), "\n".join(kept))


def _help(tag: str) -> Iterator[Text]:
    """``--help`` of every command."""
    import typer

    from menneskehandel_cli.cli.app import build

    def paths(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield path
        context = typer.Context(command)
        for name in getattr(command, "commands", {}):
            yield from paths(command.resolve_command(context, [name])[1], (*path, name))

    for path in sorted(paths(build(tag), ())):
        yield _said(CHECKOUT, tag, *path, "--help")


def _rules(tag: str) -> Iterator[Text]:
    from menneskehandel_cli.rules import all_rules

    yield _said(CHECKOUT, tag, "explain")
    for code in all_rules():
        yield _said(CHECKOUT, tag, "explain", code)


def _answers(root: Path, tag: str, subjects: list[str]) -> Iterator[Text]:
    """What the commands and the reports say of a strategy, without the given subjects of commits."""
    for arguments in _questions(root):
        text = _said(root, tag, *arguments)
        if arguments[0] in {"log", "diff"}:
            content = " ".join(text.content.split())  # A subject may go on on the next line.
            for subject in subjects:
                content = content.replace(subject, "")
            text = text._replace(content=content)
        yield text


def _questions(root: Path) -> Iterator[tuple[str, ...]]:
    from menneskehandel_cli.register import load
    from menneskehandel_cli.trees import DiskTree

    register = load(DiskTree(root))
    measures = [measure.id for measure in register.measures]
    ids = sorted([*measures, *register.targets, *register.indicators, *register.actors])
    yield "status", "--as-of", DAY
    yield "check", "--as-of", DAY, "--fail-on", "never"
    for by in ("obligation", "demand"):
        yield "gaps", "--as-of", DAY, "--by", by
    for by in ("article", "provision"):
        yield "matrix", "--by", by
    yield ("log",)
    for kind in ("measures", "obligations", "actors", "indicators", "reports"):
        yield "list", kind
    yield "show", *ids, "--as-of", DAY
    for instrument in sorted(register.instruments):
        yield "report", "obligations", "--editorial", "--instrument", instrument
        yield "report", "since", "--editorial", "--instrument", instrument
    strategy = register.strategy
    assert strategy is not None
    periods = [int(year) for year in strategy.reporting.periods]
    first, last = strategy.period.from_, min(strategy.period.to, int(DAY[:4]), *periods[-1:])
    yield "report", "evaluation", "--from", f"{first}-01-01", "--to", f"{last}-12-31"
    for year in range(first, last + 1):
        yield "report", "yearly", "--year", str(year)
    responsible = {id for measure in register.measures for id in measure.responsible}
    for id in sorted(responsible - {strategy.coordinator}):  # Its letters go to the others.
        yield "report", "ministry", id, "--year", str(last)


def _said(root: Path, tag: str, *arguments: str) -> Text:
    """What ``mh`` says in this process, on lines so long that no word is cut.

    Raises ``RuntimeError`` if the command fails.
    """
    from menneskehandel_cli.cli import run

    out = StringIO()
    with chdir(root), redirect_stdout(out), redirect_stderr(out):
        code = run([*arguments, "--lang", tag])
    if code:
        raise RuntimeError(f"mh {' '.join(arguments)} ends with {code}: {out.getvalue()[-500:]}")
    return Text(f"mh {' '.join(arguments[:3])}", out.getvalue(), root)


def _subjects() -> list[str]:
    """The subjects of this repository's commits, the longest first; none outside a repository."""
    done = subprocess.run(
        ["git", "log", "--format=%s"],  # noqa: S607 - as mh finds it
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return sorted(set(done.stdout.splitlines()), key=lambda subject: (-len(subject), subject))


def main() -> int:
    """Check both languages; 1 for words that no list has, 2 without hunspell."""
    why = missing()
    if why:
        sys.stderr.write(f"{why}\n")
        return 2
    sys.path.insert(0, str(SOURCES))
    os.environ["COLUMNS"] = "500"
    wrong = False
    for tag, dictionary in DICTIONARIES.items():
        examples, listed = checked(tag), exceptions(tag)
        wrongly = unlisted(unknown(dictionary, examples), listed)
        idle = unused(examples, listed)
        for word in wrongly:
            sys.stdout.write(f"{tag}: {word}\n    {examples.get(word, '')}\n")
        for word in idle:
            sys.stdout.write(f"{tag}: {word} in spelling.{tag}.txt is in no text\n")
        sys.stdout.write(f"{tag}: {len(examples)} words, {len(listed)} exceptions, {len(wrongly)} unknown\n")
        wrong = wrong or bool(wrongly or idle)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
