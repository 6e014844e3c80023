"""The guides for advisers: they call buttons and fields of the form by the names that these have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.language.words import WORDS
from menneskehandel_cli.models import Acceptance, Measure, Model, Recommendation, Report
from menneskehandel_cli.models.measure import Address, Task
from menneskehandel_cli.models.report import Attainment, MeasureReport
from menneskehandel_cli.web.forms import inputs_of
from support import CHECKOUT

DOCS = CHECKOUT / "docs"
SECTIONS: dict[Lang, str] = {"nb": "## Med skjemaet\n", "en": "## In the form\n"}
"""How the part of a guide begins that shows the way by form."""

BY_FORM: dict[str, Lang] = {
    "oppdatere-tiltak.md": "nb",
    "rapportere.md": "nb",
    "koble-anbefaling.md": "nb",
    "godkjenne-mangel.md": "nb",
    "en/update-measure.md": "en",
    "en/annual-reporting.md": "en",
    "en/link-obligation.md": "en",
    "en/accept-gap.md": "en",
}
"""The guides that show the way by form before the one by files."""

FORM_PAGES: dict[str, Lang] = {
    "skjema.md": "nb",
    "en/form.md": "en",
    "svare-greta.md": "nb",
    "en/reply-to-greta.md": "en",
}
"""The guides with names of the form all over the page."""

MODELS: tuple[type[Model], ...] = (
    *(Measure, Task, Address, Recommendation, Acceptance),
    *(Report, MeasureReport, Attainment),
)

_ITALIC = re.compile(r"(?<!\*)\*(?![\s*])([^*]+?)\*(?!\*)")


def by_form(page: str, lang: Lang) -> str:
    """The part of a guide that shows the way by form."""
    _, found, rest = (DOCS / page).read_text(encoding="utf-8").partition(SECTIONS[lang])
    assert found, page
    return rest.partition("\n## ")[0]


def shown(lang: Lang) -> list[re.Pattern[str]]:
    """What the form may show: its own texts, and the labels and choices of its fields.

    ``{n}`` in a text stands for anything, and a number in brackets at its end need not be quoted.
    """
    texts = {say(key, lang) for key, words in WORDS.items() if key[:4] == "web." and _is_one(words)}
    for model in MODELS:
        for field in inputs_of(model, {}, (("nb", "en"), "nb", lang)):
            texts |= {field.label, field.group, *(choice.label for choice in field.choices)}
    plain = (re.sub(r" \(\{n\}\)$", "", text) for text in texts if text)
    return [re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text))) for text in plain]


def _is_one(words: object) -> bool:
    """Whether it is one text, not those for one and for several."""
    return not hasattr(words, "other")


@pytest.mark.parametrize("page", [*BY_FORM, *FORM_PAGES])
def test_a_guide_calls_what_the_form_shows_by_its_name(page: str) -> None:
    """Words in italics are on the screen: a button that is renamed is renamed in the guides too."""
    text = by_form(page, BY_FORM[page]) if page in BY_FORM else (DOCS / page).read_text(encoding="utf-8")
    names = shown((BY_FORM | FORM_PAGES)[page])
    quoted = [" ".join(word.split()) for word in _ITALIC.findall(text)]
    assert quoted
    assert [word for word in quoted if not any(name.fullmatch(word) for name in names)] == []


@pytest.mark.parametrize("page", BY_FORM)
def test_the_way_by_form_is_short_comes_first_and_is_shown(page: str) -> None:
    """At most five steps and a picture, and what all forms share is told on one page only."""
    text = (DOCS / page).read_text(encoding="utf-8")
    part = by_form(page, BY_FORM[page])
    assert text.index(part) < text.index("## " + ("On" if BY_FORM[page] == "en" else "På") + " GitHub")
    assert len(re.findall(r"^\d\. ", part, re.MULTILINE)) <= 5
    assert "](skjema.md)" in part or "](form.md)" in part
    assert "![" in part


def test_the_pages_named_here_are_there() -> None:
    assert all(Path(DOCS, page).is_file() for page in (*BY_FORM, *FORM_PAGES))
