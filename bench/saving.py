"""Time how long ``mh web`` takes to save one field, as a browser asks it to."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import histories
from measuring import Result

TASK = "T07.1"


def saving(data: Path, folder: Path, command: str, runs: int) -> Result:
    """The median of ``runs`` saves of a note in a copy of the strategy ``data``, made in ``folder``.

    The first save, which begins the proposal, is not counted.
    """
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
            seconds = _saved(connection, {"Cookie": f"mh_token={token}", "Origin": base}, runs)
    finally:
        process.kill()
        process.communicate()
    return Result(seconds, 0)


def _saved(connection: HTTPConnection, headers: dict[str, str], runs: int) -> float:
    connection.request("GET", f"/record/{TASK}", headers=headers)
    found = re.search(r'name="form_token" value="(\w+)"', connection.getresponse().read().decode())
    if found is None:
        sys.exit("mh web shows no form")
    headers = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    times = []
    for number in range(runs + 1):
        given = {"note.nb": f"Merknad {number}.", "take:note.nb": "mine", "do": "save"}
        body = urlencode({"form_token": found[1], **given})
        start = time.perf_counter()
        connection.request("POST", f"/record/{TASK}", body, headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - start)
        if answer.status != 303:  # noqa: PLR2004 - where a saved form leads
            sys.exit(f"mh web did not save: {answer.status}")
    return statistics.median(times[1:])
