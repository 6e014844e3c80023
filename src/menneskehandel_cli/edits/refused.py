"""An edit that cannot be made, with a phrase that says why in the user's language."""

from __future__ import annotations


class Refused(Exception):
    """``key`` is a phrase of the word list below ``failure.``; ``params`` are its parameters."""

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params
