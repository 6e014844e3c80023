"""The answer to a monitoring body: its own numbers, whose words count, and question by question."""

import json
import re
import shlex
from pathlib import Path

import pytest

from example import LAW, LAW_FILE, RECOMMENDATION, RECOMMENDATION_FILE, changed, measure, tasks
from menneskehandel_cli.formats.report_frame import command, read_stamp
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.register.coverage import CLASSIFICATIONS
from menneskehandel_cli.reports.answers import is_path
from menneskehandel_cli.rules.example import BASE, with_example
from reports import FORMS, make_places, report, run, section
from repositories import Link, Repo, Step, build, complaint, depot, edition, git
from support import Answer, each, found_in, some

FILE = "questionnaires/greta.yaml"
ROUND = "data/obligations/greta-r3/_instrument.yaml"
QUESTIONS = """\
title: Spørsmål før runde 4
body: GRETA
questions:
  - {number: 1, text: Hvem samordner?, about: [greta-r3-coordination]}
  - {number: 2 b, text: Hva koster det?}
"""
DEMO = ("--questionnaire", "questionnaires/nhk-runde-3.yaml")


def made(folder: Path, content: str | bytes | Link | None = QUESTIONS, path: str = FILE) -> Repo:
    return build(folder / "depot", [Step("2026-01-10", {**edition(1), path: content})])


def asked(root: Path, *more: str) -> Answer:
    return run("report", "obligations", "--lang", "en", "--root", str(root), *more)


def heading(text: str, start: str) -> str:
    """What stands under a heading of the third level."""
    return text.split(f"### {start}")[1].split("\n##", maxsplit=1)[0]


# Numbers and whose words -------------------------------------------------------------------------


def test_recommendations_are_numbered_and_ordered_as_the_body_numbers_them(places: dict[str, Path]) -> None:
    """By the paragraph of its report."""
    text = run(
        "report", "obligations", "--instrument", "nhk-r2", "--lang", "nb", "--root", str(places["demo"])
    ).out
    assert re.findall(r"^### (.*Avsnitt \d+): ", text, re.MULTILINE) == [
        *("1\\. Avsnitt 38", "2\\. Avsnitt 64", "3\\. Avsnitt 71")
    ]
    assert text.startswith("# Grunnlag for svar til NHK: NHK(2024)1\n")


def test_recommendations_without_a_number_come_last_and_have_none(tmp_path: Path) -> None:
    """For the real data no source that was read gives the numbers."""
    other = changed(RECOMMENDATION, id="greta-r3-arbeid", paragraph="45")
    files = {**edition(1), RECOMMENDATION_FILE.replace("coordination", "arbeid"): other}
    repo = depot(tmp_path, files)
    text = asked(repo.root, "--instrument", "greta-r3").out
    titles = re.findall(r"^### (.*)", text, re.MULTILINE)
    named = "Bedre samordning (in Norwegian Bokmål)"
    assert titles == [f"1\\. Paragraph 45: {named}", f"2\\. {named}"]


@each(("given", "good"), [("45", True), ("45a", True), ('"45–47"', True), ("0", False), ("x", False)])
def test_a_paragraph_is_a_number_perhaps_with_a_letter_or_several(given: str, good: bool) -> None:
    """As bodies number them."""
    files = {RECOMMENDATION_FILE: changed(RECOMMENDATION, paragraph=given)}
    said = [finding.help("en") for finding in found_in(with_example(files))]
    assert any("the number of a paragraph: 45, 45a or 45–47" in text for text in said) is not good


