"""Make ``templates/report.docx``, the Word template that is used when nobody gives one of their own.

Word files are zip files of XML; this is where the XML is kept and reviewed. Run it after a change here.
A test compares the parts of the file with ``parts()``.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "templates" / "report.docx"

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_INK, _SOFT, _LINE, _SHADE, _LINK = "1F2A44", "4A5568", "8A94A6", "E9EDF3", "0B57A4"


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of the template."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def field(instruction: str) -> str:
    """A field with a number, as 1 until it is counted."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def document() -> str:
    """The page: what a user's own template may arrange in another way."""
    body = "".join(
        (
            paragraph("{{ subtitle }}", "Subtitle"),
            paragraph("{{ title }}", "Title"),
            paragraph("{%p if fictional %}"),
            paragraph("{{ fictional }}", "Fictional"),
            paragraph("{%p endif %}"),
            paragraph("{{p about }}"),
            paragraph("{{p contents }}"),
            paragraph("{{p content }}"),
            paragraph("{{p made }}"),
        )
    )
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
        '<w:footerReference w:type="default" r:id="rId4"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1304" w:bottom="1304" w:left="1304" w:header="680" '
        'w:footer="624" w:gutter="0"/></w:sectPr>'
    )
    return f"{_XML}<w:document {_W}><w:body>{body}{section}</w:body></w:document>"


def header() -> str:
    """The running header: the title, and that the report is fictional where it is."""
    text = "{{ title }}{% if fictional %} – {{ fictional }}{% endif %}"
    return f"{_XML}<w:hdr {_W}>{paragraph(text, 'Header')}</w:hdr>"


def footer() -> str:
    """The number of the page, and of all pages."""
    inner = f"{field('PAGE')}<w:r><w:t> / </w:t></w:r>{field('NUMPAGES')}"
    return f'{_XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{inner}</w:p></w:ftr>'


def style(
    id: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    kind: str = "paragraph",
    based: str = "Normal",
    follows: str = "",
    more: str = "",
) -> str:
    """One style. ``paragraph`` and ``run`` are the insides of its ``pPr`` and ``rPr``."""
    custom = ' w:customStyle="1"' if id in ("TableText", "Facts", "Fictional") else ""
    default = ' w:default="1"' if id in ("Normal", "TableNormal", "DefaultParagraphFont") else ""
    return "".join(
        (
            f'<w:style w:type="{kind}"{default}{custom} w:styleId="{id}"><w:name w:val="{name}"/>',
            f'<w:basedOn w:val="{based}"/>' if based and based != id else "",
            f'<w:next w:val="{follows}"/>' if follows else "",
            "<w:qFormat/>",
            f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "",
            f"<w:rPr>{run}</w:rPr>" if run else "",
            more,
            "</w:style>",
        )
    )


def _spacing(before: int, after: int, line: int = 264) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(half_points: int, colour: str = "", *, bold: bool = False) -> str:
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


def _heading(level: int, half_points: int, before: int) -> str:
    look = f'<w:keepNext/><w:keepLines/>{_spacing(before, 80)}<w:outlineLvl w:val="{level - 1}"/>'
    run = _size(half_points, _INK, bold=True)
    return style(f"Heading{level}", f"heading {level}", look, run, follows="Normal")


def _list(id: str, name: str, number: int) -> str:
    numbered = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'
    look = f'{numbered}{_spacing(0, 60)}<w:ind w:left="357" w:hanging="357"/>'
    return style(id, name, look)


