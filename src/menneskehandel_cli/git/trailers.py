"""Parse the trailers of a commit message by git's rules, independently of settings.

git's ``%(trailers)`` depends on ``trailer.*`` and ``core.commentChar``, so that one commit could be a
correction on one machine and policy on another. The message itself is the same everywhere.
https://git-scm.com/docs/git-interpret-trailers
"""

import re

_SPACE = " \t\r\v\f"
_TRAILER_KEY = re.compile(r"([A-Za-z0-9-]+)[ \t]*:")
_MADE_BY_GIT = ("Signed-off-by: ", "(cherry picked from commit ")
_COMMENT_SIGN = "#"
_LEAST_KEY = 3
"""If git itself made one of the trailers, a third as many trailers as other lines are enough."""


def is_correction(message: str) -> bool:
    """Whether a commit message has the trailer ``Correction: yes``."""
    found = trailers(message) if "correction" in message.lower() else []  # Most have no such word.
    return any(key == "correction" and value.lower() == "yes" for key, value in found)


def trailers(message: str) -> list[tuple[str, str]]:
    """The trailers of a message in order, with lower-case keys and folded values on one line."""
    found: list[tuple[str, list[str]]] = []
    for line in _block(message.lstrip(f"{_SPACE}\n").split("\n")):
        match = _TRAILER_KEY.match(line)
        if found and line[0] in _SPACE:
            found[-1][1].append(line)
        else:
            found.append((match[1].lower(), [line[match.end() :]]) if match else ("", []))
    folded = ((key, " ".join(part.strip(_SPACE) for part in lines)) for key, lines in found if key)
    return [(key, value.strip(_SPACE)) for key, value in folded]


def _block(lines: list[str]) -> list[str]:
    """The lines of the last paragraph, including comments, if they are trailers.

    The first paragraph is the title and never has trailers.
    """
    end = len(lines)
    while end and (_blank(lines[end - 1]) or lines[end - 1].startswith(_COMMENT_SIGN)):
        end -= 1
    start = end
    while start and not _blank(lines[start - 1]):
        start -= 1
    block = lines[start:end]
    return block if start and _are_trailers(block) else []


def _are_trailers(block: list[str]) -> bool:
    """Whether all lines are trailers, or enough of them if git itself made one."""
    trailers = others = 0
    made_by_git = follows_trailer = False
    for line in block:
        if line[0] in _SPACE:
            others += not follows_trailer
            continue
        if line.startswith(_COMMENT_SIGN):
            follows_trailer = False
            continue
        follows_trailer = line.startswith(_MADE_BY_GIT) or _TRAILER_KEY.match(line) is not None
        made_by_git = made_by_git or line.startswith(_MADE_BY_GIT)
        trailers += follows_trailer
        others += not follows_trailer
    return trailers > 0 and (others == 0 or (made_by_git and trailers * _LEAST_KEY >= others))


def _blank(line: str) -> bool:
    return not line.strip(_SPACE)
