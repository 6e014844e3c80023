"""Pages of ``mh gaps`` and ``mh matrix``: they say what they were made from, and are not verified.

Reports are verified in test_report.py, hostile stamps of reports too.
"""

import json
from html import escape
from pathlib import Path

import pytest

from menneskehandel_cli.formats.report_frame import Stamp, read_stamp
from reports import put, run, verify
from repositories import complaint, git
from support import each

PAGES = ("gaps", "matrix")
NOT_CHECKED = "can be checked; the gaps, the matrix and the lists cannot"


def page(root: Path, what: str, form: str, *more: str) -> str:
    """A page in English."""
    answer = run(what, "--format", form, "--lang", "en", *more, "--root", str(root))
    assert answer.code == 0
    return answer.out


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
@each("what", PAGES)
def test_a_page_says_what_it_was_made_from_and_cannot_be_verified(
    places: dict[str, Path], tmp_path: Path, what: str, form: str
) -> None:
    """The commit, or the files on disk, which may hold what is in no commit."""
    for at, said in (("HEAD", git(places["demo"], "rev-parse", "HEAD")), (None, "the files on disk")):
        text = page(places["demo"], what, form, *(["--at", at] if at else []))
        assert (said if at or form != "json" else '"revision": null') in text
        assert "mh-report" not in text
        assert '"stamp"' not in text
        assert NOT_CHECKED in complaint(verify(put(tmp_path / "page", text), places["demo"]))


@each("what", [*PAGES, "list", "check"])
def test_a_page_with_the_stamp_of_an_earlier_version_is_refused_in_words(
    places: dict[str, Path], tmp_path: Path, what: str
) -> None:
    """It had the name of its command and one commit, twice."""
    head = git(places["demo"], "rev-parse", "HEAD")
    stamp = Stamp(what, {"limit": "2"}, head, head, "html", "en", "1.0", "0").as_json()
    for old in (
        f'<meta name="mh-report" content="{escape(stamp)}">\n',
        f"# x\n\n<!-- mh-report {stamp} -->\n",
        json.dumps({"stamp": json.loads(stamp)}),
    ):
        assert read_stamp(old) is not None
        assert NOT_CHECKED in complaint(verify(put(tmp_path / "page", old), places["demo"]))


def test_a_page_of_a_shallow_clone_says_that_it_lacks_history(
    places: dict[str, Path], tmp_path: Path
) -> None:
    """The rules on history are skipped there; the matrix has none in it."""
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", places["demo"].as_uri(), str(shallow))
    for what, lacks in (("gaps", True), ("matrix", False)):
        text = page(shallow, what, "html", "--at", "HEAD")
        assert git(shallow, "rev-parse", "HEAD") in text
        assert ("Made without the rules about the history" in text) == lacks
