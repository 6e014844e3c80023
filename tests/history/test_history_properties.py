"""What must hold of any history: changes add up, nothing is told of nothing, and the last word stands."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from menneskehandel_cli.git import Commit, CommitTree, open_repository
from menneskehandel_cli.history import EntryEnd, Event, History, between, name_of, policy_events, trace
from menneskehandel_cli.history.events import KINDS, Delta
from menneskehandel_cli.history.facts import EXISTS, Key, record_facts
from menneskehandel_cli.history.selection import Lookback, select
from menneskehandel_cli.models import Model
from menneskehandel_cli.register import load
from menneskehandel_cli.reports.detail import known_ids
from menneskehandel_cli.reports.log import events_by_name, naming
from menneskehandel_cli.reports.status import LAST_CHANGES
from menneskehandel_cli.rules import RuleContext, all_rules, lookbacks
from menneskehandel_cli.rules.measures import LONG
from menneskehandel_cli.trees import DictTree
from repositories import Blobs, Step, build, commits_through
from small_strategies import SLOTS, State, states, written
from support import THOROUGH

BROKEN = b"id: [\n"
pytestmark = pytest.mark.thorough

EXAMPLES = 15 if THOROUGH else 4

few = settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])


# Small strategies --------------------------------------------------------------------------------


@st.composite
def chains(draw: st.DrawFn, length: int = 3, *, renumbering: bool = True) -> list[State]:
    """States that follow each other; a measure that got a new number keeps it.

    Some files are carried on as they are, so that most steps change little.
    """
    renumbered: frozenset[str] = frozenset()
    chain: list[State] = []
    for _ in range(length):
        new = draw(states(renumbered))
        for path in sorted(new.keys() & chain[-1].keys()) if chain else ():
            same = value(new[path]).get("id") == value(chain[-1][path]).get("id")
            if same and draw(st.booleans()):
                new[path] = chain[-1][path]
        chain.append(new)
        if renumbering and draw(st.integers(0, 2)) == 0:
            renumbered |= {draw(st.sampled_from(SLOTS))}
    return chain


def value(content: bytes) -> dict[str, Any]:
    """What a file says."""
    said: dict[str, Any] = json.loads(content.decode().removeprefix("# ført\n"))
    return said


def records(state: State) -> dict[str, Model]:
    """The records of a state, by the names that history gives them; of one name, the first by path."""
    entries = reversed(load(DictTree(state)).entries)
    return {name_of(entry.path, entry.record): entry.record for entry in entries}


def one_name(subject: str) -> str:
    """A renumbered measure, or a part of it, under the number it had first: T11.2 is T01.2."""
    return re.sub(r"^T1(?=[123](\.|$))", "T0", subject)


def all_facts(state: State) -> dict[Key, tuple[str, Any]]:
    """Every fact of a state with the record it belongs to."""
    return {
        Key(one_name(key.subject), key.field): (one_name(name), value)
        for name, record in records(state).items()
        for key, value in record_facts(name, record).items()
    }


def changes(before: State, after: State) -> dict[Key, Delta]:
    """What differs, by what it is about; nothing is told twice."""
    found = list(between(records(before), records(after)))
    keyed = {Key(one_name(delta.key.subject), delta.key.field): delta for delta in found}
    assert len(keyed) == len(found)
    return keyed


# Changes between states --------------------------------------------------------------------------


@few
@given(states(), st.data())
def test_another_way_to_write_a_state_is_no_change(state: State, data: st.DataObject) -> None:
    """Order of keys, comments and indents are no facts, nor what its files are called."""

    @st.composite
    def again(draw: st.DrawFn) -> State:
        return {path: written(draw, value(content)) for path, content in state.items()}

    assert list(between(records(state), records(data.draw(again())))) == []
    moved = {path.replace("-et-navn", "-flyttet"): content for path, content in state.items()}
    assert list(between(records(state), records(moved))) == []


@few
@given(chains(2))
def test_a_change_is_a_fact_that_differs(chain: list[State]) -> None:
    """Each event tells the fact as it was and as it is; each fact that differs is told.

    So changes add up, and backwards they are the other way round.
    Of a record that came or went, only that it did; the same for its tasks, goals and other parts.
    """
    before, after = (all_facts(state) for state in chain)
    told = changes(*chain)
    expected = {}
    for key in before.keys() | after.keys():
        owner = (before.get(key) or after[key])[0]
        old, new = before.get(key, (owner, None))[1], after.get(key, (owner, None))[1]
        here, there = (Key(owner, EXISTS) in facts_ for facts_ in (before, after))
        subject = Key(key.subject, EXISTS)
        stays = subject in before and subject in after
        differs = stays and key.field != EXISTS and old != new and here and there
        came_or_went = not stays and key.field == EXISTS and (key.subject == owner or (here and there))
        if differs or came_or_went:
            expected[key] = (old, new)
    assert {key: (delta.before, delta.after) for key, delta in told.items()} == expected
    assert {delta.kind for delta in told.values()} <= set(KINDS)


# Histories ---------------------------------------------------------------------------------------


def mainline(chain: list[State], corrected: Sequence[bool] = ()) -> tuple[list[Commit], Blobs]:
    """Commits that lead through the states, one a day, and how their blobs are read."""
    days = [date(2026, 1, 1 + number) for number in range(len(chain))]
    return commits_through(chain, days, corrected)


def history_of(chain: list[State]) -> History:
    """The events on the way through the states."""
    return trace(*mainline(chain), EntryEnd())


def retold(history: History, chain: list[State]) -> dict[Key, Any]:
    """The facts that a reader of the events alone would hold at the end.

    An event that says only that something came gives the facts it came with: those of its commit.
    """
    held: dict[Key, Any] = {}
    for event in history.events:
        delta, state = event.delta, chain[int(event.commit.id)]
        record, subject = one_name(delta.record), one_name(delta.key.subject)
        inside = {
            key: value
            for key, (owner, value) in all_facts(state).items()
            if key.subject == subject or (record == subject == owner)
        }
        if delta.key.field != EXISTS:
            key = Key(subject, delta.key.field)
            if delta.after is None:
                held.pop(key, None)
            else:
                held[key] = delta.after
        elif delta.after is not None:
            held |= inside
        else:
            everything = {key for s in chain for key, (owner, _) in all_facts(s).items() if owner == record}
            for key in everything:
                if subject in (key.subject, record):
                    held.pop(key, None)
    return held


@few
@given(chains(4))
def test_the_events_lead_to_the_last_state(chain: list[State]) -> None:
    """Whoever follows the log ends where the newest commit stands, whatever the way there."""

    history = history_of(chain)
    # What a subject is known by is told where it has a field of its own.
    assert {key: v for key, v in retold(history, chain).items() if key.field != EXISTS} == {
        key: v for key, (_, v) in all_facts(chain[-1]).items() if key.field != EXISTS
    }
    assert {key for key in retold(history, chain) if key.field == EXISTS} == {
        key for key in all_facts(chain[-1]) if key.field == EXISTS
    }


@few
@given(chains(4))
def test_each_commit_tells_what_differs_from_the_one_before(chain: list[State]) -> None:
    """The log and the difference between two commits are one and the same."""
    history = history_of(chain)
    before: State = {}
    for number, state in enumerate(chain):
        told = [event.delta for event in history.events if int(event.commit.id) == number]
        assert told == list(between(records(before), records(state)))
        before = state


@st.composite
def breaking(draw: st.DrawFn, length: int = 5) -> list[State]:
    """States that follow each other, some with files that cannot be read, or that have another name."""
    chain: list[State] = []
    for state in draw(chains(length)):
        found = dict(state)
        for path in draw(st.sets(st.sampled_from(sorted(state)), max_size=2)) if state else ():
            content = found.pop(path)
            name = path if draw(st.booleans()) else path.replace(".yaml", "-x.yaml")
            found[name] = BROKEN if draw(st.booleans()) else content
        # A file like any other in a clone: the id first, where it can be seen without reading.
        chain.append({path: laid_out(c) if draw(st.booleans()) else c for path, c in found.items()})
    return chain


def laid_out(content: bytes) -> bytes:
    """A file with its id first and each key on a line of its own, as this project writes it."""
    if content == BROKEN or "id" not in value(content):
        return content
    said = value(content)
    head = f"# ført\nformat: 2\nid: {said.pop('id')}\n"
    lines = (f"{key}: {json.dumps(item, ensure_ascii=False)}\n" for key, item in said.items())
    return "".join((head, *lines)).encode()


@few
@given(breaking(), st.integers(-1, 4), st.integers(-3, 3), st.tuples(*[st.booleans()] * 5))
def test_the_events_that_are_needed_are_those_of_the_whole_history(
    chain: list[State], entered: int, days_over: int, corrected: tuple[bool, ...]
) -> None:
    """Those that each rule says it needs, and all together; those that name a record; a last change.

    Wherever the data entry ends, whatever is a correction, and if the history is long enough for MH332.
    """
    baseline, age = EntryEnd(place=entered), LONG + timedelta(days=days_over)
    as_of, register = date(2026, 1, 1) + age, load(DictTree(dict(chain[-1])))
    commits, blobs = mainline(chain, corrected)
    everything = trace(commits, blobs, baseline)

    def needed(*needs: Lookback | None) -> History:
        return trace(*select(commits, blobs, baseline, list(filter(None, needs)), age), baseline)

    rules = [rule for rule in all_rules().values() if rule.needs_history is not None]
    for asked in (*([rule] for rule in rules), rules):
        part = RuleContext(register, as_of, needed(*(rule.needs_history for rule in asked)))
        for rule in asked:
            assert list(rule.check(part)) == list(rule.check(replace(part, history=everything)))

    def told(history: History, name: str) -> list[Event]:
        found = events_by_name(register, history).get(name, ())
        return [event._replace(commit=replace(event.commit, changes=())) for event in found]

    for name, kept in ((x, y) for x in set(known_ids(register).values()) for y in (list, policy_events)):
        some = needed(naming(register, {name}, corrected=kept is list), *lookbacks())
        assert kept(told(some, name)) == kept(told(everything, name))
    both = (policy_events(history.events) for history in (needed(LAST_CHANGES), everything))
    days, all_days = ({event.delta.record: event.commit.day for event in found} for found in both)
    assert all(days.get(measure.id) == all_days.get(measure.id) for measure in register.measures)


@few
@given(chains(4), st.data())
def test_a_file_that_could_not_be_read_for_a_while_loses_nothing(
    chain: list[State], data: st.DataObject
) -> None:
    """With broken states in between, the log leads to the same end, and each of them is named."""
    broken: list[State] = []
    whole: list[State] = []
    number = 0
    for state in chain:
        broken.append(state)
        whole.append(state)
        paths = data.draw(st.sets(st.sampled_from(sorted(state)), max_size=2)) if state else set()
        if paths:
            number += len(paths)
            broken.append(state | dict.fromkeys(paths, BROKEN))
            whole.append(state)
    history = history_of(broken)
    assert [event.delta for event in history.events] == [event.delta for event in history_of(whole).events]
    assert len(history.broken) >= number
    assert all(broken[int(item.commit.id)][item.path] == BROKEN for item in history.broken)


@settings(max_examples=5 if THOROUGH else 2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chain=chains(4))
def test_git_tells_the_same_as_the_states_themselves(chain: list[State]) -> None:
    """Through real commits come the same events as through the states they hold."""
    with TemporaryDirectory() as folder:
        held: dict[str, Any] = {}
        steps = []
        for number, state in enumerate(chain, 1):
            gone = dict.fromkeys(held.keys() - state.keys())
            steps.append(Step(f"2026-01-{number:02}", {**state, **gone}))
            held |= state
        made = build(Path(folder) / "depot", steps, base={"LESMEG": "x"}, prefix="strategi/")
        repository = open_repository(made.root)
        commits = repository.mainline(made.commits[-1])
        assert [commit.id for commit in commits] == list(made.commits)
        real = trace(commits, repository.blobs_in_turn, EntryEnd())
        assert [event.delta for event in real.events] == [event.delta for event in history_of(chain).events]
        for commit, state in zip(made.commits, chain, strict=True):
            files = CommitTree.of(repository, commit).blobs
            read = repository.blobs(files.values())
            assert {path: read[blob] for path, blob in files.items()} == state