def test_a_reply_begins_with_the_newest_round_and_proposes_what_is_ours(places: dict[str, Path]) -> None:
    """Each demand has measures, law and space; no class, no gap; a repeated one is answered once."""
    text = report(places, "demo", "obligations", "markdown", "en")
    assert text.index("round 2 (fictional)\n") < text.index("round 1 (fictional)\n")
    answer = heading(text, "2\\. Paragraph 64: ")
    marks = ["**2024:**", " or done (tick or strike out):**\n\n- ☐ ", "**Reply to 2:**", "Filled in by: "]
    assert [answer.index(mark) for mark in marks] == sorted(answer.index(mark) for mark in marks)
    assert re.search(r"^- .*measure 6, .*completed 25 September 2023", answer, re.MULTILINE)
    again = text.split("**Replied to elsewhere:**")[1]
    assert re.search(r"- Paragraph 41: [^.:]* \\\[\d+\\\]\. Replied to under “1. Paragraph 38: ", again)
    assert not re.search(r"\bgaps?\b", text.partition("## How")[0])
    real = report(places, "real", "obligations", "markdown", "en")
    rounds = [real.index(f"{name} evaluation round") for name in ("third", "fourth", "second", "first")]
    assert rounds == sorted(rounds)


def test_a_reply_tells_each_thing_once(places: dict[str, Path]) -> None:
    """The money, a task, the law on an article; a task again by its measure, which leads there."""
    text = report(places, "real", "obligations", "markdown", "en")
    assert text.count("NOK 600 million") == 1
    again = "Measure 12, Coordination mechanism for assistance"
    assert text.count("that is, a National Referral Mechanism (NRM)") == 1 < text.count(f"{again} (see 7)")
    assert f"{again}</a> (see 7)" in report(places, "real", "obligations", "html", "en")
    assert not re.search(r"(?m)^- ☐ .* … \(", text)  # What is ticked is sent, so no line of it is cut.
    assert "or refer to the reply to 19.\\]" in heading(text, "28\\. ")  # On the same articles.
    assert "for 16, 11 are only to be assessed, and 10 have no measure (our judgement)." in text
    told = re.findall(r"^\*\*The law \((Article \d+[^*]*)\):\*\*$", text, re.MULTILINE)
    assert len(told) == len(set(told)) > 25
    assert "### Article 12: Assistance to victims\n" in text.split("\n## Annex: The law\n")[1]
    listed = section(text, "Sources").partition(", Measure 13\n- \\[14\\] National")  # By their numbers.
    assert [x.count("no/no/dokumenter/nasjonal") for x in listed] == [1, 0, 0]
    answer = heading(text, "1\\. Investigation, sanctions and seizure")
    law = "**The law:** See the annex: Article 13(1); Article 15(2)–(4); "
    assert "articles:** Article 12(1)(c)\n- **The law:** See the annex\n" in heading(text, "3\\. Inter")
    assert [x in answer for x in (law, "(Article 29(1))")] == [True, True]
    assert "☐ Points b and d: Measure 16 names this, but no task follows it up.\n" in answer
    assert "(3); Article 10(4)(a)–(c).\n" in asked(places["real"], "--instrument", "coe").out
    yearly = report(places, "real", "yearly", "markdown", "en")  # Tells the same of the same points.
    named = [{*re.findall(r"Measures? \d[^.:|]*, but no task follows it up\.", x)} for x in (text, yearly)]
    assert named[0] == named[1] >= {"Measures 13 and 17 name this, but no task follows it up."}
    assert "only a common mechanism for children and adults (measure 12). See" in heading(text, "5\\. ")


def test_a_point_that_is_counted_outside_the_reply_says_with_what(places: dict[str, Path]) -> None:
    """No heading of this document is named for it."""
    answer = heading(asked(places["real"], "--instrument", "greta-r3").out, "2\\. Non-punishment of")
    assert "(Article 26) Counted with GRETA: Applying the non-punishment principle.\n" in answer
    assert "“”" not in answer


