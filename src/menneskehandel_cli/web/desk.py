"""What the form reads and writes: records of a proposal, and changes before they are made; its kinds."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from threading import Lock, RLock
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

from menneskehandel_cli.app.judging import ChangeResult, CheckedState, judge
from menneskehandel_cli.app.stages import Opened
from menneskehandel_cli.diagnostics import KeyPath, Places
from menneskehandel_cli.edits.assignments import applied
from menneskehandel_cli.edits.change import FileChange, Subject, find_subject, rewritten
from menneskehandel_cli.edits.proposals.merging import Conflict, Side
from menneskehandel_cli.edits.proposals.private import Private
from menneskehandel_cli.edits.proposals.proposal import Proposal, name_for
from menneskehandel_cli.forms import inputs as asks
from menneskehandel_cli.forms.inputs import entered
from menneskehandel_cli.forms.words import error_text, refusal
from menneskehandel_cli.git import Commit, CommitTree, GitTrouble, open_repository
from menneskehandel_cli.git.making import Words, identity
from menneskehandel_cli.history.approvals import as_approved
from menneskehandel_cli.language import Refused, msg, say
from menneskehandel_cli.language.runs import ReaderLang
from menneskehandel_cli.register import ReadState, Register
from menneskehandel_cli.register.layout import file_id, instrument_of, letter_in_file
from menneskehandel_cli.reports.findable import Findable
from menneskehandel_cli.reports.search import Finder, FindView
from menneskehandel_cli.rules import RuleContext
from menneskehandel_cli.web.drafts import NAME, Drafts
from menneskehandel_cli.zones import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Changes that have not been saved yet; none if nothing is changed or it cannot be written."""

    changes: tuple[FileChange, ...] = ()
    summary: tuple[str, ...] = ()
    """What changes, in words."""
    outcome: ChangeResult | None = None
    """What the changes lead to, unless something is wrong."""


@dataclass(frozen=True, slots=True)
class Preview(Proposed):
    """What a filled-in form would do."""

    answer: asks.Answer
    refused: tuple[str, ...] = ()
    """What is wrong and belongs to no input."""

    @property
    def can_be_saved(self) -> bool:
        """Whether there is something to save and nothing is wrong."""
        return bool(self.changes) and not self.is_wrong and not self.answer.conflicts

    @property
    def is_wrong(self) -> bool:
        """Whether something must be mended first."""
        return bool(self.answer.form.wrong or self.refused or self.answer.lost)

    def saying(self, more: Callable[[CheckedState, CheckedState], Iterable[str]]) -> "Preview":
        """The preview with ``more`` that is said of the state before and after."""
        if self.outcome is None:
            return self
        return replace(self, summary=(*self.summary, *more(self.outcome.old, self.outcome.new)))


class Delivery(NamedTuple):
    """What became of a proposal: it was sent, or it has conflicts with what others have changed."""

    text: str = ""
    file: Path | None = None
    """The file that is to be sent by hand."""
    conflicts: Sequence[Conflict] = ()


