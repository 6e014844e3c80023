"""The trailers of a message are those that git finds where nobody has set anything; ours never change."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import listed
from menneskehandel_cli.git.trailers import is_correction, trailers
from repositories import git
from support import THOROUGH, each


@each(("message", "correction"), listed("trailers")["corrections"])
def test_a_commit_calls_itself_a_correction(message: str, correction: bool) -> None:
    """By a trailer in the last paragraph, in git's form, and by nothing else in the message."""
    assert is_correction(message) is correction


def test_a_message_without_an_end_is_read_once() -> None:
    """However long: each line is looked at a few times, and no more."""
    assert not is_correction("x\n\n" + "Correction: no\n" * 50_000)
    assert not is_correction("x\n\nCorrection:" + "\n no" * 50_000)
    assert not is_correction(" " * 1_000_000 + "\n\n" + "a-" * 500_000)


LINES = (
    *("Endring", "", "", " ", "Correction: yes", "correction:no", "Correction : yes", "Key-2:"),
    *(" brettet", "\tbrettet: x", "Signed-off-by: Kari", "(cherry picked from commit 123)"),
    *("Vanlig tekst.", "a b: c"),
    *("# kommentar", "---", "æ: x", ": x", "-: x", "Correction=yes", "Correction: ", "http://x", "yes\r"),
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository where nobody has set anything."""
    folder = tmp_path_factory.mktemp("regler")
    git(folder, "init", "-q", "--bare", "--template=")
    return folder


@settings(
    max_examples=20 if THOROUGH else 6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(messages=st.lists(st.lists(st.sampled_from(LINES), max_size=9), min_size=10, max_size=40))
def test_git_finds_the_same(bare: Path, messages: list[list[str]]) -> None:
    """For any messages, with git's own rules as they stand without settings."""
    # No two alike: git would tell of them once.
    texts = [f"Nr. {n}\n" + "\n".join(lines) + "\n" for n, lines in enumerate(messages)]
    stream = b"".join(
        b"commit refs/heads/x%d\ncommitter A <a@b> 1772000000 +0000\ndata %d\n%s\n"
        % (number, len(text.encode()), text.encode())
        for number, text in enumerate(texts)
    )
    git(bare, "fast-import", "--quiet", "--force", stdin=stream)
    form = "%(trailers:only,unfold,separator=%x01,key_value_separator=%x02)"
    names = [f"refs/heads/x{number}" for number in range(len(texts))]
    said = git(bare, "log", "--no-walk=unsorted", "-z", f"--format=format:{form}", *names).split("\0")
    for text, found in zip(texts, said, strict=True):
        pairs = [item.split("\x02") for item in found.split("\x01") if item]
        assert list(trailers(text)) == [(key.lower(), value) for key, value in pairs], text
