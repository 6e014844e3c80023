"""What a kind of form is: an address, a template, and what was typed made into changes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from menneskehandel_cli.web.desk import Desk, Preview

Ids = Mapping[str, str]
"""What is in an address in the places of the names in braces."""


@dataclass(frozen=True, slots=True)
class FormRequest:
    """A request for a form: the ids in its address, and what was typed or kept."""

    ids: Ids
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """What a form is called where it is kept and saved."""

    draft: str
    record: str
    """The id of the record that its changes are about."""


class Kind(ABC):
    """A kind of form. Every method raises ``Refused`` if the ids mean nothing."""

    address: ClassVar[str]
    """The address of the form, with names in braces."""
    template: ClassVar[str]
    """The template of its page."""
    linked: ClassVar[tuple[str, ...]] = ()
    """The inputs that a link to the form may fill in."""

    @abstractmethod
    def names(self, ids: Ids) -> Names:
        """What the form is called."""

    @abstractmethod
    def preview(self, desk: Desk, asked: FormRequest) -> Preview:
        """What the form would do with what was typed; its inputs alone if nothing was."""

    @abstractmethod
    def content(self, desk: Desk, asked: FormRequest) -> Mapping[str, object]:
        """What its template shows besides the form."""
