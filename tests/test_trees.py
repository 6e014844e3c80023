"""A tree hands out files, or says why not: nothing that lies in a folder can stop the reading."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from menneskehandel_cli.register import load
from menneskehandel_cli.rules.example import BASE, MEASURE, MEASURE_FILE
from menneskehandel_cli.trees import MAX_BYTES, DictTree, DiskTree, Reason, Unreadable, find_root
from support import errors, found_in

OTHER = "data/measures/02-annet.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base example of the rules, on the disk."""
    for path, text in BASE.items():
        assert isinstance(text, str)
        file = tmp_path / "strategien" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "strategien"


def why(root: Path, path: str = OTHER) -> Reason:
    """Why a tree lists a file and cannot read it; the rest must be read all the same."""
    tree = DiskTree(root)
    assert path in tree.paths()
    with pytest.raises(Unreadable) as refused:
        tree.read(path)
    register = load(tree)
    assert register.unread == {path}
    assert [measure.id for measure in register.measures] == ["T01"]
    assert errors(tree) in (["MH011"], ["MH012"])
    return refused.value.reason


def test_the_disk_and_a_dict_hold_the_same(root: Path) -> None:
    """One reader serves both: same paths, same bytes."""
    disk = DiskTree(root)
    memory = DictTree({path: str(text).encode() for path, text in BASE.items()})
    assert disk.paths() == memory.paths()
    assert all(disk.read(path) == memory.read(path) for path in disk.paths())


def test_paths_come_in_a_fixed_order(root: Path) -> None:
    """What the file system does with its entries changes nothing."""
    for name in ("10-b.yaml", "02-a.yaml", "å.yaml"):
        (root / "data/measures" / name).write_text("id: x\n")
    paths = DiskTree(root).paths()
    assert paths == sorted(paths)


def test_a_link_to_nothing_is_named(root: Path) -> None:
    """A link whose file is gone is told as a broken link."""
    (root / OTHER).symlink_to("finnes-ikke.yaml")
    assert why(root) == "broken_link"


def test_a_link_in_a_circle_is_named(root: Path) -> None:
    """A link to itself ends as a finding."""
    (root / OTHER).symlink_to(Path(OTHER).name)
    assert why(root) in ("broken_link", "other")


def test_a_link_out_of_the_folder_is_not_followed(root: Path) -> None:
    """A repository cannot make mh read (and show) somebody's private files."""
    secret = root.parent / "hemmelig.yaml"
    secret.write_text("passord: 1234\n")
    (root / OTHER).symlink_to(secret)
    assert why(root) == "outside"


def test_a_link_out_by_a_sibling_with_the_same_beginning_is_not_followed(root: Path) -> None:
    """``strategien-2`` does not lie in ``strategien``."""
    beside = root.parent / "strategien-2"
    beside.mkdir()
    (beside / "x.yaml").write_text("id: T02\n")
    (root / OTHER).symlink_to(beside / "x.yaml")
    assert why(root) == "outside"


def test_a_link_within_the_folder_is_followed(root: Path) -> None:
    """Inside the strategy a link is as good as a file."""
    (root / "utkast.yaml").write_text("id: T02\n")
    (root / OTHER).symlink_to(root / "utkast.yaml")
    assert DiskTree(root).read(OTHER) == b"id: T02\n"


def test_a_strategy_reached_by_a_link_is_read(root: Path, tmp_path: Path) -> None:
    """The folder itself may be a link; what lies in it is still inside."""
    (root / "utkast.yaml").write_text("id: T02\n")
    (root / OTHER).symlink_to("../../utkast.yaml")
    (tmp_path / "snarvei").symlink_to(root)
    tree = DiskTree(tmp_path / "snarvei")
    assert tree.read(OTHER) == b"id: T02\n"
    assert tree.read(MEASURE_FILE) == MEASURE.encode()


def test_a_folder_called_like_a_file_is_named(root: Path) -> None:
    """``02-annet.yaml`` may turn out to be a folder."""
    (root / OTHER).mkdir()
    assert why(root) == "not_a_file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_named_and_does_not_hang(root: Path) -> None:
    """Nobody writes into the pipe, and the reading ends all the same."""
    os.mkfifo(root / OTHER)
    assert why(root) == "not_a_file"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="to the superuser all files are open"
)
def test_a_file_that_may_not_be_read_is_named(root: Path) -> None:
    """Missing rights are told as such."""
    (root / OTHER).write_text("id: T02\n")
    (root / OTHER).chmod(0)
    assert why(root) == "permission"


def test_a_huge_file_is_not_read(root: Path) -> None:
    """A hundred megabytes are refused by their size, without being read."""
    with (root / OTHER).open("wb") as stream:
        stream.truncate(100_000_000)
    assert why(root) == "too_large"


