"""What is to be known of a strategy before its records are read: its languages, its days, its mainline."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from menneskehandel_cli import trees
from menneskehandel_cli.git import CommitTree, GitTrouble, open_repository
from menneskehandel_cli.language import SOURCE_LANG, Lang, TermedLang
from menneskehandel_cli.language.tags import language_in
from menneskehandel_cli.zones import UTC_ZONE


class Head(NamedTuple):
    """What the strategy's own file says of how everything is read, also if it is not valid YAML."""

    values: Mapping[str, object]
    """Its entries as written; none if it cannot be read."""
    language: str
    """The language that texts are in first."""
    zone: str
    """The time zone in which days are counted."""
    plan: str = ""
    """The id of the plan, if it is one of several in a folder of its own."""

    @classmethod
    def of(cls, tree: trees.Tree) -> "Head":
        """The head of the strategy in ``tree``."""
        from menneskehandel_cli.models.strategy import language_of, zone_of
        from menneskehandel_cli.register.loading import strategy_document

        try:
            data = tree.read(trees.ROOT_FILE)
        except trees.Unreadable:
            data = b""
        value = strategy_document(data).value
        values = value if isinstance(value, dict) else {}
        return cls(values, language_of(values) if values else language_in(data), zone_of(values), tree.plan)

    @property
    def ref(self) -> str:
        """The branch or commit whose first parents are the mainline."""
        history = self.values.get("history")
        ref = history.get("ref") if isinstance(history, dict) else None
        return ref if isinstance(ref, str) else "HEAD"

    def with_terms(self, lang: Lang) -> Lang:
        """A language with what the strategy calls things in it, and with the plan."""
        from menneskehandel_cli.models.strategy import terms_of

        return TermedLang(lang, terms_of(self.values, lang), self.plan)


def newest_head(root: Path) -> Head:
    """The head of the strategy on disk, otherwise that of the newest commit, if there is one."""
    if (root / trees.ROOT_FILE).exists():
        return Head.of(trees.DiskTree(root))
    with suppress(GitTrouble):
        repository = open_repository(root)
        return Head.of(CommitTree.of(repository, repository.resolve("HEAD")))
    return Head({}, SOURCE_LANG, UTC_ZONE)
