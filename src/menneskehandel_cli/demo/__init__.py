"""The demonstration: a small strategy of a fictional country, with four years of history.

``files/`` holds the texts as first written, ``story/`` the changes to them, a module for each year.
The same version of ``mh`` makes the same commits, with the same hashes.
"""

from menneskehandel_cli.demo.making import Made, make

__all__ = ["Made", "make"]
