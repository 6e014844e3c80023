"""Every rule: its examples are its tests, and its words are whole in each language."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from runpy import run_path

import pytest

from example import measure
from menneskehandel_cli import rules as package
from menneskehandel_cli.diagnostics import SEVERITIES
from menneskehandel_cli.language import LANGS, Lang
from menneskehandel_cli.language.messages import WORDS
from menneskehandel_cli.register import kind_of, load
from menneskehandel_cli.rules import Finding, Rule, RuleContext, all_rules, example, findings
from menneskehandel_cli.rules.example import BASE, EXAMPLE_DAY, Example, examine, examples, with_example
from menneskehandel_cli.samples import read_sample
from menneskehandel_cli.trees import Unreadable
from support import each

MODULES = [module.name for module in iter_modules(package.__path__)]
RULES = list(all_rules().values())

each_rule = each("rule", RULES)
IN_BOTH: tuple[Lang, ...] = ("nb", "en")
"""The languages that the examples are made in."""


def examined(example: Example) -> list[Finding]:
    return examine(example.files, example.past, example.base)


@each("lang", IN_BOTH)
def test_the_base_example_is_clean(lang: Lang) -> None:
    """The strategy that all examples build on breaks no rule, and nobody takes it for a real one."""
    assert "fictional: true" in str(BASE["strategy/strategy.yaml"])
    _, good = examples(all_rules()["MH201"], lang)
    assert examine({}, base=good.base) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_examples_give_the_rules_finding_and_none(rule: Rule) -> None:
    """Whoever reads the bad example learns about this rule and nothing else; the good one is right.

    The finding leads to a place that exists: a line and a column of a file that was read. Its message and
    help have every word filled in, in all languages.
    """
    for lang in IN_BOTH:
        bad, good = examples(rule, lang)
        assert examined(good) == []
        found = examined(bad)
        assert {finding.rule.code for finding in found} == {rule.code}
        tree = with_example(bad.files, bad.base)
        for finding in found:
            # A file that is missing or cannot be read has one place: its beginning.
            data = tree.files.get(finding.path) or b""
            lines = [""] if isinstance(data, Unreadable) else data.decode("utf-8", "replace").split("\n")
            assert 1 <= finding.span.line <= len(lines)
            assert 1 <= finding.span.column <= len(lines[finding.span.line - 1]) + 1
            for said in (text(reader) for reader in LANGS for text in (finding.message, finding.help)):
                assert said == said.strip() != ""
                assert not re.search(r"[{}]", said)
                assert not re.search(r"\bNone\b(?! of)", said)


@each("lang", ["nb", "nn"])
@each_rule
def test_the_examples_are_norwegian_for_norwegian_readers(rule: Rule, lang: Lang) -> None:
    """Nynorsk readers get the bokmål that is written."""
    assert repr(examples(rule, lang)) == repr(examples(rule, "nb"))
    assert examples(rule, lang)[0].base == BASE


@each_rule
def test_every_phrase_in_english_is_in_an_example(rule: Rule) -> None:
    """Nothing is left of an example that has changed."""
    bad, good = examples(rule, "nb")
    states = [files for example in (bad, good) for files in (example.files, *dict(example.past).values())]
    texts = "\n".join(f"{path}\n{text!s}" for files in states for path, text in files.items())
    told = read_sample(Path(example.__file__).with_name("examples") / f"{rule.code.lower()}.yaml")
    assert [phrase for phrase in told.get("english") or {} if phrase not in texts] == []


@each("keys", [{"xyzzy": "1"}, {"responsible": "[XYZZY]"}])
def test_no_message_begins_or_ends_with_a_blank(keys: dict[str, str]) -> None:
    """Also where nothing near was found, so that JSON and comments hold clean sentences."""
    for finding in examine(measure(**keys)):
        for said in (finding.message("nb"), finding.help("nb")):
            assert said == said.strip()


@each_rule
def test_a_rule_is_whole(rule: Rule) -> None:
    """Why it exists needs no parameter; its words are known; its good example lies where records do."""
    assert not re.search(r"\{\w+\}", rule.why)
    assert rule.severity in SEVERITIES
    assert all(kind_of(path) is not None for path in examples(rule, "nb")[1].files)
    for prefix in rule.phrases.values():
        assert any(key.startswith(f"{prefix}.") for key in WORDS)


ACCEPTED = "[{rule: MH208, about: coe-29, reason: Avklart., decided_by: JD, date: 2026-01-15}]"
LATE_TASKS = """
  - id: T01.1
    text: Vurdere en gruppe.
    commitment: assess
    owners: [JD]
    status: completed
    source: {document: strategy}
  - {id: T01.2, text: Opprette den., commitment: establish, due: 2026-06, source: {document: strategy}}"""


def test_findings_are_told_in_the_order_of_their_lines() -> None:
    """Not in the order of the rules."""
    tree = with_example(measure(tasks=LATE_TASKS))
    codes = [item.rule.code for item in findings(RuleContext(load(tree), EXAMPLE_DAY), tree.read)]
    assert codes.index("MH305") < codes.index("MH301")


@each(("code", "on_policy"), [("MH101", False), ("MH201", True), ("MH403", False)])
def test_only_a_rule_on_coverage_or_progress_is_on_policy(code: str, on_policy: bool) -> None:
    """Its findings have an identity, and can be accepted."""
    assert all_rules()[code].on_policy is on_policy


def test_the_registry_has_every_rule_in_the_order_of_the_codes() -> None:
    """``MH332 unchanged-for-long`` is ``mh332_unchanged_for_long`` in a module with those like it."""
    modules = (vars(import_module(f"{package.__name__}.{name}")) for name in MODULES)
    names = (name for module in modules for name in (*module, *module.get("READING", ())))
    defined = [name.upper() for name in names if re.match(r"mh\d", name.lower())]
    called = [f"{rule.code}_{rule.name}".upper().replace("-", "_") for rule in RULES]
    assert called == sorted(defined)
    assert [*all_rules()] == [rule.code for rule in RULES]
    assert {"MH101_UNKNOWN_OBLIGATION", "MH332_UNCHANGED_FOR_LONG"} <= {*called}
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_fix_of_a_rule_that_there_is_not_is_refused(tmp_path: Path) -> None:
    for path in Path(package.__path__[0]).glob("reading.*"):
        (tmp_path / path.name).write_text(path.read_text("utf-8").replace("[MH016", "[MH16"), "utf-8")
    with pytest.raises(KeyError, match="MH016"):
        run_path(str(tmp_path / "reading.py"))
