"""Generate the parts of the documentation that come from the program and the data.

The pages of the rules and their list are generated in full. The pages on how the law was read, the
README and the data guide are written by hand and hold tables from the data, each between two markers.
``make docs`` runs this; a test compares the result with the files, so that no page becomes outdated.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

from menneskehandel_cli.formats import RenderOptions
from menneskehandel_cli.formats.explain import render_page
from menneskehandel_cli.language import Lang, choose, say
from menneskehandel_cli.language.stems import collation
from menneskehandel_cli.models.law import RequirementLaw
from menneskehandel_cli.register import Register, load, natural
from menneskehandel_cli.register.coverage import CLASSES, Requirement
from menneskehandel_cli.reports.coverage import instrument_coverage
from menneskehandel_cli.reports.gaps import GapFilter, gaps_view
from menneskehandel_cli.reports.status import Needed
from menneskehandel_cli.rules import RuleContext, all_rules, findings
from menneskehandel_cli.trees import DiskTree

ROOT = Path(__file__).resolve().parent.parent

LAW_PAGES: dict[str, Lang] = {"docs/nb/lovlesning.md": "nb", "docs/en/law-reading.md": "en"}
"""The pages on how the law was read, each with its language."""

COVERAGE_PAGES: dict[str, Lang] = {
    "README.md": "en",
    "docs/nb/datahandbok.md": "nb",
    "docs/en/data-guide.md": "en",
}
"""The pages that say what the values of coverage mean, each with its language."""

RULE_FOLDERS: dict[str, Lang] = {"docs/nb/regler": "nb", "docs/en/rules": "en"}
"""Where the pages of the rules are, in each language."""

HEAVIEST = 20
"""The number of the convention's gaps listed there."""

_WORDS: dict[str, tuple[str, str]] = {
    "rules": ("# Regler", "# Rules"),
    "rules.other": (
        "English: [Rules](../../en/rules/README.md)",
        "Norsk: [Regler](../../nb/regler/README.md)",
    ),
    "rules.about": (
        "Dette er alle reglene som `mh check` bruker. Siden er laget av `make docs` fra reglene selv.",
        "All the rules that `mh check` applies. `make docs` makes this page from the rules themselves.",
    ),
    "why": ("Hva den er til for", "Purpose"),
    "value": ("Verdi", "Value"),
    "word": ("I lister og rapporter", "In lists and reports"),
    "total": ("I alt", "Total"),
    "own": ("Fulgt opp etter strategiens egne ord", "Followed up according to the strategy's own words"),
    "act": ("Lov eller forskrift", "Act or regulation"),
    "answers": ("Krav den dekker", "Requirements it covers, in full or in part"),
    "without": (
        "Krav der den er lest uten at vi fant noe som dekker kravet",
        "Requirements for which it was read and nothing was found",
    ),
    "missing": ("Dette mangler i det vi har lest", "Missing in what we read"),
    "promise": ("I strategien", "Promise in the strategy"),
    "focus_area": ("innsatsområde {by}", "focus area {by}"),
    "sizes": (
        (
            "Antall alvorlige mangler i oppfølgingen av konvensjonen: {major}. "
            "Antall mindre alvorlige: {minor}."
        ),
        "Gaps in the follow-up of the convention: {major} major, {minor} minor.",
    ),
    "unread.regulation": (
        "Forskrifter, instrukser og regler fra EU",
        "Regulations, instructions and European rules",
    ),
    "unread.circular": ("Rundskriv og veiledere", "Circulars and guides"),
    "unread.act": ("Lover", "Acts"),
    "unread.practice": (
        "Praksis, forarbeider og andre kilder",
        "Practice, preparatory works and other sources",
    ),
}
"""The words that only these pages have, in bokmål and English."""

_SAID = {
    "rule": "column.code",
    "severity": "column.severity",
    "instrument": "fact.instrument",
    "number": "site.table.requirements",
    "requirement": "fact.demand",
    "article": "report.article",
    "law": "column.law",
    **{value: f"classification.{value}" for value in CLASSES},
}
"""The columns that the program has too, with their phrases."""


def pages() -> dict[str, str]:
    """Every page generated in full or in part, by its path from the project's root."""
    return {**rule_pages(), **law_pages(), **coverage_pages(), **json_page(), **status_schema()}


def status_schema() -> dict[str, str]:
    """The schema of ``mh status``, with the kinds of what needs attention as the program has them."""
    page = "schemas/outputs/status.schema.json"
    if not (ROOT / page).exists():
        return {}
    schema = json.loads((ROOT / page).read_text(encoding="utf-8"))
    schema["properties"]["attention"]["items"]["properties"]["kind"]["enum"] = [*get_args(Needed)]
    return {page: json.dumps(schema, ensure_ascii=False, indent=1) + "\n"}


