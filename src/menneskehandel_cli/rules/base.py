"""The definition of a rule: its code, which never changes meaning, its texts and its check."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from menneskehandel_cli.diagnostics import About, Diagnostic, KeyPath, Severity
from menneskehandel_cli.history import Event, History
from menneskehandel_cli.history.selection import Lookback
from menneskehandel_cli.language import Choices, Lang, Phrase, choose, fill, has, listing, say
from menneskehandel_cli.language.escaping import escape_control
from menneskehandel_cli.language.runs import by_run
from menneskehandel_cli.models import Record, Text
from menneskehandel_cli.register import RecordEntry, Register
from menneskehandel_cli.register.coverage import Coverage, coverage
from menneskehandel_cli.register.published import published_texts
from menneskehandel_cli.samples import read_sample


@dataclass(frozen=True)
class RuleContext:
    """The input of rules: the records, how far obligations are covered, the day, and the history."""

    register: Register
    as_of: date
    history: History | None = None
    """The events of the mainline; ``None`` if history is not read: rules on it then find nothing."""

    def wrong(
        self,
        code: str,
        record: Record,
        keys: KeyPath,
        params: Mapping[str, object] = MappingProxyType({}),
        /,
        *,
        about: About | None = None,
        weight: int = 1,
        severity: Severity | None = None,
        at_key: bool = False,
        **more: object,
    ) -> Diagnostic:
        """A finding at ``keys`` of a record, with the parameters of its message."""
        entry = self.register.entry_of(record)
        name = entry.id if about is None else None
        params = {**params, **more}
        return Diagnostic(code, entry.path, keys, params, name, severity, None, at_key, weight, about)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the mainline; none if history is not read."""
        return self.history.events if self.history is not None else ()

    @cached_property
    def published(self) -> tuple[tuple[RecordEntry, KeyPath, Text], ...]:
        """Every published text with its record and its keys, computed once for several rules."""
        return tuple(published_texts(self.register))

    @cached_property
    def norwegian(self) -> tuple[tuple[RecordEntry, KeyPath, str], ...]:
        """The published texts in bokmål and nynorsk, for the rules on language.

        The keys end in the language: a text in both gives two items.
        """
        return tuple(
            (entry, (*keys, lang), written)
            for entry, keys, text in self.published
            for lang, written in (("nb", text.nb), ("nn", text.nn))
            if written is not None
        )

    @cached_property
    def coverage(self) -> Coverage:
        """How far each requirement is covered, with our own judgements."""
        return coverage(self.register)

    @cached_property
    def own_words(self) -> Coverage:
        """What the strategy's own words promise for each requirement, without our judgements."""
        return coverage(self.register, judgements=False)


Diagnostics = Iterator[Diagnostic]
"""What the check of a rule finds."""


class Fix(NamedTuple):
    """A safe fix of a finding.

    ``key``: rename the last of its keys to ``to``. ``value``: replace the value there with ``to``.
    ``file``: move the file to the path ``to``. ``text``: mend the spaces and marks of a file that
    cannot be read (``mistakes.mended``).
    """

    what: Literal["key", "value", "file", "text"]
    to: object


def surely_meant(diagnostic: Diagnostic, _value: object) -> Fix | None:
    """The fix of what is an id in other capitals, or is the ``whole`` name of what has the id."""
    name, near = str(diagnostic.params["name"]), diagnostic.params["near"]
    if not isinstance(near, str):
        return None
    sure = diagnostic.params.get("whole") or near.casefold() == name.casefold()
    return Fix("value", near) if sure else None


def marked(register: Register, about: About) -> str | None:
    """The id of what a finding is about that is marked as context only: its record, or the part."""
    return next((name for name in (about.record, about.part) if name in register.context_only), None)


ClosingReason = Literal["closed", "deadline_moved", "discontinued", "removed", "reclassified", "unread"]


class Cause(NamedTuple):
    """A record whose change causes a closure, or the part and field of it that does.

    All three have the names that history uses: ``strategy``, ``2026-JD``, ``law-coe-12``;
    ``law-coe-12/coe-12.1``; ``link:coe-12.1``.
    """

    record: str
    part: str = ""
    field: str = ""


class Closure(NamedTuple):
    """Why a state does not have a finding that another state has.

    The reason is ``closed`` if the rule's own test is satisfied, ``unread`` if a file that would decide
    it cannot be read; every other reason ends it. ``said`` says in words what closed or ended it.
    """

    reason: ClosingReason
    said: Phrase
    causes: tuple[Cause, ...] = ()


def closed(key: str, *causes: Cause, **params: object) -> Closure:
    """A closure because the rule's test is satisfied, with the phrase ``closure.<key>``."""
    return Closure("closed", Phrase(f"closure.{key}", params), causes)


def ended(reason: ClosingReason, key: str, *causes: Cause, **params: object) -> Closure:
    """A closure for another ``reason``: the finding is gone, and its test is not satisfied."""
    return Closure(reason, Phrase(f"closure.{key}", params), causes)


