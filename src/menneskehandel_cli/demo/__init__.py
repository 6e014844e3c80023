"""The demonstration: a small strategy of a country that does not exist, with four years of history.

``files/`` holds the texts as they are first written down, ``story/`` what happened to them, a module
for each year. The same version of ``mh`` makes the same commits, to the last letter of their hashes.
"""

from menneskehandel_cli.demo.making import Made, make

__all__ = ["Made", "make"]
