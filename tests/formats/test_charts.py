"""The pictures of the reports: what they show, that they are safe, and that greys tell the same."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from menneskehandel_cli.blocks.model import Picture
from menneskehandel_cli.blocks.templates import folders
from menneskehandel_cli.formats.charts.bars import STATUS, Point, progress_over_time, series_over_time
from menneskehandel_cli.formats.charts.markup import Square, clean, drawn
from menneskehandel_cli.language import LANGS, Lang
from menneskehandel_cli.language.numbers import number
from menneskehandel_cli.language.runs import first_words
from menneskehandel_cli.models import STATUSES
from menneskehandel_cli.register.coverage import CLASSES

Element = ET.Element


def statuses(*values: int) -> dict[str, int]:
    """Counts in the order completed, in progress, not started, not reported, discontinued."""
    return dict(zip(STATUS, values, strict=True))


POINTS = [
    (date(2025, 3, 1), statuses(0, 0, 0, 88, 0)),
    (date(2025, 9, 1), statuses(2, 20, 24, 41, 1)),
    (date(2026, 12, 31), statuses(30, 21, 17, 15, 5)),
]


def bars(lang: Lang = "nb") -> list[Picture]:
    """Pictures of bars."""
    states = [progress_over_time(given_, lang) for given_ in (POINTS, POINTS[-1:])]
    point = Point(date(2026, 1, 1), date(2026, 12, 31), 2, 4, "2–4", "2026", exact=True)
    return [*states, series_over_time("Ofre", "personer", [point], lang)]


def parsed(picture: Picture) -> Element:
    """The picture as XML."""
    return ET.fromstring(picture.markup)


def parts(bar: Element) -> list[tuple[str, int, str]]:
    """The parts of a bar: fill, share and number."""
    return [
        (part.get("class", ""), int(part.get("style", "").partition(":")[2]), "".join(part.itertext()))
        for part in bar.iter("b")
    ]


# Safe, accessible, always the same ---------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_pictures_are_named_and_told(lang: Lang) -> None:
    """Each is an image with a name and a description."""
    for picture in bars(lang):
        image = parsed(picture)
        assert image.get("role") == "img"
        assert image.get("aria-label") == f"{picture.numbers.caption}. {picture.alternative}"
        assert picture.alternative


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """No script, no reference to anything outside, no class but those of the pictures' own sheet."""
    style = r"(flex-grow:[0-9.e+]+|(width|left):[0-9.]+%)?(;top:[0-9.]+em)?|height:[0-9.]+em"
    sheet = (folders()[0] / "charts.css.j2").read_text(encoding="utf-8")
    for picture in bars():
        for item in parsed(picture).iter():
            assert item.tag in {"div", "p", "span", "strong", "b", "i"}
            assert set(item.attrib) <= {"class", "style", "role", "aria-label"}
            assert re.fullmatch(style, item.get("style", ""))
            assert all(re.search(rf"\.{name}\b", sheet) for name in item.get("class", "").split())
        assert "://" not in picture.markup
        assert not re.search(r"\d\.\d{2,}|\de-\d|\bnan\b|inf\b", repr(picture))
        assert "\n" not in picture.markup


PLANTED = '<script>alert("1")</script>&amp;\'{{ 7*7 }}]]><!--\x00\x0b\ud800\u202e'


def test_planted_markup_is_text() -> None:
    """Every name is escaped, in the name, the description and the picture."""
    point = Point(date(2026, 1, 1), date(2026, 12, 31), 2, 2, PLANTED, PLANTED, exact=True)
    row = {"name": PLANTED, "address": PLANTED, "sum": PLANTED, "squares": [Square(("do",), PLANTED)]}
    area = {"name": PLANTED, "sum": PLANTED, "rows": [row]}
    for markup in (
        series_over_time(PLANTED, PLANTED, [point], "nb").markup,
        drawn("promised", areas=[area], key=[(("do",), PLANTED)], note=PLANTED, head=PLANTED),
    ):
        assert "<script" not in markup
        assert "<!--" not in markup


@given(st.text(), st.integers(0, 10**12), st.sampled_from(LANGS))
def test_any_name_and_number_makes_a_picture(name: str, count: int, lang: Lang) -> None:
    """Well-formed, whatever people write; the name of a mark is short."""
    parsed(progress_over_time([(date(2026, 1, 1), statuses(count, 1, 0, 0, 0))], lang))
    point = Point(date(2026, 1, 1), date(2026, 12, 31), count, count, name, name, exact=True)
    parsed(series_over_time(name, name, [point], lang))
    assert len(clean(first_words(name))) <= 72


def test_the_name_of_a_mark_has_no_full_stop() -> None:
    assert first_words("Greie ut tiltak.") == "Greie ut tiltak"


