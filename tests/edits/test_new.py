"""``mh new``: the next free id, what is known filled in, and the rest explained in the file."""

import os
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import cases
from support import Mh, golden
from terminals import at_terminal

KINDS: dict[str, tuple[str, list[str]]] = cases.listed("new")["kinds"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_sound_tidy_and_explains_itself(mh: Mh, fjellheim: Path, kind: str) -> None:
    """In every language, and its suggestions fit as they stand once their sign is taken away."""
    path, options = KINDS[kind]
    for lang in ("nn", "en", "nb"):
        answer = mh("new", kind, *options, "--lang", lang, cwd=fjellheim)
        assert answer.code == 0, answer
        assert mh("check", path, cwd=fjellheim).code == 0
        assert mh("fmt", "--check", path, cwd=fjellheim).code == 0
        text = (fjellheim / path).read_text(encoding="utf-8")
        if lang != "nb":
            (fjellheim / path).unlink()
    assert answer.err.startswith(f"mh: Skrev {path}.\n")
    if kind != "report":
        golden(f"new-{kind}.yaml", text)
    head, _, body = text.partition("format: 2\n")
    uncommented = re.sub(r"^( *)# (?=[ a-z-])", r"\1", body, flags=re.MULTILINE)
    assert uncommented != body
    uncommented = re.sub(r"^ *# .*\n", "", uncommented, flags=re.MULTILINE)
    (fjellheim / path).write_text(f"{head}format: 2\n{uncommented}", encoding="utf-8")
    answer = mh("check", path, "--rules", "MH0", cwd=fjellheim)
    assert answer.code == 0, answer.out


OTHERS = {
    "nb": ("# Linjene med # foran er forslag", 'text: {nb: "Hva skal gjøres?"}'),
    "nn": ("# Linjene med # framfor er forslag", 'text: {nb: "Kva skal gjerast?"}'),
    "en": ("# Lines that begin with # are suggestions", 'text: {nb: "What is to be done?"}'),
}


@pytest.mark.parametrize("lang", OTHERS)
def test_a_new_file_explains_itself_in_the_language_asked_for(mh: Mh, fjellheim: Path, lang: str) -> None:
    """Its texts are still in the strategy's language."""
    answer = mh("new", "measure", *KINDS["measure"][1], "-n", "--lang", lang, cwd=fjellheim)
    for text in OTHERS[lang]:
        assert text in answer.out


def test_a_new_file_explains_itself_in_the_strategys_language_whoever_writes_it(
    mh: Mh, fjellheim: Path
) -> None:
    """Those who share the file share its comments; the language of the screen does not count."""
    options = [*KINDS["measure"][1], "--dry-run"]
    assert OTHERS["nb"][0] in mh("new", "measure", *options, cwd=fjellheim, env={"MH_LANG": "en"}).out
    path = fjellheim / "strategy/strategy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("default_language: nb", "default_language: nn"), encoding="utf-8")
    answer = mh("new", "measure", *options, cwd=fjellheim).out
    assert OTHERS["nn"][0] in answer
    assert 'text: {nn: "Kva skal gjerast?"}' in answer
    assert 'title: {nn: "Styrke: særlig vern"}' in answer


def test_a_new_actor_is_the_last_of_the_actors(mh: Mh, fjellheim: Path) -> None:
    options = ["--id", "KRUS", "--name", "Fjellheims høgskole", "--kind", "Direktorat"]
    answer = mh("new", "actor", *options, "--dry-run", cwd=fjellheim)
    assert "+  - id: KRUS\n+    name: {nb: Fjellheims høgskole}\n+    kind: directorate" in answer.out
    assert mh("new", "actor", *options, cwd=fjellheim).code == 0
    again = mh("new", "actor", *options, cwd=fjellheim)
    assert again.code == 1
    assert "MH105" in again.out


def test_the_number_of_a_measure_that_is_gone_or_unread_is_not_given_again(mh: Mh, fjellheim: Path) -> None:
    mh("set", "T13", "former_ids=T20", cwd=fjellheim)
    options = [*KINDS["measure"][1], "--dry-run"]
    assert "data/measures/21-" in mh("new", "measure", *options, cwd=fjellheim).out
    (fjellheim / "data/measures/31-ulest.yaml").write_text("id: [", encoding="utf-8")
    assert "data/measures/32-" in mh("new", "measure", *options, cwd=fjellheim).out


@pytest.mark.parametrize(("instrument", "number"), [("coe", 30), ("ilo", 61)])
def test_an_article_gets_the_number_after_the_last_of_its_own_convention(
    mh: Mh, fjellheim: Path, instrument: str, number: int
) -> None:
    obligations = fjellheim / "data/obligations"
    (obligations / "ilo").mkdir()
    for old, new in (("_instrument", "_instrument"), ("coe-29", "ilo-60")):
        text = (obligations / f"coe/{old}.yaml").read_text(encoding="utf-8")
        text = text.replace("coe-29", "ilo-60").replace("article: 29", "article: 60")
        text = text.replace("id: coe\n", "id: ilo\n")
        (obligations / f"ilo/{new}.yaml").write_text(text, encoding="utf-8")
    options = ["--title", "Sluttord", "--chapter", "X", "--role", "final", "-n"]
    answer = mh("new", "article", "--instrument", instrument, *options, cwd=fjellheim)
    assert f"+article: {number}\n" in answer.out, answer


def test_without_readable_actors_nobody_can_be_responsible(mh: Mh, fjellheim: Path) -> None:
    (fjellheim / "strategy/actors.yaml").write_text("id: [", encoding="utf-8")
    answer = mh("new", "measure", *KINDS["measure"][1], cwd=fjellheim)
    assert answer.code == 2
    assert "for --responsible: Filen med valgene mangler eller kan ikke leses." in answer.err


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        (["--title", "Noe"], "--area og --responsible"),
        (["--title", " ", "--area", "2", "--responsible", " , "], "--title og --responsible"),
    ],
)
def test_in_a_pipe_all_that_is_missing_or_blank_is_named_at_once(
    mh: Mh, fjellheim: Path, options: list[str], missing: str
) -> None:
    answer = mh("new", "measure", *options, cwd=fjellheim)
    assert answer.code == 2
    assert f"Dette mangler: {missing}." in answer.err


