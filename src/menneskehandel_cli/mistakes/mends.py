"""The mistakes that people make in a text editor: how each is found, and how its lines are written right.

A mistake is an entry of ``MENDS``, by the name of its case in ``tests/mistakes.yaml``. Its ``problem``
and its ``mend`` name the sentences that tell of it, below ``yaml.`` and ``mend.`` in the word list.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from menneskehandel_cli.language.marks import BULLETS, CURLY, HIDDEN
from menneskehandel_cli.mistakes import lines as written
from menneskehandel_cli.remarks import quoted

_FAR = 60
"""How many lines above the place that libyaml names a mistake is looked for."""

_NEAR = 8
"""How many lines above that place may be indented wrongly."""

_LONG = 2000
"""Quotes are not looked for in longer lines: each is compared with the rest of its line."""

_BEGIN = r" *(?:- +)*(?P<key>[\w.-]+)"
_KEY_LINE = re.compile(r" *(?:- +)*(?:(?P<key>[\w.-]+): +)?(?P<value>\S.*?)\s*$")
_OTHER_DASH = re.compile(rf"(?P<head> *)(?P<sign>[{re.escape(BULLETS)}])[\t {HIDDEN}]*(?P<rest>\S.*)$")
_CURLY_PAIR = re.compile(
    rf"(?P<before>^|[\s\[{{,])(?P<open>[{CURLY}\"])(?P<inner>[^{CURLY}\"]*)(?P<close>[{CURLY}\"])(?=\s*(?:$|[,}}\]]))"
)
_FLOW_VALUE = re.compile(
    r"[{\[,] *(?:[\w.-]+: +)?(?P<value>[^\s{}\[\],](?:[^{}\[\],]*[^\s{}\[\],])?)(?= *[,}\]])"
)
"""A value in braces or brackets, without those that hold a comma."""
_HASH = re.compile(
    r"[{\[,:] *(?P<value>[^\s\"'{}\[\],:#][^\"'{}\[\],:#]* #(?P<said>[^\]},]*))(?P<rest>[\]},].*)$"
)
"""A value in braces with a sign behind it that begins a comment."""
_SENTENCE = re.compile(r" *[^\W\d_a-zæøå]\S* +\S")
_ENDED = re.compile(r"[.!?}\]]$|: \S+$")
"""The end of a sentence, or a value that is no text."""
_OPENING = re.compile(r"(?:^ *(?:- +)*(?:[\w.-]+: +)?|[{\[,] *(?:[\w.-]+: +)?)(?P<quote>[\"'])")
_NEXT_KEY = re.compile(r", *(?P<key>[\w-]+): ")
"""The next key in braces."""
_FLOW_COLON = re.compile(r"[{,] *[\w.-]+: +(?P<value>[^\"'{}\[\],]*:(?: [^\"'{}\[\],]*)?)(?=[,}])")
_COLON = re.compile(r":(?: |$)")
_NOT_PLAIN = frozenset("\"'{[|>&*!")
"""The first characters of values that are not plain text."""


class Mend(NamedTuple):
    """Some lines written otherwise: ``lines`` for those from ``first`` to ``last``, counted from 0."""

    problem: str
    first: int
    last: int
    lines: tuple[str, ...]
    column: int
    mend: str
    params: Mapping[str, object]

    def apply(self, lines: list[str]) -> str:
        """The file with the mend."""
        return "\n".join([*lines[: self.first], *self.lines, *lines[self.last + 1 :]])


class File(NamedTuple):
    """The lines of a file, the one that it could not be read at, and where what ends there opened."""

    lines: list[str]
    at: int
    opened: int

    def next(self, number: int) -> int:
        """The first line after one that is not blank."""
        after = (place for place in range(number + 1, len(self.lines)) if self.lines[place].strip())
        return next(after, len(self.lines))

    def above(self) -> list[int]:
        """The lines from there upwards that hold something, and the one where something opened."""
        found = [
            number
            for number in range(self.at, max(self.at - _FAR, -1), -1)
            if self.lines[number].strip() and not self.lines[number].lstrip().startswith("#")
        ]
        return [*found, self.opened] if self.opened < self.at and self.opened not in found else found


Finds = Callable[[File], Iterator[Mend]]


def _in_lines(where: Callable[[File], Iterable[int]], finds: Callable[[str, int], Iterator[Mend]]) -> Finds:
    """What finds a mistake in one line, tried on those that may have it."""

    def found(file: File) -> Iterator[Mend]:
        for number in where(file):
            yield from finds(file.lines[number], number)

    return found


def _mend(problem: str, number: int, made: str, column: int, mend: str = "line", **params: object) -> Mend:
    """One line written otherwise."""
    return Mend(problem, number, number, (made,), column, mend, params)


def _other_lines(numbers: Iterable[int]) -> str:
    return ", ".join(str(number + 1) for number in numbers)


# Spaces and signs


def _odd_indents(file: File) -> Iterator[Mend]:
    """Tabs, no-break spaces and invisible marks at the beginning of lines: all of them, or one line."""
    lines = file.lines
    odd = [number for number in file.above() if set(written.lead(lines[number])) - {" "}]
    if not odd:
        return
    every = [number for number, line in enumerate(lines) if set(written.lead(line)) - {" "}]
    spaced = [*lines]
    for number in every:
        spaced[number] = next(_spaced(spaced, number))
    first, last = every[0], every[-1]
    yield _indent(lines, first, spaced[first : last + 1], _other_lines(every[1:]))
    for number in odd:
        for made in _spaced(lines, number):
            yield _indent(lines, number, [made], "")


def _indent(lines: list[str], first: int, made: list[str], also: str) -> Mend:
    before = written.lead(lines[first])
    problem = "tab" if "\t" in before else "hidden_indent"
    column = next(place for place, mark in enumerate(before) if mark != " ")
    mend = f"{problem}_others" if also else problem
    return Mend(problem, first, first + len(made) - 1, tuple(made), column, mend, {"also": also})


def _spaced(lines: list[str], number: int) -> Iterator[str]:
    """A line with ordinary spaces in front, in each column where it may begin."""
    before = written.lead(lines[number])
    rest = lines[number][len(before) :]
    shown = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", before)
    wide = [len(shown.expandtabs(width)) for width in (2, 4)]
    found = written.columns(lines, number, rest, wide)
    if "\t" not in before:
        found = [wide[0], *found]
    for column in found or wide:
        yield " " * column + rest


def _sign_slip(problem: str, pattern: str, right: str = "{head} {rest}", group: str = "") -> Finds:
    """A ``sign`` that is not the right one, or none: what matches it, and how the line is written.

    If something of it is ``told``, its key must be one of ours.
    """
    matches = re.compile(f"{pattern}$").match

    def finds(line: str, number: int) -> Iterator[Mend]:
        found = matches(line)
        if found is not None and (not group or found["key"] in written.known_keys()):
            odd = "tab" if "\t" in found["sign"] else "hidden" if found["sign"] else "unspaced"
            params = {group: found[group]} if group else {}
            made = right.format_map(found.groupdict())
            yield _mend(problem.format(odd=odd), number, made, found.start("sign"), "line", **params)

    return _in_lines(File.above, finds)


def _other_dashes(file: File) -> Iterator[Mend]:
    """Another sign than the hyphen in front of list items: in one line, or in those that follow too."""
    for number in file.above():
        found = _OTHER_DASH.match(file.lines[number])
        if found is None:
            continue
        item, now, sign = f"- {found['rest']}", len(found["head"]), found["sign"]
        for column in dict.fromkeys([now, *written.columns(file.lines, number, item, [now])]):
            mend = "line" if column == now else "indent"
            yield _mend("other_dash", number, " " * column + item, now, mend, sign=sign)
        run = tuple(f"{found['head']}- {rest}" for rest in _alike(file.lines[number:], found))
        if len(run) > 1:
            last = number + len(run) - 1
            params = {"sign": sign, "also": _other_lines(range(number + 1, last + 1))}
            yield Mend("other_dash", number, last, run, now, "line_others", params)


def _alike(lines: list[str], first: re.Match[str]) -> Iterator[str]:
    """What stands behind the sign of the lines that begin with the same one in the same column."""
    for line in lines:
        found = _OTHER_DASH.match(line)
        if found is None or (found["head"], found["sign"]) != (first["head"], first["sign"]):
            return
        yield found["rest"]


def _no_dash(file: File) -> Iterator[Mend]:
    """A list item without its dash, which begins as the item above it does."""
    for number in file.above()[:_NEAR]:
        line = file.lines[number]
        now = len(written.lead(line))
        above = (each for each in reversed(file.lines[:number]) if each.strip())
        beside = next((each for each in above if len(written.lead(each)) <= now), "")
        items = written.is_item(beside) and not written.is_item(line) and len(written.lead(beside)) == now
        if items and written.key_of(line) == written.key_of(beside):
            yield _mend("no_dash", number, f"{line[:now]}- {line[now:]}", now)


# Quotes and brackets


def _curly(line: str, number: int) -> Iterator[Mend]:
    """Curly quotation marks around a value, which YAML does not know as quotes."""
    column = next((place for place, mark in enumerate(line) if mark in CURLY), None)
    made = _CURLY_PAIR.sub(lambda found: f"{found['before']}{quoted(found['inner'])}", line)
    if column is not None and made != line:
        yield _mend("curly", number, made, column)


def _unclosed(line: str, number: int) -> Iterator[Mend]:
    """A quote that opens on a line and does not close on it."""
    for found in _OPENING.finditer(line) if len(line) <= _LONG else ():
        quote, start = found["quote"], found.end()
        if quote in line[start:].replace("''", "" if quote == "'" else "''"):
            continue
        end = len(line.rstrip())
        after = _NEXT_KEY.finditer(line, start)
        ends = [place.start() for place in after if place["key"] in written.known_keys()]
        ends += [end - len(tail) for tail in re.findall(r"[}\]]+$", line[:end])] + [end]
        ends += [place.start() for place in re.finditer(",", line) if place.start() > start]
        for end in ends:
            made = f"{line[:end]}{quote}{line[end:]}"
            yield _mend("quote", number, made, start - 1, "quote", quote=quote)


def _unclosed_below(file: File) -> Iterator[Mend]:
    """A quote that opens on a line, around a text that goes on over the lines below it."""
    lines = file.lines
    for number in file.above():
        line = lines[number]
        for found in _OPENING.finditer(line) if len(line) <= _LONG else ():
            last = max(
                written.last_before(lines, number), written.last_below(lines, number, len(written.lead(line)))
            )
            quote, text = found["quote"], [line[found.end() :], *lines[number + 1 : last + 1]]
            if last > number and quote not in "".join(text):
                made = (*lines[number:last], lines[last].rstrip() + quote)
                params = {"quote": quote, "also": last + 1, "fixed": made[-1].strip()}
                yield Mend("quote", number, last, made, found.end() - 1, "quote_below", params)


def _in_quotes(
    problem: str, number: int, found: re.Match[str], text: str, column: int, **params: object
) -> Mend:
    """The line of a value with quotes around ``text`` in its place; ``column`` counts from the value."""
    start, end = found.span("value")
    made = f"{found.string[:start]}{quoted(text)}{found.string[end:]}"
    return _mend(problem, number, made, start + column, "line", **params)


def _line_values(line: str) -> Iterator[re.Match[str]]:
    """The values on a line: those in braces or brackets, and the whole."""
    yield from _FLOW_VALUE.finditer(line)
    if (whole := _KEY_LINE.match(line)) is not None:
        yield whole


def _quote_inside(line: str, number: int) -> Iterator[Mend]:
    """A text in quotes that holds the same quotes, so that it ends before its end."""
    for found in _line_values(line):
        value = found["value"]
        inner = value.find(value[0], 1)
        if value[0] in "\"'" and 0 < inner < len(value) - 1:
            whole = value[1:-1] if value.endswith(value[0]) else value
            yield _in_quotes("quote_inside", number, found, whole, inner, quote=value[0])


def _bracket(file: File) -> Iterator[Mend]:
    """A brace or bracket that opens on a line and does not close on it."""
    line = file.lines[file.opened].rstrip()
    for mark, closing in (("{", "}"), ("[", "]")):
        if line.count(mark) > line.count(closing):
            ends = [line[:-1]] if line[-1] in ")]}" else []  # another bracket closes it
            for end in (*ends, line):
                yield _mend("bracket", file.opened, end + closing, line.rindex(mark), bracket=mark)


def _hash(file: File) -> Iterator[Mend]:
    """A sign in braces that begins a comment, so that they are not closed: a number, or words."""
    number = file.opened
    found = _HASH.search(file.lines[number])
    if found is None:
        return
    if found["said"].strip()[:1].isdigit():
        yield _in_quotes("hash", number, found, found["value"], found["value"].index("#"))
        return
    column = found.start("said") - 1
    before = file.lines[number][:column].rstrip()
    made = f"{before}{found['rest'].rstrip()}  # {found['said'].strip()}"
    yield _mend("hash", number, made, column)


def _stray(file: File) -> Iterator[Mend]:
    """A sentence on a line of its own, which is no key and does not go on from a text above it."""
    for number in file.above()[:_NEAR]:
        line = file.lines[number]
        before = next((above.rstrip() for above in reversed(file.lines[:number]) if above.strip()), "")
        if _SENTENCE.match(line) and _ENDED.search(before) and not written.is_structure(line):
            now = len(written.lead(line))
            yield _mend("stray", number, f"{line[:now]}# {line[now:]}", now, "stray")


def _colon(line: str, number: int) -> Iterator[Mend]:
    """A colon in a text without quotes, on the line of its key or in braces."""
    for found in _FLOW_COLON.finditer(line):
        value = found["value"]
        yield _in_quotes("colon", number, found, value.strip(), value.index(":"))
    whole = _KEY_LINE.match(line)
    colon = _COLON.search(line, whole.start("value")) if whole is not None else None
    if whole is not None and colon is not None and whole["value"][0] not in _NOT_PLAIN:
        yield _in_quotes("colon", number, whole, whole["value"], colon.start() - whole.start("value"))


def _colon_below(file: File) -> Iterator[Mend]:
    """A colon in a text without quotes that goes on over several lines."""
    for first in range(file.at - 1, max(file.at - _FAR, -1), -1):
        found = _KEY_LINE.match(file.lines[first])
        if found is None or not found["key"]:
            continue
        last = written.last_before(file.lines, first)
        rest = file.lines[first + 1 : last + 1]
        if any(map(_COLON.search, rest)) and found["value"][0] not in _NOT_PLAIN:
            text = " ".join([found["value"], *(each.strip() for each in rest)])
            made = f"{found.string[: found.start('value')]}{quoted(text)}"
            yield Mend("colon", first, last, (made,), found.start("value"), "joined", {})
        return


def _first_character(line: str, number: int) -> Iterator[Mend]:
    """A text whose first character has a meaning in YAML, or with a backslash in double quotes."""
    for found in _line_values(line):
        value = found["value"]
        text = value[1:-1] if len(value) > 1 and value[0] == '"' == value[-1] else value
        problem = "first_character" if text == value and not value[0].isalnum() else ""
        if text != value and "\\" in text:
            problem = "found unknown escape character"
        yield _in_quotes(problem, number, found, text, 0, sign=value[0])


# Columns


def _misindented(file: File) -> Iterator[Mend]:
    """A key, list item or line of text that begins in a column where nothing else does.

    Lines in an odd column come first: everything in these files begins in an even one.
    """
    lines, above = file.lines, file.above()
    near = above[:_NEAR]
    first = [number for number in near if len(written.lead(lines[number])) % written.STEP]
    for number in dict.fromkeys([*first, *sorted(above[:2]), *near]):
        line = lines[number]
        is_text = not written.is_structure(line)
        if line.rstrip() in written.DOCUMENTS or (is_text and _COLON.search(line)):
            continue  # a text with a colon needs quotes
        now = len(written.lead(line))
        for column in written.columns(lines, number, line.lstrip(), [now]):
            if column == now:
                continue
            for last in _extents(lines, number):
                made = tuple(_moved(each, column - now) for each in lines[number : last + 1])
                what = "_item" if written.is_item(line) else "" if written.key_of(line) else "_text"
                mend = ("indent" if column else "outdent") + ("_block" if last > number else "")
                yield Mend(f"misindented{what}", number, last, made, now, mend, {"key": written.key_of(line)})


def _extents(lines: list[str], number: int) -> Iterator[int]:
    """The last of the lines that may have to be moved with a line."""
    now = len(written.lead(lines[number]))
    if written.opens(lines[number]):
        yield written.last_below(lines, number, now)
    yield number
    is_text = not written.is_structure(lines[number])
    run = written.last_before(lines, number) if is_text else written.last_below(lines, number, now - 1)
    if run > number:
        yield run


def _moved(line: str, by: int) -> str:
    if not line.strip():
        return line
    return " " * by + line if by > 0 else line[min(-by, len(written.lead(line))) :]


MENDS: Mapping[str, Finds] = {
    "a tab in front": _odd_indents,
    "no space after the colon": _sign_slip(
        "{odd}_colon", rf"(?P<head>{_BEGIN}:)(?P<sign>[{HIDDEN}]*)(?P<rest>(?!//)\S.*)"
    ),
    "no space after the dash": _sign_slip(
        "{odd}_dash", rf"(?P<head> *-)(?P<sign>[\t{HIDDEN}]*)(?P<rest>[^\s-].*)"
    ),
    "another colon": _sign_slip(
        "other_colon",
        rf"(?P<head>{_BEGIN})[ {HIDDEN}]*(?P<sign>[\uff1a\ufe55\u2236\ua789=;])[ {HIDDEN}]*(?P<rest>.*)",
        "{head}: {rest}",
        group="sign",
    ),
    "curly quotes as quotes": _in_lines(File.above, _curly),
    "a quote not closed": _in_lines(File.above, _unclosed),
    "quotes in quotes": _in_lines(File.above, _quote_inside),
    "a quote not closed around lines": _unclosed_below,
    "a list item after •": _other_dashes,
    "no colon": _sign_slip(
        "no_colon", rf"(?P<head>{_BEGIN})(?P<sign> +)(?P<rest>[^\s:].*)", "{head}: {rest}", group="key"
    ),
    "no dash": _no_dash,
    "a bracket not closed": _bracket,
    "a number sign in braces": _hash,
    "a colon in a text": _in_lines(lambda file: [file.at], _colon),
    "a sentence on a line of its own": _stray,
    "a key indented by 0": _misindented,
    "a colon on a later line": _colon_below,
    "a text that begins with a bracket": _in_lines(lambda file: [file.at], _first_character),
    "a quote not closed far above": _in_lines(lambda file: range(file.at - _FAR + 1), _unclosed),
}
"""Every mistake that is looked for, in the order in which the mends are tried."""
