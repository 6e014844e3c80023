"""An edit that cannot be made: what is wrong, said in the user's language on the way out."""

from __future__ import annotations


class Refused(Exception):
    """``key`` is a phrase of the word list below ``failure.``; ``params`` fill it in."""

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params
