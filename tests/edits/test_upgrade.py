"""Files in format 1: read as what they mean today, and written so by ``mh fix``."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import listed, text_of
from example import LAW_FILE
from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.change import tree_after
from menneskehandel_cli.edits.fixing import fixed
from menneskehandel_cli.git import CommitTree, open_repository
from menneskehandel_cli.register import load
from menneskehandel_cli.register.coverage import coverage
from menneskehandel_cli.rules.example import BASE, EXAMPLE_DAY, Files, with_example
from support import CHECKOUT, Mh, each, errors, golden, laid_out, some

ARTICLE = "data/obligations/coe/coe-12.yaml"
OLD = text_of("format_1.yaml")
NEW = (
    OLD.partition("existing:")[0]
    .replace("format: 1", "format: 2")
    .replace('en: "Victims must have a safe place to stay."', "en: Victims must have a safe place to stay.")
)


def said(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def test_law_moves_out_of_the_article_and_the_rest_stays(mh: Mh, fjellheim: Path) -> None:
    """Comments, quotes that are needed and the order of the file."""
    (fjellheim / "data/law/coe/coe-12.yaml").unlink()
    laid_out(fjellheim, {ARTICLE: OLD})
    assert mh("fix", "--yes", cwd=fjellheim).code == 0
    assert said(fjellheim, ARTICLE) == NEW
    golden("fix-law.yaml", said(fjellheim, "data/law/coe/coe-12.yaml"))
    assert mh("check", cwd=fjellheim).code == 0
    assert mh("fix", cwd=fjellheim).out == "", "once is enough"


@pytest.mark.parametrize("role", ["duty", "framework"])
def test_law_that_takes_a_decision_stays_in_the_article(mh: Mh, fjellheim: Path, role: str) -> None:
    """Where somebody has begun to move it, nothing of theirs is replaced.

    A framework article has no requirement that the law could answer.
    """
    law = fjellheim / "data/law/coe/coe-12.yaml"
    begun = law.read_bytes()
    text = OLD
    if role == "framework":
        law.unlink()
        head, _, rest = OLD.replace("role: duty", "role: framework").partition("provisions:")
        text = f"{head}existing:{rest.partition('existing:')[2].replace('    provisions: [coe-12.1.a]', '')}"
        text = text.replace("\n\n    extent", "\n    extent")
    laid_out(fjellheim, {ARTICLE: text})
    assert mh("fix", ARTICLE, "--yes", cwd=fjellheim).code == 0
    assert "format: 1" in said(fjellheim, ARTICLE)
    assert "existing:" in said(fjellheim, ARTICLE)
    assert (law.read_bytes() if law.exists() else None) == (begun if role == "duty" else None)


def test_what_is_the_states_own_moves_out_of_the_convention(mh: Mh, fjellheim: Path) -> None:
    instrument = "data/obligations/coe/_instrument.yaml"
    before = said(fjellheim, instrument)
    party = said(fjellheim, "data/law/coe/_party.yaml")
    (fjellheim / "data/law/coe/_party.yaml").unlink()
    event = "  - {kind: ratification, date: 2008-01-17, source: {document: cets-197}}\n"
    other = "  - {kind: visit, date: 2010-01, source: {document: cets-197}}  # GRETA\n"
    old = before.replace("format: 2", "format: 1").replace("source:", f"events:\n{event}{other}source:")
    laid_out(fjellheim, {instrument: old})
    assert mh("fix", "--yes", cwd=fjellheim).code == 0
    assert said(fjellheim, instrument) == before.replace("source:", f"events:\n{other}source:")
    assert value(said(fjellheim, "data/law/coe/_party.yaml")) == value(party)


def value(text: str) -> object:
    """What a file says, however it is laid out."""
    return parse("", text.encode()).value


LINKS = """\
addresses:
  # Området.
  - {obligation: coe-12, basis: area, contribution: partial}  # nevner
  - {obligation: coe-12.1.a, basis: strategy}
  - {obligation: coe-26, basis: strategy, contribution: full, by: [T13.1]}
  - {obligation: greta-r3-non-punishment, basis: strategy, contribution: assess, by: [T13.1]}
