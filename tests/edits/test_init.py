"""``mh init``: any country begins with one command, with a repository in which nothing is wrong."""

import csv
import json
import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from functools import reduce
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from jsonschema_rs import Draft202012Validator
from openpyxl import Workbook

import cases
from menneskehandel_cli.edits.picking import complete
from menneskehandel_cli.edits.starting import countries
from menneskehandel_cli.register import load
from menneskehandel_cli.trees import DiskTree
from repositories import git
from support import CHECKOUT, Mh, python, some

CASES: dict[str, Any] = cases.listed("init")

NORWAY = re.compile(r"(?i)\bnor(way|wegian|ge|sk|ske|eg)\b|lovdata|straffelov|språklov")
"""Words that name Norway or its law."""

NORWEGIAN = re.compile(
    r"(?i)\b(og|ikke|ikkje|som|skal|med|av|tiltaket|strategien|mangler|måned|ingen|filer|arkiv)\b|[æøå]"
)
"""Words and letters that a Norwegian text can hardly do without, and no English one has."""

STATES = {"IE": "en", "FI": "fi,sv", "NO": "nb,nn,en"}
"""Countries with the languages of their strategies. Others have theirs in English."""


BARE = ("--convention", "none")
"""What is begun without a convention is there sooner."""

KEPT = TemporaryDirectory()
"""Holds a copy of each strategy that a test has begun, since many begin the same one."""


def begin(mh: Mh, folder: Path, country: str = "IE", *options: str) -> Path:
    """A strategy made by ``mh init``, or a copy of one that was made by the same options."""
    kept = Path(KEPT.name) / sha256(repr((country, options)).encode()).hexdigest()
    if kept.exists():
        return Path(shutil.copytree(kept, folder, symlinks=True))
    languages = () if "--lang" in options else ("--lang", STATES.get(country, "en"))
    convention = () if "--convention" in options else ("--convention", "coe-197")
    begun = ("--country", country, *languages, *convention, *options)
    answer = mh("init", str(folder), *begun, cwd=folder.parent)
    assert answer.code == 0, answer.err
    shutil.copytree(folder, kept, symlinks=True)
    return folder


def part(folder: Path, pack: str, *articles: int) -> str:
    """Some articles of a convention, as a pack of its own: what is begun with few is there sooner."""
    whole: dict[str, Any] = complete(CHECKOUT / "packs" / f"{pack}.yaml", CHECKOUT / "data" / "obligations")
    whole["articles"] = [one for one in whole["articles"] if one["article"] in articles]
    path = folder / f"{pack}.yaml"
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return str(path)


def refused(mh: Mh, folder: Path, **instead: str) -> str:
    """What is said where ``mh init`` makes nothing, with other options ``instead`` of those that fit."""
    there = list(folder.iterdir())
    options = {"country": "IE", "lang": "en", "convention": "none", **instead}
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    answer = mh("init", "plan", *words, cwd=folder)
    assert answer.code in (1, 2)
    assert list(folder.iterdir()) == there
    return answer.err


def texts(folder: Path) -> dict[str, str]:
    """Every file in a repository as git has it, by its path."""
    names = git(folder, "ls-files", "-z").split("\0")
    return {name: (folder / name).read_text(encoding="utf-8") for name in names if name}


# Nothing is wrong in it ---------------------------------------------------------------------------