def test_on_a_terminal_what_is_missing_is_asked_for(fjellheim: Path) -> None:
    answers = ["", "Noe nytt", "9", "2", "XX", "rd, OD", ""]
    answer = at_terminal("new", "measure", cwd=fjellheim, answers=answers)
    assert answer.code == 0, answer.out
    assert "Innsatsområdet 9 finnes ikke" in answer.out
    text = (fjellheim / "data/measures/14-noe-nytt.yaml").read_text(encoding="utf-8")
    assert "focus_area: 2\nresponsible: [RD, OD]\n" in text


def test_on_a_terminal_what_is_no_number_and_no_year_is_asked_for_again(fjellheim: Path) -> None:
    answers = ["", "inf", "2,5", "60", "Sluttord", "X", "final", ""]
    answer = at_terminal("new", "article", cwd=fjellheim, answers=answers)
    assert answer.code == 0, answer.out
    assert "«inf» er ikke et helt tall." in answer.out
    assert "«2,5» er ikke et helt tall." in answer.out
    assert (fjellheim / "data/obligations/coe/coe-60.yaml").is_file()
    answer = at_terminal("new", "report", cwd=fjellheim, answers=["26", "2026,5", "2026", "OD"])
    assert answer.code == 0, answer.out
    assert "«2026,5» er ikke et år" in answer.out
    assert (fjellheim / "data/reports/2026/OD.yaml").is_file()


