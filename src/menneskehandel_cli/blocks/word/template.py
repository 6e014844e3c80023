"""A Word template: opened within bounds, filled in Jinja's sandbox, with the report put in its place.

docxtpl reads the tags. It never sees the body: where the template asks for one, it writes a bookmark,
and the body takes the place of the paragraph around that. So the size of a report costs nothing there,
and nothing in the data can be taken for a tag.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from markupsafe import Markup

from menneskehandel_cli.blocks.word import LINKS, MAIN, w
from menneskehandel_cli.blocks.word.package import parts_of
from menneskehandel_cli.blocks.word.texts import line, tag_of
from menneskehandel_cli.language import Refused, refusing
from menneskehandel_cli.language.runs import Run, mark, runs, unmarked

if TYPE_CHECKING:
    from docx.document import Document

TEXTS = ("title", "subtitle", "fictional", "coordinator", "day", "lang")
BLOCKS = ("about", "contents", "content", "made")
"""The tags: those that are in a line, and those that take the place of a paragraph (``{{p … }}``)."""

LARGEST_TEMPLATE = 20_000_000
"""In bytes, as a file."""
LARGEST_PART = 10_000_000
LARGEST_INSIDE = 100_000_000
"""In bytes, unpacked: each part that is XML, and all parts."""
_MOST_MEMBERS = 2_000

_WIDTH = 9_000
"""The width of a text where the template does not say it: about that of A4."""

_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""The properties that docxtpl would fill in, and fail on a text of more than 255 characters."""

_BOOKMARK = "_mh_"
_BLOCK_PLACE = Markup('<w:p><w:bookmarkStart w:id="0" w:name="{}{}"/><w:bookmarkEnd w:id="0"/></w:p>')
"""A block as the template sees it: a paragraph with a bookmark that names it."""
_SPLIT = "\ufdd3"
"""A noncharacter that keeps signs apart which docxtpl reads in a text as the escape of a tag."""
_ESCAPES = re.compile(r"([{}%_])(?=[{}%_])")


def digest(data: bytes) -> str:
    """A digest of a template, for the stamp."""
    return sha256(data).hexdigest()[:16]


