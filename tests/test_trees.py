"""A tree hands out files, or says why not: nothing that lies in a folder can stop the reading."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example import MEASURE, MEASURE_FILE, STRATEGY_FILE
from menneskehandel_cli import trees
from menneskehandel_cli.register import load
from menneskehandel_cli.rules.example import BASE
from support import Mh, errors, found_in, laid_out

OTHER = "data/measures/02-annet.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base example of the rules, on disk."""
    return laid_out(tmp_path / "strategien", BASE)


def why(root: Path, path: str = OTHER) -> trees.UnreadReason:
    """Why a tree lists a file and cannot read it; the rest must be read all the same."""
    tree = trees.DiskTree(root)
    assert path in tree.paths()
    with pytest.raises(trees.Unreadable) as refused:
        tree.read(path)
    register = load(tree)
    assert register.unread == {path}
    assert [measure.id for measure in register.measures] == ["T01"]
    assert errors(tree) in (["MH011"], ["MH012"])
    return refused.value.reason


def test_the_disk_and_a_dict_hold_the_same(root: Path) -> None:
    """One reader serves both: same paths, same bytes."""
    disk = trees.DiskTree(root)
    memory = trees.DictTree({path: str(text).encode() for path, text in BASE.items()})
    assert disk.paths() == memory.paths()
    assert all(disk.read(path) == memory.read(path) for path in disk.paths())
    (root / "plans/drugs").mkdir(parents=True)
    assert trees.DictTree({}, trees.DiskTree(root / "plans/drugs")).plan == "drugs"


def test_paths_come_in_a_fixed_order(root: Path) -> None:
    """What the file system does with its entries changes nothing."""
    for name in ("10-b.yaml", "02-a.yaml", "å.yaml"):
        (root / "data/measures" / name).write_text("id: x\n")
    paths = trees.DiskTree(root).paths()
    assert paths == sorted(paths)


def beside(root: Path, name: str, text: str) -> Path:
    """A file next to the strategy's folder."""
    (root.parent / name).parent.mkdir(exist_ok=True)
    (root.parent / name).write_text(text)
    return root.parent / name


def huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(100_000_000)


ODD: dict[str, tuple[Callable[[Path], object], tuple[trees.UnreadReason, ...]]] = {
    "a link to nothing": (lambda path: path.symlink_to("finnes-ikke.yaml"), ("broken_link",)),
    "a link in a circle": (lambda path: path.symlink_to(path.name), ("broken_link", "other")),
    "a folder called like a file": (lambda path: path.mkdir(), ("not_a_file",)),
    "a hundred megabytes": (huge, ("too_large",)),
}
if hasattr(os, "mkfifo"):
    ODD["a named pipe, which nobody writes into"] = (os.mkfifo, ("not_a_file",))


@pytest.mark.parametrize("what", ODD)
def test_what_is_no_file_of_ours_is_named_and_the_rest_is_read(root: Path, what: str) -> None:
    """And the reading ends."""
    lay, reasons = ODD[what]
    lay(root / OTHER)
    assert why(root) in reasons


@pytest.mark.parametrize("place", ["hemmelig.yaml", "strategien-2/x.yaml"])
def test_a_link_out_of_the_folder_is_not_followed(root: Path, place: str) -> None:
    """A repository cannot make mh read (and show) somebody's private files.

    ``strategien-2`` does not lie in ``strategien``.
    """
    (root / OTHER).symlink_to(beside(root, place, "id: T02\n"))
    assert why(root) == "outside"


