"""``mh web``: whom it answers, what its form changes, and what becomes of that.

The coordinator's page: what is asked of her is answered a few steps from the start page.
"""

import re
import shutil
import socket
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from starlette.testclient import TestClient

from desks import FORMS, HERE, TASK, Visitor, branch, hidden, proposed
from menneskehandel_cli.edits.proposals.proposal import Proposal
from menneskehandel_cli.forms.words import refusal
from menneskehandel_cli.language import Lang, Refused, say
from menneskehandel_cli.language.messages import WORDS
from menneskehandel_cli.web.guard import LARGEST
from repositories import git
from support import Mh, contents, each, some
from workbooks import sent, write

# Whom it answers ------------------------------------------------------------------------------------


@pytest.fixture
def stranger(visitor: Visitor) -> TestClient:
    """Another client of the same server, without the token."""
    return TestClient(visitor.client.app, base_url=HERE, headers={"origin": HERE})


def test_the_token_in_the_address_becomes_a_cookie_and_leaves_the_address(stranger: TestClient) -> None:
    answer = stranger.get("/", params={"token": "nøkkel"})
    assert (answer.status_code, answer.headers["refresh"]) == (200, "0; url=/")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=strict" in answer.headers["set-cookie"]
    assert stranger.get("/").status_code == 200


@each("path", ["/", "/search?q=a", "/proposal", "/files/form.css", *FORMS])
def test_nothing_is_shown_without_the_token(stranger: TestClient, path: str) -> None:
    for query in ("", "?token=feil"):
        answer = stranger.get(path.partition("?")[0] + query)
        assert answer.status_code == 403
        assert "Vestlandia" not in answer.text


def test_a_cookie_of_another_program_locks_nobody_out(visitor: Visitor) -> None:
    kept = "; ".join(f"{cookie.name}={cookie.value}" for cookie in visitor.client.cookies.jar)
    assert visitor.client.get("/", headers={"cookie": f'odd [one]={{"a": 1}}; {kept}'}).status_code == 200


@each("host", ["evil.example", "evil.example:4711", "127.0.0.1", "127.0.0.1:80", ""])
def test_another_name_of_the_server_is_not_answered(visitor: Visitor, host: str) -> None:
    """A page whose name was made to lead to this machine (DNS rebinding)."""
    assert visitor.client.get("/", headers={"host": host}).status_code == 403


@each("origin", ["http://evil.example", "null", "", "https://127.0.0.1:4711"])
def test_nothing_is_changed_from_another_page(visitor: Visitor, root: Path, origin: str) -> None:
    values = visitor.values("/record/T07.2") | {"status": "completed", "do": "save"}
    answer = visitor.client.post("/record/T07.2", data=values, headers={"origin": origin})
    assert answer.status_code == 403
    assert branch(root) == ""


@each("address", FORMS)
def test_a_form_without_our_token_changes_nothing(visitor: Visitor, root: Path, address: str) -> None:
    path, values = address.partition("?")[0], visitor.values(address) | {"do": "save"}
    del values["form_token"]
    for token in ({"form_token": "feil"}, {"form_token": ""}, {}):
        assert visitor.client.post(path, data=values | token).status_code == 403
    assert branch(root) == ""


def test_a_large_body_is_refused_before_it_is_read(visitor: Visitor) -> None:
    """Also one that does not say how large it is."""
    for body in (b"a" * (LARGEST + 1), iter([b"do=save"])):
        answer = visitor.client.post("/draft/record/T07.2", content=body)
        assert (answer.status_code, answer.text.strip()) == (403, say("web.refused.large", "nb"))


@each("name", ["../../etc/passwd", "%2e%2e%2fstrategy", "a/b", ".git", "T07.2%0A"])
def test_no_path_from_the_browser_leads_to_a_file(visitor: Visitor, name: str) -> None:
    for path in (f"/record/{name}", f"/files/{name}"):
        assert visitor.client.get(path).status_code in (404, 422)


def test_every_page_has_a_strict_policy(visitor: Visitor) -> None:
    for path in ("/", "/record/T07.2", "/proposal", "/files/form.js", "/ingenting"):
        policy = visitor.client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    assert "<script>" not in visitor.page("/record/T07.2")
    assert not re.search(r' (style|on\w+)="', visitor.page("/record/T07.2"))


# Finding --------------------------------------------------------------------------------------------


@each(
    ("words", "id_"),
    [("naboland", "T07.2"), ("MOTTAK", "T02"), ("kontroller", "T05"), ("nordhav-9", "nordhav-9")],
)
def test_a_record_is_found_by_words(visitor: Visitor, words: str, id_: str) -> None:
    assert f'href="/record/{id_}"' in visitor.page(f"/search?q={words}")


def test_what_a_body_owes_begins_with_the_deadlines_that_passed(visitor: Visitor) -> None:
    page = visitor.page("/owes/RD")
    assert "mars 2024, <strong>er passert</strong>" in page  # no days are counted from a month
    assert page.index("T07.2") < page.index("T01")
    assert visitor.client.get("/owes/Ukjent").status_code == 404


def test_tasks_without_a_deadline_stand_below_their_measure(visitor: Visitor) -> None:
    page = unescape(visitor.page("/owes/RD"))
    titles = re.findall(r"<h3>(T\d\d) ", page)
    assert titles == sorted(set(titles))
    for part in page.partition('<h2 id="measures">')[0].split("<h3>")[1:]:
        assert set(re.findall(r'href="/record/(T\d\d)\.', part)) == {part[:3]}