def read_template(path: Path) -> bytes:
    """A template's bytes. Raises ``OSError``, and ``Refused`` if it is too large."""
    with path.open("rb") as stream:
        data = stream.read(LARGEST_TEMPLATE + 1)
    if len(data) > LARGEST_TEMPLATE:
        raise Refused("word_template.large", file=str(path), most=LARGEST_TEMPLATE // 1_000_000)
    return data


def check_template(data: bytes, file: str = "") -> None:
    """Check that ``data`` is a zip file that is not too large when unpacked. Raises ``Refused``."""
    wrong = (BadZipFile, ValueError, OSError, NotImplementedError)
    with refusing(wrong, "word_template.no_word_file", file=file), ZipFile(BytesIO(data)) as parts:
        entries = parts.infolist()
    xml = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    if (
        len(entries) > _MOST_MEMBERS
        or sum(entry.file_size for entry in entries) > LARGEST_INSIDE
        or any(entry.file_size > LARGEST_PART for entry in xml)
    ):
        raise Refused("word_template.large_inside", file=file, most=LARGEST_INSIDE // 1_000_000)


class FilledTemplate:
    """A template with its texts filled in, and places for the blocks."""

    def __init__(self, path: Path, texts: Mapping[str, str], lang: str) -> None:
        """Fill in a template. Raises ``OSError``, ``Refused`` and jinja2's ``TemplateError``."""
        from docxtpl import DocxTemplate
        from jinja2 import StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        data, self._file = read_template(path), str(path)
        check_template(data, self._file)
        template = DocxTemplate(BytesIO(data))
        environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
        # python-docx raises what the zip file or the XML parser raises
        with refusing(Exception, "word_template.no_word_file", file=self._file):
            template.init_docx()
        for name in _PROPERTIES:  # package.describe sets those of a report
            setattr(template.docx.core_properties, name, "")
        used = template.get_undeclared_template_variables(environment)
        if unknown := sorted(used - {*TEXTS, *BLOCKS}):
            known = [*TEXTS, *(f"p {name}" for name in BLOCKS)]
            raise Refused("word_template.tags", file=self._file, unknown=unknown, known=known)
        context: dict[str, str] = {name: _BLOCK_PLACE.format(_BOOKMARK, name) for name in BLOCKS}
        context["lang"] = lang
        for name, text in texts.items():  # What a template says around a tag may be in another language.
            marked = "".join(mark(line(part.text), part.lang or lang) for part in runs(text))
            context[name] = _ESCAPES.sub(rf"\1{_SPLIT}", marked)
        template.render(context, environment, autoescape=True)
        self.document: Document = template.docx
        for part in parts_of(self.document):
            _restore(part.element)
        for part in self.document.part.package.parts:
            if part.content_type.endswith("footnotes+xml"):  # docxtpl fills these in as bytes
                part._blob = _unsplit(part.blob.decode("utf-8")).encode("utf-8")  # noqa: SLF001

    def bookmarks(self) -> int:
        """The highest number of a bookmark that the template has."""
        numbers = [item.get(w("id"), "") for item in self.document.part.element.iter(w("bookmarkStart"))]
        return max((int(number) for number in numbers if re.fullmatch("[0-9]{1,9}", number)), default=0)

    def width(self) -> int:
        """The width of the text on the first page, in twentieths of a point."""
        section = self.document.sections[0]
        sizes = (section.page_width, section.left_margin, section.right_margin)
        page, left, right = (0 if size is None else round(size.twips) for size in sizes)
        return page - left - right if page > left + right else _WIDTH

    def put(self, blocks: Mapping[str, str]) -> None:
        """Put the blocks in their places. Raises ``Refused`` if there is none for the content."""
        places = self._places()
        if not places.get("content"):
            raise Refused("word_template.no_content", file=self._file, tag="{{p content }}")
        for name, found in places.items():
            for number, place in enumerate(found):
                _replace(place, blocks[name] if number == 0 else "")

    def _places(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for start in self.document.part.element.iter(w("bookmarkStart")):
            name = str(start.get(w("name")))
            if name.startswith(_BOOKMARK):
                place = _paragraph_around(start)
                if place.getparent().tag == w("t"):  # {{ content }} without p
                    place = _paragraph_around(place)
                found.setdefault(name.removeprefix(_BOOKMARK), []).append(place)
        return found


def _unsplit(text: str) -> str:
    return unmarked(text.replace(_SPLIT, ""))


def _restore(root: Any) -> None:
    """Make a run of each part of the texts that were filled in, with its language."""
    for text in list(root.iter(w("t"))):
        joined = (text.text or "").replace(_SPLIT, "")
        if unmarked(joined) == joined or text.getparent().tag != w("r"):
            text.text = unmarked(joined)
        else:
            _divide(text.getparent(), text, runs(joined))
    for element in root.iter():
        for name, value in element.attrib.items():
            if _unsplit(value) != value:
                element.set(name, _unsplit(value))


def _divide(run: Any, text: Any, parts: Sequence[Run]) -> None:
    """Replace a run by one for each part of a text of it, and for what is before and after that."""
    children = [child for child in run if child.tag != w("rPr")]
    at = children.index(text)
    pieces = [_run_like(run, "", children[:at])] if at else []
    for part in parts:
        words = run.makeelement(w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        words.text = part.text
        pieces.append(_run_like(run, part.lang, [words]))
    if children[at + 1 :]:
        pieces.append(_run_like(run, "", children[at + 1 :]))
    for piece in pieces:
        run.addprevious(piece)
    run.getparent().remove(run)


def _run_like(run: Any, lang: str, inner: Sequence[Any]) -> Any:
    """A run that looks like another, in a language if one is given."""
    new = run.makeelement(w("r"), {})
    existing = run.find(w("rPr"))
    if existing is not None or lang:
        properties = deepcopy(existing) if existing is not None else run.makeelement(w("rPr"), {})
        if lang:
            for old in properties.findall(w("lang")):
                properties.remove(old)
            properties.append(properties.makeelement(w("lang"), {w("val"): tag_of(lang)}))
        new.append(properties)
    new.extend(inner)
    return new


def _paragraph_around(element: Any) -> Any:
    return next(item for item in element.iterancestors() if item.tag == w("p"))


def _replace(place: Any, block: str) -> None:
    """Put a block where a paragraph stands."""
    from docx.oxml.parser import parse_xml

    for element in list(parse_xml(f'<w:body xmlns:w="{MAIN}" xmlns:r="{LINKS}">{block}</w:body>')):
        place.addprevious(element)
    holder, before, after = place.getparent(), place.getprevious(), place.getnext()
    # A table must be followed by a paragraph, and a cell must end with one.
    alone = all(item is None or item.tag != w("p") for item in (before, after))
    if alone and (holder.tag == w("tc") or (before is not None and before.tag == w("tbl"))):
        place.addnext(holder.makeelement(w("p"), {}))
    holder.remove(place)
