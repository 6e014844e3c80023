"""Pages made from the program: each rule's page is its rule."""

import re
import shutil
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from menneskehandel_cli.language import Lang, choose
from menneskehandel_cli.rules import Rule, all_rules
from menneskehandel_cli.rules.example import examples
from support import CHECKOUT, FICTIONAL, Mh, each, python, tool

FOLDERS: dict[Lang, str] = {"nb": "docs/nb/regler", "en": "docs/en/rules"}
HEADINGS: dict[Lang, tuple[str, str]] = {
    "nb": ("Eksempel som gir funn", "Eksempel uten funn"),
    "en": ("Produces a finding", "Produces no finding"),
}
"""What the two examples of a rule stand under."""
MARKDOWN = MarkdownIt("commonmark").enable("table")


@cache
def pages() -> dict[str, str]:
    """What ``make docs`` writes, by path."""
    return dict(tool("build_docs").pages())


in_each_language = each("lang", FOLDERS)
each_rule = each("rule", all_rules().values())


@pytest.mark.attack
def test_every_page_is_what_the_program_makes() -> None:
    """A page cannot drift from its rule, nor from the data: ``make docs`` changes nothing.

    It ends its lines as git keeps them: LF, and one line break at the end.
    """
    for path, text in pages().items():
        data = (CHECKOUT / path).read_bytes()
        assert data.decode() == text, f"{path}: run make docs"
        assert b"\r" not in data
        assert data.endswith(b"\n")
        assert not data.endswith(b"\n\n")


@pytest.mark.attack
def test_no_page_is_missing_and_none_is_left_over() -> None:
    """One page for each rule, and the list. Others are written by hand but for their tables."""
    there = {
        path.relative_to(CHECKOUT).as_posix()
        for folder in FOLDERS.values()
        for path in (CHECKOUT / folder).iterdir()
    }
    names = [*all_rules(), "README"]
    assert there == {f"{folder}/{name}.md" for folder in FOLDERS.values() for name in names}
    by_hand = {
        *("docs/nb/lovlesning.md", "docs/en/law-reading.md", "README.md"),
        *("docs/nb/datahandbok.md", "docs/en/data-guide.md", "docs/dev/json.md"),
        "schemas/outputs/status.schema.json",
    }
    assert set(pages()) - there == by_hand
    assert there <= set(pages())


@pytest.mark.attack
@in_each_language
def test_the_list_leads_to_every_page(lang: Lang) -> None:
    """Each rule with its severity, its reason and a link that works."""
    listed = pages()[f"{FOLDERS[lang]}/README.md"]
    links = re.findall(r"^\| \[(MH\d{3})\]\((MH\d{3}\.md)\) \|", listed, re.MULTILINE)
    assert links == [(code, f"{code}.md") for code in all_rules()]
    html = MARKDOWN.render(listed)
    assert html.count("<tr>") == len(all_rules()) + 1
    assert html.count("<td>") == 3 * len(all_rules())


@in_each_language
@each_rule
def test_a_page_tells_what_the_rule_is_for_by_its_own_examples(rule: Rule, lang: Lang) -> None:
    """Code, name and reason; every printable line of an example comes from the rule."""
    page = pages()[f"{FOLDERS[lang]}/{rule.code}.md"]
    assert page.startswith(f"# {rule.code}\n")
    tokens = MARKDOWN.parse(page)
    told = ["".join(child.content for child in token.children or []) for token in tokens]
    assert any(text.endswith(" ".join(choose(rule.why, lang).split())) for text in told)
    shown: dict[str, list[str]] = {}
    heading = ""
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            heading = token.content
        elif token.type == "fence":
            shown.setdefault(heading, []).append(token.content)
    assert tuple(shown) == HEADINGS[lang]
    for heading, example in zip(HEADINGS[lang], examples(rule, lang), strict=True):
        states = [example.files, *(files for _, files in example.past)]
        texts = [text for files in states for text in files.values() if isinstance(text, str)]
        lines = {line for text in texts for line in text.split("\n")}
        for block in shown[heading]:
            told = [line for line in block.splitlines() if line.isprintable()]
            told = [line for line in told if not line.startswith("# ") and "\\" not in line]
            if lines:
                assert set(told) <= {*lines, ""}


@each_rule
def test_the_bad_example_on_a_page_differs_from_the_good_one(rule: Rule) -> None:
    """A reader can see what makes the difference, also where it lies in the past."""
    page = pages()[f"docs/nb/regler/{rule.code}.md"]
    bad, good = page.split("## Eksempel som gir funn\n")[1].split("## Eksempel uten funn\n")
    assert bad.split("## Da sier mh\n")[0].strip() != good.strip()


@in_each_language
@each("code", list(all_rules())[::8])
def test_explain_prints_the_page(mh: Mh, code: str, lang: Lang) -> None:
    """``mh explain CODE --format markdown`` and the page are the same text."""
    answer = mh("explain", code, "--format", "markdown", "--lang", lang)
    assert answer.out == pages()[f"{FOLDERS[lang]}/{code}.md"]


# A rule is in a module, with a page of texts and examples, and a line of the registry -----------------

NEW_RULE = '''\
"""The rules on campaigns."""

from menneskehandel_cli.rules.base import rule


@rule("note")
def mh999_campaign(context):
    for record in context.register.measures:
        if any(word in record.title.pick("nb") for word in ("kampanje", "campaign")):
            yield context.wrong("MH999", record, ("title",), {"name": record.id})
'''
ITS_PAGE = """\
message: "{name} is a campaign."
help: Call it something else.
why: Campaigns are over too soon.
bad: "title: Holde en kampanje"
good: "title: Samordne arbeidet"
english: {Holde en kampanje: Run a campaign}
"""


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """A copy of the program with one rule more."""
    root = tmp_path / "extended"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CHECKOUT / "src", root / "src", ignore=ignore)
    shutil.copytree(CHECKOUT / "templates", root / "templates")
    shutil.copytree(CHECKOUT / "tools", root / "tools", ignore=ignore)
    rules = root / "src" / "menneskehandel_cli" / "rules"
    (rules / "campaigns.py").write_text(NEW_RULE, encoding="utf-8")
    (rules / "examples" / "mh999.yaml").write_text(ITS_PAGE, encoding="utf-8")
    listed = (rules / "registry.py").read_text(encoding="utf-8")
    (rules / "registry.py").write_text(
        listed.replace("    circles,", "    campaigns,\n    circles,"), encoding="utf-8"
    )
    return root


@pytest.mark.attack
def test_a_new_rule_gets_its_page_and_the_page_of_one_that_is_gone_goes(extended: Path) -> None:
    """Its words and examples become its page, and it stands in the list, without further work."""
    for folder in FOLDERS.values():
        (extended / folder).mkdir(parents=True)
        (extended / folder / "MH998.md").write_text("# MH998\n", encoding="utf-8")
    env = {"PYTHONPATH": str(extended / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    made = python(str(extended / "tools" / "build_docs.py"), cwd=FICTIONAL, env=env)
    assert made.code == 0, made.err
    for folder, title in ((FOLDERS["nb"], "Holde en kampanje"), (FOLDERS["en"], "Run a campaign")):
        page = (extended / folder / "MH999.md").read_text(encoding="utf-8")
        assert page.startswith("# MH999\n")
        assert "Campaigns are over too soon." in page
        assert f"title: {title}\n" in page
        assert "[MH999](MH999.md)" in (extended / folder / "README.md").read_text(encoding="utf-8")
        assert (extended / folder / "MH201.md").exists()
        assert not (extended / folder / "MH998.md").exists()