def test_a_reply_says_what_it_answers_and_what_the_ministries_are_to_do(places: dict[str, Path]) -> None:
    """Before anything else, each by the numbers of the sections; earlier rounds are called so."""
    text = report(places, "real", "obligations", "markdown", "nb")
    first = section(text, "Til dem som skal svare")
    assert "vi kjenner: GRETAs rapport om Norge, runde 3 (2022). En senere runde er i gang." in first
    assert first.count("☐") == 2 * text.count("Kryss av for det som stemmer (☐), og stryk resten.") == 2
    assert re.search(r"BFD \| 5, 9, 10, 14, .*\n[^#]*UD \| – \| 29 \|\n[^#]*UDI \| – \| 2, 6, 8", text)
    assert "- **Frist for svar:** \\_" in first.partition("- **Svar på brev av (dato):** \\_")[2]
    assert re.findall(r"(?m)^## Tidligere runde: GRETAs rapport om Norge, runde (\d)", text) == ["2", "1"]
    led = heading(text, "23\\. Helsehjelp").partition("- **Ansvarlig (forslag):** ☐ HOD \\_")[2]
    assert "\n- **Kan bidra:** ☐ JD ☐ AID \\_" in led
    assert "Alle anbefalingene er gjengitt etter andre kilder" in first
    assert first.index("**Avklar først hvilket brev") < first.index("- 1\\) Finn numrene som er foreslått")
    assert all("): ☐ Lesningen stemmer. ☐ " in x for x in text.split("\n### Artikkel ")[1:])
    assert "- Helse- og omsorgsdepartementet (artikkel 12 nr. 1 bokstav a–c; art" in text
    told = ("| 2022, «oppfordrer innstendig» | 4 | ☐ JD |", "GRETA(2022)07 (datoen er ikke funnet: ")
    assert all(x in text for x in (*told, "20.–24. september 2021", "artikkel 15 nr. 2–4; artikkel 23 "))


def test_figures_and_practice_stand_once_and_each_section_says_what_it_gives(places: dict[str, Path]) -> None:
    """Where a figure stands is told by number, and the sections of an act stand together."""
    text = report(places, "real", "obligations", "markdown", "en")
    assert text.count("received assistance: about 200") == 1
    assert "\n- **See also:** 4 and 17\n" in heading(text, "23\\. ")
    assert "**Figures:**" not in heading(text, "4\\. ")  # Of victims, and not of legal aid.
    assert ["**Practice:**\n\n- ☐ " in heading(text, f"{n}\\. ") for n in (23, 24)] == [False, True]
    assert ["forced labour or services: 11" in heading(text, f"{n}\\. ") for n in (19, 29)] == [False, True]
    assert ". No rule of law found on Article 5(1), only practice\n" in heading(text, "29\\. ")
    told = ("separate units for risk assessment", "Kripos leads a", "has a national advisory service for")
    assert [text.count(one) for one in told] == [1, 1, 1]
    law = text.split("**The law (Article 15(4)):**")[1].split("\n**")[0]
    assert re.search(r"(?m)^- Act on Compensation for .*, section 1: A.*\.\n- Section 3: The ", law)
    assert not re.search(r"ection [^:.;]+; ", law)


def test_what_is_completed_since_the_round_is_told_once(tmp_path: Path) -> None:
    """From its day, and not from the beginning of its year; a task of two links is one line."""
    links = (f"{{obligation: {x}, basis: strategy, by: [T01.1, T01.2]}}" for x in ("coe-29", "coe-29.1"))
    done = tasks(*(f"status: completed, completed: 2026-0{month}-01" for month in (2, 4)))
    texts = measure(addresses=f"[{', '.join(links)}]", tasks=done)
    texts |= {ROUND: changed(str(BASE[ROUND]), published="2026-03-01")}
    texts |= {RECOMMENDATION_FILE: changed(RECOMMENDATION, articles="[{id: coe-29, basis: source}]")}
    repo = build(tmp_path / "depot", [Step("2026-05-10", texts)])
    answer = asked(repo.root, "--instrument", "greta-r3").out.partition("0\\. Recorded as completed")[2]
    assert re.findall(r"(?m)^- .*; (.*) 2026\)", answer.split("\n\n")[2]) == ["1 April"]