def test_a_page_that_is_long_begins_with_what_it_holds(visitor: Visitor) -> None:
    page = visitor.page("/owes/RD")
    contents = page.partition('<nav class="jump"')[2].partition("</nav>")[0]
    places = re.findall(r'href="#(\w+)"', contents)
    assert places == re.findall(r'<h2 id="(\w+)"', page) == ["tasks", "measures", "reports", "gaps"]


def test_a_body_is_called_by_its_short_form_if_it_has_one(visitor: Visitor) -> None:
    page = unescape(visitor.page("/"))
    assert ">Rettsdepartementet i Vestlandia (RD)<" in page
    assert '<a href="/workbook">Ta inn arbeidsbøker</a>' in page


def test_a_body_that_is_found_leads_to_what_it_owes(visitor: Visitor) -> None:
    assert '<a href="/owes/RD">' in visitor.page("/record/RD")
    assert "/owes/" not in visitor.page("/record/T07")


def test_what_was_just_saved_is_found(visitor: Visitor) -> None:
    """The index is kept between searches, but only for the records that it was made of."""
    found = 'href="/record/T07"'
    assert found not in visitor.page("/search?q=sebrastripe")
    visitor.save("T07", **{"title.nb": "Male en sebrastripe"})
    assert found in visitor.page("/search?q=sebrastripe")


@pytest.mark.parametrize("address", ["/search?q={}", "/link/T07?find={}"])
def test_more_hits_than_a_page_shows_are_counted_and_none_are_explained(
    visitor: Visitor, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("menneskehandel_cli.web.pages.MOST", 3)
    page = visitor.page(address.format("staten"))
    found = re.search(r"(\d+) treff på «staten»", page)
    assert found is not None
    assert int(found[1]) > 3
    assert "Her er de 3 første." in page
    main = page.partition("<main")[2].partition('<form id="record"')[0]
    assert main.count("<li>") == 3
    assert "Prøv et kortere ord" in visitor.page(address.format("finnesikke"))
    assert "Mente du" in visitor.page(address.format("kompetansse"))


# Changing -------------------------------------------------------------------------------------------


def test_an_unchanged_form_changes_nothing(visitor: Visitor, root: Path) -> None:
    assert "Ingenting er endret." in visitor.fill("/record/T07.2", {}, "save")
    assert branch(root) == ""


def test_one_changed_status_is_one_line_and_comments_stay(visitor: Visitor, root: Path) -> None:
    before = (root / TASK).read_bytes()
    visitor.save("T07.2", status="in_progress")
    diff = git(root, "diff", "--stat=200", "main", branch(root))
    assert "1 file changed, 1 insertion(+), 1 deletion(-)" in diff
    assert (root / TASK).read_bytes() == before
    assert git(root, "status", "--porcelain") == ""
    said = git(root, "log", "-1", "--format=%an <%ae>%n%B", branch(root))
    assert said.startswith("Kari <kari@example.no>\nT07.2: ")
    assert "status er endret" in said


def test_a_mistake_stands_at_its_field_and_nothing_typed_is_lost(visitor: Visitor, root: Path) -> None:
    """Also when the program is closed and opened again."""
    page = visitor.fill("/record/T07.2", {"due": "i morgen", "text.nb": "Noe annet."}, "save", 422)
    assert re.search(r'id="field-due-error">[^<]*i morgen', page)
    assert 'aria-invalid="true"' in page
    again = Visitor(root).page("/record/T07.2")
    assert 'value="i morgen"' in again
    assert "Noe annet." in again
    assert branch(root) == ""


@each(
    ("changed", "label", "said"),
    [
        ({"due": "31.2.2024"}, "Frist", "ikke en gyldig dato"),
        ({"due": "1.10.26"}, "Frist", "Mente du «1. oktober 2026»?"),
        ({"new:evidence.date": "1/10/26"}, "Dato", "Mente du «1. oktober 2026»?"),
        ({"owners": "Politi"}, "Ansvarlig", "Mente du «Politiet»?"),
        ({"recurrence.min": "to", "recurrence.per": "year"}, "Det laveste antallet", "med sifre"),
        ({"text.nb": "", "text.en": ""}, "Tekst", "Dette må fylles ut."),
        ({"completed": "2030"}, "Dato for gjennomføring", "den dagen er ikke kommet"),
        ({"new:evidence.title.nb": "x", "new:evidence.url": "Nr. 1"}, "Nettadresse", "https://"),
        ({"note.nb": "a" * 20_001}, "Merknad", "20\u00a0001 tegn. Det er plass til 20\u00a0000."),
        ({"owners": "{Politiet"}, "Ansvarlig", "med bokstaver, sifre og bindestreker"),
    ],
)
def test_an_error_calls_its_field_as_the_form_does(
    visitor: Visitor, changed: dict[str, str], label: str, said: str
) -> None:
    """No key of the file, no file and no command."""
    page = unescape(visitor.fill("/record/T07.2", changed, "save", 422))
    visitor.send("/record/T07.2", visitor.token, "forget", 303)
    errors = re.findall(r'<li><a href="#[^"]+">([^<]+)</a>: ([^<]+)</li>', page)
    assert [text for name, text in errors if name.endswith(label) and said in text] != []
    for _, text in errors:
        assert not re.search(r"«[a-z_]+»|yaml|«mh ", text)


@each(
    ("typed", "kept", "said"),
    [
        ({"started": "i dag"}, 'name="started" value="2024-12-18"', "satt til 18. desember 2024"),
        ({"due": "Q1 2027", "note.nb": "Avtalen varer lenger."}, 'name="due" value="2027-03"', "mars 2027"),
        (
            {"owners": "vestlandia ministry of JUSTICE og HD"},
            "+    owners: [RD, HD]",
            "Politiet i Vestlandia (Politiet)",
        ),
        (
            {"note.nb": "Av\u00adtalen\x0ber\u202e klar."},
            "Avtalen\ner klar.",
            "bindestrek, U+000B og U+202E.",
        ),
    ],
)
def test_what_people_type_and_paste_is_taken_as_they_mean_it(
    visitor: Visitor, typed: dict[str, str], kept: str, said: str
) -> None:
    """Days by their names, bodies by theirs; what cannot be seen is taken out, and that is told."""
    page = unescape(visitor.fill("/record/T07.2", typed, "preview"))
    assert kept in page
    assert said in page


def test_a_name_that_several_bodies_have_is_told_at_its_field(visitor: Visitor, root: Path) -> None:
    path = root / "strategy/actors.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Helsedepartementet i", "Sosialdepartementet i"), encoding="utf-8")
    git(root, "commit", "-qam", "To med samme navn")
    page = visitor.fill("/record/T07.2", {"owners": "sosialdepartementet i Vestlandia"}, "save", 422)
    assert re.search(r'id="field-owners-error">Flere aktører heter [^<]*: SD og HD\.', unescape(page))


