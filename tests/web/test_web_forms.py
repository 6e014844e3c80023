"""``mh web``: the forms that report a year, link, accept a gap and add a recommendation.

A workbook handed over in the form: the same reading, judging and words as on the command line.
"""

import json
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from io import BytesIO
from pathlib import Path
from time import sleep
from urllib.parse import quote, unquote

import pytest
from httpx2 import Response
from openpyxl import Workbook, load_workbook

from desks import FORMS, NEW, TASK, Visitor, branch, hidden, proposed
from menneskehandel_cli.language import Refused, say
from menneskehandel_cli.models import Measure, Recommendation, Report
from menneskehandel_cli.register import Register, load
from menneskehandel_cli.sheets.opening import opened_apart
from repositories import git
from support import Mh, each, environment, some
from workbooks import sent, write


def saved(visitor: Visitor) -> Register:
    """The records as the proposal has them."""
    return load(visitor.desk.tree)


def reported(visitor: Visitor) -> Report:
    """The report that the proposal makes at ``NEW``."""
    (report,) = [r for r in saved(visitor).reports if (r.actor, r.year) == ("ND", 2024)]
    return report


def measure(visitor: Visitor, name: str) -> Measure:
    """A measure as the proposal has it."""
    (found,) = [m for m in saved(visitor).measures if m.id == name]
    return found


def folder(root: Path) -> str:
    """The files of the proposal, laid out by git."""
    git(root, "worktree", "add", "-q", "--detach", str(root.parent / "forslag"), branch(root))
    return str(root.parent / "forslag")


# A report for a year --------------------------------------------------------------------------------


def test_a_body_finds_its_reports_where_it_finds_what_it_owes(visitor: Visitor) -> None:
    page = visitor.page("/owes/ND")
    found = re.findall(r'href="/report/(\d+)/ND"', page)
    assert found == ["2024", "2023", "2022", "2021"]  # the strategy is for 2021 to 2025; it is 2024


def test_a_report_is_the_measures_that_its_body_answers_for(visitor: Visitor) -> None:
    names = visitor.values(NEW)
    asked = {name.split(".")[1] for name in names if name.startswith("measures.")}
    answered = {m.id for m in saved(visitor).measures if "ND" in m.responsible}
    assert asked == answered
    assert any(".goal_attainment." in name for name in names)


def test_what_was_said_last_stands_beside_each_field(visitor: Visitor) -> None:
    """Only what was approved. The report of 2024 is compared with that of 2023, not with itself."""
    page = unescape(visitor.page("/report/2024/RD"))
    assert "Oppgitt for 2023: Gruppen har åtte etterforskere." in page
    assert "Oppgitt for 2024" not in page


def test_only_measures_with_something_said_are_written(visitor: Visitor, root: Path, mh: Mh) -> None:
    values = visitor.values(NEW) | {
        "measures.T08.status": "in_progress",
        "measures.T08.done.nb": "Tre tilsyn: to i bygg,\r\nett i fiske.",
        "foreword.nb": "Et år med mye arbeid.",
    }
    page = visitor.send(NEW, values, "preview")
    assert branch(root) == ""
    assert "data/reports/2024/ND.yaml" in page
    visitor.send(NEW, values, "save", 303)
    report = reported(visitor)
    assert [item.measure for item in report.measures] == ["T08"]
    assert report.measures[0].done is not None
    assert report.measures[0].done.nb == "Tre tilsyn: to i bygg,\nett i fiske."
    assert report.foreword is not None
    assert not report.counts  # nobody has approved it
    assert "2024-ND: " in git(root, "log", "-1", "--format=%s", branch(root))
    assert mh("fmt", "--check", "data/reports/2024", cwd=Path(folder(root))).code == 0


def test_what_a_report_will_say_is_told_in_sentences(visitor: Visitor) -> None:
    """Also that the coordinator says otherwise; a status is asked for, and advice is given once."""
    written = {"measures.T05.done.nb": "Fem tilsyn.", "measures.T08.done.nb": "Ferdig.", **SPENT}
    page = unescape(visitor.fill(NEW, written | {"measures.T08.status": "completed"}, "preview"))
    page = page.replace("\N{NO-BREAK SPACE}", " ")
    t08 = "<li>T08 Lage et nettsted for arbeidstakere (oppdiktet): "
    assert f"{t08}1 500 000 kroner er rapportert brukt.</li>" in page
    assert f"{t08}Rapporten sier «gjennomført», mens koordinatoren har registrert «igangsatt»." in page
    asked = re.findall(r'id="field-measures-(T\d\d)-status-advice"', page)
    told = re.findall(r"<strong>Råd:</strong> Teksten mangler på engelsk \((.*)\)\. ", page)
    marked = re.findall(r'id="fold-(T\d\d)">[^<]*<span class="tag">\(skrevet\)', page)
    assert (asked, told, marked) == (
        ["T05"],
        ["T05: Det som er gjort; T08: Det som er gjort; T08: Tekst"],
        ["T05", "T08"],
    )


