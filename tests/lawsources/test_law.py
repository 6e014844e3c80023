"""``mh law``: readings of the law held against what Lovdata publishes, and archives that are refused.

The excerpts in ``fixtures/lovdata`` are of 9 November 2025; tampered copies stand for later law.
"""

import bz2
import io
import re
import shutil
import tarfile
from pathlib import Path
from typing import Any

import pytest

from cases import listed
from published_law import LOVDATA, packed
from support import Answer, Mh

ACT = "gjeldende-lover/nl/nl-20210618-097.xml"
DAY = "2025-11-09"
LATER = "2026-02-01"

ADDED: dict[str, str] = listed("law")


@pytest.fixture
def strategy(fjellheim: Path) -> Path:
    """A strategy with readings of the acts in the excerpts, of the very day of these."""
    file = fjellheim / "strategy" / "strategy.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("documents:\n", f"documents:\n{ADDED['documents']}"), encoding="utf-8")
    law_file(fjellheim).write_text(ADDED["readings"], encoding="utf-8")
    return fjellheim


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the excerpts that a test may change."""
    return Path(shutil.copytree(LOVDATA, tmp_path / "lovdata"))


@pytest.fixture
def recorded(mh: Mh, strategy: Path) -> Path:
    """The strategy, with the fingerprints of what was read."""
    assert mh("law", str(LOVDATA), "--dated", DAY, "--record", cwd=strategy).code == 0
    return strategy


def law_file(strategy: Path) -> Path:
    return strategy / "data" / "law" / "coe" / "coe-12.yaml"


def rewrite(file: Path, *changes: tuple[str, str]) -> None:
    """Replace words in a file, each of which must be there."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def places(answer: Answer) -> dict[str, Any]:
    """The places in an answer as JSON, by act and section."""
    return {f"{item['document']} {item['section']}": item for item in answer.json["places"]}


def verdicts(answer: Answer) -> dict[str, list[str]]:
    """What is said of the readings of each place."""
    return {name: [item["verdict"] for item in place["readings"]] for name, place in places(answer).items()}


def test_a_change_adopted_and_not_in_force_is_told_and_makes_no_later_reading_suspect(
    mh: Mh, strategy: Path
) -> None:
    """Barnevernsloven §§ 4-5 and 6-6 on 9 November 2025, read as of May 2026."""
    rewrite(law_file(strategy), (f"read: {DAY}", "read: 2026-05-02"))
    asked = ("law", str(LOVDATA), "--dated", DAY)
    answer = mh(*asked, "--format", "json", cwd=strategy)
    assert answer.code == 0
    assert answer.json["suspect"] == []
    for section in ("§ 4-5", "§ 6-6"):
        place = places(answer)[f"barnevernsloven {section}"]
        assert (
            "Endres ved lov 20 juni 2025 nr. 39 (i kraft fra den tid Kongen bestemmer)." in place["adopted"]
        )
        assert [act["act"] for act in place["changed_by"]] == ["lov/2025-06-20-39"]
        assert [reading["verdict"] for reading in place["readings"]] == ["older"]
    assert places(answer)["barnevernsloven § 1-1"]["adopted"] == []
    told = " ".join(mh(*asked, "--lang", "en", cwd=strategy).out.split())
    assert "What is shown here is what applied on the date of the archive." in told
    assert "lov/2025-06-20-39: Lov om endringer i barnevernsloven" in told


def test_recording_adds_the_fingerprints_of_that_day_and_nothing_else(mh: Mh, strategy: Path) -> None:
    """Comments and layout stay, other days are left and told, and a second time changes nothing."""
    rewrite(law_file(strategy), (f"§ 1-1, read: {DAY}", "§ 1-1, read: 2026-05-02"))
    before = law_file(strategy).read_text(encoding="utf-8")
    asked = ("law", str(LOVDATA), "--dated", DAY, "--record", "--lang", "en")
    answer = mh(*asked, cwd=strategy)
    assert answer.code == 0
    assert "The fingerprints of 3 readings are recorded." in answer.err
    assert "No fingerprint was recorded for 1 reading from a day other than 9 November 2025." in answer.err
    after = law_file(strategy).read_text(encoding="utf-8")
    assert after.count("fingerprint: sha256:") == 3
    assert "# The first of two letters." in after
    assert "".join(re.sub(r",?\s*fingerprint: sha256:[0-9a-f]{16}", "", after).split()) == "".join(
        before.split()
    )
    mh(*asked, cwd=strategy)
    assert law_file(strategy).read_text(encoding="utf-8") == after
    assert "§ 1-1, read: 2026-05-02}" in after


