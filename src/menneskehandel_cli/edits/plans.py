"""A further plan in the repository, and the plan of the repository moved to a folder of its own."""

import re
from datetime import date

from menneskehandel_cli.edits.change import Change
from menneskehandel_cli.edits.starting import Start, data_files
from menneskehandel_cli.models import Strategy
from menneskehandel_cli.register.layout import kind_of
from menneskehandel_cli.trees import PLANS, ROOT_FILE, Tree, whole

_SCHEMA = b"$schema=../"
_AREA = re.compile(rb"^(focus_area:[ \t]*[0-9][^\r\n]*)(\r?\n)(?!plan:)", re.MULTILINE)
"""The focus area under which a recommendation is mentioned, with no plan that has it."""


def further(
    strategy: Strategy, name: str, titles: dict[str, str], years: tuple[int, int], begun: date
) -> Change:
    """The file that a plan called ``name`` begins with; the state and its languages are those here."""
    start = Start(
        country=strategy.country or "",
        time_zone=strategy.zone,
        currency=strategy.money,
        languages=strategy.languages,
        title=titles,
        coordinator=(strategy.coordinator, strategy.coordinator),
        years=years,
        years_known=True,
        packs=(),
        required_texts={tag: list(kinds) for tag, kinds in strategy.required_texts.items()},
        id=name,
        begun=begun,
    )
    path = f"{PLANS}/{name}/{ROOT_FILE}"
    data = data_files(start)[ROOT_FILE].replace(_SCHEMA, _SCHEMA + b"../" * (path.count("/") - 1), 1)
    return Change(path, None, data)


def moved(tree: Tree, name: str) -> list[Change]:
    """The changes that move the plan's own files to its folder, and leave what plans share.

    The schema that a file names is found from its new place, and a recommendation says that the focus
    area it names is that of this plan.
    """
    plan = f"{PLANS}/{name}/"
    up, of_plan = _SCHEMA + b"../" * plan.count("/"), rb"\g<1>\g<2>plan: " + name.encode() + rb"\g<2>"
    changes = []
    for path in tree.paths():
        data = tree.read(path)
        if whole(plan, path) != path:
            changes.append(Change(f"{plan}{path}", data, data.replace(_SCHEMA, up, 1), moved_from=path))
        elif kind_of(path) == "obligation" and _AREA.search(data):
            changes.append(Change(path, data, _AREA.sub(of_plan, data)))
    return changes