def unread(name: object, file: str) -> Closure:
    """A closure that leaves it open whether a finding holds, because ``file`` cannot be read."""
    return Closure("unread", Phrase("closure.unread", name=name, file=file))


DetailKind = Literal["part", "actor", "period", "target"]
"""What a finding may be about, besides the record: see ``diagnostics.About``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Its ``code`` and ``name`` are those that it is called after (see ``registry``).
    Its texts are in its file in ``examples/``, in English, and have translations in the catalogues.
    ``phrases`` says which of their parameters are keys of the word list, and under which prefix. A rule
    without a ``check`` has findings that are made while reading, and are already in the register.
    ``fix`` takes a finding and the value it points at, and returns what ``mh fix`` may do about it.
    A rule on coverage or progress says what its findings are ``about``, besides the record: that is
    their identity. Its ``closure`` says why a state that has the record and the part does not have a
    finding of another state; without it, the test counts as satisfied once it is no longer found.
    A rule on history says in ``needs_history`` which events it needs; it may be given more. If history
    is not read it finds nothing, and nothing is concluded from that.
    Its examples, beside the texts, are tests too. The bad one gives exactly this finding, the good one
    none (see ``rules.example``).
    """

    severity: Severity
    check: Callable[[RuleContext], Diagnostics] = lambda _context: iter(())
    phrases: Mapping[str, str] = field(default_factory=dict)
    fix: Callable[[Diagnostic, object], Fix | None] | None = None
    about: tuple[DetailKind, ...] | None = None
    needs_history: Lookback | None = None
    closure: Callable[[Diagnostic, RuleContext], Closure | None] = lambda _diagnostic, _context: None
    code: str = ""
    name: str = ""

    @property
    def message(self) -> str:
        """What is wrong; it may contain the finding's parameters in braces."""
        return str(page_of(self.code)["message"])

    @property
    def help(self) -> str:
        """How to fix it, likewise."""
        return str(page_of(self.code)["help"])

    @property
    def why(self) -> str:
        """The purpose of the rule, with the source of any rule of the domain."""
        return str(page_of(self.code)["why"])

    @property
    def on_policy(self) -> bool:
        """Whether its findings are gaps in policy, which can be accepted and move between states."""
        return self.about is not None

    def say(self, diagnostic: Diagnostic, lang: Lang, *, named: bool = True) -> str:
        """What is wrong, in words; unless ``named``, without the quoted name of what it is about."""
        message = choose(self.message, lang)
        text = self._filled(message if named else re.sub(r" [“«]\{name\}[”»]", "", message), diagnostic, lang)
        return re.sub(" {2,}", " ", text).strip()  # a parameter may be empty

    def advise(self, diagnostic: Diagnostic, lang: Lang) -> str:
        """How to fix it, in words."""
        return self._filled(choose(self.help, lang), diagnostic, lang).strip()

    def _filled(self, text: str, diagnostic: Diagnostic, lang: Lang) -> str:
        params = {
            name: self._word(name, value, lang, diagnostic.params)
            for name, value in diagnostic.params.items()
            if name in text or name == "near"
        }
        near = params.get("near")
        params["meant"] = say("meant", lang, near=near) if near else ""
        return text.format_map(params)

    def _word(self, name: str, value: object, lang: Lang, params: Mapping[str, object]) -> str:
        if isinstance(value, list | tuple):
            one = name in self.phrases
            choice = "or" if one or isinstance(value, Choices) else "and"
            items = listing([_shown_param(str(item)) for item in value], lang, choice)
            return say("one_of", lang, items=items) if one else items
        if name in self.phrases:
            prefix = self.phrases[name]
            known = f"{prefix}.{value}"
            shown = {key: _in_phrase(item, lang) for key, item in params.items()}
            return say(known if has(known) else f"{prefix}.other", lang, **shown)
        return "" if value is None else by_run(fill(value, lang), _shown_param)


def rule(severity: Severity, **more: Any) -> Callable[[Callable[[RuleContext], Diagnostics]], Rule]:
    """Make a rule of its check, which is called after its code and name."""
    return lambda check: Rule(severity, check, **more)


@cache
def page_of(code: str) -> Mapping[str, Any]:
    """What ``examples/`` has of a rule, by key: its texts and its examples."""
    page: dict[str, Any] = read_sample(Path(__file__).with_name("examples") / f"{code.lower()}.yaml")
    return page


_LONGEST_PARAM = 200
"""The maximum number of characters of a value that a message shows; the place leads to the rest."""


def _in_phrase(value: object, lang: Lang) -> object:
    if isinstance(value, str):
        return _shown_param(value)
    return listing([_shown_param(str(item)) for item in value], lang) if isinstance(value, list) else value


def _shown_param(text: str) -> str:
    escaped = escape_control(text)
    cut = escaped[:_LONGEST_PARAM]
    return escaped if cut == escaped else f"{cut.rpartition(' ')[0] or cut} …"