def test_a_text_that_says_the_same_is_silent(mh: Mh, recorded: Path, copy: Path) -> None:
    """Signs, capitals, list labels, notes, footnotes and numbers of paragraphs are no change."""
    rewrite(
        copy / ACT,
        ('ledd-3">Bestemmelsen i <a href="lov/2021-06-18-97/&#xA7;6-6">', 'ledd-3">(3) BESTEMMELSEN, i <a>'),
        ("<strong>Endres</strong>", "Endret"),
        (
            "gjelder tilsvarende.</article>",
            "gjelder tilsvarende<sup class='footnotereference'>1</sup></article>",
        ),
    )
    answer = mh("law", str(copy), "--dated", LATER, "--format", "json", cwd=recorded)
    assert answer.code == 0
    assert verdicts(answer)["barnevernsloven § 4-5"] == ["same"]
    assert places(answer)["barnevernsloven § 4-5"]["adopted"] == []
    told = mh("law", str(copy), "--dated", LATER, "--lang", "en", cwd=recorded).out
    assert "No reading is based on a text known to have changed since." in told
    assert "§ 1-1" not in told
    assert "4 readings are of texts that are unchanged since they were read." in told


def test_a_changed_text_is_told_word_by_word_and_ends_with_1(mh: Mh, recorded: Path, copy: Path) -> None:
    """Only the reading of that section; the rest is silent. The old words come from the older copy."""
    rewrite(copy / ACT, ("ikke overstige seks m&#xE5;neder", "ikke overstige tolv m&#xE5;neder"))
    asked = ("law", str(copy), "--dated", LATER)
    answer = mh(*asked, "--format", "json", cwd=recorded)
    assert answer.code == 1
    assert answer.json["suspect"] == ["coe-12.1.a"]
    changed = [name for name, said in verdicts(answer).items() if "changed" in said]
    assert changed == ["barnevernsloven § 6-6"]
    without = mh(*asked, "--lang", "en", cwd=recorded)
    assert "Give it with --was to see the words that have changed." in without.out
    text = mh(*asked, "--was", str(LOVDATA), "--lang", "en", cwd=recorded)
    assert text.code == 1
    assert "kan ikke overstige [-seks-] {+tolv+} måneder." in text.out
    page = mh(*asked, "--was", str(LOVDATA), "--format", "markdown", cwd=recorded)
    assert "seks-\\] {+tolv+} måneder" in page.out


def test_an_archive_older_than_the_reading_makes_nothing_suspect(mh: Mh, recorded: Path, copy: Path) -> None:
    """Even if its text differs, or the section is not in it."""
    rewrite(
        copy / ACT, ("overstige seks", "overstige tolv"), ('data-name="&#xA7;4-5"', 'data-name="&#xA7;4-6"')
    )
    answer = mh("law", str(copy), "--dated", "2025-11-08", "--format", "json", cwd=recorded)
    assert (answer.code, answer.json["suspect"]) == (0, [])
    assert places(answer)["barnevernsloven § 4-5"]["state"] == "gone"


def test_a_recorded_suspicion_stays_in_the_check_until_the_text_is_read_again(
    mh: Mh, recorded: Path, copy: Path
) -> None:
    """MH211, and how it goes away."""
    rewrite(copy / ACT, ("overstige seks", "overstige tolv"))
    asked = ("law", str(copy), "--dated", LATER, "--record")
    assert mh(*asked, cwd=recorded).code == 1
    check = ("check", "--rules", "MH211", "--format", "json")
    (found,) = mh(*check, cwd=recorded).json["diagnostics"]
    assert found["code"] == "MH211"
    assert "barnevernsloven § 6-6" in found["message"]
    text = law_file(recorded).read_text(encoding="utf-8")
    again = re.sub(rf"(§ 6-6 bokstav a\}}.*?read:) {DAY}", rf"\1 {LATER}", text, count=1, flags=re.DOTALL)
    assert again != text
    law_file(recorded).write_text(again, encoding="utf-8")
    assert mh(*asked, cwd=recorded).code == 0
    assert mh(*check, cwd=recorded).json["diagnostics"] == []
    assert "suspect" not in law_file(recorded).read_text(encoding="utf-8")


