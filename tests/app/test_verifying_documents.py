"""``mh verify`` on reports in Word and PDF: the bytes, or else what they say, and who wrote them."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from menneskehandel_cli.formats import EXTRAS
from pango import need_pango
from reports import KINDS, document, report, run, verify
from support import Answer, each

pytestmark = pytest.mark.attack

FORMS = ("docx", "pdf")
PLACES = (0.1, 0.5, 0.99)
"""Where in the file a byte is changed, as shares of its length."""


def made(places: dict[str, Path], form: str) -> bytes:
    """The yearly report of the demonstration in a form."""
    if form == "pdf":
        need_pango()
    return document(places, form, "demo", "yearly", "nb")


def other(places: dict[str, Path], form: str) -> bytes:
    """The same report as other versions of the libraries would have written it, made once."""
    if form == "pdf":
        need_pango()
    file = places["demo"].parent / f"other.{form}"
    if not file.exists():
        with pytest.MonkeyPatch.context() as elsewhere:
            elsewhere.setattr("importlib.metadata.version", lambda _name: "0.0.1")
            asked = ("report", "yearly", *KINDS["demo"]["yearly"], "--format", form, "-o", str(file))
            assert run(*asked, "--root", str(places["demo"]), "--lang", "nb").code == 0
    return file.read_bytes()


def verified(places: dict[str, Path], file: Path, data: bytes | bytearray) -> Answer:
    """What ``mh verify`` says of a file with these bytes; whatever it is, it is told in words."""
    file.write_bytes(data)
    answer = verify(file, places["demo"])
    assert "Traceback" not in answer.err
    return answer


@each("form", FORMS)
def test_a_document_is_taken_for_what_it_is(places: dict[str, Path], tmp_path: Path, form: str) -> None:
    answer = verified(places, tmp_path / f"report.{form}", made(places, form))
    assert (answer.code, answer.err) == (0, "")
    assert "exactly the same" in answer.out


@pytest.mark.parametrize("share", PLACES)
@pytest.mark.parametrize("form", FORMS)
def test_one_changed_byte_of_a_document_is_seen(
    places: dict[str, Path], tmp_path: Path, form: str, share: float
) -> None:
    """It is told as a change, or the file is no longer a report; never as the same."""
    data = bytearray(made(places, form))
    data[int(len(data) * share)] ^= 1
    assert verified(places, tmp_path / f"changed.{form}", data).code in (1, 2)


@each("form", FORMS)
def test_a_document_of_other_libraries_cannot_be_compared(
    places: dict[str, Path], tmp_path: Path, form: str
) -> None:
    """Its bytes are not those made here, and nothing shows who wrote it; its words can be told of."""
    data = other(places, form)
    assert data != made(places, form)
    answer = verified(places, tmp_path / f"other.{form}", data)
    assert (answer.code, answer.err) == (2, "")
    assert f"{EXTRAS[form].package} 0.0.1" in answer.out
    assert EXTRAS[form].versions() in answer.out
    assert "text of the report are identical" in answer.out


WORD = "http://schemas.openxmlformats.org/officeDocument/2006"
FORMULA = (
    f'<m:oMath xmlns:m="{WORD}/math"><m:r><w:rPr><w:vanish/></w:rPr><m:t>= 9 + 9</m:t></m:r></m:oMath></w:p>'
)
RELATION = f'<Relationship Id="evil" Type="{WORD}/relationships/'
FORGERIES: dict[str, list[tuple[str, str, str]]] = {
    "a formula in hidden text": [("word/document.xml", "</w:p>", FORMULA)],
    "a field that runs a program": [
        ("word/document.xml", "</w:p>", '<w:fldSimple w:instr="DDEAUTO x y"/></w:p>')
    ],
    "a page in another file": [
        (
            "word/document.xml",
            "<w:sectPr",
            f'<w:altChunk xmlns:r="{WORD}/relationships" r:id="evil"/><w:sectPr',
        ),
        ("word/_rels/document.xml.rels", "</Rel", f'{RELATION}aFChunk" Target="x.html"/></Rel'),
        ("[Content_Types].xml", "</Types>", '<Default Extension="html" ContentType="text/html"/></Types>'),
        ("word/x.html", "", "<p>Alt er gjennomført.</p>"),
    ],
    "a template from elsewhere": [
        (
            "word/_rels/settings.xml.rels",
            "",
            (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'{RELATION}attachedTemplate" Target="https://evil.example/x" TargetMode="External"/>'
                "</Relationships>"
            ),
        )
    ],
}


def rewritten(data: bytes, changes: list[tuple[str, str, str]]) -> bytes:
    """A Word file with a text in some parts replaced once, or with a new part."""
    found = BytesIO()
    with ZipFile(BytesIO(data)) as given, ZipFile(found, "w") as file:
        parts = {name: given.read(name).decode() for name in given.namelist()}
        for name, before, after in changes:
            assert before in parts.get(name, "")
            parts[name] = parts.get(name, "").replace(before, after, 1) if before else after
        for name, text in parts.items():
            file.writestr(name, text)
    return found.getvalue()


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_word_file_with_a_part_that_no_report_has_differs(
    places: dict[str, Path], tmp_path: Path, forgery: str
) -> None:
    """Even if it names other libraries, so that its bytes are not those made here anyway."""
    forged = rewritten(other(places, "docx"), FORGERIES[forgery])
    answer = verified(places, tmp_path / "forged.docx", forged)
    assert answer.code == 1, answer.out
    assert "parts that come from neither mh nor the template" in answer.out


@pytest.mark.parametrize("inline", [False, True])
def test_a_pdf_with_a_picture_over_its_pages_differs(
    places: dict[str, Path], tmp_path: Path, inline: bool
) -> None:
    """Its text and its JSON are still those of the report, but nobody sees them."""
    pypdf = pytest.importorskip("pypdf")
    generic = pypdf.generic
    writer = pypdf.PdfWriter(clone_from=BytesIO(other(places, "pdf")))
    picture = generic.StreamObject()
    for name, kind in (("Type", "XObject"), ("Subtype", "Image"), ("ColorSpace", "DeviceGray")):
        picture[generic.NameObject(f"/{name}")] = generic.NameObject(f"/{kind}")
    for name, size in (("Width", 1), ("Height", 1), ("BitsPerComponent", 8)):
        picture[generic.NameObject(f"/{name}")] = generic.NumberObject(size)
    picture.set_data(b"\xff")
    held = writer._add_object(picture)
    over = b"BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI" if inline else b"/Evil Do"
    for page in writer.pages:
        if not inline:
            pictures = page["/Resources"].setdefault(
                generic.NameObject("/XObject"), generic.DictionaryObject()
            )
            pictures.get_object()[generic.NameObject("/Evil")] = held
        content = generic.DecodedStreamObject()
        content.set_data(page.get_contents().get_data() + b"\nq 900 0 0 900 0 0 cm " + over + b" Q\n")
        page[generic.NameObject("/Contents")] = writer._add_object(content)
    forged = BytesIO()
    writer.write(forged)
    answer = verified(places, tmp_path / "forged.pdf", forged.getvalue())
    assert answer.code == 1, answer.out
    assert "/Image" in answer.out


def test_a_damaged_word_file_is_told_in_words(places: dict[str, Path], tmp_path: Path) -> None:
    """One bit is turned where the report's JSON is packed: unpacking fails in many ways."""
    data = made(places, "docx")
    with ZipFile(BytesIO(data)) as held:
        entry = held.getinfo("customXml/item1.xml")
        whole = held.read(entry)
    for step in range(0, entry.compress_size, entry.compress_size // 12):
        changed = bytearray(data)
        changed[entry.header_offset + 30 + len(entry.filename) + step] ^= 4
        with suppress(Exception), ZipFile(BytesIO(changed)) as held:
            if held.read(entry.filename) == whole:
                continue  # The bit pointed to the same text elsewhere, so nothing is damaged.
        answer = verified(places, tmp_path / "damaged.docx", changed)
        assert answer.code == 2
        assert "damaged" in answer.err


def test_a_document_whose_looks_are_changed_is_not_taken_for_the_same(
    places: dict[str, Path], tmp_path: Path
) -> None:
    """Something is put after its end, where no reader looks: the words are those of the report."""
    answer = verified(places, tmp_path / "changed.pdf", made(places, "pdf") + b"\n% more\n")
    assert answer.code == 1
    assert "changed the appearance" in answer.out


def test_the_libraries_are_named_in_the_document(places: dict[str, Path]) -> None:
    """And in no text, which no library writes."""
    assert '"libraries": ""' in report(places, "demo", "yearly", "json")
