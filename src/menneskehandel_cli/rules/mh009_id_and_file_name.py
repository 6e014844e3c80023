"""MH009: a file whose name does not match the id in it."""

from string import ascii_uppercase

from menneskehandel_cli.diagnostics import Diagnostic
from menneskehandel_cli.language.messages import msg
from menneskehandel_cli.register.layout import instrument_of, kind_of
from menneskehandel_cli.rules.base import Fix, Rule


def _renamed(diagnostic: Diagnostic, _value: object) -> Fix | None:
    """The file name that matches the id. A folder is not renamed, because it contains many files."""
    wanted, name = str(diagnostic.params["id"]), str(diagnostic.params["name"])
    if diagnostic.params.get("what") == "letter":
        return None
    folder = diagnostic.path.rpartition("/")[0]
    match kind_of(diagnostic.path):
        case "measure":
            rest = name.lstrip("0123456789").removeprefix("-")
            return Fix(
                "file", f"{folder}/{wanted.lstrip(ascii_uppercase)}{'-' if rest else ''}{rest}.yaml"
            )
        case "obligation" if wanted.startswith(f"{instrument_of(diagnostic.path)}-"):
            return Fix("file", f"{folder}/{wanted}.yaml")
        case "law" if wanted.startswith("law-"):
            return Fix("file", f"{folder}/{wanted.removeprefix('law-')}.yaml")
        case "indicator":
            return Fix("file", f"{folder}/{wanted}.yaml")
        case "report":
            year, actor = wanted.split(", ")
            return Fix("file", f"data/reports/{year}/{actor}.yaml")
        case _:
            return None


RULE = Rule(
    severity="error",
    message=msg("The file's id is “{id}”, but the name “{name}” does not fit it."),
    help=msg(
        "Rename the file or correct the id. The file of a measure begins with its number "
        "(12-….yaml for T12). Law is in a file named after its article (coe-12.yaml for "
        "law-coe-12). Other files are named after their id, and an obligation begins with "
        "the name of its folder."
    ),
    why=msg(
        "When the file name and the id match, files are easy to find, and the wrong file "
        "is less likely to be edited."
    ),
    fix=_renamed,
)