ONLY_COMMANDS = (
    *("no_assignment", "not_a_list", "empty_list", "nothing_given", "items_are_records", "not_a_record"),
    *("draft_left", "no_editor", "bad_braces"),
)
"""The failures of ``mh set`` and ``mh edit`` that the form cannot meet."""

COMMAND = re.compile(
    r"\bmh (edit|check|list|new|set|fix|explain|show)\b|pip install|YAML|UTF-8|--[a-z]|=|\['"
    r"|\bgit (remote|config|fetch|clone|init|log|fsck|repack)\b"
)


@each("lang", ["nb", "nn", "en"])
@each(
    "key",
    [
        name.removeprefix("failure.")
        for name in WORDS
        if re.match(r"failure\.(edit|proposal|web|git)\.", name)
        and name.removeprefix("failure.edit.") not in ONLY_COMMANDS
    ],
)
def test_what_cannot_be_done_is_said_without_commands(key: str, lang: Lang) -> None:
    """Where only a command helps, it says who can help with it."""
    text = WORDS[f"failure.{key}"]
    assert isinstance(text, str)
    params = {
        name: ["a", "b"] if name == "known" else "a" for _, name, _, _ in Formatter().parse(text) if name
    }
    said = refusal(Refused(key, **params), lang)
    assert said.endswith(say("web.failure.setup", lang, text="").strip()) or not COMMAND.search(said)


NOWHERE = (
    *("/record/T99", "/record/T07.99", "/owes/XX"),
    # A report is by a body that reports, for a year of the strategy.
    *("/report/2030/ND", "/report/2020/RD", "/report/2026/RD", "/report/2024/Ukjent"),
    *("/report/2024/NHK", "/report/x/RD"),
    # Only an open gap can be accepted, and a recommendation belongs to a round.
    *("/accept/MH301:T07:T07.1", "/accept/MH001:strategy%2Fx", "/accept/x"),
    *("/accept/..%2F..%2Fetc%2Fpasswd", "/accept/MH401:T07", "/accept/MH304:T07"),
    *("/new/recommendation/nordhav", "/new/recommendation/ukjent", "/new/recommendation/strategi"),
    "/new/recommendation/..%2f..",
)


@each("path", NOWHERE)
def test_what_is_not_there_is_said_without_commands(visitor: Visitor, path: str) -> None:
    answer = visitor.client.get(path)
    assert answer.status_code == 404
    (said,) = re.findall("<h1>(.*?)</h1>", answer.text)
    assert not COMMAND.search(said)


def test_each_status_says_what_it_means(visitor: Visitor) -> None:
    page = visitor.page("/record/T07.2")
    assert "<summary>Status: hva valgene betyr</summary>" in page
    assert "<dt>ikke rapportert</dt><dd>ingenting er registrert. Det betyr ikke at" in page


def test_what_the_system_cannot_do_is_said_in_words(visitor: Visitor) -> None:
    """The folder of the drafts is a file, so that nothing can be kept in it."""
    values = visitor.values("/record/T07.2")
    assert visitor.client.post("/draft/record/T07.2", data=values).status_code == 204
    kept = visitor.desk.root / ".git/mh-forslag/drafts"
    shutil.rmtree(kept)
    kept.write_text("")
    page = visitor.send("/record/T07.2", values | {"status": "in_progress"}, "preview", 500)
    assert "Det lot seg ikke gjøre: " in page
    assert "Traceback" not in page


@pytest.mark.parametrize("due", ["1. juni 2025", "2025", ""])
def test_a_deadline_that_is_moved_or_removed_asks_why(visitor: Visitor, root: Path, due: str) -> None:
    """In the task's note, where the guide says that it is told."""
    values = visitor.values("/record/T07.2") | {"due": due}
    page = visitor.send("/record/T07.2", values, "save", 422)
    above = page.index("<legend>Hvorfor fristen flyttes</legend>")
    assert page.index("<li>T07.2: fristen ") < above < page.index('id="field-note-nb-error"')
    assert page.index('id="field-note-nb-error"') < page.index('id="field-status"')
    assert page.count('name="note.nb"') == 1
    assert 'value="save"' not in page
    assert branch(root) == ""
    assert 'id="field-note-nb-error"' in visitor.page("/record/T07.2")  # also when it is opened again
    why = values | {"note.nb": "Avtalen med Nordhav venter på valget der."}
    assert 'value="save"' in visitor.send("/record/T07.2", why, "preview")
    visitor.send("/record/T07.2", why, "save", 303)
    assert "Avtalen med Nordhav venter" in proposed(root)


