"""Write the pages that are made from the program: one for each rule, and their list.

``make docs`` runs this; a test runs it too and compares, so that a page cannot drift from its rule.
"""

from __future__ import annotations

import sys
from pathlib import Path

from menneskehandel_cli.formats.explain import render_markdown
from menneskehandel_cli.language import choose, say
from menneskehandel_cli.rules import all_rules

ROOT = Path(__file__).resolve().parent.parent


def pages() -> dict[str, str]:
    """Every generated page by its path from the project's root."""
    made = {}
    rows = []
    for code, rule in all_rules().items():
        made[f"docs/regler/{code}.md"] = render_markdown([rule], "nb")
        severity = say(f"severity.{rule.severity}", "nb")
        rows.append(f"| [{code}]({code}.md) | {severity} | {choose(rule.why, 'nb')} |")
    head = [
        "# Regler",
        "",
        "Dette er alle reglene som `mh check` bruker. Siden er laget av `make docs` fra reglene selv.",
        "",
        "| Regel | Grad | Hva den er til for |",
        "| --- | --- | --- |",
    ]
    made["docs/regler/README.md"] = "\n".join([*head, *rows]) + "\n"
    return made


def main() -> None:
    """Write every page, and remove pages of rules that are gone."""
    made = pages()
    folder = ROOT / "docs" / "regler"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.relative_to(ROOT).as_posix() not in made:
            old.unlink()
    for path, text in made.items():
        (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(made)} pages\n")


if __name__ == "__main__":
    main()
