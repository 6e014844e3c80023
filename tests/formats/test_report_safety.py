"""What stands in the data stays text: markup, links, templates and quotes in every text field of it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from html_reading import OURS, read
from menneskehandel_cli.blocks.html_text import html_prose, html_text
from menneskehandel_cli.blocks.templates import markdown_cell, markdown_inner
from menneskehandel_cli.language.escaping import escape_control
from reports import KINDS, run
from repositories import Step, build
from support import each, some

PAYLOAD = (
    "Q<script>alert(1)</script>Q <img src=x onerror=alert(2)> [k](javascript:alert(3)) "
    "[k](data:text/html,x) <javascript:alert(4)> N{{ 7*7 }}N {% raw %} ${7*7} \"' | ` ``` ~~s~~ "
    "</td></table></main> --> <!-- mh-report {} --> &lt;b&gt; &#x3c;i> "
    "<a href='javascript:alert(5)' onclick=x>k</a> ![b](http://evil.example/p.png) https://ok.example/a_b?c=d&e=f"
)
FIXED = frozenset(("url", "reference", "section", "document", "paragraph", "by", "decided_by", "role"))
"""Keys whose values are no free text: addresses, references and names."""


def planted(value: Any, key: str = "") -> Any:
    """The record with the payload at the end of each free text: what has a blank or a language."""
    if isinstance(value, dict):
        return {name: planted(item, str(name)) for name, item in value.items()}
    if isinstance(value, list):
        return [planted(item, key) for item in value]
    if isinstance(value, str) and key not in FIXED and (" " in value or key in ("nb", "nn", "en")):
        return f"{value} {PAYLOAD}"
    return value


def files_of(root: Path, *, hostile: bool) -> dict[str, str]:
    """The files of a strategy, as they are or with the payload everywhere."""
    found = {}
    for path in sorted(root.rglob("*.yaml")):
        record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        record = planted(record) if hostile else record
        name = path.relative_to(root).as_posix()
        found[name] = yaml.dump(record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    return found


def without_commits(files: dict[str, str]) -> dict[str, str]:
    """The files, where the strategy names no commit of the repository they came from."""
    text = re.sub(r"(closes|baseline): .*", r"\1: null", files["strategy/strategy.yaml"])
    return files | {"strategy/strategy.yaml": text}


@pytest.fixture(scope="module")
def roots(vestlandia: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demonstration twice: as it is, and hostile. Something changes in each, so that it is told."""
    base = tmp_path_factory.mktemp("safety")
    found = {}
    for name in ("clean", "hostile"):
        files = without_commits(files_of(vestlandia, hostile=name == "hostile"))
        before = {
            path: re.sub(r"due: '?2024\b", "due: 2023", text).replace(
                "status: completed", "status: in_progress"
            )
            for path, text in files.items()
        }
        steps = [Step("2021-01-10", before), Step("2024-06-10", files, subject="<script>alert(9)</script>")]
        found[name] = build(base / name, steps, base={}).root
    return found


def made(root: Path, kind: str, form: str, lang: str) -> str:
    asked = [*KINDS["demo"][kind]] + (["--editorial"] if kind in ("obligations", "since") else [])
    answer = run("report", kind, *asked, "--format", form, "--lang", lang, "--root", str(root))
    assert (answer.code, answer.err) == (0, "")
    return answer.out


SKELETON = ("h1", "h2", "h3", "h4", "table", "tr", "th", "td", "dl", "dt", "figure", "main", "nav")


@pytest.mark.thorough
@each("lang", some(["nb", "en"], 2))
@each("kind", list(KINDS["demo"]))
def test_in_html_all_of_it_is_text(roots: dict[str, Path], kind: str, lang: str) -> None:
    """No element, attribute or address of the data's own making; and the page keeps its shape."""
    text = made(roots["hostile"], kind, "html", lang)
    page = read(text)
    assert set(page.tags) <= OURS
    assert [name for name, _ in page.given if name.startswith("on") or name in ("src", "srcset")] == []
    addresses = [value for name, value in page.given if name in ("href", "xlink:href", "action")]
    assert [one for one in addresses if not re.match(r"#|https?://|mailto:", one)] == []
    assert page.comments == []
    shown = " ".join("".join(page.texts).split())
    assert "Q<script>alert(1)</script>Q" in shown
    assert "N{{ 7*7 }}N" in shown
    assert "N49N" not in text
    assert "alert(9)" not in text
    clean = read(made(roots["clean"], kind, "html", lang))
    assert [page.tags[tag] for tag in SKELETON] == [clean.tags[tag] for tag in SKELETON]