def test_a_deadline_moved_again_needs_a_new_reason(visitor: Visitor) -> None:
    visitor.save("T07.2", due="2025", **{"note.nb": "Valget."})
    again = visitor.values("/record/T07.2") | {"due": "2026"}
    assert "Skriv hvorfor." in visitor.send("/record/T07.2", again, "save", 422)
    visitor.send("/record/T07.2", again | {"note.nb": "Valget, og ny regjering."}, "save", 303)


def test_a_first_deadline_asks_for_no_reason(visitor: Visitor, root: Path) -> None:
    task = next(task for m in visitor.desk.register.measures for task in m.tasks if task.due is None)
    visitor.save(task.id, due="2025-06")
    assert f"{task.id}: fristen er satt" in git(root, "log", "-1", "--format=%B", branch(root))


def test_two_tabs_lose_nothing(visitor: Visitor, root: Path) -> None:
    """The second tab showed the record before the first one saved; it changed another field."""
    first, second = visitor.values("/record/T07.2"), visitor.values("/record/T07.2")
    visitor.send("/record/T07.2", first | {"status": "in_progress"}, "save", 303)
    visitor.send("/record/T07.2", second | {"text.nb": "Inngå avtaler med fire naboland."}, "save", 303)
    text = proposed(root)
    assert "Inngå avtaler med fire naboland." in text
    assert "status: in_progress" in text


def test_two_tabs_that_change_the_same_are_shown_both_texts(visitor: Visitor, root: Path) -> None:
    first, second = visitor.values("/record/T07.2"), visitor.values("/record/T07.2")
    changed = {"text.nb": "Den ene.", "status": "in_progress", "owners": "RD"}
    visitor.send("/record/T07.2", first | changed, "save", 303)
    typed = second | {"text.nb": "Den andre.", "status": "discontinued", "owners": "ND"}
    page = unescape(visitor.send("/record/T07.2", typed, "save", 409))
    for told in ("Den ene.", "igangsatt", "ikke rapportert"):
        assert f'"beside">{told}</p>' in page
    assert "Oppføringen ble sist endret av Kari 18. desember 2024." in page
    assert "Den andre." in page
    assert "Den andre." not in proposed(root)
    chosen = typed | {"take:text.nb": "mine", "take:status": "theirs"}
    visitor.send("/record/T07.2", chosen, "save", 303)
    for kept in ("Den andre.", "status: in_progress", "owners: [ND, RD]"):
        assert kept in proposed(root)


def test_what_is_listed_is_corrected_and_removed_entry_by_entry(visitor: Visitor, root: Path) -> None:
    """What another tab has changed is never taken for another entry, and nothing typed is lost."""
    for title in ("Brev", "Møte", "Notat"):
        visitor.save("T07.2", **{"new:evidence.title.nb": title, "new:evidence.date": "2024"})
    page, values = visitor.page("/record/T07.2"), visitor.values("/record/T07.2")
    letter, meeting, note = re.findall(r'type="checkbox" id="[^"]+" name="(evidence[^"]+)"', page)
    title = note.replace("remove", "title.nb")
    visitor.send("/record/T07.2", values | {letter: "true"}, "save", 303)
    visitor.send("/record/T07.2", values | {title: "Rapport"}, "save", 303)
    assert re.findall(r"title: \{nb: (\w+)\}", proposed(root)) == ["Møte", "Rapport"]
    told = unescape(visitor.send("/record/T07.2", values | {title: "Rapport 2"}, "save", 422))
    assert "Du hadde skrevet: Rapport 2" in told
    told = unescape(visitor.send("/record/T07.2", values | {letter: "true"}, "save", 422))
    assert "Du hadde skrevet: Fjern" in told
    visitor.send("/record/T07.2", values | {title: "Rapport 2"}, "save", 422)
    assert "Du hadde skrevet: Rapport 2" in unescape(visitor.page("/record/T07.2"))
    visitor.send("/record/T07.2", visitor.values("/record/T07.2") | {meeting: "true"}, "save", 303)
    assert re.findall(r"title: \{nb: (\w+)\}", proposed(root)) == ["Rapport"]


@pytest.mark.parametrize(("name", "field"), [("T07", "status_source.by"), ("T07", "lead"), ("RD", "parent")])
def test_a_body_is_chosen_by_name(visitor: Visitor, name: str, field: str) -> None:
    page = unescape(visitor.page(f"/record/{name}"))
    choices = re.search(rf'<select [^>]*name="{re.escape(field)}"[^>]*>(.*?)</select>', page, re.DOTALL)
    assert choices is not None
    assert '<option value="ND">Næringsdepartementet i Vestlandia</option>' in choices[1]


def test_each_saved_change_can_be_opened_and_undone(visitor: Visitor, root: Path) -> None:
    """Also while a later change of the same file stands; one of the same field is undone first."""
    visitor.save("T07.2", status="in_progress")
    visitor.save("T07.1", **{"note.nb": "Merknad."})
    visitor.save("T07.2", status="discontinued")
    page = visitor.page("/proposal")
    first, second, third = re.findall(r'name="change" value="([0-9a-f]+)"', page)
    assert re.findall(r'<a href="(/record/[^"]+)">', page) == [
        *("/record/T07.2", "/record/T07.1", "/record/T07.2")
    ]
    told = unescape(visitor.send("/proposal", visitor.token | {"change": first}, "undo", 422))
    assert "Angre først denne senere endringen: 3. T07.2: status er endret fra «igang" in told
    for change in (third, first):
        visitor.send("/proposal", visitor.token | {"change": change}, "undo", 303)
    diff = git(root, "diff", "--numstat", "main", branch(root)).split()
    assert diff[:2] == ["1", "0"]  # the note
    visitor.send("/proposal", visitor.token | {"change": second}, "undo", 303)
    assert git(root, "diff", "main", branch(root)) == ""
    assert "Du har ikke lagret noe ennå." in visitor.page("/proposal")
    assert "ingenting å lagre eller sende" in visitor.hand_in(404)


