"""The files of one commit as a tree, in which the disk is not touched."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from menneskehandel_cli import trees
from menneskehandel_cli.git.parsing import LINK, LINKS, MODULE
from menneskehandel_cli.git.repository import Repository
from menneskehandel_cli.git.running import GitTrouble

_ROOT = re.compile(rf"({trees.PLAN_FOLDER})(?:{'|'.join(trees.FOLDERS)})/.+|(){re.escape(trees.ROOT_FILE)}")
"""A file of a plan in ``plans``, or the strategy's own file of the one above it."""


@dataclass(frozen=True)
class CommitTree:
    """The files of one commit. A submodule is listed as a path that cannot be read.

    A link is not a file: its target is not part of the commit. All paths are from the strategy's root.
    """

    repository: Repository
    commit: str
    blobs: Mapping[str, str]
    """The blob of each data file, in the order of the paths."""
    modules: frozenset[str]
    links: tuple[str, ...]
    """The links below the strategy's folders, which are not read."""
    _read: dict[str, bytes | None] = field(default_factory=dict)
    """The bytes read so far by blob; ``None`` for a missing one."""

    @classmethod
    def of(cls, repository: Repository, commit: str) -> "CommitTree":
        """The tree of ``commit``. All its data is read by one process on first use."""
        places = repository.entries(commit, *(f"{repository.top}{x}" for x in trees.folders(repository.plan)))
        moved = repository.moved and f"{repository.prefix}{trees.ROOT_FILE}" not in places
        inside = repository.before if moved else repository.inside
        paths = ((inside(place), entry) for place, entry in places.items())
        found = dict(sorted((path, entry) for path, entry in paths if path is not None))
        files = {path: entry.id for path, entry in found.items() if entry.mode not in LINKS}
        blobs = {path: blob for path, blob in files.items() if trees.is_yaml(path)}
        modules = frozenset(path for path, entry in found.items() if entry.mode == MODULE)
        links = tuple(path for path, entry in found.items() if entry.mode == LINK)
        return cls(repository, commit, blobs, modules, links)

    @classmethod
    def if_there(cls, repository: Repository, commit: str) -> "CommitTree | None":
        """The tree of ``commit``, or ``None`` if the commit is not in the repository."""
        try:
            return cls.of(repository, repository.resolve(commit))
        except GitTrouble:
            return None

    def paths(self) -> list[str]:
        """All YAML files and submodules, in a fixed order."""
        return sorted((*self.blobs, *self.modules))

    @property
    def plan(self) -> str:
        """The id of the plan: the name of its folder."""
        return trees.plan_in(self.repository.plan)

    def beside(self) -> Mapping[str, trees.Tree]:
        """The other plans in the commit by their ids; that of the one above ``plans`` is empty."""
        repository, top = self.repository, self.repository.top
        places = repository.entries(self.commit, f"{top}{trees.PLANS}", f"{top}{trees.ROOT_FILE}")
        found = (_ROOT.fullmatch(place.removeprefix(top)) for place in places)
        plans = sorted({one[1] or "" for one in found if one is not None} - {repository.plan})
        theirs = ((plan, replace(repository, prefix=f"{top}{plan}", plan=plan)) for plan in plans)
        return {trees.plan_in(plan): CommitTree.of(own, self.commit) for plan, own in theirs}

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises ``Unreadable``, and ``GitTrouble`` in a partial clone."""
        blob = self.blobs.get(path)
        if blob is None:
            inside = any(trees.lies_in(path, module) for module in self.modules)
            raise trees.Unreadable("submodule" if inside else "missing")
        if blob not in self._read:
            # The strategy's own record is often all that is needed.
            wanted = [blob] if path == trees.ROOT_FILE else self.blobs.values() - self._read.keys()
            self._read.update(dict.fromkeys(wanted) | self.repository.blobs(wanted))
        data = self._read[blob]
        if data is None:
            raise trees.Unreadable("missing")
        if len(data) > trees.MAX_BYTES:
            raise trees.Unreadable("too_large", len(data))
        return data