def test_a_link_within_the_folder_is_followed(root: Path, tmp_path: Path) -> None:
    """Inside the strategy it is as good as a file; the strategy's own folder may be a link too."""
    (root / "utkast.yaml").write_text("id: T02\n")
    (root / OTHER).symlink_to("../../utkast.yaml")
    (tmp_path / "snarvei").symlink_to(root)
    for tree in (trees.DiskTree(root), trees.DiskTree(tmp_path / "snarvei")):
        assert tree.read(OTHER) == b"id: T02\n"
        assert tree.read(MEASURE_FILE) == MEASURE.encode()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="to the superuser all files are open"
)
def test_a_file_that_may_not_be_read_is_named(root: Path) -> None:
    """Missing rights are told as such."""
    (root / OTHER).write_text("id: T02\n")
    (root / OTHER).chmod(0)
    assert why(root) == "permission"


@pytest.mark.parametrize(("size", "fits"), [(trees.MAX_BYTES, True), (trees.MAX_BYTES + 1, False)])
def test_the_limit_is_a_million_bytes(root: Path, size: int, fits: bool) -> None:
    """A file of exactly the limit is read, one byte more is not, on disk and in memory."""
    (root / OTHER).write_bytes(b"#" * size)
    for tree in (trees.DiskTree(root), trees.DictTree({OTHER: b"#" * size})):
        if fits:
            assert len(tree.read(OTHER)) == size
        else:
            with pytest.raises(trees.Unreadable, match="too_large"):
                tree.read(OTHER)


def test_hidden_and_other_files_are_none_of_ours(root: Path) -> None:
    """What editors and systems leave behind, a README or a spreadsheet is left alone."""
    (root / "data/.mappe").mkdir()
    for name in (".01-samordning.yaml.swp", ".skjult.yaml", "../.mappe/x.yaml", "README.md", "a.xlsx"):
        (root / "data/measures" / name).write_bytes(b"\xff")
    assert found_in(trees.DiskTree(root)) == []


@pytest.mark.parametrize(
    "path",
    [
        "data/measures/02-annet.yml",
        "data/measures/mappe/02-annet.yaml",
        "data/02-annet.yaml",
        "data/obligations/coe.yaml",
        "strategy/annet.yaml",
        "data/obligations/coe/_instrument (1).yaml",
        "strategy/strategy.yml",
        "data/reports/i-fjor/JD.yaml",
    ],
)
def test_a_yaml_file_where_none_belongs_is_named(root: Path, path: str) -> None:
    """A file in the wrong folder, or with the wrong ending, never vanishes unseen."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(MEASURE, encoding="utf-8")
    (found,) = found_in(trees.DiskTree(root))
    assert (found.rule.code, found.path) == ("MH008", path)
    right = f"{path.removesuffix('.yml')}.yaml"
    assert (f"Rename the file to {right}." in found.help("en")) is path.endswith(".yml")


@pytest.mark.parametrize("name", [MEASURE_FILE, STRATEGY_FILE])
def test_a_file_that_was_cut_off_is_told(root: Path, name: str) -> None:
    """Its last line has no end, though it may be read."""
    path = root / name
    lines = path.read_bytes().count(b"\n")
    path.write_bytes(path.read_bytes().rstrip())
    (found,) = found_in(trees.DiskTree(root))
    assert (found.rule.code, found.severity, found.path) == ("MH013", "note", name)
    assert found.span.line == lines


def test_a_file_that_vanishes_while_it_is_read_is_named(root: Path) -> None:
    """Between listing and reading somebody may switch branches."""
    (root / OTHER).write_text("id: T02\n")
    tree = trees.DiskTree(root)
    assert OTHER in tree.paths()
    (root / OTHER).unlink()
    with pytest.raises(trees.Unreadable, match="missing"):
        tree.read(OTHER)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """An empty place is an empty tree, and what must be there is reported."""
    assert trees.DiskTree(tmp_path).paths() == []
    assert errors(trees.DiskTree(tmp_path)) == ["MH013", "MH013"]


@pytest.mark.parametrize("name", ["coe", "greta-r3"])
def test_a_folder_that_is_a_link_is_read_or_named(root: Path, name: str) -> None:
    """Records never vanish unseen, also not when their folder has become a link."""
    folder = root / "data/obligations" / name
    folder.rename(root / "flyttet")
    folder.symlink_to(root / "flyttet")
    tree = trees.DiskTree(root)
    named = [found.path for found in found_in(tree) if found.path.startswith(f"data/obligations/{name}")]
    assert named or any(path.startswith(f"data/obligations/{name}/") for path in tree.paths())


def test_a_whole_folder_is_not_followed_out_of_the_strategy(root: Path, tmp_path: Path) -> None:
    """``data`` as a link to elsewhere reads nothing from there."""
    (root / "data").rename(tmp_path / "utenfor")
    (root / "data").symlink_to(tmp_path / "utenfor")
    assert load(trees.DiskTree(root)).measures == ()


# Submodules --------------------------------------------------------------------------------------


def a_file(folder: Path) -> None:
    """A submodule as git lays it out: a file that names its repository."""
    (folder / ".git").write_text("gitdir: ../../.git/modules/tiltak\n")


LAYS: list[Callable[[Path], object]] = [
    a_file,
    lambda folder: (folder / ".git").mkdir(),  # a repository within
    lambda folder: (folder / ".git").symlink_to("borte"),  # whatever it is, it is no file of ours
]


@pytest.mark.parametrize("lay", LAYS)
@pytest.mark.parametrize("place", ["data/measures", "data/obligations/coe", "data"])
def test_a_repository_within_is_named_as_a_submodule(
    root: Path, place: str, lay: Callable[[Path], object]
) -> None:
    """Its files are no part of this repository's commits: none of them is read, and it is said."""
    lay(root / place)
    tree = trees.DiskTree(root)
    assert [path for path in tree.paths() if path.startswith(place)] == [place]
    for path in (place, f"{place}/x.yaml", f"{place}/mappe/x.yaml"):
        with pytest.raises(trees.Unreadable, match="submodule"):
            tree.read(path)
    register = load(tree)
    assert register.unread == {place}
    assert register.hides(f"{place}/01-samordning.yaml")
    told = [item for item in register.diagnostics if item.path == place]
    assert [(item.code, item.params) for item in told] == [("MH012", {"why": "submodule"})]


