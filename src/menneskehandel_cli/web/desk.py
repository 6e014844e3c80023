"""What the form reads and writes: records of a proposal, drafts, and changes before they are made."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from threading import RLock

from menneskehandel_cli.edits.assignments import assigned
from menneskehandel_cli.edits.change import Change, made
from menneskehandel_cli.edits.layout import LayoutLost
from menneskehandel_cli.edits.patching import CommentsInside, patched
from menneskehandel_cli.edits.proposals.merging import Conflict, Side
from menneskehandel_cli.edits.proposals.proposal import Proposal, identity, name_for
from menneskehandel_cli.edits.proposals.store import Person
from menneskehandel_cli.edits.refused import Refused
from menneskehandel_cli.edits.saving import write_whole
from menneskehandel_cli.edits.subject import Subject, find_subject
from menneskehandel_cli.git import CommitTree, open_repository
from menneskehandel_cli.language import Lang, fill, say
from menneskehandel_cli.models.strategy import language_of
from menneskehandel_cli.register import Register, load
from menneskehandel_cli.reports.log import difference, tell
from menneskehandel_cli.rules import Finding, RuleContext, findings
from menneskehandel_cli.trees import DiskTree, Tree
from menneskehandel_cli.web.forms import Answer, Form, Input, answered, form_of, input_at

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,80}")
"""Ids as they may come from a browser: never a path."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a filled-in form would do."""

    answer: Answer
    change: Change | None
    """``None`` if nothing is changed, or if what was typed cannot be written."""
    said: tuple[str, ...] = ()
    """What changes, in words."""
    brings: tuple[Finding, ...] = ()
    closes: tuple[Finding, ...] = ()
    refused: tuple[str, ...] = ()
    """What is wrong and belongs to no input."""

    @property
    def can_be_saved(self) -> bool:
        """Whether there is something to save and nothing is wrong."""
        wrong = any(field.error for field in self.answer.form.inputs) or self.refused
        return self.change is not None and not wrong and not self.answer.conflicts

    @property
    def lines(self) -> list[str]:
        """The lines that change, as a diff."""
        return self.change.diff() if self.change is not None else []


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a proposal: it was sent, or it has conflicts with what others have changed."""

    text: str = ""
    address: str | None = None
    conflicts: tuple[Conflict, ...] = ()


class Desk:
    """One user's work on one strategy. ``now`` gives the time, with its zone.

    Raises ``GitTrouble`` if ``root`` is in no repository.
    """

    def __init__(self, root: Path, lang: Lang, now: Callable[[], datetime]) -> None:
        self.root = root
        self.lang = lang
        self.now = now
        self.lock = RLock()
        self._repository = open_repository(root)
        self._drafts = self._repository.common / "mh-forslag" / "drafts"
        self.author = identity(root)
        unsent = [proposal for proposal in Proposal.all(root) if not proposal.is_sent]
        self.proposal = Proposal.open(root, unsent[-1].name) if unsent else None

    @property
    def today(self) -> date:
        """The day that deadlines are compared with."""
        return self.now().date()

    def tree(self) -> Tree:
        """The files: those of the proposal, or of the newest commit until one is begun."""
        if self.proposal is not None:
            return DiskTree(self.proposal.folder)
        return CommitTree.of(self._repository, self._repository.resolve("HEAD"))

    # Proposing

    def save(self, name: str, preview: Preview) -> None:
        """Save a change as a commit of the proposal, which is begun if there is none.

        Raises ``Refused`` if it is not known who the user is.
        """
        if self.author is None:
            raise Refused("web.who")
        assert preview.change is not None
        if self.proposal is None:
            self.proposal = self._begun(name)
        message = f"{name}: {say('web.message', self.lang)}\n\n" + "\n".join(preview.said)
        self.proposal.save([preview.change], message, self.author, self.now())
        self.drop(name)

    def _begun(self, word: str) -> Proposal:
        """A new proposal, named after the day and a record; numbered if the name is taken."""
        wanted = name_for(self.today, word)
        taken = {proposal.name for proposal in Proposal.all(self.root)}
        names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
        return Proposal.begin(self.root, next(name for name in names if name not in taken))

    def saved(self) -> list[str]:
        """What the proposal changes, in words."""
        if self.proposal is None:
            return []
        return [fill(tell(delta), self.lang) for delta in self.proposal.difference().deltas]

    def sign(self, name: str, email: str) -> None:
        """Say who the user is, for as long as the program runs. Raises ``Refused`` for no name."""
        name, email = name.strip(), email.strip()
        if not name or "@" not in email or any(sign in name + email for sign in "<>\n\0"):
            raise Refused("web.who")
        self.author = Person(name, email)

    def send(self, chosen: Mapping[str, Side]) -> Delivery:
        """Take in what others have changed, and send the proposal. Raises ``Refused``."""
        if self.proposal is None or self.author is None:
            raise Refused("proposal.empty" if self.proposal is None else "web.who")
        message = say("web.message.caught_up", self.lang)
        caught = self.proposal.catch_up(message, self.author, self.now(), chosen=chosen)
        if caught.conflicts:
            return Delivery(conflicts=caught.conflicts)
        sent = self.proposal.send()
        if sent.bundle is not None:
            text = say("web.sent.bundle", self.lang, file=sent.bundle, to=sent.to or "–")
            return Delivery(text)
        key = "web.sent" if sent.page else "web.sent.no_page"
        text = say(key, self.lang, branch=self.proposal.branch, remote=sent.address or sent.remote)
        self.proposal = None
        return Delivery(text, sent.page)

    def register(self) -> Register:
        """All records."""
        return load(self.tree())

    def form(self, name: str) -> Form:
        """The form of a record or part by its id. Raises ``Refused``."""
        tree = self.tree()
        return self._form(tree, self._subject(tree, name))

    def _subject(self, tree: Tree, name: str) -> Subject:
        if not _NAME.fullmatch(name):
            raise Refused("edit.unknown", given=name)
        return find_subject(tree, name)

    def _form(self, tree: Tree, subject: Subject) -> Form:
        languages, own = self._languages(tree)
        return form_of(subject, languages, own, self.lang)

    def _languages(self, tree: Tree) -> tuple[tuple[str, ...], str]:
        from menneskehandel_cli.register.loading import load_strategy

        strategy = load_strategy(tree)
        own = language_of({}) if strategy is None else strategy.language
        return (strategy.languages if strategy is not None else (own,)), own

    def preview(self, name: str, given: Mapping[str, str]) -> Preview:
        """What a sent form would do. Raises ``Refused`` if the record is gone."""
        tree = self.tree()
        subject = self._subject(tree, name)
        own = self._languages(tree)[1]
        answer = answered(self._form(tree, subject), given, own)
        wrong = self._unusable(subject, answer, own)
        if wrong or not answer.assignments:
            inputs = tuple(replace(f, error=wrong.get(f.name, "")) for f in answer.form.inputs)
            rest = tuple(text for field, text in wrong.items() if not _is_input(inputs, field))
            return Preview(replace(answer, form=replace(answer.form, inputs=inputs)), None, refused=rest)
        value, places = assigned(subject, list(answer.assignments), own)
        try:
            after = patched(subject.data, value, subject.model)
        except CommentsInside as inside:
            said = say("failure.edit.comments_inside", self.lang, path=subject.path, line=inside.line)
            return Preview(answer, None, refused=(said,))
        except LayoutLost:
            said = say("failure.edit.layout", self.lang, path=subject.path)
            return Preview(answer, None, refused=(said,))
        if after == subject.data:
            return Preview(answer, None)
        return self._judged(tree, answer, Change(subject.path, subject.data, after), places)

    def _unusable(self, subject: Subject, answer: Answer, own: str) -> dict[str, str]:
        """The assignments that cannot be carried out, by field."""
        wrong = {}
        for assignment in answer.assignments:
            try:
                assigned(subject, [assignment], own)
            except Refused as refused:
                wrong[assignment.field] = say(f"failure.{refused.key}", self.lang, **refused.params)
        return wrong

    def _judged(
        self, tree: Tree, answer: Answer, change: Change, places: list[tuple[str | int, ...]]
    ) -> Preview:
        """The change with what it means and the findings that it brings and closes."""
        after = made(tree, [change])
        old, new = load(tree), load(after)
        found = {item.key: item for item in findings(RuleContext(old, self.today), tree.read)}
        then = {item.key: item for item in findings(RuleContext(new, self.today), after.read)}
        brings = [item for key, item in then.items() if key not in found]
        closes = [item for key, item in found.items() if key not in then]
        errors = [item for item in brings if item.severity == "error"]
        said = [fill(tell(delta), self.lang) for delta in difference("", None, old, new).deltas]
        inputs, refused = list(answer.form.inputs), []
        for error in errors:
            text = f"{error.message(self.lang)} {error.help(self.lang)}".strip()
            held = input_at(answer.form.inputs, error.diagnostic.keys, answer.form.subject)
            held = held or _first_changed(answer.form.inputs, places, answer.form.subject)
            if held is None:
                refused.append(text)
            else:
                inputs = [replace(f, error=text) if f.name == held.name else f for f in inputs]
        shown = replace(answer, form=replace(answer.form, inputs=tuple(inputs)))
        if errors:  # What the rest of the check says of a file with errors in it means little.
            return Preview(shown, change, refused=tuple(refused))
        return Preview(shown, change, tuple(said), tuple(brings), tuple(closes))

    # Drafts

    def keep(self, name: str, given: Mapping[str, str]) -> None:
        """Keep what was typed into a form, so that it is there when the form is opened again."""
        if not _NAME.fullmatch(name):
            raise Refused("edit.unknown", given=name)
        text = json.dumps(dict(given), ensure_ascii=False, sort_keys=True)
        write_whole(self._drafts / f"{name}.json", text.encode("utf-8", "backslashreplace"))

    def kept(self, name: str) -> dict[str, str]:
        """What was typed into a form and not saved."""
        try:
            found = json.loads((self._drafts / f"{name}.json").read_bytes())
        except (OSError, ValueError):
            return {}
        return {str(key): str(text) for key, text in found.items()} if isinstance(found, dict) else {}

    def drop(self, name: str) -> None:
        """Forget the draft of a form."""
        with suppress(FileNotFoundError):
            (self._drafts / f"{name}.json").unlink()


def _is_input(inputs: tuple[Input, ...], name: str) -> bool:
    return any(field.name == name for field in inputs)


def _first_changed(
    inputs: tuple[Input, ...], places: list[tuple[str | int, ...]], subject: Subject
) -> Input | None:
    """The first input that was changed: where an error shows that its own place does not name."""
    return next((found for place in places if (found := input_at(inputs, place, subject))), None)
