"""A command's ground: which strategy, in which language, on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.cli.choices import choose_day, choose_lang
from menneskehandel_cli.cli.failure import Failure
from menneskehandel_cli.language import Lang, count
from menneskehandel_cli.trees import ROOT_FILE, DiskTree, Tree, find_root

if TYPE_CHECKING:
    from menneskehandel_cli.register import Register
    from menneskehandel_cli.register.coverage import Coverage
    from menneskehandel_cli.rules import Finding, Ground

RootOption = Annotated[Path | None, typer.Option("--root", help="option.root", show_default=False)]
LangOption = Annotated[str | None, typer.Option("--lang", help="option.lang", show_default=False)]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="option.as_of", show_default=False)]
FormatOption = Annotated[str, typer.Option("--format", help="option.format")]
InstrumentOption = Annotated[
    list[str], typer.Option("--instrument", help="option.instrument", show_default=False)
]
MinistryOption = Annotated[
    list[str], typer.Option("--ministry", help="option.ministry", show_default=False)
]
AreaOption = Annotated[list[int], typer.Option("--area", help="option.area", show_default=False)]
StatusOption = Annotated[list[str], typer.Option("--status", help="option.status", show_default=False)]


@dataclass(frozen=True)
class Session:
    """What a reading command starts from. Everything is read once, when first asked for."""

    root: Path
    asked_lang: str | None
    asked_day: str | None

    @cached_property
    def tree(self) -> Tree:
        """The files."""
        return DiskTree(self.root)

    @cached_property
    def register(self) -> Register:
        """All records."""
        from menneskehandel_cli.register import load

        return load(self.tree)

    @cached_property
    def ground(self) -> Ground:
        """What rules and views judge by."""
        from menneskehandel_cli.rules import Ground

        return Ground(self.register, self.as_of)

    @property
    def coverage(self) -> Coverage:
        """How far each obligation is met."""
        return self.ground.coverage

    @cached_property
    def findings(self) -> list[Finding]:
        """All that the rules find."""
        from menneskehandel_cli.rules import findings

        return findings(self.ground, self.tree.read)

    @cached_property
    def lang(self) -> Lang:
        """The language of the answer."""
        strategy = self.register.strategy
        return choose_lang(self.asked_lang, strategy.default_language if strategy else None)

    def warn(self) -> None:
        """Say on stderr that some files could not be read, so that a list is not taken for whole."""
        broken = len(self.register.unread | self.register.damaged)
        if broken:
            typer.echo(f"mh: {count('broken', broken, self.lang)}", err=True)

    @cached_property
    def as_of(self) -> date:
        """The day that "passed" means."""
        return choose_day(self.asked_day)


def open_session(root: Path | None, lang: str | None = None, as_of: str | None = None) -> Session:
    """A session on the strategy at ``root``, or at or above the working directory."""
    start = (root or Path.cwd()).absolute()
    found = start if root is not None else find_root(start)
    if found is None or not (found / ROOT_FILE).parent.is_dir():
        raise Failure("no_strategy", where=str(start), file=ROOT_FILE)
    return Session(found, lang, as_of)
