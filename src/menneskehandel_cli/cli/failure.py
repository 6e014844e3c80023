"""The exception for a command that cannot run: what is wrong and how to fix it."""

from __future__ import annotations

from menneskehandel_cli.language import Lang, Phrase
from menneskehandel_cli.language.messages import Marked


class Failure(Exception):
    """Ends the command with exit code 2; ``key`` is a message, or a phrase of the word list."""

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key)
        self.phrase = Phrase(key if isinstance(key, Marked) else f"failure.{key}", params)

    def say(self, lang: Lang) -> str:
        """The message in ``lang``."""
        return self.phrase.say(lang)