def test_a_reply_says_that_no_law_was_found_if_nothing_more_is_written(tmp_path: Path) -> None:
    law = re.sub("    missing: .*\n", "", LAW.replace("extent: part", "extent: none_found"))
    made = build(tmp_path / "depot", [Step("2026-01-10", {LAW_FILE: law})])
    assert "**Missing, on our reading (" in asked(made.root, "--instrument", "coe").out


@each(("extent", "said"), [("part", "Missing"), ("unclear", "Uncertain"), ("none_found", "Missing")])
def test_a_reply_says_what_the_law_lacks_and_no_class(tmp_path: Path, extent: str, said: str) -> None:
    """What is missing is followed by what makes that uncertain."""
    law = LAW.replace("extent: part", f"extent: {extent}") + "    doubt: Det er uklart.\n"
    made = build(tmp_path / extent, [Step("2026-01-10", {LAW_FILE: law})])
    text = asked(made.root, "--instrument", "coe").out
    label = "" if said == "Uncertain" else "Doubt: "  # The mark says so.
    pattern = rf"\*\*{said}, on our reading \(.*\*\* Loven sier ikke hvem .*\. {label}Det er uklart"
    assert re.search(pattern, text)


@each("lang", ["nb", "nn", "en"])
def test_no_class_word_stands_in_a_reply(places: dict[str, Path], lang: Lang) -> None:
    """No mark and no cell is a class of ours, and no sentence says how far the law covers anything."""
    text = report(places, "real", "obligations", "markdown", lang, "--body", "coe").partition("mh-report")[0]
    words = "|".join(say(f"classification.{name}", lang) for name in CLASSIFICATIONS if name != "planned")
    assert not re.findall(rf"(?i)(?:\*\*|\| |☐ )(?:{words})\b[^*|]*(?:\*\*|\|)", text)
    far = [say(f"law.told.{extent}", lang) for extent in ("part", "full", "unclear")]
    partly = r"(?i)(?:delvis|fullt ut) (?:dekket|dekt|oppfylt)|(?:partly|fully) covered|\bcovered, on our"
    assert not [one for one in far if one in text] + re.findall(partly, text)


def test_rounds_are_called_by_names_and_not_by_ids(places: dict[str, Path]) -> None:
    """One without a number by its title, several by their bodies; it counts no demands if it has none."""
    one, two = (("--instrument", "greta-r4"), ("--instrument", "osce"))
    assert asked(places["real"], *one).out.startswith("# Basis for a reply to GRETA: GRETA's fourth")
    assert asked(places["real"], *one, *two).out.startswith("# Basis for a reply to GRETA and the OSCE\n")
    since = run("report", "since", *one, "--lang", "en", "--root", str(places["real"])).out
    assert not re.search(r"0 of 0|No source gives the date", since)


def test_a_link_through_another_convention_says_the_way_and_names_it_once(tmp_path: Path) -> None:
    """What a measure is linked to stands in that convention; parts of an article share its name."""
    root = make_places(tmp_path)["real"]
    assert run("add", "convention", "palermo", "--root", str(root)).code == 0
    git(root, "add", "."), git(root, "commit", "-q", "-m", "data: another convention")
    answer = heading(asked(root, "--instrument", "palermo").out, "Article 5: ")
    assert "(measure 13; through Article 18 (CETS 197))" in answer
    assert "no measure for Article 5(2)(a)–(c) (Palermo Protocol on trafficking in persons)." in answer


# Question by question ----------------------------------------------------------------------------


@pytest.mark.thorough
@each("form", FORMS)
@each("lang", some(["nb", "en"], 2))
def test_an_answer_is_made_in_every_form_and_verified(
    places: dict[str, Path], tmp_path: Path, form: str, lang: str
) -> None:
    """``mh verify`` reads the questions from the closing commit."""
    file = tmp_path / "answer"
    root = ("--root", str(places["demo"]))
    answer = run("report", "obligations", *DEMO, "--format", form, "--lang", lang, *root, "-o", str(file))
    assert (answer.code, answer.out) == (0, "")
    assert run("verify", str(file), *root).code == 0


