"""What a site is written with: the versions of the libraries, and a digest of our own templates."""

from hashlib import sha256
from importlib.metadata import version

from menneskehandel_cli.blocks.templates import folders

_LIBRARIES = ("Jinja2", "markdown-it-py", "XlsxWriter", "icalendar", "snowballstemmer")


def versions() -> str:
    """The libraries whose versions decide the bytes, with their versions here.

    Raises ``ImportError`` if one is not installed.
    """
    return ", ".join(f"{library} {version(library)}" for library in _LIBRARIES)


def digest() -> str:
    """A digest of the templates, the style sheet and the programs of the site."""
    (folder,) = folders()
    paths = [*folder.glob("*.html.j2"), folder / "charts.css.j2", *(folder / "site").iterdir()]
    summed = sha256()
    for path in sorted(paths):
        summed.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return summed.hexdigest()[:16]
