"""What is wrong with a file that is no record of the register: a questionnaire, or a convention pack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from menneskehandel_cli.diagnostics import Diagnostic, Span
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.rules import Finding, all_rules, located

_MOST = 5
"""How many mistakes are told at once."""


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What is wrong with a file whose bytes are ``data``, in a language chosen later."""

    found: Iterable[Diagnostic]
    data: bytes

    def pick(self, lang: Lang) -> str:
        """The first mistakes, each with its line and how to mend it."""
        start = Span(1, 1, 1, 2)
        found = (Finding(all_rules()[one.code], one, "error", start) for one in self.found)
        placed = located(found, lambda _path: self.data)[:_MOST]
        told = ((one.span.line, f"{one.message(lang)} {one.help(lang)}".strip()) for one in placed)
        return " ".join(say("questionnaire.mistake", lang, line=line, said=said) for line, said in told)
