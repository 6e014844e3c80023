"""``mh explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from menneskehandel_cli.app.choices import choose_format
from menneskehandel_cli.app.languages import choose_lang, lang_here
from menneskehandel_cli.cli.options import FormatOption, LangOption
from menneskehandel_cli.cli.output import deliver_view
from menneskehandel_cli.language import Choices
from menneskehandel_cli.language.refused import Refused
from menneskehandel_cli.language.slips import nearest


def explain(
    code: Annotated[str | None, typer.Argument(help="argument.code")] = None,
    format: FormatOption = "text",
    lang: LangOption = None,
) -> None:
    """Explain a rule with a bad and a good example; without a code, list all rules."""
    name = choose_format(format, "explain")
    from menneskehandel_cli.rules import all_rules, retired_rules

    rules = all_rules()
    chosen = choose_lang(lang, lang_here())
    if code is None:
        listed = list(rules.values())
    elif code.upper() in rules:
        listed = [rules[code.upper()]]
    elif code.upper() in retired_rules():
        raise Refused(retired_rules()[code.upper()])
    else:
        near = nearest(code, rules)
        raise Refused("unknown_rule", given=code, known=Choices([near] if near else rules))
    deliver_view("explain", name, listed, chosen)