def styles() -> str:
    """The styles that the report is written in."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = (
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    )
    grid = f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders>{margins}</w:tblPr>"
    first = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/></w:tcPr></w:tblStylePr>'
    )
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    label = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="8C2F7A"/></w:pBdr>' + _spacing(
        60, 160
    )
    tab = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9288"/></w:tabs>'
    run = f'{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="nb-NO"/>'
    defaults = (
        f"<w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_spacing(0, 120)}</w:pPr></w:pPrDefault>"
    )
    found = (
        f"<w:docDefaults>{defaults}</w:docDefaults>",
        style("Normal", "Normal"),
        style("DefaultParagraphFont", "Default Paragraph Font", kind="character", based=""),
        style(
            "TableNormal",
            "Normal Table",
            kind="table",
            based="",
            more=f"<w:tblPr>{margins}</w:tblPr>",
        ),
        style("Title", "Title", "<w:keepNext/>" + _spacing(0, 160, 240), _size(52, _INK, bold=True)),
        style("Subtitle", "Subtitle", "<w:keepNext/>" + _spacing(0, 60), _size(24, _SOFT)),
        style("Fictional", "Fictional", label, _size(22, "8C2F7A", bold=True)),
        _heading(1, 34, 400),
        _heading(2, 27, 300),
        _heading(3, 23, 220),
        _list("ListBullet", "List Bullet", 1),
        _list("ListNumber", "List Number", 2),
        style("Caption", "caption", "<w:keepNext/>" + _spacing(200, 80), _size(20, _INK, bold=True)),
        style("TableText", "Table Text", _spacing(30, 30, 240), _size(18)),
        style("Facts", "Facts", f'{_spacing(0, 40)}<w:ind w:left="284" w:hanging="284"/>'),
        style("Quote", "Quote", '<w:ind w:left="567" w:right="567"/>', "<w:i/><w:iCs/>"),
        style(
            "Hyperlink",
            "Hyperlink",
            run=f'<w:color w:val="{_LINK}"/><w:u w:val="single"/>',
            kind="character",
            based="DefaultParagraphFont",
        ),
        style("TableGrid", "Table Grid", kind="table", based="TableNormal", more=grid + first),
        style(
            "TOCHeading",
            "TOC Heading",
            "<w:keepNext/>" + _spacing(320, 80),
            _size(27, _INK, bold=True),
        ),
        style("TOC1", "toc 1", tab + _spacing(0, 40) + '<w:ind w:right="567"/>'),
        style("Header", "header", _spacing(0, 0, 240), _size(17, _SOFT)),
        style("Footer", "footer", f'{_spacing(0, 0, 240)}<w:jc w:val="right"/>', _size(17, _SOFT)),
    )
    return f"{_XML}<w:styles {_W}>{''.join(found)}</w:styles>"


def numbering() -> str:
    """The bullets and numbers of the two styles of lists."""
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="357" w:hanging="357"/></w:pPr></w:lvl></w:abstractNum>'
        for number, kind, style, sign in (
            (1, "bullet", "ListBullet", "•"),
            (2, "decimal", "ListNumber", "%1."),
        )
    )
    used = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2)
    )
    return f"{_XML}<w:numbering {_W}>{lists}{used}</w:numbering>"


def settings() -> str:
    """How Word is to treat the document: as one of its own, not of an old version."""
    return (
        f'{_XML}<w:settings {_W}><w:zoom w:percent="100"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


_PARTS = {
    "document": ("main", "", document),
    "styles": ("styles", "styles", styles),
    "numbering": ("numbering", "numbering", numbering),
    "header1": ("header", "header", header),
    "footer1": ("footer", "footer", footer),
    "settings": ("settings", "settings", settings),
}


def parts() -> dict[str, str]:
    """Every part of the file by its name, in the order of the file."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.'
        f'{"document.main" if kind == "main" else kind}+xml"/>'
        for name, (kind, _, _) in _PARTS.items()
    )
    types = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    whole = (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONSHIP}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>'
    )
    core = (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>mh report</dc:title>'
        "</cp:coreProperties>"
    )
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONSHIP}/{kind}" Target="{name}.xml"/>'
        for number, (name, (_, kind, _)) in enumerate(_PARTS.items())
        if kind
    )
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": whole,
        **{f"word/{name}.xml": make() for name, (_, _, make) in _PARTS.items()},
        "word/_rels/document.xml.rels": (
            f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
        ),
        "docProps/core.xml": core,
    }


def main() -> None:
    """Write the template."""
    held = BytesIO()
    with ZipFile(held, "w") as file:
        for name, text in parts().items():
            entry = ZipInfo(name)  # of 1980, the first day a zip file knows
            entry.create_system = 3
            entry.compress_type = ZIP_DEFLATED
            file.writestr(entry, text)
    TEMPLATE.write_bytes(held.getvalue())


if __name__ == "__main__":
    main()
