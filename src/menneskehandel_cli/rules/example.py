"""The examples of the rules: what breaks a rule and what does not, as data in ``examples/``.

All build on the small fictional strategy in ``examples/base``, in which no rule finds anything. It is
written in bokmål. ``examples`` makes the examples of a rule in the reader's language,
and ``examine`` tries them; those of rules on history have a past.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha1
from pathlib import Path
from typing import Any, NamedTuple

from menneskehandel_cli.git import Commit, FileChange, FileVersion
from menneskehandel_cli.history import EntryEnd, trace
from menneskehandel_cli.history.approvals import lapsed_approvals, with_drafts
from menneskehandel_cli.language import Lang, written_forms
from menneskehandel_cli.register import kind_of, load
from menneskehandel_cli.rules import Finding, Rule, RuleContext, findings, unaccepted
from menneskehandel_cli.rules.base import page_of
from menneskehandel_cli.samples import in_words, patched, read_sample, texts
from menneskehandel_cli.trees import DictTree, Unreadable

EXAMPLE_DAY = date(2027, 3, 1)
"""The day on which the examples are judged."""

Content = str | bytes | Unreadable

Files = Mapping[str, Content]
"""Files that an example adds to those of the base example, or replaces."""

ExamplePast = tuple[tuple[str, Files], ...]
"""Earlier states of an example: the ISO day, and the files as they were."""

_FOLDER = Path(__file__).with_name("examples")

BASE: Files = texts(_FOLDER / "base")

PATHS = tomllib.loads((_FOLDER / "paths.toml").read_text(encoding="utf-8"))
"""The files that an example may change by a short name."""


def report() -> str:
    """A report on the measure, which an example may add to the base."""
    return (_FOLDER / "report.yaml").read_text(encoding="utf-8")


def with_example(files: Files, base: Files = BASE) -> DictTree:
    """The base example with ``files`` added to it or replacing its own."""
    every = {**base, **files}.items()
    return DictTree({path: text.encode() if isinstance(text, str) else text for path, text in every})


class Example(NamedTuple):
    """An example of a rule in one language: what it adds to ``base`` now, and in earlier states."""

    files: Files
    past: ExamplePast
    base: Files


def examples(rule: Rule, lang: Lang) -> tuple[Example, Example]:
    """The bad and the good example of a rule, for readers of a language.

    They are in Norwegian for those who read it, and if the rule is about Norwegian; otherwise in English.
    ``both`` has what the two have in common, ``english`` the phrases that the base example does not
    have, each with its English; it is ``null`` for a rule about Norwegian.
    """
    page = page_of(rule.code)
    start = {**BASE, PATHS["report"]: report()}
    both = _state_files(page.get("both", {}), start)
    bad, good = (
        Example(
            both | _state_files(page[kind], start | both),
            tuple((day, _state_files(state, start)) for day, state in page.get(f"{kind}_past", {}).items()),
            BASE,
        )
        for kind in ("bad", "good")
    )
    english = page.get("english", {})
    if english is None or "nb" in written_forms(lang):
        return bad, good
    words = read_sample(_FOLDER / "english.yaml") | english
    return _in_words(bad, words), _in_words(good, words)


def _state_files(state: Any, start: Files) -> dict[str, Content]:
    """The files of a state: changes by path or short name, or one change of the measure."""
    changes = state if isinstance(state, dict) else {"measure": state}
    paths = {name: PATHS.get(name, name) for name in changes}
    return {path: _example_content(changes[name], path, start) for name, path in paths.items()}


def _example_content(value: Any, path: str, start: Files) -> Content:
    """A file after a change, or after a ``change`` with what else is to be done to it."""
    how = value if isinstance(value, dict) else {"change": value}
    if "unreadable" in how:
        return Unreadable(how["unreadable"])
    text = str(start.get(PATHS[how["like"]] if "like" in how else path, ""))
    if "words" in how:
        text = in_words(how["words"])(text)
    text = changed(text, how.get("change", ""))
    if "escaped" in how:  # with characters that a YAML file of ours must not hold
        text = changed(text, how["escaped"].encode().decode("unicode_escape"))
    text = text.replace("\n", how.get("line_break", "\n"))
    return text.encode(how["encoding"]) if "encoding" in how else text


def _in_words(example: Example, words: Mapping[str, str]) -> Example:
    made = in_words(words)

    def content(text: Content) -> Content:
        if isinstance(text, bytes):  # Only an example that is not in UTF-8 is bytes.
            return made(text.decode("latin-1")).encode("latin-1")
        return made(text) if isinstance(text, str) else text

    def state(files: Files) -> Files:
        return {made(path): content(value) for path, value in files.items()}

    past = tuple((day, state(files)) for day, files in example.past)
    return Example(state(example.files), past, state(example.base))


def top_level(text: str) -> list[str]:
    """A YAML text split into its top-level keys, each with the text below it."""
    blocks: list[str] = []
    for line in text.splitlines(keepends=True):
        if line[0] in " -" and blocks:
            blocks[-1] += line
        else:
            blocks.append(line)
    return blocks


def changed(text: str, change: str) -> str:
    """A YAML text after a change: a patch, or top-level keys as they are to be.

    A key that is not there is added last.
    """
    if change.startswith(("-", "+", "@@")):
        return patched(text, change)
    lines = f"{change}\n" if change and not change.endswith("\n") else change
    blocks = {block.partition(":")[0]: block for block in top_level(text)}
    return "".join((blocks | {block.partition(":")[0]: block for block in top_level(lines)}).values())


def examine(files: Files, past: ExamplePast = (), base: Files = BASE) -> list[Finding]:
    """The findings of all rules in the base example with ``files``, after the states in ``past``."""
    tree, blobs, history = with_example(files, base), dict[str, bytes](), None
    register = load(tree)
    if past:
        commits = _commits([*past, (EXAMPLE_DAY.isoformat(), files)], base, blobs)
        history = trace(commits, lambda wanted: ((blob, blobs[blob]) for blob in wanted), EntryEnd(place=0))
        register = with_drafts(register, lapsed_approvals(register, _versions(commits), blobs))
    return unaccepted(findings(RuleContext(register, EXAMPLE_DAY, history), tree.read))


def _versions(commits: list[Commit]) -> Iterator[FileVersion]:
    for change in (change for commit in commits for change in commit.changes):
        if change.after is not None and kind_of(change.path) == "report":
            yield FileVersion(change.path, change.after, (change.before,) if change.before else ())


def _commits(states: list[tuple[str, Files]], base: Files, blobs: dict[str, bytes]) -> list[Commit]:
    commits: list[Commit] = []
    before: dict[str, str] = {}
    for number, (day, files) in enumerate(states):
        after = {path: _blob(text, blobs) for path, text in {**base, **files}.items()}
        changes = tuple(
            FileChange(path, before.get(path), after.get(path))
            for path in sorted(before | after)
            if before.get(path) != after.get(path)
        )
        when = date.fromisoformat(day)
        commits.append(Commit(f"{number:040}", when, "", "", correction=False, changes=changes))
        before = after
    return commits


def _blob(text: Content, blobs: dict[str, bytes]) -> str:
    data = text.encode() if isinstance(text, str) else text if isinstance(text, bytes) else b""
    name = sha1(data, usedforsecurity=False).hexdigest()
    blobs[name] = data
    return name
