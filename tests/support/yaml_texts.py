"""YAML as people write it: the same value with odd quotes, comments, blank lines and line breaks."""

import json
from dataclasses import dataclass

from hypothesis import strategies as st

from menneskehandel_cli.documents import parse
from menneskehandel_cli.edits.values import equals

WORDS = (
    *("tiltak", "ofre", "æøå", "Oslo", "møte", "politi", "ja", "NO", "«råd»", "2026", "og", "–"),
    "12:30",
)
PLAIN = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
ODD = st.sampled_from(
    [
        *("a: b", "# nei", "- x", "true", "null", "12", "1.5", "it's", 'sa "ja"', "a\\b", "[x]", "{x}"),
        *("x #y", ""),
    ]
)
LONG = st.lists(st.sampled_from(WORDS), min_size=18, max_size=45).map(" ".join)
LINES = st.lists(PLAIN, min_size=2, max_size=3).map("\n".join)
TEXTS = PLAIN | ODD | LONG | LINES
SCALARS = TEXTS | st.integers(-5, 3000) | st.booleans() | st.none()
KEYS = st.sampled_from(
    ["id", "title", "status", "tasks", "goals", "note", "evidence", "due", "nb", "en", "x-y"]
)


def values(depth: int = 3) -> st.SearchStrategy[object]:
    """Plain values as records hold them."""
    if depth == 0:
        return SCALARS
    inner = values(depth - 1)
    return (
        SCALARS
        | st.dictionaries(KEYS, inner, min_size=0, max_size=4)
        | st.lists(inner, min_size=0, max_size=3)
    )


MAPPINGS = st.dictionaries(KEYS, values(), min_size=1, max_size=6)


@dataclass
class Pen:
    """Writes a value with the habits that hypothesis gives it."""

    draw: st.DrawFn
    comments: bool = True

    def chance(self, times: int = 4) -> bool:
        return self.draw(st.integers(0, times)) == times

    def comment(self) -> str:
        return "#" + self.draw(st.sampled_from(["", " merk", " æ: 'x", "! [", " - a: b", " # to"]))

    def above(self, indent: int) -> str:
        out = ""
        while self.chance():
            out += "\n" if self.chance(2) or not self.comments else f"{' ' * indent}{self.comment()}\n"
        return out

    def aside(self) -> str:
        return f"{'  ' if self.chance(1) else ' '}{self.comment()}" if self.comments and self.chance() else ""

    def mapping(self, value: dict[str, object], indent: int, *, first: str = "") -> str:
        out = ""
        for place, (key, item) in enumerate(value.items()):
            lead = first if place == 0 and first else self.above(indent) + " " * indent
            name = json.dumps(key) if self.chance(8) else key
            out += f"{lead}{name}:{self.after(item, indent)}"
        if self.comments and self.chance(6):
            out += f"{' ' * indent}{self.comment()}\n"
        return out

    def after(self, value: object, indent: int) -> str:
        """What follows ``key:`` or ``-``, to the end of its last line."""
        if isinstance(value, dict | list) and value and not self.chance(3):
            step = self.draw(st.sampled_from([2, 4]))
            aside = self.aside()
            if isinstance(value, dict):
                return f"{aside}\n{self.mapping(value, indent + step)}"
            return f"{aside}\n{self.list(value, indent + (0 if self.chance(2) else step))}"
        if isinstance(value, dict | list):
            return f" {self.flow(value, indent)}{self.aside()}\n"
        if isinstance(value, str):
            return " " + self.text(value, indent)
        if value is None and self.chance(1):
            return f"{self.aside()}\n"
        return f" {json.dumps(value)}{self.aside()}\n"

    def list(self, value: list[object], indent: int) -> str:
        out = ""
        for item in value:
            out += self.above(indent) + " " * indent + "-"
            if isinstance(item, dict) and item and not self.chance(3):
                out += self.mapping(item, indent + 2, first=" ")
            elif isinstance(item, list) and item:
                out += f" {self.flow(item, indent)}{self.aside()}\n"
            else:
                out += self.after(item, indent)
        return out

    def flow(self, value: object, indent: int) -> str:
        if isinstance(value, dict):
            inner = [f"{key}: {self.flow(item, indent)}" for key, item in value.items()]
            gap = " " if self.chance() else ""
            return f"{{{gap}{self.comma(indent).join(inner)}{gap}}}"
        if isinstance(value, list):
            return f"[{self.comma(indent).join(self.flow(item, indent) for item in value)}]"
        if isinstance(value, str):
            if fits_plain(value, "x: [%s]") and self.chance(1):
                return value
            return self.quoted(value)
        return json.dumps(value)

    def comma(self, indent: int) -> str:
        if self.chance(6):
            return f",\n{' ' * (indent + 6)}"
        return ", "

    def quoted(self, text: str) -> str:
        if "\n" not in text and self.chance(1):
            doubled = text.replace("'", "''")
            return f"'{doubled}'"
        return json.dumps(text, ensure_ascii=False)

    def text(self, text: str, indent: int) -> str:
        block = bool(text) and text.strip() == text and not text.startswith(("#", "-"))
        if "\n" in text and block and self.chance(1):
            lines = "".join(f"{' ' * (indent + 2)}{line}\n" for line in text.split("\n"))
            return f"|-{self.aside()}\n{lines}"
        if block and "\n" not in text and self.chance(2):
            return f">-{self.aside()}\n{self.wrapped(text, indent + 2)}"
        if fits_plain(text, "x: %s") and "\n" not in text and self.chance(1):
            if " " in text and self.chance(4):
                head, _, tail = text.rpartition(" ")
                if fits_plain(f"{head} {tail}", f"x: {head}\n  %s") and not tail.startswith("#"):
                    return f"{head}\n{' ' * (indent + 4)}{tail}{self.aside()}\n"
            return f"{text}{self.aside()}\n"
        return f"{self.quoted(text)}{self.aside()}\n"

    def wrapped(self, text: str, indent: int) -> str:
        out, line = "", ""
        for word in text.split(" "):
            if line and (len(line) + len(word) > 90 or self.chance(9)):
                out, line = f"{out}{' ' * indent}{line}\n", word
            else:
                line = f"{line} {word}" if line else word
        return f"{out}{' ' * indent}{line}\n"


def fits_plain(text: str, frame: str) -> bool:
    """Whether our reader takes the bare ``text`` for itself."""
    document = parse("", (frame % text).encode())
    return document.readable and document.value in ({"x": text}, {"x": [text]})


@st.composite
def written(draw: st.DrawFn, *, comments: bool = True) -> tuple[dict[str, object], bytes]:
    """A mapping, and a text that says it."""
    value = draw(MAPPINGS)
    pen = Pen(draw, comments)
    text = pen.mapping(value, 0)
    if pen.chance():
        text = f"---\n{text}"
    if pen.chance():
        text = text.removesuffix("\n")
    if pen.chance(3):
        text = text.replace("\n", "\r\n")
    data = text.encode()
    document = parse("", data)
    assert equals(document.value, value), text
    return value, data
