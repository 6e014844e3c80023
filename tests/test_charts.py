"""The pictures of the reports: what they show, that they are safe, and that greys tell the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from menneskehandel_cli.blocks.model import Picture
from menneskehandel_cli.formats.charts import (
    coverage_bars,
    moved_deadlines,
    progress_over_time,
    status_by_area,
)
from menneskehandel_cli.formats.charts.canvas import Canvas, clean
from menneskehandel_cli.formats.charts.dates import Axis
from menneskehandel_cli.formats.charts.fills import CLASSIFICATION, COVERAGE, LAW, PROMISE, STATUS, Fill
from menneskehandel_cli.formats.charts.measuring import shares, spread, steps, text_width, wrap
from menneskehandel_cli.language import LANGS, Lang, number, say
from menneskehandel_cli.models import Status
from menneskehandel_cli.register.coverage import CLASSIFICATIONS, LAW_VALUES, PROMISES

Element = ET.Element


def statuses(*values: int) -> dict[str, int]:
    """Counts in the order completed, in progress, not started, not reported, discontinued."""
    return dict(zip(STATUS, values, strict=True))


def values(*counts: int) -> dict[str, int]:
    """Counts in the order of the classifications, the best answered first."""
    return dict(zip(CLASSIFICATION, counts, strict=True))


AREAS = [
    ("Helhetlig innsats", statuses(11, 12, 13, 14, 15)),
    ("Forebygging", statuses(0, 3, 0, 1, 0)),
    ("Straff", statuses(0, 0, 0, 0, 0)),
]
POINTS = [
    (date(2025, 3, 1), statuses(0, 0, 0, 88, 0)),
    (date(2025, 9, 1), statuses(2, 20, 24, 41, 1)),
    (date(2026, 12, 31), statuses(30, 21, 17, 15, 5)),
]
DEADLINES = [
    ("Veileder", ("2025-11-30", "2026-06", "2027")),
    ("Arena", ("2027-06-30", "2026-12-31")),
    ("Avtale", ("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-01")),
]
PROMISED = [
    ("Konvensjonen", dict(zip(PROMISE, (1, 2, 3, 4, 5, 600), strict=True))),
    ("OSSE", dict(zip(PROMISE, (9, 0, 0, 0, 0, 0), strict=True))),
]
READ = [("Konvensjonen", dict(zip(LAW, (6, 5, 70, 4, 3), strict=True)))]
COVERED = [
    ("Konvensjonen", values(12, 5, 20, 9, 21, 14)),
    ("OSSE", values(1, 1, 1, 0, 1, 4000)),
    ("Ingen", values(0, 0, 0, 0, 0, 0)),
]


def all_pictures(lang: Lang = "nb", prefix: str = "p") -> list[Picture]:
    """Every kind of picture, and some of them small, single and empty."""
    return [
        status_by_area(AREAS, lang, f"{prefix}1"),
        progress_over_time(POINTS, lang, f"{prefix}2"),
        moved_deadlines(DEADLINES, lang, f"{prefix}3"),
        coverage_bars(COVERED, lang, f"{prefix}4"),
        progress_over_time(POINTS[-1:], lang, f"{prefix}5"),
        coverage_bars(COVERED[:1], lang, f"{prefix}6"),
        coverage_bars(PROMISED, lang, f"{prefix}7", "promise"),
        coverage_bars(READ, lang, f"{prefix}8", "law"),
        *empty_pictures(lang, prefix),
    ]


def empty_pictures(lang: Lang = "nb", prefix: str = "p") -> list[Picture]:
    """Pictures of nothing, and of nothing but noughts."""
    return [
        status_by_area([], lang, f"{prefix}a"),
        status_by_area(AREAS[2:], lang, f"{prefix}b"),
        progress_over_time([], lang, f"{prefix}c"),
        progress_over_time([(date(2026, 1, 1), {})], lang, f"{prefix}d"),
        moved_deadlines([], lang, f"{prefix}e"),
        moved_deadlines([("Uten frist", ())], lang, f"{prefix}f"),
        coverage_bars([], lang, f"{prefix}g"),
        coverage_bars(COVERED[2:], lang, f"{prefix}h"),
    ]


def parsed(picture: Picture) -> Element:
    """The picture as XML."""
    return ET.fromstring(picture.svg)


def drawings(picture: Picture) -> list[Element]:
    """The wide and the narrow drawing."""
    found = parsed(picture).findall("svg")
    assert len(found) == 2
    return found


def texts(drawing: Element) -> list[str]:
    """All that is written in a drawing."""
    return ["".join(text.itertext()) for text in drawing.iter("text")]


def numerals(drawing: Element) -> Counter[str]:
    """The plain numbers in a drawing."""
    return Counter(text for text in texts(drawing) if re.fullmatch(r"[\d\u00a0,]+", text))


# Safe, accessible, always the same ---------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_pictures_are_named_and_told(lang: Lang) -> None:
    """Each drawing is an image with a name and a description, whichever of the two shows."""
    for picture in all_pictures(lang):
        for drawing in drawings(picture):
            title, desc = drawing.find("title"), drawing.find("desc")
            assert drawing.get("role") == "img"
            assert title is not None
            assert desc is not None
            assert title.text == picture.numbers.caption
            assert desc.text
            assert drawing.get("aria-labelledby") == title.get("id")
            assert drawing.get("aria-describedby") == desc.get("id")


def test_ids_are_unique_over_several_pictures() -> None:
    """And whatever refers to an id finds it in the same drawing."""
    pictures = [*all_pictures(), *all_pictures("en", "q")]
    pictures += [status_by_area(AREAS, "nb"), progress_over_time(POINTS, "nb")]
    pictures += [moved_deadlines(DEADLINES, "nb"), coverage_bars(COVERED, "nb")]
    ids = [item.get("id") for picture in pictures for item in parsed(picture).iter() if item.get("id")]
    assert len(ids) == len(set(ids))
    for picture in pictures:
        for drawing in drawings(picture):
            own = {item.get("id") for item in drawing.iter()}
            fills = [item.get("fill", "") for item in drawing.iter()]
            used = {fill[5:-1] for fill in fills if fill.startswith("url(")}
            assert used <= own


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """No script, no reference to anything outside, no class that could clash."""
    allowed = {"div", "style", "svg", "title", "desc", "defs", "pattern", "rect", "path", "text"}
    allowed |= {"circle", "polyline"}
    for picture in all_pictures():
        for item in parsed(picture).iter():
            assert item.tag in allowed
            assert not {"class", "style", "href", "src"} & set(item.attrib)
            assert not [name for name in item.attrib if name.startswith("on")]
        assert "://" not in picture.svg
        assert "\n" not in picture.svg


def test_the_rule_names_only_its_own_picture() -> None:
    """One of the drawings shows, and other pictures are left alone."""
    style = parsed(status_by_area(AREAS, "nb", "mine")).findtext("style") or ""
    assert set(re.findall(r"#[\w-]+", style)) == {"#mine-wide", "#mine-narrow"}
    assert "@media screen and (max-width" in style


@pytest.mark.parametrize("prefix", ["", "1a", "A", "a b", "a{", "æ", "a<b", "a\n"])
def test_a_prefix_must_do_as_an_id(prefix: str) -> None:
    """It goes into ids and into a rule."""
    with pytest.raises(ValueError, match="prefix"):
        status_by_area(AREAS, "nb", prefix)


PLANTED = '<script>alert("1")</script>&amp;\'{{ 7*7 }}]]><!--\x00\x0b\ud800\u202e'


def test_planted_markup_is_text() -> None:
    """Every name is escaped, in the title, the description and the drawing."""
    for picture in (
        status_by_area([(PLANTED, statuses(1, 0, 0, 0, 0))], "nb"),
        moved_deadlines([(PLANTED, ("2026", "2027"))], "nb"),
        coverage_bars([(PLANTED, values(1, 0, 0, 0, 0, 0))], "nb"),
    ):
        assert "<script" not in picture.svg
        assert "<!--" not in picture.svg
        for drawing in drawings(picture):
            written = re.sub(r"\s", "", "".join(texts(drawing)))
            assert re.sub(r"\s", "", clean(PLANTED)) in written
            desc = drawing.findtext("desc") or ""
            assert "<script>alert" in desc


@given(st.text(), st.integers(0, 10**12), st.sampled_from(LANGS))
def test_any_name_and_number_makes_a_picture(name: str, count: int, lang: Lang) -> None:
    """Well-formed, whatever people write."""
    for picture in (
        status_by_area([(name, statuses(count, 1, 0, 0, count))], lang),
        moved_deadlines([(name, ("2026", "2026-01"))], lang),
        coverage_bars([(name, values(1, 0, 0, 0, count, 0))], lang),
        progress_over_time([(date(2026, 1, 1), statuses(count, 1, 0, 0, 0))], lang),
    ):
        drawings(picture)


def test_the_same_numbers_give_the_same_bytes() -> None:
    """In another run, with other hashes, in another time zone."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_charts as t;"
        "sys.stdout.buffer.write(''.join(repr(p) for p in t.all_pictures()).encode())"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", script, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert told[0] == told[1] == "".join(repr(picture) for picture in all_pictures()).encode()
    drawn = re.sub(r"<style>.*?</style>", "", told[0].decode())
    assert not re.search(r"\d\.\d{2,}|\de-\d|\bnan\b|inf\b", drawn)


