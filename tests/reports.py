"""What the tests of reports share: the strategies they are made from, and the reports, made once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from menneskehandel_cli import demo
from menneskehandel_cli.cli import run as run_mh
from repositories import Step, build
from support import CHECKOUT, Answer

FORMS = ("html", "markdown", "json")
YEAR = {"demo": "2024", "real": "2026"}
KINDS: dict[str, dict[str, tuple[str, ...]]] = {
    "demo": {
        "yearly": ("--year", "2024"),
        "ministry": ("RD", "--year", "2024"),
        "obligations": ("--body", "nhk"),
        "since": ("--instrument", "nhk-r2"),
        "evaluation": ("--from", "2021-06-01", "--to", "2024-12-01"),
    },
    "real": {
        "yearly": ("--year", "2026"),
        "ministry": ("JD", "--year", "2026"),
        "obligations": ("--body", "greta"),
        "since": ("--instrument", "greta-r3"),
        "evaluation": ("--from", "2026-01-01", "--to", "2026-12-31"),
    },
}
EVERY = [(place, kind) for place, kinds in KINDS.items() for kind in kinds]


def make_places(base: Path) -> dict[str, Path]:
    """The demonstration, and a repository of the real data with a short history."""
    demo.make(base / "demo")
    files = {
        path.relative_to(CHECKOUT).as_posix(): path.read_bytes()
        for part in ("strategy", "data")
        for path in (CHECKOUT / part).rglob("*.yaml")
    }
    steps = [Step("2025-12-10"), Step("2026-11-10", {"README.md": "Data.\n"})]
    build(base / "real", steps, base=files)
    return {"demo": base / "demo", "real": base / "real"}


MADE: dict[tuple[str, ...], str] = {}


def report(
    places: dict[str, Path], place: str, kind: str, form: str, lang: str = "nb", *more: str
) -> str:
    """A report, made once in this run."""
    key = (place, kind, form, lang, *more)
    if key not in MADE:
        asked = ("report", kind, *KINDS[place][kind], "--format", form, "--lang", lang, *more)
        answer = run(*asked, "--root", str(places[place]))
        assert (answer.code, answer.err) == (0, "")
        MADE[key] = answer.out
    return MADE[key]


def run(*arguments: str) -> Answer:
    """``mh`` in this process, also within hypothesis."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run_mh(list(arguments))
    return Answer(code, out.getvalue(), err.getvalue())


def pages(places: dict[str, Path], lang: str) -> Iterator[tuple[str, str]]:
    """Every page in HTML that mh makes, by name."""
    for place, kind in EVERY:
        yield f"{place} {kind}", report(places, place, kind, "html", lang)
    for place, root in places.items():
        for view in ("gaps", "matrix"):
            more = ("--at", "HEAD") if view == "gaps" else ()
            asked = (view, "--format", "html", "--lang", lang, *more, "--root", str(root))
            yield f"{place} {view}", run(*asked).out
