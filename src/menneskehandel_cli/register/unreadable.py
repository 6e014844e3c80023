"""What a file that could not be read may hide: an answer, or what decides whether there is one."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from menneskehandel_cli.models import Recommendation
from menneskehandel_cli.register import Register
from menneskehandel_cli.register.layout import kind_of, may_lie
from menneskehandel_cli.trees import lies_in


def may_be_answered(register: Register, names: Iterable[str]) -> str | None:
    """The first file not read in full that may decide whether one of ``names`` is answered.

    A measure or law in it may answer the requirement; a recommendation in it may be the wording or
    the later round that the requirement is counted at.
    """
    names = tuple(names)
    known = [target for name in names if (target := register.targets.get(name)) is not None]
    points = [(one.id, one.owner) for one in known if isinstance(one.owner, Recommendation)]
    unsure = [_other_wording(register, name, owner) for name, owner in points]
    unsure += [_unweighed(register, owner) for _, owner in points] if len(names) > 1 else []
    # If one is unsure, it is unknown which of several wordings is counted.
    if found := next(filter(None, unsure), None) or _unread_folder(register, names):
        return found
    demands = [register.path_of(owner) for _, owner in points]
    speaking = [
        path
        for path in register.unjudged
        if kind_of(path) in ("measure", "law")
        or (demands and kind_of(path) == "obligation" and path not in demands)
    ]
    if not speaking:
        return None
    return _first_naming(register, speaking, {name for item in names for name in _ids_of(register, item)})


def _first_naming(register: Register, paths: Iterable[str], words: Iterable[str]) -> str | None:
    """The first of ``paths`` whose text contains one of ``words``, or could not be read at all."""
    found = re.compile("|".join(rf"(?<![\w.-]){re.escape(word)}(?![\w-]|\.\w)" for word in words))
    read = ((path, register.broken.get(path)) for path in paths)
    naming = (path for path, data in read if data is None or found.search(data.decode("utf-8", "replace")))
    return next(naming, None)


def _unread_folder(register: Register, names: tuple[str, ...]) -> str | None:
    """The folder of measures, or of law on one of the requirements, that cannot be listed."""
    for path in sorted(register.unread):
        law = kind_of(path) is None and any(may_lie(path, "law", name) for name in names)
        if law or lies_in("data/measures", path):
            return path
    return None


def _other_wording(register: Register, name: str, owner: Recommendation) -> str | None:
    """The file with another wording of a demand, if it cannot be read."""
    restated = [part.restates for part in owner.parts if part.id == name]
    lost = [other for other in chain(owner.restates, *restated) if other not in register.targets]
    return next(filter(None, (register.hiding("obligation", other) for other in lost)), None)


def _unweighed(register: Register, owner: Recommendation) -> str | None:
    """The file that should determine a recommendation's weight, if it cannot be read in full."""
    path = register.path_of(owner)
    head = f"{path.rsplit('/', 1)[0]}/_instrument.yaml"
    broken = head in register.unread or head in register.damaged
    if broken or register.instrument_with(owner) is None:
        return head
    known = owner.level is None or register.level_of(owner) is not None
    return path if path in register.damaged or not known else None


def _ids_of(register: Register, requirement: str) -> Iterator[str]:
    """The ids a link may use for a requirement: its own, and its whole's if that has no other."""
    yield requirement
    target = register.targets.get(requirement)
    if target is not None and register.requirements_of(target.owner.id) == (requirement,):
        yield target.owner.id