def test_who_one_is_is_asked_once(root: Path) -> None:
    git(root, "config", "--unset", "user.name")
    visitor = Visitor(root)
    if visitor.desk.author is not None:
        pytest.skip("this machine's git knows who its user is")
    values = visitor.values("/record/T07.2") | {"status": "in_progress"}
    asked = visitor.client.post("/record/T07.2", data={**values, "do": "save"})
    assert branch(root) == ""
    assert "Hvem er du?" in asked.text
    given = visitor.values(asked.url.raw_path.decode())
    page = visitor.send("/proposal", given | {"name": "Ola", "email": "x"}, "who", 422)
    assert "Skriv navnet ditt og en e-postadresse" in page
    assert 'value="Ola"' in page  # nothing typed is lost
    answer = {**given, "name": "Ola", "email": "ola@example.no", "do": "who"}
    back = visitor.client.post("/proposal", data=answer)
    assert back.url.path == "/record/T07.2"
    assert "Her har du skrevet noe som ikke er lagret ennå." in back.text
    visitor.send("/record/T07.2", values, "save", 303)
    assert "Ola <ola@example.no>" in git(root, "log", "-1", "--format=%an <%ae>", branch(root))


def test_a_proposal_that_was_begun_and_holds_nothing_is_gone_on_with(visitor: Visitor, root: Path) -> None:
    """As a run leaves it that was killed between beginning it and saving."""
    Proposal.begin(root, "2024-12-18-t01-1")
    visitor.save("T07.2", status="in_progress")
    assert branch(root) == "forslag/2024-12-18-t01-1"


def test_sending_without_a_remote_gives_a_file_and_says_to_whom(visitor: Visitor) -> None:
    assert visitor.client.get("/proposal/file").status_code == 404
    visitor.save("T07.2", status="in_progress")
    page = visitor.hand_in()
    assert "Last ned filen, og send den til den som koordinerer strategien (RD)." in unescape(page)
    assert 'href="/proposal/file"' in page
    file = visitor.client.get("/proposal/file")
    assert file.headers["content-disposition"].startswith("attachment; ")
    assert file.content.startswith(b"# v2 git bundle")


@pytest.fixture
def origin(root: Path, tmp_path: Path) -> Path:
    """A bare repository that the demonstration knows as ``origin``."""
    git(tmp_path, "clone", "-q", "--bare", str(root), "fjern.git")
    git(root, "remote", "add", "origin", str(tmp_path / "fjern.git"))
    return tmp_path / "fjern.git"


def signed(root: Path) -> Visitor:
    """Somebody who has opened the form in a clone, and said who they are."""
    visitor = Visitor(root)
    visitor.desk.sign("Ola Nordmann", "ola@example.no")
    return visitor


@pytest.fixture
def colleague(origin: Path, tmp_path: Path) -> Visitor:
    """Somebody with a clone of their own."""
    git(tmp_path, "clone", "-q", str(origin), "kollega")
    return signed(tmp_path / "kollega")


TWO_TEXTS = [
    {"text.nb": f"{nb} land.", "text.en": f"{en}."} for nb, en in (("Fire", "Four"), ("Fem", "Five"))
]
YEARLY = {"recurrence.per": "year"}
CONFLICTS: dict[str, list[tuple[dict[str, str], str]]] = {
    "T07.2: Tekst": [*zip(TWO_TEXTS, ("Fire land.\nFour.", "Fem land.\nFive."), strict=True)],
    "T07.2: Status": [
        ({"status": "in_progress"}, "igangsatt"),
        ({"status": "discontinued"}, "avsluttet uten gjennomføring"),
    ],
    "T07.2: Startdato": [({"started": day}, day) for day in ("juni 2024", "1. juli 2024")],
    "T07: Oppgitt av": [
        ({"status_source.date": day}, f"\nDato: {day}\n") for day in ("1. mai 2024", "2. mai 2024")
    ],
    "T07: Kostnad": [({"cost.amount": f"{n} kr"}, f"Beløp: {n}") for n in (500, 900)],
    "T05.1: Hvor ofte oppgaven gjentas": [
        (YEARLY | {"recurrence.min": str(n)}, f"hvert år\nDet laveste antallet: {n}") for n in (2, 3)
    ],
}
"""A field of each kind, what either of two makes of it, and how that is shown."""