"""


def test_links_say_how_far_they_answer_where_they_answer(mh: Mh, fjellheim: Path) -> None:
    path = "data/measures/13-straffrihet.yaml"
    head = said(fjellheim, path).partition("addresses:")[0]
    laid_out(fjellheim, {path: head.replace("format: 2", "format: 1") + LINKS})
    assert mh("fix", "--yes", cwd=fjellheim).code == 0
    assert said(fjellheim, path) == head + LINKS.replace("area, contribution: partial", "area").replace(
        "12.1.a, basis: strategy", "12.1.a, basis: strategy, contribution: partial"
    ).replace("strategy, contribution: assess, by: [T13.1]}\n", "strategy}\n")
    assert mh("check", cwd=fjellheim).code == 0


@pytest.mark.parametrize(("path", "old", "new"), listed("upgrade")["decisions"])
def test_what_takes_a_decision_is_left_as_it_is(
    mh: Mh, fjellheim: Path, path: str, old: str, new: str
) -> None:
    text = said(fjellheim, path).replace("format: 2", "format: 1").replace(old, new, 1)
    laid_out(fjellheim, {path: text})
    mh("fix", "--yes", cwd=fjellheim)
    assert said(fjellheim, path).startswith("format: 1\n")


def test_a_file_that_says_no_format_and_means_the_same_today_is_left_alone(mh: Mh, fjellheim: Path) -> None:
    path = "data/measures/13-straffrihet.yaml"
    text = said(fjellheim, path).removeprefix("format: 2\n")
    laid_out(fjellheim, {path: text})
    assert mh("fix", path, "--yes", cwd=fjellheim).out == ""
    assert said(fjellheim, path) == text


# Read or written, it means the same --------------------------------------------------------------

IDS = ("coe-12.1.a", "coe-12.1.b", "coe-12.2")
FORCES = ("shall", "shall_qualified", "shall_consider", "may", "none")
TARGETS = (
    *("coe-12", "coe-12.1", *IDS, "coe-29", "coe-29.1"),
    *("greta-r3-coordination", "greta-r3-police", "greta-r3-police.a"),
)


@st.composite
def existing(draw: st.DrawFn) -> str:
    named = draw(st.lists(st.sampled_from(IDS), max_size=3, unique=True))
    provisions = f", provisions: [{', '.join(named)}]" if named else ""
    note = draw(st.sampled_from(["", ", note: Hvorfor."]))
    extent = draw(st.sampled_from(["full", "partial"]))
    by = draw(st.sampled_from(["editorial", "JD"]))
    return (
        f"  - {{law: Loven § 1{provisions}, extent: {extent}, judged_by: {by}{note}, "
        "source: {document: strategy}}\n"
    )


@st.composite
def link(draw: st.DrawFn) -> str:
    target, basis = (draw(st.sampled_from(TARGETS)), draw(st.sampled_from(["strategy", "area", "editorial"])))
    how = draw(st.sampled_from(["", ", contribution: full", ", contribution: assess"]))
    by = draw(st.sampled_from(["", ", by: [T01.1]"]))
    return f"  - {{obligation: {target}, basis: {basis}{how}{by}, note: Fordi.}}\n"


@st.composite
def old_files(draw: st.DrawFn) -> Files:
    """A strategy in format 1: an article with law of its own, and links of every kind."""
    provisions = "".join(
        f"  - {{id: {name}, force: {draw(st.sampled_from(FORCES))}, bearer: state, text: Noe.}}\n"
        for name in IDS
    )
    law = "".join(draw(st.lists(existing(), max_size=3)))
    article = (
        "id: coe-12\narticle: 12\nchapter: III\nrole: duty\ntitle: Bistand\n"
        "title_basis: working_translation\nsource: {document: strategy}\n"
        f"provisions:\n{provisions}" + (f"existing:\n{law}" if law else "")
    )
    links = "".join(draw(st.lists(link(), min_size=1, max_size=5)))
    measure = str(BASE["data/measures/01-samordning.yaml"]).partition("addresses:")[0]
    numbered = draw(st.sampled_from(["", "format: 1\n"]))
    return {
        ARTICLE: numbered + article,
        "data/measures/01-samordning.yaml": f"{numbered}{measure}addresses:\n{links}",
        "data/obligations/greta-r3/greta-r3-police.yaml": (
            "id: greta-r3-police\nlevel: urges\ntitle: Politi\ntext: Noe.\n"
            "parts:\n  - {id: greta-r3-police.a, text: Ett.}\n  - {id: greta-r3-police.b, text: To.}\n"
            "source: {document: strategy}\n"
        ),
    }


@settings(max_examples=settings().max_examples // 3)
@given(old_files())
def test_what_is_written_counts_as_what_was_read(files: Files) -> None:
    before = with_example({path: text for path, text in files.items() if path != LAW_FILE})
    after = tree_after(before, fixed(before, before.paths(), EXAMPLE_DAY))
    old, new = load(before), load(after)
    for judgements in (True, False):
        was, is_now = (coverage(register, judgements=judgements) for register in (old, new))
        assert was.counts == is_now.counts
        assert {item.id: (item.law, item.promise, item.in_part) for item in was.every} == {
            item.id: (item.law, item.promise, item.in_part) for item in is_now.every
        }
    brought = {"MH117", "MH118", "MH119", "MH120", "MH121"}
    assert not {code for code in errors(after) if code in brought}
    texts = [after.read(path) for path in after.paths()]
    assert not [text for text in texts if b"existing:" in text and b"format: 2" in text]


# This repository's own past ----------------------------------------------------------------------

SAMPLE = 12


def old_commits() -> list[str]:
    """Commits of this repository from first to last, evenly; none in a shallow clone."""
    done = subprocess.run(
        ["git", "-C", str(CHECKOUT), "rev-list", "--first-parent", "HEAD", "--", "data", "strategy"],
        capture_output=True,
        text=True,
        check=False,
    )
    commits = done.stdout.split()[::-1]
    step = max(1, len(commits) // SAMPLE)
    return sorted({*commits[::step], *commits[-1:]}, key=commits.index)


@pytest.mark.thorough
@each("commit", some(old_commits(), 4))
def test_every_old_commit_can_still_be_read(commit: str) -> None:
    """A format that is upgraded on reading makes no old state unreadable, in whole or in part."""
    tree = CommitTree.of(open_repository(CHECKOUT), commit)
    register = load(tree)
    assert register.unjudged == ()
    if register.strategy is not None and register.strategy.format == 1:
        assert errors(tree) == [], "format 1 is not held to what format 2 brought"
    assert sum(counts.total for counts in coverage(register).counts.values()) > 0
