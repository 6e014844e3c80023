"""Fixtures: a machine without habits, ``mh`` in this process, and copies that may be broken."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from menneskehandel_cli import demo
from menneskehandel_cli.cli import run as run_mh
from menneskehandel_cli.language import LANGS
from reports import make_places
from repositories import machine
from sites import Made, make_sites
from support import CHECKOUT, FICTIONAL, MACHINE, THOROUGH, Answer, Mh

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from desks import Visitor

# As ``mh`` itself, which collects no garbage. With all that the tests hold, it takes a fifth of the time.
gc.set_threshold(100_000, 20, 20)

# Bounded memory and the devices that attacks use are Linux's; Windows has no pseudo-terminals either.
collect_ignore_glob: list[str] = []
if sys.platform != "linux":
    collect_ignore_glob += [f"*/test_{name}.py" for name in ("attacks_*", "browser", "fuzz", "workflows")]
if sys.platform == "win32":
    collect_ignore_glob += [f"*/test_{name}.py" for name in ("delivery", "edit", "fmt", "gaps", "new", "set")]

if "nb" not in LANGS:
    pytest.exit("The catalogues are not compiled: run make setup, or tools/messages.py --compile.")

# The same examples in every run; MH_EXPLORE=1 goes looking for new ones.
settings.register_profile(
    "repeatable", derandomize=True, deadline=None, database=None, max_examples=50 if THOROUGH else 25
)
settings.register_profile("explore", deadline=None, max_examples=5000)
settings.load_profile("explore" if os.environ.get("MH_EXPLORE") else "repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every property is tried with more examples in ``make attack``, and the longest tests begin."""
    items.sort(key=lambda item: item.path.parent.name != "whole")  # no core waits for one at the end
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.thorough)


@pytest.fixture(autouse=True)
def no_habits(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test depends on the machine's language, width, colours, repositories or settings of git."""
    machine(monkeypatch)
    for name in MACHINE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp().parent))


@pytest.fixture(scope="session")
def fictional(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional strategy, in no repository. Tests only read it."""
    return Path(shutil.copytree(FICTIONAL, tmp_path_factory.mktemp("fictional") / "fjellheim"))


@pytest.fixture
def mh(fictional: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Mh:
    """Run ``mh`` in this process, on the fictional strategy where no other folder is named."""

    def run(
        *arguments: str,
        cwd: Path | None = None,
        columns: int = 100,
        env: Mapping[str, str] = MappingProxyType({}),
    ) -> Answer:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.chdir(cwd or fictional)
            patch.setenv("COLUMNS", str(columns))
            for name, value in env.items():
                patch.setenv(name, value)
            code = run_mh(list(arguments))
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def fjellheim(tmp_path: Path) -> Path:
    """A copy of the fictional strategy that a test may break."""
    return Path(shutil.copytree(FICTIONAL, tmp_path / "fjellheim"))


@pytest.fixture(scope="module")
def real_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real data; a test that changes a file puts it back."""
    root = tmp_path_factory.mktemp("real")
    for folder in ("strategy", "data"):
        shutil.copytree(CHECKOUT / folder, root / folder)
    return root


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, by somebody whom git knows. No test changes it."""
    from desks import make_demo

    return make_demo(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture
def root(demonstration: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration that a test may change."""
    return Path(shutil.copytree(demonstration, tmp_path / "demo", symlinks=True))


@pytest.fixture
def visitor(root: Path) -> Visitor:
    """Somebody who has opened the form of ``root``."""
    from desks import Visitor

    return Visitor(root)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests in one file."""
    from browser import chromium

    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def vestlandia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The strategy that ``mh demo`` makes, with its history. Tests only read it."""
    folder = tmp_path_factory.mktemp("demo") / "vestlandia"
    demo.make(folder)
    return folder


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demonstration and the real data, as reports are made from them. Tests only read them."""
    return make_places(tmp_path_factory.mktemp("places"))


@pytest.fixture(scope="session")
def sites(places: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """The sites of both, in three languages. Tests only read them."""
    return make_sites(places, tmp_path_factory.mktemp("sites"))