def test_what_others_have_changed_at_the_remote_is_asked_about_in_words_before_anything_is_sent(
    visitor: Visitor, root: Path, origin: Path, colleague: Visitor
) -> None:
    """Any kind of field, and a measure that one has removed. Of lists, what both have added is kept."""
    theirs, removed = colleague.desk.root, "data/measures/08-nettside.yaml"
    for side, (sitting, owner) in enumerate(((visitor, "RD"), (colleague, "ND"))):
        sitting.save("T07.1", owners=owner, **{"new:evidence.title.nb": f"Fra {owner}"})
        for place, sides in CONFLICTS.items():
            sitting.save(place.partition(":")[0], **sides[side][0])
    visitor.save("T08", **{"note.nb": "Åpnet."})
    git(theirs, "checkout", "-q", branch(theirs))
    git(theirs, "rm", "-q", removed)
    git(theirs, "commit", "-qm", "T08 er borte")
    git(theirs, "push", "-q", "origin", "HEAD:main")
    page = unescape(visitor.hand_in(409))
    assert branch(origin) == ""
    asked = dict(re.findall(r'conflict"><legend>(.*?)</legend>(.*?)</fieldset>', page, re.DOTALL))
    shown = {place: re.findall(r'"beside">(.*?)</p>', text, re.DOTALL) for place, text in asked.items()}
    mine = shown.pop("T08")[1]
    assert "Status: igangsatt\n" in mine
    assert not re.search(r"in_progress|[{}\[\]]", mine)
    assert shown.keys() == CONFLICTS.keys()
    for place, sides in CONFLICTS.items():
        for (_, wanted), told in zip(sides, shown[place][1:], strict=True):
            assert wanted in told
    visitor.hand_in(choices=dict.fromkeys(re.findall(r'name="(choose:[^"]+)"', page), "ours"))
    assert branch(origin) == branch(root)
    assert git(origin, "merge-base", "--is-ancestor", "main", branch(root)) == ""
    assert "Åpnet." in proposed(root, removed)
    for line in ("started: 2024-06", "owners: [RD, ND]", "title: {nb: Fra RD}", "title: {nb: Fra ND}"):
        assert line in proposed(root)


def test_two_who_change_the_same_record_on_the_same_day_can_both_send(
    visitor: Visitor, root: Path, origin: Path, colleague: Visitor
) -> None:
    for each, text in ((visitor, "Fire naboland."), (colleague, "Fem naboland.")):
        each.save("T07.2", **{"text.nb": text})
        each.hand_in()
    sent = branch(origin).split()
    assert sorted([branch(root), branch(colleague.desk.root)]) == sent
    told = "".join(git(origin, "show", f"{name}:{TASK}") for name in sent)
    assert "Fire naboland." in told
    assert "Fem naboland." in told


def rewound(place: Path) -> None:
    """The last commit is taken out of the base."""
    git(place, "update-ref", "refs/heads/main", "main~1")


def unrelated(place: Path) -> None:
    """The base begins a history of its own."""
    git(place, "update-ref", "refs/heads/main", git(place, "commit-tree", "-m", "Ny", "main~1^{tree}"))


def replaced(place: Path) -> None:
    """The base is gone, and another branch is gone on with."""
    git(place, "branch", "-m", "main", "hoved")


def nowhere(place: Path) -> None:
    """There is no branch but that of the proposal."""
    git(place, "update-ref", "-d", "refs/heads/main")


@pytest.mark.thorough
@pytest.mark.parametrize("remote", some([True, False], 2))
@pytest.mark.parametrize("happens", [rewound, unrelated, replaced, nowhere])
def test_whatever_becomes_of_the_base_the_changes_are_kept_and_can_be_sent(
    visitor: Visitor, root: Path, origin: Path, happens: Callable[[Path], None], remote: bool
) -> None:
    """Every page is shown meanwhile, and what was taken out of the base is not brought back."""
    (root / "hemmelig.txt").write_text("Skal ut igjen.")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Skal ut igjen")
    git(root, "push", "-q", "origin", "main")
    visitor.save("T07.2", **{"text.nb": "Inngå avtaler med fire naboland."})
    if remote:
        happens(origin)
    else:
        git(root, "remote", "remove", "origin")
    gone = happens in (replaced, nowhere)
    if gone or not remote:
        happens(root)
    visitor = Visitor(root)
    for path in ("/", "/record/T07.2", "/owes/RD", "/proposal"):
        visitor.page(path)
    assert visitor.client.get("/ingenting").status_code == 404
    page = unescape(visitor.hand_in())
    assert ("Alle endringene dine er tatt vare på" in page) is (happens is not nowhere)
    there = origin if remote else root
    [sent] = branch(there).split()
    assert "Inngå avtaler med fire naboland." in git(there, "show", f"{sent}:{TASK}")
    assert ("Skal ut igjen" in git(there, "log", "--format=%s", sent)) is gone
    if not gone:
        assert git(there, "diff", "--name-only", "main", sent) == TASK
        assert git(there, "merge-base", "main", sent) == git(there, "rev-parse", "main")


def test_a_base_that_was_rewritten_and_says_something_else_is_asked_about(
    visitor: Visitor, origin: Path, colleague: Visitor
) -> None:
    """The choice is made in the form, and then it can be sent, without what was taken out."""
    was, other = git(origin, "rev-parse", "main"), colleague.desk.root
    visitor.save("T07.2", **{"text.nb": "Inngå avtaler med fire naboland."})
    text = (other / TASK).read_text(encoding="utf-8")
    (other / TASK).write_text(text.replace("naboland", "grannar"), encoding="utf-8")
    git(other, "commit", "-q", "--amend", "-a", "-m", "Omskrevet")
    git(other, "push", "-q", "-f", "origin", "main")
    [choice] = {*re.findall(r'name="(choose:[^"]+)"', visitor.hand_in(409))}
    assert branch(origin) == ""
    visitor.hand_in(choices={choice: "ours"})
    assert "Inngå avtaler med fire naboland." in proposed(origin)
    assert was not in git(origin, "rev-list", branch(origin))