class Desk:
    """One user's work on one strategy. ``now`` gives the time, with its zone.

    Raises ``GitTrouble`` if the strategy is in no repository.
    """

    def __init__(self, opened: Opened, now: Callable[[], datetime]) -> None:
        self.root = root = opened.root
        self.lang = ReaderLang(opened.lang)
        self.describes = opened.describes
        self.now = now
        self.lock = RLock()
        self._sending = Lock()
        self._repository = open_repository(root)
        self.commit_tree = partial(CommitTree.if_there, self._repository)
        self._before: ReadState | None = None
        """What was read before ``look_again``."""
        self._finder: Finder | None = None
        """What is searched, for as long as the records are those of the same commit."""
        self.home = Private(self._repository.common)
        self.drafts = Drafts(self.home)
        self.author = identity(root)
        unsent = self._proposals(sent=False)
        self.proposal = Proposal.open(root, unsent[-1].name) if unsent else None

    @property
    def today(self) -> date:
        """The day that deadlines are compared with."""
        return self.state.context.as_of

    @cached_property
    def tree(self) -> CommitTree:
        """The files: those of the proposal, or of the newest commit until one is begun."""
        commit = self.proposal.tip if self.proposal is not None else self.newest
        return CommitTree.of(self._repository, commit)

    @cached_property
    def newest(self) -> str:
        """The newest commit that is known, which holds what applies now."""
        return Proposal.newest(self.root, self._repository.resolve("HEAD"))

    def look_again(self) -> None:
        """Read again what may have changed since. To be called for each request."""
        self._before = self.__dict__.get("_reading", self._before)
        for name in ("newest", "tree", "_reading", "state"):
            self.__dict__.pop(name, None)
        if self.proposal is not None and self.proposal.branch not in self._repository.branches():
            self.proposal = None

    @cached_property
    def _reading(self) -> ReadState:
        return ReadState.of(self.tree, self.tree.commit, self._before)

    @property
    def register(self) -> Register:
        """All records; what was changed since it was approved is a draft."""
        return self.state.register

    @cached_property
    def state(self) -> CheckedState:
        """What there is, and what the check finds."""
        register = as_approved(self._reading.register, self.tree)
        now, strategy = self.now(), register.strategy
        today = day_of(now, strategy.zone) if strategy is not None else now.date()
        return CheckedState(RuleContext(register, today))

    def search(self, words: str, kept: Callable[[Findable], bool]) -> FindView:
        """What words lead to, of what is ``kept``, as ``mh find`` and the site find it."""
        if not words.strip():
            return FindView("", None, ())
        if self._finder is None or self._finder.revision != self.register.revision:
            self._finder = Finder(self.register, self.lang)
        return self._finder.find(words, kept)

    # Proposing

    def save(self, name: str, changes: Sequence[FileChange], lines: Iterable[str]) -> None:
        """Save changes as a commit of the proposal, which is begun if there is none.

        ``name`` is the id of the record that they are about, ``lines`` what they mean.

        Raises ``Refused`` if it is not known who the user is.
        """
        if self.author is None:
            raise Refused("web.who")
        if self.proposal is None:
            self.proposal = self._begun(name)
        if changes[0].before is None:
            name = file_id(changes[0].path, letter_in_file(self.tree))
        if changes[0].removed:  # nothing can be opened by its name any more
            name = instrument_of(changes[0].path)
        message = f"{name}: {say('web.message', self.lang)}\n\n" + "\n".join(lines)
        self.proposal.save([*changes], Words(message, self.author, self.now()))
        self.look_again()

    def _begun(self, word: str) -> Proposal:
        """A new proposal, named after the day and a record, or an empty one that a killed run has begun."""
        for proposal in Proposal.all(self.root):
            if proposal.name.startswith(self.today.isoformat()) and not proposal.commits():
                return proposal
        return Proposal.begin(self.root, name_for(self.today, word))

    def _proposals(self, *, sent: bool) -> list[Proposal]:
        return [proposal for proposal in Proposal.all(self.root) if proposal.is_sent == sent]

    def others(self) -> list[Proposal]:
        """The proposals that are neither sent nor the one in hand."""
        return [proposal for proposal in self._proposals(sent=False) if proposal != self.proposal]

    def sent(self) -> list[Proposal]:
        """The last ten proposals that have been sent, the newest first."""
        return [one for one in self._proposals(sent=True)[::-1] if one.changes()][:10]

    def go_on(self, name: str) -> None:
        """Go on with another proposal. Raises ``Refused`` if there is none of that name."""
        self.proposal = Proposal.open(self.root, name)
        self.look_again()

    @property
    def times_saved(self) -> int:
        """How many changes stand in the proposal; 0 if git cannot tell."""
        try:
            return len(self.changes())
        except GitTrouble:
            return 0

    def changes(self) -> tuple[Commit, ...]:
        """The changes in the proposal that have not been undone, oldest first."""
        proposal = self.proposal  # another request may end it
        return proposal.changes() if proposal is not None else ()

    def undo(self, change: str) -> None:
        """Take a change out of the proposal again. Raises ``Refused`` if that cannot be done."""
        if self.author is None:
            raise Refused("web.who")
        if self.proposal is not None:
            message = say(msg("Undone in the form"), self.lang)
            self.proposal.undo(change, Words(message, self.author, self.now()))
            self.look_again()

    def sign(self, name: str, email: str) -> None:
        """Say who the user is, for as long as the program runs. Raises ``Refused`` for no name."""
        name, email = name.strip(), email.strip()
        if not name or "@" not in email or any(sign in name + email for sign in "<>\n\0"):
            raise Refused("web.who")
        self.author = (name, email)

    def send(self, chosen: Mapping[str, Side], *, only_fetch: bool = False) -> Delivery:
        """Take in what others have changed, and send the proposal. Raises ``Refused``.

        ``only_fetch``: nothing is sent, and also without a proposal in hand what applies now is fetched.
        The lock is not held while a remote is waited for, so other pages are answered in the meantime.
        What is saved in the meantime stays in the proposal, to be sent again.
        """
        with one_at_a_time(self._sending):
            with self.lock:
                proposal, author = self.proposal, self.author
                sent_before = self.sent() if proposal is None and only_fetch else []
            if sent_before:
                sent_before[0].fetch()
                return Delivery()
            if proposal is None or author is None:
                raise Refused("proposal.empty" if proposal is None else "web.who")
            was = proposal.base
            proposal.fetch()
            with self.lock:
                self.look_again()
                words = Words(say(msg("get what others have changed"), self.lang), author, self.now())
                conflicts, is_anew = proposal.catch_up(words, chosen)
                if conflicts or only_fetch:
                    return Delivery(conflicts=conflicts)
                if proposal.is_sent:
                    self._end(proposal)
                    return Delivery(say("web.sent.already", self.lang))
                anew = (say("web.sent.anew", self.lang),) if is_anew or proposal.base != was else ()
            sent = proposal.send()
            with self.lock:
                self.look_again()
                if sent.bundle is not None:
                    strategy = self.register.strategy
                    to = strategy.coordinator if strategy is not None else None
                    text = say("web.sent.bundle", self.lang, to=to or "–")
                    return Delivery(" ".join((*anew, text)), file=sent.bundle)
                if proposal.is_sent:
                    self._end(proposal)
            text = say("web.sent", self.lang, branch=sent.branch, remote=sent.address or sent.remote)
            return Delivery(" ".join((*anew, text)))

    def _end(self, proposal: Proposal) -> None:
        """Have the proposal in hand no longer, if it is this one."""
        if self.proposal == proposal:
            self.proposal = None

    def last_change(self, path: str, *, base: bool = False) -> Commit | None:
        """The commit that last changed a file, in what the forms show or in the ``base``."""
        goal = self.proposal.goal if base and self.proposal is not None else None
        return self._repository.last_change(path, goal or self.tree.commit)

    # Judging

    def subject(self, name: str) -> Subject:
        """The record or part with an id. Raises ``Refused``."""
        if not NAME.fullmatch(name):
            raise Refused("edit.unknown", given=name)
        return find_subject(self.tree, name)

    @property
    def spoken(self) -> asks.Spoken:
        """The languages of the texts, the strategy's own, and that of the labels."""
        own = self.register.language
        return self.register.languages or (own,), own, self.lang

    def carried_out(self, subject: Subject, answer: asks.Answer) -> Preview:
        """What the edits of an answer do to the file of ``subject``."""
        if not answer.edits:
            return Preview(answer)
        try:
            value, places = applied(subject, answer.edits, self.spoken[1], [*self.register.actors.values()])
        except Refused as refused:
            if refused.key != "edit.several_actors":
                raise
            name = str(refused.params["given"])
            named = next((one.name for one in answer.form.inputs if name in one.value), "")
            return with_errors(Preview(answer), {named: refusal(refused, self.lang)})
        return self.rewritten(subject, answer, value, places)

    def adding(
        self,
        subject: Subject,
        name: str,
        inputs: Iterable[asks.Input],
        values: Mapping[str, str],
        known: Mapping[str, object] = MappingProxyType({}),
    ) -> Preview:
        """What it means that the list ``name`` of ``subject`` gets a record of what was typed.

        ``known`` is what it holds besides. If nothing was sent, the inputs alone.
        """
        place = subject._replace(keys=(name, len(subject.value.get(name) or [])))
        blank = asks.with_bodies(asks.Form(place, tuple(inputs)), self.register, self.spoken)
        form = asks.filled(*entered(blank, values, self.today, self.lang, self.register.currency))
        if "do" not in values:
            return Preview(asks.Answer(form))
        return self.carried_out(subject, asks.Answer(form, (asks.added_edit(form.inputs, name, known),)))

    def rewritten(
        self,
        subject: Subject,
        answer: asks.Answer,
        value: dict[str, Any],
        places: Sequence[KeyPath],
        seen: Callable[[KeyPath], KeyPath] = lambda keys: keys,
    ) -> Preview:
        """What it means that the file of ``subject`` gets the value ``value``.

        ``places`` are the keys that are changed. ``seen`` gives for keys in the file those that the
        inputs are named after.
        """
        if answer.form.wrong:
            return Preview(answer)
        try:
            change = rewritten(subject, value)
        except Refused as refused:
            return Preview(answer, refused=(refusal(refused, self.lang),))
        if change is None:
            return Preview(answer)
        outcome, wrong = self.outcome((change,), places), {}
        for error in outcome.errors:  # shown at the input of its place, or the first that was changed
            paths, form = (seen(error.diagnostic.keys), *places), answer.form
            at_paths = (asks.input_at(form.inputs, keys, form.subject) for keys in paths)
            held = next(filter(None, at_paths), None)
            wrong[held.name if held is not None else error.key] = error_text(error, held, self.lang)
        if wrong:  # What the rest of the check says of a file with errors in it means little.
            return with_errors(Preview(answer, changes=(change,)), wrong)
        return Preview(answer, changes=(change,), summary=outcome.words(self.lang), outcome=outcome)

    def outcome(self, changes: Sequence[FileChange], places: Places = ((),)) -> ChangeResult:
        """What changes at ``places`` lead to."""
        judged = partial(as_approved, tree=self.tree)
        return judge(self.tree, changes, self.today, places, self._reading, self.state, judged)


@contextmanager
def one_at_a_time(lock: Lock) -> Iterator[None]:
    """Do what may take long. Raises ``Refused`` if it is being done: many that wait would hold all up."""
    if not lock.acquire(blocking=False):
        raise Refused("web.busy")
    try:
        yield
    finally:
        lock.release()


def with_errors(preview: Preview, wrong: Mapping[str, str]) -> Preview:
    """The preview with what is wrong at the inputs that it names; the rest belongs to no input."""
    form = preview.answer.form
    inputs = tuple(field._replace(error=wrong.get(field.name, "")) for field in form.inputs)
    names = {field.name for field in inputs}
    rest = tuple(text for name, text in wrong.items() if name not in names)
    answer = preview.answer._replace(form=form._replace(inputs=inputs))
    return replace(preview, answer=answer, refused=(*preview.refused, *rest))


Ids = Mapping[str, str]
"""What is in an address in the places of the names in braces."""


Values = Mapping[str, str]
"""What was typed into a form, or kept of it, by the names of its inputs."""


class FormKind(ABC):
    """A kind of form: an address, a template, and what was typed made into changes.

    Every method raises ``Refused`` if the ids mean nothing.
    """

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