def test_what_is_gone_and_what_cannot_be_said(mh: Mh, recorded: Path, copy: Path, tmp_path: Path) -> None:
    """A section gone from its act, an act gone from a whole archive; without one a folder is silent."""
    rewrite(copy / ACT, ('data-name="&#xA7;4-5"', 'data-name="&#xA7;4-6"'))
    rewrite(
        law_file(recorded),
        ("{document: sosialforskriften, section: § 1}", "{document: krisesenterlova, section: § 8}"),
    )
    answer = mh("law", str(copy / "gjeldende-lover"), "--dated", LATER, "--format", "json", cwd=recorded)
    assert answer.code == 1
    assert {name: item["state"] for name, item in places(answer).items()} == {
        "barnevernsloven § 1-1": "there",
        "barnevernsloven § 4-5": "gone",
        "barnevernsloven § 6-6": "there",
        "krisesenterlova § 8": "gone",
        "menneskerettsloven § 2 nr. 4, barnekonvensjonen artikkel 3": "no_section",
    }
    shutil.rmtree(copy / "gjeldende-lover" / "nl")
    (copy / "gjeldende-lover" / "nl-1.xml").write_text("<html/>", encoding="utf-8")
    folder = mh("law", str(copy / "gjeldende-lover"), "--dated", LATER, "--format", "json", cwd=recorded)
    assert folder.code == 0
    assert places(folder)["barnevernsloven § 4-5"]["state"] == "not_held"
    whole = packed(tmp_path / "gjeldende-lover.tar.bz2", copy / "gjeldende-lover")
    answer = mh("law", str(whole), "--dated", LATER, "--format", "json", cwd=recorded)
    assert answer.code == 1
    assert places(answer)["barnevernsloven § 4-5"]["state"] == "gone"


def test_archives_are_read_as_folders_are_and_their_day_is_in_the_list(
    mh: Mh, recorded: Path, copy: Path
) -> None:
    """The list says 8 November 2025. Without it, the day has to be given."""
    names = ("gjeldende-lover", "gjeldende-sentrale-forskrifter", "lovtidend-avd1-2025")
    archives = [str(packed(copy / f"{name}.tar.bz2", copy / name)) for name in names]
    answer = mh("law", *archives, "--format", "json", cwd=recorded)
    assert answer.json["day"] == "2025-11-08"
    assert places(answer) == places(mh("law", str(LOVDATA), "--format", "json", cwd=recorded))
    (copy / "lovdata-public-data-list.json").unlink()
    asked = mh("law", *archives, "--lang", "en", cwd=recorded)
    assert asked.code == 2
    assert "Give the date with --dated." in asked.err


def test_of_a_whole_act_the_sections_that_changed_are_named(mh: Mh, strategy: Path, copy: Path) -> None:
    """A new rule anywhere in an act that was looked through may be an answer."""
    rewrite(law_file(strategy), ("barnevernsloven, section: § 1-1", "barnevernsloven"))
    mh("law", str(LOVDATA), "--dated", DAY, "--record", cwd=strategy)
    rewrite(
        copy / ACT,
        ("overstige seks", "overstige tolv"),
        ('data-name="&#xA7;10-15"', 'data-name="&#xA7;10-15a"'),
    )
    asked = ("law", str(copy), "--dated", LATER, "--was", str(LOVDATA), "--lang", "en")
    told = mh(*asked, cwd=strategy).out
    assert "Changed, new or removed: section 6-6, section 10-15 and section 10-15a." in told


def member(name: str, data: bytes = b"<html/>", **facts: Any) -> tuple[tarfile.TarInfo, bytes]:
    """A part of an archive."""
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for key, value in facts.items():
        setattr(info, key, value)
    return info, data