def test_what_is_in_the_base_already_need_not_be_sent(visitor: Visitor, root: Path, origin: Path) -> None:
    """Somebody has taken the changes in by another way."""
    visitor.save("T07.2", status="in_progress")
    made = git(root, "commit-tree", "-p", "main", "-m", "Det samme", f"{branch(root)}^{{tree}}")
    git(root, "push", "-q", "origin", f"{made}:main")
    page = visitor.hand_in()
    assert "Det er ingenting å sende." in page
    assert branch(origin) == ""
    assert Visitor(root).desk.proposal is None


def test_every_proposal_that_is_not_sent_is_listed_and_can_be_gone_on_with(root: Path) -> None:
    """As two sittings at once begin them."""
    sittings = [Visitor(root), Visitor(root)]
    for sitting, name in zip(sittings, ("T07.2", "T01.1"), strict=True):
        sitting.save(name, **{"note.nb": f"Om {name}."})
    visitor = Visitor(root)
    for _ in range(2):
        held = "Om T07.2." in visitor.page("/record/T07.2")
        page = visitor.page("/proposal")
        here, other = ("T07.2", "T01.1") if held else ("T01.1", "T07.2")
        assert f"Om {here}." in visitor.page(f"/record/{here}")
        assert f"Om {other}." not in visitor.page(f"/record/{other}")
        assert f"{other}: endret i skjemaet" in page
        [name] = re.findall(r'name="name" value="([^"]+)"', page)
        visitor.send("/proposal", visitor.token | {"name": name}, "open", 303)
    assert "finnes ikke" in visitor.send("/proposal", visitor.token | {"name": "../x"}, "open", 404)


@pytest.mark.parametrize("how", ["a branch called as the folder", "reftable"])
def test_a_proposal_is_saved_and_sent_in_any_repository(origin: Path, tmp_path: Path, how: str) -> None:
    options = ["--ref-format=reftable"] if how == "reftable" else []
    git(tmp_path, "clone", "-q", *options, str(origin), "kopi", check=not options)
    root = tmp_path / "kopi"
    if not root.exists():
        pytest.skip("this git has no reftable")
    if how != "reftable":
        git(root, "branch", "forslag")
    visitor = signed(root)
    visitor.save("T07.2", status="in_progress")
    visitor.save("T01.1", **{"note.nb": "Merknad."})
    visitor = signed(root)
    assert "Merknad." in visitor.page("/record/T01.1")
    before = {*git(origin, "for-each-ref", "--format=%(refname)").splitlines()}
    visitor.hand_in()
    [sent] = {*git(origin, "for-each-ref", "--format=%(refname)").splitlines()} - before
    assert "status: in_progress" in git(origin, "show", f"{sent}:{TASK}")


@pytest.mark.usefixtures("origin")
def test_no_working_tree_is_left_behind(visitor: Visitor, root: Path) -> None:
    visitor.save("T07.2", status="in_progress")
    visitor.hand_in()
    assert len(git(root, "worktree", "list").splitlines()) == 1
    assert [path.name for path in (root / ".git/mh-forslag").iterdir() if path.is_dir()] == ["drafts"]


def test_a_lock_that_is_in_the_way_is_told_with_its_mend(visitor: Visitor, root: Path) -> None:
    """And once it is gone, what was typed is saved."""
    visitor.save("T01.1", **{"note.nb": "Først."})
    values = visitor.values("/record/T07.2") | {"status": "in_progress"}
    lock = root / f".git/refs/heads/{branch(root)}.lock"
    lock.touch()
    page = unescape(visitor.send("/record/T07.2", values, "save", 409))
    assert f"lot filen {lock} ligge igjen" in page
    lock.unlink()
    visitor.send("/record/T07.2", visitor.values("/record/T07.2"), "save", 303)
    assert "status: in_progress" in proposed(root)


@each("address", ["https://example.no/", "//example.no", "/record/T01", ""])
def test_saying_who_one_is_leads_only_to_what_was_begun(visitor: Visitor, address: str) -> None:
    asked = visitor.token | {"name": "Ola", "email": "ola@example.no", "for": address, "do": "who"}
    answer = visitor.client.post("/proposal", data=asked, follow_redirects=False)
    assert answer.headers["location"] == "/proposal"


def test_what_was_sent_waits_until_it_stands_in_the_base_and_then_applies(
    visitor: Visitor, root: Path, colleague: Visitor
) -> None:
    """By whatever commit, also if others change it again later. The user's own files are untouched."""
    visitor.save("T07.2", status="in_progress")
    for page in (unescape(visitor.hand_in()), unescape(visitor.page("/proposal"))):
        assert "T07.2: status er endret fra «ikke rapportert» til «igangsatt»" in page
        assert "Venter på godkjenning. Fram til da viser skjemaet det som gjelder nå." in page
    assert visitor.values("/record/T07.2")["status"] == "not_reported"
    colleague.save("T07.2", status="in_progress")
    colleague.save("T01.1", **{"note.nb": "Fra kollegaen."})
    git(colleague.desk.root, "push", "-q", "origin", f"{branch(colleague.desk.root)}:main")
    before = contents(root)
    assert "Godkjent." in unescape(visitor.send("/proposal", visitor.token, "refresh"))
    assert contents(root) == before
    assert visitor.values("/record/T07.2")["status"] == "in_progress"
    visitor.save("T07.2", status="discontinued")  # of what applies now: nothing conflicts
    visitor.hand_in()
    colleague.save("T07.2", status="not_started")
    git(colleague.desk.root, "push", "-q", "origin", f"{branch(colleague.desk.root)}:main")
    page = unescape(Visitor(root).send("/proposal", visitor.token, "refresh"))
    assert (page.count("Venter på godkjenning."), page.count("Godkjent.")) == (1, 1)


