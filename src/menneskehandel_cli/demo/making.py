"""Make a repository from the story, all commits in one stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from menneskehandel_cli.demo.english import ENGLISH
from menneskehandel_cli.demo.steps import MAIN, Change, Files, Step, Wording
from menneskehandel_cli.demo.story import STORY
from menneskehandel_cli.git.making import data, lines, new_repository


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the newest commit, the number of commits on all branches, the first and last day."""

    head: str
    commits: int
    first: date
    last: date


def make(folder: Path, story: Sequence[Step] = STORY, *, english: bool = False) -> Made:
    """Make the repository in ``folder``, which is created if necessary. Raises ``GitTrouble``.

    Its texts are in Norwegian and English, and its ids Norwegian; or all is ``english``.
    """
    head = new_repository(folder, MAIN, _stream(story, ENGLISH if english else Wording()))
    mainline = [step.time.date() for step in story if step.branch == MAIN]
    return Made(head, len(story), mainline[0], mainline[-1])


def _stream(story: Sequence[Step], wording: Wording) -> Iterator[bytes]:
    """The story as input for ``git fast-import``. The mark of a commit is its position, from 1."""
    tips: dict[str, int] = {}
    states: dict[str, Files] = {MAIN: {}}
    for mark, step in enumerate(story, 1):
        before = states.get(step.branch, states[MAIN])
        after = dict(before)
        for change in _changes(step, story):
            change.apply(after)
        parents = [tips.get(step.branch, tips.get(MAIN))]
        if step.merges is not None:
            parents.append(tips[step.merges])
        message = wording.message(step.message)
        yield _commit(mark, step, message, [parent for parent in parents if parent is not None])
        yield from _differences(wording.files(before), wording.files(after))
        tips[step.branch], states[step.branch] = mark, after
        if step.tag is not None:
            yield _reference(f"tags/{wording.name(step.tag)}", mark)
    # Only branches that were not merged are kept.
    merged = {step.merges for step in story}
    for branch, tip in tips.items():
        if branch not in merged:
            yield _reference(f"heads/{wording.name(branch)}", tip)


def _changes(step: Step, story: Sequence[Step]) -> Iterator[Change]:
    for earlier in story if step.merges is not None else ():
        if earlier.branch == step.merges:
            yield from earlier.changes
    yield from step.changes


def _commit(mark: int, step: Step, message: str, parents: Sequence[int]) -> bytes:
    """A commit without its files. All commits go to one reference; branches are set at the end."""
    who = f"{step.author.name} <{step.author.email}> {int(step.time.timestamp())} {step.time:%z}"
    head = [f"commit refs/heads/{MAIN}", f"mark :{mark}", f"author {who}", f"committer {who}"]
    words = f"{message}\n".encode()
    joins = [f"{word} :{parent}" for word, parent in zip(("from", "merge"), parents, strict=False)]
    return lines(head) + data(words) + lines(joins)


def _differences(before: Files, after: Files) -> Iterator[bytes]:
    for path in sorted(before.keys() - after.keys()):
        yield f"D {path}\n".encode()
    for path, text in sorted(after.items()):
        if before.get(path) != text:
            yield f"M 100644 inline {path}\n".encode() + data(text.encode())
    yield b"\n"


def _reference(name: str, mark: int) -> bytes:
    return lines([f"reset refs/{name}", f"from :{mark}", ""])