def test_a_goal_is_assessed_by_a_level_and_why(visitor: Visitor) -> None:
    measure = next(m for m in saved(visitor).measures if "ND" in m.responsible and m.goals)
    goal = measure.goals[0].ref or measure.goals[0].id
    name = f"measures.{measure.id}.goal_attainment.{goal}"
    values = visitor.values(NEW)
    page = visitor.send(NEW, values | {f"{name}.comment.nb": "Få søkte."}, "save", 422)
    assert "Få søkte." in page
    assert f'id="field-{name.replace(".", "-")}-level-error"' in page
    both = values | {f"{name}.comment.nb": "Få søkte.", f"{name}.level": "little"}
    visitor.send(NEW, both, "save", 303)
    assert goal is not None
    assert reported(visitor).measures[0].goal_attainment[goal].level == "little"


def test_a_report_that_is_there_keeps_what_is_not_changed(visitor: Visitor, root: Path) -> None:
    address, path = "/report/2024/RD", "data/reports/2024/RD.yaml"
    before = git(root, "show", f"HEAD:{path}")
    assert "Ingenting er endret." in visitor.fill(address, {}, "save")
    visitor.fill(address, {"measures.T01.next.nb": "Vi går videre."}, "save", 303)
    after = proposed(root, path)
    assert "Vi går videre." in after
    lost = set(before.splitlines()) - set(after.splitlines())
    assert [line.partition(":")[0] for line in lost] == ["approved"]  # it was given to what was there


TYPED = {
    "/record/T07.2": ("note.nb", "Endre T07.2: Inngå avtaler med tre naboland."),
    "/report/2024/ND": ("foreword.nb", "Rapport fra Næringsdepartementet i Vestlandia for 2024"),
    "/link/T08?obligation=nordhav-4.2": ("note.nb", "Koble T08 til et krav"),
    "/accept/MH301:T07:T07.2": ("reason.nb", "Aksepter at en mangel står åpen: Fristen for oppgaven T07.2"),
    "/new/recommendation/nhk-r2": ("text.nb", "Ny anbefaling: Nordhavskomiteen om Vestlandia, runde 2"),
}
"""A field of each kind of form, and how its page begins to be called."""


@pytest.mark.parametrize(("page", "sent"), [("/", False), ("/proposal", True)])
def test_what_is_begun_is_listed_by_name_and_leads_back(
    visitor: Visitor, root: Path, page: str, sent: bool
) -> None:
    """Whether it was sent, or only kept while it was typed; also when the program is opened again."""
    for address, (field, _) in TYPED.items():
        values = visitor.values(address) | {field: "Påbegynt «her»."}
        kept = re.search(r'data-draft="([^"]+)"', visitor.page(address))
        assert kept is not None
        if sent:
            visitor.client.post(address.partition("?")[0], data={**values, "do": "preview"})
        else:
            assert visitor.client.post(kept[1], data=values).status_code == 204
    visitor = Visitor(root)
    assert "Påbegynt, men ikke lagret" in visitor.page(page)
    listed = re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', unescape(visitor.page(page)))
    for address, (_, title) in TYPED.items():
        link = quote(address.partition("?")[0], safe="/")
        assert any(to == link and text.startswith(title) for to, text in listed)
        assert "Påbegynt «her»." in unescape(visitor.page(link))
        visitor.send(link, visitor.token, "forget", 303)
        assert "Påbegynt «her»." not in unescape(visitor.page(link))
    assert "Påbegynt, men ikke lagret" not in visitor.page(page)


def test_a_draft_is_called_by_text_and_never_by_markup(visitor: Visitor) -> None:
    values = visitor.values(LINK + "?obligation=nordhav-4.2") | {"form_title": "<script>x</script>"}
    visitor.client.post(f"/draft{LINK}", data=values)
    page = visitor.page("/")
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


ADDED = "new:measures.T08"
EVIDENCE = {f"{ADDED}.evidence.title.nb": "Avtale: «x» #1", f"{ADDED}.evidence.url": "www.example.no"}
SPENT = {f"{ADDED}.funding.amount": "1 500 000 kr", f"{ADDED}.funding.text.nb": "Oversettelser"}
FOUND = {
    "new:findings.subject": "nordhav-4.2",
    "new:findings.assessment": "partly",
    "new:findings.text.nb": "Halve kravet er fulgt opp.",
    "new:findings.source.document": "strategi",
}


def test_evidence_spending_and_findings_are_added(visitor: Visitor, root: Path, mh: Mh) -> None:
    """Only what is said of is written, as people write it, and what was added before stays."""
    day = {f"{ADDED}.evidence.date": "1.2.2024", "new:findings.text.nb": "Halve\u200b kravet."}
    visitor.fill(NEW, EVIDENCE | SPENT | FOUND | day, "save", 303)
    visitor.fill(NEW, {f"{ADDED}.funding.amount": "7"}, "save", 303)
    report = reported(visitor)
    (entry,) = report.measures
    assert entry.measure == "T08"
    assert [(item.url, item.date) for item in entry.evidence] == [("https://www.example.no", "2024-02-01")]
    assert [(item.amount, item.currency) for item in entry.funding] == [(1500000, None), (7, None)]
    (finding,) = report.findings
    assert (finding.subject, finding.assessment) == ("nordhav-4.2", "partly")
    assert finding.source is not None
    assert finding.text.nb == "Halve kravet."
    assert mh("fmt", "--check", "data/reports/2024", cwd=Path(folder(root))).code == 0


