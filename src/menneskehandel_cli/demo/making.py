"""Make a repository from the story, all commits in one stream, in Norwegian and English or in English.

The files hold each text in both. What has one form only, such as an id or the name of a file, has its
English in ``english.yaml``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from menneskehandel_cli.git.making import PLAIN, Content, Words, commit, lines, new_repository
from menneskehandel_cli.samples import in_words, patched, read_sample, texts

MAIN = "main"
_HERE = Path(__file__).resolve().parent

_BRACES = re.compile(r"\{nb: .*?, en: (.*?)\}", re.DOTALL)
"""``{nb: Tolk, en: Interpreter}``, of which ``Interpreter`` is kept, with the quotes that it has."""
_BLOCK = re.compile(
    r"(?P<key>^(?P<indent> *)[^ \n].*:)\n(?P=indent)  nb:.*\n(?:(?P=indent)   .*\n)*"
    r"(?P=indent)  en:(?P<en>.*\n(?:(?P=indent)   .*\n)*)",
    re.MULTILINE,
)
"""A key with ``nb:`` and ``en:`` below it."""
_NEEDLESS_QUOTES = re.compile(r'^([^"#:{}\n]*: )"([A-ZÆØÅ][^"#:{}\n]*)"$', re.MULTILINE)
"""A text in quotes that it needs in braces only."""

Files = dict[str, str]
"""Texts by their path from the strategy's root."""


@dataclass(frozen=True, slots=True)
class Step:
    """A commit: a value of a story's file, its key being the moment, with its UTC offset, and the author.

    A branch starts from the state of the mainline at the branch's first step.
    """

    time: datetime
    author: str
    nb: str
    """The message in Norwegian."""
    en: str
    branch: str = MAIN
    merge: str = ""
    """The branch that this step merges into the mainline; its changes are made again there."""
    tag: str = ""
    remove: Sequence[str] = ()
    move: Mapping[str, str] = field(default_factory=dict)
    add: Sequence[str] = ()
    """Files of ``files/``, or folders with all files in them."""
    edit: Mapping[str, str] = field(default_factory=dict)
    """Patches, as ``samples.patched`` takes them."""

    @property
    def address(self) -> str:
        """The author's address, which leads nowhere."""
        return f"{self.author.lower().replace(' ', '.')}@example.invalid"

    def change(self, files: Files) -> None:
        """Change ``files``. Raises ``ValueError`` or ``KeyError`` if they do not fit."""
        for path in self.remove:
            del files[path]
        for path, to in self.move.items():
            files[to] = files.pop(path)
        for place in self.add:
            found = {path: text for path, text in _written().items() if f"{path}/".startswith(f"{place}/")}
            if not found or files.keys() & found.keys():
                raise ValueError(place)
            files.update(found)
        for path, patch in self.edit.items():
            files[path] = patched(files[path], patch)


@cache
def story() -> tuple[Step, ...]:
    """What happened in Vestlandia, oldest first. Everything is made up."""
    years = [read_sample(path) for path in sorted((_HERE / "story").glob("*.yaml"))]
    steps = ((head.partition(" "), step) for year in years for head, step in year.items())
    return tuple(Step(datetime.fromisoformat(when), who, **step) for (when, _, who), step in steps)


@cache
def _written() -> Files:
    return texts(_HERE / "files")


def make(folder: Path, *, english: bool = False) -> None:
    """Make the repository in ``folder``, which is created if necessary. Raises ``GitTrouble``.

    Its texts are in Norwegian and English, and its ids Norwegian; or all is ``english``.
    """
    new_repository(folder, MAIN, _stream(story(), in_english=english))


def _stream(steps: Sequence[Step], *, in_english: bool) -> Iterator[bytes]:
    """The story as input for ``git fast-import``. The mark of a commit is its position, from 1."""
    tips: dict[str, int] = {}
    states: dict[str, Files] = {MAIN: {}}
    name, file = (english, english_file) if in_english else (str, lambda _path, text: text)
    for mark, step in enumerate(steps, 1):
        before = states.get(step.branch, states[MAIN])
        after = dict(before)
        for merged in steps:
            if merged.branch == step.merge:
                merged.change(after)
        step.change(after)
        joined = tips.get(step.branch, tips.get(MAIN)), tips.get(step.merge)
        parents = [f":{parent}" for parent in joined if parent is not None]
        words = Words(step.en if in_english else step.nb, (step.author, step.address), step.time)
        old, new = ({name(x): file(x, text) for x, text in files.items()} for files in (before, after))
        made: dict[str, Content] = dict.fromkeys(old.keys() - new.keys())
        made |= {path: (PLAIN, text.encode()) for path, text in new.items() if old.get(path) != text}
        # All commits go to one reference; branches are set at the end.
        yield from commit(MAIN, made, words, parents, mark=mark)
        tips[step.branch], states[step.branch] = mark, after
        if step.tag:
            yield _reference(f"tags/{name(step.tag)}", mark)
    # Only branches that were not merged are kept.
    for branch in tips.keys() - {step.merge for step in steps}:
        yield _reference(f"heads/{name(branch)}", tips[branch])


@cache
def phrases() -> dict[str, str]:
    """The English of each id, name and comment."""
    found: dict[str, str] = read_sample(_HERE / "english.yaml")
    return found


@cache
def english(text: str) -> str:
    """An id, a name or a text, with each of the ``phrases`` in English."""
    return in_words(phrases())(text)


@cache
def english_file(path: str, text: str) -> str:
    """The text of a file, with nothing but its English."""
    if path == "README.md":
        return english(text[text.rindex("\n# ") + 1 :])
    alone = _BLOCK.sub(_lifted, _BRACES.sub(r"\1", text))
    alone = _NEEDLESS_QUOTES.sub(r"\1\2", alone).replace("languages: [nb, en]", "languages: [en]")
    return english(alone.replace("default_language: nb", "default_language: en"))


def _lifted(block: re.Match[str]) -> str:
    """The key of a text with its English, whose lines go up to the key."""
    return block["key"] + block["en"].replace(f"\n{block['indent']}  ", f"\n{block['indent']}")


def _reference(name: str, mark: int) -> bytes:
    return lines([f"reset refs/{name}", f"from :{mark}", ""])
