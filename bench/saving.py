"""Time how long ``mh web`` takes to save one field, and a whole report, as a browser asks it to."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import histories
from measuring import Result

FIELD = "/record/T07.1"
REPORT = "/report/2026/JD"
TYPED = "Direktoratet har lært opp de ansatte i tre etater, og flere kurs er planlagt til våren. " * 4
"""What is typed into every text of the report."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A connection to a running form."""

    connection: HTTPConnection
    headers: dict[str, str]

    def page(self, address: str) -> str:
        """The page at an address."""
        self.connection.request("GET", address, headers=self.headers)
        return self.connection.getresponse().read().decode()

    def save(self, address: str, given: Mapping[str, str], page: str) -> float:
        """Save what is ``given`` in the form on ``page``; how many seconds it took."""
        found = re.search(r'name="form_token" value="(\w+)"', page)
        if found is None:
            sys.exit("mh web shows no form")
        headers = {**self.headers, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({"form_token": found[1], **given, "do": "save"})
        start = time.perf_counter()
        self.connection.request("POST", address, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        seconds = time.perf_counter() - start
        if answer.status != 303:  # noqa: PLR2004 - where a saved form leads
            sys.exit(f"mh web did not save: {answer.status}")
        return seconds


@contextmanager
def _browser(data: Path, folder: Path, command: str) -> Iterator[Browser]:
    """A form on a copy of the strategy ``data``, made in ``folder``, in which something is saved."""
    for part in ("strategy", "data"):
        shutil.copytree(data / part, folder / part)
    histories.git(folder, "init", "--quiet")
    histories.git(folder, "config", "user.name", "Kari")
    histories.git(folder, "config", "user.email", "kari@example.no")
    histories.git(folder, "add", ".")
    histories.git(folder, "commit", "--quiet", "-m", "Data")
    process = subprocess.Popen(
        [command, "web", "--no-browser"], cwd=folder, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        base, token = process.stdout.readline().strip().split("/?token=")
        with closing(HTTPConnection(base.removeprefix("http://"))) as connection:
            name = f"mh_token_{base.rpartition(':')[2]}"
            browser = Browser(connection, {"Cookie": f"{name}={token}", "Origin": base})
            browser.save(FIELD, _note(0), browser.page(FIELD))
            yield browser
    finally:
        process.kill()
        process.communicate()


def saving(data: Path, folder: Path, command: str, runs: int) -> Result:
    """The median of ``runs`` saves of a note, after the first one, which begins the proposal."""
    with _browser(data, folder, command) as browser:
        page = browser.page(FIELD)
        times = [browser.save(FIELD, _note(number), page) for number in range(1, runs + 1)]
    return Result(statistics.median(times), 0)


def reporting(data: Path, folder: Path, command: str, runs: int) -> Result:
    """The median of ``runs`` first saves of a report in which everything is filled in."""
    times = []
    for number in range(runs):
        with _browser(data, folder / str(number), command) as browser:
            page = browser.page(REPORT)
            times.append(browser.save(REPORT, _whole(page), page))
    return Result(statistics.median(times), 0)


def _note(number: int) -> Mapping[str, str]:
    return {"note.nb": f"Merknad {number}.", "take:note.nb": "mine"}


def _whole(page: str) -> Mapping[str, str]:
    """Every text and choice of a report's form, filled in."""
    given = {}
    for name in re.findall(r'<textarea[^>]* name="((?!new:)[^"]+)"', page):
        given[unescape(name)] = TYPED
    selects = r'<select[^>]* name="((?!new:)[^"]+)"[^>]*>(.*?)</select>'
    for name, inside in re.findall(selects, page, re.DOTALL):
        given[unescape(name)] = re.findall(r'<option value="([^"]+)"', inside)[-1]
    return given | {"approved.by": "JD", "approved.date": "2026-11-21"}
