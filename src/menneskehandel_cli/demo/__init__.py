"""The demonstration: a small strategy of a fictional country, with four years of history.

``files/`` holds the texts as first written, ``story/`` the commits that add and change them, a file for
each year, with their messages in both languages; ``english.yaml`` the English of ids and names.
The same version of ``mh`` makes the same commits, with the same hashes.
"""

from menneskehandel_cli.demo.making import MAIN, make, story

__all__ = ["MAIN", "make", "story"]
