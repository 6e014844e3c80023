"""Git: commits, what they changed, the bytes of their files, and commits of our own.

``running`` is the one way to run git, ``repository`` reads, ``trust`` and ``trailers`` say what may be
believed of what is read, ``making`` writes.
"""

from menneskehandel_cli.git.repository import (
    Change,
    Commit,
    CommitTree,
    Entry,
    FileVersion,
    Repository,
    open_repository,
)
from menneskehandel_cli.git.running import GitTrouble
