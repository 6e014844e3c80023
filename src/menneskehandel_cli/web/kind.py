"""What a kind of form is: an address, a template, and what was typed made into changes."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from menneskehandel_cli.web.desk import Desk, Preview

Ids = Mapping[str, str]
"""What is in an address in the places of the names in braces."""


Values = Mapping[str, str]
"""What was typed into a form, or kept of it, by the names of its inputs."""


class Kind(ABC):
    """A kind of form. Every method raises ``Refused`` if the ids mean nothing."""

    address: ClassVar[str]
    """The address of the form, with names in braces."""
    template: ClassVar[str]
    """The template of its page."""
    draft: ClassVar[str]
    """What it is called where it is kept, with names in braces."""
    record: ClassVar[str]
    """The id of the record that its changes are about, with names in braces."""
    linked: ClassVar[tuple[str, ...]] = ()
    """The inputs that a link to the form may fill in."""

    def names(self, ids: Ids) -> tuple[str, str]:
        """``draft`` and ``record`` with the ids of an address."""
        return self.draft.format_map(ids), self.record.format_map(ids)

    @abstractmethod
    def preview(self, desk: Desk, ids: Ids, values: Values) -> Preview:
        """What the form would do with what was typed; its inputs alone if nothing was."""

    @abstractmethod
    def content(self, desk: Desk, ids: Ids, values: Values) -> Mapping[str, object]:
        """What its template shows besides the form."""