def test_nothing_is_said_of_a_source_that_nobody_has_named(mh: Mh, fjellheim: Path) -> None:
    answer = mh("new", "measure", *KINDS["measure"][1], "--dry-run", cwd=fjellheim)
    assert "+source: {document: strategy}  # section: hvor i dokumentet det står\n" in answer.out
    options = [*KINDS["measure"][1], "--section", "Tillegg: 3"]
    answer = mh("new", "measure", *options, "--dry-run", cwd=fjellheim)
    assert '+source: {document: strategy, section: "Tillegg: 3"}\n' in answer.out


@pytest.mark.parametrize(
    ("signs", "lines"),
    [
        (61, "+source: {document: strategy, section: %s}\n"),
        (62, "+source:\n+  document: strategy\n+  section: %s\n"),
    ],
)
def test_a_source_stays_on_one_line_of_at_most_100_columns(
    mh: Mh, fjellheim: Path, signs: int, lines: str
) -> None:
    section = "a" * signs
    answer = mh("new", "measure", *KINDS["measure"][1], "--section", section, "-n", cwd=fjellheim)
    assert lines % section in answer.out


def test_law_gets_an_entry_for_each_requirement_that_has_none(mh: Mh, fjellheim: Path) -> None:
    path = fjellheim / "data/law/coe/coe-12.yaml"
    before = path.read_text(encoding="utf-8")
    options = ["--obligation", "coe-12", "--title", "trygdeloven", "--judged", "2026-03-01"]
    answer = mh("new", "law", *options, cwd=fjellheim)
    assert answer.code == 0, answer
    text = path.read_text(encoding="utf-8")
    assert text.startswith(before)  # the one that was recorded stays as it was
    entries = re.findall(r"requirement: (\S+)", text)
    assert entries == ["coe-12.1.b", "coe-12.1.a", "coe-12.2"]
    assert text.endswith(
        "  - requirement: coe-12.2\n"
        "    extent: unread\n"
        "    unread:\n"
        "      - {title: trygdeloven, kind: act}\n"
        "    judged: {by: editorial, date: 2026-03-01}\n"
        "    confirmed: null\n"
    )
    assert mh("check", cwd=fjellheim).code == 0
    again = mh("new", "law", *options, cwd=fjellheim)
    assert again.code == 2
    assert "registrert for hvert krav i coe-12" in again.err


def test_law_is_judged_today_where_no_day_is_given(mh: Mh, fjellheim: Path) -> None:
    """Today is the strategy's, which is tomorrow's in the last hours of a day in UTC."""
    today = datetime.now(ZoneInfo("Europe/Oslo")).date()
    answer = mh("new", "law", "--obligation", "coe-26", "--dry-run", cwd=fjellheim)
    assert f"+    judged: {{by: editorial, date: {today}}}" in answer.out


