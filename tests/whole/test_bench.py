"""The benchmark measures what it says: its corpora are valid, its histories tell of every commit.

How fast anything is, is no test's business.
"""

from collections import Counter
from pathlib import Path

import pytest

import corpus
import histories
from menneskehandel_cli.register.layout import kind_of
from support import CHECKOUT, Mh, python

pytestmark = pytest.mark.attack

BENCH = CHECKOUT / "bench" / "bench.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of 300 records."""
    folder = tmp_path_factory.mktemp("corpus") / "made"
    corpus.write(folder, 300)
    return folder


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The history of 100 records in 60 commits."""
    folder = tmp_path_factory.mktemp("history") / "grown"
    histories.build(folder, 100, 60)
    return folder


def test_corpus_has_as_many_records_as_it_is_asked_for(made: Path) -> None:
    files = [path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()]
    kinds = Counter(kind_of(path) for path in files)
    assert sum(kinds.values()) == len(corpus.records(300)) == 300
    assert {*kinds} == {*("strategy", "actors", "measure", "instrument", "obligation", "indicator", "report")}
    assert kinds["obligation"] > sum(kinds.values()) / 2


def test_corpus_is_valid(mh: Mh, made: Path) -> None:
    answer = mh("check", "--format", "json", "--as-of", corpus.AS_OF, cwd=made)
    assert (answer.code, answer.json["summary"]["error"]) == (0, 0)
    assert answer.json["summary"]["gap"] > 0  # as in a real one, something is missing
    known = {"MH201", "MH202", "MH208", "MH308", "MH403"}
    assert {item["code"] for item in answer.json["diagnostics"]} <= known


def test_history_has_the_commits_it_is_asked_for_and_each_after_the_first_events(mh: Mh, grown: Path) -> None:
    assert histories.git(grown, "rev-list", "--count", "HEAD") == b"60\n"
    assert histories.git(grown, "status", "--porcelain") == b""
    answer = mh("log", "--format", "json", cwd=grown)
    told = {event["commit"] for event in answer.json["events"] if event["classification"] == "policy"}
    assert len(told) == 59
    assert answer.json["broken"] == []
    assert len({event["date"][:4] for event in answer.json["events"]}) > 4


def test_a_large_catalogue_is_as_sound(mh: Mh, made: Path, grown: Path, tmp_path: Path) -> None:
    """As the smaller corpora. ``fix`` changes its format alone, and its matrix is a page of some size."""
    large = tmp_path / "large"
    histories.enter(large, corpus.write_catalogue)
    told = []
    for _ in range(2):
        counted = mh("gaps", "--format", "json", "--as-of", corpus.AS_OF, cwd=large).json
        told.append((counted["coverage"], {gap["key"] for gap in counted["gaps"]}))
        assert mh("fix", "--yes", cwd=large).code == 0
    assert told[0] == told[1]
    assert sum(counts["total"] for counts in told[0][0].values()) == corpus.CATALOGUE
    asked = (("check", "--as-of", corpus.AS_OF), ("fmt", "--check"))
    assert not any(mh(*words, cwd=folder).code for words in asked for folder in (made, grown, large))
    assert mh("site", str(tmp_path / "site"), cwd=large).code == 0
    assert (tmp_path / "site" / "nb" / "matrix.html").stat().st_size < 2_000_000


def test_renamed_files_keep_their_records_and_events(mh: Mh, grown: Path, tmp_path: Path) -> None:
    """A history with renames tells the same of every record as the one without them."""
    histories.build(tmp_path / "renamed", 100, 60, renames=3)
    assert histories.git(tmp_path / "renamed", "diff", "--summary", "HEAD~1").count(b"rename ") == 3
    told = [
        [(event["kind"], event["subject"], event["after"]) for event in answer.json["events"]]
        for answer in (mh("log", "--format", "json", cwd=folder) for folder in (grown, tmp_path / "renamed"))
    ]
    assert told[0] == told[1]


def test_same_numbers_give_the_same_bytes_and_commits(grown: Path, tmp_path: Path) -> None:
    first, second = ({record.path: record.text(()) for record in corpus.records(200)} for _ in range(2))
    assert first == second
    histories.build(tmp_path / "again", 100, 60)
    made, again = (histories.git(folder, "rev-parse", "HEAD") for folder in (grown, tmp_path / "again"))
    assert made == again


def test_program_prints_a_table_with_the_ratio_of_each_work() -> None:
    answer = python(str(BENCH), "--quick", "--markdown", cwd=CHECKOUT)
    assert (answer.code, answer.err) == (0, "")
    head, _, *rows = (line.strip("|").split(" | ") for line in answer.out.splitlines() if "|" in line)
    assert [word.strip() for word in head][:4] == ["work", "mh", "limit", "ratio"]
    works = "\n".join(row[0] for row in rows)
    for command in ("--help", "status", "show T12", "check", "log", "report", "set", "fmt"):
        assert f"mh {command}" in works
    assert "growth: mh status, 100 commits with 8 renames each" in works
    assert all(row[3].endswith("×") for row in rows)
