"""What ``mh`` keeps below git's folder: no link and nothing planted there leads elsewhere."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from desks import Visitor
from menneskehandel_cli.edits.proposals.proposal import Proposal
from menneskehandel_cli.git import GitTrouble
from menneskehandel_cli.language import Refused
from repositories import git
from support import Mh

pytestmark = pytest.mark.attack


@pytest.fixture
def home(root: Path) -> Path:
    """Where drafts and proposals are kept."""
    return root / ".git/mh-forslag"


def lay(home: Path, link: str, out: Path) -> None:
    """Lay a link to a folder, or a file in it, that has what a draft would be called."""
    for folder in (out, out / "drafts"):
        folder.mkdir(parents=True)
        value = {"address": "/record/T07.2", "typed": {"note.nb": "Utenfra"}}
        (folder / "T07.2.json").write_text(json.dumps(value))
    place = home.parent / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(out / place.name if place.suffix else out)


LINKS = ["mh-forslag", "mh-forslag/drafts", "mh-forslag/drafts/T07.2.json"]


@pytest.mark.parametrize("link", LINKS)
def test_no_draft_is_read_through_a_link(link: str, root: Path, home: Path, tmp_path: Path) -> None:
    """That nothing is written through one either, is tested in test_writes_stay_inside.py."""
    visitor = Visitor(root)
    lay(home, link, tmp_path / "ute")
    answer = visitor.client.get("/record/T07.2")
    assert answer.status_code < 500
    assert "Utenfra" not in answer.text


@pytest.mark.parametrize("link", LINKS[:2])
def test_a_link_that_is_there_from_the_start_is_told(
    link: str, root: Path, home: Path, tmp_path: Path, mh: Mh
) -> None:
    lay(home, link, tmp_path / "ute")
    with suppress(GitTrouble):
        Visitor(root)
        pytest.fail("It begins nevertheless.")
    answer = mh("web", "--no-browser", cwd=root)
    assert answer.code == 2
    assert f".git/{link} er en lenke" in answer.err


PLANTED = {
    "T07.2": "//evil.example/record/T07.2",
    "T07.1": "javascript:evil()",
    "T01": "https://evil.example",
    "evil": "/record/T07.2",  # under a name that no form keeps it by
    "T02": "/record/T02?evil",
    "T03": "/proposal",
}


@pytest.mark.parametrize("page", ["/", "/proposal"])
def test_a_draft_that_somebody_laid_there_leads_only_to_its_form(page: str, root: Path, home: Path) -> None:
    visitor = Visitor(root)
    typed = visitor.values("/record/T07.2") | {"form_title": "Min"}
    visitor.client.post("/draft/record/T07.2", data=typed)
    [kept] = (home / "drafts").iterdir()
    for name, address in PLANTED.items():
        if name != kept.stem:
            (home / f"drafts/{name}.json").write_text(json.dumps({"address": address, "typed": {}}))
    (home / "drafts/dyp.json").write_text("[" * 200_000)
    if sys.platform != "win32":
        os.mkfifo(home / "drafts/rør.json")
        os.mkfifo(home / "drafts/T05.json")
    shown = visitor.page(page)
    assert "evil" not in shown
    assert '<a href="/record/T07.2">Min</a>' in shown
    for address in PLANTED.values():  # saying who one is leads to none of them either
        who = visitor.token | {"name": "K", "email": "k@x.no", "do": "who", "for": address}
        answer = visitor.client.post("/proposal", data=who, follow_redirects=False)
        assert answer.headers["location"] in ("/proposal", "/record/T07.2")


@pytest.mark.skipif(sys.platform == "win32", reason="no owners and modes")
@pytest.mark.parametrize("mode", [None, 0o777])
def test_only_the_user_may_read_what_is_kept(mode: int | None, root: Path, home: Path) -> None:
    """Also where an older version, or somebody else, made the folder for all."""
    if mode is not None:
        home.mkdir()
        home.chmod(mode)
    visitor = Visitor(root)
    visitor.client.post("/draft/record/T07.2", data=visitor.values("/record/T07.2"))
    assert {oct(path.stat().st_mode & 0o7777) for path in (home, home / "drafts")} == {"0o700"}
    [kept] = (home / "drafts").iterdir()
    assert kept.stat().st_mode & 0o7777 == 0o600


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root gives files away")
def test_the_folder_of_another_user_is_not_used(root: Path, home: Path, mh: Mh) -> None:
    home.mkdir()
    os.chown(home, 12345, 12345)
    with pytest.raises(GitTrouble):
        Visitor(root)
    assert "tilhører en annen bruker" in mh("web", "--no-browser", cwd=root).err
    assert list(home.iterdir()) == []


def test_a_branch_with_steps_upwards_in_it_writes_nothing_outside(root: Path, home: Path) -> None:
    """Git lays out no such commit, and neither does the form, which is to lay out a proposal's files."""
    name = "2024-12-18-opp"
    Proposal.begin(root, name)

    def made(kind: str, data: bytes) -> str:
        place = root.parent / "objekt"
        place.write_bytes(data)
        words = ("hash-object", "-w", "--literally", "-t", kind, str(place))
        return git(root, *words).strip()

    def entry(called: str, oid: str, mode: str = "40000") -> bytes:
        return f"{mode} {called}\0".encode() + bytes.fromhex(oid)

    tree = made("tree", entry("ut.yaml", made("blob", b"id: T99\n"), "100644"))
    for called in ("..", "..", "..", "data"):
        tree = made("tree", entry(called, tree))
    commit = git(root, "commit-tree", "-m", "Opp", "-p", f"forslag/{name}", tree).strip()
    git(root, "update-ref", f"refs/heads/forslag/{name}", commit)
    with suppress(GitTrouble, Refused):
        Proposal.open(root, name)
    assert [path for path in root.parent.rglob("ut.yaml") if home / name not in path.parents] == []
