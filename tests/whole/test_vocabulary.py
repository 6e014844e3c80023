"""One idea has one word in each language: no text has a word that the vocabulary's table replaces."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel.messages.pofile import read_po

from menneskehandel_cli.models import Text
from support import CHECKOUT, each, real_register

TABLE = CHECKOUT / "docs/dev/vocabulary.md"
LOCALE = CHECKOUT / "src/menneskehandel_cli/locale"
LANGS = ("nb", "nn", "en")
GLOSSARIES = ("ordliste.md", "glossary.md")

_CODE = re.compile(r"(?ms)^```.*?^```|`[^`\n]*`")
_ELSEWHERE = re.compile(r"\[[^\]]*\]\(\.\./(nb|nn|en)/[^)]*\)")
"""A link to a page in another language, which may be called what that page is."""


@cache
def rows() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What the table says not to use, by idea and language."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("|")]
    found = {}
    for line in lines[2:]:
        idea, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        found[idea] = {
            lang: tuple(re.findall("`([^`]+)`", cell)) for lang, cell in zip(LANGS, cells[3:], strict=True)
        }
    return found


def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the words as a whole; a star stands for letters."""
    written = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)


def catalogue(lang: str) -> Iterator[tuple[str, str]]:
    """What the program says in a language: English is what the others are translations of."""
    with (LOCALE / ("nb" if lang == "en" else lang) / "LC_MESSAGES/mh.po").open("rb") as file:
        for message in read_po(file):
            said = message.id if lang == "en" else message.string
            for text in (said,) if isinstance(said, str) else said or ():
                yield "catalogue", text


def data(lang: str) -> Iterator[tuple[str, str]]:
    for entry, keys, text in real_register().models(Text):
        if text.has(lang):
            yield f"{entry.path} {'.'.join(map(str, keys))}", text.model_dump()[lang]


def guides(lang: str) -> Iterator[tuple[str, str]]:
    """The pages without code. A glossary has other languages' words between its first and last cell."""
    more = (CHECKOUT / "README.md", *(CHECKOUT / "docs/dev").glob("*.md")) if lang == "en" else ()
    for page in sorted({*(CHECKOUT / "docs" / lang).rglob("*.md"), *more} - {TABLE}):
        text = _ELSEWHERE.sub("", _CODE.sub("", page.read_text("utf-8")))
        if page.name in GLOSSARIES:
            text = re.sub(r"(?m)^(\|[^|\n]*\|).*(\|[^|\n]*\|)$", r"\1\2", text)
        yield str(page.relative_to(CHECKOUT)), text


@cache
def texts(lang: str) -> tuple[tuple[str, str], ...]:
    return (*catalogue(lang), *data(lang), *guides(lang))


@each("idea", rows())
@each("lang", LANGS)
def test_no_text_has_a_word_that_the_vocabulary_replaces(idea: str, lang: str) -> None:
    deprecated = pattern(rows()[idea][lang])
    found = [
        (where, text[max(0, match.start() - 40) : match.end() + 40])
        for where, text in texts(lang)
        for match in deprecated.finditer(text)
    ]
    assert found == []


@each("idea", rows())
@each("lang", LANGS)
def test_each_word_of_the_table_would_be_found(idea: str, lang: str) -> None:
    """In a sentence, with a capital and across lines; and the word to use instead is no finding."""
    words = rows()[idea][lang]
    assert words
    for word in words:
        written = word.replace("*", "er")
        for said in (written, written.capitalize(), written.replace(" ", "\n")):
            assert pattern(words).search(f"A {said}, b.")
            assert not pattern(words).search(f"xx{said}xx".replace("(", "x"))


def test_the_words_to_use_are_none_of_those_not_to_use() -> None:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("|")][2:]
    for line in lines:
        idea, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        for lang, cell in zip(LANGS, cells, strict=False):
            assert not any(pattern(row[lang]).search(cell) for row in rows().values()), (idea, lang)


def test_no_variable_is_called_told_said_given_or_asked() -> None:
    named = re.compile(r"(?m)^ *(told|said|given|asked)(,[^=(]*)? [|]?= |\bfor (told|said|given) in")
    assert not [x for x in (CHECKOUT / "src").rglob("*.py") if named.search(x.read_text("utf-8"))]
