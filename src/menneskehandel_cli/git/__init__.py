"""Git: commits, what they changed, the bytes of their files, and commits of our own.

``running`` is the one way to run git, ``parsing`` reads what it says, ``repository`` and ``commit_tree``
ask it, ``trust`` and ``trailers`` say what may be believed of what is read, ``making`` writes.
"""

from menneskehandel_cli.git.commit_tree import CommitTree
from menneskehandel_cli.git.parsing import Commit, FileChange, FileVersion, TreeEntry
from menneskehandel_cli.git.repository import Repository, open_repository
from menneskehandel_cli.git.running import GitTrouble