# The numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_progress_shows_each_state_in_full(lang: Lang) -> None:
    """A bar for each; the table has every state."""
    picture = progress_over_time(POINTS, lang)
    shown = [[text for _, _, text in parts(bar)] for bar in parsed(picture).findall("div")]
    assert shown == [[number(value, lang) for value in state.values() if value] for _, state in POINTS]
    assert [row[1:-1] for row in picture.numbers.rows] == [
        tuple(number(value, lang) for value in state.values()) for _, state in POINTS
    ]


def test_progress_takes_states_in_any_order_and_the_last_of_a_day() -> None:
    """Time runs one way."""
    first = (POINTS[0][0], statuses(0, 0, 88, 0, 0))
    assert progress_over_time([*POINTS[::-1]], "nb") == progress_over_time(POINTS, "nb")
    assert progress_over_time([first, *POINTS], "nb") == progress_over_time(POINTS, "nb")


def test_many_states_make_one_picture() -> None:
    """Of hundreds of days it shows the first, the last and some between them."""
    points = [
        (date(2025, 1, 7) + timedelta(5 * step), statuses(step, 400 - step, 0, 0, 1)) for step in range(400)
    ]
    picture = progress_over_time(points, "en")
    assert len(picture.numbers.rows) == 400
    image = parsed(picture)
    names = [name.text for name in image.iter("strong")]
    assert (len(names), names[0], names[-1]) == (12, "7 January 2025", "25 June 2030")
    shares = [{fill: share for fill, share, _ in parts(bar)} for bar in image.findall("div")]
    assert [share.get("solid", 0) for share in shares] == [*range(0, 399, 37), 399]
    assert "The rest is in the table." in "".join(image.itertext())


def test_one_of_thousands_is_seen() -> None:
    """No part is rounded away: each is as wide as its share, and never narrower than its number."""
    (bar,) = parsed(progress_over_time([(date(2026, 1, 1), statuses(1, 1, 9999, 1, 0))], "nb")).findall("div")
    assert [(share, text) for _, share, text in parts(bar)] == [
        (1, "1"),
        (1, "1"),
        (9999, "9\u00a0999"),
        (1, "1"),
    ]


def test_a_value_without_a_fill_is_refused() -> None:
    """Rather than left out."""
    with pytest.raises(ValueError, match="forgotten"):
        progress_over_time([(date(2026, 1, 1), {"forgotten": 1})], "nb")


# Seen in grey ------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """As WCAG has it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, as WCAG has it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_status_and_class_has_a_mark() -> None:
    """Under the names that the data has; no two classes are drawn alike, whatever their colour."""
    assert set(STATUS) == set(STATUSES)
    sheet = (folders()[0] / "charts.css.j2").read_text(encoding="utf-8")
    marks = [drawn("promised", areas=[], key=[((name,), "")], note="") for name in CLASSES]
    shapes = [mark.replace(name, "") for name, mark in zip(CLASSES, marks, strict=True)]
    assert all(re.search(rf"\.m \.{name}\b", sheet) for name in CLASSES)
    assert len(set(shapes)) == len(shapes) - 1  # one is filled, and one is its outline


def looks(fill: str) -> dict[str, str]:
    """What the style sheet says of a fill; short colours in full."""
    sheet = (folders()[0] / "charts.css.j2").read_text(encoding="utf-8")
    told = re.search(rf"^\.{fill} {{ (.*?); }}$", sheet, re.MULTILINE)
    assert told is not None, fill
    found = dict(one.split(": ", 1) for one in told[1].split("; "))
    found.setdefault("background-color", found.get("background", ""))
    boxed = re.search(rf"^\.{fill} span {{ background: (#\w+); }}$", sheet, re.MULTILINE)
    found["box"] = boxed[1] if boxed else ""
    return {name: re.sub(r"^#(.)(.)(.)$", r"#\1\1\2\2\3\3", value) for name, value in found.items()}


def test_fills_are_told_apart_without_colour() -> None:
    """By lightness (L*, from 0 to 100) and by pattern; the number stands out, and the edge from the paper."""
    found = [looks(fill) for fill in STATUS.values()]
    steps_ = sorted(float(116 * luminance(fill["background-color"]) ** (1 / 3) - 16) for fill in found)
    assert min(high - low for low, high in pairwise(steps_)) > 6
    assert len({fill.get("background-image") for fill in found}) == len(found)
    for fill in found:
        assert contrast(fill["color"], fill["background-color"]) >= 4.5
        assert contrast(fill["border-color"], "#ffffff") >= 3


def test_numbers_on_patterns_have_a_box() -> None:
    """Nothing of the pattern touches them."""
    for fill in map(looks, STATUS.values()):
        assert fill["box"] == (fill["background-color"] if "background-image" in fill else "")