def test_a_submodule_called_like_a_file_is_named_as_one(root: Path) -> None:
    """``02-annet.yaml`` may turn out to be a whole repository."""
    (root / OTHER).mkdir()
    a_file(root / OTHER)
    assert why(root) == "submodule"


def test_the_strategy_as_a_submodule_is_told_once(root: Path) -> None:
    """That its files are missing says nothing more."""
    a_file(root / "strategy")
    assert [(item.code, item.path) for item in load(trees.DiskTree(root)).diagnostics] == [
        ("MH012", "strategy")
    ]


@pytest.mark.parametrize("path", ["data/measures", '"data/measures"', "data/measures\r"])
@pytest.mark.parametrize("top", ["", "strategien/"])
def test_a_submodule_that_nobody_has_fetched_is_an_empty_folder(root: Path, top: str, path: str) -> None:
    """As CI leaves it: git makes the folder, and ``.gitmodules`` at the top says what it is."""
    above = root.parent if top else root
    (root / MEASURE_FILE).unlink()
    assert load(trees.DiskTree(root)).unread == frozenset()
    (above / ".git").mkdir()
    named = path.replace("data/", f"{top}data/")
    (above / ".gitmodules").write_text(f'[submodule "tiltak"]\n\tpath = {named}\n\turl = ../tiltak\n')
    assert load(trees.DiskTree(root)).unread == {"data/measures"}
    (root / MEASURE_FILE).write_text(MEASURE, encoding="utf-8")
    assert load(trees.DiskTree(root)).unread == frozenset(), "with files in it, it is what it seems"


@pytest.mark.parametrize(
    "text", ["path = /etc", "path = ../..", "path", "path = \xff", "path = ", "x" * 2_000_000, "\0"]
)
def test_odd_lists_of_submodules_name_nothing(root: Path, text: str) -> None:
    """What leads outside, or is no list at all, changes no answer."""
    (root / "data/indicators").mkdir(exist_ok=True)
    (root / ".git").mkdir()
    (root / ".gitmodules").write_text(f"[submodule]\n{text}\n", encoding="utf-8")
    assert load(trees.DiskTree(root)).unread == frozenset()