def test_law_that_still_stands_in_the_article_is_moved_first(mh: Mh, fjellheim: Path) -> None:
    path = fjellheim / "data/obligations/coe/coe-26.yaml"
    existing = (
        "existing:\n  - law: Straffeloven § 12\n    extent: partial\n    judged_by: editorial\n"
        "    source: {document: strategy}\n"
    )
    old = path.read_text(encoding="utf-8").replace("format: 2", "format: 1") + existing
    path.write_text(old, encoding="utf-8")
    answer = mh("new", "law", "--obligation", "coe-26", cwd=fjellheim)
    assert answer.code == 2
    assert "«mh fix»" in answer.err


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ærlig talt på Røros", "aerlig-talt-pa-roros"),
        ("Sámi giela čállin Đ", "sami-giela-callin-d"),
        ("!!!", "indicator"),
        (f"{'a' * 20} {'b' * 19}", f"{'a' * 20}-{'b' * 19}"),
        (f"{'a' * 20} {'b' * 20} c", "a" * 20),
        ("a" * 41, "a" * 41),
    ],
)
def test_a_file_is_called_what_its_title_says_in_plain_letters_cut_at_a_word_after_40(
    mh: Mh, fjellheim: Path, title: str, name: str
) -> None:
    options = ["--title", title, "--unit", "saker", "--counts", "Alle.", "--year", "2025"]
    answer = mh("new", "indicator", *options, "--value", "1 200,5", cwd=fjellheim)
    assert answer.err == f"mh: Skrev data/indicators/{name}.yaml.\n"
    made = (fjellheim / f"data/indicators/{name}.yaml").read_text(encoding="utf-8")
    assert f"\nid: {name}\n" in made
    assert "value: 1200.5}" in made


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["measure", "--title", "x", "--area", "9", "--responsible", "RD"], "Innsatsområdet 9"),
        (["measure", "--title", "x", "--area", "2", "--responsible", "RD,XX"], "«mh list actors»"),
        (["measure", "--title", "x", "--area", "2", "--responsible", "RRD"], "Mente du «RD»?"),
        (["actor", "--id", "X", "--name", "a\x1b[1m", "--kind", "ngo"], "--name» har et usynlig tegn"),
        (["actor", "--id", "X", "--name", "\udcff", "--kind", "ngo"], "--name» er ikke skrevet med"),
        (["indicator", *KINDS["indicator"][1], "--section", "\u202e"], "--section» har et usynlig"),
        (["article", "--role", "tull", "--title", "x", "--chapter", "I"], "«tull» passer ikke"),
        (["recommendation", "--instrument", "coe", "--title", "x", "--text", "y"], "«coe»"),
        (["actor", "--id", "X", "--name", "x", "--kind", "tull"], "«tull» passer ikke"),
        (["indicator", *KINDS["indicator"][1], "--document", "tull"], "«tull» finnes ikke"),
        (["indicator", *KINDS["indicator"][1], "--value", "inf"], "«inf» er ikke et tall"),
        (["law", "--obligation", "greta-r3-non-punishment"], "passer ikke"),
        (["law", "--obligation", "coe-26", "--judged", "i fjor"], "«i fjor» er ikke en dato"),
        (["report", "--year", "12", "--actor", "OD"], "Skriv det med fire sifre"),
        (["report", "--year", "2026", "--actor", "Europaradet"], "Europaradet"),
    ],
)
def test_a_wrong_value_is_told_with_those_that_fit(
    mh: Mh, fjellheim: Path, arguments: list[str], message: str
) -> None:
    answer = mh("new", *arguments, cwd=fjellheim)
    assert answer.code == 2
    assert message in answer.err


@pytest.mark.parametrize(("mask", "mode"), [(0o002, 0o664), (0o077, 0o600)])
def test_a_new_file_has_the_permissions_that_the_system_gives_new_files(
    mh: Mh, fjellheim: Path, mask: int, mode: int
) -> None:
    before = os.umask(mask)
    try:
        mh("new", "report", "--year", "2026", "--actor", "OD", cwd=fjellheim)
    finally:
        os.umask(before)
    assert (fjellheim / "data/reports/2026/OD.yaml").stat().st_mode & 0o777 == mode


def test_a_file_that_is_there_is_never_replaced(mh: Mh, fjellheim: Path) -> None:
    mh("new", "report", "--year", "2026", "--actor", "OD", cwd=fjellheim)
    path = fjellheim / "data/reports/2026/OD.yaml"
    path.write_text("mitt: arbeid\n", encoding="utf-8")
    answer = mh("new", "report", "--year", "2026", "--actor", "OD", cwd=fjellheim)
    assert answer.code == 2
    assert "finnes allerede" in answer.err
    assert path.read_text(encoding="utf-8") == "mitt: arbeid\n"


def test_an_actors_file_that_cannot_be_extended_safely_is_left_alone(mh: Mh, fjellheim: Path) -> None:
    path = fjellheim / "strategy/actors.yaml"
    stored = "{format: 1, actors: [], # alle\n helplines: []}\n"
    path.write_text(stored, encoding="utf-8")
    options = ["--id", "KRUS", "--name", "Høgskole", "--kind", "directorate"]
    answer = mh("new", "actor", *options, cwd=fjellheim)
    assert answer.code == 2
    assert "strategy/actors.yaml" in answer.err
    assert path.read_text(encoding="utf-8") == stored
