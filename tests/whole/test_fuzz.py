"""What the fuzzer asserts of any bytes holds for its seeds, for small changes of them, and for its finds.

`make fuzz` makes up inputs for as long as one likes; here the same target runs in a moment.
"""

from random import Random

import pytest

from attacks import TOKENS
from cases import corpus
from target import check, check_some, seeds

pytestmark = pytest.mark.attack

SEEDS = [*seeds(), *(case.text.encode() for case in corpus())]

FINDS = [
    b"? a\n",  # a key with no colon: changing its value looked for one
    b"a\r\xdf",  # a lone carriage return before a byte that is no UTF-8: its line was miscounted
    b"{\n  # merknad\n}\n",  # braces around a comment alone: it belonged to nothing
    b"tasks: [\n  # merknad\n]\n",
    b"\xef\xbb\xbfa\xdf",  # a mark of byte order before one: its column was
]
"""Inputs that broke something once."""


@pytest.mark.parametrize("data", FINDS)
def test_what_the_fuzzer_found_stays_mended(data: bytes) -> None:
    """All that must hold of any bytes holds of each find."""
    check(data)


def test_the_seeds_hold() -> None:
    """Real files, the rules' examples and the corpus: what is cheap for all, everything for some."""
    for data in SEEDS:
        check_some(data)
    for data in SEEDS[::20]:
        check(data)


def test_small_changes_of_the_seeds_hold() -> None:
    """Tokens put in, bytes changed and stretches cut, the same in every run."""
    chance = Random(7)
    for data in SEEDS[::3]:
        place, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        token = chance.choice(TOKENS).encode()
        for changed in (
            data[:place] + token + data[place:],
            data[:place] + data[end:],
            data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :],
        ):
            check_some(changed)