def test_an_amount_is_bare_of_the_strategys_own_currency_alone(root: Path, mh: Mh) -> None:
    """In a form, and in what a mistake in a file is told to be: another currency is another amount."""
    strategy = root / "strategy/strategy.yaml"
    strategy.write_text(strategy.read_text("utf-8").replace("currency: NOK", "currency: EUR"), "utf-8")
    git(root, "commit", "-qam", "I euro")
    visitor, file = Visitor(root), root / "data/reports/2024/ND.yaml"
    for typed, status in (("1 500 kr", 422), ("1 500 €", 303)):
        visitor.fill(NEW, SPENT | {f"{ADDED}.funding.amount": typed}, "save", status)
        entry = f"{{measure: T08, status: in_progress, funding: {typed}}}"
        file.write_text(f"year: 2024\nactor: ND\nkind: self\nmeasures:\n  - {entry}\n", "utf-8")
        told = mh("check", "--root", str(root)).out
        assert ("[{amount: 1500" in told) is (status != 422), told
    assert [item.amount for item in reported(visitor).measures[0].funding] == [1500]


def test_what_was_added_is_corrected_and_removed(visitor: Visitor) -> None:
    """In a report; and a link, an acceptance and a measure that is reported on."""
    visitor.fill(NEW, EVIDENCE | SPENT | FOUND, "save", 303)
    values = visitor.values(NEW)
    url, amount, finding = (
        next(name for name, value in values.items() if value == shown and not name.startswith("was:"))
        for shown in ("https://www.example.no", "1500000", "Halve kravet er fulgt opp.")
    )
    gone = {amount.replace("amount", "remove"): "true", finding: "Hele."}
    visitor.send(NEW, values | {finding.replace("text.nb", "remove"): "true"}, "preview")
    visitor.send(NEW, values | {url: "https://example.no/ny"} | gone, "save", 303)
    (entry,) = reported(visitor).measures
    assert ([item.url for item in entry.evidence], entry.funding) == (["https://example.no/ny"], ())
    assert str(reported(visitor).findings[0].text.nb) == "Hele."
    visitor.fill(NEW, {"measures.T08.remove": "true"}, "save", 303)
    assert reported(visitor).measures == ()
    visitor.send(LATE, visitor.values(LATE) | DECIDED, "save", 303)
    linked = {"basis": "strategy", "contribution": "partial"}
    visitor.send(LINK, picked(visitor, "nordhav-4.2") | linked, "save", 303)
    for name, kind in (("T07", "accepted"), ("T08", "addresses")):
        before = getattr(measure(visitor, name), kind)
        [*_, last] = re.findall(rf'name="({kind}[^"]+remove)" value="true"', visitor.page(f"/record/{name}"))
        visitor.fill(f"/record/{name}", {last: "true"}, "save", 303)
        assert getattr(measure(visitor, name), kind) == before[:-1]


def test_who_looks_at_the_others_finds_what_the_others_do(visitor: Visitor, root: Path) -> None:
    """The rapporteur answers for no measure, and reports on obligations; last year's stands beside."""
    assert 'href="/owes/Rettighetsombudet"' in visitor.page("/")
    assert 'href="/report/2024/Rettighetsombudet"' in visitor.page("/owes/Rettighetsombudet")
    address = "/report/2024/Rettighetsombudet"
    visitor.fill(address, FOUND, "save", 303)
    told = proposed(root, "data/reports/2024/Rettighetsombudet.yaml")
    assert "kind: independent\nfindings:\n  - subject: nordhav-4.2\n" in told
    assert "measures" not in told


def test_a_report_under_another_name_is_found(visitor: Visitor, root: Path) -> None:
    address, path = "/report/2023/Evalueringsbyraet", "data/reports/2023/Evalueringsbyraet-midtveis.yaml"
    visitor.fill(address, FOUND, "save", 303)
    assert git(root, "diff", "--name-only", "main", branch(root)).strip() == path


# A link to a requirement ----------------------------------------------------------------------------

LINK = "/link/T08"
"""T08 is linked to nothing."""


def picked(visitor: Visitor, name: str) -> dict[str, str]:
    """The form of a link, with nothing ticked."""
    return visitor.values(f"{LINK}?obligation={name}") | {"by": ""}


def test_the_requirement_is_searched_for_and_its_paragraph_picked(visitor: Visitor) -> None:
    assert 'href="/link/T08"' in visitor.page("/record/T08")
    assert '<form id="record"' not in visitor.page(LINK)
    for words in ("tvangsarbeid", "artikkel 4 nr. 2", "art 4.2", "nordhav-4.2"):
        page = visitor.page(f"{LINK}?find={words}")
        assert 'href="/link/T08?obligation=nordhav-4.2"' in page
        assert "Staten skal forebygge tvangsarbeid i næringslivet." in page
    assert 'value="nordhav-4.2"' in visitor.page(f"{LINK}?obligation=nordhav-4.2")