# The numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("draw", "rows"),
    [
        (status_by_area, AREAS),
        (coverage_bars, COVERED),
        (partial(coverage_bars, kind="promise"), PROMISED),
        (partial(coverage_bars, kind="law"), READ),
    ],
    ids=["areas", "coverage", "promise", "law"],
)
def test_bars_show_the_numbers_of_the_table(
    draw: Callable[[Sequence[tuple[str, Mapping[str, int]]], Lang], Picture],
    rows: Sequence[tuple[str, Mapping[str, int]]],
    lang: Lang,
) -> None:
    """Each number that is not nought is written once, however narrow its part."""
    picture = draw(rows, lang)
    expected = Counter(cell for row in picture.numbers.rows for cell in row[1:-1] if cell != "0")
    given_ = Counter(number(value, lang) for _, parts in rows for value in parts.values() if value)
    assert expected == given_
    for drawing in drawings(picture):
        assert numerals(drawing) == expected
        assert [name for name, _ in rows if name in texts(drawing)] == [name for name, _ in rows]
    assert [row[-1] for row in picture.numbers.rows] == [
        number(sum(parts.values()), lang) for _, parts in rows
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_progress_shows_the_last_state_in_full(lang: Lang) -> None:
    """The numbers of the last state are all there, and the table has every state."""
    picture = progress_over_time(POINTS, lang)
    last = Counter(picture.numbers.rows[-1][1:-1])
    for drawing in drawings(picture):
        assert last <= numerals(drawing)
    assert [row[1:-1] for row in picture.numbers.rows] == [
        tuple(number(value, lang) for value in state.values()) for _, state in POINTS
    ]


def test_progress_takes_states_in_any_order_and_the_last_of_a_day() -> None:
    """Time runs one way."""
    first = (POINTS[0][0], statuses(0, 0, 88, 0, 0))
    assert progress_over_time([*POINTS[::-1]], "nb") == progress_over_time(POINTS, "nb")
    assert progress_over_time([first, *POINTS], "nb") == progress_over_time(POINTS, "nb")


def test_many_states_make_one_picture() -> None:
    """Hundreds of days, of which few are named."""
    points = [
        (date(2025, 1, 7) + timedelta(5 * step), statuses(step, 400 - step, 0, 0, 1))
        for step in range(400)
    ]
    picture = progress_over_time(points, "en")
    assert len(picture.numbers.rows) == 400
    wide, narrow = drawings(picture)
    assert len(texts(narrow)) < len(texts(wide)) < 50
    assert len(picture.svg) < 60_000


@pytest.mark.parametrize("lang", LANGS)
def test_deadlines_are_written_marked_and_tabled(lang: Lang) -> None:
    """Each has its mark with its number; the first is hollow and the last is filled."""
    picture = moved_deadlines(DEADLINES, lang)
    expected = Counter(str(place + 1) for _, moved in DEADLINES for place in range(len(moved)))
    for drawing in drawings(picture):
        circles = [item for item in drawing.iter("circle") if item.get("r") == "10"]
        marks = Counter(text for text in texts(drawing) if re.fullmatch(r"\d", text))
        assert marks == expected
        fills = iter([circle.get("fill") for circle in circles])
        for _, moved in DEADLINES:
            own = [next(fills) for _ in moved]
            assert (own[0], own[-1]) == ("#ffffff", "#14365f")
            assert not {"#ffffff", "#14365f"} & set(own[1:-1])
        written = " ".join(texts(drawing))
        for row in picture.numbers.rows:
            assert " → ".join(cell for cell in row[1:] if cell != "–") in written
    assert picture.numbers.rows[1][3:] == ("–", "–")


def test_no_mark_covers_another() -> None:
    """Deadlines that lie close go below each other."""
    for drawing in drawings(moved_deadlines(DEADLINES, "nb")):
        places = [
            (float(item.get("cx", "")), float(item.get("cy", "")))
            for item in drawing.iter("circle")
            if item.get("r") == "10"
        ]
        apart = [
            (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for n, a in enumerate(places) for b in places[:n]
        ]
        assert min(apart) > 20**2


def test_a_deadline_that_never_moved_is_the_current_one() -> None:
    """One mark, filled."""
    wide, _ = drawings(moved_deadlines([("Ett", ("2026-05-01",))], "nb"))
    assert [c.get("fill") for c in wide.iter("circle") if c.get("r") == "10"] == ["#14365f"]


def test_a_month_says_where_it_stands_and_a_day_need_not() -> None:
    """The note on months and years comes only where there are some."""
    note = say("chart.last_day", "nb")
    assert note in texts(drawings(moved_deadlines([("A", ("2026-05", "2027"))], "nb"))[0])
    assert note not in texts(drawings(moved_deadlines([("A", ("2026-05-01",))], "nb"))[0])


def test_one_of_thousands_is_seen() -> None:
    """No part is rounded away, none covers another, and all lie within the picture."""
    for drawing in drawings(coverage_bars([("A", values(1, 1, 0, 1, 9999, 1))], "nb")):
        boxes = [
            (float(item.get("x", "")), float(item.get("width", "")))
            for item in drawing.findall("rect")
            if item.get("height") == "29"
        ]
        assert len(boxes) == 5
        assert min(width for _, width in boxes) >= 3
        gaps = [right[0] - left[0] - left[1] for left, right in pairwise(boxes)]
        assert all(abs(gap - 3) < 0.3 for gap in gaps), gaps
        assert boxes[-1][0] + boxes[-1][1] + 0.5 == pytest.approx(
            float(drawing.get("viewBox", "").split()[2]), abs=0.2
        )


def test_areas_are_as_long_as_they_have_measures() -> None:
    """Half as many measures make a bar half as long."""
    rows = [("A", statuses(8, 0, 0, 0, 0)), ("B", statuses(4, 0, 0, 0, 0))]
    wide, _ = drawings(status_by_area(rows, "nb"))
    boxes = [item for item in wide.findall("rect") if item.get("height") == "29"]
    lengths = [float(box.get("width", "")) for box in boxes]
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=0.01)


def test_a_value_without_a_fill_is_refused() -> None:
    """Rather than left out."""
    with pytest.raises(ValueError, match="forgotten"):
        status_by_area([("A", {"forgotten": 1})], "nb")
    with pytest.raises(ValueError, match="forgotten"):
        progress_over_time([(date(2026, 1, 1), {"forgotten": 1})], "nb")


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_to_show_is_said(lang: Lang) -> None:
    """In the picture, in its description and, where it has no rows, in the table."""
    kinds = [kind for kind in ("areas", "progress", "deadlines", "coverage") for _ in range(2)]
    for kind, picture in zip(kinds, empty_pictures(lang), strict=True):
        message = say(f"chart.none.{kind}", lang)
        for drawing in drawings(picture):
            assert " ".join(texts(drawing)) == message
            assert drawing.findtext("desc") == message
        assert all(len(row) == len(picture.numbers.head) for row in picture.numbers.rows)
        assert picture.numbers.rows


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


def lightness(colour: str) -> float:
    """From 0, black, to 100, white, in even steps for the eye."""
    return float(116 * luminance(colour) ** (1 / 3) - 16)


def test_every_status_and_value_has_a_fill() -> None:
    """Under the names that the data has."""
    assert set(STATUS) == set(get_args(Status))
    assert set(CLASSIFICATION) == set(CLASSIFICATIONS)
    assert set(PROMISE) == set(PROMISES)
    assert set(LAW) == set(LAW_VALUES)


@pytest.mark.parametrize(
    "fills", [STATUS, *COVERAGE.values()], ids=["status", "classification", "promise", "law"]
)
def test_fills_are_told_apart_without_colour(fills: Mapping[str, Fill]) -> None:
    """By lightness and by pattern; the number stands out, and the edge from the paper."""
    steps_ = sorted(lightness(fill.background) for fill in fills.values())
    assert min(high - low for low, high in pairwise(steps_)) > 6
    assert len({fill.marks for fill in fills.values()}) == len(fills)
    for fill in fills.values():
        assert contrast(fill.ink, fill.background) >= 4.5
        assert contrast(fill.edge, "#ffffff") >= 3


def test_numbers_on_patterns_have_a_box() -> None:
    """Nothing of the pattern touches them, also where a program draws no rims around letters."""
    for key, fill in STATUS.items():
        canvas = Canvas("c", 320)
        canvas.number("7", 0, 0, fill)
        boxed = canvas.parts[0].startswith("<rect") and f'fill="{fill.background}"' in canvas.parts[0]
        assert boxed == bool(fill.marks), key
        assert "stroke" not in canvas.parts[-1]


def test_all_text_stays_within_the_drawing() -> None:
    """As far as the measure of letters goes, from phones to paper."""
    long = "Samordningsmekanismen " * 8 + "Straffegjennomføringsmyndighetsområdeansvarsfordelingsdirektiv"
    for picture in (
        *all_pictures(),
        status_by_area([(long, statuses(1, 200, 1, 1, 1))], "nb"),
        moved_deadlines([(long, tuple(f"2026-{month:02}" for month in range(1, 13)))], "nb"),
    ):
        for drawing in drawings(picture):
            width, height = (float(size) for size in drawing.get("viewBox", "").split()[2:])
            for item in drawing.iter("text"):
                taken = text_width("".join(item.itertext()), 14)
                x = float(item.get("x", ""))
                share = {"middle": 0.5, "end": 1.0}.get(item.get("text-anchor", ""), 0.0)
                assert x - taken * share > -6, item.text
                assert x + taken * (1 - share) < width + 8, item.text
                assert 0 < float(item.get("y", "")) < height, item.text


# Measuring ---------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 10**9), max_size=8), st.floats(0, 1000))
def test_shares_fill_the_space_and_lose_nothing(parts: list[int], space: float) -> None:
    """What is there is seen; what is not there takes no room."""
    sizes = shares(parts, space, 6)
    assert all((size >= 6) == (part > 0) for part, size in zip(parts, sizes, strict=True))
    some = sum(part > 0 for part in parts)
    if some:
        assert sum(sizes) == pytest.approx(max(space, 6 * some))
    order = sorted(zip(parts, sizes, strict=True))
    assert all(low[1] <= high[1] + 1e-6 for low, high in pairwise(order))


def test_spread_keeps_places_apart_and_in_order() -> None:
    """Moved no more than need be."""
    assert spread([10, 50], [10, 10], 0, 100) == [10, 50]
    assert spread([10, 12, 14], [10, 10, 10], 0, 100) == [10, 20, 30]
    assert spread([95, 96], [10, 10], 0, 100) == [85, 95]
    assert spread([], [], 0, 100) == []


@given(st.text("abc æ", max_size=200), st.floats(30, 300))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: float) -> None:
    """Words longer than a line are cut."""
    lines = wrap(text, 14, width)
    assert all(text_width(line, 14) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.integers(1, 10**6))