@pytest.mark.parametrize(("size", "fits"), [(MAX_BYTES, True), (MAX_BYTES + 1, False)])
def test_the_limit_is_a_million_bytes(root: Path, size: int, fits: bool) -> None:
    """A file of exactly the limit is read, one byte more is not, on the disk and in memory."""
    (root / OTHER).write_bytes(b"#" * size)
    for tree in (DiskTree(root), DictTree({OTHER: b"#" * size})):
        if fits:
            assert len(tree.read(OTHER)) == size
        else:
            with pytest.raises(Unreadable, match="too_large"):
                tree.read(OTHER)


def test_hidden_files_are_none_of_ours(root: Path) -> None:
    """What editors and systems leave behind is neither read nor reported."""
    (root / "data/measures/.01-samordning.yaml.swp").write_bytes(b"\xff")
    (root / "data/measures/.skjult.yaml").write_bytes(b"\xff")
    (root / "data/.mappe").mkdir()
    (root / "data/.mappe/x.yaml").write_bytes(b"\xff")
    assert found_in(DiskTree(root)) == []


def test_other_files_are_none_of_ours(root: Path) -> None:
    """A README or a spreadsheet beside the records is left alone."""
    (root / "data/measures/README.md").write_text("# Tiltak\n")
    (root / "data/measures/oversikt.xlsx").write_bytes(b"PK\x03\x04")
    assert found_in(DiskTree(root)) == []


@pytest.mark.parametrize(
    "path",
    [
        "data/measures/02-annet.yml",
        "data/measures/mappe/02-annet.yaml",
        "data/02-annet.yaml",
        "data/obligations/coe.yaml",
        "strategy/annet.yaml",
        "strategy/strategy.yml",
        "data/reports/i-fjor/JD.yaml",
    ],
)
def test_a_yaml_file_where_none_belongs_is_named(root: Path, path: str) -> None:
    """A file in the wrong folder, or with the wrong ending, never vanishes unseen."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(MEASURE, encoding="utf-8")
    assert [(found.rule.code, found.path) for found in found_in(DiskTree(root))] == [("MH008", path)]


def test_a_file_that_vanishes_while_it_is_read_is_named(root: Path) -> None:
    """Between listing and reading somebody may switch branches."""
    (root / OTHER).write_text("id: T02\n")
    tree = DiskTree(root)
    assert OTHER in tree.paths()
    (root / OTHER).unlink()
    with pytest.raises(Unreadable, match="missing"):
        tree.read(OTHER)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """An empty place is an empty tree, and what must be there is reported."""
    assert DiskTree(tmp_path).paths() == []
    assert errors(DiskTree(tmp_path)) == ["MH013", "MH013"]


@pytest.mark.parametrize("name", ["coe", "greta-r3"])
def test_a_folder_that_is_a_link_is_read_or_named(root: Path, name: str) -> None:
    """Records never vanish unseen, also not when their folder has become a link."""
    folder = root / "data/obligations" / name
    folder.rename(root / "flyttet")
    folder.symlink_to(root / "flyttet")
    tree = DiskTree(root)
    named = [found.path for found in found_in(tree) if found.path.startswith(f"data/obligations/{name}")]
    assert named or any(path.startswith(f"data/obligations/{name}/") for path in tree.paths())


def test_a_whole_folder_is_not_followed_out_of_the_strategy(root: Path, tmp_path: Path) -> None:
    """``data`` as a link to elsewhere reads nothing from there."""
    (root / "data").rename(tmp_path / "utenfor")
    (root / "data").symlink_to(tmp_path / "utenfor")
    assert load(DiskTree(root)).measures == ()


@pytest.mark.parametrize("where", [".", "data", "data/measures", "strategy"])
def test_the_strategy_is_found_from_any_folder_inside(root: Path, where: str) -> None:
    """Wherever somebody stands in the repository, it is the same strategy."""
    assert find_root(root / where) == root


def test_the_nearest_strategy_is_taken(root: Path) -> None:
    """A strategy within another one is its own."""
    inner = root / "data/prøve"
    (inner / "strategy").mkdir(parents=True)
    (inner / "strategy/strategy.yaml").write_text("id: x\n")
    assert find_root(inner / "strategy") == inner


def test_no_strategy_above_is_none(tmp_path: Path) -> None:
    """Outside of a strategy there is nothing to find."""
    assert find_root(tmp_path) is None


def test_a_broken_link_in_place_of_the_strategy_still_marks_it(tmp_path: Path) -> None:
    """The root is found, so that the finding can tell what is wrong with its file."""
    (tmp_path / "strategy").mkdir()
    (tmp_path / "strategy/strategy.yaml").symlink_to("borte")
    assert find_root(tmp_path) == tmp_path
    assert "MH012" in errors(DiskTree(tmp_path))