def special(kind: bytes, to: str = "") -> bytes:
    """An archive of something that is neither a file nor a folder."""
    return of(member("nl/a.xml", b"", type=kind, linkname=to))


def of(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    """An archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:bz2") as archive:
        for info, data in members:
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def header(info: tarfile.TarInfo, after: int = 0) -> bytes:
    """An archive that promises more than it holds."""
    return bz2.compress(info.tobuf(tarfile.GNU_FORMAT) + bytes(after))


WHOLE = (LOVDATA / ACT).read_bytes()
ENTITIES = WHOLE.replace(b"<!DOCTYPE html>", b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>')
OUTSIDE = WHOLE.replace(b"<!DOCTYPE html>", b'<!DOCTYPE html SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"not packed", "is neither an archive of published law"),
        (b"BZh91AY&SX" + bytes(100), "is neither an archive of published law"),
        (of(member("nl/a.xml", WHOLE * 40))[:3000], "is damaged"),
        (of(member("nl/a.txt")), "contains no XML files"),
        (special(tarfile.SYMTYPE, "/etc/passwd"), "contains a symbolic or hard link, or a device file"),
        (special(tarfile.LNKTYPE, "nl/b.xml"), "contains a symbolic or hard link, or a device file"),
        (special(tarfile.CHRTYPE), "contains a symbolic or hard link, or a device file"),
        (of(member("/nl/a.xml")), "end up outside the archive"),
        (of(member("nl/../../a.xml")), "end up outside the archive"),
        (of(member("C:\\a.xml")), "end up outside the archive"),
        (header(member("nl/a.xml", size=10**9)[0]), "is larger than any archive"),
        (of(member("nl/a.xml", ENTITIES)), "declares entities"),
        (of(member("nl/a.xml", OUTSIDE)), "declares entities"),
        (of(member("nl/a.xml", WHOLE[:-40])), "cannot be read as XML"),
        (of(member("nl/a.xml", WHOLE), member("nl/b.xml", WHOLE)), "is in both"),
    ],
)
def test_what_is_no_archive_of_law_is_refused_in_words(
    mh: Mh, strategy: Path, tmp_path: Path, data: bytes, told: str
) -> None:
    """Nothing is written, the program does not break, and the message says what to do."""
    archive = tmp_path / "gjeldende-lover.tar.bz2"
    archive.write_bytes(data)
    before = law_file(strategy).read_bytes()
    answer = mh("law", str(archive), "--dated", DAY, "--record", "--lang", "en", cwd=strategy)
    assert answer.code == 2
    assert told in answer.err
    assert answer.out == ""
    assert law_file(strategy).read_bytes() == before


def test_a_header_that_asks_for_more_than_any_name_needs_is_refused(
    mh: Mh, strategy: Path, tmp_path: Path
) -> None:
    """The library would read the whole of a long name into memory: here 30 MB, in a tiny file."""
    info, _ = member("long", type=tarfile.GNUTYPE_LONGNAME, size=30_000_000)
    archive = tmp_path / "a.tar.bz2"
    archive.write_bytes(header(info, after=30_000_000))
    answer = mh("law", str(archive), "--dated", DAY, "--lang", "en", cwd=strategy)
    assert answer.code == 2
    assert "is larger than any archive" in answer.err


def test_a_folder_with_links_is_refused(mh: Mh, strategy: Path, copy: Path) -> None:
    """A link in what was unpacked may lead anywhere."""
    (copy / "gjeldende-lover" / "nl" / "link.xml").symlink_to("/etc/passwd")
    answer = mh("law", str(copy), "--dated", DAY, "--lang", "en", cwd=strategy)
    assert answer.code == 2
    assert "contains a symbolic or hard link, or a device file (gjeldende-lover/nl/link.xml)" in answer.err


def test_recording_needs_the_files_on_the_disk(mh: Mh, strategy: Path) -> None:
    """--at reads a commit, which cannot be changed."""
    answer = mh("law", str(LOVDATA), "--record", "--at", "HEAD", "--lang", "en", cwd=strategy)
    assert answer.code == 2
    assert "--record changes files on disk" in answer.err
