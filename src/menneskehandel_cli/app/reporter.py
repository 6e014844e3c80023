"""What a use case says while it works, besides its result; who calls it decides where that goes."""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TypeVar

T = TypeVar("T")


class Watch(Protocol):
    """Passes steps on one by one, and counts them."""

    def __call__(self, steps: list[T], /) -> Iterable[T]:
        """The same steps."""


class Reporter:
    """Who is told what a use case has to say; this one drops it."""

    def remark(self, text: str) -> None:
        """Take a message on one line."""

    def working(self, text: str) -> AbstractContextManager[Watch]:  # noqa: ARG002
        """Take what is going on while the block runs; the value counts its steps."""
        return nullcontext(iter)


SILENT = Reporter()