def test_what_a_link_does_to_coverage_is_shown_before_it_is_saved(visitor: Visitor, root: Path) -> None:
    values = picked(visitor, "nordhav-4.2") | {
        "basis": "editorial",
        "contribution": "partial",
        "note.nb": "Varselet når bransjer der tvangsarbeid forekommer: bygg #1.",
    }
    page = unescape(visitor.send(LINK, values, "preview"))
    assert "Dekningen av nordhav-4.2 endres: Oppfølgingen går fra «bare nevnt» til «" in page
    assert "regnes som «delvis dekket» (før: «delvis dekket»)" in page
    assert re.search(r"Ikke lenger:.*\(MH203\)", page)  # T08 was a measure without an obligation
    assert branch(root) == ""
    visitor.send(LINK, values, "save", 303)
    (link,) = measure(visitor, "T08").addresses
    assert (link.obligation, link.basis, link.contribution) == ("nordhav-4.2", "editorial", "partial")
    assert link.note is not None
    assert link.note.nb == values["note.nb"]
    diff = git(root, "diff", "--numstat", "main", branch(root)).split()
    assert diff[1] == "0"  # nothing else is changed


def test_a_link_rests_on_the_tasks_that_are_ticked(visitor: Visitor) -> None:
    values = picked(visitor, "nordhav-6.2") | {"basis": "strategy", "contribution": "full"}
    answer = visitor.client.post(
        LINK, data={**values, "by": ["", "T08.1"], "do": "save"}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert measure(visitor, "T08").addresses[0].by == ("T08.1",)


def test_a_link_that_names_a_whole_article_answers_nothing(visitor: Visitor) -> None:
    given = {"basis": "editorial", "note.nb": "Nettstedet er for alle ofre."}
    page = unescape(visitor.send(LINK, picked(visitor, "nordhav-6") | given, "preview"))
    assert "Dekningen av nordhav-6.2 er uendret" in page


def test_two_tabs_that_link_lose_nothing(visitor: Visitor) -> None:
    typed = {"basis": "strategy", "contribution": "partial"}
    first, second = picked(visitor, "nordhav-4.2"), picked(visitor, "nordhav-6.2")
    visitor.send(LINK, first | typed, "save", 303)
    visitor.send(LINK, second | typed, "save", 303)
    linked = [link.obligation for link in measure(visitor, "T08").addresses]
    assert linked == ["nordhav-4.2", "nordhav-6.2"]
    assert "Ingenting er endret." in visitor.send(LINK, first | typed, "save")


# A gap that is accepted -----------------------------------------------------------------------------

LATE = "/accept/MH301:T07:T07.2"
DECIDED = {
    "reason.nb": "Avtalen med det tredje landet venter på valget der.",
    "decided_by": "RD",
    "date": "1. desember 2024",
    "until": "30.6.2025",
}


def open_gaps(visitor: Visitor, body: str) -> list[str]:
    found = re.findall(r'href="/accept/([^"]+)"', visitor.page(f"/owes/{body}"))
    return [unquote(key) for key in found]


def test_a_body_sees_its_open_gaps(visitor: Visitor, mh: Mh, root: Path) -> None:
    listed = mh("gaps", "--ministry", "RD", "--format", "json", "--root", str(root), "--as-of", "2024-12-18")
    keys = [gap["key"] for gap in listed.json["gaps"] if gap["severity"] == "gap"]
    assert keys
    assert open_gaps(visitor, "RD") == keys
    records = set(re.findall(r'href="/record/([^"]+)"', visitor.page("/owes/RD")))
    assert {"nordhav-4.2", "nhk-r2-barn.b", "T07"} <= records  # where a gap can be closed
    assert "T05.3" not in records  # a task is its owner's
    for name in records:
        assert '<form id="record"' in visitor.page(f"/record/{name}"), name


def test_an_accepted_gap_is_listed_as_accepted_and_no_longer_as_open(visitor: Visitor, root: Path) -> None:
    values = visitor.values(LATE) | DECIDED
    page = visitor.send(LATE, values, "preview")
    assert "Mangelen vises da som akseptert." in page
    assert branch(root) == ""
    visitor.send(LATE, values, "save", 303)
    given = measure(visitor, "T07").accepted[-1]
    assert (given.rule, given.about, given.decided_by) == ("MH301", "T07.2", "RD")
    assert (given.date, given.until) == ("2024-12-01", "2025-06-30")
    assert "MH301:T07:T07.2" not in open_gaps(visitor, "RD")
    assert "Det finnes ingen åpen mangel" in visitor.send(LATE, values, "save", 404)  # from another tab


def test_every_open_gap_can_be_accepted(visitor: Visitor) -> None:
    """What the acceptance is about is right for every rule, and a requirement's text can be read."""
    assert "Gi hvert barn en verge innen et døgn." in visitor.page("/accept/MH202:nhk-r2-barn:nhk-r2-barn.b")
    for key in open_gaps(visitor, "RD"):
        address = f"/accept/{quote(key)}"
        page = visitor.fill(address, DECIDED, "preview")
        assert "Mangelen vises da som akseptert." in page, key


def test_an_acceptance_that_has_ended_does_not_hold(visitor: Visitor) -> None:
    page = visitor.fill(LATE, DECIDED | {"until": "2024-12-02"}, "preview")
    assert "Mangelen står fortsatt åpen" in page


def test_points_articles_and_answers_are_added_to_a_recommendation(
    visitor: Visitor, root: Path, mh: Mh
) -> None:
    """What the state has answered is read where all that is recorded of the recommendation is."""
    name, path = "nhk-r2-erstatning", "data/obligations/nhk-r2/nhk-r2-erstatning.yaml"
    said = {"date": "1.2.2024", "text.nb": "Ordningen er utvidet.", "source.document": "strategi"}
    new = {"parts.text.nb": "Gi alle tolk.", "articles.id": "nordhav-6.2", "articles.basis": "source"}
    new |= {f"replies.{key}": text for key, text in said.items()}
    visitor.save(name, **{f"new:{key}": text for key, text in new.items()})
    added = proposed(root, path)
    assert f"  - id: {name}.a\n    text: {{nb: Gi alle tolk.}}\n" in added
    assert "  - {id: nordhav-6.2, basis: source}\n" in added
    sent = {"kind": "reply", "date": "1.2.2024", "source.document": "strategi"}
    visitor.save("nhk-r2", **{f"new:events.{key}": text for key, text in sent.items()})
    laid_out = folder(root)
    told = mh("show", name, "--root", laid_out).out
    assert "1. februar 2024: Ordningen er utvidet." in " ".join(told.split())
    assert mh("fmt", "--check", path, cwd=Path(laid_out)).code == 0


# A new recommendation -------------------------------------------------------------------------------

ROUND = "/new/recommendation/nhk-r2"
ASKED = {
    "title.nb": "Tolk til alle: også barn",
    "text.nb": "Komiteen oppfordrer Vestlandia til å gi tolk,\r\nogså til barn.",
    "level": "urges",
    "parts": "Gi alle tolk.\r\n\r\n Gi barn tolk. ",
    "source.section": "punkt 42",
}


def test_a_recommendation_is_added_to_its_round(visitor: Visitor, root: Path, mh: Mh) -> None:
    assert f'href="{ROUND}"' in visitor.page("/")
    values = visitor.values(ROUND) | ASKED
    assert values["source.document"] == "nhk-runde-2"  # where the round's recommendations are
    page = unescape(visitor.send(ROUND, values, "preview"))
    assert re.search(r"Nytt:.*\(MH202\)", page)  # nothing answers it yet
    assert branch(root) == ""
    visitor.send(ROUND, values, "save", 303)
    record = saved(visitor).obligations["nhk-r2-tolk-til-alle-ogsa-barn"]
    assert isinstance(record, Recommendation)
    assert (record.title.nb, record.level) == (ASKED["title.nb"], "urges")
    assert record.text.nb == ASKED["text.nb"].replace("\r\n", "\n")
    assert (record.source.document, record.source.section) == ("nhk-runde-2", "punkt 42")
    assert mh("fmt", "--check", "data/obligations/nhk-r2", cwd=Path(folder(root))).code == 0
    assert [point.text.nb for point in record.parts] == ["Gi alle tolk.", "Gi barn tolk."]
    assert '<option value="urges" selected>' in visitor.page(f"/record/{record.id}")


def test_two_tabs_do_not_write_over_each_other(visitor: Visitor) -> None:
    first, second = visitor.values(ROUND), visitor.values(ROUND)
    visitor.send(ROUND, first | ASKED, "save", 303)
    page = visitor.send(ROUND, second | ASKED | {"text.nb": "Noe annet."}, "save", 422)
    assert "Det finnes allerede en anbefaling med denne tittelen." in page
    visitor.send(ROUND, second | ASKED | {"title.nb": "Noe annet"}, "save", 303)
    assert {"nhk-r2-noe-annet", "nhk-r2-tolk-til-alle-ogsa-barn"} <= saved(visitor).obligations.keys()


def test_a_document_that_is_not_listed_is_added_on_the_way(visitor: Visitor, root: Path) -> None:
    """One comes back to what was begun, and chooses it there."""
    begun = {**visitor.values(ROUND), **ASKED, "do": "document"}
    leads = visitor.client.post(ROUND, data=begun, follow_redirects=False).headers["location"]
    said = {"title.nb": "Merknad fra 2024", "url": "www.example.no", "published": "I går", "do": "save"}
    added = {**visitor.values(leads), **said}
    back = visitor.client.post("/new/document", data=added, follow_redirects=False).headers["location"]
    visitor.fill(back, {"source.document": "merknad-fra-2024"}, "save", 303)
    told = "title: {nb: Merknad fra 2024}\n    url: https://www.example.no\n    published: 2024-12-17"
    assert f"\n  - id: merknad-fra-2024\n    {told}" in proposed(root, "strategy/strategy.yaml")
    record = saved(visitor).obligations["nhk-r2-tolk-til-alle-ogsa-barn"]
    assert (record.source.document, record.title.nb) == ("merknad-fra-2024", ASKED["title.nb"])


def test_a_recommendation_goes_once_nobody_refers_to_it(visitor: Visitor, root: Path) -> None:
    """And comes back as it was."""
    page = visitor.fill("/record/nhk-r2-barn", {"remove": "true"}, "save", 422)
    assert "så lenge andre oppføringer viser til den: Lære opp dem som møter ofre først" in page
    visitor.save("nhk-r2-erstatning", remove="true")
    path, page = "data/obligations/nhk-r2/nhk-r2-erstatning.yaml", visitor.page("/proposal")
    assert "nhk-r2-erstatning er fjernet: Erstatning til ofre (oppdiktet)" in page
    assert git(root, "diff", "--name-status", "main", branch(root)).split() == ["D", path]
    [change] = re.findall(r'name="change" value="([^"]+)"', page)
    visitor.send("/proposal", visitor.token | {"change": change}, "undo", 303)
    assert git(root, "diff", "main", branch(root)) == ""


# All forms ------------------------------------------------------------------------------------------


@pytest.fixture
def other(root: Path) -> Visitor:
    """The program opened a second time."""
    return Visitor(root)


@each(
    ("address", "typed", "field"),
    [
        (NEW, {"approved.by": "ND"}, "approved-date"),
        (NEW, {"approved.by": "Kari-Nordmann", "approved.date": "12.12.2024"}, "approved-by"),
        (NEW, EVIDENCE | {f"{ADDED}.evidence.url": "Nr. 1"}, "new-measures-T08-evidence-url"),
        (NEW, {f"{ADDED}.evidence.url": "https://example.no"}, "new-measures-T08-evidence-title-nb"),
        (NEW, {f"{ADDED}.funding.text.nb": "Mye"}, "new-measures-T08-funding-amount"),
        (NEW, {f"{ADDED}.funding.amount": "mye"}, "new-measures-T08-funding-amount"),
        (NEW, FOUND | {"new:findings.subject": "nordhav-99"}, "new-findings-subject"),
        (NEW, FOUND | {"new:findings.source.document": "ukjent"}, "new-findings-source-document"),
        # A link: why, how far, and who says so; and to what there is.
        (f"{LINK}?obligation=nordhav-4.2", {"basis": "editorial", "contribution": "full"}, "basis"),
        (f"{LINK}?obligation=nordhav-4.2", {"basis": "strategy"}, "obligation"),
        (f"{LINK}?obligation=nordhav-4.2", {"contribution": "full"}, "basis"),
        (f"{LINK}?obligation=nordhav-99", {"basis": "strategy", "contribution": "full"}, "obligation"),
        # A gap is accepted by a body, on a day, for a reason.
        (LATE, DECIDED | {"reason.nb": ""}, "reason-nb"),
        (LATE, DECIDED | {"decided_by": "Kari Nordmann"}, "decided_by"),
        (LATE, DECIDED | {"date": "i fjor"}, "date"),
        (ROUND, ASKED | {"title.nb": ""}, "title-nb"),
        (ROUND, ASKED | {"text.nb": " "}, "text-nb"),
        (ROUND, ASKED | {"source.document": ""}, "source-document"),
        (ROUND, ASKED | {"source.document": "../../x"}, "source-document"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_else_was_typed_is_kept(
    visitor: Visitor, other: Visitor, address: str, typed: dict[str, str], field: str
) -> None:
    """As the program shows it that is opened again, and until one lets go of it."""
    page = visitor.fill(address, {"by": "", **typed} if address.startswith(LINK) else typed, "save", 422)
    assert f'id="field-{field}-error"' in page
    assert branch(visitor.desk.root) == ""
    again = other.values(address)
    for name in typed.keys() & again.keys():
        if re.sub("[.:]", "-", name) != field:
            assert again[name].split() == typed[name].split()
    visitor.send(address.partition("?")[0], visitor.token, "forget", 303)


def test_an_error_that_was_hidden_by_another_one_stops_no_mend_of_that_one(
    visitor: Visitor, root: Path, mh: Mh
) -> None:
    """As for ``mh set``: a body that nobody knows was there before, in a task that could not be read."""
    path = root / TASK
    text = path.read_text(encoding="utf-8").replace(
        "owners: [Politiet]\n    status", "owners: [X]\n    status"
    )
    path.write_text(text.replace("due: 2024-03\n", "due: 2024-03\n    started: soon\n"), encoding="utf-8")
    git(root, "commit", "-qam", "To feil i en oppgave")
    page = visitor.fill("/record/T07.2", {"started": "2024-01"}, "preview")
    assert re.search(r"«soon»[^<(]* <span class=\"tag\">", page), "told without a place"
    visitor.fill("/record/T07.2", {"started": "2024-01"}, "save", 303)
    assert "started: 2024-01" in proposed(root)
    assert mh("set", "T07.2", "started=2024-01", cwd=root).code == 0


PREVIEWED = {"nb": "Se hva det betyr", "nn": "Sjå kva det inneber", "en": "See what it means"}
"""The button that shows a change before it is saved."""


@pytest.mark.thorough
@each("address", some(FORMS, 3))
@each("lang", PREVIEWED)
def test_every_form_speaks_the_language_asked_for(root: Path, address: str, lang: str) -> None:
    page = Visitor(root, lang).page(address)
    assert f'<html lang="{lang}">' in page
    assert PREVIEWED[lang] in page
    assert not re.search(r' (style|on\w+)="', page)
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
    fields = re.findall(r'<(?:input|select|textarea) id="([^"]+)"', page)
    assert set(fields) <= labelled
    assert len(fields) == len(set(fields))


@each("address", FORMS)
def test_what_is_typed_is_text_on_the_page(visitor: Visitor, address: str) -> None:
    said = "<script>alert(1)</script>{{ 7*7 }}\"'&"
    values = visitor.values(address)
    prose = next(name for name in values if name.endswith(".nb") and not name.startswith("was:"))
    page = visitor.client.post(address.partition("?")[0], data=values | {prose: said, "do": "preview"}).text
    assert "<script>alert" not in page
    assert said in unescape(page)


# Two sittings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("begun", [False, True])
def test_two_sittings_at_once_lose_nothing(root: Path, begun: bool) -> None:
    """Two programs on one repository, with and without a proposal that both go on with.

    The report did not exist when either opened its form.
    """
    if begun:
        Visitor(root).save("T01.1", **{"note.nb": "Før begge."})
    first, second = Visitor(root), Visitor(root)
    mine, yours = first.values(NEW), second.values(NEW)
    first.send(NEW, mine | {"foreword.nb": "Den ene sitt forord."}, "save", 303)
    second.send(NEW, yours | {"next.nb": "Den andre sitt neste."}, "save", 303)
    first.save("T07.2", **{"note.nb": "Den ene sin merknad."})
    second.save("T07.2", status="in_progress")
    told = git(root, "log", "-p", "--format=", "--branches=forslag/*")
    for text in ("Den ene sitt forord.", "Den andre sitt neste.", "Den ene sin", "status: in_progress"):
        assert text in told
    if begun:  # each has what the other has saved
        report = proposed(root, "data/reports/2024/ND.yaml")
        assert "Den ene sitt forord." in report
        assert "Den andre sitt neste." in report
        assert "Den ene sin merknad." in first.page("/record/T07.2")
        page = second.send(NEW, yours | {"foreword.nb": "Et annet forord."}, "save", 409)
        assert '"beside">Den ene sitt forord.</p>' in page
    assert git(root, "status", "--porcelain") == ""


# Killed ---------------------------------------------------------------------------------------------

KILLED = """
import os, random, signal, sys, time
from itertools import count
from pathlib import Path
from desks import Visitor

root, kills, log = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
random.seed(16)
REPORT = "/report/2024/ND"
FORMS = [(REPORT, "measures.T08.done.nb"), ("/record/T07.2", "note.nb"), (REPORT, "foreword.nb")]
DRAFT = ("/report/2024/HD", "foreword.nb")

def kept():
    return [line for line in log.read_text().splitlines() if line.startswith("Utkast")]

def work(ready):
    os.setsid()
    visitor = Visitor(root)
    if kept():  # what was typed is there, or what was typed when it was killed
        typed = visitor.values(DRAFT[0])[DRAFT[1]]
        assert int(typed.split()[1]) >= int(kept()[-1].split()[1]), (typed, kept()[-1])
    token = visitor.token
    os.write(ready, b".")
    with log.open("ab", buffering=0) as file:
        for number in count(sum(1 for _ in log.open()) + 1):
            address, field = FORMS[number % len(FORMS)]
            text = f"Lagret {os.getpid()}-{number}."
            given = token | {field: text, f"take:{field}": "mine"}
            visitor.send(address, given, "save", 303)
            file.write(f"{text}\\n".encode())
            answer = visitor.client.post(f"/draft{DRAFT[0]}", data=token | {DRAFT[1]: f"Utkast {number}"})
            assert answer.status_code == 204, answer.text
            file.write(f"Utkast {number}\\n".encode())

pace = 0.0
for number in range(kills):
    heard, ready = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        try:
            work(ready)
        finally:
            import traceback
            traceback.print_exc()
            os._exit(1)
    os.close(ready)
    assert os.read(heard, 1) == b".", "it did not begin"
    os.close(heard)
    if number == 0:  # how long a save takes here and now
        begun = time.monotonic()
        while log.read_text().count("Lagret") < 4:
            assert time.monotonic() < begun + 120, "it saves nothing"
            time.sleep(0.01)
        pace = (time.monotonic() - begun) / 4
    time.sleep(random.random() * 2 * pace)
    # At times git is killed with it, at times it is left to end alone.
    (os.killpg if number % 2 else os.kill)(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it ended by itself"
print(kills)
"""


@pytest.mark.attack
def test_killed_again_and_again_while_it_saves_a_report_nothing_is_lost(root: Path, tmp_path: Path) -> None:
    """Every save that was answered is in the one branch, every file is whole, and so is the draft."""
    log, kills = tmp_path / "logg", 40
    log.touch()
    script = [sys.executable, "-c", KILLED, str(root), str(kills), str(log)]
    path = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(script, capture_output=True, check=False, text=True, env=environment(path))
    assert (done.returncode, done.stdout) == (0, f"{kills}\n"), done.stderr
    visitor = Visitor(root)
    assert len(branch(root).split()) == 1
    told = git(root, "log", "-p", "--format=", branch(root))
    saved_texts = [line for line in log.read_text().splitlines() if line.startswith("Lagret")]
    assert len(saved_texts) > kills / 4
    added = re.findall(r"^\+.*(Lagret [\d-]+\.)", told, re.MULTILINE)
    assert [text for text in saved_texts if added.count(text) != 1] == []
    register = saved(visitor)
    assert not register.unread | register.damaged
    assert git(root, "fsck", "--strict", "--no-dangling") == ""
    for file in (root / ".git/mh-forslag/drafts").glob("*.json"):
        assert json.loads(file.read_bytes())
    assert git(root, "status", "--porcelain") == ""


REPORT = "Rapport"


def hand_over(visitor: Visitor, data: bytes, name: str = "RD-2024.xlsx", **more: str) -> Response:
    values = {**visitor.token, "do": "preview", **more}
    answer: Response = visitor.client.post("/workbook", data=values, files={"file": (name, data)})
    return answer


def test_it_is_shown_in_words_and_saved_only_when_asked(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    write(path, {(REPORT, "T07.2", "Status"): "igangsatt"})
    visitor = Visitor(root)
    assert '<a href="/workbook">' in visitor.page("/owes/RD")
    shown = hand_over(visitor, path.read_bytes())
    assert shown.status_code == 200
    words = "T07.2: status er endret fra «ikke rapportert» til «igangsatt»"
    assert words in shown.text
    assert branch(root) == ""
    saved = visitor.client.post("/workbook", data={**hidden(shown.text), "do": "save"})
    assert words in saved.text
    assert git(root, "diff", "--stat", "main", branch(root)).endswith("1 insertion(+), 1 deletion(-)")
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize(("size", "taken"), [(1_900_000, True), (2_000_000, False)])
def test_a_workbook_that_can_be_shown_can_be_saved(root: Path, mh: Mh, size: int, *, taken: bool) -> None:
    """One with a picture too: up to the bound, beyond which it is refused in words."""
    path = sent(mh, root)
    write(path, {(REPORT, "T07.2", "Status"): "igangsatt"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image.png", b"\xfb\xff\xbe" * (size // 3))  # in base64: +/++
    visitor = Visitor(root)
    shown = hand_over(visitor, path.read_bytes())
    assert (shown.status_code == 200) is taken
    assert ("RD-2024.xlsx er større enn 2 MB" in shown.text) is not taken
    if taken:
        assert 'action="/workbook" enctype="multipart/form-data"' in shown.text[shown.text.rindex("<form") :]
        fields = {**hidden(shown.text), "do": "save"}.items()
        saved = visitor.client.post("/workbook", files=[(key, (None, text)) for key, text in fields])
        assert saved.status_code == 200
        assert branch(root) != ""


def test_what_is_wrong_is_told_at_its_cell_and_cannot_be_saved(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    write(path, {(REPORT, "T07.2", "Status"): "<b>snart"})
    visitor = Visitor(root)
    answer = hand_over(visitor, path.read_bytes(), "<i>.xlsx")
    assert answer.status_code == 422
    told = re.findall(r"<li><strong>feil</strong> (.*)</li>", answer.text)
    (text,) = told
    assert unescape(text) == (
        "<i>.xlsx, ark «Rapport», E18: «<b>snart» er ikke et av valgene: ikke rapportert, ikke startet, "
        "igangsatt, gjennomført eller avsluttet uten gjennomføring. Velg fra listen i cellen."
    )
    assert "<b>snart" not in answer.text
    assert "<i>" not in answer.text
    assert 'value="save"' not in answer.text


def test_a_change_that_brings_an_error_in_is_told_at_its_cell(root: Path, mh: Mh) -> None:
    path = sent(mh, root)
    write(path, {(REPORT, "T01.1", "Startdato"): "juni 2024"})
    answer = hand_over(Visitor(root), path.read_bytes())
    assert answer.status_code == 422
    assert re.search(r"<strong>feil</strong> RD-2024.xlsx, ark «Rapport», [A-Z]6: T01.1", answer.text)


@each("data", [b"", b"Status;Frist\n", b"PK\x03\x04 half"])
def test_what_is_no_workbook_is_refused_in_words(root: Path, data: bytes) -> None:
    answer = hand_over(Visitor(root), data, "svar.xlsx")
    assert answer.status_code == 422
    assert "svar.xlsx er" in answer.text


def test_what_only_a_command_can_mend_says_whom_to_ask(root: Path, mh: Mh) -> None:
    """An adviser has no command line, which a new workbook is made with."""
    path = sent(mh, root)
    book = load_workbook(path)
    del book["mh"]
    book.save(path)
    answer = hand_over(Visitor(root), path.read_bytes())
    assert answer.status_code == 422
    asked = say("web.failure.setup", "nb", text="").strip()
    assert f"flytt svarene dit. {asked}" in unescape(answer.text)


def test_a_workbook_without_the_token_of_the_form_is_refused(root: Path, mh: Mh) -> None:
    assert hand_over(Visitor(root), sent(mh, root).read_bytes(), form_token="annet").status_code == 403


def test_a_heavy_workbook_holds_no_other_page(root: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in range(1, 1_000):
        sheet.append([row] * 20)
    heavy = BytesIO()
    book.save(heavy)
    visitor = Visitor(root)
    with ThreadPoolExecutor(1) as other:
        shown = other.submit(hand_over, visitor, heavy.getvalue())
        pages = []
        while not shown.done():
            pages.append(visitor.client.get("/files/form.css").status_code)
            sleep(0.01)
        assert shown.result().status_code == 422
    assert len(pages) > 10
    assert set(pages) == {200}


def test_a_workbook_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(Refused) as refused:
        opened_apart(b"PK", "svar.xlsx", 0.001)
    assert refused.value.key == "sheet.slow"