def test_other_pages_are_answered_while_a_remote_is_waited_for(
    visitor: Visitor, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also a save, which stays in the proposal."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    visitor.save("T07.2", status="in_progress")
    with socket.socket() as silent, ThreadPoolExecutor(1) as other:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        silent.settimeout(60)
        git(root, "remote", "add", "origin", f"https://127.0.0.1:{silent.getsockname()[1]}/s.git")
        sent = other.submit(visitor.hand_in, 404)
        connection = silent.accept()[0]
        visitor.save("T01.1", **{"note.nb": "Skrevet imens."})
        assert "Skrevet imens." in visitor.page("/record/T01.1")
        assert not sent.done()
        connection.close()
        silent.close()
        sent.result(60)
    assert git(root, "rev-list", "--count", f"main..{branch(root)}").strip() == "2"
    assert len(re.findall("<li><div", visitor.page("/proposal"))) == 2


def test_what_a_record_says_is_text_on_every_page(visitor: Visitor) -> None:
    said = "<script>alert(1)</script>{{ 7*7 }}\"'&"
    visitor.save("T07.2", **{"text.nb": said})
    for path in ("/record/T07.2", "/owes/RD", "/search?q=alert", "/proposal"):
        page = visitor.page(path)
        assert "<script>alert" not in page
        assert "{{ 7*7 }}" in unescape(page)


def test_every_record_that_is_found_has_a_form(visitor: Visitor) -> None:
    names = re.findall(r'href="/record/([^"]+)"', visitor.page("/search?q=st"))
    assert len(names) > 20
    for name in names:
        assert '<form id="record"' in visitor.page(f"/record/{name}"), name


DESK = "Koordinatorens side"

QUESTIONS = {
    "who is late": (DESK, "Næringsdepartementet i Vestlandia ikke registrert her 0 av 4"),
    "what waits for approval": (DESK, "Rapport fra Sosialdepartementet i Vestlandia for 2024"),
    "which accepted gaps run out": (DESK, "28. februar 2025: en akseptert mangel i «"),
    "how often a deadline has moved": (DESK, "→ 31. desember 2024 915 dager senere 3"),
    "what has changed since": (f"{DESK} > day=mars 2024", "26. august 2024: T05: arbeidet står stille"),
    "what has changed since yesterday": (f"{DESK} > day=i går", "17. desember 2024"),
    "which demands no measure follows up": (f"{DESK} > NHK", "Gi hvert barn en verge innen et døgn."),
    "what a ministry must report": (f"{DESK} > les brevet (ND)", "Vi ber om rapport for 2024 om"),
    "what the state has said of a demand": (
        "q=finne barn > NHK 2020: Finne barn som er ofre (oppdiktet) > Se alt som er registrert om dette",
        "Sosialdepartementet i Vestlandia, 12. februar 2024: gjennomført Barnevernet har fått nye",
    ),
}
"""What is asked; from the start page, the links that she follows or what she types; what she reads."""


@pytest.fixture(scope="module")
def coordinator(demonstration: Path) -> Visitor:
    """Somebody who only reads."""
    return Visitor(demonstration)


@pytest.mark.parametrize(("way", "answer"), QUESTIONS.values(), ids=[*QUESTIONS])
def test_a_question_is_answered_in_three_steps(coordinator: Visitor, way: str, answer: str) -> None:
    page, steps = coordinator.page("/"), way.split(" > ")
    assert len(steps) <= 3
    for step in steps:
        page = coordinator.page(_address(page, *step.split("=")))
    assert answer in _text(page)


def _address(page: str, name: str, typed: str = "") -> str:
    """Where the last link of this name leads, or the form in which something is typed."""
    if typed:
        forms = re.findall(r'<form[^>]* action="([^"]+)"(.*?)</form>', page, re.DOTALL)
        return next(f"{to}?{name}={typed}" for to, inside in forms if f'name="{name}"' in inside)
    links = re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', page)
    return next(unescape(to) for to, words in reversed(links) if _text(words) == name)


def _text(page: str) -> str:
    spaced = re.sub(r"</(?:td|th|li|h2)>|<br>", " ", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", spaced)).split())


def test_the_letters_and_workbooks_of_all_who_owe_a_report_are_one_file(coordinator: Visitor) -> None:
    answer = coordinator.client.get("/coordinator/package/2024")
    packed = zipfile.ZipFile(BytesIO(answer.content))
    assert packed.namelist() == ["SD-2024.xlsx", "SD-2024.docx", "ND-2024.xlsx", "ND-2024.docx"]
    assert answer.content == coordinator.client.get("/coordinator/package/2024").content
    assert coordinator.client.get("/coordinator/package/2034").status_code == 404


def test_several_workbooks_are_handed_over_at_once(root: Path, mh: Mh) -> None:
    """Those that can be saved are; what is wrong in the others is told."""
    right, wrong = (sent(mh, root, name) for name in ("RD", "HD"))
    write(right, {("Rapport", "T07.2", "Status"): "igangsatt"})
    write(wrong, {("Rapport", "T03.1", "Status"): "snart"})
    visitor = Visitor(root)
    files = [("file", (path.name, path.read_bytes())) for path in (wrong, right)]
    shown = visitor.client.post("/workbook", data={**visitor.token, "do": "preview"}, files=files)
    saved = visitor.client.post("/workbook", data={**hidden(shown.text), "do": "save"})
    assert "Hva HD-2024.xlsx betyr" in saved.text
    assert "Hva RD-2024.xlsx betyr" not in saved.text
    assert git(root, "log", "-1", "--format=%s", branch(root)).startswith("2024-RD")
