"""An edit that cannot be made, with a phrase that says why in the user's language."""

from __future__ import annotations

from menneskehandel_cli.language import Lang, Phrase


class Refused(Exception):
    """``key`` is a phrase of the word list below ``failure.``; ``params`` are its parameters."""

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    def say(self, lang: Lang, **instead: object) -> str:
        """Why, in ``lang``, with some of the parameters replaced."""
        return Phrase(f"failure.{self.key}", {**self.params, **instead}).say(lang)