@pytest.mark.parametrize("country", STATES)
def test_a_new_strategy_has_no_error_and_says_what_to_do(mh: Mh, tmp_path: Path, country: str) -> None:
    """It is one commit with a clean tree, and its files are as the program would write them."""
    folder = begin(mh, tmp_path / "plan", country)
    strategy = yaml.safe_load((folder / "strategy/strategy.yaml").read_text("utf-8"))
    assert ",".join(strategy["languages"]) == STATES[country]
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "rev-list", "--count", "HEAD") == "1"
    assert git(folder, "branch", "--show-current") == "main"
    git(folder, "fsck", "--strict")
    # Loose objects would be made by a second git, which goes on writing when the first is ended.
    assert git(folder, "count-objects") == "0 objects, 0 kilobytes"
    checked = mh("check", "--format", "json", "--lang", "en", cwd=folder)
    assert checked.code == 0
    assert {found["severity"] for found in checked.json["diagnostics"]} == {"note"}
    unfilled = [found for found in checked.json["diagnostics"] if found["code"] == "MH404"]
    assert "The text has not been filled in yet (Coordinator)." in {one["message"] for one in unfilled}
    assert mh("report", "obligations", cwd=folder).code == 0, "of the only instrument"
    status = mh("status", "--lang", "en", cwd=folder)
    assert f"{len(unfilled)} texts have not been filled in yet" in status.out
    events = mh("log", "--format", "json", cwd=folder).json["events"]
    assert {event["classification"] for event in events} == {"data_entry"}
    assert "There are no measures yet." in status.out
    schema = json.loads((CHECKOUT / "schemas/outputs/status.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(mh("status", "--format", "json", cwd=folder).json)
    assert mh("fmt", "--check", cwd=folder).code == 0
    lang = next(tag for tag in (*STATES[country].split(","), "en") if tag in ("nb", "nn", "en"))
    assert mh("schema", "-o", "schemas", "--check", "--lang", lang, cwd=folder).code == 0
    assert mh("codeowners", "--check", ".github/CODEOWNERS", cwd=folder).code == 0


def test_what_came_with_a_convention_lacks_no_language_that_it_never_had(mh: Mh, tmp_path: Path) -> None:
    """It is in English alone; what is the strategy's own is missing in Irish, once it is filled in."""
    named = ("--title", "Plan", "--coordinator", "Us")
    folder = begin(mh, tmp_path / "plan", "IE", "--lang", "en,ga", *named)
    found = mh("check", "--rules", "MH401", "--format", "json", cwd=folder).json["diagnostics"]
    assert [Path(item["path"]).stem for item in found] == ["actors", "strategy", "strategy"]


def test_what_is_given_is_written(mh: Mh, tmp_path: Path) -> None:
    years = ("--from", "2023", "--to", "2027")
    options = ("--title", "Third Plan", "--coordinator", "DoJ=Department of Justice", *years)
    register = load(DiskTree(begin(mh, tmp_path / "plan", "IE", *BARE, *options)))
    strategy = register.strategy
    assert strategy is not None
    assert strategy.title.pick("en") == "Third Plan"
    assert (strategy.period.from_, strategy.period.to) == (2023, 2027)
    assert register.actors[strategy.coordinator].name.pick("en") == "Department of Justice"
    written = (tmp_path / "plan/strategy/strategy.yaml").read_text("utf-8")
    assert "To be filled in: the years" not in written
    for title in ("Fourth Plan", "Fifth Plan"):
        mh("set", "strategy", f"title.en={title}", cwd=tmp_path / "plan")
        git(tmp_path / "plan", "commit", "-qam", title)
    shown = mh("log", "--lang", "en", cwd=tmp_path / "plan").out
    assert re.search(r"history\.baseline is \d+ [A-Z][a-z]+ \d{4}, so", shown), shown


# The convention -----------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("country", some(STATES, 3))
def test_the_convention_is_whole_and_nobodys(mh: Mh, tmp_path: Path, country: str) -> None:
    """47 articles, as many requirements as this repository counts, no law, and nothing of Norway."""
    ours = mh("gaps", "--format", "json", cwd=CHECKOUT).json["coverage"]["coe"]
    folder = begin(mh, tmp_path / "plan", country)
    theirs = mh("gaps", "--format", "json", cwd=folder).json["coverage"]["coe"]
    assert theirs["total"] == ours["total"]
    files = {path: text for path, text in texts(folder).items() if path.startswith("data/")}
    articles = [path for path in files if re.fullmatch(r"data/obligations/coe/coe-\d+\.yaml", path)]
    assert len(articles) == 47
    assert not [path for path in files if path.startswith("data/law/") and path.endswith(".yaml")]
    assert not [path for path in articles if "follow_up" in files[path]]
    assert {path: found[0] for path, text in files.items() if (found := NORWAY.search(text))} == {}


def test_a_text_is_in_the_languages_asked_for_else_in_english(mh: Mh, tmp_path: Path) -> None:
    titles = {}
    for country in STATES:
        folder = begin(mh, tmp_path / country, country)
        article = yaml.safe_load((folder / "data/obligations/coe/coe-12.yaml").read_text("utf-8"))
        titles[country] = list(article["title"]), article["title_basis"]
    assert titles == {
        "IE": (["en"], "official"),
        "FI": (["en"], "official"),
        "NO": (["nb", "nn", "en"], "working_translation"),
    }


def test_the_provisions_are_those_of_this_repository(mh: Mh, tmp_path: Path) -> None:
    folder = begin(mh, tmp_path / "plan")
    for path in sorted((folder / "data/obligations/coe").glob("coe-*.yaml")):
        theirs, ours = (
            yaml.safe_load((home / "data/obligations/coe" / path.name).read_text("utf-8"))
            for home in (folder, CHECKOUT)
        )
        assert [*demanded(theirs)] == [*demanded(ours)]


def demanded(article: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """What each provision of an article says in every country."""
    for item in article.get("provisions", []):
        yield item["id"], item["force"], item["bearer"], item["text"]["en"]


def test_a_convention_is_a_file_and_no_code(mh: Mh, tmp_path: Path) -> None:
    """A pack that somebody has written, such as that of the guide, is taken by the path of its file."""
    pack, page = tmp_path / "sea.yaml", (CHECKOUT / "docs/en/new-country.md").read_text("utf-8")
    pack.write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    folder = begin(mh, tmp_path / "plan", "IE", "--convention", f"coe-197,{pack}")
    assert mh("check", cwd=folder).code == 0
    assert mh("gaps", "--format", "json", cwd=folder).json["coverage"]["sea"]["total"] == 1
    schema = CHECKOUT / "schemas" / "pack.schema.json"
    packs = map(str, [pack, *(CHECKOUT / "packs").glob("*.yaml")])
    checked = python("-m", "check_jsonschema", "--schemafile", str(schema), *packs)
    assert checked.code == 0, checked.out
    right = pack.read_text("utf-8")
    pack.write_text(right.replace(" languages: [en],", ""), encoding="utf-8")  # Its texts tell them.
    assert mh("check", cwd=begin(mh, tmp_path / "untold", "IE", "--convention", str(pack))).code == 0
    for old, new, why in CASES["faulty packs"]:
        pack.write_text(right.replace(old, new), encoding="utf-8")
        given = ("--country", "IE", "--lang", "en", "--convention", str(pack))
        for command in (("init", str(tmp_path / "other"), *given), ("add", "convention", str(pack))):
            said = mh(*command, cwd=folder)
            assert (said.code, (tmp_path / "other").exists()) == (2, False)
            assert re.search(f"sea.yaml cannot be used.*{why}", said.err), said.err


@pytest.mark.parametrize(
    ("pack", "articles", "requirements"), [("crc", 6, 13), ("opsc", 12, 39), ("palermo", 20, 41)]
)
def test_a_convention_is_added_later(
    mh: Mh, tmp_path: Path, pack: str, articles: int, requirements: int
) -> None:
    """The rights of the child, the sale of children and the Palermo Protocol are only a file each."""
    folder = begin(mh, tmp_path / "plan", "NO")
    answer = mh("add", "convention", pack, cwd=folder)
    assert answer.code == 0, answer.err
    assert mh("check", cwd=folder).code == 0
    assert mh("fmt", "--check", cwd=folder).code == 0
    register = load(DiskTree(folder))
    assert register.instruments[pack].kind == "convention"
    assert len(list((folder / "data/obligations" / pack).glob(f"{pack}-*.yaml"))) == articles
    covered = mh("gaps", "--format", "json", cwd=folder).json["coverage"]
    assert covered[pack]["total"] == requirements
    mappings = mh("list", "mappings", "--format", "csv", cwd=folder).out.splitlines()[1:]
    assert len([line for line in mappings if ",coe-" in line]) == (22 if pack == "palermo" else 0)
    again = mh("add", "convention", pack, "--lang", "en", cwd=folder)
    assert again.code == 2
    assert "already" in again.err


def test_the_packs_are_listed(mh: Mh, tmp_path: Path) -> None:
    listed = mh("init", "--list", "--lang", "en", cwd=tmp_path).out.splitlines()
    assert [line.split()[0] for line in listed] == ["coe-197", "crc", "opsc", "palermo"]
    assert "Action against Trafficking" in listed[0]


def test_an_instrument_is_new(mh: Mh, tmp_path: Path) -> None:
    folder = begin(mh, tmp_path / "plan", "IE", *BARE)
    options = ("--kind", "convention", "--title", "Convention on the Sea", "--body", "Coordinator")
    answer = mh("new", "instrument", "--id", "sea", *options, "--document", "plan", cwd=folder)
    assert answer.code == 0, answer.err
    assert mh("check", cwd=folder).code == 0
    assert load(DiskTree(folder)).instruments["sea"].title.pick("en") == "Convention on the Sea"


def test_a_round_has_what_is_the_same_in_every_state(mh: Mh, tmp_path: Path) -> None:
    """In a plan under the convention, nothing of it is asked for; a round not known has the same levels."""
    folder = begin(mh, tmp_path / "plan", "IE", *BARE, "--convention", "coe-197", "--lang", "ga,en")
    for name, title in (("greta-r3", "GRETA's third evaluation round"), ("greta-r9", "Ninth")):
        own = ("--title", title) if name == "greta-r9" else ()
        answer = mh("new", "instrument", "--id", name, "--body", "GRETA", *own, cwd=folder)
        assert answer.code == 0, answer.err
        words = ("--title", "Do it", "--text", "It should be done.", "--level", "urges")
        assert mh("new", "recommendation", "--instrument", name, *words, cwd=folder).code == 0
        made = load(DiskTree(folder)).instruments[name]
        assert (made.kind, made.title.pick("en")) == ("recommendations", title)
        assert [(one.id, one.weight) for one in made.levels] == [
            ("urges", 3),
            ("considers", 2),
            ("invites", 1),
        ]
    assert mh("check", cwd=folder).code == 0
    assert mh("fmt", "--check", cwd=folder).code == 0


# The rest of the repository -----------------------------------------------------------------------


@pytest.mark.parametrize("country", ["IE", "FI"])
def test_no_norwegian_word_stands_in_an_english_repository(mh: Mh, tmp_path: Path, country: str) -> None:
    folder = begin(mh, tmp_path / "plan", country)
    own = {path: text for path, text in texts(folder).items() if not path.startswith("schemas/")}
    assert {path: found[0] for path, text in own.items() if (found := NORWEGIAN.search(text))} == {}
    assert {path: found[0] for path, text in own.items() if (found := NORWAY.search(text))} == {}


def test_pages_are_in_the_language_of_the_strategy_and_lead_somewhere(mh: Mh, tmp_path: Path) -> None:
    """Each file that a page links to is there, and each command that it names is a command."""
    for tag, words in (
        ("en", "# The strategy and its follow-up\n\nThis repository contains"),
        ("nb", "# Strategien og oppfølgingen av den\n\nDette arkivet inneholder"),
        ("nn", "# Strategien og oppfølginga av han\n"),
    ):
        folder = begin(mh, tmp_path / tag, "NO", *BARE, "--lang", tag)
        assert (folder / "README.md").read_text("utf-8").startswith(words)
        assert f"MH_LANG: {tag}" in (folder / ".github/workflows/check.yml").read_text("utf-8")
        for page in ("README.md", "docs/guide.md"):
            text = (folder / page).read_text("utf-8")
            for target in re.findall(r"\]\(([^)#]+)\)", text):
                assert (folder / page).parent.joinpath(target).exists(), target
            assert ("mh set strategy publication.official=true" in text) == (page == "docs/guide.md")
            commands = set(re.findall(r"\bmh ((?:new|add|import|report) [a-z]+|[a-z]+)\b", text))
            assert len(commands) > 5
            for command in commands:
                assert mh(*command.split(), "--help", cwd=folder).code == 0, command


def test_the_settings_name_schemas_that_are_there(mh: Mh, tmp_path: Path) -> None:
    folder = begin(mh, tmp_path / "plan", "IE", "--convention", "coe-197", "--convention", "crc")
    settings = json.loads((folder / ".vscode/settings.json").read_text("utf-8"))
    assert all((folder / schema).is_file() for schema in settings["yaml.schemas"])
    articles = [f"/data/obligations/{name}/{name}-*.yaml" for name in ("coe", "crc")]
    assert settings["yaml.schemas"]["./schemas/article.schema.json"] == articles


@pytest.mark.parametrize(("source", "line"), CASES["install"])
def test_what_the_workflows_install_is_said_once(mh: Mh, tmp_path: Path, source: str, line: str) -> None:
    folder = begin(mh, tmp_path / "plan", "IE", *BARE, "--install", source)
    assert line in (folder / "requirements.txt").read_text("utf-8").splitlines()
    named = [path for path, text in texts(folder).items() if "example.invalid" in text]
    assert named in (["requirements.txt"], [])


def test_a_wheel_is_kept_in_the_repository(mh: Mh, tmp_path: Path) -> None:
    wheel = tmp_path / "menneskehandel_cli-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("menneskehandel_cli/__init__.py", "")
    folder = begin(mh, tmp_path / "plan", "IE", *BARE, "--install", str(wheel))
    lines = (folder / "requirements.txt").read_text("utf-8").splitlines()
    assert f"./wheels/{wheel.name}[site,xlsx,docx]" in lines
    assert (folder / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()


def test_without_a_source_no_package_is_named(mh: Mh, tmp_path: Path) -> None:
    folder = begin(mh, tmp_path / "plan")
    lines = (folder / "requirements.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["--constraint constraints.txt"]
    assert lines[0].startswith("# To be filled in:")
    # The versions with which the program is tested.
    tested = (CHECKOUT / "requirements-dev.txt").read_text("utf-8")
    locked = (folder / "constraints.txt").read_text("utf-8").splitlines()
    assert locked
    assert [line for line in locked if f"\n{line.partition(' ;')[0]} " not in f"\n{tested}"] == []
    named = [path for path, text in texts(folder).items() if re.search("pip install (?!.*-r )", text)]
    assert named == []


def test_the_measures_of_a_table_come_along_and_what_it_names_is_made(mh: Mh, tmp_path: Path) -> None:
    """Focus areas, bodies, documents: as much as the table says of them; the rest is to be filled in."""
    table = tmp_path / "plan.csv"
    table.write_text(
        "No,Title,Focus area,Responsible,Partners,Source document\n"
        '1,Train the police,2. Prevention,DoJ,"Police; Education, Skills and Youth Agency",launch\n'
        "2,Open a shelter,Protection,department of justice,HSE; police,launch\n"
        "3,Tell of both,Area 3,DoJ,,plan\n",
        encoding="utf-8",
    )
    coordinator = ("--coordinator", "DoJ=Department of Justice")
    folder = begin(mh, tmp_path / "plan", "IE", *BARE, *coordinator, "--measures", str(table))
    register = load(DiskTree(folder))
    assert {number: area.title.pick("en") for number, area in register.focus_areas.items()} == {
        1: "Protection",
        2: "Prevention",
        3: "To be filled in: the title of a focus area",
    }
    titles = [item.title.pick("en") for item in register.measures]
    assert titles == ["Train the police", "Open a shelter", "Tell of both"]
    assert [(item.focus_area, item.responsible, item.partners) for item in register.measures] == [
        (2, ("DoJ",), ("Police", "ESYA")),
        (1, ("DoJ",), ("HSE", "Police")),
        (3, ("DoJ",), ()),
    ]
    assert register.actors["DoJ"].kind == "ministry", "as its name says, though it coordinates"
    names = {name: register.actors[name].name.pick("en") for name in ("DoJ", "Police", "ESYA")}
    assert names == {
        "DoJ": "Department of Justice",
        "Police": "To be filled in: the name of Police",
        "ESYA": "Education, Skills and Youth Agency",
    }
    checked = mh("check", "--format", "json", cwd=folder)
    assert checked.code == 0
    marked = [item["path"] for item in checked.json["diagnostics"] if item["code"] == "MH404"]
    # The names of two bodies, and of one what it is.
    assert marked.count("strategy/actors.yaml") == 3
    assert git(folder, "status", "--porcelain") == ""
    assert mh("fmt", "--check", cwd=folder).code == 0
    assert mh("codeowners", "--check", ".github/CODEOWNERS", cwd=folder).code == 0


TABLES = ("--measures", "plan.csv", "--actors", "bodies.csv")
LED = ("--coordinator", "Department of Justice")


def messy(folder: Path, *wrong: tuple[str, str]) -> tuple[str, ...]:
    """The tables in a folder, with something else for what is ``wrong``, and how they are begun with."""
    for name, text in CASES["messy"].items():
        right = reduce(lambda text, pair: text.replace(*pair), wrong, text)
        (folder / name).write_text(right, encoding="utf-8")
    known = ("--country", "IE", "--time-zone", "Europe/Dublin", "--currency", "EUR", "--lang", "en,ga")
    plan = ("--title", "Plan", "--from", "2023", "--to", "2027")
    return ("init", "plan", "--convention", part(folder, "coe-197", 12, 29), *known, *plan, *LED, *TABLES)


def assert_taken(folder: Path) -> None:
    register = load(DiskTree(folder))
    own = [actor for actor in register.actors.values() if actor.kind != "international"]
    assert {actor.id: (actor.name.pick("en"), actor.kind, actor.parent) for actor in own} == {
        "DJ": ("Department of Justice", "ministry", None),
        "AGS": ("The Guards", "police", "DJ"),
        "DPP": ("The Director", "prosecution", None),
    }
    assert register.actors.keys() - {actor.id for actor in own} == {"CoE", "GRETA"}
    assert register.strategy is not None
    assert register.strategy.coordinator == "DJ"
    measures = register.measures
    assert [(item.title.model_dump(), item.responsible) for item in measures] == [
        ({"en": "Help", "ga": "Cabhair"}, ("DJ", "AGS")),
        ({"en": "Courts", "ga": "Cúirteanna"}, ("DPP",)),
    ]
    tasks = [(task.owners, task.due) for item in measures for task in item.tasks]
    assert tasks == [(("DJ",), "2023"), (("AGS",), "2025"), (("DPP",), None)]
    assert [link.obligation for item in measures for link in item.addresses] == ["coe-12", "coe-29"]


def test_tables_are_taken_as_import_takes_them(mh: Mh, tmp_path: Path) -> None:
    """By ``--column`` and ``--value``, each for the table that it is about; what is left out is told."""
    begun = messy(tmp_path, ("1 of 2023", "2023"), ("as needed", ""), ("quango", "prosecution"))
    columns = ("--column", "Treaty=link.obligation", "--column", "Gaeilge=title.ga")
    values = ("--value", "task.commitment=establish", "--value", "link.basis=strategy")
    unknown = mh(*begun, "--column", "Nothing=note", cwd=tmp_path)
    assert (unknown.code, "“Nothing”" in unknown.err) == (2, True)
    answer = mh(*begun, *columns, *values, cwd=tmp_path)
    assert answer.code == 0, answer.err
    lines = answer.out.splitlines()
    assert {"Column “Priority” is left out", "Column “Short form” → short_title, id"} < {*lines}
    assert {"bodies.csv: 3 bodies", "plan.csv: 2 measures and 3 tasks"} < {*lines}
    assert "Column “Lead Department” → responsible, task.owners" in lines
    assert "Bodies that the table names" not in answer.out
    assert_taken(plan := tmp_path / "plan")
    assert mh("check", cwd=plan).code == mh("fmt", "--check", cwd=plan).code == 0
    assert "Only links that the strategy itself makes" in mh("status", "--lang=en", cwd=plan).out


def test_on_a_terminal_what_a_table_does_not_say_is_asked_for(mh: Mh, tmp_path: Path) -> None:
    """What columns are, what is the same in all rows, and what is to be read instead of what is wrong."""
    from terminals import at_terminal

    columns = ("Plean", "link.obligtion", "link.obligation", "", "measure (Irish)", "title.ga")
    others = ("prosec", "13", "January", "perhaps", "1", "the strategy s", "soon", "2023", "")
    unasked = (
        ("Gaeilge\n", "Gaeilge,Empty,Two,Two\n"),
        ("Cabhair\n", "Cabhair,,1,2\n"),
        ("AGS,2025", "AGS,2024-25"),
    )
    begun, english = messy(tmp_path, *unasked), {"MH_LANG": "en"}
    asked = at_terminal(*begun, cwd=tmp_path, answers=(*columns, *others), env=english)
    assert asked.code == 0, asked.out
    assert "Did you mean “link.obligation”?" in asked.out
    assert "“Priority” hold, as in “High”?" in asked.out
    assert not re.search("column “(Empty|Two)”", asked.out)
    assert "The column “Measure” is already “title”." in asked.out
    question = "(task.commitment)” is not given. Which of these should it be for all new tasks"
    assert asked.out.count(f"plan.csv: “the kind of task {question}") == 2
    assert "row 4, column “Timeframe”: “2023” is read instead of “1 of 2023”." in asked.out
    assert "row 6, column “Timeframe”: “as needed” is left out." in asked.out
    assert_taken(tmp_path / "plan")
    # The answers are told as options, with which nothing is asked and the same is made.
    (told,) = re.findall("you will not be asked again: (.*)", asked.out)
    first = texts(tmp_path / "plan")
    again = mh(begun[0], "again", *begun[2:], *shlex.split(told), cwd=tmp_path, env=english)
    assert (again.code, texts(tmp_path / "again")) == (0, first), again.err


def test_no_answer_is_lost_where_the_asking_ends_early(tmp_path: Path) -> None:
    """By the end of the input, as by Ctrl-C; what was answered before the tables is told too."""
    from terminals import at_terminal

    begun = [word for word in messy(tmp_path) if word not in ("--title", "Plan")]
    answers = ("My plan", "", "link.obligation", "", "", "prosecution", "establish")
    asked = at_terminal(*begun, cwd=tmp_path, answers=answers, env={"MH_LANG": "en"})
    assert asked.code == 130
    (told,) = re.findall("you will not be asked again: (.*)", asked.out)
    assert shlex.split(told) == [
        *("--title", "My plan", "--instead=kind: quango=prosecution"),
        *("--column=Treaty=link.obligation", "--column=Priority=", "--column=Gaeilge="),
        "--value=task.commitment=establish",
    ]
    assert not (tmp_path / "plan").exists()


def test_a_row_without_a_number_is_one_more_task_if_that_is_said(mh: Mh, tmp_path: Path) -> None:
    tables = {"actors": "bodies.csv", "measures": "plan.csv"}
    for name in tables.values():
        (tmp_path / name).write_text(CASES["merged"][name], encoding="utf-8")
    paths = [word for kind, name in tables.items() for word in (f"--{kind}", str(tmp_path / name))]
    said = ("--column", "Action=task.text", "--value", "task.commitment=establish", *paths)
    folder = begin(
        mh, tmp_path / "plan", "IE", *BARE, "--lang", "en,ga", "--coordinator", "Dept. of Justice", *said
    )
    register = load(DiskTree(folder))
    tasks = [(x.status, x.due, x.recurrence and x.recurrence.min) for x in register.measures[0].tasks]
    assert tasks == [("in_progress", "2026-12", None), ("completed", None, 1)]
    assert (register.actors["AGS"].parent, register.actors["AGS"].name.pick("ga")) == ("DJ", "An Garda")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("office", CASES["offices"])
def test_a_plan_is_taken_as_an_office_keeps_it(mh: Mh, tmp_path: Path, office: str, form: str) -> None:
    """Numbers within a part, quarters and seasons, short names, money; the same in a workbook."""
    case, book = CASES["offices"][office], Workbook()
    sheet, bodies = book.create_sheet("Plan"), book.create_sheet("Bodies")
    for name in ("plan.csv", "bodies.csv"):
        (tmp_path / name).write_text(case[name], encoding="utf-8")
    for number, *rest in csv.reader(case["plan.csv"].splitlines()):
        sheet.append([float(number) if re.match(r"\d+(\.\d+)?$", number) else number, *rest])
    for row in csv.reader(case["bodies.csv"].splitlines()):
        bodies.append(row)
    book.save(tmp_path / "plan.xlsx")
    listed = {"csv": "bodies.csv", "xlsx": "plan.xlsx"}[form]
    tables = ("--measures", f"plan.{form}", "--actors", listed, "--value=task.commitment=establish")
    given = ("--convention", "none", "--from", "2025", "--to", "2028", *case["begun"], *case["values"])
    answer = mh("init", "plan", *tables, *given, cwd=tmp_path)
    assert answer.code == 0, answer.err
    assert answer.err.count("for this table, the sheet “Bodies” is read") == (form == "xlsx")
    once = re.findall("(“.*” is read as (?!deadlines)|The table names no source)", answer.err)
    assert len(once) == len({*once})
    register = load(DiskTree(tmp_path / "plan"))
    assert {*case["bodies"]} == register.actors.keys() - {"Coordinator"}
    open_kinds = {one.id: str(one.note) for one in register.actors.values() if one.kind == "other"}
    assert open_kinds.keys() == {*case.get("of_no_kind", [])}
    assert all("To be filled in: what kind of body" in note for note in open_kinds.values())
    measures = register.measures
    assert [
        [item.title.pick("en"), item.focus_area, [*item.responsible], item.cost and item.cost.amount]
        for item in measures
    ] == case["measures"]
    tasks = [task for item in measures for task in item.tasks]
    assert [
        [[*task.owners] or None, task.due, task.source.section, task.note and task.note.pick("en")]
        for task in tasks
    ] == case["tasks"]
    for key in ("id", "status", "started", "completed"):
        assert case.get(key) in (None, [getattr(task, key) for task in tasks])
    assert case.get("text") in (None, [task.text.pick("en") for task in tasks])
    french = [[*one.all()[1:]] for item in measures for one in (item.title, *(x.text for x in item.tasks))]
    assert case.get("french") in (None, french)
    assert [words for words in case["told"] if words not in answer.err] == []
    assert [words for words in case.get("out", ()) if words not in answer.out] == []
    written = (tmp_path / "plan/strategy/strategy.yaml").read_text("utf-8")
    assert [words for words in case.get("written", ()) if words not in written] == []
    assert mh("check", cwd=tmp_path / "plan").code == 0
    # The same table changes nothing later, when its numbers could be those of measures.
    again = mh("import", "measures", f"../plan.{form}", *case["values"], cwd=tmp_path / "plan")
    assert (again.code, git(tmp_path / "plan", "status", "--porcelain")) == (0, ""), again.err + again.out


def table_of(path: Path, *rows: Sequence[str]) -> str:
    """A table with these rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path.name


FROM_TABLE = ("--country", "IE", "--lang", "en", "--value=task.commitment=establish")


def test_who_owns_a_task_alone_reports_on_its_measure(mh: Mh, tmp_path: Path) -> None:
    """In a file and in a workbook, which comes back; the letter quotes no text that is to be filled in."""
    heads = ["Measure", "Area", "Responsible", "Task", "Owner"]
    row = ["Train", "1", "DoJ", "Write a course", "HSE"]
    begun = (*FROM_TABLE, *BARE, "--from", "2026", "--measures", table_of(tmp_path / "a.csv", heads, row))
    assert mh("init", "plan", *begun, cwd=tmp_path).code == 0
    for form in (("--format", "xlsx", "-o", "../HSE.xlsx"), ()):
        made = mh("new", "report", "--year", "2026", "--actor", "HSE", *form, cwd=tmp_path / "plan")
        assert made.code == 0, made.err
    assert "- measure: T01\n" in (tmp_path / "plan/data/reports/2026/HSE.yaml").read_text("utf-8")
    assert mh("import", "../HSE.xlsx", cwd=tmp_path / "plan").code == 0
    letter = mh("report", "ministry", "DoJ", "--year", "2026", "--lang", "en", cwd=tmp_path / "plan").out
    assert (letter.count("We refer to "), "who is to report" in letter) == (1, False)


def test_articles_are_read_as_offices_list_them(mh: Mh, tmp_path: Path) -> None:
    """Also of one of two conventions, which is answered once for all cells."""
    values = ("--value=link.basis=strategy", "--value=link.contribution=partial")
    begun = (*FROM_TABLE, *values, "--measures", "plan.csv")

    def articles(listed: Sequence[tuple[str, list[str]]]) -> None:
        rows = [(f"{at}", f"Help {at}", "DoJ", text) for at, (text, _) in enumerate(listed, 1)]
        table_of(tmp_path / "plan.csv", ("No", "Measure", "Lead", "Article"), *rows)

    articles(CASES["articles"])
    ours = part(tmp_path, "coe-197", 10, 12, 27, 29, 32)
    both = ("--convention", f"{ours},{part(tmp_path, 'palermo', 9, 10)}")
    asked = mh("init", "asked", *begun, *both, cwd=tmp_path)
    assert (asked.code, "“29” may be" in asked.err) == (1, False)
    assert "“10.1” may be coe-10.1 or palermo-10.1, which belong to different conventions." in asked.err
    of, two = "--value=link.instrument=coe-197", CASES["articles_of_two"]
    for plan, own, more in (("one", ("--convention", ours), []), ("two", (*both, of), two)):
        articles([*CASES["articles"], *more])
        answer = mh("init", plan, *begun, *own, cwd=tmp_path)
        assert answer.code == 0, answer.err
        assert re.search("The links to .*coe-10.* have no “link.contribution”", answer.err)
        assert "column “Article”: “Directive 2011/36 Art. 11, 4” is not linked" in answer.err
        measures = load(DiskTree(tmp_path / plan)).measures
        notes = [str(one.note.pick("en")) for one in measures if one.note]
        assert notes == [f"Article: {text}" for text in CASES["articles_of_none"]]
        found = [[link.obligation for link in one.addresses] for one in measures]
        assert found == [links for _, links in [*CASES["articles"], *more]]
    assert mh("import", "measures", "../plan.csv", *values, of, cwd=tmp_path / "two").code == 0
    assert git(tmp_path / "two", "status", "--porcelain") == "", "It says the same as before."
    answer = mh("set", "T01", "addresses+={obligation: Art. 10(2)}", cwd=tmp_path / "two")
    assert ("coe-10.2" in answer.err, "--value" in answer.err) == (True, False), answer.err
    for given in ("coe", "coe-197"):  # A convention is also called what it is begun with.
        assert mh("report", "obligations", "--instrument", given, cwd=tmp_path / "two").code == 0


def test_bodies_are_told_apart_and_together(mh: Mh, tmp_path: Path) -> None:
    for at, (cells, names, *asked) in enumerate(CASES["partners"]):
        rows = [(f"Help {number}", "DoJ", cell) for number, cell in enumerate(cells)]
        name = table_of(tmp_path / "plan.csv", ("Measure", "Responsible", "Partners"), *rows)
        listed = table_of(tmp_path / "ngos.csv", ("Name",), ("IOM Ireland",))
        own = ("--convention=none", "--coordinator=DoJ", "--measures", name)
        begun = ("init", f"plan{at}", *FROM_TABLE, *own, "--value=kind=ngo", "--actors", listed)
        answer = mh(*begun, cwd=tmp_path)
        for said, instead in asked:
            assert said in answer.err
            answer = mh(*begun, f"--instead={instead}", cwd=tmp_path)
        assert answer.code == 0, answer.err
        bodies = answer.out.partition("to be filled in: ")[2].splitlines()[0]
        named = re.sub(r"[\w-]+ \(([^)]+)\)", r"\1", bodies)
        assert {*re.split(" and (?!Youth)|, (?!Skills)", named)} == {*names}
        joined = [
            name for name in names if re.search(",| & ", name)
        ]  # May be several: that is told, with what to do.
        assert [*re.findall("“([^”]+)” is added as one body", answer.err)] == joined
        if "," in "".join(joined):
            assert "--instead '" + joined[0] + "=Education; Skills and Youth Agency'" in answer.err


def test_what_is_in_brackets_after_a_body_is_told_apart(mh: Mh, tmp_path: Path) -> None:
    """Its own short form, or its partners; what may be either is told, and no body is made of it."""
    attorney = "Ministry of the Attorney General"
    names = {"Department of Health": "DoH", "HSE": "", "Tusla": "", attorney: "MAG"}
    listed = table_of(tmp_path / "bodies.csv", ("Name", "Short"), *names.items())
    for at, (cells, leads, partners, *asked) in enumerate(CASES["brackets"]):
        rows = [(f"Help {number}", cell) for number, cell in enumerate(cells)]
        name = table_of(tmp_path / "plan.csv", ("Measure", "Lead (partners)"), *rows)
        begun = ("--convention=none", "--coordinator=DoH", "--measures", name, "--actors", listed)
        instead = [f"--instead={text}" for text in asked[1:]]
        answers = [
            mh("init", f"plan{at}{way}", *FROM_TABLE, *begun, *instead[:way], cwd=tmp_path)
            for way in range(len(instead) + 1)
        ]
        assert answers[-1].code == 0, answers[-1].err
        assert [words for words in asked[:1] if words not in "".join(one.err for one in answers)] == []
        register = load(DiskTree(tmp_path / f"plan{at}{len(instead)}"))
        assert [[*one.responsible] for one in register.measures] == leads, cells
        assert [[*one.partners] for one in register.measures] == partners, cells
        assert not [one.id for one in register.actors.values() if "(" in str(one.name.pick("en"))]


def test_a_list_of_ids_is_no_name_that_is_spelt_like_it(mh: Mh, tmp_path: Path) -> None:
    folder = begin(mh, tmp_path / "plan", "IE", *BARE, "--coordinator", "NI=NGOs, IHREC")
    for name in ("NGOs", "IHREC"):
        options = ("--name", name, "--kind", "ngo", "--document", "plan")
        assert mh("new", "actor", "--id", name, *options, cwd=folder).code == 0
    table = table_of(tmp_path / "plan.csv", ("Measure", "Responsible", "Area"), ("Help", "NI", "1"))
    assert mh("import", "measures", f"../{table}", cwd=folder).code == 0
    assert mh("set", "T01", "partners=NGOs,IHREC", cwd=folder).code == 0
    assert load(DiskTree(folder)).measure_by_id["T01"].partners == ("NGOs", "IHREC")


def test_one_answer_for_all_is_not_what_a_table_says_of_one(mh: Mh, tmp_path: Path) -> None:
    """Names tell kinds of bodies, and deadlines kinds of tasks; what is answered for all is marked."""
    names = ("Police Service", "Department of Health", "Youth Board")
    bodies = table_of(tmp_path / "bodies.csv", ("Name", "Short name"), *((name, name[:4]) for name in names))
    rows = (("Train", "Poli", "Go on", "ongoing", "Delayed"), ("Tell", "Poli", "Say", "Q3 annually", "Done"))
    plan = table_of(tmp_path / "plan.csv", ("Measure", "Responsible", "Task", "Timeline", "Status"), *rows)
    begun = (*FROM_TABLE, "--convention=none", "--actors", bodies, "--measures", plan, "--value=kind=ngo")
    wrong = mh("init", "plan", *begun, cwd=tmp_path)
    statuses = "in progress, not reported, not started, completed or discontinued"
    assert f"“Delayed” does not fit here. Try {statuses}. Alternatively, say what" in wrong.err
    assert "--instead Delayed=in_progress" in wrong.err
    instead = ("--instead=task.status: Delayed=in progress", "--instead=name: Youth Board=Board of Youth")
    answer = mh("init", "plan", *begun, *instead, "--instead=task.due: Q3 annually=annually", cwd=tmp_path)
    assert answer.code == 0, answer.err
    register = load(DiskTree(tmp_path / "plan"))
    own = {actor.id: (actor.kind, actor.note is None) for actor in register.actors.values()}
    assert [own[name] for name in ("Poli", "Depa", "Yout")] == [
        *(("police", True), ("ministry", True), ("ngo", False))
    ]
    assert register.actors["Yout"].name.pick("en") == "Board of Youth"
    assert "has been inferred from its name: Poli (police) and Depa (ministry)." in answer.err
    tasks = [
        (task.commitment, task.note and task.note.pick("en"))
        for one in register.measures
        for task in one.tasks
    ]
    assert tasks == [
        ("continue", "Status: Delayed. Timeline: ongoing"),
        ("recurring", "Timeline: Q3 annually"),
    ]
    told = mh("check", "--lang=en", cwd=tmp_path / "plan").out.splitlines()
    assert "MH404 (" in told[-1] + told[-2]


def test_a_tracker_says_each_thing_of_what_it_is_about(mh: Mh, tmp_path: Path) -> None:
    """A status of a measure is none of its tasks, an article of the instrument that is meant, and so on."""
    heads = ("Measure", "Measure (fr)", "Action", "Lead", "Start", "Deadline", "Status", "Articles")
    rows = (
        ("Train", "Former", "", "DoJ", "", "FY 2025-26", "Planned", "Palermo 9(2); Art. 12(6)"),
        ("", "", "Do it", "DoJ", "Q2 FY26", "Q2 FY26", "Delayed", ""),
        ("", "", "Do that", "DoJ", "FY 2025-26", "", "Delayed", ""),
    )
    table = table_of(tmp_path / "plan.csv", heads, *rows)
    years = ("--from", "2025", "--to", "2030", "--year-begins", "april", "--coordinator", "DoJ=Justice")
    begun = (
        *("--country", "IE", "--lang", "en,fr", "--convention", "palermo,coe-197", *years),
        "--measures",
        table,
    )
    given = [f"--value={one}" for one in ("task.commitment=establish", "link.basis=strategy", "focus_area=1")]
    given += [
        "--value=link.contribution=partial",
        "--instead=Planned=not_started",
        "--instead=Delayed=in_progress",
    ]
    wrong = mh("init", "plan", *begun, *given, cwd=tmp_path).err
    assert "such as Q2 2025-26, or give --instead 'task.started: FY26=2025-26' with" in wrong
    assert "“Art. 12(6)” is read as an article of palermo, which is named before it" in wrong
    given += ["--value=link.instrument=coe", "--instead=FY26=2025-26"]
    answer = mh("init", "plan", *begun, *given, cwd=tmp_path)
    assert answer.code == 0, answer.err
    (one,) = load(DiskTree(tmp_path / "plan")).measures
    assert one.tasks[0].text == one.title
    assert one.title.pick("fr") == "Former"
    days = [(None, "2026-03"), ("2025-07", "2025-09"), ("2025-04", None)]
    assert [(task.started, task.due) for task in one.tasks] == days
    notes = [text and text.pick("en") for text in (one.note, *(task.note for task in one.tasks))]
    assert notes == ["Status: Planned", None, "Status: Delayed. Deadline: Q2 FY26", "Status: Delayed"]
    assert [link.obligation for link in one.addresses] == ["palermo-9.2", "coe-12.6"]


def test_a_fiscal_year_ends_with_its_last_month(mh: Mh, tmp_path: Path) -> None:
    from terminals import at_terminal

    years = ("--from", "2025", "--to", "2030", "--coordinator", "DoJ=Justice")
    folder = begin(mh, tmp_path / "plan", "IE", *BARE, *years)
    periods = "reporting.periods={2026-27: {from: 2026-04-01, to: 2027-03-31}}"
    assert mh("set", "strategy", periods, cwd=folder).code == 0
    rows = [(text, "DoJ", "1", "Do it", text) for text, _ in CASES["fiscal"]]
    table = table_of(tmp_path / "plan.csv", ("Measure", "Responsible", "Area", "Task", "Deadline"), *rows)
    begun = ("import", "measures", f"../{table}", "--value=task.commitment=establish")
    assert (
        "“Q1 FY2028” may mean the fiscal year that begins in that calendar year or"
        in mh(*begun, cwd=folder).err
    )
    # On a terminal one answer is enough.
    asked = at_terminal(*begun, cwd=folder, answers=("2026-27", "n"), env={"MH_LANG": "en"}).out
    assert asked.count("What should “") == 1
    assert "'--instead=task.due: Q1 FY2028=Q1 2027-28'" in asked
    wrong = mh(*begun, "--instead=task.status: FY27=2026-27", cwd=folder)
    assert (wrong.code, "no cell that it applies to says “FY27”" in wrong.err) == (2, True)
    answered = ("--instead=task.due: FY27=2026-27", "--instead=Q1 FY2028=Q1 2027-28")
    answer = mh(*begun, *answered, cwd=folder)
    assert answer.code == 0, answer.err
    found = [one.tasks[0].due for one in load(DiskTree(folder)).measures]
    assert found == [due for _, due in CASES["fiscal"]]


def test_a_deadline_in_words_is_read_where_it_has_one_meaning(mh: Mh, tmp_path: Path) -> None:
    """Never more precisely than it is written. Words that no day can be made of are kept or told."""

    def begun(name: str, *texts: str) -> str:
        rows = [("Help", "DoJ", f"Do {number}", text) for number, text in enumerate(texts)]
        table = table_of(tmp_path / "plan.csv", ("Measure", "Lead", "Task", "Deadline"), *rows)
        return mh("init", name, *FROM_TABLE, *BARE, "--measures", table, cwd=tmp_path).err

    taken = [case for case in CASES["deadlines"] if case[1] or case[2]]
    assert "in which month" not in begun("plan", *(text for text, _, _ in taken))
    (measure,) = load(DiskTree(tmp_path / "plan")).measures
    told = [(task.due, task.note and task.note.pick("en")) for task in measure.tasks]
    assert told == [(due, f"Deadline: {text}" if kept else None) for text, due, kept in taken]
    refused = [text for text, due, kept in CASES["deadlines"] if not (due or kept)]
    wrong = begun("other", *refused)
    assert [text for text in refused if f"“{text}” is not a date, month or year." not in wrong] == []


DIGITS = "9" * 5000
"""More than Python reads as a number."""
LONG = f"Measure no.,Measure,Action no.,Action\n1,Help,1.{DIGITS},Do it\n{DIGITS},Tell,1.1,Say it\n"


@pytest.mark.parametrize(
    ("option", "table", "said"),
    [
        *CASES["wrong"],
        ("measures", LONG, "is not the number of a measure. Write a number such as 7 or T07, or"),
    ],
)
def test_a_table_with_something_wrong_makes_nothing(
    mh: Mh, tmp_path: Path, option: str, table: str, said: str
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(table, encoding="utf-8")
    assert said in refused(mh, tmp_path, **{option: str(path)})


def test_on_a_terminal_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    """A wrong answer is told and asked for again; an empty one leaves open what may stay open."""
    from terminals import at_terminal

    answers = ("Ireland", "IE", "en", "coe-197", "Plan", "", "2023", "2027")
    asked = at_terminal("init", "plan", cwd=tmp_path, answers=answers, env={"MH_LANG": "en"})
    assert asked.code == 0, asked.out
    assert "“Ireland” is not a country" in asked.out
    assert "Time zone: Europe/Dublin. Currency: EUR." in asked.out
    strategy = load(DiskTree(tmp_path / "plan")).strategy
    assert strategy is not None
    assert strategy.title.pick("en") == "Plan"
    assert (strategy.period.from_, strategy.period.to) == (2023, 2027)


# What is refused ----------------------------------------------------------------------------------


def test_without_a_terminal_what_is_missing_is_named(mh: Mh, tmp_path: Path) -> None:
    answer = mh("init", "plan", "--lang", "en", cwd=tmp_path)
    assert answer.code == 2
    for option in ("--country", "--convention", "--time-zone", "--currency"):
        assert option in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_country_that_is_not_known_needs_its_zone_and_currency(mh: Mh, tmp_path: Path) -> None:
    """Also a part of a country; one of a country that is known has the same as that."""
    assert "--time-zone and --currency" in refused(mh, tmp_path, country="NZ")
    both = ("--time-zone", "America/Toronto", "--currency", "CAD")
    assert mh("check", cwd=begin(mh, tmp_path / "plan", "CA-ON", *BARE, *both)).code == 0
    strategy = load(DiskTree(begin(mh, tmp_path / "scotland", "GB-SCT", *BARE))).strategy
    assert strategy is not None
    assert (strategy.country, strategy.zone, strategy.money) == ("GB-SCT", "Europe/London", "GBP")


def test_a_folder_in_use_or_in_a_strategy_is_refused(mh: Mh, tmp_path: Path) -> None:
    folder = begin(mh, tmp_path / "plan", "IE", *BARE)
    refused(mh, tmp_path)
    assert "is inside the folder of the strategy" in refused(mh, folder)


@pytest.mark.parametrize(("options", "said"), CASES["options"])
def test_a_wrong_value_is_named_and_nothing_is_made(
    mh: Mh, tmp_path: Path, options: dict[str, str], said: str
) -> None:
    assert said in refused(mh, tmp_path, **options)


# Countries ----------------------------------------------------------------------------------------


def test_every_state_that_greta_monitors_is_known() -> None:
    """The 46 member states of the Council of Europe, Belarus and Israel."""
    assert len(countries()) == 48
    for zone, currency in countries().values():
        ZoneInfo(zone)
        assert re.fullmatch("[A-Z]{3}", currency)