def test_scales_have_few_even_steps(most: int) -> None:
    """From nought, in whole numbers."""
    scale = steps(most, 5)
    assert scale[0] == 0
    assert 2 <= len(scale) <= 6
    assert scale[-1] <= most


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("2026-01-28", "2026-02-01", ["28. jan.", "29. jan.", "30. jan.", "31. jan.", "1. feb."]),
        ("2026-03-01", "2026-03-17", ["2. mars", "9. mars", "16. mars"]),
        ("2025-11-15", "2026-04-01", ["des.", "jan.", "feb.", "mars", "apr."]),
        ("2025-01-01", "2026-01-01", ["jan.", "apr.", "juli", "okt.", "jan."]),
        ("2025-06-30", "2030-12-31", ["2026", "2027", "2028", "2029", "2030"]),
        ("2003-01-01", "2030-12-31", ["2005", "2010", "2015", "2020", "2025", "2030"]),
        ("2026-05-17", "2026-05-17", ["17. mai"]),
    ],
)
def test_the_axis_names_sensible_days(first: str, last: str, names: list[str]) -> None:
    """Days, Mondays, months or years, at even steps, with the year where it begins."""
    canvas = Canvas("c", 400)
    Axis(date.fromisoformat(first), date.fromisoformat(last), 10, 390).draw(canvas, 0, 50, "nb")
    written = texts(ET.fromstring(f"<g>{''.join(canvas.parts)}</g>"))
    if not names[0].isdigit():
        years = [text for text in written if text.isdigit()]
        assert years == sorted({*years})
        assert years
        written = [text for text in written if not text.isdigit()]
    assert written == names


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 20_000))
def test_named_days_never_crowd(first: date, days: int) -> None:
    """At most as many as there is room for, and each within the time shown."""
    canvas = Canvas("c", 320)
    Axis(first, first + timedelta(days), 20, 300).draw(canvas, 0, 50, "en")
    drawn = ET.fromstring(f"<g>{''.join(canvas.parts)}</g>")
    lines = [path.get("d", "") for path in drawn.iter("path") if "V" in path.get("d", "")]
    assert 1 <= len(lines) <= 5
    places = [float(line[1:].split()[0]) for line in lines]
    assert all(20 <= place <= 300 for place in places)
    assert all(right - left > 30 for left, right in pairwise(places))
