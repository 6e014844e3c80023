"""``mh check``, ``mh explain``, and ``mh evidence check``, the only command that asks the network."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from menneskehandel_cli.app import choices
from menneskehandel_cli.app.stages import evaluate, find_all, places_in, read_past, read_snapshot
from menneskehandel_cli.cli import request as asking
from menneskehandel_cli.cli.help import CommandGroup
from menneskehandel_cli.cli.output import deliver_view, remark, working
from menneskehandel_cli.diagnostics import SEVERITIES
from menneskehandel_cli.language import Choices, Refused, count, msg, nearest, say
from menneskehandel_cli.trees import plan_of, whole

if TYPE_CHECKING:
    from menneskehandel_cli.rules import Finding, RuleContext

TimeoutOption = Annotated[int, typer.Option(min=1, max=120, metavar="metavar.int")]


@asking.viewing("check", "at", "as_of")
def check(
    request: asking.Request,
    paths: Annotated[list[Path], typer.Argument(help="argument.paths")] = [],
    rules: list[str] = [],
    ignore: list[str] = [],
    coverage: list[str] = [],
    ministry: asking.FollowUpOption = [],
    limit: asking.LimitOption = None,
    fail_on: str = "error",
) -> None:
    """List all findings, with their location and how to fix them."""
    (fail_on,) = choices.choose_among([fail_on], (*SEVERITIES, "never"), "fail_on")
    opened = request.opened()

    from menneskehandel_cli.reports.check import CheckView, lines_of
    from menneskehandel_cli.rules import lookbacks

    wanted = asking.inside(opened, paths)
    only, never = choices.choose_rules(rules), choices.choose_rules(ignore)
    snapshot = read_snapshot(opened)
    past = read_past(opened, snapshot.register.strategy, needs=lookbacks())
    context = evaluate(snapshot, past)
    concerning = _filter(context, coverage, ministry)
    found = [
        finding
        for finding in find_all(snapshot, context)
        if asking.is_wanted(finding.path, wanted)
        and (not only or finding.rule.code.startswith(only))
        and not (never and finding.rule.code.startswith(never))
        and concerning(finding)
    ]
    place = partial(whole, plan_of(opened.root)[1])
    if (seen := asking.EACH_PLAN.get()) is not None:  # A finding in a file that plans share is told once.
        keys = [(place(one.path), one.span, one.message(opened.lang)) for one in found]
        found = [one for one, key in zip(found, keys, strict=True) if key not in seen]
        if above := len(keys) - len(found):
            remark(count("check.above", above, opened.lang))
        seen.update(keys)
    unjudged = tuple(path for path in snapshot.register.unjudged if asking.is_wanted(path, wanted))
    revision, strategy = snapshot.register.revision, snapshot.register.strategy
    site = strategy.publication.address or "" if strategy is not None else ""
    places, lines = partial(places_in, opened), lines_of(opened.tree)
    view = CheckView(found, unjudged, revision, places, place, lines, site)
    replace(request, limit=limit).show(view, opened.lang)
    past.warn(opened)
    grave = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    if any(view.counts[severity] for severity in grave):
        raise typer.Exit(1)


def _filter(context: "RuleContext", coverage: list[str], ministry: list[str]) -> "Callable[[Finding], bool]":
    """Return the filter for ``--coverage`` (open requirements only) and ``--ministry``."""
    classifications = choices.choose_among(coverage, ("unanswered", "partly"), "coverage")
    actors = choices.choose_who(context.register, ministry)
    if not (classifications or actors):
        return lambda _finding: True

    from menneskehandel_cli.reports.follow_up import concerned, open_requirement

    def concerning(finding: "Finding") -> bool:
        item = open_requirement(context, finding) if classifications else None
        if classifications and (item is None or item.classification not in classifications):
            return False
        return not actors or not set(actors).isdisjoint(concerned(context, finding).bodies)

    return concerning


def explain(
    code: Annotated[str | None, typer.Argument(help="argument.code")] = None,
    format: asking.FormatOption = "text",
    lang: str | None = None,
) -> None:
    """Explain a rule with a bad and a good example; without a code, list all rules."""
    name = choices.choose_format(format, "explain")
    from menneskehandel_cli.rules.registry import RETIRED, RULES

    if code is None:
        listed = list(RULES.values())
    elif code.upper() in RULES:
        listed = [RULES[code.upper()]]
    elif code.upper() in RETIRED:
        raise Refused(RETIRED[code.upper()])
    else:
        near = nearest(code, RULES)
        raise Refused("unknown_rule", given=code, known=Choices([near] if near else RULES))
    deliver_view("explain", name, listed, choices.choose_lang(lang, choices.lang_here()))


evidence = CommandGroup()


@evidence.command("check", help="help.evidence.check")
@asking.viewing("evidence", "limit", "at", "output")
def evidence_check(request: asking.Request, timeout: TimeoutOption = 10) -> None:
    """Ask every web address in the data; exit code 1 if any leads nowhere."""
    from menneskehandel_cli.linkcheck import Asker, ask_all
    from menneskehandel_cli.reports.evidence import list_links, web_links

    snapshot = read_snapshot(request.opened())
    links = web_links(snapshot.register)
    with working(say(msg("Checking web addresses"), snapshot.lang)) as watch:
        answers = ask_all(links, Asker(timeout).ask, watch)
    request.show(list_links(links, answers, snapshot.register.revision), snapshot.lang)
    snapshot.warn()
    if any(answer.state not in ("ok", "moved") for answer in answers.values()):
        raise typer.Exit(1)