def json_page() -> dict[str, str]:
    """The page on JSON: a table of keys for each output, then the parts that several have."""
    page = "docs/dev/json.md"
    if not (ROOT / page).exists():
        return {}
    lines: list[str] = []
    shared: dict[str, Any] = {}
    for path in sorted((ROOT / "schemas" / "outputs").glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        shared |= schema.get("$defs", {})
        lines.append(f"## {schema['title']}\n\n{schema['description']}.")
        lines.append(f"Schema: [{path.name}](../../schemas/outputs/{path.name}).\n")
        lines += [*_keys_table(schema), ""]
    lines.append("## Parts that several have\n")
    for name, part in sorted(shared.items()):
        lines += [f"### {name}\n\n{part['description'].capitalize()}.\n"]
        lines += [*_keys_table(part), ""] if "properties" in part else []
    text = (ROOT / page).read_text(encoding="utf-8")
    return {page: _between(text, "outputs", "\n".join(lines).rstrip())}


def _keys_table(schema: Mapping[str, Any]) -> list[str]:
    rows = [f"| `{name}` | {kind} | {about} |" for name, kind, about in _keys(schema, "")]
    return ["| key | type | contains |", "| --- | --- | --- |", *rows]


def _keys(schema: Mapping[str, Any], above: str) -> Iterator[tuple[str, str, str]]:
    """The keys of an object and of those within it: each with its type, and what it contains."""
    for name, part in schema.get("properties", {}).items():
        path, inner, kind = f"{above}{name}", part, _type(part)
        yield path, kind, part["description"] + _values(part)
        while "items" in inner:
            inner, path = inner["items"], f"{path}[]"
        if isinstance(inner.get("additionalProperties"), dict):
            inner, path = inner["additionalProperties"], f"{path}.*"
        yield from _keys(inner, f"{path}.")


def _type(part: Mapping[str, Any]) -> str:
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "anyOf" in part:
        return " or ".join(map(_type, part["anyOf"]))
    if "items" in part:
        return f"list of {_type(part['items'])}"
    if isinstance(part.get("additionalProperties"), dict):
        return f"by id, {_type(part['additionalProperties'])}"
    kinds = part.get("type", "string" if "const" in part else "any")
    return " or ".join([kinds] if isinstance(kinds, str) else kinds)


def _values(part: Mapping[str, Any]) -> str:
    values = [part["const"]] if "const" in part else [value for value in part.get("enum", ()) if value]
    return f": {', '.join(f'`{value}`' for value in values)}" if values else ""


def rule_pages() -> dict[str, str]:
    """A page for each rule, and their list, in each language."""
    made = {}
    for folder, lang in RULE_FOLDERS.items():
        rows = []
        for code, rule in all_rules().items():
            made[f"{folder}/{code}.md"] = render_page([rule], RenderOptions(lang, form="markdown"))
            severity = say(f"severity.{rule.severity}", lang)
            rows.append(f"| [{code}]({code}.md) | {severity} | {choose(rule.why, lang)} |")
        head = [line for key in ("rules", "rules.other", "rules.about") for line in (_word(key, lang), "")]
        columns = (_word(key, lang) for key in ("rule", "severity", "why"))
        table = [f"| {' | '.join(columns)} |", "| --- | --- | --- |", *rows]
        made[f"{folder}/README.md"] = "\n".join([*head, *table]) + "\n"
    return made


def coverage_pages() -> dict[str, str]:
    """The pages on coverage, with the counts that every view of the real data shows."""
    made = {}
    context = RuleContext(load(DiskTree(ROOT)), date(2026, 1, 1))  # the counts do not depend on the day
    for path, lang in COVERAGE_PAGES.items():
        if (ROOT / path).exists():
            text = (ROOT / path).read_text(encoding="utf-8")
            made[path] = _between(text, "coverage", "\n".join(_coverage(context, lang)))
    return made


def _coverage(context: RuleContext, lang: Lang) -> Iterator[str]:
    """The classification of each instrument's requirements, and how many the strategy itself answers."""

    def rows() -> Iterator[tuple[str, ...]]:
        for name, item in instrument_coverage(context).items():
            numbers = (item.counts.shown[value] for value in CLASSES)
            yield f"`{name}`", *map(str, (item.counts.total, *numbers, item.own_words.answered))

    return _table(lang, ("instrument", "number", *CLASSES, "own"), rows())


def law_pages() -> dict[str, str]:
    """The pages on how the law was read, with their tables from the data."""
    there = {path: lang for path, lang in LAW_PAGES.items() if (ROOT / path).exists()}
    if not there:
        return {}
    tree = DiskTree(ROOT)
    # Accepted gaps count as gaps, so the day does not matter.
    context = RuleContext(load(tree), date(2026, 1, 1))
    wanted = GapFilter(instruments=("coe",), rules=("MH201",))
    view = gaps_view(context, findings(context, tree.read), wanted)
    found = sorted((*view.gaps, *view.accepted), key=lambda gap: gap.order)
    gaps = [gap.requirement for gap in found if gap.requirement is not None]
    made = {}
    for path, lang in there.items():
        text = (ROOT / path).read_text(encoding="utf-8")
        for name, lines in (
            ("counts", _counts(context, lang)),
            ("acts", _acts(context.register, lang)),
            ("gaps", _gaps(gaps, lang)),
            ("unread", _unread(context.register, lang)),
        ):
            text = _between(text, name, "\n".join(lines))
        made[path] = text
    return made


def _between(text: str, name: str, made: str) -> str:
    """A page with ``made`` between the two markers called ``name``."""
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->\n"
    before, _, rest = text.partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise ValueError(f"no markers for {name}")
    return f"{before}{begin}\n{made}\n\n{end}{after}"


def _word(key: str, lang: Lang, **params: object) -> str:
    if key in _SAID:
        said = say(_SAID[key], lang)
        return said[0].upper() + said[1:]
    return _WORDS[key][lang == "en"].format(**params)


def _table(lang: Lang, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(_word(column, lang) for column in columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _counts(context: RuleContext, lang: Lang) -> Iterator[str]:
    """How many requirements have each law value."""
    counts = context.coverage.counts["coe"]

    def rows() -> Iterator[tuple[str, ...]]:
        for value, number in counts.law.items():
            yield f"`{value}`", say(f"law.{value}", lang), str(number)
        yield _word("total", lang), "–", str(counts.total)

    return _table(lang, ("value", "word", "number"), rows())


def _records(register: Register) -> Iterator[RequirementLaw]:
    for law in register.laws:
        if law.obligation.startswith("coe-"):
            yield from law.requirements


def _acts(register: Register, lang: Lang) -> Iterator[str]:
    """The acts and regulations that were read, and for how many requirements."""
    answers: dict[str, set[str]] = {}
    without: dict[str, set[str]] = {}
    for record in _records(register):
        for provision in record.provisions:
            if provision.kind != "practice":
                answers.setdefault(provision.source.document, set()).add(record.requirement)
        for place in record.looked_in:
            without.setdefault(place.document, set()).add(record.requirement)
    documents = register.strategy.documents if register.strategy else ()
    acts = [document for document in documents if document.id in answers.keys() | without.keys()]

    def rows() -> Iterator[tuple[str, ...]]:
        for act in sorted(acts, key=lambda act: collation(act.title.pick(lang))):
            numbers = (str(len(found.get(act.id, ()))) for found in (answers, without))
            yield f"[{act.title.pick(lang)}]({act.url})", *numbers

    return _table(lang, ("act", "answers", "without"), rows())


def _gaps(gaps: list[Requirement], lang: Lang) -> Iterator[str]:
    """The heaviest gaps of the convention in the order of ``mh gaps``, each with why it is one."""
    sizes = [item.gap for item in gaps]
    yield _word("sizes", lang, major=sizes.count("major"), minor=sizes.count("minor"))
    yield ""

    def rows() -> Iterator[tuple[str, ...]]:
        for item in gaps[:HEAVIEST]:
            law = say(f"law.{item.law}", lang)
            yield (
                f"`{item.id}`",
                item.owner.title.pick(lang),
                law,
                item.law_record.missing.pick(lang) if item.law_record and item.law_record.missing else "–",
                _promise(item, lang),
            )

    yield from _table(lang, ("requirement", "article", "law", "missing", "promise"), rows())


def _promise(item: Requirement, lang: Lang) -> str:
    """What is promised, and what only names the requirement: the measures, otherwise the focus area."""
    said = say(f"promise.{item.promise}", lang)
    measures = sorted({mention.by for mention in item.named_by if mention.kind == "measure"}, key=natural)
    areas = sorted({mention.by for mention in item.named_by if mention.kind == "focus_area"}, key=natural)
    by = measures or [_word("focus_area", lang, by=area) for area in areas]
    return f"{said} ({', '.join(by)})" if by else said


def _unread(register: Register, lang: Lang) -> Iterator[str]:
    """The texts still to be read, each with its requirements, in bold where it could change the value."""
    waiting: dict[str, dict[str, list[str]]] = {}
    for record in _records(register):
        for text in record.unread:
            name = record.requirement.removeprefix("coe-")
            name = f"**{name}**" if text.decides else name
            waiting.setdefault(text.kind, {}).setdefault(text.title.pick(lang), []).append(name)
    for kind in ("regulation", "circular", "act", "practice"):
        titles = waiting.get(kind, {})
        told = [
            f"{title} ({', '.join(sorted(titles[title], key=lambda name: natural(name.strip('*'))))})"
            for title in sorted(titles, key=collation)
        ]
        if told:
            yield f"- **{_word(f'unread.{kind}', lang)}:**"
            yield from (f"  - {text}" for text in told)


def main() -> None:
    """Write every page, and remove pages of rules that are gone."""
    made = pages()
    for name in RULE_FOLDERS:
        folder = ROOT / name
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.md"):
            if old.relative_to(ROOT).as_posix() not in made:
                old.unlink()
    for path, text in made.items():
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(made)} pages\n")


if __name__ == "__main__":
    main()