def test_the_command_in_the_footer_names_the_questionnaire(places: dict[str, Path]) -> None:
    """Anybody can copy it."""
    text = asked(places["demo"], *DEMO).out
    stamp = read_stamp(text)
    assert stamp is not None
    assert run(*shlex.split(command(stamp))[1:], "--root", str(places["demo"])).out == text


def test_each_question_has_its_answer_with_sources(places: dict[str, Path]) -> None:
    """In the questions' order, numbered as the body numbers them."""
    text = asked(places["demo"], *DEMO).out
    assert text.startswith("# Basis for a reply to NHK: NHK(2024)7\n")
    assert "- **Reply due:** 1 March 2025\n" in text
    assert re.findall(r"^## Question (.*)", text, re.MULTILINE) == ["1", "2", "3a", "3b"]
    assert "**Asked:** What keeps victims from being punished?" in text
    answer = heading(text, "Paragraph 64: ")
    assert "**The ministry:** Vestlandia Ministry of Justice, 5 December 2024: partly implemented." in answer
    note = re.search(r"\\\[(\d+)\\\]", answer)
    assert note is not None
    assert f"\\[{note[1]}\\]" in text.split("## Sources")[1]


def test_every_question_has_space_for_the_reply(places: dict[str, Path]) -> None:
    """Also where nothing is recorded of it."""
    text = asked(places["demo"], *DEMO).out
    for number in ("1", "2", "3a", "3b"):
        assert "**Reply" in text.split(f"## Question {number}\n")[1].split("\n## ")[0]


def test_a_question_about_a_part_is_answered_for_that_part(places: dict[str, Path], tmp_path: Path) -> None:
    """The rest of the obligation is left out; an article of one of several conventions says of which."""
    root, file = tmp_path / "demo", DEMO[1]
    git(tmp_path, "clone", "-q", str(places["demo"]), str(root))
    text = (root / file).read_text("utf-8")
    assert run("add", "convention", "palermo", "--root", str(root)).code == 0
    (root / file).write_text(text.replace("nordhav-9.1", "nordhav-5.2, palermo-9.2"), "utf-8")
    git(root, "add", "--all")
    git(root, "commit", "-qm", "Et annet punkt, også i en annen konvensjon")
    assert re.findall("### Article . (.*?): ", asked(root, *DEMO).out)[:1] == ["(NHR 9)"]
    view = json.loads(asked(root, *DEMO, "--format", "json").out)
    (child, *_), (_, point, _), *_ = (item["chapters"] for item in view["questions"])
    assert [item["id"] for item in child["requirements"]] == ["nhk-r2-barn.a", "nhk-r2-barn.b"]
    assert [item["id"] for item in point["requirements"]] == ["nordhav-5.2"]
    assert {one["measure"] for name in ("links", "reports") for one in point[name]} == {"T04"}
    assert point["figures"] == view["instruments"] == []


def test_our_judgements_are_proposals_that_can_be_left_out(places: dict[str, Path]) -> None:
    """As in the draft by obligation."""
    assert "- ☐ " in heading(asked(places["demo"], *DEMO).out, "Paragraph 64: ")
    assert "☐" not in heading(asked(places["demo"], *DEMO, "--no-editorial").out, "Paragraph 64: ")


# What cannot be used -----------------------------------------------------------------------------

