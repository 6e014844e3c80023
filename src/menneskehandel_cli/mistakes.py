"""Why a file is not valid YAML, as the person who wrote it would say it, and the line that mends it.

libyaml says where it could not go on, which is often not where the mistake is. Here the mistakes that
people make in a text editor are looked for: each gives a *mend*, some lines written otherwise. A mend
counts only if the file can be read with it, or read further than before; so what is told is true of
the file, and the line that is shown does mend it. If none counts, libyaml's own words stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from menneskehandel_cli.diagnostics import Diagnostic, Span
from menneskehandel_cli.documents import FORBIDDEN, Document, decode, parse, split_lines
from menneskehandel_cli.language.marks import BULLETS, CURLY, HIDDEN
from menneskehandel_cli.models.fields import Field
from menneskehandel_cli.models.files import FILES
from menneskehandel_cli.remarks import quoted

_FAR = 60
"""How many lines above the place that libyaml names a mistake is looked for."""

_TRIES = 60
"""How many mends are tried, each of which reads the file once; in a large file there are fewer."""

_LARGE = 100_000

_NEAR = 8
"""How many lines above that place may be indented wrongly."""

_LONG = 2000
"""Quotes are not looked for in longer lines: each is compared with the rest of its line."""

_STEP = 2

SPACING = frozenset(
    {"tab", "hidden_indent"}
    | {f"{odd}_{after}" for odd in ("unspaced", "hidden", "tab") for after in ("colon", "dash")}
)
"""The mistakes whose mends only change spaces and marks that nobody sees."""

_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
"""The lines that git writes between the versions of a place that it could not merge."""

_DOCUMENTS = ("---", "...")
"""The lines that begin and end a document, of which a file has one."""

_LEAD = re.compile(rf"[ \t{HIDDEN}]*")
_KEY_LINE = re.compile(r"(?P<lead> *(?:- +)*)(?:(?P<key>[\w.-]+): +)?(?P<value>\S.*?)\s*$")
_BLOCK_KEY = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[\w.-]+):(?: |$)")
_UNSPACED = re.compile(rf"(?P<head> *(?:- +)*(?P<key>[\w.-]+):)(?P<odd>[{HIDDEN}]*)(?P<rest>(?!//)\S.*)$")
_OTHER_COLON = re.compile(
    rf"(?P<head> *(?:- +)*)(?P<key>[\w.-]+)[ {HIDDEN}]*"
    rf"(?P<sign>[\uff1a\ufe55\u2236\ua789=;])[ {HIDDEN}]*(?P<rest>.*)$"
)
_NO_COLON = re.compile(r"(?P<head> *(?:- +)*)(?P<key>[\w.-]+) +(?P<rest>[^\s:].*)$")
_OTHER_DASH = re.compile(rf"(?P<head> *)(?P<sign>[{re.escape(BULLETS)}])[\t {HIDDEN}]*(?P<rest>\S.*)$")
_DASH = re.compile(rf"(?P<head> *-)(?P<odd>[\t{HIDDEN}]*)(?P<rest>[^\s-].*)$")
_CURLY_PAIR = re.compile(
    rf"(?P<before>^|[\s\[{{,])(?P<open>[{CURLY}\"])(?P<inner>[^{CURLY}\"]*)(?P<close>[{CURLY}\"])(?=\s*(?:$|[,}}\]]))"
)
_OPENING = re.compile(r"(?:^ *(?:- +)*(?:[\w.-]+: +)?|[{\[,] *(?:[\w.-]+: +)?)(?P<quote>[\"'])")
_NOT_PLAIN = frozenset("\"'{[|>&*!")
"""The first characters of values that are not plain text."""

_FLOW_COLON = re.compile(
    r"(?P<head>[{,] *[\w.-]+: +)(?P<value>[^\"'{}\[\],]*:(?: [^\"'{}\[\],]*)?)(?=[,}])"
)


@dataclass(frozen=True, slots=True)
class _Mend:
    """Some lines written otherwise: ``lines`` for those from ``first`` to ``last``, counted from 0."""

    problem: str
    first: int
    last: int
    lines: tuple[str, ...]
    column: int
    mend: str
    params: Mapping[str, object]

    def apply(self, lines: list[str]) -> str:
        return "\n".join([*lines[: self.first], *self.lines, *lines[self.last + 1 :]])


def _line(
    problem: str, number: int, made: str, column: int, mend: str = "line", **params: object
) -> _Mend:
    """One line written otherwise."""
    return _Mend(problem, number, number, (made,), column, mend, params)


def explained(document: Document, data: bytes) -> Document:
    """The document of a file with the error of its YAML told by its cause, where that is known."""
    broken = next((found for found in document.diagnostics if found.code == "MH002"), None)
    if broken is None:
        return document
    lines = split_lines(decode(data))
    told = _conflict(lines, broken) or _told(lines, broken)
    return replace(
        document,
        diagnostics=tuple(told if found is broken else found for found in document.diagnostics),
    )


def mended(data: bytes) -> bytes:
    """The file with its spaces and invisible marks mended so that it can be read; otherwise as it was.

    Tabs and no-break spaces in front of lines, missing spaces after colons and dashes, and characters
    that may not be in a file. Nothing is guessed that could change what a text says.
    """
    made = data
    for _ in range(_TRIES):
        document = parse("", made)
        if document.readable:
            return made
        found = next(found for found in document.diagnostics if found.severity != "note")
        text = _without_forbidden(made) if found.code == "MH016" else _spaced_anew(made, found)
        if text is None or text == made:
            break
        made = text
    return data


def _without_forbidden(data: bytes) -> bytes:
    return re.sub(FORBIDDEN, "", re.sub("[\x0b\x0c\x85\u2028\u2029]", " ", decode(data))).encode()


def _spaced_anew(data: bytes, broken: Diagnostic) -> bytes | None:
    if broken.code != "MH002":
        return None
    lines = split_lines(decode(data))
    mend = None if _conflict(lines, broken) else _mend(lines, broken)
    return mend.apply(lines).encode() if mend is not None and mend.problem in SPACING else None


def _conflict(lines: list[str], broken: Diagnostic) -> Diagnostic | None:
    """The marks of a merge that was not finished: its two versions both are in the file."""
    marks = [number for number, line in enumerate(lines) if _CONFLICT.match(line)]
    if not marks:
        return None
    first = marks[0]
    last = next((number for number in marks if lines[number].startswith(">")), first)
    kind = "conflict" if last > first and lines[first].startswith("<") else "conflict_left"
    params = {
        "problem": kind,
        "mend": kind,
        "mark": lines[first][:7],
        "first": first + 1,
        "last": last + 1,
    }
    return replace(broken, params=params, span=Span(first + 1, 1, first + 1, 8))


def _told(lines: list[str], broken: Diagnostic) -> Diagnostic:
    mend = _mend(lines, broken)
    if mend is None:
        params = {"problem": broken.params["problem"], "mend": "other"}
        if broken.span is not None and lines[broken.span.line - 1].rstrip() in _DOCUMENTS:
            params["mend"] = "document"
        return replace(broken, params=params)
    params = {
        "problem": mend.problem or broken.params["problem"],
        "mend": mend.mend,
        "fixed": mend.lines[0].strip(),
        "n": len(mend.lines[0]) - len(mend.lines[0].lstrip(" ")),
        **mend.params,
    }
    line, column = mend.first + 1, mend.column + 1
    return replace(broken, params=params, span=Span(line, column, line, column + 1))


def _mend(lines: list[str], broken: Diagnostic) -> _Mend | None:
    """The first mend with which the file can be read, otherwise with which it is read further."""
    assert broken.span is not None
    at = min(broken.span.line - 1, len(lines) - 1)
    size = sum(map(len, lines))
    tries = _TRIES if size < _LARGE else max(_TRIES * _LARGE // size, 4)
    further: _Mend | None = None
    for mend in islice(_mends(lines, at, broken), tries):
        reached = _reached(mend.apply(lines))
        if reached is None:
            return mend
        whole = _BLOCK_KEY.match(mend.lines[-1]) is not None
        last = max(at, mend.last)
        # That a line has no key is noticed only on the next one.
        if further is None and reached > (last if whole else _next(lines, last)):
            further = mend
    return further


def _next(lines: list[str], number: int) -> int:
    """The first line after one that is not blank."""
    return next((place for place in range(number + 1, len(lines)) if lines[place].strip()), len(lines))


def _reached(text: str) -> int | None:
    """The line, from 0, that reading a text gets to; ``None`` if all of it can be read."""
    document = parse("", text.encode())
    if document.readable:
        return None
    found = next(found for found in document.diagnostics if found.severity != "note")
    if found.code == "MH003":  # All of it is valid YAML.
        return text.count("\n") + 1
    return found.span.line - 1 if found.code == "MH002" and found.span is not None else -1


def _mends(lines: list[str], at: int, broken: Diagnostic) -> Iterator[_Mend]:
    above = [
        number
        for number in range(at, max(at - _FAR, -1), -1)
        if lines[number].strip() and not lines[number].lstrip().startswith("#")
    ]
    opened = broken.params.get("opened")
    if isinstance(opened, int) and opened < at and opened not in above:
        above.append(opened)
    yield from _odd_indents(lines, above)
    for mends in (_unspaced, _other_sign, _curly, _unclosed, _quote_inside):
        for number in above:
            yield from mends(lines[number], number)
    yield from _unclosed_below(lines, above)
    yield from _other_dashes(lines, above)
    yield from _without_sign(lines, above)
    yield from _bracket(lines, broken)
    yield from _colon(lines[at], at)
    yield from _misindented(lines, above)
    yield from _colon_below(lines, at)
    yield from _first_character(lines[at], at)
    for number in range(at - _FAR + 1):  # A quote may close where the next one was to open.
        yield from _unclosed(lines[number], number)


def _odd_indents(lines: list[str], above: list[int]) -> Iterator[_Mend]:
    """Tabs, no-break spaces and invisible marks at the beginning of lines: all of them, or one line."""
    odd = [number for number in above if set(_lead(lines[number])) - {" "}]
    every = [number for number, line in enumerate(lines) if set(_lead(line)) - {" "}]
    if not odd:
        return
    spaced = [*lines]
    for number in every:
        spaced[number] = next(_spaced(spaced, number))
    first, last = every[0], every[-1]
    yield _indent(lines, first, spaced[first : last + 1], _others(every[1:]))
    for number in odd:
        for made in _spaced(lines, number):
            yield _indent(lines, number, [made], "")


def _indent(lines: list[str], first: int, made: list[str], also: str) -> _Mend:
    lead = _lead(lines[first])
    problem = "tab" if "\t" in lead else "hidden_indent"
    column = next(place for place, mark in enumerate(lead) if mark != " ")
    mend = f"{problem}_others" if also else problem
    return _Mend(problem, first, first + len(made) - 1, tuple(made), column, mend, {"also": also})


def _others(numbers: Iterable[int]) -> str:
    return ", ".join(str(number + 1) for number in numbers)


def _spaced(lines: list[str], number: int) -> Iterator[str]:
    """A line with ordinary spaces in front, in each column where it may begin."""
    line = lines[number]
    lead = _lead(line)
    rest = line[len(lead) :]
    shown = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", lead)
    wide = [len(shown.expandtabs(width)) for width in (2, 4)]
    columns = _columns(lines, number, rest, wide)
    if "\t" not in lead:
        columns = [wide[0], *columns]
    for column in columns or wide:
        yield " " * column + rest


def _lead(line: str) -> str:
    found = _LEAD.match(line)
    return found[0] if found is not None else ""


def _unspaced(line: str, number: int) -> Iterator[_Mend]:
    """A key without an ordinary space after its colon, a list item without one after its dash."""
    for pattern, what in ((_UNSPACED, "colon"), (_DASH, "dash")):
        found = pattern.match(line)
        if found is None:
            continue
        odd = "tab" if "\t" in found["odd"] else "hidden" if found["odd"] else "unspaced"
        made = f"{found['head']} {found['rest']}"
        yield _line(f"{odd}_{what}", number, made, found.end("head"))


def _other_sign(line: str, number: int) -> Iterator[_Mend]:
    """Another sign than the colon after a key."""
    found = _OTHER_COLON.match(line)
    if found is not None and found["key"] in _known_keys():
        made = f"{found['head']}{found['key']}: {found['rest']}".rstrip()
        yield _line("other_colon", number, made, found.start("sign"), sign=found["sign"])


def _other_dashes(lines: list[str], above: list[int]) -> Iterator[_Mend]:
    """Another sign than the hyphen in front of list items: in one line, or in those that follow too."""
    for number in above:
        found = _OTHER_DASH.match(lines[number])
        if found is None:
            continue
        item, now = f"- {found['rest']}", len(found["head"])
        sign = found["sign"]
        for column in dict.fromkeys([now, *_columns(lines, number, item, [now])]):
            mend = "line" if column == now else "indent"
            yield _line("other_dash", number, " " * column + item, now, mend, sign=sign)
        run = tuple(f"{each['head']}- {each['rest']}" for each in _alike(lines, number, found))
        if len(run) > 1:
            last = number + len(run) - 1
            params = {"sign": sign, "also": _others(range(number + 1, last + 1))}
            yield _Mend("other_dash", number, last, run, now, "line_others", params)


def _without_sign(lines: list[str], above: list[int]) -> Iterator[_Mend]:
    """A key without its colon, a list item without its dash."""
    for number in above[:_NEAR]:
        line = lines[number]
        found = _NO_COLON.match(line)
        if found is not None and found["key"] in _known_keys():
            made = f"{found['head']}{found['key']}: {found['rest']}"
            yield _line("no_colon", number, made, found.end("key"), key=found["key"])
        now = len(_lead(line))
        before = (each for each in reversed(lines[:number]) if each.strip() and len(_lead(each)) <= now)
        beside = next(before, "")
        if (
            not _is_item(line)
            and _is_item(beside)
            and len(_lead(beside)) == now
            and _key_of(line) == _key_of(beside)
        ):
            made = f"{line[:now]}- {line[now:]}"
            yield _line("no_dash", number, made, now)


def _key_of(line: str) -> str:
    found = _BLOCK_KEY.match(line)
    return found["key"] if found is not None else ""


def _alike(lines: list[str], number: int, first: re.Match[str]) -> Iterator[re.Match[str]]:
    """The lines from one on that begin with the same sign in the same column."""
    for line in lines[number:]:
        found = _OTHER_DASH.match(line)
        if found is None or (found["head"], found["sign"]) != (first["head"], first["sign"]):
            return
        yield found


def _curly(line: str, number: int) -> Iterator[_Mend]:
    """Curly quotation marks around a value, which YAML does not know as quotes."""
    column = next((place for place, mark in enumerate(line) if mark in CURLY), None)
    if column is None:
        return
    made = _CURLY_PAIR.sub(lambda found: f"{found['before']}{quoted(found['inner'])}", line)
    if made != line:
        yield _line("curly", number, made, column)


def _unclosed(line: str, number: int) -> Iterator[_Mend]:
    """A quote that opens on a line and does not close on it."""
    for found in _OPENING.finditer(line) if len(line) <= _LONG else ():
        quote, start = found["quote"], found.end()
        if quote in line[start:].replace("''", "" if quote == "'" else "''"):
            continue
        end = len(line.rstrip())
        ends = [end - len(tail) for tail in re.findall(r"[}\]]+$", line[:end])] + [end]
        ends += [place.start() for place in re.finditer(",", line) if place.start() > start]
        for end in ends:
            made = f"{line[:end]}{quote}{line[end:]}"
            yield _line("quote", number, made, start - 1, "quote", quote=quote)


def _unclosed_below(lines: list[str], above: list[int]) -> Iterator[_Mend]:
    """A quote that opens on a line, around a text that goes on over the lines below it."""
    for number in above:
        line = lines[number]
        for found in _OPENING.finditer(line) if len(line) <= _LONG else ():
            last = max(_text_below(lines, number), _below(lines, number, len(_lead(line))))
            quote = found["quote"]
            if last > number and quote not in "".join(
                [line[found.end() :], *lines[number + 1 : last + 1]]
            ):
                made = (*lines[number:last], lines[last].rstrip() + quote)
                params = {"quote": quote, "also": last + 1, "fixed": made[-1].strip()}
                yield _Mend("quote", number, last, made, found.end() - 1, "quote_below", params)


def _quote_inside(line: str, number: int) -> Iterator[_Mend]:
    """A text in quotes that holds the same quotes, so that it ends before its end."""
    found = _KEY_LINE.match(line)
    if found is None or found["value"][0] not in "\"'":
        return
    value, quote = found["value"], found["value"][0]
    inner = value.find(quote, 1)
    if inner < 0 or inner == len(value) - 1:
        return
    whole = value[1:-1] if value.endswith(quote) and inner < len(value) - 1 else value
    made = f"{line[: found.start('value')]}{quoted(whole)}"
    yield _line("quote_inside", number, made, found.start("value") + inner, quote=quote)


def _bracket(lines: list[str], broken: Diagnostic) -> Iterator[_Mend]:
    """A brace or bracket that opens on a line and does not close on it."""
    opened = broken.params.get("opened")
    if not isinstance(opened, int) or opened >= len(lines):
        return
    line = lines[opened].rstrip()
    for mark, closing in (("{", "}"), ("[", "]")):
        if line.count(mark) > line.count(closing):
            ends = [line[:-1]] if line[-1] in ")]}" else []  # another bracket closes it
            for end in (*ends, line):
                yield _line("bracket", opened, end + closing, line.rindex(mark), bracket=mark)


def _misindented(lines: list[str], above: list[int]) -> Iterator[_Mend]:
    """A key, list item or line of text that begins in a column where nothing else does.

    Lines in an odd column come first: everything in these files begins in an even one.
    """
    near = above[:_NEAR]
    first = [number for number in near if len(_lead(lines[number])) % _STEP]
    for number in dict.fromkeys([*first, *sorted(above[:2]), *near]):
        line = lines[number]
        found = _BLOCK_KEY.match(line)
        now = len(_lead(line))
        if not _is_key(line) and not _is_item(line) and _colon_in(line, 0) is not None:
            continue  # a text with a colon, which needs quotes
        if _is_torn_key(line) or line.rstrip() in _DOCUMENTS:
            continue
        for column in _columns(lines, number, line.lstrip(), [now]):
            if column == now:
                continue
            for last in _extents(lines, number, found):
                made = tuple(_moved(each, column - now) for each in lines[number : last + 1])
                what = "_item" if _is_item(line) else "" if found is not None else "_text"
                mend = ("indent" if column else "outdent") + ("_block" if last > number else "")
                params = {"key": _key_of(line)}
                yield _Mend(f"misindented{what}", number, last, made, now, mend, params)


def _extents(lines: list[str], number: int, key: re.Match[str] | None) -> Iterator[int]:
    """The last of the lines that may have to be moved with a line."""
    now = len(_lead(lines[number]))
    if key is not None and not lines[number][key.end() :].strip():
        yield _below(lines, number, now)
    yield number
    run = _below(lines, number, now - 1) if _is_structure(lines[number]) else _text_below(lines, number)
    if run > number:
        yield run


def _is_structure(line: str) -> bool:
    return _is_key(line) or _is_item(line)


def _text_below(lines: list[str], number: int) -> int:
    """The last of the lines of text that go on after one, as they are pasted."""
    return _last(lines, number, _is_structure)


def _moved(line: str, columns: int) -> str:
    if not line.strip():
        return line
    return " " * columns + line if columns > 0 else line[min(-columns, len(_lead(line))) :]


def _below(lines: list[str], number: int, indent: int) -> int:
    """The last of the lines after one that are indented deeper than ``indent``."""
    return _last(lines, number, lambda line: len(_lead(line)) <= indent)


def _last(lines: list[str], number: int, ends: Callable[[str], bool]) -> int:
    """The last of the lines from one on, blank ones apart, before one that ``ends`` them."""
    last = number
    for place in range(number + 1, len(lines)):
        if lines[place].strip():
            if ends(lines[place]):
                break
            last = place
    return last


def _columns(lines: list[str], number: int, rest: str, wanted: list[int]) -> list[int]:
    """The columns in which what is on a line may begin, those nearest to ``wanted`` first.

    A key stands with the keys above it or below one of them; a line of text with the text beside it.
    """
    structure = _is_item(rest) or _is_key(rest)
    found = {
        column
        for column in (_among_keys if structure else _beside_text)(lines, number, rest)
        if not column % _STEP
    }
    return sorted(found, key=lambda column: (min(abs(column - now) for now in wanted), -column))


def _beside_text(lines: list[str], number: int, _rest: str) -> Iterator[int]:
    before = next((line for line in reversed(lines[:number]) if line.strip()), "")
    after = next((line for line in lines[number + 1 :] if line.strip()), "")
    if before:
        yield _content(before) + (_STEP if _is_key(before) else 0)
    if after:
        yield _content(after)


def _among_keys(lines: list[str], number: int, rest: str) -> Iterator[int]:
    least = 1 << 20
    for place in range(number - 1, -1, -1):
        line = lines[place]
        begin = len(_lead(line))
        if not (_is_key(line) or _is_item(line)) or begin % _STEP:
            continue
        if begin < least or _content(line) < least:
            yield from _beside_or_below(line, rest)
            least = begin
        if not least:
            return
    if least == 1 << 20:  # the first key of the file
        yield 0


def _beside_or_below(line: str, rest: str) -> Iterator[int]:
    """The columns of what may be beside a line with a key or a list item, or below its key."""
    opens = line.rstrip().endswith(":")
    if _is_item(rest):
        if _is_item(line) or opens:
            yield len(_lead(line)) + (0 if _is_item(line) else _STEP)
        return
    if _stand_together(rest, line):
        yield _content(line)
    if opens and _may_stand_under(rest, line):
        yield _content(line) + _STEP


def _content(line: str) -> int:
    """The column in which the first key or text of a line begins, behind the dashes of list items."""
    return len(line) - len(line.lstrip(" -"))


def _is_key(line: str) -> bool:
    return _key_of(line) in _known_keys()


def _is_torn_key(line: str) -> bool:
    """Whether a line begins with a key that has no colon and space after it."""
    return not _is_key(line) and any(
        found is not None and found["key"] in _known_keys()
        for found in (_OTHER_COLON.match(line), _UNSPACED.match(line))
    )


def _is_item(line: str) -> bool:
    return line.lstrip().startswith("- ")


@cache
def _known_records() -> tuple[tuple[str, frozenset[str]], ...]:
    """The keys of every record and of every part of one, with the key that it is under."""
    waiting = [("", Field("record", model)) for model in FILES.values()]
    seen: set[object] = set()
    for _, field in waiting:
        for key in field.keys():  # noqa: SIM118  # a method of its own, not that of a dict
            below = field.below(key)
            while below is not None and below.inner is not None:
                below = below.inner
            if below is not None and below.model is not None and (key, below.model) not in seen:
                seen.add((key, below.model))
                waiting.append((key, below))
    return tuple((key, frozenset(field.keys())) for key, field in waiting)


@cache
def _known_keys() -> frozenset[str]:
    """Every key of every kind of record."""
    return frozenset[str]().union(*(keys for _, keys in _known_records()))


def _may_stand_under(line: str, above: str) -> bool:
    """Whether the key of a line is one of what is under the key of another."""
    one, other = _key_of(line), _key_of(above)
    return not (one and other) or any(other == key and one in keys for key, keys in _known_records())


def _stand_together(one: str, other: str) -> bool:
    """Whether some record has the keys of both lines; true if a line has no key of its own."""
    first, second = _key_of(one), _key_of(other)
    return not (first and second) or any({first, second} <= known for _, known in _known_records())


def _colon(line: str, number: int) -> Iterator[_Mend]:
    """A colon in a text without quotes, on the line of its key or in braces."""
    for found in _FLOW_COLON.finditer(line):
        made = (
            f"{line[: found.start('value')]}{quoted(found['value'].strip())}{line[found.end('value') :]}"
        )
        column = found.start("value") + found["value"].index(":")
        yield _line("colon", number, made, column)
    whole = _KEY_LINE.match(line)
    place = _colon_in(line, whole.start("value")) if whole is not None else None
    if whole is not None and place is not None and whole["value"][0] not in _NOT_PLAIN:
        made = f"{line[: whole.start('value')]}{quoted(whole['value'])}"
        yield _line("colon", number, made, place)


def _colon_below(lines: list[str], at: int) -> Iterator[_Mend]:
    """A colon in a text without quotes that goes on over several lines."""
    for first in range(at - 1, max(at - _FAR, -1), -1):
        found = _KEY_LINE.match(lines[first])
        if found is None or not found["key"]:
            continue
        last = _text_below(lines, first)
        held = any(_colon_in(lines[place], 0) is not None for place in range(first + 1, last + 1))
        if held and found["value"][0] not in _NOT_PLAIN:
            text = " ".join([found["value"], *(each.strip() for each in lines[first + 1 : last + 1])])
            made = f"{lines[first][: found.start('value')]}{quoted(text)}"
            yield _Mend("colon", first, last, (made,), found.start("value"), "joined", {})
        return


def _colon_in(line: str, start: int) -> int | None:
    found = re.compile(r":(?: |$)").search(line, start)
    return found.start() if found is not None else None


def _first_character(line: str, number: int) -> Iterator[_Mend]:
    """A text whose first character has a meaning in YAML, or with a backslash in double quotes."""
    found = _KEY_LINE.match(line)
    if found is not None:
        value = found["value"]
        text = value[1:-1] if len(value) > 1 and value[0] == '"' == value[-1] else value
        made = f"{line[: found.start('value')]}{quoted(text)}"
        problem = "first_character" if text == value and not value[0].isalnum() else ""
        if text != value and "\\" in text:
            problem = "found unknown escape character"
        yield _line(problem, number, made, found.start("value"), sign=value[0])