@pytest.mark.thorough
@each("lang", some(["nb", "en"], 2))
@each("kind", list(KINDS["demo"]))
def test_in_markdown_all_of_it_is_text(roots: dict[str, Path], kind: str, lang: str) -> None:
    """Nothing is raw HTML, code, picture or a link to anything but the web; tables keep their cells."""
    text = made(roots["hostile"], kind, "markdown", lang)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    blocks = Counter(token.type for token in tokens)
    inline = [child for token in tokens for child in token.children or ()]
    assert blocks["html_block"] == 1
    assert {child.type for child in inline} <= {
        *("text", "text_special", "softbreak", "strong_open", "strong_close", "link_open", "link_close"),
        "code_inline",
    }
    assert [child.content for child in inline if child.type == "code_inline"] == []
    links = [str(child.attrs["href"]) for child in inline if child.type == "link_open"]
    assert [link for link in links if not link.startswith(("http://", "https://"))] == []
    shown = " ".join("".join(child.content for child in inline).split())
    assert "Q<script>alert(1)</script>Q" in shown
    assert "N{{ 7*7 }}N" in shown
    assert "N49N" not in text
    clean = MarkdownIt("commonmark").enable("table").parse(made(roots["clean"], kind, "markdown", lang))
    assert blocks == Counter(token.type for token in clean)


def test_a_hostile_report_is_verified_like_any_other(roots: dict[str, Path], tmp_path: Path) -> None:
    """The stamp that counts is ours, not one that stands in a text."""
    for form in ("html", "markdown", "json"):
        file = tmp_path / f"report.{form}"
        file.write_text(made(roots["hostile"], "yearly", form, "nb"), encoding="utf-8", newline="\n")
        answer = run("verify", str(file), "--root", str(roots["hostile"]))
        assert (answer.code, answer.err) == (0, "")


def test_the_payload_reaches_every_part_of_the_yearly_report(roots: dict[str, Path]) -> None:
    """Titles, goals, tasks, reports, events and sources: the test above is about all of them."""
    assert len(re.findall(r"N\{\{ 7\\\*7 \}\}N", made(roots["hostile"], "yearly", "markdown", "nb"))) > 60


@pytest.mark.parametrize("address", ["javascript:alert(6)", "JaVaScRiPt:x", "data:text/html,x", "//x.y"])
def test_an_address_that_is_none_never_becomes_a_link(vestlandia: Path, tmp_path: Path, address: str) -> None:
    """In the field for addresses itself; the report is still made."""
    files = {
        path: text if path.startswith("strategy/") else re.sub(r"url: (\S+)", f"url: '{address}'", text)
        for path, text in files_of(vestlandia, hostile=False).items()
    }
    root = build(tmp_path / "repo", [Step("2024-06-10", without_commits(files))], base={}).root
    answer = run("report", "yearly", "--year", "2024", "--format", "html", "--root", str(root))
    assert answer.code == 0
    links = [value for name, value in read(answer.out).given if name == "href"]
    assert [link for link in links if not re.match(r"#|https?://|mailto:", link)] == []


# The filters by themselves -------------------------------------------------------------------------

SIGNS = "<>&\"'`|\\[](){}!#*_~-+=.:;/ \n0123abxhtps"
HOSTILE = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), max_size=60)


def inline(tokens: Any) -> Iterator[Any]:
    for token in tokens:
        yield from token.children or ()


@given(text=HOSTILE | HOSTILE.map(lambda rest: f"se https://eksempel.no/{rest}"))
def test_a_line_of_markdown_shows_its_text_letter_for_letter(text: str) -> None:
    """Whatever it begins with, it is one paragraph, one item or one cell, and reads as it was written."""
    wanted = escape_control(" ".join(text.split()))
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for cell in (markdown_inner(text), markdown_cell(text)):
        row = reader.parse(f"| a | b |\n| --- | --- |\n| {cell} | x{markdown_inner(text)} |\n")
        assert [token.type for token in row].count("td_open") == 2
        first = row[[token.type for token in row].index("td_open") + 1]
        assert "".join(token.content for token in first.children or ()) == wanted
    if not wanted:
        return
    for before, kinds in (("", ["paragraph_open"]), ("- ", ["bullet_list_open", "list_item_open"])):
        tokens = reader.parse(f"{before}{markdown_cell(text)}\n")
        opened = [token.type for token in tokens if token.type.endswith("_open")]
        assert opened == [*kinds, *["paragraph_open"] * bool(before)]
        assert "".join(token.content for token in inline(tokens)) == wanted
        assert {token.type for token in inline(tokens)} <= {"text", "text_special", "link_open", "link_close"}


@given(text=HOSTILE)
def test_addresses_in_html_are_links_and_all_else_is_text(text: str) -> None:
    """The page shows the text as it was written, and each link leads to what it shows."""
    page = read(f"<p>{html_text(text)}</p>")
    assert set(page.tags) <= {"p", "a"}
    assert "".join(page.texts) == text
    assert {name for name, _ in page.given} <= {"href", "rel"}
    assert all(re.match("https?://", value) for name, value in page.given if name == "href")


@given(text=HOSTILE)
def test_prose_never_makes_more_than_simple_markup(text: str) -> None:
    """Emphasis, lists, quotes and links to the web; nothing that loads, runs or heads."""
    page = read(str(html_prose(text)))
    assert set(page.tags) <= {"p", "a", "em", "strong", "ul", "ol", "li", "blockquote", "br", "code"}
    assert {name for name, _ in page.given} <= {"href", "title", "start"}
    assert all(re.match(r"(?i)https?:|mailto:", value) for name, value in page.given if name == "href")
