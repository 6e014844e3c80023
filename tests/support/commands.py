"""The commands that there are."""

from collections.abc import Iterator

from menneskehandel_cli.cli.app import _COMMANDS, _load


def every_command() -> Iterator[tuple[str, ...]]:
    """``mh`` itself, each command and group of commands, and each command of a group."""
    yield ()
    for name in _COMMANDS:
        yield (name,)
        for inner in getattr(_load(name, "nb"), "commands", ()):
            yield name, inner
