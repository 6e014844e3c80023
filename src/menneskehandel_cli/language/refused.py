"""What cannot be done, with a phrase that says why in the user's language."""

from collections.abc import Iterator
from contextlib import contextmanager

from menneskehandel_cli.language import Lang, Phrase
from menneskehandel_cli.language.messages import Marked


class Refused(Exception):
    """``key`` is a message, or a phrase of the word list below ``failure.``; ``params`` fill it in."""

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    @property
    def phrase(self) -> Phrase:
        """What is wrong and how to mend it."""
        return Phrase(self.key if isinstance(self.key, Marked) else f"failure.{self.key}", self.params)

    def say(self, lang: Lang) -> str:
        """The phrase in ``lang``."""
        return self.phrase.say(lang)


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Raise ``Refused`` where the libraries of an extra of the package are not installed."""
    try:
        yield
    except ImportError:
        raise Refused("extra_missing", extra=extra) from None