WRONG: tuple[tuple[str | bytes, str], ...] = (
    ("", "questionnaires/greta.yaml contains no questionnaire. It needs “title”, “body” and “questions”."),
    ("- 1\n", "contains no questionnaire."),
    ("title: [\n", "questionnaires/greta.yaml cannot be used. Line "),
    (QUESTIONS.replace("body: GRETA\n", ""), "The key “body” is missing."),
    (QUESTIONS.replace("text:", "txt:"), "Line 4: There is no key “txt” here."),
    (
        QUESTIONS.replace("greta-r3-coordination", "greta-r3-coordinaton"),
        "question 1: there is no obligation “greta-r3-coordinaton”. Did you mean “greta-r3-coordi",
    ),
    (QUESTIONS.replace("greta-r3-coordination", "x-9"), "question 1: there is no obligation “x-9”."),
    (QUESTIONS.replace("body: GRETA", "body: Ukjent"), "there is no actor “Ukjent”."),
    (QUESTIONS.replace("number: 1", "number: 0"), "“number” cannot be “0”."),
    ("title: &a x\nbody: *a\n", "cannot be used. Line 1: "),
    ("title: !!python/object:os.system x\n", "cannot be used. Line 1: "),
    ("[" * 5000, "cannot be used. Line "),
    (b"\xff\xfe\x00", "cannot be used. Line 1: "),
    ("a" * 1_000_001, "is too large to be a questionnaire."),
)


@pytest.mark.parametrize(("content", "said"), WRONG)
def test_a_questionnaire_that_cannot_be_used_is_refused_with_its_place(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    """In the user's language, in one line; nothing in the file is run."""
    assert said in complaint(asked(made(tmp_path, content).root, "--questionnaire", FILE))


def test_mistakes_are_told_in_the_users_language(tmp_path: Path) -> None:
    """As those of the data."""
    root = made(tmp_path, QUESTIONS.replace("text:", "txt:")).root
    answer = run("report", "obligations", "--questionnaire", FILE, "--lang", "nn", "--root", str(root))
    assert "Linje 4: Nøkkelen «txt» finst ikkje her." in complaint(answer)


def test_a_questionnaire_is_read_from_the_commit_and_not_from_the_disk(tmp_path: Path) -> None:
    """What nobody has committed cannot be verified."""
    repo = made(tmp_path, None)
    (repo.root / "questionnaires").mkdir()
    (repo.root / FILE).write_text(QUESTIONS, encoding="utf-8")
    said = complaint(asked(repo.root, "--questionnaire", FILE))
    assert said.startswith(f"{FILE} is not in the commit {repo.commits[-1][:10]}.")


def test_a_link_is_no_questionnaire(tmp_path: Path) -> None:
    """It may point out of the repository."""
    repo = made(tmp_path, Link("../../etc/passwd"))
    assert "is not in the commit" in complaint(asked(repo.root, "--questionnaire", FILE))


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd.yaml", "../a.yaml", "a/../b.yaml", "./a.yaml", "a", "a.txt"),
        *(":(glob)*.yaml", "a//b.yaml", "a\\b.yaml", "a\n.yaml", "a/"),
    ],
)
def test_a_path_leads_to_a_yaml_file_below_the_root(tmp_path: Path, path: str) -> None:
    """Written one way only, so that the stamp can be compared."""
    assert not is_path(path)
    assert "is not the path of a questionnaire" in complaint(
        asked(made(tmp_path).root, "--questionnaire", path)
    )


@pytest.mark.parametrize("path", ["a.yaml", "-a.yml", "Et sted, æøå/Spørsmål 1, del b.yaml", "*.yaml"])
def test_any_name_of_a_yaml_file_will_do(tmp_path: Path, path: str) -> None:
    """With blanks, commas and other letters; the report is verified, and its command makes it again."""
    root = made(tmp_path, path=path).root
    file = tmp_path / "answer.md"
    answer = asked(root, f"--questionnaire={path}", "-o", str(file))
    assert (answer.code, answer.out) == (0, "")
    assert run("verify", str(file), "--root", str(root)).code == 0
    stamp = read_stamp(file.read_text(encoding="utf-8"))
    assert stamp is not None
    assert run(*shlex.split(command(stamp))[1:], "--root", str(root)).code == 0


def test_a_questionnaire_and_an_instrument_exclude_each_other(tmp_path: Path) -> None:
    """The questions say what they are about."""
    root = made(tmp_path).root
    for more in (("--body", "greta"), ("--instrument", "greta-r3")):
        assert "leave out --body and --instrument." in complaint(asked(root, "--questionnaire", FILE, *more))
