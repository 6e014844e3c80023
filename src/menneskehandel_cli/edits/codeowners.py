"""The text of CODEOWNERS: who reviews a change, by who is responsible for what.

GitHub and GitLab read the same file: patterns as in ``.gitignore``, of which the last match decides.
The data has actors and no teams; the options of ``mh codeowners`` give the names of the teams.
"""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence

from menneskehandel_cli.edits.new_record import comment
from menneskehandel_cli.language import Lang, say
from menneskehandel_cli.register import Register
from menneskehandel_cli.trees import FOLDERS, PLANS, ROOT_FILE, SHARED

MAINTAINERS = "maintainers"
"""The team that maintains the program, used instead of an actor's id."""

PLACEHOLDER = "ORG"
"""The placeholder for the name of the organisation."""

_COMMAND = re.compile(r"^#\s+(mh codeowners\b.*)$", re.MULTILINE)


Plans = Sequence[tuple[Register, Callable[[str], str]]]
"""The plans of a repository, each with what gives the place of its files in the repository."""


def all_owners(plans: Plans) -> tuple[str, ...]:
    """All owners: the maintainers, the coordinators and the responsible actors."""
    return tuple(dict.fromkeys(name for _, names in _patterns(plans) for name in names))


def codeowners_text(plans: Plans, handles: Mapping[str, str], arguments: Sequence[str], lang: Lang) -> str:
    """The text of the file. ``handles`` maps each of ``all_owners``; ``arguments`` go into the header."""
    command = shlex.join(["mh", "codeowners", *arguments])
    head = [comment(say("codeowners.head", lang)), comment(say("codeowners.made", lang))]
    head += [f"#   {command}", comment(say("codeowners.order", lang))]
    if any(handle.startswith(f"@{PLACEHOLDER}/") for handle in handles.values()):
        head.append(comment(say("codeowners.placeholder", lang, name=PLACEHOLDER)))
    owned = ((pattern, dict.fromkeys(handles[name] for name in names)) for pattern, names in _patterns(plans))
    lines = [" ".join([pattern, *owners]) for pattern, owners in owned]
    return "\n#\n".join(head) + "\n\n" + "".join(f"{line}\n" for line in lines)


def arguments_of(text: str) -> list[str] | None:
    """The arguments in a file's header, with which it was made; ``None`` if there are none."""
    found = _COMMAND.search(text)
    try:
        return shlex.split(found[1])[2:] if found else None
    except ValueError:
        return None


def _patterns(plans: Plans) -> Iterator[tuple[str, Sequence[str]]]:
    """Patterns with their owners, the widest first."""
    yield "*", (MAINTAINERS,)
    known = [(register.strategy, places) for register, places in plans if register.strategy is not None]
    for strategy, places in known:
        for folder in FOLDERS:
            yield _pattern(places(f"{folder}/")), (strategy.coordinator,)
    if any(PLANS in places(ROOT_FILE).split("/") for _, places in known):
        for path in SHARED:
            place = known[0][1](path) + ("" if path.endswith(".yaml") else "/")
            yield _pattern(place), [strategy.coordinator for strategy, _ in known]
    for register, places in plans:
        for measure in register.measures:
            yield _pattern(places(register.path_of(measure))), measure.responsible
        reports = _pattern(places("data/reports/"))
        for name in sorted({name for measure in register.measures for name in measure.responsible}):
            yield f"{reports}*/{name}.yaml", (name,)
            yield f"{reports}*/{name}-*.yaml", (name,)


def _pattern(path: str) -> str:
    """The pattern that matches a path from the repository's root literally.

    A space is escaped. Other special characters become ``?``, which matches any one character, because
    GitHub and GitLab do not escape them in the same way.
    """
    return "/" + re.sub(r"[\\#*?\[\]!\s]", lambda sign: r"\ " if sign[0] == " " else "?", path)
