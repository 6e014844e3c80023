"""Pages in HTML, as a browser would read them."""

from collections import Counter
from html.parser import HTMLParser

OURS = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "div", "nav", "main", "footer"),
    *("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "em", "strong", "code", "br"),
    *("span", "b", "i", "small", "figure", "figcaption", "details", "summary", "blockquote"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "g", "path", "circle", "input"),
    "label",
}


class Reader(HTMLParser):
    """Tags, attributes and text of a page, as a browser would read them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.given: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.given += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def read(text: str) -> Reader:
    page = Reader()
    page.feed(text)
    page.close()
    return page
