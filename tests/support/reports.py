"""What the tests of reports share: the strategies they are made from, and the reports, made once."""

import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

from menneskehandel_cli import demo
from menneskehandel_cli.cli import run as run_mh
from repositories import Step, build
from support import CHECKOUT, Answer

FORMS = ("html", "markdown", "json")
KINDS: dict[str, dict[str, tuple[str, ...]]] = {
    "demo": {
        "yearly": ("--year", "2024"),
        "ministry": ("HD", "--year", "2024"),
        "obligations": ("--body", "nhk"),
        "since": ("--instrument", "nhk-r2"),
        "evaluation": ("--from", "2021-06-01", "--to", "2024-12-01"),
    },
    "real": {
        "yearly": ("--year", "2026"),
        "ministry": ("HOD", "--year", "2026"),
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


def report(places: dict[str, Path], place: str, kind: str, form: str, lang: str = "nb", *more: str) -> str:
    """A report, made once in this run."""
    key = (place, kind, form, lang, *more)
    if key not in MADE:
        asked = ("report", kind, *KINDS[place][kind], "--format", form, "--lang", lang, *more)
        answer = run(*asked, "--root", str(places[place]))
        assert (answer.code, answer.err) == (0, "")
        MADE[key] = answer.out
    return MADE[key]


DOCUMENTS: dict[tuple[str, ...], bytes] = {}


def document(places: dict[str, Path], form: str, place: str, kind: str, lang: str, *more: str) -> bytes:
    """A report as a Word file or a PDF, made once in this run."""
    key = (form, place, kind, lang, *more)
    if key not in DOCUMENTS:
        file = places[place].parent / f"made.{form}"
        asked = ("report", kind, *KINDS[place][kind], "--format", form, "--lang", lang, *more)
        answer = run(*asked, "-o", str(file), "--root", str(places[place]))
        assert (answer.code, answer.out) == (0, ""), answer.err
        DOCUMENTS[key] = file.read_bytes()
    return DOCUMENTS[key]


def run(*arguments: str) -> Answer:
    """``mh`` in this process, also within hypothesis."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run_mh(list(arguments))
    return Answer(code, out.getvalue(), err.getvalue())


def verify(file: Path, root: Path, *more: str) -> Answer:
    """What ``mh verify`` says of a file, in English."""
    return run("verify", str(file), "--root", str(root), "--lang", "en", *more)


def put(file: Path, text: str) -> Path:
    """Write a file, with the line ends that the text has."""
    file.write_text(text, encoding="utf-8", newline="\n")
    return file


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level in Markdown, with or without a number."""
    return re.split(rf"## (?:\d+\\\. )?{re.escape(heading)}\n\n", text)[1].split("\n## ", maxsplit=1)[0]


def pages(places: dict[str, Path], lang: str) -> Iterator[tuple[str, str]]:
    """Every page in HTML that mh makes, by name."""
    for place, kind in EVERY:
        yield f"{place} {kind}", report(places, place, kind, "html", lang)
    for place, root in places.items():
        for view in ("gaps --at HEAD", "matrix", "matrix --by provision"):
            asked = (*view.split(), "--format", "html", "--lang", lang, "--root", str(root))
            yield f"{place} {view}", run(*asked).out


class Page(HTMLParser):
    """An HTML page as a reader of screens meets it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "a":
            self.texts.append(("", " "))  # what blocks hold stands apart
        if tag not in ("meta", "br", "hr", "img", "link", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"<{tag}> is closed where another one is open"

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    @property
    def names(self) -> list[str]:
        return [tag for tag, _ in self.tags]

    @property
    def headings(self) -> list[int]:
        return [int(tag[1]) for tag in self.names if tag in ("h1", "h2", "h3", "h4", "h5", "h6")]

    def given(self, *names: str) -> list[str]:
        """The values of these attributes."""
        return [value or "" for _, given in self.tags for name, value in given.items() if name in names]

    def shown(self) -> str:
        """What a reader sees, with every white space alike."""
        return " ".join("".join(text for tag, text in self.texts if tag != "style").split())