def test_a_list_of_submodules_that_leads_outside_is_not_read(root: Path) -> None:
    """git reads no such link either."""
    (root / "data/indicators").mkdir(exist_ok=True)
    (root / ".git").mkdir()
    (root.parent / "liste").write_text("path = data/indicators\n")
    (root / ".gitmodules").symlink_to("../liste")
    assert load(trees.DiskTree(root)).unread == frozenset()


def test_a_submodule_is_told_in_words(mh: Mh, root: Path) -> None:
    """The finding stands at the folder, and says what it is."""
    a_file(root / "data/measures")
    answer = mh("check", cwd=root)
    assert answer.code == 1
    assert "data/measures" in answer.out
    assert "undermodul" in answer.out


def test_links_into_a_submodule_are_not_called_wrong(root: Path) -> None:
    """One submodule must not make a hundred errors, nor a gap of every requirement."""
    for place in ("data/obligations/coe", "data/obligations/greta-r3"):
        a_file(root / place)
    assert errors(trees.DiskTree(root)) == ["MH012", "MH012"]


@pytest.mark.parametrize("place", ["data/measures", "data/law", "data/law/coe"])
def test_what_a_submodule_may_answer_is_no_gap(root: Path, place: str) -> None:
    """Measures and law that cannot be read may meet any duty; nobody can say that they do not."""
    (root / place).mkdir(parents=True, exist_ok=True)
    (root / MEASURE_FILE).unlink()
    assert "MH201" in [finding.rule.code for finding in found_in(trees.DiskTree(root))]
    a_file(root / place)
    assert "MH201" not in [finding.rule.code for finding in found_in(trees.DiskTree(root))]


@pytest.mark.parametrize("where", [".", "data", "data/measures", "strategy"])
def test_the_strategy_is_found_from_any_folder_inside(root: Path, where: str) -> None:
    """Wherever somebody stands in the repository, it is the same strategy."""
    assert trees.find_root(root / where) == root


def test_the_nearest_strategy_is_taken(root: Path) -> None:
    """A strategy within another one is its own."""
    inner = root / "data/prøve"
    (inner / "strategy").mkdir(parents=True)
    (inner / "strategy/strategy.yaml").write_text("id: x\n")
    assert trees.find_root(inner / "strategy") == inner


def test_no_strategy_above_is_none(tmp_path: Path) -> None:
    """Outside of a strategy there is nothing to find; a broken link in its place is one.

    So the finding can tell what is wrong with its file.
    """
    assert trees.find_root(tmp_path) is None
    (tmp_path / "strategy").mkdir()
    (tmp_path / "strategy/strategy.yaml").symlink_to("borte")
    assert trees.find_root(tmp_path) == tmp_path
    assert "MH012" in errors(trees.DiskTree(tmp_path))


SHARED_FILES = ("strategy/actors.yaml", "data/obligations/coe/coe-1.yaml", "data/law/coe/coe-1.yaml")
OWN_FILES = ("strategy/strategy.yaml", "data/measures/01-a.yaml", "data/reports/2026/JD.yaml")


@given(plan=st.sampled_from(("plans/drugs/", "plans/a-b/")), path=st.sampled_from(SHARED_FILES + OWN_FILES))
def test_a_path_leads_to_a_place_and_back(plan: str, path: str) -> None:
    """What is shared has the same place in every plan; what is a plan's own is in no other plan."""
    place = trees.whole(plan, path)
    assert trees.inside(plan, place) == path
    assert (place == path) is (path in SHARED_FILES)
    assert trees.inside("plans/violence/", place) == (path if path in SHARED_FILES else None)
    assert trees.inside("", path) == trees.whole("", path) == path
