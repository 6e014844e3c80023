"""What changes would mean, before they are made: in words, and by the findings that come and go."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from menneskehandel_cli.diagnostics import Places
from menneskehandel_cli.edits.change import FileChange, tree_after
from menneskehandel_cli.forms.inputs import label_of
from menneskehandel_cli.history.approvals import with_drafts
from menneskehandel_cli.history.events import Delta
from menneskehandel_cli.language import SOURCE_LANG, Lang, fill, without_stop
from menneskehandel_cli.models import Model
from menneskehandel_cli.register import ReadState, Register, grouped
from menneskehandel_cli.register.layout import kind_of
from menneskehandel_cli.reports.log import difference, tell
from menneskehandel_cli.rules import Finding, RuleContext, all_rules, found_by, located
from menneskehandel_cli.trees import Tree


@dataclass(frozen=True)
class CheckedState:
    """The records at one time, and what the check finds in them, without places."""

    context: RuleContext

    @property
    def register(self) -> Register:
        """All records."""
        return self.context.register

    @cached_property
    def findings(self) -> list[Finding]:
        """All findings, accepted or not."""
        return found_by(self.context, all_rules())

    @cached_property
    def found(self) -> Mapping[str, Finding]:
        """The findings by their keys."""
        return {item.key: item for item in self.findings}

    @property
    def errors(self) -> list[Finding]:
        """The findings that are errors."""
        return [item for item in self.findings if item.severity == "error"]


@dataclass(frozen=True)
class ChangeResult:
    """What some changes lead to."""

    old: CheckedState
    new: CheckedState
    tree: Tree
    """The files as they would be."""
    errors: list[Finding]
    """The errors that the changes introduce."""

    @cached_property
    def deltas(self) -> tuple[Delta, ...]:
        """What differs between the records before and after."""
        return tuple(difference("", None, self.old.register, self.new.register).deltas)

    def findings(self, lang: Lang) -> list[tuple[str, str, str]]:
        """What the findings say, with their codes, and whether they are brought or closed.

        What is brought and is about language is ``advice``. What is said of several places is told once.
        """
        new = [item for key, item in self.new.found.items() if key not in self.old.found]
        gone = [item for key, item in self.old.found.items() if key not in self.new.found]
        items = [("advice" if item.rule.code.startswith("MH4") else "brings", item) for item in new]
        items += [("closes", item) for item in gone]
        alike = grouped(((kind, item.rule.code, item.message(lang)), item) for kind, item in items)
        lines = []
        for (kind, code, text), some in alike.items():
            places = "; ".join(filter(None, dict.fromkeys(self._place(one, kind, lang) for one in some)))
            lines.append((kind, code, f"{without_stop(text)} ({places})." if places else text))
        return lines

    def _place(self, finding: Finding, kind: str, lang: Lang) -> str:
        """The field that a finding is about, and what holds it; none in a file that is read in part."""
        register = (self.old if kind == "closes" else self.new).register
        held: Any = next((one.record for one in register.entries if one.path == finding.path), None)
        keys, name = finding.diagnostic.keys, ""
        if finding.diagnostic.about or held is None or finding.path in register.damaged:
            return ""
        for key in keys:
            name = getattr(held, "measure", getattr(held, "id", name))
            held = getattr(held, str(key), None) if isinstance(held, Model) else held[key]
        return ": ".join(filter(None, (name, label_of(".".join(map(str, keys)), lang))))

    def located_errors(self) -> list[Finding]:
        """The errors with their places in the files as they would be."""
        return located(self.errors, self.tree.read)

    def words(self, lang: Lang, kind: str = "") -> tuple[str, ...]:
        """What the changes mean, in words; if a ``kind`` is named, only those of it."""
        return tuple(fill(tell(delta), lang) for delta in self.deltas if kind in ("", delta.kind))


def judge(
    tree: Tree,
    changes: Sequence[FileChange],
    as_of: date,
    places: Places = ((),),
    reading: ReadState | None = None,
    old: CheckedState | None = None,
    judged: Callable[[Register], Register] = lambda register: register,
) -> ChangeResult:
    """What ``changes`` of ``tree`` lead to on a day; ``places`` are the keys that they change.

    ``reading`` and ``old`` are what is known of the tree; ``judged`` makes drafts of the reports that say
    something else than what was approved.
    """
    reading = reading or ReadState.of(tree)
    after = tree_after(tree, changes)
    reported = any(kind_of(change.path) == "report" for change in changes)
    old = old or CheckedState(RuleContext(judged(reading.register) if reported else reading.register, as_of))
    if not changes:
        return ChangeResult(old, old, after, [])
    changed = with_drafts(ReadState.of(after, before=reading).register, old.register.lapsed)
    changed = judged(changed) if reported else changed
    new = CheckedState(RuleContext(changed, as_of))
    return ChangeResult(old, new, after, _added(old, new, {change.path for change in changes}, places))


def _added(old: CheckedState, new: CheckedState, written: AbstractSet[str], places: Places) -> list[Finding]:
    """The errors that were not there before.

    A file that could not be read in full before may have hidden other errors: if such a file is changed,
    only errors at ``places`` count. The state before is judged only if need be.
    """
    errors = new.errors
    hidden = written & (old.register.unread | old.register.damaged)
    known = Counter(map(_finding_key, old.errors if errors else ()))
    fresh = []
    for finding in errors:
        name, keys = _finding_key(finding), finding.diagnostic.keys
        touched = any(keys[: len(place)] == place[: len(keys)] for place in places)
        if finding.path in hidden and touched:
            fresh.append(finding)
        elif known[name]:
            known[name] -= 1
        elif not hidden:
            fresh.append(finding)
    return fresh


def _finding_key(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.rule.code, finding.message(SOURCE_LANG)
