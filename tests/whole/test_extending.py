"""The pages on extending, followed to the letter: a rule, a report, a format, a field, an instrument."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from menneskehandel_cli.formats import FORMATS
from support import CHECKOUT, FICTIONAL, Answer, process, python, wrote

PAGE = (CHECKOUT / "docs/dev/extending.md").read_text(encoding="utf-8")
STEP = re.compile(r"<!-- (file|after|line|last|run)(?:: ([^\n]*?))? -->\n```[a-z]*\n(.*?)```", re.DOTALL)


class Workshop:
    """A copy of the program and of the fictional strategy, in a repository of its own."""

    def __init__(self, folder: Path) -> None:
        self.program, self.strategy = folder / "program", folder / "strategien"
        for part in ("src", "templates", "tools", "schemas"):
            shutil.copytree(CHECKOUT / part, self.program / part)
        shutil.copytree(FICTIONAL, self.strategy)
        self.git("init", "--quiet", "--initial-branch", "main")
        self.commit()
        self.env = {"PYTHONPATH": str(self.program / "src"), "COLUMNS": "100"}

    def follow(self, chapter: str) -> list[str]:
        """Do what the page says under a heading. The commands that it shows are handed back."""
        text = PAGE.split(f"\n## {chapter}\n", 1)[1].split("\n## ", 1)[0]
        commands: list[str] = []
        for how, where, content in STEP.findall(text):
            if how == "run":
                commands += content.splitlines()
                continue
            path, _, line = where.partition(" :: ")
            file = (self.program if path.startswith("src/") else self.strategy) / path
            if how == "file":
                assert not file.exists(), path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8")
                continue
            before = file.read_text(encoding="utf-8")
            if how == "last":
                file.write_text(before + content, encoding="utf-8")
                continue
            assert before.count(f"{line}\n") == 1, where
            kept = f"{line}\n" if how == "after" else ""
            file.write_text(before.replace(f"{line}\n", kept + content), encoding="utf-8")
        return commands

    def make_messages(self) -> str:
        """What ``make messages`` says in the copy."""
        said = python("tools/messages.py", cwd=self.program)
        assert said.err == ""
        return said.out

    def mh(self, *arguments: str) -> Answer:
        """Run the copy on the strategy."""
        return process(*arguments, cwd=self.strategy, env=self.env)

    def say(self, key: str, lang: str, number: int) -> str:
        """What the copy says of a number."""
        program = "import sys; from menneskehandel_cli.language import count; "
        program += "sys.stdout.buffer.write(count(sys.argv[1], int(sys.argv[3]), sys.argv[2]).encode())"
        told = python("-c", program, key, lang, str(number), cwd=self.strategy, env=self.env)
        assert told.code == 0, told.err
        return told.out

    def git(self, *arguments: str) -> None:
        settings = ("-c", "user.name=Prøve", "-c", "user.email=prove@example.org")
        subprocess.run(["git", *settings, *arguments], cwd=self.strategy, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "data: endret")


def test_the_page_lists_the_formats_of_every_command() -> None:
    """The first of a command is its default."""
    page = (CHECKOUT / "docs/dev/output.md").read_text(encoding="utf-8")
    table = page.split("## Formats\n")[1].split("\n## ")[0]
    listed: dict[str, tuple[str, ...]] = {}
    for line in re.findall(r"^\| (`.*) \|$", table, re.MULTILINE):
        commands, _, formats = line.partition(" | ")
        names = [name for name in re.findall(r"`([\w/-]+)`", formats) if name != "md"]
        listed |= dict.fromkeys(re.findall(r"`(\w+)`", commands), tuple(names))
    assert listed == {command: tuple(forms) for command, forms in FORMATS.items()}


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """The copies."""
    return Workshop(tmp_path)


def test_the_page_has_a_chapter_for_each_kind_of_extension() -> None:
    assert re.findall(r"^## (.*)$", PAGE, re.MULTILINE) == [
        *("A rule", "A report", "A format", "A page of the site", "A field", "A kind of record"),
        *("An instrument", "A language"),
    ]


@pytest.mark.attack
def test_a_rule_is_found_explained_and_accepted_by_its_file_and_a_line(workshop: Workshop) -> None:
    """Its bad example gives the finding, its good one none; it can be chosen and turned off."""
    workshop.follow("A rule")
    page = workshop.mh("explain", "MH399", "--lang", "en")
    assert (page.code, page.err) == (0, "")
    assert "T01 has a note but no summary." in page.out
    path = next((workshop.strategy / "data/measures").glob("*.yaml"))
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^summary:.*?(?=^\w)", "", text, flags=re.MULTILINE | re.DOTALL)
    path.write_text(f"{text.rstrip()}\nnote: Uklart.\n", encoding="utf-8")
    found = workshop.mh("check", "--rules", "MH399", "--format", "json").json["diagnostics"]
    assert [item["code"] for item in found] == ["MH399"]
    ignored = workshop.mh("check", "--ignore", "MH399", "--rules", "MH399", "--format", "json")
    assert ignored.json["diagnostics"] == []


@pytest.mark.attack
@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_a_report_has_its_command_its_help_and_its_stamp(workshop: Workshop, form: str) -> None:
    """It is made in every form, and made again by ``mh verify``."""
    workshop.follow("A report")
    assert "Measures without a report" in workshop.mh("report", "--help", "--lang", "en").out
    file = workshop.strategy.parent / "rapport"
    made = workshop.mh("report", "quiet", "--format", form, "-o", str(file))
    assert (made.code, made.err) == (0, wrote(file))
    text = file.read_text(encoding="utf-8")
    assert "T13" in text
    assert "T01" not in text
    assert workshop.mh("verify", str(file)).code == 0
    if form == "json":
        assert json.loads(text)["schema"] == "mh/report/quiet/3"


@pytest.mark.attack
def test_a_format_is_offered_and_rendered(workshop: Workshop) -> None:
    """By its renderer and its entry alone; only the command that lists it has it."""
    workshop.follow("A format")
    shown = workshop.mh("list", "measures", "--format", "tsv", "--limit", "2")
    assert (shown.code, shown.err) == (0, "")
    assert [line.split("\t")[0] for line in shown.out.splitlines()] == ["number", "T01", "T02"]
    refused = workshop.mh("list", "measures", "--format", "tull", "--lang", "en")
    assert refused.code == 2
    assert "tsv" in refused.err
    assert "tsv" not in workshop.mh("gaps", "--format", "tsv", "--lang", "en").err.partition("Choose")[2]


@pytest.mark.attack
def test_a_page_of_the_site_is_made_listed_and_verified(workshop: Workshop) -> None:
    """By its module alone: it lies in every language, and the front page leads to it."""
    workshop.follow("A page of the site")
    site = workshop.strategy.parent / "site"
    assert workshop.mh("site", str(site)).code == 0
    for lang in ("nb", "nn", "en"):
        assert (site / lang / "evaluations.html").is_file()
        assert 'href="evaluations.html"' in (site / lang / "index.html").read_text(encoding="utf-8")
    assert workshop.mh("verify", str(site)).code == 0


@pytest.mark.attack
def test_a_field_is_read_written_shown_and_told_of_in_words(workshop: Workshop) -> None:
    """``check``, ``set``, ``show``, ``log``, ``diff`` and the schema know it."""
    assert workshop.follow("A field") == ["make messages"]
    assert "nb: 'Budget'" not in (said := workshop.make_messages())
    assert "nn: 'Budget' is not translated" in said
    assert workshop.mh("check").code == 0
    assert workshop.mh("set", "T12", "budget=500000").code == 0
    workshop.commit()
    shown = workshop.mh("show", "T12", "--lang", "en").out
    assert re.search(r"^ *Budget +500,000$", shown, re.MULTILINE)
    assert workshop.mh("set", "T12", "budget=0").code == 0
    assert re.search(r"^ *Budget +0$", workshop.mh("show", "T12", "--lang", "en").out, re.MULTILINE)
    assert workshop.mh("set", "T12", "budget=500000").code == 0
    for command in (("log", "T12"), ("diff", "HEAD~1", "HEAD")):
        told = workshop.mh(*command, "--lang", "nb").out
        assert "Budsjett" in told
        assert "budget" not in told
    assert "Hva tiltaket koster, i kroner." in workshop.mh("schema", "measure").out
    assert workshop.mh("set", "T12", "budget=-1").code == 1


@pytest.mark.attack
def test_a_kind_of_record_is_begun_read_changed_shown_and_told_of(workshop: Workshop) -> None:
    """By three files of code: its links and its name are checked, its options follow from its model."""
    commands = [shlex.split(command)[1:] for command in workshop.follow("A kind of record")]
    help_ = workshop.mh("new", "judgment", "--help", "--lang", "en").out
    assert "The court that gave the judgment." in help_
    lacking = workshop.mh(*commands[0][:-2], "--lang", "en")
    assert (lacking.code, "Missing: --date." in lacking.err) == (2, True)
    for command in commands:
        done = workshop.mh(*command, "--lang", "en")
        assert done.code == 0, done
    assert re.search(r"Court +Tingretten\n +Date +(2026-02-03|3 February 2026)\n", done.out)
    workshop.commit()
    assert "hr-1 added: Dom om utnytting" in workshop.mh("log", "hr-1", "--lang", "en").out
    assert workshop.mh("set", "hr-1", "obligations+=coe-12.9", "--lang", "en").code == 1
    required = workshop.mh("schema", "judgment").json["required"]
    assert required == ["id", "title", "court", "date", "source"]
    folder = workshop.strategy / "data/judgments"
    (folder / "hr-1.yaml").rename(folder / "hr-2.yaml")
    found = workshop.mh("check", "data/judgments/hr-2.yaml", "--format", "json").json["diagnostics"]
    assert "MH009" in [item["code"] for item in found]


@pytest.mark.attack
def test_an_instrument_needs_no_code(workshop: Workshop) -> None:
    """Its demands are counted, listed and can be answered."""
    for command in workshop.follow("An instrument"):
        words = shlex.split(command)
        assert words[0] == "mh"
        done = workshop.mh(*words[1:])
        assert (done.code, done.out + done.err) == (0, done.out + done.err)
    listed = workshop.mh("list", "obligations", "--instrument", "nim-2026", "--format", "json")
    (demand,) = listed.json["obligations"]
    assert demand["title"] == {"nb": "Mer veiledning"}

    def counted() -> dict[str, int]:
        found = workshop.mh("status", "--format", "json").json["coverage"]["nim-2026"]
        return {name: found[name] for name in ("total", "unanswered", "planned")}

    assert counted() == {"total": 1, "unanswered": 1, "planned": 0}
    link = f"{{obligation: {demand['id']}, basis: strategy, contribution: full}}"
    assert workshop.mh("set", "T12", f"addresses+={link}").code == 0
    assert counted() == {"total": 1, "unanswered": 0, "planned": 1}


@pytest.mark.attack
def test_a_language_is_its_catalogue_and_its_data(workshop: Workshop) -> None:
    """No code is changed. It is offered, has its plural forms, and shows English where it has no text."""
    assert workshop.follow("A language") == ["make messages"]
    said = workshop.make_messages()
    assert "pl: 'Focus area' is not translated" in said
    assert "pl: '{n} measure'" not in said
    status = workshop.mh("status", "--lang", "pl")
    assert (status.code, status.err) == (0, "")
    assert "4 środki" in status.out
    assert "Focus area" in status.out
    assert "Innsatsområde" not in status.out
    forms = [workshop.say("measures", "pl", n) for n in (1, 2, 5, 12, 22, 25)]
    assert forms == ["1 środek", "2 środki", "5 środków", "12 środków", "22 środki", "25 środków"]
    assert "pl" in workshop.mh("status", "--lang", "xx").err


@pytest.mark.attack
@pytest.mark.parametrize(
    ("emptied", "said"), [((), "5 manglar"), (("nn",), "5 mangler"), (("nn", "nb"), "5 gaps")]
)
def test_a_text_that_is_missing_is_shown_in_the_languages_own_fallback(
    workshop: Workshop, emptied: tuple[str, ...], said: str
) -> None:
    """Nynorsk falls back on bokmål, and both on English."""
    for tag in emptied:
        path = workshop.program / "src/menneskehandel_cli/locale" / tag / "LC_MESSAGES/mh.po"
        text = path.read_text(encoding="utf-8")
        text = re.sub(
            r'(msgid_plural "\{n\} gaps"\nmsgstr\[0\]) ".*"\n(msgstr\[1\]) ".*"', r'\1 ""\n\2 ""', text
        )
        path.write_text(text, encoding="utf-8")
    workshop.make_messages()
    assert workshop.say("gap", "nn", 5) == said
