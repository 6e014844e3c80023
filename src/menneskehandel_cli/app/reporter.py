"""What a use case says while it works, besides its result; who calls it decides where that goes."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple, Protocol, TypeVar

T = TypeVar("T")


class Watch(Protocol):
    """Passes steps on one by one, and counts them."""

    def __call__(self, steps: list[T], /) -> Iterable[T]:
        """The same steps."""


class Reporter(NamedTuple):
    """Who is told what a use case has to say; by default, that is dropped."""

    remark: Callable[[str], None] = lambda _text: None
    """Takes a message on one line."""
    working: Callable[[str], AbstractContextManager[Watch]] = lambda _text: nullcontext(iter)
    """Takes what is going on while the block runs; the value counts its steps."""


SILENT = Reporter()
